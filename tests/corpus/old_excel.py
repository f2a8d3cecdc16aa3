"""Old binary files, no more of them than the corpus needs: a BIFF8 .xls, and a workbook behind a password.

[MS-CFB] for the container, [MS-XLS] for the records.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096
"""Bytes: a smaller stream would belong into the small sectors that this writer does without."""


def xls(sheets: Mapping[str, Sequence[Sequence[Any]]], *, hidden: Sequence[str] = ()) -> bytes:
    """A workbook of Excel 97: numbers and texts."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    before = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    before += _record(0x0042, struct.pack("<H", 1200))
    at = len(before) + sum(len(_bound(0, name, False)) for name in sheets) + 4
    bounds = b""
    for name, body in zip(sheets, bodies, strict=True):
        bounds += _bound(at, name, name in hidden)
        at += len(body)
    return compound({"Workbook": before + bounds + _record(0x000A, b"") + b"".join(bodies)})


def encrypted_xlsx() -> bytes:
    """What a spreadsheet writes when a password is set: a container of streams that nobody can read."""
    return compound({"EncryptionInfo": b"\x04\x00\x04\x00" + b"<encryption/>", "EncryptedPackage": b"\x5a\xa7" * 4096})


def _sheet(rows: Sequence[Sequence[Any]]) -> bytes:
    width = max((len(row) for row in rows), default=0)
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, int | float):
                body += _record(0x0203, struct.pack("<HHHd", r, c, 0, float(cell)))
            elif cell:
                body += _record(0x0204, struct.pack("<HHHHB", r, c, 0, len(cell), 1) + cell.encode("utf-16-le"))
    return body + _record(0x000A, b"")


def _bound(at: int, name: str, hidden: bool) -> bytes:
    return _record(0x0085, struct.pack("<IBBBB", at, int(hidden), 0, len(name), 1) + name.encode("utf-16-le"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


# -- the container -------------------------------------------------------------------------------


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file of these streams."""
    padded = {name: _padded(content) for name, content in streams.items()}
    fat, starts = [_FAT, _END], {}
    for name, content in padded.items():
        starts[name] = len(fat)
        count = len(content) // _SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
    assert len(fat) <= _SECTOR // 4, "one sector of the allocation table must do"
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    names = list(padded)
    for i, name in enumerate(names):
        following = i + 2 if i + 1 < len(names) else _FREE
        entries.append(_entry(name, 2, right=following, start=starts[name], size=len(padded[name])))
    entries += [_entry("", 0, start=0, size=0)] * (4 - len(entries))
    return _header() + table + b"".join(entries) + b"".join(padded.values())


def _padded(content: bytes) -> bytes:
    size = max(_SMALLEST, -(-len(content) // _SECTOR) * _SECTOR)
    return content.ljust(size, b"\0")


def _header() -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    sizes = struct.pack("<9I", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return start + sizes + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le")
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label) + 2 if name else 0, kind, 1)
    return head + struct.pack("<III", _FREE, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)
