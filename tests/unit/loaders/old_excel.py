"""The old binary workbook (.xls, and what WPS saves as .et), written in the few records that a table needs."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_xls(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    merges: Sequence[tuple[int, int, int, int]] = (),
    hidden: bool = False,
    is_locked: bool = False,
) -> Path:
    """A workbook with a sheet “表” (and a hidden one): first row, first column, last row, last column of `merges`."""
    sheets = [("表", 0, _sheet(rows, merges))]
    if hidden:
        sheets.append(("底", 1, _sheet(rows, ())))
    path.write_bytes(_container(_workbook(sheets, is_locked=is_locked)))
    return path


def _workbook(sheets: Sequence[tuple[str, int, bytes]], *, is_locked: bool) -> bytes:
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    if is_locked:
        head += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    head += _record(0x42, struct.pack("<H", 1200))
    names = [name.encode("utf-16-le") for name, _, _ in sheets]
    at = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    index = b""
    for (_, state, body), name in zip(sheets, names, strict=True):
        index += _record(0x85, struct.pack("<IBBBB", at, state, 0, len(name) // 2, 1) + name)
        at += len(body)
    return head + index + _record(0x0A, b"") + b"".join(body for _, _, body in sheets)


def _sheet(rows: Sequence[Sequence[Any]], merges: Sequence[tuple[int, int, int, int]]) -> bytes:
    width = max(map(len, rows), default=0)
    made = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    made += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                text = cell.encode("utf-16-le")
                made += _record(0x204, struct.pack("<HHHHB", r, c, 0, len(text) // 2, 1) + text)
            elif cell not in ("", None):
                made += _record(0x203, struct.pack("<HHHd", r, c, 0, cell))
    if merges:
        ranges = b"".join(struct.pack("<HHHH", a, d, b, e) for a, b, d, e in merges)
        made += _record(0xE5, struct.pack("<H", len(merges)) + ranges)
    return made + _record(0x0A, b"")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _container(stream: bytes) -> bytes:
    """An OLE file with one stream: header, allocation table, directory, stream."""
    stream = stream.ljust(4096, b"\0")
    size = len(stream)
    sectors = -(-size // _SECTOR)
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    table = b"".join(struct.pack("<I", each) for each in chain).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "a table for tests, of some sixty kilobytes"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0) + _entry(
        "Workbook", 2, child=_FREE, start=2, size=size
    )
    directory += _entry("", 0, child=_FREE, start=0, size=0) * 2
    return header.ljust(_SECTOR, b"\xff") + table + directory + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    made = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + struct.pack("<III", _FREE, _FREE, child)
    return made + bytes(36) + struct.pack("<IQ", start, size)
