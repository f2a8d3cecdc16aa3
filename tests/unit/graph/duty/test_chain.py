"""组织链: who is in it on a day, who stands above whom, and what is said of what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.duty.chain import Chain, chain_of, circles, problems
from graph.errors import ReportingCircle
from graph.ids import make_id
from graph.model import Covers, Edge, MemberOf, Officer, Organisation, Place, ReportsTo

TODAY = dt.date(2026, 3, 2)
YESTERDAY = TODAY - dt.timedelta(days=1)
TERM: dict[str, Any] = {"since": dt.date(2022, 1, 1), "until": dt.date(2026, 12, 31)}


def office(name: str, **facts: Any) -> Organisation:
    return Organisation(id=make_id("organisation", name), visible_to=("*",), name=name, **facts)


CORE = office("民权街道党工委", tier="core")
ORDER = office("平安建设办公室", tier="resident", functions=("public_order",))
GRID = office("网格中心", tier="resident", functions=("grid",))
POLICE = office("民权派出所", tier="resident", functions=("police",))
JUSTICE = office("民权司法所", tier="resident", functions=("justice",))
COUNSEL = office("法律顾问", tier="member", **TERM)
LEVELS = [office(each, mediation_level=each, kind="mediation_committee")
          for each in ("street", "community", "studio", "micro")]  # fmt: skip
PANEL = LEVELS[1]
SANMIN = Place(
    id=make_id("place", "三民社区"), visible_to=("*",), level="community", name="三民社区", full_name="三民社区"
)
ZHANG = Officer(id=make_id("officer", "张"), visible_to=("*",), name="张三", post="网格员")
WHOLE = [CORE, ORDER, GRID, POLICE, JUSTICE, COUNSEL, *LEVELS]


def lines(*organisations: Organisation) -> list[Edge]:
    return [ReportsTo(source=each.id, target=CORE.id) for each in organisations if each is not CORE]


EDGES: list[Edge] = [
    *lines(*WHOLE),
    Covers(source=PANEL.id, target=SANMIN.id),
    MemberOf(source=ZHANG.id, target=GRID.id, post="网格员", until=TODAY),
]


def chain(
    organisations: Iterable[Organisation] = WHOLE, edges: Iterable[Edge] = EDGES, *, on: dt.date = TODAY
) -> Chain:
    return chain_of(organisations, [ZHANG], edges, on=on)


def rules(found: Chain) -> list[str]:
    return [each.rule for each in problems(found, [SANMIN])]


# -- what is missing -----------------------------------------------------------------------------


def test_a_whole_chain_lacks_nothing() -> None:
    assert rules(chain()) == []


@pytest.mark.parametrize(
    ("organisations", "edges", "rule", "sentence"),
    [
        (WHOLE[1:], [], "one_core", "1+4+N 还没有“1”：没有在任的党工委"),
        ([*WHOLE, office("另一党工委", tier="core")], EDGES, "one_core",
         "1+4+N 的“1”不止一个：另一党工委、民权街道党工委"),
        ([each for each in WHOLE if each is not POLICE], EDGES, "four_residents",
         "1+4+N 的“4”缺派出所：没有在任的常驻部门有“公安”职能"),
        ([*WHOLE, office("区住建局", tier="member")], [*EDGES, *lines(office("区住建局"))], "members_have_terms",
         "“N”里有 1 个成员单位没有写明任期止：区住建局"),
        ([*WHOLE, office("旧律所", tier="member", until=YESTERDAY)], EDGES, "term_over",
         f"旧律所的任期已于 {YESTERDAY} 届满，不能再办理"),
        (WHOLE[:-1], EDGES, "four_levels", "四级调解网络缺一级：没有在任的小微型调解室"),
        (WHOLE, lines(*WHOLE), "areas_covered", "三民社区没有任何单位或人员负责"),
        (WHOLE, [*lines(*WHOLE), Covers(source=ZHANG.id, target=SANMIN.id)], "panel_in_each_community",
         "三民社区没有社区调委会负责"),
        (WHOLE, [each for each in EDGES if each.source != POLICE.id], "superior_stated",
         "1 个单位没有写明上级，逐级上报时直接到民权街道党工委：民权派出所"),
        ([*WHOLE, office("旧办", until=YESTERDAY)],
         [*EDGES, ReportsTo(source=office("小队").id, target=office("旧办").id)], "superior_serves",
         f"{office('小队').id}上报至旧办，而后者不在任"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_sentence(
    organisations: list[Organisation], edges: list[Edge], rule: str, sentence: str
) -> None:
    found = [each for each in problems(chain(organisations, edges), [SANMIN]) if each.rule == rule]
    assert [each.sentence for each in found] == [sentence]


def test_a_circle_is_named() -> None:
    edges = [
        *lines(CORE, ORDER),
        ReportsTo(source=GRID.id, target=POLICE.id),
        ReportsTo(source=POLICE.id, target=GRID.id),
    ]
    found = chain(edges=edges)
    said = [each.sentence for each in problems(found) if each.rule == "no_circle"]
    assert len(said) == 1
    assert "网格中心" in said[0] and "民权派出所" in said[0]
    with pytest.raises(ReportingCircle):
        found.way_up(GRID.id)


# -- terms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "members", "staff"),
    [
        (dt.date(2021, 12, 31), [], 1),
        (dt.date(2022, 1, 1), [COUNSEL.name], 1),
        (TODAY, [COUNSEL.name], 1),
        (TODAY + dt.timedelta(days=1), [COUNSEL.name], 0),
        (dt.date(2026, 12, 31), [COUNSEL.name], 0),
        (dt.date(2027, 1, 1), [], 0),
    ],
)
def test_a_term_holds_from_its_first_day_to_its_last(on: dt.date, members: list[str], staff: int) -> None:
    found = chain(on=on)
    assert [each.name for each in found.of_tier("member")] == members
    assert len(found.staff.get(GRID.id, ())) == staff
    assert len(found.former) == 1 - staff


# -- reporting -----------------------------------------------------------------------------------


def test_the_way_up_ends_at_the_core() -> None:
    edges = [ReportsTo(source=PANEL.id, target=ORDER.id), ReportsTo(source=ORDER.id, target=CORE.id)]
    found = chain(edges=edges)
    assert found.way_up(PANEL.id) == (ORDER.id, CORE.id)
    assert found.way_up(CORE.id) == ()
    assert found.way_up(POLICE.id) == (CORE.id,)


def test_the_line_that_began_last_counts() -> None:
    edges = [ReportsTo(source=PANEL.id, target=ORDER.id, since=dt.date(2026, 1, 1)), *lines(PANEL)]
    assert chain(edges=edges).superior(PANEL.id) == ORDER.id
    assert chain(edges=edges, on=dt.date(2025, 12, 31)).superior(PANEL.id) == CORE.id


def test_whom_the_core_reports_to_stands_at_the_top():
    district = office("区委政法委")
    found = chain([*WHOLE, district], [*EDGES, ReportsTo(source=CORE.id, target=district.id)])
    assert found.superior(district.id) is None
    assert found.way_up(PANEL.id)[-2:] == (CORE.id, district.id)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), max_size=8))
def test_circles_are_all_that_never_reach_a_top(above: dict[str, str]) -> None:
    found = circles(above)
    members = {each for circle in found for each in circle}
    assert len(members) == sum(map(len, found))
    for circle in found:
        assert [above[each] for each in circle] == [*circle[1:], circle[0]]
    for start in above:
        at: str | None = start
        for _ in range(len(above) + 1):
            at = above.get(at) if at is not None else None
        assert (at is not None) == _leads_into(above, start, members)


def _leads_into(above: dict[str, str], start: str, members: set[str]) -> bool:
    seen: list[str] = []
    at: str | None = start
    while at is not None and at not in seen:
        seen.append(at)
        at = above.get(at)
    return not members.isdisjoint(seen)
