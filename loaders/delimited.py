"""Comma-separated files: the delimiter found, never asked for; read from the file as often as they are gone through."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from graph.errors import FileUnreadable
from loaders.encoding import Encoding, find_encoding
from loaders.sheet import Sheet, sheet_of
from loaders.source import Source

_STATED = re.compile(r"sep=(\\t|\S)")
_DELIMITERS = ",\t;|，"
_LOOKED_AT = 50
"""Rows that the delimiter is found from."""
_NEARLY_ALL = 0.9
_START = 2_000
"""Lines in which they stand."""
_LONGEST_CELL = 1 << 24

csv.field_size_limit(_LONGEST_CELL)  # the module's own limit is 131,072 characters, for the whole process


def read_delimited(source: Source) -> Sheet:
    """The rows of a CSV file; a blank line is an empty row. Raises WrongEncoding, WrongFileType, FileUnreadable."""
    encoding = find_encoding(source)
    start = list(islice(_lines(source, encoding), _START))
    text = _Text(source, encoding, _Dialect(_delimiter(start), _quote(start)))
    return sheet_of("", text.rows, height=text.counted())


class _Dialect(NamedTuple):
    delimiter: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A file of which it is known how it is read."""

    source: Source
    encoding: Encoding
    dialect: _Dialect

    def rows(self) -> Iterator[list[str]]:
        rows = _rows(_lines(self.source, self.encoding), self.dialect)
        return map(_unprotected, rows) if self._protects_digits() else rows

    def _protects_digits(self) -> bool:
        """Whether the file writes ="0012", by which exports keep a spreadsheet from taking a text for a number."""
        return '="' in self.source.start[self.encoding.skipped :].decode(self.encoding.codec, errors="ignore")

    def counted(self) -> int:
        """The number of rows. Raises FileUnreadable for a cell without an end or a quote without a fellow."""
        lines, row, path = _Remembering(_lines(self.source, self.encoding)), 0, self.source.path
        try:
            for row, _ in enumerate(_rows(lines, self.dialect), 1):
                if len(lines.taken) > 1:
                    self._check_quotes(lines.taken, row)
                lines.taken.clear()
        except csv.Error as error:
            reason = f"第 {row + 1} 行有一格超过一千六百万字"
            raise FileUnreadable(path=path, reason=reason, advice="请检查引号是否成对") from error
        return row

    def _check_quotes(self, lines: list[str], row: int) -> None:
        """A quote that is never closed, or by the next one only, would swallow the rows between into one cell."""
        try:
            for _ in csv.reader(lines, delimiter=self.dialect.delimiter, quotechar=self.dialect.quote, strict=True):
                pass
        except csv.Error as error:
            raise _unclosed(self.source.path, row) from error


def _unprotected(row: list[str]) -> list[str]:
    return [each[2:-1] if each.startswith('="') and each.endswith('"') and len(each) > 2 else each for each in row]


class _Remembering:
    """The lines that the current row was made of."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for each in self._lines:
            self.taken.append(each)
            yield each


def _lines(source: Source, encoding: Encoding) -> Iterator[str]:
    """The lines with their ends, of whichever system."""
    with source.open() as stream:
        stream.seek(encoding.skipped)
        with TextIOWrapper(stream, encoding.codec, newline="") as text:
            while line := text.readline(_LONGEST_CELL):
                if len(line) == _LONGEST_CELL:
                    reason = "有一行超过一千六百万字"
                    raise FileUnreadable(path=source.path, reason=reason, advice="请检查是否选对了文件")
                yield line


def _rows(lines: Iterator[str] | _Remembering | list[str], dialect: _Dialect) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)


def _delimiter(lines: list[str]) -> str:
    """The one that cuts the first rows into the same number of columns: nearly all of them, or most columns in all.

    A first line `sep=;`, as Excel understands it, says it.
    """
    if lines and (stated := _STATED.fullmatch(lines[0].strip())):
        return "\t" if stated[1] == "\\t" else stated[1]
    best, most = ",", (False, 0)
    for each in _DELIMITERS:
        widths = Counter(len(row) for row in islice(_rows(lines, _Dialect(each, '"')), _LOOKED_AT) if row)
        for width, rows in widths.items():
            score = (width > 1 and rows >= _NEARLY_ALL * widths.total(), (width - 1) * rows)
            if score > most:
                best, most = each, score
    return best


def _quote(lines: list[str]) -> str:
    """An apostrophe where most cells stand between two; a single one before a number is none."""
    if any('"' in each for each in lines):
        return '"'
    cells = [each.strip() for row in islice(_rows(lines, _Dialect(_delimiter(lines), '"')), _LOOKED_AT) for each in row]
    quoted = sum(len(each) > 1 and each.startswith("'") and each.endswith("'") for each in cells)
    return "'" if quoted * 2 > sum(map(bool, cells)) else '"'


def _unclosed(path: Path, row: int) -> FileUnreadable:
    return FileUnreadable(path=path, reason=f"第 {row} 行有引号没有闭合", advice="请补上引号，或另存为 .xlsx 再试")
