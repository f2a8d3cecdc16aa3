"""Coefficients from judgements: a logistic regression held to the shipped ones, tried on matters it has not seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.errors import TooFewJudgements
from graph.linkage.weights import SHIPPED, LinkSettings

LEAST, LEAST_OF_EACH = 30, 8
"""Judged pairs, and of each answer, from which on something can be learned."""
PRECISION = 0.95
"""What the threshold of a provisional link is chosen for: of twenty links, one may be wrong."""
PULL = 2.0
"""How firmly a coefficient is held: half the inverse square of the spread believed beforehand, half of what it is."""
PULL_OFFSET = 0.5
"""The same of the offset, in bits: a spread of one."""
GAIN = 0.005
"""Bits a pair by which the log-loss must fall for other settings to be worth linking everything anew."""
FOLDS = 5
SEED = 20240301

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """A judged pair of cases."""

    a: str
    b: str
    signals: Mapping[str, float]
    """What each signal says of it, before any coefficient; one that is silent is left out."""
    same: bool
    """Whether they belong together."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well some settings tell judged pairs apart."""

    log_loss: float
    """In bits a pair, both answers counting half; 1 is a coin."""
    precision: float
    """Of the pairs at or above the threshold, the share that belongs together; 1 when there is none."""
    recall: float
    """Of the pairs that belong together, the share at or above the threshold."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What judgements teach: nothing is kept of it yet."""

    before: LinkSettings
    after: LinkSettings
    shipped: Measured
    """Of the shipped settings, on all pairs."""
    old: Measured
    """Of `before`, on all pairs: of those that it was learned from it knows the answers."""
    new: Measured
    """Of what is learned, on pairs of matters that it was not learned from."""
    yes: int
    no: int
    folds: int
    apart: str
    """What was never both learned from and tried: Chinese, for people."""

    @property
    def precise(self) -> bool:
        """Whether the threshold is as precise as it is wanted."""
        return self.new.precision >= PRECISION

    @property
    def better(self) -> bool:
        """Whether what is learned tells unseen pairs apart better than the shipped settings, which saw none either."""
        return self.new.log_loss <= self.shipped.log_loss - GAIN


def learn(examples: Sequence[Example], before: LinkSettings, *, seed: int = SEED) -> Lesson:
    """Estimate the settings from judged pairs, the same from the same pairs in any order.

    Raises TooFewJudgements.
    """
    examples = sorted(examples, key=lambda each: (each.a, each.b))
    _check_enough(examples)
    table = _Table.of(examples)
    folds, apart = _folds(table, seed)
    unseen = np.zeros(len(examples))
    chosen = np.zeros(len(examples), dtype=np.bool_)
    for train, test in folds:
        fitted = table.only(train).fitted(before)
        threshold = _threshold(table.only(train).scores(fitted), table.same[train], before.together)
        unseen[test] = table.only(test).scores(fitted)
        chosen[test] = unseen[test] >= threshold
    together = _threshold(unseen, table.same, before.together)
    new = _measured(unseen, table.same, chosen)
    return Lesson(
        before=before,
        after=_made(table.fitted(before), before, together, new, table),
        shipped=_measured_by(SHIPPED, table),
        old=_measured_by(before, table),
        new=new,
        yes=int(table.same.sum()),
        no=int((~table.same).sum()),
        folds=len(folds),
        apart=apart,
    )


def _check_enough(examples: Sequence[Example]) -> None:
    yes = sum(each.same for each in examples)
    no = len(examples) - yes
    if len(examples) < LEAST or min(yes, no) < LEAST_OF_EACH:
        raise TooFewJudgements(pairs=len(examples), yes=yes, no=no, least=LEAST, each=LEAST_OF_EACH)


def _made(fitted: LinkSettings, before: LinkSettings, together: float, new: Measured, table: _Table) -> LinkSettings:
    """What would be kept; the threshold of suggestions stays as far below the other as it was."""
    pairs, yes = len(table.same), int(table.same.sum())
    return replace(
        fitted,
        together=round(together, 3),
        noticeable=round(together - (before.together - before.noticeable), 3),
        made=(
            f"由 {pairs} 对判定估计（是 {yes}，否 {pairs - yes}；两种答案同重），向出厂系数收拢；"
            f"门槛按精确率 {PRECISION:g} 选定，数字出自交叉验证"
        ),
        figures={
            "pairs": pairs,
            "yes": yes,
            "log_loss": round(new.log_loss, 4),
            "precision": round(new.precision, 4),
            "recall": round(new.recall, 4),
        },
    )


# -- the judged pairs as numbers -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """A row a pair, a column a signal that one of them has."""

    names: tuple[str, ...]
    values: Numbers
    same: Flags
    ends: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> _Table:
        names = tuple(sorted({name for each in examples for name in each.signals}))
        values = np.array([[each.signals.get(name, 0.0) for name in names] for each in examples], dtype=np.float64)
        same = np.array([each.same for each in examples], dtype=np.bool_)
        return cls(names, values.reshape(len(examples), len(names)), same, tuple((e.a, e.b) for e in examples))

    def only(self, rows: NDArray[np.intp]) -> _Table:
        return _Table(self.names, self.values[rows], self.same[rows], tuple(self.ends[each] for each in rows))

    def scores(self, settings: LinkSettings) -> Numbers:
        """In bits."""
        return settings.offset + self.values @ np.array([settings.coefficient(each) for each in self.names])

    def fitted(self, before: LinkSettings) -> LinkSettings:
        """The offset and coefficients under which these answers are likeliest, both answers counting half.

        Each is held to its shipped value; a signal that no pair has keeps the coefficient of `before`.
        """
        from scipy.optimize import minimize  # half a second to load

        shipped = np.array([SHIPPED.offset, *(SHIPPED.coefficient(each) for each in self.names)])
        pull = np.array([PULL_OFFSET, *(PULL for _ in self.names)])
        rows = np.column_stack([np.ones(len(self.same)), self.values]) * math.log(2)
        sign, weight = np.where(self.same, 1.0, -1.0), _halves(self.same)

        def loss(parameters: Numbers) -> tuple[float, Numbers]:
            margin = sign * (rows @ parameters)
            off = parameters - shipped
            slope = -(weight * sign * _share(-margin)) @ rows
            return float(weight @ np.logaddexp(0, -margin) + pull @ off**2), slope + 2 * pull * off

        bounds = [(None, None), *((0.0, None) for _ in self.names)]
        found = minimize(loss, shipped, jac=True, method="L-BFGS-B", bounds=bounds).x
        offset, *learned = (round(float(each), 4) for each in found)
        coefficients = {**before.coefficients, **dict(zip(self.names, learned, strict=True))}
        return replace(before, offset=offset, coefficients=coefficients)


def _share(score: Numbers) -> Numbers:
    """The logistic function, for scores in nats of any size."""
    return np.exp(-np.logaddexp(0, -score))


def _halves(same: Flags) -> Numbers:
    """What each pair counts, so that both answers count half of all: who judges picks what to judge."""
    counts = np.where(same, same.sum(), (~same).sum())
    return len(same) / (2.0 * np.maximum(counts, 1))


# -- measured ------------------------------------------------------------------------------------


Fold = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Rows to learn from, and rows to try it on."""


def _folds(table: _Table, seed: int) -> tuple[list[Fold], str]:
    """Each row is tried once, as many of each answer a time as can be; and what is never on both sides, in Chinese.

    That is whatever judged pairs connect; where nearly all is connected, one matter; where that is all, only a pair.
    """
    yes = [pair for pair, same in zip(table.ends, table.same, strict=True) if same]
    for groups, apart in (
        (_components(table.ends, table.ends), "相连的事件不分在两边"),
        (_components(table.ends, yes), "同一事项不分在两边"),
    ):
        folds = _split(table, groups, seed)
        if folds:
            return folds, apart
    return _split(table, list(range(len(table.same))), seed), "事件都连在一起，只能按对分开"


def _split(table: _Table, groups: list[int], seed: int) -> list[Fold]:
    """Empty where one group is most of all, or where there is a fold to learn from that lacks an answer."""
    from sklearn.model_selection import StratifiedGroupKFold

    if max(Counter(groups).values()) * 2 > len(groups):
        return []
    folds = min(FOLDS, len(set(groups)), int(min(table.same.sum(), (~table.same).sum())))
    split = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    found = [(train, test) for train, test in split.split(table.values, table.same, groups) if len(test)]
    return found if all(len(set(table.same[train])) == 2 for train, _ in found) else []


def _components(pairs: Sequence[tuple[str, str]], joined: Sequence[tuple[str, str]]) -> list[int]:
    graph = nx.Graph()
    graph.add_nodes_from(a for a, _ in pairs)
    graph.add_edges_from(joined)
    number = {case: n for n, some in enumerate(sorted(nx.connected_components(graph), key=min)) for case in some}
    return [number[a] for a, _ in pairs]


def _threshold(scores: Numbers, same: Flags, now: float) -> float:
    """Where most of what belongs together is found at the wanted precision: `now`, if it is such a place.

    Where no place is precise enough, the one that comes nearest, precision counting more than recall (F 0.5).
    """
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(same[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / right[-1]
    parts = np.append(ranked[:-1] != ranked[1:], True)
    able = np.flatnonzero(parts & (precision >= PRECISION))
    near = 1.25 * precision * recall / np.maximum(0.25 * precision + recall, 1e-9)
    at = able[right[able].argmax()] if able.size else np.where(parts, near, -1.0).argmax()
    below = float(ranked[at + 1]) if at + 1 < len(ranked) else -math.inf
    if below < now <= ranked[at]:
        return now
    return float(ranked[at]) if below == -math.inf else (float(ranked[at]) + below) / 2


def _measured_by(settings: LinkSettings, table: _Table) -> Measured:
    scores = table.scores(settings)
    return _measured(scores, table.same, scores >= settings.together)


def _measured(scores: Numbers, same: Flags, chosen: Flags) -> Measured:
    margin = np.where(same, scores, -scores) * math.log(2)
    right = int((chosen & same).sum())
    return Measured(
        log_loss=float(_halves(same) @ np.logaddexp(0, -margin)) / len(same) / math.log(2),
        precision=right / int(chosen.sum()) if chosen.any() else 1.0,
        recall=right / int(same.sum()),
    )
