"""Identity numbers and telephones as people have them: drawn at random within the ranges in use, each given once.

They belong to nobody on purpose, but may to somebody by chance: what is made of them stays out of the repository.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from bench.residents.given import MALE

_HOME_AREAS = ("420103", "420102", "420104", "420105", "420106", "420107", "420111", "420112", "420117")
_OTHER_AREAS = (
    "420683", "420921", "420922", "421003", "421023", "421081", "421122", "421127", "421181", "421202", "422801",
    "429004", "429005", "429006", "410103", "411526", "430104", "430602", "340104", "360102", "350102", "330106",
    "510107", "500101", "440106", "110105", "310104", "620102", "650102",
)  # fmt: skip
_PREFIXES = (
    "138", "139", "135", "136", "137", "150", "151", "152", "157", "158", "159", "182", "183", "187", "188", "130",
    "131", "132", "155", "156", "185", "186", "133", "153", "177", "180", "181", "189", "199", "166", "176", "173",
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


class Numbers:
    """Gives each number once."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._given: set[str] = set()

    def mobile(self) -> str:
        """Eleven digits."""
        return self._new(lambda: self._chance.choice(_PREFIXES) + f"{self._chance.randrange(10**8):08d}")

    def landline(self) -> str:
        """With the area code of Wuhan and a hyphen."""
        return self._new(lambda: f"027-8{self._chance.choice('2345')}{self._chance.randrange(10**6):06d}")

    def identity_number(self, born: dt.date, sex: str) -> str:
        """Eighteen characters with their check digit; the last of the order is odd for men."""

        def drawn() -> str:
            chance = self._chance
            area = chance.choice(_HOME_AREAS[:1] * 5 + _HOME_AREAS if chance.random() < 0.7 else _OTHER_AREAS)
            order = chance.randrange(0, 499) * 2 + (1 if sex == MALE else 2)
            return with_check(f"{area}{born:%Y%m%d}{order:03d}")

        return self._new(drawn)

    def _new(self, drawn: Callable[[], str]) -> str:
        while (number := drawn()) in self._given or number.endswith("000"):
            pass
        self._given.add(number)
        return number


def with_check(body: str) -> str:
    """`body` of 17 digits with its check digit (GB 11643-1999)."""
    return body + _CHECK[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
