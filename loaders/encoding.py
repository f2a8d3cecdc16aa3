"""The encoding of a text file, found from its bytes and checked to the last one."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from graph.errors import WrongEncoding, WrongFileType
from loaders.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_ZEROS = 0.05
"""Share of zero bytes that text in UTF-8 may hold by accident."""
_FEWEST_ZEROS, _LEAST_ZEROS = 4, 0.005
"""Zero bytes, and their share, that text in UTF-16 has at the least: of its line ends, commas and digits."""
_CLEARLY = 8
"""A few Chinese characters too have a zero byte (一 is 4E00), on the other side."""
_LOOKED_AT = 4096
_THREE_BYTES = "\u0800"
"""From here on a character takes three bytes of UTF-8, in an order that text in GB18030 hardly ever has."""
_REPLACED = "\ufffd"
_RUNS_PER_FAULT = 3


class Encoding(NamedTuple):
    """How the bytes of a file are read as text."""

    codec: str
    skipped: int
    """Bytes of the mark at its start."""


def find_encoding(source: Source) -> Encoding:
    """UTF-8, GB18030 or UTF-16. Raises WrongEncoding with the line of the first wrong byte, WrongFileType."""
    for mark, codec in _MARKS:
        if source.start.startswith(mark):
            return _checked(source, Encoding(codec, len(mark)))
    broken, zeros, seen = _first_broken(source)
    if zeros >= _FEWEST_ZEROS and zeros > seen * (_LEAST_ZEROS if broken else _MOST_ZEROS):
        return _checked(source, Encoding(_unmarked_utf16(source), 0))
    if broken is None:
        return Encoding("utf-8", 0)
    return _checked(source, Encoding("utf-8" if _is_utf8_with_faults(broken) else "gb18030", 0))


def _first_broken(source: Source) -> tuple[bytes | None, int, int]:
    """The first piece that is no UTF-8 (None: all are), the zero bytes up to it, and all bytes up to it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    zeros, seen, piece = 0, 0, b""
    for piece in source.pieces():
        zeros += piece.count(b"\0")
        seen += len(piece)
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return piece, zeros, seen
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return piece, zeros, seen  # cut off within its last character
    return None, zeros, seen


def _is_utf8_with_faults(piece: bytes) -> bool:
    """Whether a wrong byte stands in text that is UTF-8 all around: read as GB18030 it would be nonsense."""
    text = piece.decode("utf-8", errors="replace")
    faults = text.count(_REPLACED)
    return sum(each >= _THREE_BYTES for each in text) - faults > _RUNS_PER_FAULT * faults


def _checked(source: Source, encoding: Encoding) -> Encoding:
    """Decode all of it once. Raises WrongEncoding."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    line, skip = 1, encoding.skipped
    try:
        for piece in source.pieces():
            line += decoder.decode(piece[skip:]).count("\n")
            skip = 0
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode(encoding.codec, errors="ignore")
        raise WrongEncoding(path=source.path, line=line + good.count("\n")) from error
    return encoding


def _unmarked_utf16(source: Source) -> str:
    """UTF-16 without a mark: of its line ends, commas and digits one byte of the two is zero, always the same.

    Raises WrongFileType where the zeros are of no text.
    """
    start = source.start[:_LOOKED_AT]
    first, second = start[0::2].count(b"\0"), start[1::2].count(b"\0")
    if b"\0\0\0" not in start:
        if second > _CLEARLY * first:
            return "utf-16-le"
        if first > _CLEARLY * second:
            return "utf-16-be"
    raise WrongFileType(path=source.path, reason="内容是二进制数据，不是文字")
