"""Inbox, due lists, what is made good for cases from files, and whistles that go up: on every engine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from graph.duty import acts
from graph.duty.deadline_files import shipped
from graph.duty.tasks import new_task
from graph.errors import BadValue
from graph.ids import make_id
from graph.model import Case, ReceivedBy, Step, Task, Whistle
from graph.pipeline.inbox import due_list, inbox, told
from graph.pipeline.sweeping import sweep
from graph.pipeline.tasks import backfill
from graph.store import EVERYTHING, Scope, Store
from tests.contract.duty_centre import (
    COMMITTEE,
    CORE,
    JUSTICE,
    ORDER,
    PATROL,
    SANMIN,
    START,
    STATION,
    Desk,
    dispute,
    found,
)
from tests.contract.records import put

ONE, TWO = dispute("1"), dispute("2", kind="hazard", title="楼道堆物")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def desk(store: Store) -> Desk:
    """The first case, received by the committee at ten on Monday."""
    found(store, ONE, TWO)
    desk = Desk(store, ONE)
    desk.take(acts.Receive, COMMITTEE)
    return desk


def kinds(tasks: Any) -> list[str]:
    return [each.kind for each in tasks]


def open_tasks(store: Store, **facts: Any) -> tuple[Task, ...]:
    return due_list(store, now=START, **facts).nodes


# -- inbox ---------------------------------------------------------------------------------------


def test_an_inbox_holds_what_is_to_be_done_the_earliest_deadline_first(store: Store, desk: Desk) -> None:
    desk.whistle(COMMITTEE, STATION)
    desk.take(acts.HandOver, COMMITTEE, to=JUSTICE.id, reason="专业调解")
    assert kinds(inbox(store, STATION.id, now=desk.at).tasks.nodes) == ["report"]
    assert kinds(inbox(store, JUSTICE.id, now=desk.at).tasks.nodes) == ["accept"]
    own = inbox(store, COMMITTEE.id, now=desk.at)
    assert kinds(own.tasks.nodes) == ["stage", "settle"]
    assert (dict(own.waiting), own.overdue) == ({"stage": 1, "settle": 1}, 0)
    late = inbox(store, COMMITTEE.id, now=desk.at + 10 * DAY)
    assert (late.overdue, kinds(late.tasks.nodes)) == (1, ["stage", "settle"])


def test_an_inbox_has_pages(store: Store, desk: Desk) -> None:
    first = inbox(store, COMMITTEE.id, now=desk.at, first=1).tasks
    rest = inbox(store, COMMITTEE.id, now=desk.at, first=1, after=first.cursors[-1]).tasks
    assert (kinds(first.nodes), first.more, kinds(rest.nodes), rest.more) == (["stage"], True, ["settle"], False)


def test_the_first_receiver_is_told_of_each_step_of_others(store: Store, desk: Desk) -> None:
    desk.take(acts.HandOver, COMMITTEE, to=JUSTICE.id, reason="专业调解")
    desk.take(acts.Accept, JUSTICE)
    begun = desk.take(acts.Mediate, JUSTICE, route="people").step
    feed = inbox(store, COMMITTEE.id, now=desk.at).told
    assert [(each.step.kind, each.case.id) for each in feed] == [("mediate", ONE.id), ("accept", ONE.id)]
    assert feed[0].step == begun
    assert [each.step.kind for each in told(store, COMMITTEE.id, since=desk.at)] == ["mediate"]
    assert [each.step.kind for each in told(store, COMMITTEE.id, since=START, first=1, skip=1)] == ["accept"]
    assert inbox(store, JUSTICE.id, now=desk.at).told == ()
    assert inbox(store, COMMITTEE.id, now=desk.at + 40 * DAY).told == ()


def test_an_inbox_shows_what_its_reader_may_see(store: Store, desk: Desk) -> None:
    desk.take(acts.HandOver, COMMITTEE, to=JUSTICE.id, reason="专业调解")
    desk.take(acts.Accept, JUSTICE)
    assert kinds(inbox(store, JUSTICE.id, now=desk.at, scope=Scope.of(JUSTICE.id)).tasks.nodes) == ["stage", "settle"]
    stranger = inbox(store, JUSTICE.id, now=desk.at, scope=Scope.of(STATION.id))
    assert (stranger.tasks.nodes, dict(stranger.waiting)) == ((), {})
    assert inbox(store, COMMITTEE.id, now=desk.at, scope=Scope.of(STATION.id)).told == ()


# -- due lists -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "at", "expected"),
    [
        ("open", START, ["stage", "settle"]),
        ("due", START + HOUR, ["stage", "settle"]),
        ("at_risk", START + 2 * HOUR, []),
        ("at_risk", dt.datetime(2026, 3, 5, 9), ["stage"]),
        ("at_risk", dt.datetime(2026, 3, 5, 17, 30), ["stage"]),
        ("overdue", dt.datetime(2026, 3, 5, 17, 30), []),
        ("overdue", dt.datetime(2026, 3, 5, 17, 31), ["stage"]),
        ("due", dt.datetime(2026, 3, 5, 17, 31), ["settle"]),
        ("overdue", dt.datetime(2026, 4, 2), ["stage", "settle"]),
        ("paused", START, []),
    ],
)
def test_what_is_due_at_risk_and_overdue(
    store: Store, desk: Desk, which: str, at: dt.datetime, expected: list[str]
) -> None:
    page = due_list(store, which, now=at, total=True)
    assert (kinds(page.nodes), page.total) == (expected, len(expected))


def test_what_is_paused_is_not_overdue_and_comes_back_later(store: Store, desk: Desk) -> None:
    before = {each.kind: each for each in open_tasks(store)}
    desk.take(acts.Pause, COMMITTEE, reason="当事人住院")
    late = desk.at + 60 * DAY
    assert due_list(store, "overdue", now=late).nodes == ()
    assert kinds(due_list(store, "paused", now=late).nodes) == ["stage", "settle"]
    desk.take(acts.Resume, COMMITTEE, hours=7 * 24)
    after = {each.kind: each for each in open_tasks(store)}
    assert after.keys() == before.keys()
    assert all(after[kind].due_at > before[kind].due_at and after[kind].id == before[kind].id for kind in before)


def test_a_list_is_narrowed(store: Store, desk: Desk) -> None:
    desk.whistle(COMMITTEE, STATION, PATROL)
    assert kinds(open_tasks(store, kind="report")) == ["report", "report"]
    assert kinds(open_tasks(store, organisation=PATROL.id)) == ["report"]
    assert len(open_tasks(store, community=SANMIN.id)) == 4
    assert open_tasks(store, community=make_id("place", "别处")) == ()
    assert kinds(open_tasks(store, case=ONE.id, until=START + DAY)) == ["report", "report"]
    assert open_tasks(store, case=TWO.id) == ()
    with pytest.raises(BadValue) as refused:
        due_list(store, "soon", now=START)
    assert "待办（open）、未到期（due）、临期（at_risk）" in str(refused.value)


# -- steps and their tasks -----------------------------------------------------------------------


def test_a_step_tells_which_tasks_it_changed_and_they_are_stored(store: Store, desk: Desk) -> None:
    taken = desk.take(acts.HandOver, COMMITTEE, to=JUSTICE.id, reason="专业调解")
    assert [(each.kind, each.organisation) for each in taken.tasks if each.kind == "accept"] == [("accept", JUSTICE.id)]
    accepted = desk.take(acts.Accept, JUSTICE)
    assert sorted((each.kind, each.ending or "open") for each in accepted.tasks) == [
        ("accept", "done"), ("settle", "open"), ("settle", "replaced"), ("stage", "open"), ("stage", "replaced"),
    ]  # fmt: skip
    assert list(store.get([each.id for each in accepted.tasks], scope=EVERYTHING)) == list(accepted.tasks)
    assert {each.organisation for each in open_tasks(store)} == {JUSTICE.id}


def test_from_intake_to_the_end_nothing_is_left(store: Store, desk: Desk) -> None:
    mediated = desk.take(acts.Mediate, COMMITTEE, route="people")
    desk.take(acts.Conclude, COMMITTEE, mediation=mediated.step.record, result="agreement", agreement="三日内修好")
    desk.take(acts.Settle, COMMITTEE, outcome="agreement", result="已修好")
    assert kinds(open_tasks(store)) == ["visit"]
    desk.take(acts.Visit, COMMITTEE, mode="phone", satisfied=True)
    assert kinds(open_tasks(store)) == ["close"]
    desk.take(acts.Close, COMMITTEE)
    assert open_tasks(store) == ()
    ended = list(store.scan("task", scope=EVERYTHING))
    assert sorted((each.kind, each.ending) for each in ended) == [
        (kind, "done") for kind in ("close", "conclude", "settle", "stage", "visit")
    ]


# -- made good -----------------------------------------------------------------------------------


def loaded(number: str, *steps: tuple[str, int], **facts: Any) -> list[Any]:
    """A case as a file gives it: received by the committee, its steps by their day, and no task."""
    one = dispute(number, **facts)
    made = [
        Step(id=make_id("step", number, kind, str(day)), kind=kind, at=START + day * DAY, case=one.id,
             organisation=COMMITTEE.id, visible_to=one.visible_to)
        for kind, day in steps
    ]  # fmt: skip
    return [one, *made, ReceivedBy(source=one.id, target=COMMITTEE.id, at=START)]


def test_cases_from_files_get_the_tasks_that_their_steps_would_have_left(store: Store) -> None:
    found(
        store,
        *loaded("a"),
        *loaded("b", ("receive", 0), ("settle", 3), status="settled", settled_on=(START + 3 * DAY).date()),
        *loaded("c", ("receive", 0), ("settle", 3), ("close", 9), status="closed", closed_on=(START + 9 * DAY).date()),
        dispute("d"),
    )
    made = backfill(store, by="甲")
    assert (made.cases, made.opened, made.ended, made.moved) == (3, 3, 0, 0)
    assert made.nobodys == (dispute("d").id,)
    by_case = {(each.case, each.kind): each for each in open_tasks(store)}
    assert by_case.keys() == {(dispute("a").id, "settle"), (dispute("a").id, "stage"), (dispute("b").id, "visit")}
    assert by_case[dispute("a").id, "settle"].due_at == dt.datetime(2026, 4, 1, 17, 30)
    assert by_case[dispute("b").id, "visit"].opened_at == START + 3 * DAY


def test_a_task_of_a_warning_alone_does_not_pass_for_one_of_a_step(store: Store) -> None:
    one = dispute("a")
    due = shipped().due("handle", START, level="high")
    warned = new_task("handle", subject=make_id("warning", "1"), case=one, organisation=ORDER.id, at=START, due=due,
                      title="高等级预警")  # fmt: skip
    found(store, *loaded("a", ("receive", 0), ("accept", 4)), warned)
    backfill(store, by="甲")
    settle = next(each for each in open_tasks(store) if each.kind == "settle")
    assert settle.opened_at == START
    assert "handle" in kinds(open_tasks(store))


def test_made_good_twice_is_once(store: Store) -> None:
    found(store, *loaded("a"), *loaded("b", ("receive", 0), ("settle", 3), status="settled"))
    backfill(store, by="甲")
    head = store.head()
    again = backfill(store, by="甲")
    assert (again.opened, again.ended, again.moved) == (0, 0, 0)
    assert store.head() == head


def test_a_later_file_ends_what_is_done(store: Store) -> None:
    found(store, *loaded("a"))
    backfill(store, by="甲")
    settled = loaded("a", ("settle", 3), status="settled", settled_on=(START + 3 * DAY).date())
    put(store, *settled)
    made = backfill(store, by="甲")
    assert (made.opened, made.ended) == (1, 2)
    assert kinds(open_tasks(store)) == ["visit"]
    put(store, *loaded("a", ("settle", 3), ("close", 5), status="closed", closed_on=(START + 5 * DAY).date()))
    assert backfill(store, by="甲").ended == 1
    assert open_tasks(store) == ()
    assert backfill(store, by="甲").cases == 0


def test_a_step_on_a_case_that_never_had_a_task_opens_those_of_then(store: Store) -> None:
    found(store, *loaded("a"))
    desk = Desk(store, dispute("a"), at=START + 5 * DAY)
    taken = desk.take(acts.BlowWhistle, COMMITTEE, to=(STATION.id,), subject="围堵")
    settle = next(each for each in taken.tasks if each.kind == "settle")
    assert (settle.opened_at, settle.due_at) == (START, dt.datetime(2026, 4, 1, 17, 30))
    assert sorted(kinds(taken.tasks)) == ["report", "settle", "stage"]


# -- whistles that go up -------------------------------------------------------------------------


def whistles(store: Store) -> list[Whistle]:
    return sorted(store.scan("whistle", scope=EVERYTHING), key=lambda each: each.at)


def test_an_unanswered_whistle_goes_up_level_by_level_until_the_core(store: Store, desk: Desk) -> None:
    first = desk.whistle(COMMITTEE, PATROL)
    assert sweep(store, now=desk.at + HOUR, by="钟").raised == []
    ups = []
    now = desk.at + 3 * HOUR
    for _ in range(3):
        swept = sweep(store, now=now, by="钟")
        assert (len(swept.raised), swept.late, swept.refused) == (1, [], [])
        assert sweep(store, now=now, by="钟").raised == []
        ups.append(swept.raised[0])
        now += 3 * DAY
    assert [each.to for each in ups] == [(STATION.id,), (ORDER.id,), (CORE.id,)]
    assert [each.follows for each in ups] == [first, ups[0].record, ups[1].record]
    assert [each.organisation for each in ups] == [ORDER.id, COMMITTEE.id, ORDER.id], "nobody reports to themselves"
    assert [(each.kind, each.status) for each in whistles(store)] == [
        ("call", "escalated"), ("raise", "escalated"), ("raise", "escalated"), ("raise", "open"),
    ]  # fmt: skip
    last = sweep(store, now=now, by="钟")
    assert ([each.id for each in last.late], last.raised) == ([ups[2].record], [])
    assert whistles(store)[-1].status == "late"
    head = store.head()
    again = sweep(store, now=now + DAY, by="钟")
    assert (again.raised, again.late, again.refused, store.head()) == ([], [], [], head)
    assert again.overdue[CORE.id] == 1


def test_an_answered_whistle_stays(store: Store, desk: Desk) -> None:
    whistle = desk.whistle(COMMITTEE, STATION)
    desk.take(acts.Report, STATION, whistle=whistle, result="已到场")
    assert sweep(store, now=desk.at + 9 * DAY, by="钟").raised == []
    assert [each.status for each in whistles(store)] == ["answered"]


def test_only_those_who_did_not_come_are_reported_on(store: Store, desk: Desk) -> None:
    whistle = desk.whistle(COMMITTEE, STATION, PATROL)
    desk.take(acts.Report, STATION, whistle=whistle, result="已到场")
    (up,) = sweep(store, now=desk.at + 9 * HOUR, by="钟").raised
    assert up.to == (STATION.id,)
    assert PATROL.name in up.note and STATION.name not in up.note


def test_who_comes_late_is_late_and_nothing_goes_up_for_them_again(store: Store, desk: Desk) -> None:
    whistle = desk.whistle(COMMITTEE, PATROL)
    sweep(store, now=desk.at + 3 * HOUR, by="钟")
    desk.take(acts.Report, PATROL, hours=5, whistle=whistle, result="来晚了")
    assert next(each for each in whistles(store) if each.id == whistle).status == "late"
    assert open_tasks(store, kind="report") == ()


def test_what_is_over_is_not_swept(store: Store, desk: Desk) -> None:
    desk.whistle(COMMITTEE, PATROL)
    desk.take(acts.Withdraw, COMMITTEE, reason="当事人不再要求")
    assert sweep(store, now=desk.at + 9 * DAY, by="钟").raised == []


def test_overdue_tasks_are_counted_by_organisation(store: Store, desk: Desk) -> None:
    assert sweep(store, now=desk.at, by="钟").overdue == {}
    assert sweep(store, now=desk.at + 90 * DAY, by="钟").overdue == {COMMITTEE.id: 2}


def test_a_case_that_is_corrected_keeps_its_tasks(store: Store, desk: Desk) -> None:
    """A file that states the case anew changes nothing of what is to be done."""
    before = open_tasks(store)
    stored = store.get([ONE.id], scope=EVERYTHING)[0]
    assert isinstance(stored, Case)
    put(store, replace(stored, title="楼上漏水（更正）"))
    backfill(store, by="甲")
    assert open_tasks(store) == before
