"""Invisible characters, old forms, spreadsheets' escapes, cells of any length, a thousand copies."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import CorpusFile, OneOf, case, maybe, party
from tests.corpus.making import mobile, text, xlsx


def traditional_characters() -> CorpusFile:
    """A colleague from Macau types in the old forms, headers and words of the code lists too."""
    rows = [
        ["事件編號", "受理時間", "事件標題", "辦理狀態", "所屬社區", "發生地點", "申請人", "申請人電話"],
        ["FT-1", "2024年3月5日", "樓上漏水", "辦理中", "槐蔭社區", "澄湖花園3棟2單元302室", "劉國強", mobile(401)],
        ["FT-2", "二〇二四年三月六日", "夜間施工", "已化解", "雙井社區", "長風路15號", "何桂蘭", mobile(402)],
    ]
    facts = [
        case("FT-1", title=OneOf("樓上漏水", "楼上漏水"), received_at="2024-03-05", status="in_progress", community="槐荫社区", place="澄湖花园3栋2单元302室"),
        case("FT-2", title=OneOf("夜間施工", "夜间施工"), received_at="2024-03-06", status="settled", community="双井社区", place="长风路15号"),
        party("FT-1", "applicant", OneOf("劉國強", "刘国强"), telephones=mobile(401)),
        party("FT-2", "applicant", OneOf("何桂蘭", "何桂兰"), telephones=mobile(402)),
    ]  # fmt: skip
    return CorpusFile(name="網格上報.xlsx", content=xlsx(*rows), records=facts, loaded=2, keeps=["樓上漏水"])


def invisible_characters() -> CorpusFile:
    """Pasted from a chat and a web page: non-breaking and zero-width blanks, marks of direction, a byte order mark
    within, line breaks in short fields, tabs; Excel's _x000D_.
    """
    rows = [
        ["事件编号\u200b", "受理\xa0时间", "\ufeff事件标题", "事件描述", "办理状态", "所属社区", "申请人", "申请人电话"],
        ["\xa0YC-1 ", "2024-03-05\u200b", "楼道\n堆物", "第一行_x000D_\n第二行", "办理中\xa0", "槐荫\u200b社区", "周德海\n", f"\u202d{mobile(411)}\u202c"],
        ["YC-2", "\t2024-03-06", "  停车  纠纷 ", "一段\xa0\xa0话", "\u3000已化解", "双井社区\r\n", "何桂兰\u3000", f"{mobile(412)}\xa0"],
    ]  # fmt: skip
    facts = [
        case("YC-1", title="楼道堆物", text="第一行\n第二行", received_at="2024-03-05", status="in_progress", community="槐荫社区"),
        case("YC-2", title=OneOf("停车 纠纷", "停车纠纷"), text="一段 话", received_at="2024-03-06", status="settled", community="双井社区"),
        party("YC-1", "applicant", "周德海", telephones=mobile(411)),
        party("YC-2", "applicant", "何桂兰", telephones=mobile(412)),
    ]  # fmt: skip
    return CorpusFile(name="网格粘贴.xlsx", content=xlsx(*rows), records=facts, loaded=2)


def the_escape_of_carriage_returns() -> CorpusFile:
    """A platform writes _x000D_ into a CSV where Excel would have hidden it; an underscore that means itself stays."""
    rows = [
        ["工单编号", "受理时间", "诉求标题", "诉求内容", "来电人"],
        ["YD-1", "2024-03-05", "漏水_x000D_", "来电称_x000D_\n无人处理_x000D_", "周德海_x000D_"],
        ["YD_2", "2024-03-05", "型号A_x1_B", "型号A_x1_B", "何桂兰"],
    ]
    facts = [
        case("YD-1", title="漏水", text="来电称\n无人处理", received_at="2024-03-05"),
        case("YD_2", title="型号A_x1_B", text="型号A_x1_B", received_at="2024-03-05"),
        party("YD-1", "reporter", "周德海"),
        party("YD_2", "reporter", "何桂兰"),
    ]
    return CorpusFile(name="工单.csv", content=text(*rows), mapping="12345", records=facts, loaded=2)


def very_long_cells() -> CorpusFile:
    """A complaint of eighty thousand characters, a title of three thousand, a name of five hundred: whole or sent
    back, never cut.
    """
    story, title, name = "一再反映无果。" * 11_500, "长标题" * 1000, "周" * 500
    rows = [
        ["工单编号", "受理时间", "诉求标题", "诉求内容", "来电人"],
        ["CZ-1", "2024-03-05", "长内容", story, "周德海"],
        ["CZ-2", "2024-03-05", title, "短", "何桂兰"],
        ["CZ-3", "2024-03-05", "长姓名", "短", name],
    ]
    facts = [
        maybe(case("CZ-1", title="长内容", text=story, received_at="2024-03-05")),
        maybe(party("CZ-1", "reporter", "周德海")),
        maybe(case("CZ-2", title=title, text="短", received_at="2024-03-05")),
        maybe(party("CZ-2", "reporter", "何桂兰")),
        maybe(case("CZ-3", title="长姓名", text="短", received_at="2024-03-05")),
        maybe(party("CZ-3", "reporter", name)),
    ]
    return CorpusFile(
        name="长内容.csv", content=text(*rows), mapping="12345", records=facts, may_reject=[2, 3, 4], may_fail=["NOTHING_LOADED"]
    )  # fmt: skip


def a_thousand_copies_of_a_row() -> CorpusFile:
    """Somebody pulled the row down too far: a thousand rows are one case and one party, in a moment."""
    head = ["事件编号", "受理时间", "事件标题", "申请人", "申请人电话"]
    row = ["FZ-1", "2024-03-05", "漏水", "周德海", mobile(421)]
    facts = [case("FZ-1", title="漏水", received_at="2024-03-05"), party("FZ-1", "applicant", "周德海", telephones=mobile(421))]  # fmt: skip
    return CorpusFile(name="网格复制.xlsx", content=xlsx(head, *[row] * 1000), records=facts, loaded=1000, changes={"case": (1, 0), "mention": (1, 0)})  # fmt: skip


def emoji_and_rare_planes() -> CorpusFile:
    """Emoji from the mini program, a name of an extension plane, combining marks."""
    rows = [
        ["事件编号", "受理时间", "事件标题", "申请人"],
        ["EM-1", "2024-03-05", "太吵了😡😡", "𠮷野"],
        ["EM-2", "2024-03-06", "家里进水💧", "周𬭚"],
    ]
    facts = [
        case("EM-1", title="太吵了😡😡", received_at="2024-03-05"),
        case("EM-2", title="家里进水💧", received_at="2024-03-06"),
        party("EM-1", "applicant", "𠮷野"),
        party("EM-2", "applicant", "周𬭚"),
    ]
    return CorpusFile(name="网格员小程序.csv", content=text(*rows, encoding="utf-8-sig"), records=facts, loaded=2)
