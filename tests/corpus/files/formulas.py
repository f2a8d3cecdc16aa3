"""Formulas, error cells, and texts that a spreadsheet would run."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl

from tests.corpus.expected import BadRow, CorpusFile, Said, case, maybe, party
from tests.corpus.making import Formula, mobile, text, xlsx

_HEAD = ["事件编号", "受理时间", "事件标题", "涉及金额", "涉及人数", "申请人", "申请人电话"]


def formulas_with_their_values() -> CorpusFile:
    """Sums, joined texts and a date from formulas: what the spreadsheet stored is read, nothing is computed anew."""
    rows = [
        _HEAD,
        ["GS-1", "2024-03-05", Formula('="漏水"&"赔偿"', "漏水赔偿"), Formula("=1000*3", 3000), Formula("=SUM(1,2)", 3), "周德海", mobile(201)],
        ["GS-2", Formula("=DATE(2024,3,6)", 45357), "噪声", Formula("=D2+1", 99), Formula("=1+1", 7), "何桂兰", Formula('="1990000"&"0202"', mobile(202))],
    ]  # fmt: skip
    facts = [
        case("GS-1", title="漏水赔偿", received_at="2024-03-05", amount=3000, participants=3),
        case("GS-2", title="噪声", received_at="2024-03-06", amount=99, participants=7),
        party("GS-1", "applicant", "周德海", telephones=mobile(201)),
        party("GS-2", "applicant", "何桂兰", telephones=mobile(202)),
    ]
    return CorpusFile(name="网格公式.xlsx", content=xlsx(*rows), records=facts, loaded=2)


def formulas_without_values() -> CorpusFile:
    """A program wrote the formulas and no spreadsheet ever opened the file: there is no value. What is empty for it
    is said; nothing is computed and no formula's text becomes a value.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        _HEAD,
        ["GS-3", "2024-03-05", "漏水", "=1000*3", "=1+2", "周德海", mobile(203)],
        ["GS-4", "2024-03-06", "噪声", 500, 2, "何桂兰", mobile(204)],
    ):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    facts = [
        maybe(case("GS-3", title="漏水", received_at="2024-03-05")),
        case("GS-4", title="噪声", received_at="2024-03-06", amount=500, participants=2),
        maybe(party("GS-3", "applicant", "周德海", telephones=mobile(203))),
        party("GS-4", "applicant", "何桂兰", telephones=mobile(204)),
    ]
    return CorpusFile(
        name="网格没有打开过.xlsx", content=content.getvalue(), records=facts, may_reject=[2],
        said=[Said(2, ("公式",))],
    )  # fmt: skip


def error_cells() -> CorpusFile:
    """#N/A, #REF! and #DIV/0! in cells: a required one sends the row back, of the others the report says something,
    and none of them becomes a name or an amount.
    """
    rows = [
        _HEAD,
        ["GS-5", "2024-03-05", "漏水", Formula("=1/0", "#DIV/0!"), 3, Formula("=VLOOKUP(1,A1,2)", "#N/A"), mobile(205)],
        [Formula("=#REF!", "#REF!"), "2024-03-06", "噪声", 500, 2, "何桂兰", mobile(206)],
        ["GS-7", Formula("=X1", "#NAME?"), "停车", 500, 2, "何桂兰", mobile(207)],
        ["GS-8", "2024-03-08", "堆物", 500, 2, "何桂兰", mobile(208)],
    ]
    facts = [
        maybe(case("GS-5", title="漏水", received_at="2024-03-05", participants=3)),
        maybe(party("GS-5", "applicant", "", telephones=mobile(205))),
        maybe(case("GS-7", title="停车", amount=500, participants=2)),
        maybe(party("GS-7", "applicant", "何桂兰", telephones=mobile(207))),
        case("GS-8", title="堆物", received_at="2024-03-08", amount=500, participants=2),
        party("GS-8", "applicant", "何桂兰", telephones=mobile(208)),
    ]
    errors = ("公式", "错误", "#", "没有值")
    return CorpusFile(
        name="网格台账.xlsx", content=xlsx(*rows), records=facts, rejected=[BadRow(3, "事件编号", "公式|错误|#REF!|空")],
        may_reject=[2, 4], said=[Said(2, errors), Said(4, errors)],
    )  # fmt: skip


def texts_that_would_run() -> CorpusFile:
    """Cells that begin with = + - @ and a tab, typed into a hotline's form: kept as they are, and in the workbook of
    rejects they are texts that no spreadsheet runs.
    """
    cells = [
        "=cmd|' /C calc'!A0",
        "+86电话打不通",
        "-2楼漏水",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        '=HYPERLINK("http://a","点我")',
    ]
    rows = [["工单编号", "受理时间", "诉求标题", "诉求内容", "来电人"]]
    rows += [[f"ZR-{i}", "2024-03-05" if i < 4 else "不知道", each, each, "周德海"] for i, each in enumerate(cells, 1)]
    facts = [
        *(case(f"ZR-{i}", title=each, text=each, received_at="2024-03-05") for i, each in enumerate(cells, 1)),
        *(party(f"ZR-{i}", "reporter", "周德海") for i in range(1, 6)),
    ]

    def correct(book: Any) -> None:
        sheet = book.worksheets[0]
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"a formula in {cell.coordinate}: {cell.value}"
                if cell.value == "不知道":
                    cell.value = "2024-03-05"

    return CorpusFile(
        name="热线.csv", content=text(*rows), records=facts, loaded=3, correct=correct,
        rejected=[BadRow(5, "受理时间", "日期"), BadRow(6, "受理时间", "日期")],
    )  # fmt: skip


def numbers_as_texts_and_texts_as_numbers() -> CorpusFile:
    """Green triangles everywhere: amounts as texts with blanks, telephones and case numbers as numbers, a truth value
    where a word should be.
    """
    rows = [
        ["事件编号", "受理时间", "事件标题", "涉及金额", "历史遗留", "申请人", "申请人电话"],
        [2024030001, "2024-03-05", 110, " 1 200.50 ", True, "周德海", 19900000209],
        ["2024030002", 45357.0, "噪声", "￥3,000", "否", "何桂兰", "19900000210.0"],
    ]
    facts = [
        case("2024030001", title="110", received_at="2024-03-05", amount=1200.5, legacy=True),
        case("2024030002", title="噪声", received_at="2024-03-06", amount=3000, legacy=()),
        party("2024030001", "applicant", "周德海", telephones=mobile(209)),
        party("2024030002", "applicant", "何桂兰", telephones=mobile(210)),
    ]
    return CorpusFile(name="网格绿三角.xlsx", content=xlsx(*rows), records=facts, loaded=2)


def case_numbers_of_sixteen_digits() -> CorpusFile:
    """The hotline's numbers have sixteen digits and the column was a number: the last is gone, two rows share what is
    left. They come back or are told apart, and never become one case in silence.
    """
    rows = [
        ["工单编号", "受理时间", "诉求标题", "诉求内容", "来电人"],
        [2024030500000010, "2024-03-05", "漏水", "甲", "周德海"],
        [2024030500000010, "2024-03-06", "噪声", "乙", "何桂兰"],
        ["2024030500000029", "2024-03-07", "停车", "丙", "曾庆云"],
        ["2.0240305E+15", "2024-03-08", "堆物", "丁", "宋长贵"],
    ]
    words = ("数字", "位", "丢失", "损坏", "科学计数")
    facts = [
        case("2024030500000029", title="停车", text="丙", received_at="2024-03-07"),
        party("2024030500000029", "reporter", "曾庆云"),
    ]
    bad = [BadRow(n, "工单编号", "|".join(words)) for n in (2, 3, 5)]
    return CorpusFile(
        name="热线.xlsx", content=xlsx(*rows), records=facts, loaded=1, rejected=bad,
        said=[Said(2, words), Said(3, words), Said(5, words)],
    )  # fmt: skip
