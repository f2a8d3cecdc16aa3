"""How well addresses are compared, on pairs that people judged, beside plain string similarity."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import BadPairs
from loaders.addresses.comparing import VERDICTS, compare
from loaders.addresses.signals import ratio

_COLUMNS = ("query", "candidate", "label")
_STEPS = 100
"""Thresholds of the baseline are tried in hundredths."""


class Judged(NamedTuple):
    """Two addresses and what people said of them: 0 different, 1 partial, 2 same."""

    one: str
    other: str
    label: int


@dataclass(frozen=True, slots=True)
class Scores:
    """How verdicts agree with labels."""

    confusion: tuple[tuple[int, int, int], ...]
    """A row for each label, a column for each verdict, in the order of `VERDICTS`."""

    def precision(self, label: int) -> float:
        """Of the pairs with this verdict, those with the label; 0 when there are none."""
        found = sum(row[label] for row in self.confusion)
        return self.confusion[label][label] / found if found else 0.0

    def recall(self, label: int) -> float:
        """Of the pairs with this label, those with the verdict; 0 when there are none."""
        true = sum(self.confusion[label])
        return self.confusion[label][label] / true if true else 0.0

    def f1(self, label: int) -> float:
        """The harmonic mean of both."""
        precision, recall = self.precision(label), self.recall(label)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def macro_f1(self) -> float:
        """The mean of the three F1: a rare class counts as much as a frequent one."""
        return sum(self.f1(each) for each in range(3)) / 3

    def as_json(self) -> dict[str, Any]:
        return {
            "macro_f1": round(self.macro_f1, 4),
            "classes": {
                name: {
                    "precision": round(self.precision(at), 4),
                    "recall": round(self.recall(at), 4),
                    "f1": round(self.f1(at), 4),
                }
                for at, name in enumerate(VERDICTS)
            },
            "confusion": [list(each) for each in self.confusion],
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Both methods on the half that neither was fitted on."""

    pairs: int
    fitted: int
    thresholds: tuple[float, float]
    ours: Scores
    baseline: Scores

    def as_json(self) -> dict[str, Any]:
        return {
            "pairs": self.pairs,
            "fitted_on": self.fitted,
            "compare": self.ours.as_json(),
            "baseline": {"thresholds": list(self.thresholds), **self.baseline.as_json()},
        }


def read_pairs(path: Path) -> list[Judged]:
    """The pairs of a CSV file with the columns query, candidate and label. Raises BadPairs with the line at fault."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [each for each in _COLUMNS if each not in (rows.fieldnames or ())]
            if missing:
                raise BadPairs(path=path, reason=f"第 1 行缺少列 {'、'.join(missing)}，应有 {'、'.join(_COLUMNS)}")
            pairs = [_judged(row, path, rows.line_num) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "不是 UTF-8 的 CSV"
        raise BadPairs(path=path, reason=reason) from error
    if not pairs:
        raise BadPairs(path=path, reason="没有一对地址")
    return pairs


def _judged(row: dict[str, str], path: Path, line: int) -> Judged:
    if row["label"] not in ("0", "1", "2"):
        raise BadPairs(path=path, reason=f"第 {line} 行的 label 是“{row['label']}”，应是 0、1 或 2")
    return Judged(row["query"] or "", row["candidate"] or "", int(row["label"]))


def is_for_fitting(pair: Judged) -> bool:
    """Whether a pair belongs to the half that thresholds and weights are fitted on; all pairs of a query together.

    The half is drawn from the query alone, so that it is the same in every file and on every machine.
    """
    return hashlib.blake2b(pair.one.encode(), digest_size=1).digest()[0] % 2 == 0


def evaluate(pairs: Sequence[Judged]) -> Evaluation:
    """The comparison and the baseline on the half of `pairs` that is not for fitting."""
    fitted = [each for each in pairs if is_for_fitting(each)]
    rest = [each for each in pairs if not is_for_fitting(each)] or list(pairs)
    low, high = thresholds_for(fitted or pairs)
    return Evaluation(
        pairs=len(rest),
        fitted=len(fitted),
        thresholds=(low, high),
        ours=scores(rest, lambda one, other: VERDICTS.index(compare(one, other).verdict)),
        baseline=scores(rest, lambda one, other: _above(ratio(one, other), low, high)),
    )


def scores(pairs: Sequence[Judged], verdict: Callable[[str, str], int]) -> Scores:
    """How `verdict` agrees with the labels of `pairs`."""
    table = [[0, 0, 0] for _ in range(3)]
    for pair in pairs:
        table[pair.label][verdict(pair.one, pair.other)] += 1
    return Scores(tuple((row[0], row[1], row[2]) for row in table))


def thresholds_for(pairs: Sequence[Judged]) -> tuple[float, float]:
    """The two thresholds of the similarity of strings that give `pairs` the best macro-F1."""
    counts = [[0] * (_STEPS + 1) for _ in range(3)]
    for pair in pairs:
        counts[pair.label][int(ratio(pair.one, pair.other) * _STEPS)] += 1
    best = max(
        ((low, high) for low in range(_STEPS + 1) for high in range(low, _STEPS + 1)),
        key=lambda each: _binned(counts, *each).macro_f1,
    )
    return best[0] / _STEPS, best[1] / _STEPS


def _binned(counts: Sequence[Sequence[int]], low: int, high: int) -> Scores:
    return Scores(tuple((sum(each[:low]), sum(each[low:high]), sum(each[high:])) for each in counts))


def _above(value: float, low: float, high: float) -> int:
    return int(int(value * _STEPS) >= low * _STEPS) + int(int(value * _STEPS) >= high * _STEPS)
