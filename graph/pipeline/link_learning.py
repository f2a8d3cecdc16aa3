"""Learn the settings of linking from what people judged: shown first, kept as a version only when it is wanted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.errors import AmbiguousCases, BadId, BadValue
from graph.ids import kind_of
from graph.linkage.learning import Example, Lesson, learn
from graph.linkage.ledger import contradictions, standing
from graph.linkage.signals import Reason, reasons_of
from graph.linkage.weights import LinkSettings
from graph.model import Case
from graph.pipeline.gathering import Couple, pairs_between
from graph.pipeline.link_settings import keep_link_settings, link_settings_of
from graph.pipeline.reading import chunks, judgements_of
from graph.store import EVERYTHING, Filter, Reader, Store
from graph.vocabulary import VOCABULARY

_SHOWN = 5
"""Cases that a refusal names."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged pairs of cases, each once, the smaller id first."""

    same: Mapping[Couple, bool]
    left_out: int = 0
    """Pairs of which people say different things."""


def learned(store: Reader, judged: Judged) -> Lesson:
    """What these pairs teach, beside the settings in force; nothing is written. Raises TooFewJudgements."""
    pairs = pairs_between(store, judged.same)
    examples = [
        Example(pair.a.id, pair.b.id, _sums(reasons_of(pair)), judged.same[pair.a.id, pair.b.id]) for pair in pairs
    ]
    return learn(examples, link_settings_of(store))


def adopt(store: Store, lesson: Lesson, *, by: str) -> LinkSettings:
    """Keep what was learned as the next version. What is linked stays until all is linked anew."""
    return keep_link_settings(store, lesson.after, by=by, why="由判定估计关联参数")


def judged_in_ledger(store: Reader, *, today: dt.date | None = None) -> Judged:
    """Every yes and no that stands; pairs on which people contradict each other are left out."""
    today = today or dt.date.today()
    every = judgements_of(store, "linkage")
    disputed = {each.way for each in contradictions(every, today=today) if not each.is_chain}
    stands = [each for each in standing(every, today=today) if each.answer != "unsure"]
    same = {(each.a, each.b): each.answer == "yes" for each in stands if (each.a, each.b) not in disputed}
    return Judged(same, left_out=len(stands) - len(same))


def judged_by_name(store: Reader, pairs: Iterable[tuple[str, str, bool]]) -> Judged:
    """Pairs whose cases are called by id or by number.

    Raises BadValue for what is no case, for a case with itself, and for a pair that is said to be both; AmbiguousCases.
    """
    stated = list(pairs)
    ids = cases_called(store, {name for a, b, _ in stated for name in (a, b)})
    same: dict[Couple, bool] = {}
    for a, b, answer in stated:
        couple = (min(ids[a], ids[b]), max(ids[a], ids[b]))
        if couple[0] == couple[1]:
            raise BadValue(value=f"{a}、{b}", field="判过的事件对", reason="两者是同一件事件")
        if same.setdefault(couple, answer) != answer:
            raise BadValue(value=f"{a}、{b}", field="判过的事件对", reason="前后判得相反")
    return Judged(same)


def cases_called(store: Reader, names: Collection[str]) -> dict[str, str]:
    """The id of the case that each of these ids or numbers means.

    Raises BadValue that names those that mean none, AmbiguousCases for a number that several cases have.
    """
    found: defaultdict[str, dict[str, Case]] = defaultdict(dict)
    for some in chunks(sorted(names)):
        ids = [each for each in some if _is_case(each)]
        for name, case in zip(ids, store.get(ids, scope=EVERYTHING) if ids else (), strict=True):
            if isinstance(case, Case):
                found[name][case.id] = case
        for case in store.scan("case", [Filter("number", "in", some)], scope=EVERYTHING):
            found[case.number][case.id] = case
    _check_called(names, found)
    return {name: next(iter(found[name])) for name in names}


def _check_called(names: Collection[str], found: Mapping[str, Mapping[str, Case]]) -> None:
    if unknown := sorted(each for each in names if each not in found):
        more = f"，这样的共 {len(unknown)} 个" if len(unknown) > _SHOWN else ""
        raise BadValue(value="、".join(unknown[:_SHOWN]), field="事件", reason=f"图库里没有这个编号或 id{more}")
    if several := sorted(name for name, cases in found.items() if len(cases) > 1):
        sources = sorted(VOCABULARY.label("source", each.source) for each in found[several[0]].values())
        raise AmbiguousCases(number=several[0], sources="、".join(sources), count=len(several))


def _is_case(name: str) -> bool:
    try:
        return kind_of(name) == Case.KIND
    except BadId:
        return False


def _sums(reasons: Iterable[Reason]) -> dict[str, float]:
    """What each signal says of a pair: two people in both say twice as much as one."""
    sums: defaultdict[str, float] = defaultdict(float)
    for each in reasons:
        sums[each.signal] += each.weight
    return dict(sums)
