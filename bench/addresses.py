"""`python -m bench addresses`: whether one dwelling gets one id however it is written, and two dwellings two."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.dwellings import Dwelling, dwelling, look_alike
from bench.writing import written
from loaders.addresses.reading import read_address


class Pair(NamedTuple):
    """Two texts, and whether they mean one dwelling."""

    one: str
    other: str
    same: bool


@dataclass(slots=True)
class Agreement:
    """How often two texts were rightly told to be one dwelling, or two."""

    right: int = 0
    found: int = 0
    true: int = 0
    wrong: list[Pair] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the pairs with one id, those that are one dwelling."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one dwelling, those with one id."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairs(count: int, *, seed: int) -> list[Pair]:
    """Pairs over `count` addresses: half of them one dwelling twice, half of them two that look alike."""
    chance = random.Random(seed)
    made: list[Pair] = []
    while 2 * len(made) < count:
        one: Dwelling = dwelling(chance)
        same = len(made) % 2 == 0
        other = one if same else look_alike(one, chance)
        made.append(Pair(written(one, chance), written(other, chance), same))
    return made


def same_unit(one: str, other: str) -> bool:
    """Whether both texts lead to one dwelling; a text that leads to none is the same as nothing."""
    found, against = read_address(one).deepest, read_address(other).deepest
    return found is not None and found.level == "unit" and found == against


def agreement(made: Sequence[Pair]) -> Agreement:
    """The figures over `made`."""
    counted = Agreement()
    for pair in made:
        same = same_unit(pair.one, pair.other)
        counted.right += same and pair.same
        counted.found += same
        counted.true += pair.same
        if same != pair.same:
            counted.wrong.append(pair)
    return counted


def main(options: Sequence[str]) -> None:
    """Print precision, recall and F1 of “same unit”, and the time of one address."""
    parser = argparse.ArgumentParser(prog="python -m bench addresses")
    parser.add_argument("--addresses", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print N pairs that were told wrongly")
    given = parser.parse_args(options)
    made = pairs(given.addresses, seed=given.seed)
    read_address.cache_clear()
    start = time.process_time()
    for pair in made:
        read_address(pair.one)
        read_address(pair.other)
    each_us = (time.process_time() - start) / (2 * len(made)) * 1e6
    counted = agreement(made)
    print(f"addresses: {2 * len(made):,}, pairs: {len(made):,} ({counted.true:,} of one dwelling), seed {given.seed}")
    print(f"same unit: precision {counted.precision:.4f}, recall {counted.recall:.4f}, F1 {counted.f1:.4f}")
    print(f"one address: {each_us:.1f} µs")
    for pair in counted.wrong[: given.wrong]:
        print(f"  {'same' if pair.same else 'other'}: {pair.one!r} | {pair.other!r}")
