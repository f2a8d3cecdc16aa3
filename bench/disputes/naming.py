"""Names and how they are written: in full, short, mistyped."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called."""

    stem: str
    """What tells it from others of its kind."""
    forms: tuple[str, ...]
    """The full form first."""

    @property
    def full(self) -> str:
        return self.forms[0]


def named(*forms: str) -> Name:
    """A name that is made of nothing."""
    return Name("", forms)


def of_pattern(pattern: Sequence[str], stem: str, **parts: str) -> Name:
    """The name whose forms `pattern` gives."""
    return Name(stem, tuple(each.format(stem=stem, **parts) for each in pattern))


def stems(syllables: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Stems of two syllables, then of three and of four, each in one order alone: a transposed one is nobody's."""
    for length in (2, 3, 4):
        some = list(combinations(syllables, length))
        chance.shuffle(some)
        for each in some:
            yield "".join(chance.sample(each, length))


def mistyped(name: Name, chance: random.Random, alike: Mapping[str, str]) -> Name:
    """The name with two characters of its stem transposed, or one typed for another that sounds like it."""
    stem = name.stem
    if chance.random() < 0.5:
        wrong = stem[1] + stem[0] + stem[2:]
    else:
        at = chance.randrange(len(stem))
        wrong = stem[:at] + alike[stem[at]] + stem[at + 1 :]
    return Name(wrong, tuple(each.replace(stem, wrong) for each in name.forms))


def numeral(number: int) -> str:
    """A number from 1 to 999 in Chinese: 12 is 十二, 105 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    of_ones = _DIGITS[ones] if ones else ""
    if not hundreds:
        return {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十") + of_ones
    between = f"{_DIGITS[tens]}十" if tens else "零" if ones else ""
    return f"{_DIGITS[hundreds]}百{between}{of_ones}"
