"""Each finding on the street of `duty_street.py`, beside the list made by hand, on every engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from graph.duty.findings import FINDINGS, Wanted
from graph.errors import BadValue, UnknownRecord
from graph.pipeline.cross_department import cross_department
from graph.pipeline.findings import Found, Page, find
from graph.store import EVERYTHING, Reader, Scope
from tests.contract.duty_street import NOW, records, the
from tests.contract.engines import Engine

EXPECTED: dict[str, list[tuple[str, ...]]] = {
    "ping_pong": [("漏水", "“漏水”在网格中心和派出所之间移回 2 次，退回 1 次，最近一次 2024-05-05")],
    "matters_without_lead": [
        ("屋漏", "“屋漏”涉及 4 个单位、2 件事件（2 件未了结），没有牵头"),
        ("夜市", "“夜市”涉及 2 个单位、2 件事件（2 件未了结），有 2 个牵头，没有共同的"),
        ("老案", "“老案”涉及 2 个单位、2 件事件（1 件未了结），没有牵头"),
    ],
    "never_leading": [("房管所", "房管所参与别的单位首接的 3 件事件，其中被列为协办 2 次，从未牵头")],
    "parties_elsewhere": [
        ("再漏", "“再漏”的当事人张三还涉及另外 4 个单位的 3 件事件（1 件未了结）"),
        ("漏水", "“漏水”的当事人张三还涉及另外 2 个单位的 2 件事件（1 件未了结）"),
    ],
    "whistles_unanswered": [
        ("哨一", "派出所 2024-05-21 09:00 就“噪声”吹哨，市监所至今未报到，已逾期 39 天"),
        ("哨三", "网格中心 2024-06-01 09:00 就“漏水”吹哨，房管所至今未报到"),
        ("哨四", "派出所 2024-06-29 20:00 就“漏水”吹哨，城管至今未报到，时限 2024-06-30 12:00"),
    ],
    "whistle_delays": [
        ("城管", "派出所呼叫城管 3 次，报到 2 次，逾期 1 次（33.3%），用时中位数 3.5 小时、平均 3.5 小时"),
        ("市监所", "派出所呼叫市监所 1 次，报到 0 次，逾期 1 次（100.0%）"),
        ("派出所", "司法所呼叫派出所 1 次，报到 0 次，逾期 1 次（100.0%）"),
        ("房管所", "网格中心呼叫房管所 1 次，报到 0 次，逾期 0 次（0.0%）"),
    ],
    "silent_communities": [
        ("民生", "民生没有报送清单，没有上报事件"),
        ("大龙", "大龙报送清单 1 份，没有上报事件，最近一件事件 2024-05-20"),
        ("三民", "三民报送清单 1 份，没有上报事件，最近一件事件 2024-06-10"),
    ],
    "stalled": [
        ("漏水", "“漏水”自 2024-05-06 房管所接收起 55 天没有进展"),
        ("再漏", "“再漏”自 2024-06-11 房管所接收起 19 天没有进展"),
    ],
    "overdue_visits": [
        ("退款", "“退款” 2024-05-30 化解，应于 2024-06-14 前由市监所回访，已逾期 16 天"),
        ("停车", "“停车” 2024-06-25 化解，应于 2024-06-28 前由司法所回访，已逾期 2 天"),
    ],
    "recurrence_by_building": [("一栋", "一栋化解 2 件，复发 1 件（50.0%）")],
    "recurrence_by_route": [("people", "人民调解化解 2 件，复发 1 件（50.0%）")],
    "recurrence_by_stage": [("grid", "网格初调化解 2 件，复发 1 件（50.0%）")],
    "load_of_organisations": [
        ("司法所", "司法所现有未了结事件 2 件，待办 2 项（逾期 1 项），期间化解 1 件"),
        ("城管", "城管现有未了结事件 2 件，期间化解 1 件"),
        ("网格中心", "网格中心现有未了结事件 1 件，待办 1 项（逾期 1 项），期间化解 0 件"),
        ("市监所", "市监所现有未了结事件 0 件，期间化解 1 件"),
        ("房管所", "房管所现有未了结事件 0 件，期间化解 1 件"),
    ],
    "load_of_officers": [
        ("老陈", "老陈经办未了结事件 1 件，包案 1 件，期间化解 1 件"),
        ("小周", "小周经办未了结事件 1 件，期间化解 3 件"),
    ],
    "bridging_departments": [
        ("司法所", "司法所参与 2 个多单位事项，其间 17.9% 的最短路径经过它"),
        ("派出所", "派出所参与 2 个多单位事项，其间 10.1% 的最短路径经过它"),
        ("城管", "城管参与 2 个多单位事项，其间 10.1% 的最短路径经过它"),
        ("市监所", "市监所参与 2 个多单位事项，其间 8.3% 的最短路径经过它"),
    ],
    "cut_departments": [],
}
"""What each finding says, in its order; who is alike in all else stands by id, which never changes."""
ASKED: dict[str, dict[str, Any]] = {
    "never_leading": {"least": 3},
    "silent_communities": {"start": dt.datetime(2024, 6, 17), "end": dt.datetime(2024, 6, 24)},
}


@pytest.fixture
def found(engine: Engine) -> Iterator[Reader]:
    """The street of `duty_street.py`, only to be read."""
    with engine.holding("duty", records).opened() as opened:
        yield opened


def _find(store: Reader, name: str, scope: Scope = EVERYTHING, **asked: Any) -> Found:
    page = Page(asked.pop("first", 100), asked.pop("skip", 0))
    return find(store, name, Wanted(now=NOW, **asked), page, scope=scope)


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_is_the_list_made_by_hand(found: Reader, name: str) -> None:
    rows = _find(found, name, **ASKED.get(name, {}))
    said = [(each.subject, each.sentence) for each in rows.findings]
    expected = [(the(subject), sentence) for subject, sentence in EXPECTED[name]]
    assert said == expected
    assert rows.total == len(expected)
    for place in range(len(said)):
        page = _find(found, name, first=1, skip=place, **ASKED.get(name, {}))
        assert (page.findings, page.total) == ((rows.findings[place],), len(said))


def test_a_reader_finds_what_lies_in_the_own_community(found: Reader) -> None:
    of_dalong = Scope.of(the("大龙"))
    rows = _find(found, "silent_communities", of_dalong, **ASKED["silent_communities"])
    assert [each.subject for each in rows.findings] == [the("大龙")]
    assert len(_find(found, "stalled", Scope.of()).findings) == 2  # everyone may see these cases


def test_more_is_asked_for_and_less_is_found(found: Reader) -> None:
    assert _find(found, "ping_pong", least=3).total == 0
    assert _find(found, "ping_pong", start=dt.datetime(2024, 5, 4)).findings[0].facts["returns"] == 1
    assert [each.subject for each in _find(found, "stalled", days=30).findings] == [the("漏水")]
    assert _find(found, "matters_without_lead", least=4).total == 1
    assert _find(found, "parties_elsewhere", open=False).total == 4


@pytest.mark.parametrize(
    ("name", "asked"),
    [("nonsense", {}), ("ping_pong", {"least": 0}), ("stalled", {"days": -1}),
     ("ping_pong", {"start": NOW, "end": NOW})],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_refused(found: Reader, name: str, asked: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        _find(found, name, **asked)


def test_a_matter_across_departments(found: Reader) -> None:
    market, leak = cross_department(found, [the("夜市"), the("屋漏")], now=NOW, scope=EVERYTHING)
    assert [(each.name, each.sentence) for each in leak.departments] == [
        ("网格中心", "首接 1，接办 1，吹哨 1，办理步骤 5，逾期待办 1"),
        ("房管所", "协办 1，被吹哨未报到 1，办理步骤 2"),
        ("派出所", "接办 1，退回移交 1，移交未接收 1，吹哨 1，办理步骤 1"),
        ("司法所", "首接 1，办理步骤 1"),
        ("城管", "被吹哨未报到 1"),
    ]
    assert [each.sentence for each in leak.gaps] == [
        "没有牵头单位", "派出所移交后没有接收（1）", "房管所被吹哨后没有报到（1）",
        "城管被吹哨后没有报到（1）", "网格中心有逾期的待办（1）",
    ]  # fmt: skip
    assert leak.proposal is not None and leak.proposal.name == "司法所"
    assert leak.proposal.reasons == ("职能相符：司法", "现在负责的未了结事件最多：1 件", "负责这一片区")
    assert [each.kind for each in market.gaps] == ["several_leads", "unanswered"]
    assert set(market.leaders) == {the("城管"), the("派出所")}


def test_who_is_no_matter_has_no_departments(found: Reader) -> None:
    with pytest.raises(BadValue):
        cross_department(found, [the("张三")], now=NOW, scope=EVERYTHING)
    with pytest.raises(UnknownRecord):
        cross_department(found, ["matter-0000000000000000"], now=NOW, scope=EVERYTHING)
