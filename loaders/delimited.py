"""Comma-separated files: the encoding and the delimiter found, never asked for."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from graph.errors import FileUnreadable, WrongEncoding, WrongFileType

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = ",\t;|，"
_LOOKED_AT = 50
"""Rows that the delimiter is found from."""
_START = 200_000
"""Characters in which they stand."""
_LONGEST_CELL = 1 << 24
_MOST_ZEROS = 0.05
"""Share of zero bytes that text in UTF-8 may hold by accident."""
_CLEARLY = 8
"""A few Chinese characters too have a zero byte (一 is 4E00), on the other side."""

csv.field_size_limit(_LONGEST_CELL)  # the module's own limit is 131,072 characters, for the whole process


def read_delimited(path: Path, content: bytes) -> list[list[str]]:
    """The rows of a CSV file; a blank line is an empty row. Raises WrongEncoding, WrongFileType, FileUnreadable."""
    text = _text_of(path, content)
    delimiter = _delimiter(text)
    try:
        rows = list(_rows(text, delimiter))
    except csv.Error as error:
        raise FileUnreadable(path=path, reason="有一格超过一千六百万字", advice="请检查引号是否成对") from error
    _check_quotes(path, text, rows)
    return rows


def _text_of(path: Path, content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(path, content[len(mark) :], encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(path, content, _unmarked_utf16(path, content) or "gb18030")
    if content.count(b"\0") > len(content) * _MOST_ZEROS and (encoding := _unmarked_utf16(path, content)):
        return _decoded(path, content, encoding)
    return text


def _decoded(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongEncoding(path=path, line=line) from error


def _unmarked_utf16(path: Path, content: bytes) -> str | None:
    """UTF-16 without a mark: of its line ends, commas and digits one byte of the two is zero, always the same.

    None for content without a zero. Raises WrongFileType where the zeros are of no text.
    """
    start = content[:4096]
    first, second = start[0::2].count(b"\0"), start[1::2].count(b"\0")
    if b"\0" not in content:
        return None
    if b"\0\0\0" not in start:
        if second > _CLEARLY * first:
            return "utf-16-le"
        if first > _CLEARLY * second:
            return "utf-16-be"
    raise WrongFileType(path=path, reason="内容是二进制数据，不是文字")


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into most columns, the same number for most of them."""
    start = text[:_START]
    best, most = ",", 1.0
    for each in _DELIMITERS:
        widths = Counter(len(row) for row in islice(_rows(start, each), _LOOKED_AT) if row)
        if widths:
            width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
            score = width * rows / widths.total() if width > 1 else 0.0
            if score > most:
                best, most = each, score
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of `text`; line ends of every system end one."""
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _check_quotes(path: Path, text: str, rows: list[list[str]]) -> None:
    """A quote that is never closed would swallow every row behind it into one cell."""
    last = rows[-1][-1] if rows and rows[-1] else ""
    if "\n" in last.rstrip() and not text.rstrip().endswith('"'):
        raise FileUnreadable(
            path=path, reason=f"第 {len(rows)} 行有引号没有闭合", advice="请补上引号，或另存为 .xlsx 再试"
        )
