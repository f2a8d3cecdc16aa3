"""Rejected rows back to the clerk: a workbook with the reason beside each row, which loads again once corrected."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from graph.errors import OutputUnwritable, system_says
from loaders.cells import Cell, as_shown, read_line
from loaders.report import FileReport, Reject, RejectedRow, RejectedSheet
from loaders.sheet import BrokenLine, Unreadable
from loaders.titles import title_facts

REASON = "退回原因"
"""The header of the column that loading ignores."""

_LONGEST_CELL = 32_767
_MOST_ROWS = 1_000_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST = 60
_MOST_COMMENTS = 5_000
"""More make a workbook that takes minutes to open; the last column says it all the same."""
_LONGEST_COMMENT = 1_000


def check_writable(path: Path) -> None:
    """Raises OutputUnwritable when no file can be written at `path`, before hours of work go there."""
    there = path.exists()
    try:
        with path.open("ab"):
            pass
        if not there:
            path.unlink()
    except OSError as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error


def write_rejects(path: Path, reports: Iterable[FileReport]) -> int:
    """Write the rejected rows of `reports` to a workbook at `path`, a sheet for each table. Returns their number.

    A cell at fault is coloured and carries its reason as a comment; all reasons of a row stand in its last column,
    which loading ignores. Every cell is text, so that nothing in it is taken for a formula or loses a digit. Without
    a rejected row no file is written. Raises OutputUnwritable.
    """
    tables = [(report, each) for report in reports for each in report.returned if each.rows]
    if not tables:
        return 0
    merges = any(row.continues for _, each in tables for row in each.rows)
    try:
        with xlsxwriter.Workbook(path, {"constant_memory": not merges, "strings_to_formulas": False}) as book:
            styles = {name: book.add_format(style) for name, style in _STYLES.items()}
            taken: set[str] = set()
            for report, table in tables:
                for part in _parts(table):
                    name = _sheet_name(f"{report.path.stem} {table.sheet}".strip(), taken)
                    _Writing(book.add_worksheet(name), part, styles, report.file).write()
    except (FileCreateError, OSError) as error:
        raise OutputUnwritable(path=path, reason=_reason_of(error)) from error
    return sum(len(table.rows) for _, table in tables)


_TEXT: dict[str, Any] = {"num_format": "@", "valign": "top"}
_STYLES: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "fault": {**_TEXT, "bg_color": "#FFD9D9", "border": 1, "border_color": "#B00020"},
    "header": {"num_format": "@", "bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True},
    "reason": {**_TEXT, "text_wrap": True, "font_color": "#B00020"},
}


class _Writing:
    """One sheet while it is written, row by row."""

    def __init__(self, sheet: Any, table: RejectedSheet, styles: dict[str, Any], file: str) -> None:
        self.sheet = sheet
        self.table = table
        self.styles = styles
        self.file = file
        self.width = max(len(table.header), *(len(each.cells) for each in table.rows))
        self._comments = 0

    def write(self) -> None:
        self.sheet.set_column(0, max(self.width - 1, 0), 18)
        self.sheet.set_column(self.width, self.width, _WIDEST)
        line = 0
        for row in self._titles():
            self._cells(line, row)
            line += 1
        self._cells(line, self.table.header, style="header")
        self.sheet.write_string(line, self.width, REASON, self.styles["header"])
        self.sheet.freeze_panes(line + 1, 0)
        self._rows(line + 1)

    def _titles(self) -> list[tuple[Cell, ...]]:
        """What stood above the header; first what only the names of sheet and file said."""
        above = list(self.table.above)
        lines = [text for row in above for each in row if (text := read_line(each))]
        facts = self.table.facts
        is_complete = title_facts(lines) == facts
        return above if is_complete or not facts.as_title() else [(facts.as_title(),), *above]

    def _rows(self, line: int) -> None:
        covered: set[tuple[int, int]] = set()
        rows = self.table.rows
        for at, row in enumerate(rows):
            if not row.continues and at + 1 < len(rows) and rows[at + 1].continues:
                covered |= self._merge(line, rows, at)
            self._row(line + at, row, covered)

    def _row(self, line: int, row: RejectedRow, covered: Collection[tuple[int, int]]) -> None:
        is_too_long = any(len(_text(each)) > _LONGEST_CELL for each in row.cells)
        faults = {each.position: each for each in row.rejects if each.position is not None}
        for column, cell in enumerate(
            () if is_too_long or type(next(iter(row.cells), "")) is BrokenLine else row.cells
        ):
            text = "" if isinstance(cell, Unreadable) and column in faults else _text(cell)
            style = self.styles["fault" if column in faults else "text"]
            if text and (line, column) not in covered:
                self.sheet.write_string(line, column, text, style)
        for column, reject in faults.items():
            if (line, column) not in covered:  # what is merged is marked, and corrected, in its first cell
                self._mark(line, column, reject, row)
        self.sheet.write_string(line, self.width, self._reason(row, is_too_long=is_too_long), self.styles["reason"])

    def _mark(self, line: int, column: int, reject: Reject, row: RejectedRow) -> None:
        """Colour an empty cell at fault, and say in a comment what is wrong with it."""
        cell = row.cells[column] if column < len(row.cells) else ""
        if isinstance(cell, Unreadable) or not _text(cell):
            self.sheet.write_blank(line, column, None, self.styles["fault"])
        self._comments += 1
        if self._comments <= _MOST_COMMENTS:
            formula = f"（原为公式 {cell}）" if isinstance(cell, Unreadable) else ""
            self.sheet.write_comment(
                line, column, f"{reject.reason}{formula}\n可填：{reject.accepted}"[:_LONGEST_COMMENT]
            )

    def _merge(self, line: int, rows: Sequence[RejectedRow], at: int) -> set[tuple[int, int]]:
        """Merge what names a case over its rows, so that they are one case again. Returns the cells beneath."""
        last = at
        while last + 1 < len(rows) and rows[last + 1].continues:
            last += 1
        covered: set[tuple[int, int]] = set()
        for column in sorted(self.table.naming):
            texts = {_text(each.cells[column]) if column < len(each.cells) else "" for each in rows[at : last + 1]}
            if len(texts) == 1 and texts != {""}:
                self.sheet.merge_range(line + at, column, line + last, column, "", self.styles["text"])
                covered |= {(line + each, column) for each in range(at + 1, last + 1)}
        return covered

    def _cells(self, line: int, cells: Iterable[Cell], style: str = "text") -> None:
        for column, cell in enumerate(cells):
            if text := _text(cell)[:_LONGEST_CELL]:
                self.sheet.write_string(line, column, text, self.styles[style])

    def _reason(self, row: RejectedRow, *, is_too_long: bool) -> str:
        reasons = [f"{each.column}：{each.reason}（可填：{each.accepted}）" for each in row.rejects]
        reasons += [f"原文 {each}" for each in row.cells[:1] if type(each) is BrokenLine]
        if is_too_long:
            reasons.append("本行有一格的文字超过 Excel 一格的长度，这里放不下，请在原文件里改好后载入原文件")
        where = f"{self.file} {self.table.sheet}".strip()
        return "；".join([*reasons, f"见原文件 {where} 第 {row.row} 行"])[:_LONGEST_CELL]


def _text(cell: Cell) -> str:
    """A cell as text that reads as the same value again; a day without the midnight that a workbook adds."""
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return as_shown(cell)


def _parts(table: RejectedSheet) -> Iterable[RejectedSheet]:
    """`table` in pieces that a sheet can hold."""
    for start in range(0, len(table.rows), _MOST_ROWS):
        yield replace(table, rows=table.rows[start : start + _MOST_ROWS])


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
