"""The model: a logistic regression whose coefficients have the sign that they must have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize

from graph.linkage.texts.scoring import AGAINST, TOGETHER, TextWeights

Numbers = NDArray[np.float64]

SLACK = 0.1
"""C of the ridge: the larger, the freer the coefficients."""
_FREE = frozenset({"length"})
_BY_HAND = {"renamed": -4.5}
"""Bits of what is too seldom among judged pairs to be learned: two copies about two things."""
_OFFSETS = 2
"""Coefficients that are of no feature: the offset, and how much another it is elsewhere."""
_KEPT = 5
_NONE = 1e-6


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs as numbers: of each its features, whether it is one matter, what it counts."""

    features: Numbers
    same: NDArray[np.bool_]
    counts: Numbers
    elsewhere: NDArray[np.bool_]
    """Of another ground: how often two that are compared are one matter there is not learned, but what it shows is."""

    def only(self, some: NDArray[np.bool_]) -> Examples:
        """Those where `some` is true."""
        return Examples(self.features[some], self.same[some], self.counts[some], self.elsewhere[some])

    def and_also(self, other: Examples, share: float) -> Examples:
        """These and others, of another ground, that count `share` as much."""
        return Examples(
            np.vstack((self.features, other.features)),
            np.concatenate((self.same, other.same)),
            np.concatenate((self.counts, share * other.counts)),
            np.concatenate((self.elsewhere, np.ones_like(other.elsewhere))),
        )


def fit(names: Sequence[str], examples: Examples, *, slack: float = SLACK) -> TextWeights:
    """The weights in bits, moved so that even odds are `TOGETHER`."""
    counts = examples.counts
    middle = np.average(examples.features, axis=0, weights=counts)
    spread = np.sqrt(np.average((examples.features - middle) ** 2, axis=0, weights=counts))
    spread[spread < _NONE] = 1.0  # the same of all pairs: it tells nothing, and stays at nothing
    own = np.ones(len(counts)), examples.elsewhere.astype(float)
    given = np.column_stack((*own, (examples.features - middle) / spread))
    found = _descend(given, np.where(examples.same, 1.0, -1.0), counts, _bounds(names, spread), 1 / slack)
    slopes = found[_OFFSETS:] / spread
    base = float(found[0] - slopes @ middle) / log(2) + TOGETHER
    bits = {name: round(float(slope) / log(2), _KEPT) for name, slope in zip(names, slopes, strict=True)}
    return TextWeights(round(base, _KEPT), {name: bits[name] for name in sorted(bits) if abs(bits[name]) > _NONE})


def score(names: Sequence[str], features: Numbers, weights: TextWeights) -> Numbers:
    """Bits of each row."""
    return weights.base + features @ np.array([weights.coefficients.get(name, 0.0) for name in names])


def write_weights(weights: TextWeights, path: Path) -> None:
    """The same bytes for the same weights."""
    held = {"base": weights.base, "coefficients": dict(weights.coefficients)}
    path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _bounds(names: Sequence[str], spread: Numbers) -> Bounds:
    """Of the offsets and of each coefficient: its sign, or all of it."""
    lower = [-np.inf if name in AGAINST or name in _FREE else 0.0 for name in names]
    upper = [0.0 if name in AGAINST else np.inf for name in names]
    for at, name in enumerate(names):
        if name in _BY_HAND:
            lower[at] = upper[at] = _BY_HAND[name] * log(2) * float(spread[at])
    free = [np.inf] * _OFFSETS
    return Bounds(np.array([*(-each for each in free), *lower]), np.array([*free, *upper]))  # pyright: ignore[reportArgumentType]


def _descend(given: Numbers, sides: Numbers, counts: Numbers, bounds: Bounds, ridge: float) -> Numbers:
    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margins = sides * (given @ weights)
        slope = -(counts * sides * np.exp(-np.logaddexp(0, margins))) @ given
        some = weights[_OFFSETS:]
        slope[_OFFSETS:] += ridge * some
        return float(counts @ np.logaddexp(0, -margins) + ridge / 2 * some @ some), slope

    start = np.zeros(given.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2_000}).x
