"""Chance that is the same on every machine: a named stream for each thing that is made; a new one moves no other."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

_OFFICE_OPENS = 8 * 60 + 30
_OFFICE_CLOSES = 17 * 60 + 30


class Chance:
    """A seeded stream of choices."""

    def __init__(self, seed: int, *name: object) -> None:
        self._random = random.Random("/".join(map(str, (seed, *name))))

    def number(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return self._random.randint(least, most)

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def one(self, of: Sequence[T]) -> T:
        return of[self._random.randrange(len(of))]

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """`count` different ones, in the order in which they were drawn; all when there are fewer."""
        return self._random.sample(of, min(count, len(of)))

    def weighted(self, weights: Mapping[T, float]) -> T:
        return self._random.choices(list(weights), list(weights.values()))[0]

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day from `first` to `last`, both included."""
        return first + dt.timedelta(days=self.number(0, max(0, (last - first).days)))

    def office_time(self, day: dt.date) -> dt.datetime:
        """A minute of `day` within office hours, local to the street."""
        minutes = self.number(_OFFICE_OPENS, _OFFICE_CLOSES)
        return dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60))
