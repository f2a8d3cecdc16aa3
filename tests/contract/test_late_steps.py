"""Steps that are entered after later ones, on every engine: at their true hour, with all that follows from it."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.duty import acts
from graph.errors import StepRefused
from graph.model import Calls, Case, Task, Whistle
from graph.pipeline.inbox import due_list, told
from graph.pipeline.standings import standings_of
from graph.pipeline.stepping import Taken, take
from graph.pipeline.sweeping import sweep
from graph.pipeline.tasks import backfill
from graph.store import EVERYTHING, Filter, Store
from tests.contract.duty_centre import COMMITTEE, JUSTICE, ORDER, START, STATION, Desk, dispute, found

ONE = dispute("1")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def desk(store: Store) -> Desk:
    """The first case, received by the committee at ten on Monday."""
    found(store, ONE)
    desk = Desk(store, ONE)
    desk.take(acts.Receive, COMMITTEE)
    return desk


def entered(store: Store, act: acts.Act, now: dt.datetime) -> Taken:
    return take(store, act, case=ONE.id, by_user="甲", at_now=now)


def tasks(store: Store) -> dict[str, Task]:
    """Those that are open, by kind."""
    return {each.kind: each for each in due_list(store, now=START).nodes}


def stored(store: Store) -> Case:
    (case,) = store.get([ONE.id], scope=EVERYTHING)
    assert isinstance(case, Case)
    return case


def test_who_came_in_time_owes_nothing_and_nobody_above_does(store: Store, desk: Desk) -> None:
    whistle = desk.whistle(COMMITTEE, STATION)
    came, now = desk.at + HOUR, desk.at + 2 * DAY
    (up,) = sweep(store, now=now, by="钟").raised
    late = entered(store, acts.Report(at=came, by=STATION.id, whistle=whistle, result="已到场"), now + HOUR)
    assert (late.step.at, late.step.entered_at) == (came, now + HOUR)
    both = [each for each in store.get([whistle, up.record or ""], scope=EVERYTHING) if isinstance(each, Whistle)]
    assert [each.status for each in both] == ["answered", "withdrawn"]
    (call,) = store.edges([whistle], types=[Calls.TYPE], direction="out", scope=EVERYTHING)
    assert isinstance(call, Calls)
    assert call.reported_at == came
    ended = list(store.scan("task", [Filter("kind", "eq", "report")], scope=EVERYTHING))
    assert {each.organisation: (each.ending, each.ended_at) for each in ended} == {
        STATION.id: ("done", came), ORDER.id: ("cancelled", now),
    }  # fmt: skip
    (standing,) = standings_of(store, [stored(store)])
    assert (standing.last_step, dict(standing.whistles)) == (up.id, {})
    assert sweep(store, now=now + 9 * DAY, by="钟").raised == []


def test_deadlines_go_by_the_true_hour(store: Store, desk: Desk) -> None:
    before = tasks(store)
    desk.take(acts.Supervise, ORDER, reason="请尽快办理", hours=100)
    at = START + 50 * HOUR
    entered(store, acts.Settle(at=at, by=COMMITTEE.id, outcome="agreement", result="已修好"), desk.at)
    assert (stored(store).status, stored(store).settled_on) == ("settled", at.date())
    assert {kind: each.opened_at for kind, each in tasks(store).items()} == {"visit": at}
    (settle,) = (each for each in store.get([before["settle"].id], scope=EVERYTHING))
    assert isinstance(settle, Task)
    assert (settle.ending, settle.ended_at, settle.due_at) == ("done", at, before["settle"].due_at)
    assert backfill(store, by="钟").opened == 0


def test_a_clock_stood_as_long_as_it_did(store: Store, desk: Desk) -> None:
    """Paused on Monday, resumed on Wednesday morning, which is entered on Friday behind a consultation."""
    before = tasks(store)["settle"]
    desk.take(acts.Pause, COMMITTEE, reason="等待鉴定")
    paused = desk.at
    desk.take(acts.Consult, JUSTICE, mode="online", subject="赔偿", hours=90)
    on_time = Desk(store, ONE, at=desk.at)
    entered(store, acts.Resume(at=paused + 2 * DAY, by=COMMITTEE.id), on_time.at)
    settle = tasks(store)["settle"]
    assert (settle.paused_at, settle.id) == (None, before.id)
    assert settle.due_at - before.due_at >= 2 * DAY
    assert settle.due_at - before.due_at < 5 * DAY


def test_what_a_later_step_rests_on_is_not_taken_away(store: Store, desk: Desk) -> None:
    desk.take(acts.Settle, COMMITTEE, outcome="agreement", result="已修好", hours=10)
    desk.take(acts.Visit, COMMITTEE, satisfied=True, hours=10)
    desk.take(acts.Close, COMMITTEE, hours=10)
    head = store.head()
    act = acts.Visit(at=desk.at - HOUR, by=COMMITTEE.id, satisfied=False)
    with pytest.raises(StepRefused) as refused:
        entered(store, act, desk.at + DAY)
    assert refused.value.facts["name"] == "leaves_later_steps_allowed"
    assert "其后的“办结”（2026-03-03 16:00，三民社区居民委员会）就不成立：回访不满意" in str(refused.value)
    assert store.head() == head
    visit = acts.Visit(at=desk.at - HOUR, by=COMMITTEE.id, satisfied=True)
    assert entered(store, visit, desk.at + DAY).case.status == "closed"


def test_what_was_not_allowed_then_is_not_allowed_late(store: Store, desk: Desk) -> None:
    desk.take(acts.Settle, COMMITTEE, outcome="agreement", result="已修好", hours=10)
    with pytest.raises(StepRefused, match="补登在 2026-03-02 13:00，按当时的情况，还没有化解"):
        entered(store, acts.Visit(at=START + 4 * HOUR, by=COMMITTEE.id, satisfied=True), desk.at + DAY)


def test_the_first_receiver_is_told_of_it_when_it_is_entered(store: Store, desk: Desk) -> None:
    desk.take(acts.Settle, COMMITTEE, outcome="agreement", result="已修好", hours=90)
    now = desk.at + 40 * DAY
    late = entered(store, acts.Consult(at=START + 5 * HOUR, by=JUSTICE.id, mode="online", subject="赔偿"), now)
    assert [each.step.id for each in told(store, COMMITTEE.id, since=now - HOUR)] == [late.step.id]
    assert told(store, COMMITTEE.id, since=now + HOUR) == ()


def test_a_late_step_sent_again_is_one_step(store: Store, desk: Desk) -> None:
    desk.take(acts.Settle, COMMITTEE, outcome="agreement", result="已修好", hours=90)
    act = acts.Consult(at=START + 5 * HOUR, by=JUSTICE.id, mode="online", subject="赔偿")
    first = take(store, act, case=ONE.id, by_user="甲", at_now=desk.at + DAY, key="k")
    head = store.head()
    again = take(store, act, case=ONE.id, by_user="甲", at_now=desk.at + 2 * DAY, key="k")
    assert (again.repeated, again.step, store.head()) == (True, first.step, head)
