"""The bytes of a file, opened as often as they are needed and held by nobody."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graph.errors import FileMissing, FileUnreadable

LARGEST_FILE = 1 << 30
"""Bytes. A year of a city's cases is a tenth of it."""

_START = 1 << 16
_PIECE = 1 << 20
_NOTHING = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"
"""Bytes of which a file without any content consists."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was found and is not empty."""

    path: Path
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    size: int
    start: bytes
    """Its first bytes, enough to see what it is."""
    _written: int = field(repr=False)
    """When it was last written, to notice that it changes while it is read."""
    _held: bytes | None = field(default=None, repr=False)
    """The bytes of what can be read only once, such as a pipe."""

    def open(self) -> BinaryIO:
        """The bytes from the first one on. Raises FileMissing, FileUnreadable (also when the file has changed)."""
        if self._held is not None:
            return BytesIO(self._held)
        stream = _open(self.path)
        found = os.fstat(stream.fileno())
        if (found.st_size, found.st_mtime_ns) != (self.size, self._written):
            stream.close()
            raise FileUnreadable(path=self.path, reason="读取的时候文件被改动", advice="请等它存好再载入")
        return stream

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a piece at a time."""
        with self.open() as stream:
            while piece := stream.read(_PIECE):
                yield piece


def find_source(path: Path) -> Source:
    """The file at `path`. Raises FileMissing, FileUnreadable (a folder, no permission, too large, empty)."""
    try:
        if path.is_dir():
            raise FileUnreadable(path=path, reason="是文件夹", advice="请给出其中的文件")
        with _open(path) as stream:
            facts = os.fstat(stream.fileno())
            if facts.st_size > LARGEST_FILE:
                raise _too_large(path)
            if not stat.S_ISREG(facts.st_mode):
                return _held(path, stream.read(LARGEST_FILE + 1))
            return _measured(path, stream, written=facts.st_mtime_ns)
    except OSError as error:
        raise _unreadable(path, error) from error


def _measured(path: Path, stream: BinaryIO, *, written: int) -> Source:
    digest, size, start, is_empty = hashlib.sha256(), 0, b"", True
    while piece := stream.read(_PIECE):
        start = start or piece[:_START]
        is_empty = is_empty and not piece.translate(None, _NOTHING)
        digest.update(piece)
        size += len(piece)
    if is_empty:
        raise _empty(path)
    return Source(path, digest.hexdigest(), size, start, written)


def _held(path: Path, content: bytes) -> Source:
    if len(content) > LARGEST_FILE:
        raise _too_large(path)
    if not content.translate(None, _NOTHING):
        raise _empty(path)
    return Source(path, hashlib.sha256(content).hexdigest(), len(content), content[:_START], 0, content)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:  # a name with a zero byte
        raise FileMissing(path=str(path).replace("\0", "?")) from error


def _unreadable(path: Path, error: OSError) -> FileUnreadable:
    return FileUnreadable(path=path, reason=error.strerror or "系统拒绝", advice="请检查权限和磁盘")


def _too_large(path: Path) -> FileUnreadable:
    return FileUnreadable(path=path, reason="超过 1 GB", advice="请拆成几个文件")


def _empty(path: Path) -> FileUnreadable:
    return FileUnreadable(path=path, reason="文件是空的", advice="请检查是否选对了文件")
