"""Another tester's files: long lists in which every cell is spelled by chance, and whole documents as they lie about."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import csv
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from tests.corpus.expected import BadRow, CorpusFile, OneOf, Said, Step, case, listed, maybe, party, resident
from tests.corpus.making import Sheet, mobile, text, xlsx
from tests.corpus.rendering import Hand, Truth, facts_of, truths


def sixty_events_of_a_grid() -> CorpusFile:
    """Sixty rows, a title, page totals, every cell in another spelling."""
    hand, all_of_it = Hand(1), truths("WG", 60, seed=1)
    head = [
        "序号",
        "事件编号",
        "上报时间",
        "事件标题",
        "所属社区",
        "事发地点",
        "申请人",
        "申请人身份证号",
        "申请人联系电话",
        "被申请人",
        "涉及金额",
        "涉及人数",
        "办理状态",
        "首接单位",
    ]
    rows: list[list[Any]] = [["民权街道网格事件汇总表（2024年上半年）"], head]
    for i, each in enumerate(all_of_it, 1):
        rows.append([i, each.number, *_spelled(hand, each)])
        if i % 20 == 0:
            rows.append(["小计", f"{i}件"])
    rows.append(["制表人：陈志强", "", "复核：宋某"])
    return CorpusFile(
        name="网格汇总.xlsx",
        content=xlsx(*rows, merged=["A1:N1"]),
        records=[r for t in all_of_it for r in facts_of(t)],
        loaded=60,
    )


def eighty_orders_of_the_hotline() -> CorpusFile:
    """Eighty rows in GB18030 with tabs and quotes around everything."""
    hand, all_of_it = Hand(2), truths("RX", 80, seed=2)
    rows = [
        [
            "热线工单编号",
            "来电时间",
            "标题",
            "社区",
            "反映地址",
            "来电人姓名",
            "来电号码",
            "涉及金额",
            "涉及人数",
            "工单状态",
            "承办单位",
        ]
    ]
    for t in all_of_it:
        rows.append(
            [
                t.number,
                hand.day(t.day),
                t.title,
                t.community,
                hand.place(t.place),
                hand.name(t.applicant),
                hand.telephones(t.telephones),
                hand.amount(t.amount),
                hand.people(t.people),
                hand.status(t.status),
                t.receiver,
            ]
        )
    facts = [
        r for t in all_of_it for r in facts_of(t, without=("identity", "respondent"), roles=("reporter", "respondent"))
    ]
    content = text(*rows, delimiter="\t", encoding="gb18030", quoting=csv.QUOTE_ALL)
    return CorpusFile(name="12345导出.tsv", content=content, records=facts, loaded=80)


def forty_petitions_under_a_double_header() -> CorpusFile:
    """信访人 over three columns, 信访事项 over four; two sheets, one a month."""
    hand, all_of_it = Hand(3), truths("XF", 40, seed=3)
    top = ["信访件编号", "信访人", None, None, "信访事项", None, None, None, "受理单位", "办理状态"]
    low = [None, "姓名", "联系电话", "证件号码", "概况", "登记时间", "问题属地", "涉及人数", None, None]
    merged = ["A1:A2", "B1:D1", "E1:H1", "I1:I2", "J1:J2"]
    rows = [
        [
            t.number,
            hand.name(t.applicant),
            hand.telephones(t.telephones),
            hand.identity(t.identity),
            t.title,
            hand.day(t.day),
            hand.place(t.place),
            hand.people(t.people),
            t.receiver,
            hand.status(t.status),
        ]
        for t in all_of_it
    ]
    content = xlsx(上半月=Sheet([top, low, *rows[:20]], merged), 下半月=Sheet([top, low, *rows[20:]], merged))
    facts = [r for t in all_of_it for r in facts_of(t, without=("amount", "community", "respondent"))]
    return CorpusFile(name="信访登记.xlsx", content=content, records=facts, loaded=40)


def thirty_rows_of_the_national_form() -> CorpusFile:
    """GB/T 31000 without a number: a matter is known by its name."""
    hand, all_of_it = Hand(4), truths("", 30, seed=4)
    rows = [
        ["矛盾纠纷排查化解登记表"],
        [
            "序号",
            "纠纷名称",
            "发生时间",
            "所属社区",
            "发生地点",
            "涉及人数",
            "涉及金额",
            "主要当事人姓名",
            "主要当事人证件号码",
            "主要当事人联系方式",
            "受理单位",
            "化解状态",
        ],
    ]
    for i, t in enumerate(all_of_it, 1):
        rows.append(
            [
                i,
                t.title,
                hand.day(t.day),
                t.community,
                hand.place(t.place),
                hand.people(t.people),
                hand.amount(t.amount),
                hand.name(t.applicant),
                hand.identity(t.identity),
                hand.telephones(t.telephones),
                t.receiver,
                hand.status(t.status),
            ]
        )  # type: ignore[list-item]
    facts = []
    for t in all_of_it:
        renamed = Truth(**{name: getattr(t, name) for name in Truth.__dataclass_fields__} | {"number": t.title})
        found = facts_of(renamed, without=("respondent",), roles=("party", "party"))
        facts += [each._replace(facts={k: v for k, v in each.facts.items() if k != "number"}) for each in found]
    return CorpusFile(name="排查化解登记.xlsx", content=xlsx(*rows), records=facts, loaded=30)


def a_year_that_only_the_file_names() -> CorpusFile:
    """A sheet a month, days without a year; the year stands in the file's name alone."""
    head = ["事件编号", "上报时间", "事件标题"]
    content = xlsx(
        **{
            "1月": Sheet([head, ["NY-1", "1月5日", "甲事"], ["NY-2", "1月31日", "乙事"]]),
            "2月": Sheet([head, ["NY-3", "2月29日", "丙事"]]),
        }
    )
    facts = [
        case("NY-1", title="甲事", received_at="2024-01-05"),
        case("NY-2", title="乙事", received_at="2024-01-31"),
        case("NY-3", title="丙事", received_at="2024-02-29"),
    ]
    return CorpusFile(name="2024年网格事件台账.xlsx", content=content, records=facts, loaded=3)


def the_same_as_above() -> CorpusFile:
    """同上 and 〃 where the row above says it: what is meant is taken, or the row says that it was not; no community,
    office or place is called 同上.
    """
    head = ["事件编号", "上报时间", "事件标题", "所属社区", "首接单位", "发生地点"]
    rows = [
        ["TS-1", "2024-03-05", "甲事", "槐荫社区", "司法所", "长风路15号"],
        ["TS-2", "2024-03-06", "乙事", "同上", "〃", "同上"],
    ]
    facts = [
        case(
            "TS-1", title="甲事", received_at="2024-03-05", community="槐荫社区", receiver="司法所", place="长风路15号"
        ),
        maybe(
            case(
                "TS-2",
                title="乙事",
                received_at="2024-03-06",
                community=OneOf("槐荫社区", None),
                receiver=OneOf("司法所", None),
                place=OneOf("长风路15号", None),
            )
        ),
    ]
    return CorpusFile(
        name="网格手工台账.xlsx",
        content=xlsx(head, *rows),
        records=facts,
        may_reject=[3],
        said=[Said(3, ("同上", "〃", "上一行", "上面"))],
    )


def boxes_that_are_ticked() -> CorpusFile:
    """A form with boxes: ☑ before what holds, □ before what does not; √ and × for yes and no."""
    head = ["上报编号", "上报时间", "事件标题", "事件类型", "历史遗留"]
    rows = [
        ["GX-1", "2024-03-05", "甲事", "☑矛盾纠纷 □群众诉求 □隐患", "√"],
        ["GX-2", "2024-03-05", "乙事", "隐患", "×"],
        ["GX-3", "2024-03-05", "丙事", "□矛盾纠纷 □群众诉求 □隐患", ""],
    ]
    facts = [
        maybe(case("GX-1", title="甲事", received_at="2024-03-05", kind="dispute", legacy=True)),
        case("GX-2", title="乙事", received_at="2024-03-05", kind="hazard", legacy=()),
        maybe(case("GX-3", title="丙事", received_at="2024-03-05")),
    ]
    return CorpusFile(name="网格勾选.xlsx", content=xlsx(head, *rows), records=facts, may_reject=[2, 4])


def a_comma_that_nobody_quoted() -> CorpusFile:
    """One row of a CSV has a comma in its text and no quotes, so that all behind it slides one column: it comes back,
    or the report says it; the rows about it load.
    """
    lines = [
        "工单编号,受理时间,诉求标题,来电号码,诉求内容,来电人",
        f"BX-1,2024-03-05,漏水,{mobile(1001)},楼上漏水,周德海",
        f"BX-2,2024-03-05,噪声,{mobile(1002)},很吵,天天如此,何桂兰",
        f"BX-3,2024-03-06,停车,{mobile(1003)},占道,曾庆云",
        "BX-4,2024-03-06,堆物",
    ]
    facts = [
        case("BX-1", title="漏水", text="楼上漏水", received_at="2024-03-05"),
        party("BX-1", "reporter", "周德海", telephones=mobile(1001)),
        case("BX-3", title="停车", text="占道", received_at="2024-03-06"),
        party("BX-3", "reporter", "曾庆云", telephones=mobile(1003)),
        case("BX-4", title="堆物", received_at="2024-03-06"),
    ]
    return CorpusFile(
        name="12345工单.csv",
        content="\n".join(lines).encode("gb18030"),
        records=facts,
        loaded=3,
        rejected=[BadRow(3, "", "列|格|逗号")],
    )


def a_text_cut_in_the_middle_of_a_character() -> CorpusFile:
    """UTF-8 whose download broke off within a character: refused, and never read as another encoding."""
    whole = text(["事件编号", "上报时间", "事件标题"], *[[f"DZ-{i}", "2024-03-05", "楼上漏水"] for i in range(50)])
    return CorpusFile(name="网格上报.csv", content=whole[:-4], error=["WRONG_ENCODING", "FILE_UNREADABLE"])


def thousands_of_coloured_blanks() -> CorpusFile:
    """The clerk coloured the table far beyond its rows and columns: five thousand blank rows, two hundred columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["事件编号", "上报时间", "事件标题"], ["YS-1", "2024-03-05", "甲事"], ["YS-2", "2024-03-06", "乙事"]):
        sheet.append(row)
    for r in range(1, 5000):
        sheet.cell(r, 4 + r % 200).fill = PatternFill("solid", fgColor="FFFF00")
    content = BytesIO()
    book.save(content)
    facts = [case("YS-1", title="甲事", received_at="2024-03-05"), case("YS-2", title="乙事", received_at="2024-03-06")]
    return CorpusFile(name="网格涂色.xlsx", content=content.getvalue(), records=facts, loaded=2)


def two_channels_of_one_number() -> CorpusFile:
    """A 12345 list after a grid list that has the same numbers: they are other cases."""
    grid = text(["事件编号", "上报时间", "事件标题", "所属网格"], ["1001", "2024-03-05", "网格的事", ""])
    hotline = text(
        ["工单编号", "来电时间", "诉求标题", "诉求内容", "来电人"], ["1001", "2024-03-06", "热线的事", "x", "周德海"]
    )
    facts = [
        case("1001", title="网格的事", received_at="2024-03-05", source="grid"),
        case("1001", title="热线的事", received_at="2024-03-06", source="hotline_12345"),
        party("1001", "reporter", "周德海"),
    ]
    return CorpusFile(
        name="热线.csv", content=hotline, before=[Step(name="网格.csv", content=grid)], records=facts, loaded=1
    )


def households_on_cards() -> CorpusFile:
    """A household a block: the address once, merged over the family, children without numbers, a blank row between."""
    rows = [
        ["望江社区常住居民信息采集表"],
        ["现住址", "姓名", "与户主关系", "性别", "身份证号码", "手机号"],
        ["望江路8号2栋1单元501室", "秦国栋", "户主", "男", "", mobile(1011)],
        [None, "龚秀英", "妻", "女", "", mobile(1012)],
        [None, "秦小梅", "女儿", "女", "", ""],
        [],
        ["望江路8号2栋1单元502室", "谭志强", "户主", "男", "", "02720001013"],
        [None, "谭丽", "女儿", "女", "", ""],
        ["填表人：某", "", "", "2024年3月8日"],
    ]
    first, second = "望江路8号2栋1单元501室", "望江路8号2栋1单元502室"
    facts = [
        resident("秦国栋", sex="1", telephones=mobile(1011), place=first),
        resident("龚秀英", sex="2", telephones=mobile(1012), place=first),
        resident("秦小梅", sex="2", place=first),
        resident("谭志强", sex="1", telephones="02720001013", place=second),
        resident("谭丽", sex="2", place=second),
    ]
    return CorpusFile(
        name="居民采集.xlsx",
        content=xlsx(*rows, merged=["A1:F1", "A3:A5", "A7:A8"]),
        records=facts,
        loaded=5,
        aside=[1, 2, 6, 9],
    )


def a_weekly_list_in_prose() -> CorpusFile:
    """The list as the community's secretary types it: the week as 3月第二周, one long cell a matter, nobody's status
    in the same words; the week comes from the day in the subtitle.
    """
    rows = [
        ["望江社区矛盾隐患清单"],
        ["报送日期：2024年3月15日", None, None, "报送人：秦某"],
        ["序号", "矛盾隐患名称", "基本情况", "类型", "责任单位", "化解情况"],
        [1, "望江路8号院围墙开裂", "围墙倾斜约10厘米，\n存在倒塌风险", "安全隐患", "望江社区", "正在办理"],
        ["2", "秦国栋与谭志强停车纠纷", "争抢车位", "矛盾纠纷", "社区网格", "已化解"],
    ]
    one, two = "望江路8号院围墙开裂", "秦国栋与谭志强停车纠纷"
    facts = [
        case(
            one,
            title=one,
            text="围墙倾斜约10厘米，\n存在倒塌风险",
            kind="hazard",
            community="望江社区",
            receiver="望江社区居民委员会",
            status="in_progress",
        ),
        case(
            two, title=two, text="争抢车位", kind="dispute", community="望江社区", receiver="社区网格", status="settled"
        ),
        listed("望江社区", "2024-03-11", one, "ongoing"),
        listed("望江社区", "2024-03-11", two, "settled"),
    ]
    return CorpusFile(name="望江.xlsx", content=xlsx(*rows, merged=["A1:F1"]), records=facts, loaded=2, aside=[1, 2, 3])


def a_list_with_a_legend_beside_it() -> CorpusFile:
    """To the right of the table, behind a blank column, a legend of the words that may be chosen; below it a second
    signature. What stands in the legend is no data.
    """
    rows = [
        ["上报编号", "上报时间", "事件标题", "办理状态", None, "可选状态"],
        ["TL-1", "2024-03-05", "甲事", "办理中", None, "办理中"],
        ["TL-2", "2024-03-06", "乙事", "已化解", None, "已化解"],
        [None, None, None, None, None, "未化解"],
        [None, None, None, None, None, "已办结"],
    ]
    facts = [
        case("TL-1", title="甲事", received_at="2024-03-05", status="in_progress"),
        case("TL-2", title="乙事", received_at="2024-03-06", status="settled"),
    ]
    return CorpusFile(name="网格图例.xlsx", content=xlsx(*rows), records=facts, loaded=2, may_reject=[4, 5])


def an_excel_with_macros_and_comments() -> CorpusFile:
    """An .xlsm with comments on cells, a picture-sized merged banner, bold headers on two lines, data filters."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["网格事件\n登记", None, None],
        ["事件\n编号", "上报\n时间", "事件\n标题"],
        ["HM-1", "2024-3-5", "甲事"],
        ["HM-2", "2024-3-6", "乙事"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.auto_filter.ref = "A2:C4"
    sheet["A3"].comment = openpyxl.comments.Comment("此件重复", "陈志强")  # type: ignore[attr-defined]
    content = BytesIO()
    book.save(content)
    facts = [case("HM-1", title="甲事", received_at="2024-03-05"), case("HM-2", title="乙事", received_at="2024-03-06")]
    return CorpusFile(name="登记.xlsm", content=content.getvalue(), records=facts, loaded=2, aside=[1, 2])


def _spelled(hand: Hand, t: Truth) -> list[Any]:
    return [
        hand.day(t.day), t.title, t.community, hand.place(t.place), hand.name(t.applicant), hand.identity(t.identity),
        hand.telephones(t.telephones), hand.name(t.respondent), hand.amount(t.amount), hand.people(t.people),
        hand.status(t.status), t.receiver,
    ]  # fmt: skip
