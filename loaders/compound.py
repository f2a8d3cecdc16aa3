"""The container that an .xls is (OLE), looked at before calamine opens it: locked, or no workbook at all."""

from __future__ import annotations

import struct

from graph.errors import FileUnreadable, WrongFileType
from loaders.source import Source

_SECTOR = 512
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_OTHERS = {"WordDocument": " Word 文档", "PowerPoint Document": "演示文稿", "__substg1.0": "邮件"}
_GLOBALS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
"""How the stream of a workbook begins, in the versions of 1997 and of 1995."""
_FILE_PASS = 0x2F
_LOOKED_AT = 6
"""Records at the start of the stream, among which a password stands."""


def check_compound(source: Source) -> None:
    """Raises FileUnreadable for a workbook with a password, WrongFileType for what holds no workbook."""
    is_workbook, other, tail = False, None, b""
    for piece in source.pieces():
        text = tail + piece
        if _ENCRYPTED in text or _has_password(piece):
            advice = "请在表格软件里去掉密码另存后再试"
            raise FileUnreadable(path=source.path, reason="有密码保护", advice=advice)
        is_workbook = is_workbook or any(each in text for each in _WORKBOOKS)
        other = other or next((zh for name, zh in _OTHERS.items() if name.encode("utf-16-le") in text), None)
        tail = piece[-_SECTOR:]
    if other and not is_workbook:
        raise WrongFileType(path=source.path, reason=f"内容是{other}，不是表格")


def _has_password(piece: bytes) -> bool:
    """Whether a workbook's stream that begins in this piece, at the start of a sector, says that it is encrypted."""
    for mark in _GLOBALS:
        at = piece.find(mark)
        while at >= 0:
            if at % _SECTOR == 0 and _FILE_PASS in _first_records(piece, at):
                return True
            at = piece.find(mark, at + 1)
    return False


def _first_records(piece: bytes, at: int) -> list[int]:
    kinds: list[int] = []
    while len(kinds) < _LOOKED_AT and at + 4 <= len(piece):
        kind, length = struct.unpack_from("<HH", piece, at)
        kinds.append(kind)
        at += 4 + length
    return kinds
