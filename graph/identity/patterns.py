"""Patterns: values of which some characters are not known, `*` in their place.

A masked number, a number that a spreadsheet damaged, a telephone with its middle hidden: each may be compared with a
whole value or with another pattern, place by place.
"""

from __future__ import annotations

from itertools import compress
from operator import eq

UNKNOWN = "*"


def fits(one: str, other: str) -> bool:
    """Whether both may be the same value: as long, and nowhere do both show different characters.

    A telephone's extension, behind its `-`, does not count. Empty ones fit nothing.
    """
    one, other = _without_extension(one), _without_extension(other)
    if not one or len(one) != len(other):
        return False
    return all(a == b or UNKNOWN in (a, b) for a, b in zip(one, other, strict=True))


def shown_in_common(one: str, other: str) -> int:
    """In how many places both show the same character; 0 when they do not fit."""
    if not fits(one, other):
        return 0
    one, other = _without_extension(one), _without_extension(other)
    return sum(a != UNKNOWN for a in compress(one, map(eq, one, other)))


def places_apart(one: str, other: str) -> int:
    """In how many places the two show different characters; the longer one's length when they differ in length."""
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b and UNKNOWN not in (a, b) for a, b in zip(one, other, strict=True))


def shown(pattern: str) -> int:
    """How many characters a pattern shows."""
    return len(pattern) - pattern.count(UNKNOWN)


def _without_extension(value: str) -> str:
    return value.partition("-")[0] if "-" in value else value
