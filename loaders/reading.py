"""A file's bytes to sheets of cells: XLSX, XLS, CSV in the encodings that offices use, JSON lines.

What a file is, its bytes say, not its name; where the two differ it is refused with that sentence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from graph.errors import WrongFileType
from loaders.compound import check_compound
from loaders.sheet import Sheet
from loaders.side_by_side import apart
from loaders.source import LARGEST_FILE, Source, find_source

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN_MARKS = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"%PDF", " PDF 文档"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"SQLite format 3", "数据库"),
    (b"{\\rtf", " RTF 文档"),
)
_FOREIGN_TEXTS = (
    (("<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<style", "<div"), "网页"),
    (("mime-version:", "content-type:", "from: <saved by"), "网页（MHTML）"),
    (("<?xml", "<!doctype", "<workbook"), " XML 文档"),
    (("%pdf",), " PDF 文档"),
)
_LOOKS_LIKE_JSON = re.compile(r'\[?\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')
_LOOKED_AT = 4096
_JSONS = (".jsonl", ".ndjson", ".json")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et")
_TEXTS = (".csv", ".tsv", ".txt", *_JSONS)


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
        return File(path, source.digest, tuple(part for each in sheets for part in apart(each)))
    start = _text_of(source.start)
    if (what := _foreign(source.start, start)) is not None:
        raise WrongFileType(path=path, reason=f"内容是{what}，不是表格")
    if suffix in _WORKBOOKS:
        reason = f"名字是 {suffix}，内容却不是 Excel 工作簿，可能是改了名的 CSV 或损坏的文件"
        raise WrongFileType(path=path, reason=reason)
    if suffix in _JSONS:
        from loaders.jsonlines import read_json

        return File(path, source.digest, (read_json(source),))
    if _LOOKS_LIKE_JSON.match(start):
        raise WrongFileType(path=path, reason=f"名字是 {suffix or '文本'}，内容却是 JSON（.jsonl）")
    from loaders.delimited import read_delimited

    return File(path, source.digest, apart(read_delimited(source)))


def _text_of(start: bytes) -> str:
    """The first characters, as far as they can be told without knowing the encoding."""
    codec = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return start[:_LOOKED_AT].decode(codec, errors="ignore").lstrip()


def _foreign(start: bytes, text: str) -> str | None:
    """What a file is that is no table; None: perhaps one."""
    for mark, what in _FOREIGN_MARKS:
        if start.startswith(mark):
            return what
    lower = text.lower()
    for beginnings, what in _FOREIGN_TEXTS:
        if lower.startswith(beginnings):
            return "Excel 2003 的 XML 表格" if "office:spreadsheet" in lower else what
    return None


def _read_workbook(source: Source, suffix: str) -> tuple[Sheet, ...]:
    from loaders.workbook import read_workbook

    path, is_old = source.path, source.start.startswith(_OLE)
    if is_old:
        check_compound(source)
    if suffix in _TEXTS:
        raise WrongFileType(path=path, reason=f"名字是 {suffix}，内容却是 Excel 工作簿或压缩包")
    if is_old and suffix in (".xlsx", ".xlsm", ".ods"):
        raise WrongFileType(path=path, reason=f"名字是 {suffix}，内容却是旧版 .xls")
    if not is_old and suffix == ".xls":
        raise WrongFileType(path=path, reason="名字是 .xls，内容却是新版 .xlsx 或压缩包")
    return read_workbook(source)


__all__ = ["LARGEST_FILE", "File", "read_file"]
