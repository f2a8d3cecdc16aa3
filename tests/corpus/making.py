"""Files in code: text with any delimiter and encoding, workbooks with all that spreadsheets do to a table."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from tests.corpus.store_facts import with_check_digit

Row = Sequence[Any]


@dataclass(frozen=True)
class Formula:
    """A formula and the value that the office's spreadsheet stored with it."""

    text: str
    stored: Any = None


@dataclass(frozen=True)
class Sheet:
    """One worksheet as it is drawn."""

    rows: Sequence[Row]
    merged: Sequence[str] = ()
    """Ranges as A1:F1; the text stands in their first cell."""
    hidden: bool = False
    very_hidden: bool = False
    hidden_rows: Sequence[int] = ()
    formats: Mapping[int, str] = field(default_factory=dict)
    """Column, from 0, to a number format."""


def xlsx(*rows: Row, merged: Sequence[str] = (), **sheets: Sheet) -> bytes:
    """A workbook of one sheet of `rows`, or of the sheets by name."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, sheet in (sheets or {"Sheet1": Sheet(rows, merged)}).items():
            _draw(book, book.add_worksheet(name), sheet)
    return content.getvalue()


def _draw(book: Any, drawn: Any, sheet: Sheet) -> None:
    for each in sheet.merged:
        drawn.merge_range(each, "")
    formats = {at: book.add_format({"num_format": each}) for at, each in sheet.formats.items()}
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for r, row in enumerate(sheet.rows):
        for c, cell in enumerate(row):
            _fill(drawn, r, c, cell, formats.get(c), days)
    for each in sheet.hidden_rows:
        drawn.set_row(each - 1, None, None, {"hidden": True})
    if sheet.hidden:
        drawn.hide()
    if sheet.very_hidden:
        drawn.very_hidden()


def _fill(drawn: Any, r: int, c: int, cell: Any, style: Any, days: Any) -> None:
    match cell:
        case None | "":
            return
        case Formula():
            drawn.write_formula(r, c, cell.text, style, "" if cell.stored is None else cell.stored)
        case bool():
            drawn.write_boolean(r, c, cell)
        case dt.date():
            drawn.write_datetime(r, c, cell, style or days)
        case int() | float():
            drawn.write_number(r, c, cell, style)
        case _:
            drawn.write_string(r, c, cell, style)


def text(*rows: Row, delimiter: str = ",", encoding: str = "utf-8", quoting: Any = csv.QUOTE_MINIMAL) -> bytes:
    """Delimited text with the line ends of Windows."""
    written = StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=quoting).writerows(rows)
    return written.getvalue().encode(encoding)


def identity(born: str, sequence: int = 1, area: str = "420199") -> str:
    """A citizen's number of an area that does not exist, with its check digit; `born` as 19800105."""
    return with_check_digit(f"{area}{born}{sequence:03d}")


def identity_15(born: str, sequence: int = 1, area: str = "420199") -> str:
    """The same in the fifteen digits of before 1999; `born` as 480105."""
    return f"{area}{born}{sequence:03d}"


def mobile(number: int) -> str:
    """A mobile of a range that nobody has."""
    return f"1990000{number:04d}"
