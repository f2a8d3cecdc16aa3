"""Bytes to sheets: encodings, delimiters, and files that are not what they say."""

from __future__ import annotations

import random
import re
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import FileMissing, FileUnreadable, LoadError, WrongEncoding, WrongFileType
from loaders.reading import read_file
from loaders.sheet import BrokenLine, Merge, Nested, Uncomputed
from tests.unit.loaders.files import write_csv, write_xlsx
from tests.unit.loaders.old_excel import write_xls

SECONDS = 10
"""Far above what refusing takes, about one, for a machine that does other things too."""
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
    bomb = {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * (80 << 20)}
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


# -- archives that mean harm ---------------------------------------------------------------------

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(write_xlsx(path, {"一": ROWS})) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


def lying(path: Path, size: int) -> Path:
    """A workbook in which a part says that it is ten bytes long when it is unpacked."""
    archive(path, parts_of(path))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet9.xml", "w") as part,
    ):
        for _ in range(size >> 12):
            part.write(b"<row r='1'/>   \n" * 256)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\1\2")  # the last part of the list
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    return path


def test_archives_that_mean_harm_are_refused_quickly(tmp_path: Path) -> None:
    parts = parts_of(tmp_path / "ok.xlsx")
    many = archive(tmp_path / "many.xlsx", parts | {f"xl/part-with-a-long-name-{n:>060}": b"" for n in range(40_000)})
    table = [
        (lying(tmp_path / "lying.xlsx", 80 << 20), "过大"),
        (lying(tmp_path / "little.xlsx", 5_000), "过大"),
        (many, "部件过多"),
        *(
            (archive(tmp_path / f"{n}.xlsx", parts | {name: ENTITIES + parts[name][38:]}), "实体")
            for n, name in enumerate(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
        ),
        (archive(tmp_path / "16.xlsx", parts | {"xl/styles.xml": ENTITIES.decode().encode("utf-16-le")}), "实体"),
    ]
    for path, word in table:
        began = time.monotonic()
        with pytest.raises(FileUnreadable, match=word):
            read_file(path)
        assert time.monotonic() - began < SECONDS, path


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.xls", "\ufeff<html><table>".encode(), "网页"),
        ("a.xls", "<HTML>".encode("utf-16"), "网页"),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "Excel 2003",
        ),
        ("a.xlsx", b"%PDF-1.7", "PDF"),
        ("a.xlsx", b"\xff\xd8\xff\xe0", "图片"),
        ("a.csv", b"Rar!\x1a\x07", "压缩包"),
        ("a.csv", '{"事件编号": "G1"}'.encode(), "JSON"),
        ("a.jsonl", "事件编号,标题\n1,2\n".encode(), "内容却不是"),
        ("a.json", b"[1, 2, 3]", "没有对象"),
    ],
)
def test_what_a_file_is_instead_is_said(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    with pytest.raises(WrongFileType, match=word):
        read_file(written(tmp_path / name, content))


def test_documents_and_old_workbooks_under_other_names(tmp_path: Path) -> None:
    old, new = write_xls(tmp_path / "old.xls", ROWS).read_bytes(), write_xlsx(tmp_path / "new.xlsx", {"一": ROWS})
    locked = write_xls(tmp_path / "locked.xls", ROWS, is_locked=True)
    letter = archive(tmp_path / "letter.xlsx", {"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"})
    table: list[tuple[Path, type[LoadError], str]] = [
        (written(tmp_path / "a.xlsx", old), WrongFileType, "旧版 .xls"),
        (written(tmp_path / "b.xls", new.read_bytes()), WrongFileType, "新版 .xlsx"),
        (written(tmp_path / "c.csv", old), WrongFileType, "却是 Excel"),
        (written(tmp_path / "d.xls", old[: len(old) // 2]), FileUnreadable, "损坏"),
        (locked, FileUnreadable, "密码"),
        (letter, WrongFileType, "Word"),
    ]
    for path, error, word in table:
        with pytest.raises(error, match=word):
            read_file(path)


# -- other kinds of file -------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".xls", ".et"])
def test_old_workbooks_with_merges_and_hidden_sheets(tmp_path: Path, suffix: str) -> None:
    path = write_xls(tmp_path / f"a{suffix}", [*ROWS, ["", 3.5]], merges=[(1, 0, 3, 0)], hidden=True)
    shown, hidden = read_file(path).sheets
    assert [*map(list, shown.rows())] == [*ROWS, ["", 3.5, ""]]
    assert shown.merged == (Merge(2, 0, 4, 0),)
    assert (hidden.name, hidden.hidden) == ("底", True)


def test_a_new_workbook_named_et(tmp_path: Path) -> None:
    content = write_xlsx(tmp_path / "a.xlsx", {"一": ROWS}).read_bytes()
    assert [*map(list, read_file(written(tmp_path / "a.et", content)).sheets[0].rows())] == ROWS


def test_sheets_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("一").write(4, 2, "x")
        book.add_worksheet("空")
        chart: Any = book.add_chart({"type": "line"})
        chart.add_series({"values": "=一!$C$5:$C$6"})
        book.add_chartsheet("图").set_chart(chart)
        book.add_worksheet("深藏").very_hidden()
    found = read_file(path).sheets
    assert [(each.name, each.height, each.hidden) for each in found] == [
        ("一", 5, False), ("空", 0, False), ("深藏", 0, True),
    ]  # fmt: skip
    assert list(found[0].rows())[4] == ["", "", "x"]


def test_formulas_give_their_stored_value_or_say_that_they_have_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = "=1+1"
    book.worksheets[0]["D9"] = '=IF(A1="&","<",1)'
    book.save(path)
    rows = list(read_file(path).sheets[0].rows())
    assert (len(rows), rows[1][1], type(rows[1][1])) == (9, "=1+1", Uncomputed)
    assert rows[8][3] == '=IF(A1="&","<",1)'
    with xlsxwriter.Workbook(path) as stored:
        sheet: Any = stored.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write_formula(2, 0, '=""&A1', None, "二")
    assert [*map(list, read_file(path).sheets[0].rows())] == [[2], ["#N/A"], ["二"]]


def test_numbers_shown_with_leading_zeros_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """A format of zeros alone; not one that would fill up what a spreadsheet has damaged."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "电话", "证件号", "个数"])
    sheet.append([12, 2700001234, 420000199001011234, 7])
    sheet.append([123456, None, None, 8])
    for column, shown in (("A", "0000"), ("B", "00000000000"), ("C", "0" * 18), ("D", "0")):
        for row in (2, 3):
            sheet[f"{column}{row}"].number_format = shown
    book.save(tmp_path / "零.xlsx")
    _, first, second = read_file(tmp_path / "零.xlsx").sheets[0].rows()
    assert (first[0], first[1], type(first[2]), first[3]) == ("0012", "02700001234", float, 7)
    assert second[0] == 123456


def test_shared_formulas_without_values(tmp_path: Path) -> None:
    parts = parts_of(tmp_path / "a.xlsx")
    cells = (
        b'<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>4</v></c></row>'
        b'<row r="2"><c r="A2"><f t="shared" si="0"/><v/></c></row>'
        b'<row r="3"><c r="A3" s="0"><f t="shared" si="0"/></c></row>'
    )
    sheet = re.sub(
        rb"<sheetData>.*</sheetData>", b"<sheetData>" + cells + b"</sheetData>", parts["xl/worksheets/sheet1.xml"]
    )
    path = archive(tmp_path / "b.xlsx", parts | {"xl/worksheets/sheet1.xml": sheet})
    rows = list(read_file(path).sheets[0].rows())
    assert (rows[0], rows[1], rows[2]) == ([4], ["=B1*2"], ["=B1*2"])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=;\n编号;标题\n1;a,b,c,d\n", [["编号", "标题"], ["1", "a,b,c,d"]]),
        ("'编号','标题'\n'1','a,b'\n", [["编号", "标题"], ["1", "a,b"]]),
        ("编号,证号\n1,'420103\n", [["编号", "证号"], ["1", "'420103"]]),
        ("编号\t标题\n1\ta, b, c\n2\td, e, f\n", [["编号", "标题"], ["1", "a, b, c"], ["2", "d, e, f"]]),
        ('编号|"标|题"\r1|x\r', [["编号", "标|题"], ["1", "x"]]),
    ],
)
def test_delimiters_and_quotes_are_found(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    assert list(read_file(written(tmp_path / "a.csv", text.encode())).sheets[0].rows())[-len(rows) :] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_one_wrong_byte_is_found_by_its_line(tmp_path: Path, encoding: str) -> None:
    lines = ["编号,标题", *(f"{n},三楼漏水到二楼" for n in range(3_000))]
    content = [
        f"{each}\n".encode(encoding if n == 0 else encoding.replace("utf-16", "utf-16-le"))
        for n, each in enumerate(lines)
    ]
    content[1999] = (b"\x00\xdc\x00\xdc" if encoding == "utf-16" else b"9,\xff") + content[1999]
    with pytest.raises(WrongEncoding, match="第 2000 行"):
        read_file(written(tmp_path / "a.csv", b"".join(content)))


def test_a_quote_closed_by_the_next_one_swallows_no_row(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="第 2 行有引号"):
        read_file(written(tmp_path / "a.csv", '编号,标题\n1,"没有闭合\n2,b\n3,"c"\n4,d\n'.encode()))


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '{"编号":"1","申请人":{"姓名":"王丽","电话":["199","188"]}}',
        "坏的",
        "",
        '{"迟":true,"编号":2,"空":null,"多":[{"a":1}]}',
    ]
    sheet = read_file(written(tmp_path / "a.jsonl", "\n".join(lines).encode("utf-8-sig"))).sheets[0]
    header, *rows = sheet.rows()
    assert header == ["编号", "申请人姓名", "申请人电话", "迟", "空", "多"]
    assert rows == [["1", "王丽", "199、188", "", "", ""], ["坏的"], [], [2, "", "", True, None, '[{"a":1}]']]
    assert (sheet.height, type(rows[1][0]), type(rows[3][5])) == (4, BrokenLine, Nested)
    assert any("多" in each for each in sheet.notes)


def test_a_json_object_that_some_records_lack_is_no_column_of_its_own(tmp_path: Path) -> None:
    lines = '{"编号":1,"申请人":null,"空":null}\n{"编号":2,"申请人":{"姓名":"王丽"}}'
    sheet = read_file(written(tmp_path / "a.jsonl", lines.encode())).sheets[0]
    assert list(sheet.rows()) == [["编号", "空", "申请人姓名"], [1, None, ""], [2, "", "王丽"]]


@pytest.mark.parametrize(
    "text", ['[{"a":1},{"b":2}]', '{"data":[{"a":1},{"b":2}],"total":2}', '[\n{"a":1},\n{"b":2}\n]']
)
def test_a_json_list(tmp_path: Path, text: str) -> None:
    assert list(read_file(written(tmp_path / "a.json", text.encode())).sheets[0].rows()) == [
        ["a", "b"],
        [1, ""],
        ["", 2],
    ]


def test_rows_are_read_anew_and_a_changed_file_is_noticed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS * 100)
    sheet = read_file(path).sheets[0]
    assert list(sheet.rows()) == list(sheet.rows())
    path.write_bytes(path.read_bytes() + b"9,9,9\n")
    with pytest.raises(FileUnreadable, match="被改动"):
        list(sheet.rows())


def test_a_panic_of_the_reader_says_nothing_to_the_user(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(11)
    content = write_xls(tmp_path / "a.xls", ROWS * 30, merges=[(1, 0, 2, 0)]).read_bytes()
    for _ in range(30):
        broken = bytearray(content)
        for _ in range(chance.choice([1, 3, 20])):
            broken[chance.randrange(512, len(broken))] = chance.randrange(256)
        with suppress(LoadError):
            for sheet in read_file(written(tmp_path / "b.xls", bytes(broken))).sheets:
                list(sheet.rows())
    assert capfd.readouterr().err == ""


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
