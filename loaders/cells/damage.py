"""What a spreadsheet did to a number that is a name: an identity number, a telephone, a case's number."""

from __future__ import annotations

import re

from loaders.cells.cell import LARGEST_EXACT, Cell, plain

_SCIENTIFIC = re.compile(r"['‘’`]?\d(?:\.\d+)?E\+\d{1,3}|['‘’`]?\d\.\d+E\d{1,3}", re.IGNORECASE)
"""The sign always stands where a spreadsheet wrote it; a house or a form may well be called 3E12."""


def damage(cell: Cell) -> str | None:
    """What a spreadsheet did to the number in this cell; None: nothing to be seen.

    A number of sixteen digits or more has lost what follows the fifteenth, whatever its check digit says.
    """
    kind = type(cell)
    if kind is str:
        text: str = cell  # type: ignore[assignment]
        if "E" not in text and "e" not in text and "Ｅ" not in text:
            return None
        return "是科学计数法，后面的数字已经丢失" if _SCIENTIFIC.fullmatch(plain(text).replace(" ", "")) else None
    if kind in (int, float) and abs(cell) >= LARGEST_EXACT:  # type: ignore[arg-type]
        return "单元格存成了数字，15 位以后的数字已经丢失"
    return None
