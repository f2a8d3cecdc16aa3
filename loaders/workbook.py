"""Workbooks through calamine, after a look at the archive that keeps bombs from being unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.errors import FileUnreadable, WrongFileType
from loaders.cells import Cell
from loaders.sheet import Sheet, hidden_sheet, sheet_of
from loaders.source import Source

_LARGEST_UNPACKED = 1 << 29
"""Bytes of all parts together: 100,000 rows of twenty columns are about a fifth of it."""
_MOST_CELLS = 30_000_000
"""Of a sheet, between its first cell and its last: calamine keeps room for each, filled or not."""
_PIECE = 1 << 20
_OVERLAP = 40
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_LAST_ROWS = re.compile(rb'<(?:\w+:)?row\s[^>]*?r="(\d{1,7})"')
_TRUNCATED = "文件不完整或已损坏"
_AGAIN = "请重新下载，或在表格软件里打开后另存为 .xlsx"


def read_workbook(source: Source) -> tuple[Sheet, ...]:
    """The worksheets in their order; of a hidden one the name alone. Raises FileUnreadable, WrongFileType.

    The cells stay with calamine, in a third of the room that they would take as Python's, until a row is asked for.
    """
    path = source.path
    if source.start.startswith(b"PK"):
        _check_archive(source)
    try:
        with source.open() as stream, CalamineWorkbook.from_filelike(stream) as workbook:
            return tuple(_sheets(workbook))
    except PasswordError as error:
        raise FileUnreadable(path=path, reason="有密码保护", advice="请在表格软件里去掉密码另存后再试") from error
    except (CalamineError, OSError, ValueError) as error:
        raise FileUnreadable(path=path, reason=_TRUNCATED, advice=_AGAIN) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's Rust gave up on a malformed part
            raise
        raise FileUnreadable(path=path, reason=_TRUNCATED, advice=_AGAIN) from error


def _sheets(workbook: CalamineWorkbook) -> Iterator[Sheet]:
    for position, facts in enumerate(workbook.sheets_metadata):
        if facts.typ is not SheetTypeEnum.WorkSheet:
            continue
        if facts.visible is not SheetVisibleEnum.Visible:
            yield hidden_sheet(facts.name)
        else:
            cells = _Cells(workbook.get_sheet_by_index(position))
            yield sheet_of(facts.name, cells.rows, height=cells.height)


class _Cells:
    """The cells of one sheet, which calamine keeps from the first filled row and column on."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet
        self._before = [""] * sheet.start[1] if sheet.start else []
        self.height = sheet.end[0] + 1 if sheet.end else 0

    def rows(self) -> Iterator[list[Cell]]:
        """Every row from row 1 and every cell from column A on: `iter_rows` gives blank rows, but no blank columns."""
        before = self._before
        for row in self._sheet.iter_rows():
            yield [*before, *row]


def _check_archive(source: Source) -> None:
    """Unpack every part once, piece by piece: sizes, checksums, and how far the sheets reach."""
    path = source.path
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise WrongFileType(path=path, reason="是压缩包或别的文档，里面没有工作簿")
            if sum(each.file_size for each in archive.infolist()) > _LARGEST_UNPACKED:
                raise FileUnreadable(path=path, reason="解压后过大", advice="请拆成几个文件，或另存为 .csv")
            for each in archive.infolist():
                _check_part(path, archive, each)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FileUnreadable(path=path, reason=_TRUNCATED, advice=_AGAIN) from error


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    widest, last, tail = 0, 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            if is_sheet:
                widest, last = _reach(tail + piece, widest, last)
                tail = piece[-_OVERLAP:]
    if widest * last > _MOST_CELLS:
        raise FileUnreadable(
            path=path, reason="工作表的范围过大", advice="请删去表格右侧和下方多余的行列，或另存为 .csv"
        )


def _reach(xml: bytes, widest: int, last: int) -> tuple[int, int]:
    """The number of columns and of rows up to the furthest cell in this piece."""
    columns = {column for column, _ in _CELL.findall(xml)}
    rows = _LAST_ROWS.findall(xml) or [row for _, row in _CELL.findall(xml)]
    return max([widest, *map(_column_number, columns)]), max([last, *map(int, rows)])


def _column_number(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number
