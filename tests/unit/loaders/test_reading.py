"""Bytes to sheets: encodings, delimiters, and files that are not what they say."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import FileMissing, FileUnreadable, LoadError, WrongEncoding, WrongFileType
from loaders.reading import read_file
from tests.unit.loaders.files import write_csv, write_xlsx

ROWS = [["编号", "标题", "内容"], ["1", "噪音", "一楼，“夜里”\n很吵"], ["2", "漏水", 'a "b", c']]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_csv_in_every_encoding_with_every_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS, encoding=encoding, delimiter=delimiter)
    assert list(read_file(path).sheets[0].rows()) == ROWS


def test_xlsx_keeps_row_numbers_and_names_hidden_sheets(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"一": [[], [], *ROWS], "二": [["x"]]}, hidden=["二"])
    shown, hidden = read_file(path).sheets
    assert (shown.head[2], shown.height) == (ROWS[0], 5)
    assert (hidden.hidden, list(hidden.rows())) == (True, [])


def truncated(path: Path) -> Path:
    write_xlsx(path, {"一": ROWS * 50})
    path.write_bytes(path.read_bytes()[:-400])
    return path


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_bad_files_each_get_their_sentence(tmp_path: Path) -> None:
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    bomb = {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * (600 << 20)}
    workbook = write_xlsx(tmp_path / "ok.xlsx", {"一": ROWS}).read_bytes()
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    table: list[tuple[Path, type[LoadError], str]] = [
        (tmp_path / "none.csv", FileMissing, "没有找到"),
        (tmp_path, FileUnreadable, "文件夹"),
        (written(tmp_path / "empty.csv", b""), FileUnreadable, "空的"),
        (written(tmp_path / "blank.xlsx", b" \r\n"), FileUnreadable, "空的"),
        (truncated(tmp_path / "cut.xlsx"), FileUnreadable, "损坏"),
        (written(tmp_path / "locked.xlsx", encrypted), FileUnreadable, "密码"),
        (written(tmp_path / "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900), FileUnreadable, "损坏"),
        (archive(tmp_path / "bomb.xlsx", bomb), FileUnreadable, "过大"),
        (
            archive(tmp_path / "far.xlsx", {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": far}),
            FileUnreadable,
            "范围过大",
        ),
        (archive(tmp_path / "photos.xlsx", {"a.txt": b"x"}), WrongFileType, "压缩包"),
        (written(tmp_path / "text.xlsx", "编号,标题".encode()), WrongFileType, "改了名的 CSV"),
        (written(tmp_path / "book.csv", workbook), WrongFileType, "却是 Excel"),
        (written(tmp_path / "page.xls", b"<html><table><tr><td>1</td></tr></table>"), WrongFileType, "网页"),
        (written(tmp_path / "noise.csv", b"\x89\r\n\x1a\n\0\0\0\0\x01\x02"), WrongFileType, "二进制"),
        (written(tmp_path / "bad.csv", "编号,标题\n1,".encode() + b"\xff\xfe\xff\n"), WrongEncoding, "第 2 行"),
        (written(tmp_path / "quote.csv", '编号,标题\n1,"没有闭合\n2,b\n3,c\n'.encode()), FileUnreadable, "引号"),
    ]
    for path, error, word in table:
        with pytest.raises(error, match=word):
            read_file(path)


@settings(deadline=None)
@given(content=st.binary(min_size=1, max_size=400), suffix=st.sampled_from([".csv", ".xlsx", ".xls", ".txt", ""]))
def test_arbitrary_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    path = written(tmp_path_factory.mktemp("bytes") / f"a{suffix}", content)
    try:
        read_file(path)
    except LoadError as error:
        assert str(error)


@settings(deadline=None)
@given(cut=st.integers(1, 5000), flips=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8))
def test_broken_workbooks_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flips: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    content = bytearray(write_xlsx(folder / "ok.xlsx", {"一": ROWS}).read_bytes())
    for at, value in flips:
        content[at % len(content)] = value
    path = written(folder / "broken.xlsx", bytes(content[: max(cut % (len(content) + 1), 30)]))
    try:
        read_file(path)
    except LoadError as error:
        assert str(error)
