"""A day whose 年, 月 and 日 stand in three columns next to each other, beneath 受理日期 or nothing, as one column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from loaders.cells import Cell, as_text

_WORDS = ("年", "月", "日")
PARTS = len(_WORDS)


def days_in_parts(headers: Sequence[str], dates: Collection[str]) -> dict[int, str]:
    """By the position of its 年: the plain header of the day that three columns make, one of `dates`.

    受理日期 over 年, 月 and 日 is 受理日期, and so is 受理 before each of them; 年, 月 and 日 alone are 日期.
    """
    found: dict[int, str] = {}
    for at in range(len(headers) - PARTS + 1):
        three = headers[at : at + PARTS]
        if not all(each.endswith(word) for each, word in zip(three, _WORDS, strict=True)):
            continue
        stems = {each[:-1] for each in three}
        stem = three[0][:-1]
        day = next((each for each in (stem, f"{stem}日期", f"{stem}时间") if each in dates), None)
        if len(stems) == 1 and day is not None:
            found[at] = day
    return found


def day_of_parts(cells: Sequence[Cell]) -> Cell:
    """The one cell that says what the three say; a whole day in the first of them stands as it is."""
    if cells and isinstance(cells[0], dt.date):
        return cells[0]
    parts = [as_text(each).strip() for each in cells]
    said = [f"{each.removesuffix(word)}{word}" for each, word in zip(parts, _WORDS, strict=False) if each]
    if len(said) == 1 and parts[0] and not parts[0].removesuffix(_WORDS[0]).isdigit():
        return parts[0]
    return "".join(said) or None
