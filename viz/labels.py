"""Labels under a node: broken into short lines, measured in the width of a Latin letter."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence

LINE = 20
"""Ten Chinese characters."""
LINES = 2
_DOTS = "…"


def width_of(text: str) -> int:
    """Columns that `text` takes: two for a Chinese character, one for a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, *, line: int = LINE, lines: int = LINES) -> str:
    """`text` on at most `lines` lines of at most `line` columns, about equally long; what does not fit ends in …"""
    plain = " ".join(text.split())
    if width_of(plain) > line * lines:
        plain = _fitting(plain, line * lines - 2) + _DOTS
    rows = max(1, math.ceil(width_of(plain) / line))
    even = min(line, math.ceil(width_of(plain) / rows / 2) * 2)
    return "\n".join(_rows(plain, [even] * (rows - 1) + [line]))


def _rows(text: str, columns: Sequence[int]) -> Iterator[str]:
    """`text` cut into rows of these columns; the last takes the rest, which odd widths may make a letter longer."""
    for most in columns[:-1]:
        row = _fitting(text, most)
        yield row.strip()
        text = text[len(row) :].lstrip()
    yield text


def _fitting(text: str, columns: int) -> str:
    """The longest beginning of `text` that fits, one character at the least."""
    taken = 0
    for position, character in enumerate(text):
        taken += width_of(character)
        if taken > columns:
            return text[: max(position, 1)]
    return text
