"""Rejected rows back to the clerk: a workbook with the reason beside each row, which loads again once corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from graph.errors import OutputUnwritable
from loaders.cells import as_text
from loaders.report import FileReport, RejectedRow, RejectedSheet

REASON = "退回原因"
"""The header of the column that loading ignores."""

_LONGEST_CELL = 32_767
_MOST_ROWS = 1_000_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST = 60


def check_writable(path: Path) -> None:
    """Raises OutputUnwritable when no file can be written at `path`, before hours of work go there."""
    there = path.exists()
    try:
        with path.open("ab"):
            pass
        if not there:
            path.unlink()
    except OSError as error:
        raise OutputUnwritable(path=path, reason=error.strerror or str(error)) from error


def write_rejects(path: Path, reports: Iterable[FileReport]) -> int:
    """Write the rejected rows of `reports` to a workbook at `path`, a sheet for each table. Returns their number.

    Every cell is text, so that nothing in it is taken for a formula or loses a digit. Without a rejected row no
    file is written. Raises OutputUnwritable.
    """
    tables = [(report, each) for report in reports for each in report.returned if each.rows]
    if not tables:
        return 0
    try:
        with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
            styles = {name: book.add_format(style) for name, style in _STYLES.items()}
            taken: set[str] = set()
            for report, table in tables:
                for part in _parts(table):
                    name = _sheet_name(f"{report.path.stem} {table.sheet}".strip(), taken)
                    _write_sheet(book.add_worksheet(name), part, styles)
    except (FileCreateError, OSError) as error:
        raise OutputUnwritable(path=path, reason=_reason_of(error)) from error
    return sum(len(table.rows) for _, table in tables)


_STYLES: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@", "valign": "top"},
    "header": {"num_format": "@", "bold": True, "bg_color": "#E8EEF4", "border": 1},
    "reason": {"num_format": "@", "text_wrap": True, "valign": "top", "font_color": "#B00020"},
}


def _write_sheet(sheet: Any, table: RejectedSheet, styles: dict[str, Any]) -> None:
    width = max(len(table.header), *(len(each.cells) for each in table.rows))
    sheet.set_column(0, max(width - 1, 0), 18)
    sheet.set_column(width, width, _WIDEST)
    line = 0
    for row in table.above:
        _write_row(sheet, line, row, styles["text"])
        line += 1
    _write_row(sheet, line, table.header, styles["header"])
    sheet.write_string(line, width, REASON, styles["header"])
    sheet.freeze_panes(line + 1, 0)
    for line, row in enumerate(table.rows, line + 1):  # noqa: B020 - goes on from the header
        too_long = _write_row(sheet, line, row.cells, styles["text"])
        sheet.write_string(line, width, _reason(row, too_long), styles["reason"])


def _write_row(sheet: Any, line: int, cells: Iterable[Any], style: Any) -> list[int]:
    """Write texts; the columns whose text a cell cannot hold are left empty and returned."""
    too_long = []
    for column, cell in enumerate(cells):
        text = as_text(cell)
        if len(text) > _LONGEST_CELL:
            too_long.append(column + 1)
        elif text:
            sheet.write_string(line, column, text, style)
    return too_long


def _reason(row: RejectedRow, too_long: list[int]) -> str:
    reasons = [f"{each.column}：{each.reason}（可填：{each.accepted}）" for each in row.rejects]
    reasons += [f"第 {each} 列的文字超过 Excel 一格的长度，请在原文件第 {row.row} 行修改" for each in too_long]
    return "；".join([*reasons, f"原文件第 {row.row} 行"])[:_LONGEST_CELL]


def _parts(table: RejectedSheet) -> Iterable[RejectedSheet]:
    """`table` in pieces that a sheet can hold."""
    for start in range(0, len(table.rows), _MOST_ROWS):
        yield RejectedSheet(table.sheet, table.above, table.header, table.rows[start : start + _MOST_ROWS])


def _sheet_name(wanted: str, taken: set[str]) -> str:
    base = _FORBIDDEN.sub(" ", wanted).strip()[:_LONGEST_NAME] or "退回"
    name, count = base, 1
    while name.lower() in taken:
        count += 1
        ending = f" {count}"
        name = base[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name


def _reason_of(error: Exception) -> str:
    inner = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    return (inner.strerror if isinstance(inner, OSError) else None) or str(error)
