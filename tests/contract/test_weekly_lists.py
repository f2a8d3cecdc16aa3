"""The weekly lists on every engine: who reported, who late, who not, and what is otherwise than before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.duty.lists import CommunityWeek, summary
from graph.errors import BadValue
from graph.ids import make_id
from graph.model import Case, Edge, Lists, Node, Place, WeeklyList
from graph.pipeline.listing import lists_of, weeks_of
from graph.store import EVERYTHING, Filter, Scope, Store

MONDAY = dt.date(2024, 9, 2)
WEEK = dt.timedelta(weeks=1)
LATER = dt.datetime(2024, 10, 1, 9)
NAMES = ("甲社区", "乙社区", "丙社区", "丁社区")


def community(name: str) -> Place:
    return Place(id=make_id("place", name), level="community", name=name, full_name=name)


IDS = {name: community(name).id for name in NAMES}


def case(number: str) -> Case:
    return Case(id=make_id("case", number), source="weekly_list", number=number, kind="dispute", title=number,
                visible_to=tuple(sorted(IDS.values())))  # fmt: skip


def reported(name: str, week: dt.date, submitted_on: dt.date | None, **cases: str) -> list[Node | Edge]:
    id = make_id("weeklylist", name, week.isoformat())
    told = WeeklyList(id=id, title=f"{name} {week}", week=week, community=IDS[name], submitted_on=submitted_on,
                      visible_to=(IDS[name],))  # fmt: skip
    lines = [Lists(source=id, target=case(number).id, status=status) for number, status in cases.items()]
    return [told, *(case(number) for number in cases), *lines]


def filled(store: Store) -> Store:
    """甲 is in time, 乙 late and without the week before, 丙 missing, 丁 reported without a day."""
    records = [
        *map(community, NAMES),
        *reported("甲社区", MONDAY - WEEK, MONDAY - WEEK, a="new", b="ongoing", c="settled", d="ongoing"),
        *reported("甲社区", MONDAY, MONDAY + dt.timedelta(days=4), a="ongoing", b="settled", e="new"),
        *reported("乙社区", MONDAY - 2 * WEEK, None, f="new"),
        *reported("乙社区", MONDAY, MONDAY + dt.timedelta(days=5), f="ongoing"),
        *reported("丙社区", MONDAY - 9 * WEEK, None, g="new"),
        *reported("丁社区", MONDAY, None),
        *reported("丁社区", MONDAY + WEEK, None, h="new"),
    ]
    with store.change(by="test", why="写入") as change:
        change.put(each for each in records if isinstance(each, Node))
        change.put(each for each in records if isinstance(each, Edge))
    return store


def row(store: Store, name: str, *, now: dt.datetime = LATER) -> CommunityWeek:
    week = lists_of(store, MONDAY + dt.timedelta(days=3), now=now, scope=EVERYTHING)[0]
    return next(each for each in week.rows if each.name == name)


@pytest.mark.parametrize(
    ("name", "state", "before", "total"),
    [
        ("甲社区", "submitted", MONDAY - WEEK, 3),
        ("乙社区", "late", MONDAY - 2 * WEEK, 1),
        ("丙社区", "missing", None, 0),
        ("丁社区", "undated", None, 0),
    ],
)
def test_who_reported(store: Store, name: str, state: str, before: dt.date | None, total: int) -> None:
    found = row(filled(store), name)
    assert (found.state, found.before, found.total) == (state, before, total)


def test_what_is_otherwise_than_on_the_list_before(store: Store) -> None:
    found = row(filled(store), "甲社区")
    assert found.counts == {"ongoing": 1, "settled": 1, "new": 1}
    assert found.appeared == (case("e").id,)
    assert found.settled == (case("b").id,)
    assert found.dropped == (case("d").id,), "c was settled, d is not told of any more"


def test_before_friday_evening_nobody_is_missing(store: Store) -> None:
    filled(store)
    assert row(store, "丙社区", now=dt.datetime(2024, 9, 6, 16, 59)).state == "awaited"
    assert row(store, "丙社区", now=dt.datetime(2024, 9, 6, 17, 1)).state == "missing"


def test_the_summary_names_them(store: Store) -> None:
    week, before = lists_of(filled(store), MONDAY, now=LATER, scope=EVERYTHING, weeks=2)
    text = "\n".join(summary(week, before))
    assert "4 个社区，已报 3 个" in text
    assert "逾期报送 1 个：乙社区（2024-09-07）" in text
    assert "未报 1 个：丙社区" in text
    assert "清单共 4 件：新增 1，在办 2，化解 1；与上周相比持平" in text
    assert "不再列出：甲社区 1 件" in text


def test_a_reader_of_one_community_sees_its_list_alone(store: Store) -> None:
    week = lists_of(filled(store), MONDAY, now=LATER, scope=Scope.of(IDS["甲社区"]))[0]
    assert [each.name for each in week.rows] == ["甲社区"]
    assert week.rows[0].total == 3


def test_of_whom_a_department_sees_no_list_it_is_not_said_that_there_was_none(store: Store) -> None:
    department = make_id("organisation", "城管")
    assert lists_of(filled(store), MONDAY, now=LATER, scope=Scope.of(department))[0].rows == ()
    (shared,) = store.find("weeklylist", [Filter("community", "eq", IDS["丙社区"])], first=1, scope=EVERYTHING).nodes
    with store.change(by="test", why="共享") as change:
        change.put([replace(shared, visible_to=(*shared.visible_to, department), week=MONDAY - WEEK)])
    (row,) = lists_of(store, MONDAY, now=LATER, scope=Scope.of(department))[0].rows
    assert (row.name, row.state) == ("丙社区", "missing")


def test_a_week_to_come_is_refused(store: Store) -> None:
    with pytest.raises(BadValue, match="还没有开始"):
        lists_of(store, LATER.date() + WEEK, now=LATER, scope=EVERYTHING)


def test_a_week_belongs_to_the_month_in_which_it_begins() -> None:
    weeks = weeks_of(dt.date(2024, 9, 1), dt.date(2024, 10, 1))
    assert weeks == [MONDAY + number * WEEK for number in range(5)]
    assert weeks_of(dt.date(2024, 4, 1), dt.date(2024, 5, 1))[0] == dt.date(2024, 4, 1)
