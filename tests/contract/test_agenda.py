"""The agenda of a month's risk meeting on every engine: every section, its reasons, and the calling of the meeting."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

import pytest

from graph.duty.acts import Meet
from graph.duty.agenda import SECTIONS, Agenda
from graph.errors import BadValue
from graph.ids import make_id
from graph.model import (
    About,
    Calls,
    Case,
    Decision,
    Edge,
    LedBy,
    Lists,
    Matter,
    Meeting,
    Node,
    Organisation,
    PartOf,
    Place,
    ReceivedBy,
    Task,
    Warning,
    WeeklyList,
    Whistle,
)
from graph.pipeline.agenda import call_meeting, month_agenda
from graph.store import EVERYTHING, Scope, Store

NOW = dt.datetime(2024, 10, 8, 9)
HOURS = dt.timedelta(hours=2)
MAY = dt.datetime(2024, 5, 20, 9)


def day(month: int, number: int) -> dt.date:
    return dt.date(2024, month, number)


def at(month: int, number: int) -> dt.datetime:
    return dt.datetime(2024, month, number, 10)


def case(number: str, received: dt.datetime = MAY, **facts: object) -> Case:
    stated = {"source": "grid", "kind": "dispute", "title": number, "visible_to": ("area",), **facts}
    return Case(id=make_id("case", number), number=number, received_at=received, **stated)  # type: ignore[arg-type]


def warning(name: str, raised_on: dt.date, level: str = "medium", **facts: object) -> Warning:
    return Warning(id=make_id("warning", name), level=level, raised_on=raised_on, reasons=(name,),
                   visible_to=("area",), **facts)  # type: ignore[arg-type]  # fmt: skip


OFFICE = Organisation(id=make_id("organisation", "平安办"), name="平安办", tier="core")
HOUSING = Organisation(id=make_id("organisation", "房管所"), name="房管所", kind="department")
HOT = case("扬言")
GROWN, NEW = (Matter(id=make_id("matter", name), title=name, cases=2, participants=7, visible_to=("area",),
                     last_on=day(9, 20)) for name in ("电梯", "物业费"))  # fmt: skip
OLD_ONE, CAME = case("电梯一", at(7, 1)), case("电梯二", at(9, 20))
BOTH = [case("物业一", at(9, 3)), case("物业二", at(9, 30))]
COMMUNITY = Place(id=make_id("place", "甲"), level="community", name="甲社区", full_name="甲社区")


def month() -> list[Node | Edge]:
    """September 2024, with something for each section and something of each sort that is none of it."""
    warnings = [
        warning("新增", day(9, 2)),
        warning("升级", day(7, 2), "high", level_on=day(9, 9)),
        warning("等着", day(6, 2), "low"),
        warning("当月处置", day(9, 3), handled_on=day(9, 5)),
        warning("十月处置", day(9, 4), handled_on=day(10, 2)),
        warning("十月发出", day(10, 3)),
    ]
    decisions = [
        Decision(id=make_id("decision", "修"), text="修电梯", on=day(8, 1), due_on=day(9, 1), visible_to=("area",)),
        Decision(id=make_id("decision", "完"), text="已修好", on=day(8, 1), done_on=day(9, 9), status="done"),
        Decision(id=make_id("decision", "消"), text="取消了", on=day(8, 1), status="dropped"),
    ]
    whistles = [
        Whistle(id=make_id("whistle", name), subject=name, at=MAY, due_at=MAY + HOURS, visible_to=("area",))
        for name in ("没人来", "来了", "十月才来")
    ]
    tasks = [
        Task(id=make_id("task", f"{n}"), kind=kind, title=f"待办{n}", subject=HOT.id, case=HOT.id, due_at=due,
             organisation=HOUSING.id, opened_at=MAY, ended_at=ended, visible_to=("area",))
        for n, (kind, due, ended) in enumerate((
            ("settle", at(9, 2), None), ("settle", at(8, 2), at(10, 1)), ("visit", at(9, 9), at(9, 20)),
            ("visit", at(10, 9), None), ("stage", at(9, 3), None),
        ))
    ]  # fmt: skip
    weekly = WeeklyList(id=make_id("weeklylist", "1"), title="甲", week=day(9, 2), community=COMMUNITY.id,
                        submitted_on=day(9, 7), visible_to=("area",))  # fmt: skip
    return [
        OFFICE, HOUSING, HOT, GROWN, NEW, OLD_ONE, CAME, *BOTH, COMMUNITY, *warnings, *decisions, *whistles, *tasks,
        weekly, Lists(source=weekly.id, target=HOT.id),
        *(About(source=each.id, target=HOT.id) for each in (*warnings, *decisions, *whistles)),
        LedBy(source=decisions[0].id, target=HOUSING.id),
        *(Calls(source=each.id, target=HOUSING.id, reported_at=reported)
          for each, reported in zip(whistles, (None, MAY, at(10, 2)), strict=True)),
        *(PartOf(source=each.id, target=GROWN.id) for each in (OLD_ONE, CAME)),
        *(PartOf(source=each.id, target=NEW.id) for each in BOTH),
        *(ReceivedBy(source=each.id, target=OFFICE.id, at=each.received_at) for each in (HOT, OLD_ONE, CAME, *BOTH)),
    ]  # fmt: skip


def put(store: Store, records: list[Node | Edge]) -> Store:
    with store.change(by="test", why="写入") as change:
        change.put(each for each in records if isinstance(each, Node))
        change.put(each for each in records if isinstance(each, Edge))
    return store


def asked(store: Store, scope: Scope = EVERYTHING) -> Agenda:
    return month_agenda(store, day(9, 15), now=NOW, scope=scope)


def told(agenda: Agenda) -> dict[str, list[tuple[str, str]]]:
    """Title and reason of the items by section."""
    return {name: [(each.title, each.reason) for each in agenda.of(name)] for name in SECTIONS}


NEWS = ((2, "新增"), (4, "十月处置"))


def by_id(kind: str, named: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """In the order of the ids that their names make."""
    return sorted(named, key=lambda each: make_id(kind, each[1]))


def test_every_section_has_what_belongs_there_and_nothing_else(store: Store) -> None:
    found = told(asked(put(store, month())))
    # The list of 30 September is due behind the national holiday, on the evening of 8 October.
    assert found == {
        "warnings_new": [("扬言", f"2024-09-0{n} 发出中等级预警：{name}") for n, name in by_id("warning", NEWS)],
        "warnings_risen": [("扬言", "2024-09-09 升为高等级，2024-07-02 发出：升级")],
        "warnings_waiting": [("扬言", "低等级，2024-06-02 发出，至今未处置：等着")],
        "matters_grown": [("电梯", "由 1 件增为 2 件，至少 7 人参与")],
        "matters_new": [("物业费", "本月反映 2 件，至少 7 人参与")],
        "decisions_open": [("修电梯", "2024-08-01 议定，由房管所牵头，应于 2024-09-01 完成，到月底逾期 29 天")],
        "whistles_open": [
            (name, "2024-05-20 吹哨，房管所没有报到，应于 2024-05-20 11:00 前报到")
            for _, name in by_id("whistle", enumerate(("没人来", "十月才来")))
        ],
        "lists_missing": [("甲社区", "09-09、09-16、09-23 起的各周没有报，另迟报 1 周")],
        "tasks_overdue": [("房管所", "逾期 3 项（化解 2，本级化解 1），最早的应于 2024-08-02 完成：待办1")],
    }


def test_in_any_order_it_is_the_same(store: Store) -> None:
    records = month()
    first = told(asked(put(store, records)))
    for seed in range(3):
        random.Random(seed).shuffle(records)
        with store.change(by="test", why="清空") as change:
            change.delete([each.id for each in records if isinstance(each, Node)])
        assert told(asked(put(store, records))) == first


def test_who_sees_nothing_is_told_nothing(store: Store) -> None:
    found = asked(put(store, month()), Scope.of("elsewhere"))
    assert {each.section for each in found.items} <= {"lists_missing"}


def test_a_month_to_come_is_refused(store: Store) -> None:
    with pytest.raises(BadValue, match="还没有开始"):
        month_agenda(store, day(11, 1), now=NOW, scope=EVERYTHING)


def test_the_meeting_is_about_all_that_stands_on_the_agenda(store: Store) -> None:
    found = asked(put(store, month()))
    assert found.subjects == (HOT.id, GROWN.id, NEW.id)
    act = Meet(at=NOW, by=OFFICE.id, kind="risk_review", title="九月风险研判会", attendees=(HOUSING.id,))
    called = call_meeting(store, found, act, by_user="李", now=NOW)
    assert (called.about, called.refused) == (found.subjects, ())
    meetings = [each for each in store.scan("meeting", scope=EVERYTHING) if isinstance(each, Meeting)]
    assert [(each.id, each.kind, each.title) for each in meetings] == [
        (called.meeting, "risk_review", "九月风险研判会")
    ]
    about = {each.target for each in store.edges([meetings[0].id], types=["about"], direction="out", scope=EVERYTHING)}
    assert {HOT.id, GROWN.id, NEW.id} <= about
    head = store.head()
    assert call_meeting(store, found, act, by_user="李", now=NOW).meeting == called.meeting
    assert store.head() == head
