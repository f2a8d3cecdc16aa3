"""The communities' weekly lists: one week, the next, and what changed between."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import BadRow, CorpusFile, OneOf, Step, case, listed, party
from tests.corpus.making import mobile, xlsx

_HEAD = ["序号", "矛盾隐患事项", "具体情况", "类别", "发现时间", "涉及人数", "责任单位", "办理状态"]
_FIRST = [
    ["槐荫社区矛盾隐患清单（2024年3月4日—3月10日）"],
    _HEAD,
    [1, "听涛苑电梯停运", "三号楼", "隐患", "3月4日", 20, "江左物业有限公司", "在办"],
    [2, "周德海家漏水", "楼上漏水", "纠纷", "3月5日", 2, "社区居委会", "在办"],
    [3, "长风路占道", "占道经营", "隐患", "3月6日", "", "城管执法中队", "新增"],
]
_MONDAY, _NEXT = "2024-03-04", "2024-03-11"


def a_weekly_list() -> CorpusFile:
    """One community's list: community and week stand in the title alone, days without a year, no numbers."""
    facts = [
        case("听涛苑电梯停运", title="听涛苑电梯停运", text="三号楼", kind="hazard", received_at="2024-03-04", participants=20, receiver="江左物业有限公司", community="槐荫社区", status="in_progress"),
        case("周德海家漏水", title="周德海家漏水", text="楼上漏水", kind="dispute", received_at="2024-03-05", participants=2, receiver=OneOf("社区居委会", "槐荫社区居民委员会"), community="槐荫社区", status="in_progress"),
        case("长风路占道", title="长风路占道", text="占道经营", kind="hazard", received_at="2024-03-06", receiver="城管执法中队", community="槐荫社区", status="received"),
        listed("槐荫社区", _MONDAY, "听涛苑电梯停运", "ongoing"),
        listed("槐荫社区", _MONDAY, "周德海家漏水", "ongoing"),
        listed("槐荫社区", _MONDAY, "长风路占道", "new"),
    ]  # fmt: skip
    return CorpusFile(name="清单.xlsx", content=xlsx(*_FIRST), records=facts, loaded=3, aside=[1, 2], mentions=["清单"])


def the_list_of_the_week_after() -> CorpusFile:
    """The next week: one matter the same, one settled, one gone, one new. A matter of both weeks is one case."""
    second = [
        ["槐荫社区矛盾隐患清单（2024年3月11日—3月17日）"],
        _HEAD,
        [1, "周德海家漏水", "楼上漏水", "纠纷", "3月5日", 2, "社区居委会", "化解"],
        [2, "听涛苑电梯停运", "三号楼", "隐患", "3月4日", 20, "江左物业有限公司", "在办"],
        [3, "春和里线路老化", "电线老化", "隐患", "3月12日", 60, "供电所", "新增"],
    ]
    facts = [
        case("听涛苑电梯停运", title="听涛苑电梯停运", text="三号楼", kind="hazard", received_at="2024-03-04", participants=20, receiver="江左物业有限公司", community="槐荫社区", status="in_progress"),
        case("周德海家漏水", title="周德海家漏水", text="楼上漏水", kind="dispute", received_at="2024-03-05", participants=2, receiver=OneOf("社区居委会", "槐荫社区居民委员会"), community="槐荫社区", status="settled"),
        case("长风路占道", title="长风路占道", text="占道经营", kind="hazard", received_at="2024-03-06", receiver="城管执法中队", community="槐荫社区", status="received"),
        case("春和里线路老化", title="春和里线路老化", text="电线老化", kind="hazard", received_at="2024-03-12", participants=60, receiver="供电所", community="槐荫社区", status="received"),
        listed("槐荫社区", _MONDAY, "听涛苑电梯停运", "ongoing"),
        listed("槐荫社区", _MONDAY, "周德海家漏水", "ongoing"),
        listed("槐荫社区", _MONDAY, "长风路占道", "new"),
        listed("槐荫社区", _NEXT, "周德海家漏水", "settled"),
        listed("槐荫社区", _NEXT, "听涛苑电梯停运", "ongoing"),
        listed("槐荫社区", _NEXT, "春和里线路老化", "new"),
    ]  # fmt: skip
    before = [Step(name="第一周.xlsx", content=xlsx(*_FIRST))]
    return CorpusFile(
        name="第二周.xlsx", content=xlsx(*second), before=before, records=facts, loaded=3, changes={"case": (1, 1)}
    )


def one_list_of_several_communities() -> CorpusFile:
    """The street's summary: the community in a column merged downwards, the week in another as 第11周 or a period, a
    party with a telephone; a row whose community nobody wrote.
    """
    rows = [
        ["民权街道矛盾隐患清单汇总表（2024年3月11日至3月17日）"],
        ["社区", "矛盾隐患事项", "类别", "当事人", "联系电话", "办理状态"],
        ["槐荫社区", "甲事", "纠纷", "周德海", mobile(801), "在办"],
        [None, "乙事", "隐患", "", "", "新增"],
        ["双井社区", "丙事", "纠纷", "何桂兰", mobile(802), "化解"],
        ["", "丁事", "隐患", "", "", "新增"],
    ]
    facts = [
        case(
            "甲事",
            title="甲事",
            kind="dispute",
            community="槐荫社区",
            receiver="槐荫社区居民委员会",
            status="in_progress",
        ),
        case(
            "乙事", title="乙事", kind="hazard", community="槐荫社区", receiver="槐荫社区居民委员会", status="received"
        ),
        case(
            "丙事", title="丙事", kind="dispute", community="双井社区", receiver="双井社区居民委员会", status="settled"
        ),
        party("甲事", "party", "周德海", telephones=mobile(801)),
        party("丙事", "party", "何桂兰", telephones=mobile(802)),
        listed("槐荫社区", _NEXT, "甲事", "ongoing"),
        listed("槐荫社区", _NEXT, "乙事", "new"),
        listed("双井社区", _NEXT, "丙事", "settled"),
    ]
    return CorpusFile(
        name="汇总.xlsx", content=xlsx(*rows, merged=["A1:F1", "A3:A4"]), records=facts, loaded=3,
        rejected=[BadRow(6, "社区", "社区")],
    )  # fmt: skip
