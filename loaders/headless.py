"""Files in which no header stands: what is said of them instead of a search for columns that cannot be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.errors import FileUnreadable
from loaders.cells import Cell
from loaders.reading import File

_VALUE = re.compile(r"\d{4}|\d+[.:/-]\d")
"""What stands in no header: a year, a number, a telephone, a day."""
_WIDTH = 0.6
"""Of the filled cells of the widest row: a narrower one may be a title."""


def headless(file: File) -> str | None:
    """A sentence about a file whose first full row is data already; None: it may be a header.

    Raises FileUnreadable when nothing stands in any of the visible sheets.
    """
    rows = [(number, row) for sheet in file.sheets if not sheet.hidden for number, row in _filled_rows(sheet.head)]
    if not rows:
        raise _blank(file)
    widest = max(len(row) for _, row in rows)
    number, row = next(each for each in rows if len(each[1]) >= _WIDTH * widest)
    if len(row) < 2 or not any(_is_value(each) for each in row):
        return None
    return f"没有表头，第 {number} 行就是数据：请在数据上面加一行，写明各列是什么"


def _filled_rows(head: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, row in enumerate(head, 1):
        filled = [each for each in row if each is not None and str(each).strip()]
        if filled:
            yield number, filled


def _is_value(cell: Cell) -> bool:
    return not isinstance(cell, str) or _VALUE.search(cell) is not None


def _blank(file: File) -> FileUnreadable:
    if any(each.hidden for each in file.sheets):
        advice = "要载入的如果是隐藏的工作表，请先取消隐藏"
        return FileUnreadable(path=file.path, reason="看得见的工作表是空的", advice=advice)
    return FileUnreadable(path=file.path, reason="表是空的，没有表头也没有数据", advice="请检查是否选对了文件")
