"""Files that are not what they say, that are not whole, or that are made to harm: refused with a sentence."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from tests.corpus.expected import CorpusFile, case, party
from tests.corpus.making import mobile, text, xlsx
from tests.corpus.old_excel import encrypted_xlsx, xls

_HEAD = ["事件编号", "上报时间", "事件标题", "申请人", "申请人电话"]
_ROW = ["PX-1", "2024-03-05", "漏水", "周德海", mobile(21)]
_REFUSED = ("WRONG_FILE_TYPE", "FILE_UNREADABLE")


def csv_named_xlsx() -> CorpusFile:
    """Somebody renamed the CSV because “the system wants .xlsx”."""
    return CorpusFile(name="网格上报.xlsx", content=text(_HEAD, _ROW, encoding="gb18030"), error=["WRONG_FILE_TYPE"], within_s=2)  # fmt: skip


def xlsx_named_csv() -> CorpusFile:
    """The other way round."""
    return CorpusFile(name="网格上报.csv", content=xlsx(_HEAD, _ROW), error=["WRONG_FILE_TYPE"], error_says="Excel", within_s=2)  # fmt: skip


def html_named_xls() -> CorpusFile:
    """An old platform's “export to Excel”: a table of HTML in GBK, named .xls. Read, or refused in plain words."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (_HEAD, _ROW))
    page = f'<html><head><meta charset="gb2312"></head><body><table border="1">{rows}</table></body></html>'
    facts = [case("PX-1", title="漏水", received_at="2024-03-05"), party("PX-1", "applicant", "周德海", telephones=mobile(21))]  # fmt: skip
    return CorpusFile(
        name="平台导出.xls", content=page.encode("gb18030"), records=facts, may_fail=_REFUSED, error_says="网页"
    )


def xml_spreadsheet_named_xls() -> CorpusFile:
    """Excel 2003's XML, named .xls: read, or refused."""
    page = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    return CorpusFile(name="导出.xls", content=page.encode(), error=_REFUSED, within_s=2)


def behind_a_password() -> CorpusFile:
    """The community set a password, as it was told to."""
    return CorpusFile(name="隐患清单.xlsx", content=encrypted_xlsx(), error=["FILE_UNREADABLE"], error_says="密码", within_s=2)  # fmt: skip


def truncated() -> CorpusFile:
    """A download that broke off."""
    rows = [[f"PX-{i}", "2024-03-05", f"事项{i}", "周德海", mobile(i)] for i in range(1, 400)]
    whole = xlsx(_HEAD, *rows)
    return CorpusFile(name="网格上报.xlsx", content=whole[: len(whole) * 2 // 3], error=["FILE_UNREADABLE"], within_s=2)


def truncated_xls() -> CorpusFile:
    """The same of an old workbook."""
    return CorpusFile(name="网格上报.xls", content=xls({"表": [_HEAD, _ROW]})[:1300], error=_REFUSED, within_s=2)


def bomb() -> CorpusFile:
    """A workbook of a few kilobytes on the disk and gigabytes unpacked, that says so."""
    return CorpusFile(
        name="网格上报.xlsx", content=_bomb(lie=False), error=["FILE_UNREADABLE"], within_s=3, at_most_mb=200
    )


def bomb_that_lies() -> CorpusFile:
    """The same, with a directory that says that it is small."""
    return CorpusFile(
        name="网格上报.xlsx", content=_bomb(lie=True), error=["FILE_UNREADABLE"], within_s=3, at_most_mb=200
    )


def xml_entity() -> CorpusFile:
    """A workbook whose texts are declared as entities within entities (“billion laughs”), and one of a file."""
    declared = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    header = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "哈哈哈哈"><!ENTITY f SYSTEM "file:///etc/hostname">{declared}]>'
    good = xlsx(_HEAD, _ROW)

    def infected(name: str, content: bytes) -> bytes:
        if name != "xl/sharedStrings.xml":
            return content
        found = content.decode().partition("?>")[2].replace("漏水", "&l9;&f;")
        return (header + found).encode()

    facts = [case("PX-1", title=(), received_at="2024-03-05"), party("PX-1", "applicant", "周德海", telephones=mobile(21))]  # fmt: skip
    return CorpusFile(
        name="网格上报.xlsx", content=_rewritten(good, infected), records=facts, may_fail=_REFUSED,
        never=["哈哈哈哈哈哈哈哈"], within_s=3, at_most_mb=200,
    )  # fmt: skip


def last_cell_of_the_sheet() -> CorpusFile:
    """Somebody's cursor stood in XFD1048576 and typed a blank: the range of the sheet is 17 thousand million cells."""
    good = xlsx(_HEAD, _ROW)

    def widened(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        last = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
        return re.sub(b"<dimension[^>]*>", b"", content).replace(b"</sheetData>", last)

    facts = [case("PX-1", title="漏水", received_at="2024-03-05"), party("PX-1", "applicant", "周德海", telephones=mobile(21))]  # fmt: skip
    return CorpusFile(
        name="网格上报.xlsx", content=_rewritten(good, widened), records=facts, may_fail=["FILE_UNREADABLE"],
        within_s=5, at_most_mb=500,
    )  # fmt: skip


def empty() -> CorpusFile:
    """Nothing at all."""
    return CorpusFile(name="网格上报.csv", content=b"", error=["FILE_UNREADABLE"], error_says="空")


def empty_workbook() -> CorpusFile:
    """A new workbook that nobody wrote into."""
    return CorpusFile(name="新建.xlsx", content=xlsx(), error=["FILE_UNREADABLE", "NO_MAPPING", "NOTHING_LOADED"])


def header_only() -> CorpusFile:
    """The form as it was handed out."""
    content = xlsx(["槐荫社区网格事件上报表"], _HEAD)
    return CorpusFile(name="网格上报.xlsx", content=content, error=["NOTHING_LOADED"], error_says="没有")


def nothing_usable() -> CorpusFile:
    """Every row is bad: nothing is loaded, and the first place is said."""
    rows = [["PX-1", "不知道哪天", "漏水", "", ""], ["", "2024-03-05", "没有编号", "", ""]]
    return CorpusFile(name="网格上报.csv", content=text(_HEAD, *rows), mapping="grid", error=["NOTHING_LOADED"], error_says="第 2 行")  # fmt: skip


def a_letter() -> CorpusFile:
    """A report in prose that somebody saved as text: no table."""
    prose = "关于槐荫社区矛盾纠纷排查情况的报告\n今年以来，槐荫社区坚持源头治理，成效明显。\n特此报告。\n"
    return CorpusFile(name="报告.txt", content=prose.encode("gb18030"), error=["NO_MAPPING"])


def a_budget() -> CorpusFile:
    """A table of something else: no mapping is clear, and none is guessed."""
    content = xlsx(["科目", "预算数", "执行数", "执行率"], ["办公费", 12000, 8000, 0.67], ["差旅费", 5000, 5000, 1])
    return CorpusFile(name="预算执行.xlsx", content=content, error=["NO_MAPPING"])


def a_zip_of_documents() -> CorpusFile:
    """A folder of files packed and renamed."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("材料/说明.txt", "请查收")
    return CorpusFile(name="材料.xlsx", content=content.getvalue(), error=["WRONG_FILE_TYPE"])


def _rewritten(workbook: bytes, change: object) -> bytes:
    """The archive with each part as `change(name, content)` gives it."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(each, old.read(each)))  # type: ignore[operator]
    return written.getvalue()


def _bomb(*, lie: bool) -> bytes:
    """A sheet of blanks: one megabyte is compressed once, its block repeated two thousand times."""
    piece, times = b" " * (1 << 20), 2000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * times + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    size = 4096 if lie else len(piece) * times
    content = BytesIO(xlsx(_HEAD, _ROW))
    with zipfile.ZipFile(content) as archive:
        parts = {each: archive.read(each) for each in archive.namelist() if each != "xl/worksheets/sheet1.xml"}
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.writestr("xl/worksheets/sheet1.xml", packed)
    raw = bytearray(written.getvalue())
    _declare(raw, b"xl/worksheets/sheet1.xml", size)
    return bytes(raw)


def _declare(raw: bytearray, name: bytes, size: int) -> None:
    """Say in both headers of a stored part that it is deflated, and how large."""
    local, central = raw.find(name) - 30, raw.rfind(name) - 46
    struct.pack_into("<H", raw, local + 8, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", raw, local + 22, size)
    struct.pack_into("<H", raw, central + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", raw, central + 24, size)
