"""Workbooks with merged cells, made in code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 0."""


def write_merged(path: Path, rows: Sequence[Sequence[Any]], merges: Sequence[Merge] = (), *, name: str = "表") -> Path:
    """A workbook of one sheet in which `merges` are merged; each holds the value of its first cell."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(name)
        for first_row, first, last_row, last in merges:
            sheet.merge_range(first_row, first, last_row, last, "")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                covered = any(a <= r <= d and b <= c <= e and (r, c) != (a, b) for a, b, d, e in merges)
                if not covered and cell not in ("", None):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write
                    write(r, c, cell)
    return path
