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
_BY_HAND = {"renamed": -3.0}
"""Bits of what is too seldom among judged pairs to be learned: two copies about two things."""
_KEPT = 5
_NONE = 1e-6


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs as numbers: of each its features, whether it is one matter, what it counts."""

    features: Numbers
    same: NDArray[np.bool_]
    counts: Numbers

    def only(self, some: NDArray[np.bool_]) -> Examples:
        """Those where `some` is true."""
        return Examples(self.features[some], self.same[some], self.counts[some])

    def and_also(self, other: Examples, share: float) -> Examples:
        """These and others that count `share` as much."""
        return Examples(
            np.vstack((self.features, other.features)),
            np.concatenate((self.same, other.same)),
            np.concatenate((self.counts, share * other.counts)),
        )


def fit(names: Sequence[str], examples: Examples, *, slack: float = SLACK) -> TextWeights:
    """The weights in bits, moved so that even odds are `TOGETHER`."""
    counts = examples.counts
    middle = np.average(examples.features, axis=0, weights=counts)
    spread = np.sqrt(np.average((examples.features - middle) ** 2, axis=0, weights=counts))
    spread[spread < _NONE] = 1.0  # the same of all pairs: it tells nothing, and stays at nothing
    given = np.column_stack((np.ones(len(counts)), (examples.features - middle) / spread))
    found = _descend(given, np.where(examples.same, 1.0, -1.0), counts, _bounds(names, spread), 1 / slack)
    slopes = found[1:] / spread
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
    """Of the offset and of each coefficient: its sign, or all of it."""
    lower = [-np.inf if name in AGAINST or name in _FREE else 0.0 for name in names]
    upper = [0.0 if name in AGAINST else np.inf for name in names]
    for at, name in enumerate(names):
        if name in _BY_HAND:
            lower[at] = upper[at] = _BY_HAND[name] * log(2) * float(spread[at])
    return Bounds(np.array([-np.inf, *lower]), np.array([np.inf, *upper]))  # pyright: ignore[reportArgumentType]


def _descend(given: Numbers, sides: Numbers, counts: Numbers, bounds: Bounds, ridge: float) -> Numbers:
    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margins = sides * (given @ weights)
        slope = -(counts * sides * np.exp(-np.logaddexp(0, margins))) @ given
        slope[1:] += ridge * weights[1:]
        return float(counts @ np.logaddexp(0, -margins) + ridge / 2 * weights[1:] @ weights[1:]), slope

    start = np.zeros(given.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2_000}).x
