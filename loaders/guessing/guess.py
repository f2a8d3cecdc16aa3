"""A mapping proposed for an unknown file, with a confidence for each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.errors import NoMapping
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.guessing.assigning import assign
from loaders.guessing.sample import Sample, is_worth_a_word, sample_of
from loaders.guessing.weighing import Column, Weight, clarity, column_of, targets_of, weigh
from loaders.headers import plain_header
from loaders.mapping import Mapping, built_in, built_in_names
from loaders.reading import File
from loaders.refused import excluded_field, refused_cell, refused_header
from loaders.targets import Target

ENOUGH = 0.5
"""A confidence below which a column is proposed as a comment only."""

_LEAST = 0.22
"""A score below which a column fills nothing."""
_HINT = 0.6
_HEADER_HINT = 0.35
"""What a word of its own weighs for a kind of file, in a title and in a header."""
_LEAST_COLUMNS = 2
_ESSENTIAL: dict[str, tuple[tuple[str, ...], ...]] = {
    "case": (("case.title", "case.text"),),
    "weekly": (
        ("case.title",),
        ("place.community", "社区"),
        ("weekly.week", "weekly.submitted_on", "case.received_at"),
    ),
    "mention": (("party.record",), ("party.name",), ("party.role", "case.number")),
    "resident": (("resident.name",), ("place.address", "place.unit", "place.building", "resident.identity_number")),
    "housing": (("place.address", "place.unit"), ("owner.name", "tenant.name", "place.code")),
    "building": (("place.building",), ("officer.name", "place.code", "place.address", "place.estate")),
    "organisation": (("organisation.name",),),
}
"""By kind of row: of each group one path must be there, or a word of the titles, for the file to be of that kind."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one column seems to fill."""

    header: str
    target: Target | None
    """None: nothing that is known."""
    confidence: float
    """0 to 1; below `ENOUGH` it is not used."""
    why: str
    unknown: tuple[tuple[str, int], ...] = ()
    """Of a column of codes: words that name none, and how often each stands."""
    needed: bool = False
    """Without it the file would not be of its kind: it is used although another field is nearly as likely."""

    @property
    def used(self) -> bool:
        return self.target is not None and (self.needed or self.confidence >= ENOUGH)


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping proposed for one sheet."""

    file: str
    sheet: str
    header_row: int
    rows: int
    base: Mapping
    confidence: float
    """That the file is of this kind."""
    next_best: str
    """The name of the built-in mapping that came next; empty: none."""
    columns: tuple[Proposal, ...]
    refused: tuple[tuple[str, str], ...]
    """Headers of columns that are never loaded, and why."""
    missing: tuple[str, ...] = ()
    """Paths that the base demands and the file has not."""
    notes: tuple[str, ...] = field(default=())

    @property
    def used(self) -> tuple[Proposal, ...]:
        return tuple(each for each in self.columns if each.used)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One base with the best that it makes of all columns."""

    base: Mapping
    score: float
    chosen: tuple[int, ...]
    weights: tuple[Sequence[Weight], ...]
    complete: bool


def guess_file(file: File, *, sheet: str | None = None, vocabulary: Vocabulary = VOCABULARY) -> Guess:
    """The mapping that `file`, or its `sheet` of that name, seems to need. Raises NoMapping when it is none known."""
    samples = [found for found in _samples(file, sheet) if found.columns]
    if not samples:
        raise NoMapping(path=file.path, reason=_no_table(file, sheet), known=_known())
    guesses = [guess_sample(each, file=file, vocabulary=vocabulary) for each in samples]
    best = max(guesses, key=lambda each: each is not None and sum(p.confidence for p in each.used))
    if best is None:
        raise NoMapping(path=file.path, reason="从表头和内容都看不出是哪一种", known=_known())
    return best


def guess_sample(sample: Sample, *, file: File, vocabulary: Vocabulary = VOCABULARY) -> Guess | None:
    """The mapping that one sheet seems to need; None: it is of no kind that is known."""
    columns = [column_of(each) for each in sample.columns if is_worth_a_word(each)]
    refused = [(each.header, why) for each in columns if (why := _refusal(each))]
    closed = {header for header, _ in refused}
    open_columns = [each for each in columns if each.header not in closed and not each.contents.running]
    titles = " ".join((*sample.titles, file.path.stem))
    fittings = [_fitted(each, open_columns, titles, vocabulary) for each in built_in_names()]
    complete = sorted((each for each in fittings if each.complete), key=lambda each: -each.score)
    if not complete:
        return None
    best, after = complete[0], complete[1] if len(complete) > 1 else None
    proposals = _told_apart(_proposals(best, open_columns, vocabulary))
    if sum(each.used for each in proposals) < _LEAST_COLUMNS:
        return None
    running = [Proposal(each.header, None, 0.0, "是行号") for each in columns if each.contents.running]
    paths = {each.target.path for each in proposals if each.used and each.target}
    return Guess(
        file=file.name,
        sheet=sample.sheet,
        header_row=sample.header_row,
        rows=sample.rows,
        base=best.base,
        confidence=_sureness(best, after),
        next_best=after.base.name if after else "",
        columns=_in_order([*proposals, *running], columns),
        refused=tuple(refused),
        missing=tuple(each.path for each in best.base.required if each.path not in paths),
        notes=_notes(sample),
    )


def _fitted(name: str, columns: Sequence[Column], titles: str, vocabulary: Vocabulary) -> _Fitting:
    base = built_in(name, vocabulary)
    targets = targets_of(name)
    weights = tuple(weigh(each, base, vocabulary) for each in columns)
    scores = np.array([[_worth(each) for each in row] for row in weights]).reshape(len(columns), len(targets))
    chosen = assign(scores + _order_bonus(columns, scores))
    found = {targets[at].path: weights[row][at].score for row, at in enumerate(chosen) if at >= 0}
    sure = {path for path, score in found.items() if score >= ENOUGH}
    complete = all(any(each in sure or each in titles for each in group) for group in _ESSENTIAL[base.row])
    headers = " ".join(each.header for each in columns)
    hints = _HINT * any(each in titles for each in base.hints) + _HEADER_HINT * any(
        each in headers for each in base.hints
    )
    lacking = sum(each.path not in found for each in base.required)
    unsaid = base.row == "weekly" and not hints and not any(each.startswith("weekly.") for each in sure)
    taken = {at: weights[row][at].score for row, at in enumerate(chosen) if at >= 0}
    clear = sum(weights[row][at].worth * clarity(weights[row], at, taken) for row, at in enumerate(chosen) if at >= 0)
    total = clear + hints - 0.5 * (lacking + unsaid)
    return _Fitting(base, total, tuple(chosen), weights, complete)


def _worth(weight: Weight) -> float:
    return weight.worth if weight.score >= _LEAST else 0.0


def _order_bonus(columns: Sequence[Column], scores: np.ndarray) -> np.ndarray:
    """A little for the usual order where nothing else tells: the earlier of two like columns is the first person's, and
    of two columns of days the one of the earlier days is the one that cases begin with.
    """
    turns = [each.heading.position for each in columns]
    dated = [at for at, each in enumerate(columns) if each.contents.usual_day]
    for turn, at in enumerate(sorted(dated, key=lambda at: columns[at].contents.usual_day)):
        turns[at] = turn
    return 1e-4 * scores / (1 + np.array(turns).reshape(-1, 1))


def _proposals(fitting: _Fitting, columns: Sequence[Column], vocabulary: Vocabulary) -> list[Proposal]:
    targets = targets_of(fitting.base.name)
    filled = {targets[at].path for at in fitting.chosen if at >= 0}
    taken = {at: fitting.weights[row][at].score for row, at in enumerate(fitting.chosen) if at >= 0}
    made = []
    for column, at, weights in zip(columns, fitting.chosen, fitting.weights, strict=True):
        chosen = at if at >= 0 else _beside(weights, targets, filled)
        made.append(_proposal(column, chosen, weights, fitting.base, taken, vocabulary))
    return made


def _told_apart(proposals: Iterable[Proposal]) -> list[Proposal]:
    """`proposals` with a header that is written over two columns given to one field only: a mapping goes by headers."""
    known: dict[str, Target | None] = {}
    made = []
    for each in proposals:
        plain = plain_header(each.header)
        if each.used and known.setdefault(plain, each.target) is not each.target:
            each = Proposal(each.header, None, 0.0, "表头与另一列相同，请先改成不同的")  # noqa: PLW2901
        made.append(each)
    return made


def _beside(weights: Sequence[Weight], targets: Sequence[Target], filled: set[str]) -> int:
    """The path of several values, such as telephones, that a column may fill beside another one; -1: none."""
    best = max(range(len(weights)), key=lambda at: weights[at].score, default=-1)
    if best < 0 or not targets[best].many or targets[best].path not in filled or weights[best].score < ENOUGH:
        return -1
    return best


def _proposal(
    column: Column,
    at: int,
    weights: Sequence[Weight],
    base: Mapping,
    taken: dict[int, float],
    vocabulary: Vocabulary,
) -> Proposal:
    if at < 0:
        return Proposal(column.header, None, 0.0, "看不出填什么" if column.contents.texts else "是空的，也看不出填什么")
    target, weight = targets_of(base.name)[at], weights[at]
    unknown: tuple[tuple[str, int], ...] = ()
    if target.code is not None:
        unknown = tuple(column.contents.unknown(vocabulary[target.code], base.values.get(target.path, {})))
    confidence = round(min(0.99, weight.score * clarity(weights, at, taken)), 2)
    needed = weight.score >= ENOUGH and target.path in _needed(base)
    return Proposal(column.header, target, confidence, _why(column, weight), unknown, needed)


def _needed(base: Mapping) -> set[str]:
    return {each.path for each in base.required} | {path for group in _ESSENTIAL[base.row] for path in group[:1]}


def _why(column: Column, weight: Weight) -> str:
    said = []
    if weight.sound and weight.sound.score >= 0.4:
        known = weight.sound.header
        said.append("表头认得" if known == plain_header(column.header) else f"表头像“{known}”")
    if weight.fit and weight.fit.looks and weight.fit.share >= 0.3:
        said.append(f"{weight.fit.share:.0%} 的格像{weight.fit.looks}")
    elif weight.fit and weight.fit.checked and weight.fit.share < 0.3 and weight.fit.looks:
        said.append(f"内容不像{weight.fit.looks}")
    return "，".join(said) or "表头和内容都不明显"


def _refusal(column: Column) -> str | None:
    """Why a column is never loaded, by its header or by what stands in it; None: it may be."""
    plain = plain_header(column.header)
    if why := refused_header(plain) or (excluded_field(plain) if plain.isascii() else None):
        return why
    if why := next(filter(None, map(refused_cell, column.contents.counts)), None):
        return f"{why}，内容里写着"
    if word := column.contents.traits:
        return f"内容是“{word}”这样的个人特征"
    return None


def _sureness(best: _Fitting, after: _Fitting | None) -> float:
    """How clear the kind of the file is: half by its own score for each column, half by its lead."""
    rows = max(1, len(best.chosen))
    own = min(1.0, max(0.0, best.score) / rows)
    lead = 1.0 if after is None else min(1.0, max(0.0, best.score - after.score) / 1.5)
    return round(0.5 * own + 0.5 * lead, 2)


def _in_order(proposals: Iterable[Proposal], columns: Sequence[Column]) -> tuple[Proposal, ...]:
    order = {each.header: at for at, each in reversed(list(enumerate(columns)))}
    return tuple(sorted(proposals, key=lambda each: order[each.header]))


def _samples(file: File, sheet: str | None) -> Iterable[Sample]:
    for each in file.sheets:
        if not each.hidden and sheet in (None, each.name) and (found := sample_of(each, file_name=file.path.stem)):
            yield found


def _notes(sample: Sample) -> tuple[str, ...]:
    if sample.header_row == 0:
        return ("第一行就是数据，没有表头：载入前请在第一行上面加一行表头，可写 第1列、第2列 …",)
    return ()


def _no_table(file: File, sheet: str | None) -> str:
    if sheet is not None and sheet not in [each.name for each in file.sheets]:
        names = "、".join(each.name for each in file.sheets if each.name) or "（这个文件没有工作表）"
        return f"没有工作表“{sheet}”，有的是 {names}"
    if sheet is not None and any(each.hidden for each in file.sheets if each.name == sheet):
        return f"工作表“{sheet}”是隐藏的"
    return "没有看到表格"


def _known() -> str:
    return "、".join(built_in_names())
