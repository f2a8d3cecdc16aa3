"""An outside tester's workbooks: layouts, dates, damaged numbers and registers as a clerk's day brings them."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from tests.corpus.expected import (
    BadRow,
    CorpusFile,
    OneOf,
    Record,
    Said,
    case,
    listed,
    party,
)
from tests.corpus.making import Formula, Sheet, identity, identity_15, mobile, text, xlsx

_HEAD = ["工单编号", "受理时间", "标题", "反映人", "联系电话"]
_DAY = dt.date(2024, 3, 5)


def a_ledger_with_a_header_of_three_rows() -> CorpusFile:
    """Title, period, reporting unit, merged header of three rows, a number merged over two applicants, total, signature."""
    one, two, three = identity("19800101"), identity("19751231", 2), identity("19900606", 3)
    rows = [
        ["江汉区民权街道槐荫社区矛盾纠纷排查化解台账"],
        ["（2024年3月1日至3月31日）"],
        ["填报单位：槐荫社区居委会", "", "", "", "", "填报人：周某", "联系电话：027-82810000"],
        ["序号", "事件编号", "基本情况", "", "", "申请人", "", "", "被申请人", ""],
        ["", "", "受理时间", "标题", "事发地址", "姓名", "联系方式", "", "姓名", "联系电话"],
        ["", "", "", "", "", "", "电话", "身份证号", "", ""],
        [1, "HY-001", "3月5日", "噪音扰民", "长风路12号2栋1单元301室", "赵一鸣", mobile(1001), one, "钱二喜", mobile(1002)],
        ["", "", "", "", "", "赵小鸣", mobile(1003), two, "", ""],
        [2, "HY-002", "2024.3.12", "房屋漏水", "长风路十二号二栋一单元三〇二室", "孙三多", "027-82810001转8003", three, "武汉某某物业管理有限公司", "8281 0002"],
        ["合计", "2件"],
        ["审核人：吴主任", "", "", "", "", "", "填报日期：2024年3月31日"],
    ]  # fmt: skip
    merged = ["A1:J1", "A2:J2", "A4:A6", "B4:B6", "C4:E4", "F4:H4", "I4:J4", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:H5",
              "I5:I6", "J5:J6", "A7:A8", "B7:B8", "C7:C8", "D7:D8", "E7:E8", "I7:I8", "J7:J8"]  # fmt: skip
    records = [
        case("HY-001", title="噪音扰民", received_at=_DAY, community="槐荫社区", place="长风路12号2栋1单元301室"),
        case("HY-002", title="房屋漏水", received_at=dt.date(2024, 3, 12), community="槐荫社区", place="长风路12号2栋1单元302室"),
        party("HY-001", "applicant", "赵一鸣", telephones=mobile(1001), identity=one),
        party("HY-001", "applicant", "赵小鸣", telephones=mobile(1003), identity=two),
        party("HY-001", "respondent", "钱二喜", telephones=mobile(1002)),
        party("HY-002", "applicant", "孙三多", telephones="02782810001-8003", identity=three),
        party("HY-002", "respondent", "武汉某某物业管理有限公司", kind="organisation", telephones="82810002"),
    ]  # fmt: skip
    return CorpusFile(
        name="台账.xlsx",
        content=xlsx(*rows, merged=merged),
        records=records,
        loaded=3,
        aside=[1, 2, 3, 4, 5, 6, 10, 11],
    )


def days_in_fifteen_forms() -> CorpusFile:
    """One day however it is written; two cells that are no day."""
    forms = [
        "2024年3月5日", "二〇二四年三月五日", "24.3.5", "3月5日", _DAY, 45356, "20240305", "２０２４－０３－０５",
        "二零二四年三月五号", "2024.03.05", "2024/3/5", "2024年3月5号（星期二）", "5/3/2024", "甲辰年二月",
    ]  # fmt: skip
    rows = [[f"RX{at:03}", each, "路灯不亮", "李大年", mobile(2001)] for at, each in enumerate(forms)]
    good = [f"RX{at:03}" for at in range(len(forms) - 2)]
    return CorpusFile(
        name="热线.xlsx",
        content=xlsx(["2024年第一季度12345工单汇总"], _HEAD, *rows),
        records=[case(each, title="路灯不亮", received_at=_DAY) for each in good]
        + [party(each, "reporter", "李大年", telephones=mobile(2001)) for each in good],
        rejected=[BadRow(15, "受理时间", "分不清"), BadRow(16, "受理时间", "不是日期")],
    )


def identity_numbers_in_every_state() -> CorpusFile:
    """Whole ones in their disguises, and damaged ones that must not pass for numbers."""
    whole, other = identity("19800101"), identity("19751231", 2)
    cells: list[tuple[object, object, bool]] = [
        (whole, whole, False), ("'" + whole, whole, False), (f"{other[:6]} {other[6:14]} {other[14:]}", other, False),
        (whole.translate(str.maketrans("0123456789", "０１２３４５６７８９")), whole, False),
        (f"身份证：{other}", other, False), ("不详", None, False),
        (float(whole[:17] + "0"), None, True), ("4.20199E+17", None, True),
        (whole[:-1], None, True), (whole + "1", None, True),
    ]  # fmt: skip
    names = "赵钱孙李周吴郑王冯陈"
    rows = [[f"TL{at:02}", "2024-3-5", "咨询", f"{names[at]}小河", "", each[0]] for at, each in enumerate(cells)]
    records = [case(f"TL{at:02}", title="咨询", received_at=_DAY) for at in range(len(cells))]
    records += [party(f"TL{at:02}", "reporter", f"{names[at]}小河", identity=each[1]) for at, each in enumerate(cells)]
    return CorpusFile(
        name="证件.xlsx", content=xlsx([*_HEAD, "身份证号"], *rows), records=records,
        said=[Said(at + 2, ("丢失", "不对", "位数")) for at, each in enumerate(cells) if each[2]],
    )  # fmt: skip


def parties_of_every_kind_in_cells() -> CorpusFile:
    """Roles, telephones and counts in the cells; a sum in capitals and one in 万."""
    rows = [
        ["双井社区矛盾纠纷台账（2024年4月）"],
        ["编号", "登记日期", "纠纷名称", "申请人", "申请人电话", "被申请人", "涉及金额", "涉及人数", "化解状态"],
        ["P1", "4月1日", "工资拖欠", "张三丰、李四光等8人", f"{mobile(4001)}；{mobile(4002)}", "武汉瀚海建设工程有限公司", "叁万伍仟元整", "八人", "已化解"],
        ["P2", "4月2日", "邻里纠纷", f"甲方：王五妹（{mobile(4003)}）；代理人：何律师", "", "乙方：赵六斤", "3.5万", "2", "调解中"],
        ["P3", "4月3日", "装修纠纷", "刘建国(男)，王芳(女)", "", "刘建设\n刘建军", "￥1,200.50", "", "未化解"],
    ]  # fmt: skip
    records = [
        case(
            "P1", title="工资拖欠", received_at=dt.date(2024, 4, 1), community="双井社区", amount=35000, participants=8
        ),
        case(
            "P2", title="邻里纠纷", received_at=dt.date(2024, 4, 2), community="双井社区", amount=35000, participants=2
        ),
        case("P3", title="装修纠纷", received_at=dt.date(2024, 4, 3), community="双井社区", amount=1200.5),
        party("P1", "applicant", "张三丰", telephones=mobile(4001)),
        party("P1", "applicant", "李四光", telephones=mobile(4002)),
        party("P1", "respondent", "武汉瀚海建设工程有限公司", kind="organisation"),
        party("P2", "applicant", "王五妹", telephones=mobile(4003)),
        party("P2", "agent", "何律师"),
        party("P2", "respondent", "赵六斤"),
        party("P3", "applicant", "刘建国", sex="1"),
        party("P3", "applicant", "王芳", sex="2"),
        party("P3", "respondent", "刘建设"),
        party("P3", "respondent", "刘建军"),
    ]
    return CorpusFile(name="当事人.xlsx", content=xlsx(*rows), records=records, loaded=3)


def sides_without_any_sign_between_them() -> CorpusFile:
    """甲方张三乙方李四 in one cell."""
    rows = [["事件编号", "受理时间", "标题", "当事人"], ["S1", "2024-3-5", "争吵", "甲方张小河乙方李小桥"]]
    records = [
        case("S1", title="争吵", received_at=_DAY),
        party("S1", "applicant", "张小河"),
        party("S1", "respondent", "李小桥"),
    ]
    return CorpusFile(name="双方.csv", content=text(*rows), mapping="grid", records=records)


def a_list_in_parts_by_community() -> CorpusFile:
    """Sub-headings name the community of the rows beneath, each with a header of its own and a subtotal."""
    head = ["", "事件编号", "受理时间", "", "标题", "申请人"]
    rows = [
        ["2024年3月网格事件汇总表"],
        ["一、槐荫社区"], head, ["", "C1", "3月1日", "", "占道", "吴小河"], ["", "小计", "1"], [],
        ["二、双井社区"], head, ["", "C2", "3月2日", "", "乱停", "吴小桥"], ["", "小计", "1"],
        ["三、街道直接受理"], ["", "C3", "3月3日", "", "积水", "吴小船"], ["", "总计", "3"],
        ["制表：综治中心", "", "", "", "2024年4月1日"],
    ]  # fmt: skip
    facts = [("C1", 1, "占道", "吴小河", "槐荫社区"), ("C2", 2, "乱停", "吴小桥", "双井社区"), ("C3", 3, "积水", "吴小船", None)]  # fmt: skip
    records = [case(n, title=t, received_at=dt.date(2024, 3, d), community=c) for n, d, t, _, c in facts]
    records += [party(n, "applicant", who) for n, _, _, who, _ in facts]
    return CorpusFile(name="分段.xlsx", content=xlsx(*rows), records=records, loaded=3, aside=[1, 2, 3, 5, 6, 7, 8, 10])


def cells_full_of_invisible_characters() -> CorpusFile:
    """Traditional headers, blanks that do not break, zero-width characters, line breaks in the midst of words."""
    rows = [
        ["工單編號", "受理時間", "標\n題", "反映人", "聯繫電話", "事發地址"],
        [
            "\u200bZ1\u00a0",
            "2024年\n3月5日",
            "漏\u00a0水",
            "陶繁體",
            "199\u00a00000\u200b2101",
            "錦湖家園3棟2單元302室",
        ],
    ]
    records = [
        case("Z1", title=OneOf("漏水", "漏 水"), received_at=_DAY, place="锦湖家园3栋2单元302室"),
        party("Z1", "reporter", OneOf("陶繁体", "陶繁體"), telephones=OneOf("199 00002101", "19900002101")),
    ]
    return CorpusFile(name="繁体.xlsx", content=xlsx(*rows), records=records)


def stored_values_and_texts_like_formulas() -> CorpusFile:
    """A formula counts by its stored value; a text that looks like one stays a text."""
    rows = [
        ["工单编号", "受理时间", "标题", "反映人", "涉及人数"],
        [Formula('="F"&1', "F1"), Formula("=DATE(2024,3,5)", 45356), "公式", "秦公式", Formula("=1+2", 3)],
        ["F2", "2024-3-5", "=cmd|' /C calc'!A0", "许二河", Formula("=1/0", "#DIV/0!")],
    ]
    records = [
        case("F1", title="公式", received_at=_DAY, participants=3),
        case("F2", title="=cmd|' /C calc'!A0", received_at=_DAY),
        party("F1", "reporter", "秦公式"),
        party("F2", "reporter", "许二河"),
    ]
    return CorpusFile(name="公式.xlsx", content=xlsx(*rows), records=records, said=[Said(3, ("#DIV/0!", "错误"))])


def sheets_seen_hidden_and_filtered() -> CorpusFile:
    """Two months' sheets, an empty one, a hidden one; a row that a filter hides is data."""
    sheets: dict[str, Any] = {
        "一月": Sheet([_HEAD, ["M1", "2024-1-2", "一月事", "朱小河", mobile(1)], ["M3", "2024-1-3", "藏行", "朱小船", mobile(3)]], hidden_rows=[3]),
        "隐藏": Sheet([_HEAD, ["M9", "2024-1-1", "藏", "杨小河", mobile(9)]], hidden=True),
        "空表": Sheet([]),
        "二月": Sheet([_HEAD, ["M2", "2024-2-2", "二月事", "朱小桥", mobile(2)]]),
    }  # fmt: skip
    facts = [("M1", dt.date(2024, 1, 2), "一月事", "朱小河", 1), ("M3", dt.date(2024, 1, 3), "藏行", "朱小船", 3), ("M2", dt.date(2024, 2, 2), "二月事", "朱小桥", 2)]  # fmt: skip
    records = [case(n, title=t, received_at=day) for n, day, t, _, _ in facts]
    records += [party(n, "reporter", who, telephones=mobile(at)) for n, _, _, who, at in facts]
    return CorpusFile(
        name="多表.xlsx", content=xlsx(**sheets), records=records, loaded=3, mentions=["隐藏"], never=["杨小河"]
    )


def refused_columns_under_two_header_rows() -> CorpusFile:
    """Traditional characters and blanks hide no excluded column; how somebody takes medicine is health."""
    rows = [
        ["事件编号", "上报时间", "标题", "申请人", "", "", "", "帮教人", "服药情况"],
        ["", "", "", "姓名", "精 神 障 礙 類別", "民  族", "是否 社區矯正人員", "", ""],
        ["S1", "2024-3-5", "争吵", "孔小河", "二级", "汉", "矫正中", "钱小帮", "规律服"],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:H2", "I1:I2"]
    return CorpusFile(
        name="特殊列.xlsx", content=xlsx(*rows, merged=merged), mapping="grid",
        records=[case("S1", title="争吵", received_at=_DAY), party("S1", "applicant", "孔小河")],
        refused=["障", "族", "矯正", "帮教", "服药"], never=["二级", "矫正中", "钱小帮", "规律服"],
    )  # fmt: skip


def a_template_with_its_note_and_example() -> CorpusFile:
    """A note above the header names no community, and the example beneath it is no case."""
    rows = [
        ["说明：请各社区每周五前报送。"], ["*事件编号", "*上报时间", "*事件标题（必填）", "申请人\n(姓名)", "办理状态"],
        ["示例", "2024-1-1", "示例：漏水", "张三", "办结"], ["F1", "2024-3-5", "漏水", "李小河", "正在处理中"],
    ]  # fmt: skip
    records = [case("F1", title="漏水", received_at=_DAY, community=None), party("F1", "applicant", "李小河")]
    return CorpusFile(name="模板.xlsx", content=xlsx(*rows), records=records, loaded=1, aside=[1, 2, 3])


def people_who_must_not_be_listed_under_an_innocent_name() -> CorpusFile:
    """The title says it in traditional characters and with blanks."""
    rows = [["社 區 矯 正 對 象 花 名 冊"], ["序号", "姓名", "联系电话", "住址"], [1, "曹小河", mobile(1), "长风路1号"]]
    return CorpusFile(
        name="人员.xlsx", content=xlsx(*rows), error=["FILE_UNREADABLE"], error_says="特殊人群", never=["曹小河"]
    )


def a_list_of_the_week_with_signature() -> CorpusFile:
    """Parties with a telephone between them, a total, and who signs."""
    rows = [
        ["槐荫社区矛盾隐患清单"], ["（2024年第10周  3月4日—3月10日）"],
        ["序号", "矛盾隐患事项", "类别", "排查时间", "涉及当事人", "化解措施", "责任单位", "办理状态", "备注"],
        [1, "外墙脱落", "隐患", "3月4日", "何大河、吕小桥", "已上报", "槐荫社区居民委员会", "新增", ""],
        [2, "夜间噪音", "矛盾", "3月6日", f"施一河（{mobile(11)}）与张三桥", "调解", "槐荫社区居民委员会", "在办", ""],
        ["合计", "2"], ["社区书记签字：", "", "", "", "（盖章）"],
    ]  # fmt: skip
    common = {"community": "槐荫社区", "receiver": "槐荫社区居民委员会"}
    records: list[Record] = [
        case("外墙脱落", received_at=dt.date(2024, 3, 4), **common),
        case("夜间噪音", received_at=dt.date(2024, 3, 6), **common),
        listed("槐荫社区", "2024-03-04", "外墙脱落", "new"),
        listed("槐荫社区", "2024-03-04", "夜间噪音", "ongoing"),
        party("外墙脱落", "party", "何大河"), party("外墙脱落", "party", "吕小桥"),
        party("夜间噪音", "party", "施一河", telephones=mobile(11)), party("夜间噪音", "party", "张三桥"),
    ]  # fmt: skip
    return CorpusFile(name="清单.xlsx", content=xlsx(*rows), records=records, loaded=2, aside=[1, 2, 3, 6, 7])


def numbers_that_begin_with_zero() -> CorpusFile:
    """As exports keep them from a spreadsheet, and plain."""
    content = (
        '工单编号,受理时间,标题,反映人,联系电话\n="0012",2024-3-5,路灯,喻小河,="{}"\n0013,2024-3-5,路灯,柏小桥,{}\n'
    )
    records = [case(each, title="路灯", received_at=_DAY) for each in ("0012", "0013")]
    records += [
        party("0012", "reporter", "喻小河", telephones=mobile(1)),
        party("0013", "reporter", "柏小桥", telephones=mobile(2)),
    ]
    return CorpusFile(name="零.csv", content=content.format(mobile(1), mobile(2)).encode("utf-8-sig"), records=records)


def text_of_an_older_encoding_with_rare_characters() -> CorpusFile:
    """GB18030 with semicolons, a line break within quotes, characters outside GBK."""
    rows = [
        ["双井社区网格事件"], ["事件编号", "受理时间", "标题", "事件描述", "申请人", "联系电话"],
        ["G1", "2024-3-5", "占道;经营", "第一行\n第二行", "冯七河", mobile(1)],
        ["G2", "2024-3-5", "㐂字", "𠮷野家噪音", "陈八㛃", mobile(2)],
    ]  # fmt: skip
    records = [
        case(n, title=t, received_at=_DAY, community="双井社区") for n, t in (("G1", "占道;经营"), ("G2", "㐂字"))
    ]
    records += [
        party("G1", "applicant", "冯七河", telephones=mobile(1)),
        party("G2", "applicant", "陈八㛃", telephones=mobile(2)),
    ]
    return CorpusFile(name="网格.csv", content=text(*rows, delimiter=";", encoding="gb18030"), records=records)


def petitions_in_utf_16() -> CorpusFile:
    """Tabs between the cells, as Excel saves “Unicode text”."""
    number, stored = identity_15("480105"), identity("19480105")
    rows = [
        ["信访件编号", "信访日期", "概况", "信访人", "证件号码", "联系电话"],
        ["XF1", "2024年3月5日", "拆迁补偿", "褚九河", number, mobile(1)],
    ]
    records = [
        case("XF1", title="拆迁补偿", received_at=_DAY),
        party("XF1", "applicant", "褚九河", telephones=mobile(1), identity=stored),
    ]
    return CorpusFile(name="信访.txt", content=text(*rows, delimiter="\t", encoding="utf-16"), records=records)


def lines_of_json_some_broken() -> CorpusFile:
    """Keys in any order, a list of names, a lone surrogate, a line cut off."""
    lines = [
        {"工单编号": "J1", "受理时间": "2024-03-05", "标题": "井盖", "反映人": "卫十河", "联系电话": mobile(1)},
        {"标题": "树枝", "反映人": ["沈小桥", "韩小船"], "受理时间": "2024-03-05", "工单编号": "J2"},
    ]
    content = (
        "\n".join(json.dumps(each, ensure_ascii=False) for each in lines)
        + '\n{"工单编号":"J3","标题":"\\ud800"}\n{断\n'
    )
    records = [case("J1", title="井盖", received_at=_DAY), case("J2", title="树枝", received_at=_DAY)]
    records += [
        party("J1", "reporter", "卫十河", telephones=mobile(1)),
        party("J2", "reporter", "沈小桥"),
        party("J2", "reporter", "韩小船"),
    ]
    return CorpusFile(
        name="工单.jsonl",
        content=content.encode(),
        records=records,
        rejected=[BadRow(3, "", "JSON"), BadRow(4, "", "JSON")],
    )


def bad_rows_that_come_back_corrected() -> CorpusFile:
    """No such day, no number, no such status: corrected in the workbook of rejects, they load."""
    head = ["工单编号", "受理时间", "标题", "反映人", "办理状态"]
    rows = [head, ["E1", "2024-13-45", "坏日期", "姜小河", "已办结"], ["", "2024-3-5", "无编号", "姜小桥", "已办结"],
            ["E3", "2024-3-5", "坏状态", "姜小船", "飞了"], ["E4", "2024-3-5", "好", "姜小岸", "已办结"]]  # fmt: skip

    def correct(sheet: object) -> None:
        for row in sheet.active.iter_rows(min_row=2):  # type: ignore[attr-defined]
            cells = {"坏日期": (1, "2024-3-5"), "无编号": (0, "E2"), "坏状态": (4, "已办结")}
            at, value = cells[row[2].value]
            row[at].value = value

    facts = [("E1", "坏日期", "姜小河"), ("E2", "无编号", "姜小桥"), ("E3", "坏状态", "姜小船"), ("E4", "好", "姜小岸")]
    records = [case(n, title=t, received_at=_DAY) for n, t, _ in facts] + [party(n, "reporter", w) for n, _, w in facts]
    return CorpusFile(
        name="坏行.xlsx", content=xlsx(*rows), records=records, correct=correct, loaded=1,
        rejected=[BadRow(2, "受理时间", "没有这一天"), BadRow(3, "工单编号", "不能为空"), BadRow(4, "办理状态", "已办结")],
    )  # fmt: skip
