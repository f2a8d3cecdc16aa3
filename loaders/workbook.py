"""Workbooks through calamine, after a look at the archive that keeps bombs from being unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.errors import FileUnreadable, WrongFileType
from loaders.sheet import Sheet

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


def read_workbook(path: Path, content: bytes) -> tuple[Sheet, ...]:
    """The worksheets in their order; of a hidden one the name alone. Raises FileUnreadable, WrongFileType."""
    if content.startswith(b"PK"):
        _check_archive(path, content)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            return tuple(_sheets(workbook))
    except PasswordError as error:
        raise FileUnreadable(path=path, reason="有密码保护", advice="请在表格软件里去掉密码另存后再试") from error
    except (CalamineError, OSError, ValueError) as error:
        raise FileUnreadable(path=path, reason=_TRUNCATED, advice=_AGAIN) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's Rust gave up on a malformed part
            raise
        raise FileUnreadable(path=path, reason=_TRUNCATED, advice=_AGAIN) from error


def _sheets(workbook: CalamineWorkbook) -> list[Sheet]:
    found = []
    for position, facts in enumerate(workbook.sheets_metadata):
        if facts.typ is not SheetTypeEnum.WorkSheet:
            continue
        if facts.visible is not SheetVisibleEnum.Visible:
            found.append(Sheet(facts.name, [], hidden=True))
        else:
            found.append(Sheet(facts.name, list(workbook.get_sheet_by_index(position).iter_rows())))
    return found


def _check_archive(path: Path, content: bytes) -> None:
    """Unpack every part once, piece by piece: sizes, checksums, and how far the sheets reach."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
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
