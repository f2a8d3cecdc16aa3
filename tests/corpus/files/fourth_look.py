"""Written when the others passed: exports that protect their digits, sides that are numbered, feet of printed pages."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from tests.corpus.expected import CorpusFile, OneOf, case, listed, maybe, party, resident
from tests.corpus.making import Sheet, identity, mobile, xlsx


def digits_that_an_export_protects() -> CorpusFile:
    """A platform writes ="…" and tabs around long numbers so that Excel leaves them alone: the number is what is within."""
    number = identity("19670412", 121)
    lines = [
        "工单编号,受理时间,诉求标题,来电人,来电号码,身份证号",
        f'="2024030500000012",2024-03-05,漏水,周德海,="{mobile(1201)}",="{number}"',
        f"\t2024030500000013\t,2024-03-05 10:00:00\t,噪声\t,何桂兰\t,\t{mobile(1202)},\t{number}\t",
    ]
    facts = [
        case("2024030500000012", title="漏水", received_at="2024-03-05"),
        case("2024030500000013", title="噪声", received_at="2024-03-05 10:00"),
        party("2024030500000012", "reporter", "周德海", telephones=mobile(1201), identity=number),
        party("2024030500000013", "reporter", "何桂兰", telephones=mobile(1202), identity=number),
    ]
    return CorpusFile(name="12345工单.csv", content="\r\n".join(lines).encode("gb18030"), records=facts, loaded=2)


def units_in_a_row_of_their_own() -> CorpusFile:
    """Under 涉及金额 stands （万元）, under 涉及人数 （人）, in the second row of the header."""
    rows = [
        ["上报编号", "上报时间", "事件标题", "涉及金额", "涉及人数"],
        [None, None, None, "（万元）", "（人）"],
        ["DX-1", "2024-03-05", "借款", 2.5, 3],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2"]
    return CorpusFile(
        name="网格.xlsx",
        content=xlsx(*rows, merged=merged),
        records=[case("DX-1", title="借款", received_at="2024-03-05", amount=25000, participants=3)],
        loaded=1,
    )


def sides_that_are_numbered() -> CorpusFile:
    """当事人1 and 当事人2, each with name, telephone and number; the second is often empty."""
    head = [
        "事件编号",
        "上报时间",
        "事件标题",
        "当事人1姓名",
        "当事人1电话",
        "当事人1身份证号",
        "当事人2姓名",
        "当事人2电话",
        "当事人2身份证号",
    ]
    a, b = identity("19670412", 123), identity("19721130", 124)
    rows = [
        head,
        ["BH-1", "2024-03-05", "甲", "周德海", mobile(1211), a, "何桂兰", mobile(1212), b],
        ["BH-2", "2024-03-05", "乙", "曾庆云", mobile(1213), "", "", "", ""],
    ]
    applicants = [
        ("BH-1", "周德海", {"telephones": mobile(1211), "identity": a}),
        ("BH-2", "曾庆云", {"telephones": mobile(1213)}),
    ]
    facts = [case("BH-1", title="甲", received_at="2024-03-05"), case("BH-2", title="乙", received_at="2024-03-05")]
    facts += [party(number, "applicant", name, **own) for number, name, own in applicants]
    facts.append(party("BH-1", "respondent", "何桂兰", telephones=mobile(1212), identity=b))
    return CorpusFile(name="网格.xlsx", content=xlsx(*rows), records=facts, loaded=2)


def two_kinds_of_table_in_a_workbook() -> CorpusFile:
    """Events in one sheet, residents in another: one kind is loaded, of the other the report says that it is not."""
    content = xlsx(
        事件=Sheet(
            [
                ["上报编号", "上报时间", "事件标题", "所属网格", "申请人", "申请人电话"],
                ["LZ-1", "2024-03-05", "甲", "", "周德海", mobile(1221)],
            ]
        ),
        居民=Sheet(
            [["姓名", "性别", "出生日期", "居住关系", "住址"], ["何桂兰", "女", "1972-11-30", "自住", "春和里12号"]]
        ),
    )
    facts = [
        maybe(case("LZ-1", title="甲", received_at="2024-03-05")),
        maybe(party("LZ-1", "applicant", "周德海", telephones=mobile(1221))),
        maybe(resident("何桂兰", sex="2", birth_date="1972-11-30", place="春和里12号")),
    ]
    return CorpusFile(
        name="网格台账.xlsx", content=content, records=facts, mentions=["没有载入"], may_fail=["NO_MAPPING"]
    )


def the_foot_of_a_printed_page() -> CorpusFile:
    """What printing leaves beneath a table: page numbers, the day of printing, a sentence that sums up."""
    rows = [
        ["上报编号", "上报时间", "事件标题", "办理状态"],
        ["YM-1", "2024-03-05", "甲", "办理中"],
        ["YM-2", "2024-03-06", "乙", "已化解"],
        ["截至3月8日，共上报2件，已化解1件。"],
        ["第 1 页，共 1 页"],
        ["打印时间：2024-03-08 17:30"],
    ]
    facts = [
        case("YM-1", title="甲", received_at="2024-03-05", status="in_progress"),
        case("YM-2", title="乙", received_at="2024-03-06", status="settled"),
    ]
    return CorpusFile(name="网格.xlsx", content=xlsx(*rows), records=facts, loaded=2, aside=[1, 4, 5, 6])


def columns_that_are_hidden() -> CorpusFile:
    """Columns hidden for printing are columns all the same, as rows hidden by a filter are rows."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("网格")
        sheet.write_row(0, 0, ["上报编号", "上报时间", "事件标题", "申请人", "申请人电话"])
        sheet.write_row(1, 0, ["YL-1", "2024-03-05", "甲", "周德海", mobile(1231)])
        sheet.set_column(3, 4, None, None, {"hidden": True})
    facts = [
        case("YL-1", title="甲", received_at="2024-03-05"),
        party("YL-1", "applicant", "周德海", telephones=mobile(1231)),
    ]
    return CorpusFile(name="网格.xlsx", content=content.getvalue(), records=facts, loaded=1)


def kin_in_brackets() -> CorpusFile:
    """Names with kinship, capacity or sex in brackets, 夫妇, an X of another alphabet in a number."""
    x = next(each for n in range(1, 99) if (each := identity("19800105", n)).endswith("X"))
    rows = [
        ["上报编号", "上报时间", "事件标题", "申请人", "申请人身份证号"],
        ["QS-1", "2024-03-05", "甲", "周德海（父）、何桂兰（母）", ""],
        ["QS-2", "2024-03-05", "乙", "周德海（租户）", x.replace("X", "Ｘ")],
        ["QS-3", "2024-03-05", "丙", "何桂兰(女，45岁)", x.replace("X", "×")],
    ]
    facts = [
        case("QS-1", title="甲", received_at="2024-03-05"),
        case("QS-2", title="乙", received_at="2024-03-05"),
        case("QS-3", title="丙", received_at="2024-03-05"),
        party("QS-1", "applicant", OneOf("周德海", "周德海（父）", "周德海(父)")),
        party("QS-1", "applicant", OneOf("何桂兰", "何桂兰（母）", "何桂兰(母)")),
        party("QS-2", "applicant", OneOf("周德海", "周德海（租户）", "周德海(租户)"), identity=x),
        party("QS-3", "applicant", "何桂兰", sex=OneOf("2", None), identity=OneOf(x, None)),
    ]
    return CorpusFile(name="网格.xlsx", content=xlsx(*rows), records=facts, loaded=3)


def a_weekly_list_over_new_year() -> CorpusFile:
    """“2024年12月30日—1月5日”: the second day has no year, the rows' days have none either."""
    rows = [
        ["双井社区矛盾隐患清单（2024年12月30日—1月5日）"],
        ["序号", "矛盾隐患事项", "类别", "发现时间", "办理状态"],
        [1, "甲事", "纠纷", "12月31日", "在办"],
        [2, "乙事", "隐患", "1月2日", "新增"],
        [3, "丙事", "隐患", "11月20日", "在办"],
    ]
    facts = [
        case(
            "甲事",
            title="甲事",
            kind="dispute",
            community="双井社区",
            receiver="双井社区居民委员会",
            received_at="2024-12-31",
            status="in_progress",
        ),
        case(
            "乙事",
            title="乙事",
            kind="hazard",
            community="双井社区",
            receiver="双井社区居民委员会",
            received_at="2025-01-02",
            status="received",
        ),
        case(
            "丙事",
            title="丙事",
            kind="hazard",
            community="双井社区",
            receiver="双井社区居民委员会",
            received_at="2024-11-20",
            status="in_progress",
        ),
        *(
            listed("双井社区", "2024-12-30", title, status)
            for title, status in (("甲事", "ongoing"), ("乙事", "new"), ("丙事", "ongoing"))
        ),
    ]
    return CorpusFile(name="清单.xlsx", content=xlsx(*rows), records=facts, loaded=3)
