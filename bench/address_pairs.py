"""`python -m bench address_pairs --pairs FILE.csv`: fit the weights of comparing, print them and figures.

The table that it prints is `loaders/addresses/weights.py`. It needs labelled pairs, which do not lie in this project.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loaders.addresses.measuring import Scores, is_for_fitting, read_pairs
from loaders.addresses.signals import SIGNALS, signals

_CLASS_WEIGHTS = np.array([1.0, 1.3, 4.0])
"""Rare classes count more, since all three count alike in the end."""
_ROUNDS, _RATE, _SHRINKAGE = 400, 0.05, 1e-4
_OFFSETS = np.linspace(-1.5, 1.5, 61)

Numbers = NDArray[np.float64]


def fit(values: Numbers, labels: NDArray[np.int64]) -> Numbers:
    """The weights of a multinomial logistic regression: a row for the offset, then one for each signal."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    given = np.c_[np.ones(len(values)), (values - mean) / spread]
    share, wanted = _CLASS_WEIGHTS[labels], np.eye(3)[labels]
    weights = _descend(given, wanted, share)
    weights[1:] /= spread[:, None]
    weights[0] -= mean @ weights[1:]
    return weights


def _descend(given: Numbers, wanted: Numbers, share: Numbers) -> Numbers:
    """Adam, always from the same start: same pairs, same weights."""
    weights = np.zeros((given.shape[1], 3))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        logits = given @ weights
        likely = np.exp(logits - logits.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        slope = given.T @ ((likely - wanted) * share[:, None]) / share.sum() + _SHRINKAGE * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def scored(weights: Numbers, values: Numbers, labels: NDArray[np.int64]) -> Scores:
    """How the likeliest class agrees with the labels."""
    found = (np.c_[np.ones(len(values)), values] @ weights).argmax(1)
    table = np.zeros((3, 3), dtype=int)
    np.add.at(table, (labels, found), 1)
    return Scores(tuple((int(row[0]), int(row[1]), int(row[2])) for row in table))


def with_best_offsets(weights: Numbers, values: Numbers, labels: NDArray[np.int64]) -> Numbers:
    """`weights` with the offsets that give the best macro-F1."""

    def moved(partial: float, same: float) -> Numbers:
        other = weights.copy()
        other[0] += (0.0, partial, same)
        return other

    tried = ((float(one), float(other)) for one in _OFFSETS[::3] for other in _OFFSETS[::3])
    return moved(*max(tried, key=lambda each: scored(moved(*each), values, labels).macro_f1))


def main(options: Sequence[str]) -> None:
    """Print the weights, and macro-F1 on both halves."""
    parser = argparse.ArgumentParser(prog="python -m bench address_pairs")
    parser.add_argument("--pairs", type=Path)
    given = parser.parse_args(options)
    if given.pairs is None:
        print("address_pairs: give --pairs FILE.csv to fit the weights")
        return
    pairs = read_pairs(given.pairs)
    values = np.array([signals(each.one, each.other) for each in pairs])
    labels = np.array([each.label for each in pairs])
    half = np.array([is_for_fitting(each) for each in pairs])
    weights = with_best_offsets(fit(values[half], labels[half]), values[half], labels[half])
    weights -= weights[:, :1]
    for name, part in (("the half of the fit", half), ("the other half", ~half)):
        print(f"# {name}: {part.sum():,} pairs, macro-F1 {scored(weights, values[part], labels[part]).macro_f1:.4f}")
    print("OFFSETS = (" + ", ".join(f"{each:.3f}" for each in weights[0]) + ")")
    for name, row in zip(SIGNALS, weights[1:], strict=True):
        print(f'    "{name}": ({", ".join(f"{each:.3f}" for each in row)}),')
