"""The archive that an .xlsx is, gone through once before calamine may unpack it.

What is found out: whether it is a workbook, how much it holds when unpacked (by unpacking it, not by what it
says), whether a part declares XML entities, how far the sheets reach, and the cells of which calamine gives
nothing, formulas that were saved without a value and error values, or less than is shown: numbers with leading zeros.
"""

from __future__ import annotations

import copy
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.etree import ElementTree

from graph.errors import FileUnreadable, WrongFileType
from loaders.cells import Cell
from loaders.sheet import Uncomputed
from loaders.source import Source

LARGEST_UNPACKED = 1 << 29
"""Bytes of all parts together: 100,000 rows of twenty columns are about a fifth of it."""
MOST_CELLS = 20_000_000
"""Of a sheet, between its first cell and its last: calamine keeps room for each, filled or not."""

_HARMLESS = 1 << 26
_MOST_SQUEEZED = 200
"""Bytes that one byte of a large archive may become: of workbooks it is ten or twenty."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""Of a sheet, as its format has it."""
_LONGEST_DIRECTORY = 1 << 22
"""Bytes of the list of parts: some tens of thousands of them."""
_LONGEST_INDEX = 1 << 22
"""Bytes of the part that lists the sheets."""
_PIECE = 1 << 20
_OVERLAP = 64
_LONGEST_TAG = 1 << 22
"""Bytes from one cell to the next: no cell is that long."""
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_OTHERS = {"word/document.xml": "Word 文档", "ppt/presentation.xml": "演示文稿"}
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_BAD = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, struct.error, ValueError)

_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_FILLED_OTHERWISE = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/>])?>')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f((?:\s[^>]*?)?)(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHARED = re.compile(rb'<(?:\w+:)?f\s[^>]*?si="(\d+)"[^>]*(?<!/)>([^<]+)<')
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s([^>]*?t=\"e\"[^>]*)>\s*(?:<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]*)<"
)
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c>")
_PLACE = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
_ZEROS = re.compile("0{2,15}")
"""The format of numbers that are shown with leading zeros; longer ones would hide what a spreadsheet damaged."""
_NUMBER = re.compile(rb'<c (r="[A-Z]{1,3}\d{1,7}") s="(\d+)"(?: t="n")?>\s*<v>(\d{1,15})</v>')
_INDEX = re.compile(rb'(?:^|\s)si="(\d+)"')


@dataclass(slots=True)
class Unseen:
    """Cells of one sheet that calamine gives as empty or without their zeros, by row (from 1) and column (from 0)."""

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    formulas: int = 0
    """How many of them are formulas without a value."""
    widest: int = 0
    last: int = 0
    zeros: Mapping[bytes, int] = field(default_factory=dict)
    """By style: the digits of numbers that are shown with leading zeros."""


def check_archive(source: Source) -> Mapping[str, Unseen] | None:
    """By sheet name, the cells that calamine passes over; None for a workbook that is not of this XML.

    Raises FileUnreadable, WrongFileType.
    """
    try:
        _check_directory(source)
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if not names.intersection(_WORKBOOKS):
                other = next((zh for part, zh in _OTHERS.items() if part in names), "压缩包或别的文档")
                raise WrongFileType(path=source.path, reason=f"是{other}，里面没有工作簿")
            unpacked = sum(each.file_size for each in archive.infolist())
            if unpacked > LARGEST_UNPACKED or unpacked > max(_HARMLESS, _MOST_SQUEEZED * source.size):
                _refuse_size(source)
            found = _Checking(source, archive).check()
            return found if "xl/workbook.xml" in names else None
    except _BAD as error:
        raise damaged(source) from error


def damaged(source: Source) -> FileUnreadable:
    """The error of a file that cannot be read to its end."""
    advice = "请重新下载，或在表格软件里打开后另存为 .xlsx"
    return FileUnreadable(path=source.path, reason="文件不完整或已损坏", advice=advice)


def _refuse_size(source: Source) -> NoReturn:
    raise FileUnreadable(path=source.path, reason="解压后过大", advice="请拆成几个文件，或另存为 .csv")


def _check_directory(source: Source) -> None:
    """Look at the length of the list of parts before Python makes an object of each."""
    with source.open() as stream:
        stream.seek(max(source.size - (1 << 16) - 22, 0))
        tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + 16 > len(tail):
        raise damaged(source)
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if length > _LONGEST_DIRECTORY:
        raise FileUnreadable(path=source.path, reason="压缩包里的部件过多", advice="请在表格软件里另存为 .xlsx 再试")


class _Checking:
    """One archive while it is gone through."""

    def __init__(self, source: Source, archive: zipfile.ZipFile) -> None:
        self.source = source
        self.archive = archive
        self.left = LARGEST_UNPACKED

    def check(self) -> Mapping[str, Unseen]:
        parts, zeros = self._sheet_parts(), self._zeros()
        found: dict[str, Unseen] = {}
        for part in self.archive.infolist():
            names = [name for name, path in parts.items() if path == part.filename]
            unseen = Unseen(zeros=zeros) if names or part.filename.startswith("xl/worksheets/") else None
            self._check_part(part, unseen)
            found |= {name: unseen for name in names if unseen}
        return found

    def _check_part(self, part: zipfile.ZipInfo, unseen: Unseen | None) -> None:
        shared: dict[bytes, str] = {}
        tail = b""
        for piece in self._pieces(part):
            text = tail + piece
            if any(each in text for each in _DECLARED) and part.filename.endswith((".xml", ".rels", ".vml")):
                reason = "文件里有自定义的 XML 实体，可能有害"
                raise FileUnreadable(path=self.source.path, reason=reason, advice="请在表格软件里打开后另存为 .xlsx")
            if unseen is None:
                tail = text[-_OVERLAP:]
                continue
            cut = _last_cell(text)
            _look(text[:cut], unseen, shared)
            self._check_reach(unseen)
            tail = text[cut:]
            if len(tail) > _LONGEST_TAG:
                raise damaged(self.source)
        if unseen is not None:
            _look(tail, unseen, shared)
            self._check_reach(unseen)

    def _check_reach(self, unseen: Unseen) -> None:
        if unseen.last > _MOST_ROWS or unseen.widest > _MOST_COLUMNS:
            raise damaged(self.source)
        if unseen.widest * unseen.last > MOST_CELLS:
            advice = "请删去表格右侧和下方多余的行列，或另存为 .csv"
            raise FileUnreadable(path=self.source.path, reason="工作表的范围过大", advice=advice)

    def _pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part unpacked to its real end: zipfile would stop at the size that the archive states."""
        stated = part.file_size
        unbound = copy.copy(part)
        unbound.file_size = self.left + 2 * _PIECE  # at its end the checksum is compared
        with self.archive.open(unbound) as stream:
            while piece := stream.read(_PIECE):
                self.left -= len(piece)
                stated -= len(piece)
                if self.left < 0 or stated < 0:  # more than the archive says: it is made to deceive
                    _refuse_size(self.source)
                yield piece

    def _sheet_parts(self) -> dict[str, str]:
        """Names of sheets and the parts that hold them."""
        index, relations = self._tree("xl/workbook.xml"), self._tree("xl/_rels/workbook.xml.rels")
        if index is None or relations is None:
            return {}
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        found = {}
        for each in index.iter():
            if each.tag.rpartition("}")[2] == "sheet":
                key = next((value for name, value in each.items() if name.endswith("}id")), None)
                target = posixpath.normpath(posixpath.join("/xl", targets.get(key, "")))
                found[each.get("name", "")] = target.lstrip("/")
        return found

    def _zeros(self) -> dict[bytes, int]:
        """The styles of whose numbers a format of zeros alone, 0000, shows at least so many digits."""
        styles = self._tree("xl/styles.xml")
        if styles is None:
            return {}
        parts = {each.tag.rpartition("}")[2]: each for each in styles}
        formats = {each.get("numFmtId"): each.get("formatCode", "") for each in parts.get("numFmts", ())}
        used = enumerate(formats.get(each.get("numFmtId"), "") for each in parts.get("cellXfs", ()))
        return {b"%d" % at: len(shown) for at, shown in used if _ZEROS.fullmatch(shown)}

    def _tree(self, name: str) -> Any:
        """A small part as XML; None: it is not there, or no XML that may be read."""
        if name not in self.archive.namelist():
            return None
        with self.archive.open(name) as stream:
            text = stream.read(_LONGEST_INDEX + 1)
        if len(text) > _LONGEST_INDEX or any(each in text for each in _DECLARED):
            return None
        try:
            return ElementTree.fromstring(text)
        except (ElementTree.ParseError, LookupError, ValueError):  # LookupError: an encoding that does not exist
            return None


def _last_cell(text: bytes) -> int:
    """Where the last cell begins, if it goes on in the next piece; else where the last tag does."""
    found = max(text.rfind(b"<c "), text.rfind(b":c "))
    last = max(text.rfind(b"<"), 0)
    if found < 0 or _END_OF_CELL.search(text, found):
        return last
    return max(text.rfind(b"<", 0, found + 1), 0)


def _look(text: bytes, unseen: Unseen, shared: dict[bytes, str]) -> None:
    """Note how far the cells of a piece reach, and those that calamine passes over."""
    usual = b":c " not in text and text.count(b"<c ") == text.count(b'<c r="')
    if places := (_FILLED if usual else _FILLED_OTHERWISE).findall(text):
        unseen.widest = max(unseen.widest, *map(_column_number, {column for column, _ in places}))
        unseen.last = max(unseen.last, *map(int, {row for _, row in places}))
    if b"<f" in text or b":f" in text:
        shared.update((index, formula.decode("utf-8", "replace")) for index, formula in _SHARED.findall(text))
        for facts, kind, formula in _FORMULA.findall(text):
            if b't="str"' not in facts:
                index = _INDEX.search(kind)
                known = shared.get(index[1], "") if index else ""
                _note(unseen, facts, Uncomputed("=" + _unescaped(formula.decode("utf-8", "replace") or known)))
    if unseen.zeros:
        for place, style, number in _NUMBER.findall(text):
            if len(number) < unseen.zeros.get(style, 0):
                _note(unseen, place, number.decode().zfill(unseen.zeros[style]))
    if b't="e"' in text:
        for facts, value in _ERROR.findall(text):
            _note(unseen, facts, _unescaped(value.decode("utf-8", "replace")))


def _note(unseen: Unseen, facts: bytes, cell: Cell) -> None:
    if place := _PLACE.search(facts):
        unseen.cells.setdefault(int(place[2]), {})[_column_number(place[1]) - 1] = cell
        unseen.formulas += isinstance(cell, Uncomputed)


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _column_number(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number
