"""A file's bytes to sheets of cells: CSV in the encodings that offices use, XLSX, XLS.

What a file is, its bytes say, not its name; where the two differ it is refused with that sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import FileUnreadable, WrongFileType
from loaders.sheet import Sheet
from loaders.source import LARGEST_FILE, Source, find_source

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et")
_TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read."""

    path: Path
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    sheets: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        return self.path.name


def read_file(path: Path) -> File:
    """The sheets of the file at `path`; their rows are read from it when they are asked for.

    Raises FileMissing, FileUnreadable (no permission, too large, empty, truncated, password), WrongFileType
    (its content is not what its name says, or no table), WrongEncoding.
    """
    source = find_source(path)
    suffix = path.suffix.lower()
    if source.start.startswith((_ZIP, _OLE)):
        sheets = _read_workbook(source, suffix)
    elif (
        source.start[:1024]
        .lstrip()
        .lower()
        .startswith((b"<html", b"<!doctype html", b"<?xml", b"<table", b"%pdf", b"{\\rtf"))
    ):
        raise WrongFileType(path=path, reason="内容是网页、PDF 或其他文档，不是表格")
    elif suffix in _WORKBOOKS:
        raise WrongFileType(
            path=path, reason=f"名字是 {suffix}，内容却不是 Excel 工作簿，可能是改了名的 CSV 或损坏的文件"
        )
    else:
        from loaders.delimited import read_delimited

        sheets = (read_delimited(source),)
    return File(path, source.digest, sheets)


def _read_workbook(source: Source, suffix: str) -> tuple[Sheet, ...]:
    from loaders.workbook import read_workbook

    path, is_old = source.path, source.start.startswith(_OLE)
    if is_old and _is_locked(source):
        raise FileUnreadable(path=path, reason="有密码保护", advice="请在表格软件里去掉密码另存后再试")
    if suffix in _TEXTS:
        raise WrongFileType(path=path, reason=f"名字是 {suffix}，内容却是 Excel 工作簿或压缩包")
    if is_old and suffix in (".xlsx", ".xlsm", ".ods"):
        raise WrongFileType(path=path, reason=f"名字是 {suffix}，内容却是旧版 .xls")
    return read_workbook(source)


def _is_locked(source: Source) -> bool:
    tail = b""
    for piece in source.pieces():
        if _ENCRYPTED in tail + piece:
            return True
        tail = piece[-len(_ENCRYPTED) :]
    return False


__all__ = ["LARGEST_FILE", "File", "read_file"]
