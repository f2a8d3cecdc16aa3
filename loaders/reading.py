"""A file's bytes to sheets of cells: CSV in the encodings that offices use, XLSX, XLS.

What a file is, its bytes say, not its name; where the two differ it is refused with that sentence.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.errors import FileMissing, FileUnreadable, WrongFileType
from loaders.sheet import Sheet

LARGEST_FILE = 1 << 30
"""Bytes. A year of a city's cases is a tenth of it."""

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
    """The sheets of the file at `path`.

    Raises FileMissing, FileUnreadable (no permission, too large, empty, truncated, password), WrongFileType
    (its content is not what its name says, or no table), WrongEncoding.
    """
    content = _bytes_of(path)
    suffix = path.suffix.lower()
    if content.startswith((_ZIP, _OLE)):
        sheets = _read_workbook(path, content, suffix)
    elif (
        content[:1024]
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

        sheets = (Sheet("", read_delimited(path, content)),)
    return File(path, hashlib.sha256(content).hexdigest(), sheets)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileUnreadable(path=path, reason="是文件夹", advice="请给出其中的文件")
        if path.stat().st_size > LARGEST_FILE:
            raise FileUnreadable(path=path, reason="超过 1 GB", advice="请拆成几个文件")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or "系统拒绝", advice="请检查权限和磁盘") from error
    except ValueError as error:
        raise FileMissing(path=str(path).replace("\0", "?")) from error
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise FileUnreadable(path=path, reason="文件是空的", advice="请检查是否选对了文件")
    return content


def _read_workbook(path: Path, content: bytes, suffix: str) -> tuple[Sheet, ...]:
    from loaders.workbook import read_workbook

    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise FileUnreadable(path=path, reason="有密码保护", advice="请在表格软件里去掉密码另存后再试")
    if suffix in _TEXTS:
        raise WrongFileType(path=path, reason=f"名字是 {suffix}，内容却是 Excel 工作簿或压缩包")
    if content.startswith(_OLE) and suffix in (".xlsx", ".xlsm", ".ods"):
        raise WrongFileType(path=path, reason=f"名字是 {suffix}，内容却是旧版 .xls")
    return read_workbook(path, content)
