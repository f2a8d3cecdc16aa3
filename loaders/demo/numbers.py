"""Telephones and identity numbers that no one has, yet every validator accepts.

- Telephones are 1990000xxxx to 1990999xxxx.
- Identity numbers bear the area code 420000, that of the province as a whole. GB/T 2260 knows it, so checks of area,
  birth date and check digit (GB 11643-1999) pass; but numbers are issued by counties and districts, whose codes do
  not end in 0000.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from loaders.demo.chance import Chance
from loaders.demo.names import MALE

AREA = "420000"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FIRST_ORDER = 128
"""Low orders with a birthday of few digits look like a placeholder, as 420000202204020024 does."""
_MOBILES = 10_000_000
_STRIDE = 7_919_317
"""Prime to `_MOBILES`: stepping by it meets every number once, in no order that a reader would notice."""


class Numbers:
    """Gives each number once."""

    def __init__(self, chance: Chance) -> None:
        self._telephones = self._mobiles(chance.number(0, _MOBILES - 1))
        self._born: Counter[tuple[dt.date, str]] = Counter()

    def telephone(self) -> str:
        return next(self._telephones)

    def identity_number(self, born: dt.date, sex: str) -> str:
        """The next number of that day and sex: odd for men, even for women."""
        self._born[born, sex] += 1
        order = _FIRST_ORDER + 2 * self._born[born, sex] + (1 if sex == MALE else 0)
        if order % 100 == 0:  # two zeros at the end look like a number that a spreadsheet has damaged
            self._born[born, sex] += 1
            order += 2
        body = f"{AREA}{born:%Y%m%d}{order:03d}"
        return body + _CHECK[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]

    @staticmethod
    def _mobiles(first: int) -> Iterator[str]:
        for turn in range(_MOBILES):
            yield f"1990{(first + turn * _STRIDE) % _MOBILES:07d}"
