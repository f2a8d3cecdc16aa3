"""What else lies about in offices: forms without merges, old calendars of spreadsheets, cells that hold two things."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO

import openpyxl
import xlsxwriter

from tests.corpus.expected import BadRow, CorpusFile, OneOf, Said, case, maybe, party
from tests.corpus.making import Sheet, identity, mobile, text, xlsx


def one_case_over_several_rows() -> CorpusFile:
    """A case and its parties in a row each: number, title and day are merged over the rows of its parties."""
    rows = [
        ["事件编号", "受理时间", "事件标题", "当事人", "联系电话", "当事人住址"],
        ["YJ-1", "2024-03-05", "三家漏水", "周德海", mobile(1101), "听涛苑1栋1单元101室"],
        [None, None, None, "何桂兰", mobile(1102), "听涛苑1栋1单元201室"],
        [None, None, None, "曾庆云", mobile(1103), "听涛苑1栋1单元301室"],
        ["YJ-2", "2024-03-06", "停车", "宋长贵", mobile(1104), ""],
    ]
    facts = [
        case("YJ-1", title="三家漏水", received_at="2024-03-05"),
        case("YJ-2", title="停车", received_at="2024-03-06"),
        party("YJ-1", "party", "周德海", telephones=mobile(1101), place="听涛苑1栋1单元101室"),
        party("YJ-1", "party", "何桂兰", telephones=mobile(1102), place="听涛苑1栋1单元201室"),
        party("YJ-1", "party", "曾庆云", telephones=mobile(1103), place="听涛苑1栋1单元301室"),
        party("YJ-2", "party", "宋长贵", telephones=mobile(1104)),
    ]
    return CorpusFile(
        name="网格一案多人.xlsx", content=xlsx(*rows, merged=["A2:A4", "B2:B4", "C2:C4"]), records=facts, loaded=4
    )


def a_double_header_in_a_csv() -> CorpusFile:
    """The form of two header rows saved as CSV: no merged cell is left to say what belongs to what."""
    rows = [
        ["网格事件登记", "", "", "", "", "", ""],
        ["事件编号", "受理时间", "事件标题", "申请人", "", "被申请人", ""],
        ["", "", "", "姓名", "电话", "姓名", "电话"],
        ["SC-1", "2024-03-05", "漏水", "周德海", mobile(1111), "何桂兰", mobile(1112)],
    ]
    facts = [
        case("SC-1", title="漏水", received_at="2024-03-05"),
        party("SC-1", "applicant", "周德海", telephones=mobile(1111)),
        party("SC-1", "respondent", "何桂兰", telephones=mobile(1112)),
    ]
    return CorpusFile(
        name="网格.csv", content=text(*rows, encoding="gb18030"), records=facts, loaded=1, aside=[1, 2, 3]
    )


def columns_without_a_header() -> CorpusFile:
    """Somebody wrote remarks to the right of the table under no header: they stay in the original, and that is said."""
    rows = [
        ["事件编号", "受理时间", "事件标题", None],
        ["WB-1", "2024-03-05", "漏水", "已电话回访"],
        ["WB-2", "2024-03-06", "停车", None],
    ]
    facts = [case("WB-1", title="漏水", received_at="2024-03-05"), case("WB-2", title="停车", received_at="2024-03-06")]
    return CorpusFile(
        name="网格.xlsx",
        content=xlsx(*rows),
        records=facts,
        loaded=2,
        keeps=["已电话回访"],
        mentions=["没有表头|无表头|D"],
    )


def a_line_that_names_the_delimiter() -> CorpusFile:
    """“sep=;” in the first line, as Excel likes it."""
    body = text(["事件编号", "上报时间", "事件标题"], ["SP-1", "2024-03-05", "漏水,赔偿"], delimiter=";")
    return CorpusFile(
        name="网格.csv",
        content=b"sep=;\r\n" + body,
        records=[case("SP-1", title="漏水,赔偿", received_at="2024-03-05")],
        loaded=1,
    )


def line_ends_of_an_old_mac() -> CorpusFile:
    """Carriage returns alone, a NUL in a cell, GB18030."""
    body = text(
        ["事件编号", "上报时间", "事件标题"],
        ["MC-1", "2024-03-05", "漏\x00水"],
        ["MC-2", "2024-03-06", "停车"],
        encoding="gb18030",
    )
    facts = [case("MC-1", title="漏水", received_at="2024-03-05"), case("MC-2", title="停车", received_at="2024-03-06")]
    return CorpusFile(name="网格.csv", content=body.replace(b"\r\n", b"\r"), records=facts, loaded=2)


def json_lines_with_a_broken_line() -> CorpusFile:
    """One line of an export was cut: the file is refused, or that line comes back; it is not passed over."""
    lines = [
        json.dumps({"事件编号": f"JL-{i}", "上报时间": f"2024-03-0{i}", "事件标题": f"事{i}"}, ensure_ascii=False)
        for i in (1, 2, 3)
    ]
    lines[1] = lines[1][:20]
    facts = [case(f"JL-{i}", title=f"事{i}", received_at=f"2024-03-0{i}") for i in (1, 3)]
    return CorpusFile(
        name="网格.jsonl",
        content="\n".join(lines).encode(),
        records=facts,
        rejected=[BadRow(2, "", "JSON|行|完整")],
        may_fail=["FILE_UNREADABLE", "WRONG_FILE_TYPE"],
        error_says="2",
    )


def json_lines_with_nested_values() -> CorpusFile:
    """A list of telephones and a truth value; an object of which nothing is known is kept in the original."""
    lines = [
        {
            "事件编号": "JN-1",
            "上报时间": "2024-03-05",
            "事件标题": "漏水",
            "申请人": "周德海",
            "申请人电话": [mobile(1121), mobile(1122)],
            "历史遗留": True,
            "附件": {"名": "照片1.jpg"},
        }
    ]
    content = "\r\n".join(json.dumps(each, ensure_ascii=False) for each in lines).encode("utf-8-sig")
    facts = [
        case("JN-1", title="漏水", received_at="2024-03-05", legacy=True),
        party("JN-1", "applicant", "周德海", telephones=[mobile(1121), mobile(1122)]),
    ]
    return CorpusFile(name="网格.jsonl", content=content, records=facts, loaded=1, keeps=["照片1.jpg"])


def numbers_within_the_cell_of_the_name() -> CorpusFile:
    """A name with its identity number and telephone behind it: the numbers go where they are sealed, not into a name
    that everybody sees.
    """
    number = identity("19670412", 113)
    rows = [
        ["事件编号", "受理时间", "事件标题", "申请人"],
        ["XM-1", "2024-03-05", "甲", f"周德海 {number}"],
        ["XM-2", "2024-03-05", "乙", f"周德海（身份证号：{number}，电话：{mobile(1131)}）"],
        ["XM-3", "2024-03-05", "丙", f"周德海，男，{mobile(1132)}"],
    ]
    facts = [case(f"XM-{i}", title=t, received_at="2024-03-05") for i, t in enumerate("甲乙丙", 1)]
    facts += [
        party("XM-1", "applicant", "周德海", identity=number),
        party("XM-2", "applicant", "周德海", identity=number, telephones=mobile(1131)),
        party("XM-3", "applicant", "周德海", sex=OneOf("1", None), telephones=mobile(1132)),
    ]
    return CorpusFile(name="网格.xlsx", content=xlsx(*rows), records=facts, loaded=3)


def what_forms_hold_when_they_hold_nothing() -> CorpusFile:
    """Strokes, 无, 不详, N/A, zeros, 待定, a blank, in every kind of column: nothing is stated, no row comes back for it."""
    head = [
        "事件编号",
        "受理时间",
        "事件标题",
        "涉及金额",
        "涉及人数",
        "办理期限",
        "所属社区",
        "发生地点",
        "申请人",
        "申请人电话",
        "申请人身份证号",
        "首接单位",
    ]
    fillers = ["/", "无", "不详", "N/A", "—", "--", "暂无", "未知", " "]
    rows = [[f"KZ-{i}", "2024-03-05", f"事{i}", *[each] * 9] for i, each in enumerate(fillers, 1)]
    rows.append(["KZ-0", "2024-03-05", "事0", 0, 1, "", "", "", "周德海", "0", "000000000000000000", ""])
    facts = [case(f"KZ-{i}", title=f"事{i}", received_at="2024-03-05") for i in range(1, 10)]
    facts += [
        case("KZ-0", title="事0", received_at="2024-03-05", amount=OneOf("0", None), participants=1),
        party("KZ-0", "applicant", "周德海", telephones=OneOf("0", None)),
    ]
    facts += [maybe(party(f"KZ-{i}", "applicant", each.strip())) for i, each in enumerate(fillers, 1)]
    return CorpusFile(name="网格.xlsx", content=xlsx(head, *rows), records=facts, loaded=10)


def the_unit_stands_in_the_corner() -> CorpusFile:
    """“单位：万元” to the right above the table, the header says 金额 alone."""
    rows = [
        ["网格涉金额事项表", None, None, None],
        [None, None, None, "单位：万元"],
        ["事件编号", "受理时间", "事件标题", "涉及金额"],
        ["DW-1", "2024-03-05", "借款", 12.5],
        ["合计", None, None, 12.5],
    ]
    return CorpusFile(
        name="网格.xlsx",
        content=xlsx(*rows, merged=["A1:D1"]),
        records=[case("DW-1", title="借款", received_at="2024-03-05", amount=125000)],
        loaded=1,
        mentions=["万元|10,000|10000"],
        aside=[1, 2, 3, 5],
    )


def days_counted_from_1904() -> CorpusFile:
    """A workbook from a Mac of old, whose days are counted from 1904; read from 1900 they are four years wrong."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"date_1904": True}) as book:
        sheet = book.add_worksheet("网格")
        sheet.write_row(0, 0, ["事件编号", "上报时间", "事件标题"])
        sheet.write_row(1, 0, ["MA-1", "", "漏水"])
        sheet.write_datetime(1, 1, dt.datetime(2024, 3, 5, 9, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    return CorpusFile(
        name="网格.xlsx",
        content=content.getvalue(),
        records=[case("MA-1", title="漏水", received_at="2024-03-05 09:30")],
        loaded=1,
    )


def a_table_that_begins_in_the_middle() -> CorpusFile:
    """The table stands from column D and row 6 on, a chart on a sheet of its own, parts of texts in bold."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet, bold = book.add_worksheet("网格"), book.add_format({"bold": True})
        sheet.write_row(5, 3, ["事件编号", "上报时间", "事件标题", "申请人"])
        sheet.write_row(6, 3, ["ZJ-1", "2024-03-05", "", "周德海"])
        sheet.write_rich_string(6, 5, "楼上", bold, "漏水", "赔偿")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=网格!$D$7:$D$7"})
        book.add_chartsheet("图").set_chart(chart)
    return CorpusFile(
        name="网格.xlsx",
        content=content.getvalue(),
        records=[case("ZJ-1", title="楼上漏水赔偿", received_at="2024-03-05"), party("ZJ-1", "applicant", "周德海")],
        loaded=1,
    )


def days_as_iso_texts_in_a_workbook() -> CorpusFile:
    """A program wrote real dates in the ISO form that the standard allows and few use."""
    book = openpyxl.Workbook(iso_dates=True)
    sheet = book.active
    assert sheet is not None
    sheet.append(["事件编号", "上报时间", "事件标题"])
    sheet.append(["IS-1", dt.datetime(2024, 3, 5, 14, 30), "漏水"])
    content = BytesIO()
    book.save(content)
    return CorpusFile(
        name="网格.xlsx",
        content=content.getvalue(),
        records=[case("IS-1", title="漏水", received_at="2024-03-05 14:30")],
        loaded=1,
    )


def headers_that_name_the_sides() -> CorpusFile:
    """甲方 and 乙方 in every header, the agent of one, a witness; a summary in words at the foot."""
    head = ["事件编号", "受理时间", "事件标题", "甲方姓名", "甲方联系电话", "乙方姓名", "乙方联系电话", "第三人"]
    rows = [
        head,
        ["JY-1", "2024-03-05", "租金", "周德海", mobile(1141), "何桂兰", mobile(1142), "曾庆云"],
        ["合计：1件，其中已化解0件"],
    ]
    facts = [
        case("JY-1", title="租金", received_at="2024-03-05"),
        party("JY-1", "applicant", "周德海", telephones=mobile(1141)),
        party("JY-1", "respondent", "何桂兰", telephones=mobile(1142)),
        party("JY-1", "third_party", "曾庆云"),
    ]
    return CorpusFile(name="网格.xlsx", content=xlsx(*rows), records=facts, loaded=1, aside=[1, 3])


def an_office_with_a_mapping_of_its_own() -> CorpusFile:
    """Headers that no built-in mapping knows, words of its own, and the mapping that the office wrote on the grid's."""
    own = 'extends = "grid"\nzh = "我们的台账"\nsource = "网格"\n\n[columns]\n"case.number" = { headers = ["流水"], required = true }\n"case.title" = ["啥事"]\n"case.received_at" = ["哪天"]\n"applicant.name" = ["谁来的"]\n\n[values."case.status"]\n"搞定" = "settled"\n"挂起" = "in_progress"\n\n[defaults]\n"case.kind" = "request"\n'
    rows = [
        ["流水", "哪天", "啥事", "谁来的", "状态"],
        ["OW-1", "3.5", "漏水", "周德海", "搞定"],
        ["OW-2", "2024-3-6", "停车", "何桂兰", "挂起"],
        ["OW-3", "2024-3-7", "噪声", "", "凉了"],
    ]
    facts = [
        case("OW-2", title="停车", received_at="2024-03-06", status="in_progress", kind="request"),
        party("OW-2", "applicant", "何桂兰"),
    ]
    return CorpusFile(
        name="台账.csv",
        content=text(*rows),
        own_mapping=own,
        records=facts,
        loaded=1,
        rejected=[BadRow(2, "哪天", "年"), BadRow(4, "状态", "办理状态")],
        mentions=["我们的台账"],
    )


def a_status_in_a_sentence() -> CorpusFile:
    """办理状态 in words that hold two states or none: never guessed from a part of them."""
    rows = [
        ["上报编号", "上报时间", "事件标题", "办理状态"],
        ["ZT-1", "2024-03-05", "甲", "已化解"],
        ["ZT-2", "2024-03-05", "乙", "未化解，继续跟进"],
        ["ZT-3", "2024-03-05", "丙", "尚未办结"],
        ["ZT-4", "2024-03-05", "丁", "已 办 结"],
    ]
    facts = [
        case("ZT-1", title="甲", received_at="2024-03-05", status="settled"),
        maybe(case("ZT-2", title="乙", received_at="2024-03-05", status=OneOf("unsettled", "in_progress"))),
        maybe(case("ZT-3", title="丙", received_at="2024-03-05", status=OneOf("in_progress", "unsettled"))),
        case("ZT-4", title="丁", received_at="2024-03-05", status="closed"),
    ]
    return CorpusFile(name="网格.xlsx", content=xlsx(表=Sheet(rows)), records=facts, may_reject=[3, 4])


def a_date_beside_a_wrong_one() -> CorpusFile:
    """Settled a year before it came in: loaded or not, the report says it. Closed in years to come: as it stands."""
    rows = [
        ["上报编号", "上报时间", "事件标题", "化解日期", "办结时间"],
        ["SX-1", "2024-03-05", "甲", "2023-03-04", ""],
        ["SX-2", "2024-03-05", "乙", "", "2042-03-09"],
        ["SX-3", "2024-03-05", "丙", "2024-03-05", "2024-03-06"],
    ]
    facts = [
        maybe(case("SX-1", title="甲", received_at="2024-03-05", settled_on=OneOf("2023-03-04", None))),
        maybe(case("SX-2", title="乙", received_at="2024-03-05", closed_on=OneOf("2042-03-09", None))),
        case("SX-3", title="丙", received_at="2024-03-05", settled_on="2024-03-05", closed_on="2024-03-06"),
    ]
    words = ("早于", "晚于", "之前", "之后", "以后", "将来", "未来", "先于")
    return CorpusFile(name="网格.xlsx", content=xlsx(*rows), records=facts, may_reject=[2, 3], said=[Said(2, words)])
