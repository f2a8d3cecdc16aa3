"""Short names: 鼎固劳务 may be 武汉鼎固建筑劳务有限公司."""

from __future__ import annotations

_SHORTEST = 4
_LEFT_OUT_BEFORE = 3
"""Characters that a short name leaves out before its first word: 武汉, 武汉市."""


def may_be_one(name: str, other: str) -> bool:
    """Whether the two are the same, or the one is the other with characters left out behind its first word."""
    short, long = sorted((name, other), key=len)
    if short == long:
        return True
    begin = long.find(short[:2])
    if len(short) < _SHORTEST or not 0 <= begin <= _LEFT_OUT_BEFORE:
        return False
    rest = iter(long[begin:])
    return all(each in rest for each in short)
