"""One case step by step: what each verb leaves in the log, who may see it, and from when."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.duty import acts
from graph.ids import make_id
from graph.model import Case, HandedTo, Node, Organisation, Step, Task, Whistle
from loaders.demo.cast import Answer
from loaders.demo.journey import Journey
from loaders.demo.log import Log

OPENING = dt.date(2024, 1, 1)
GRID, CITY, HOUSING = (
    Organisation(id=make_id("organisation", name), name=name) for name in ("网格中心", "城管", "房管所")
)
COMMUNITY = make_id("place", "community", "打铜社区")


def at(day: int, hour: int = 9, month: int = 3) -> dt.datetime:
    return dt.datetime(2024, month, day, hour)


@pytest.fixture
def log() -> Log:
    return Log(OPENING)


@pytest.fixture
def journey(log: Log) -> Journey:
    case = Case(
        id=make_id("case", "grid", "1"),
        source="grid",
        number="1",
        kind="dispute",
        title="楼道堆物",
        community=COMMUNITY,
    )
    journey = Journey(log, case)
    journey.receive(at(1), GRID)
    return journey


def chapters(log: Log) -> list[dict[str, Node]]:
    return [{each.id: each for each in chapter.records if isinstance(each, Node)} for chapter in log.chapters()]


def last(log: Log, kind: type[Node]) -> list[Node]:
    merged: dict[str, Node] = {}
    for each in chapters(log):
        merged |= each
    return [each for each in merged.values() if isinstance(each, kind)]


def test_a_case_is_written_once_a_month_as_it_stood_at_its_end(log: Log, journey: Journey) -> None:
    journey.take(acts.Accept(at=at(2), by=GRID.id))
    journey.settle(at(3, month=4), GRID, outcome="agreement", result="清理完毕")
    journey.take(acts.Close(at=at(5, month=4), by=GRID.id))
    journey.file()
    states = [each[journey.case.id] for each in chapters(log)]
    assert [state.status for state in states if isinstance(state, Case)] == ["in_progress", "closed"]


def test_a_new_hand_sees_all_that_was_written_before(log: Log, journey: Journey) -> None:
    journey.hand_over(at(4, month=5), GRID, CITY, reason="转办", answer_at=at(5, month=5))
    journey.file()
    march, may = chapters(log)
    received = make_id("step", journey.case.id, "receive", at(1).isoformat())
    assert CITY.id not in march[received].visible_to
    assert set(may[received].visible_to) == {COMMUNITY, GRID.id, CITY.id}
    assert set(journey.case.visible_to) == {COMMUNITY, GRID.id, CITY.id}


def test_a_refused_case_comes_back(log: Log, journey: Journey) -> None:
    journey.hand_over(at(2), GRID, CITY, reason="转办", answer_at=at(3), refused="不属本部门职责")
    journey.file()
    assert journey.case.status == "in_progress"
    assert journey.standing.responsible == GRID.id
    (chapter,) = log.chapters()
    (handed,) = (each for each in chapter.records if isinstance(each, HandedTo))
    assert (handed.giver, handed.accepted) == (GRID.id, False)


def test_steps_never_go_back_and_never_share_a_minute(log: Log, journey: Journey) -> None:
    for _ in range(3):
        journey.take(acts.Accept(at=at(1, hour=8), by=GRID.id))
    journey.file()
    times = [each.at for each in last(log, Step) if isinstance(each, Step)]
    assert times == sorted(set(times))


@pytest.mark.parametrize(
    ("city", "housing", "status", "why"),
    [
        (at(2, 10), at(2, 11), "answered", "both came in time"),
        (at(2, 10), at(4, 11), "late", "one came after the deadline"),
        (at(2, 10), None, "open", "one did not come"),
        (None, None, "open", "nobody came"),
    ],
)
def test_a_whistle_says_who_came(
    log: Log, journey: Journey, city: dt.datetime | None, housing: dt.datetime | None, status: str, why: str
) -> None:
    answers = [Answer(CITY, city, "到场"), Answer(HOUSING, housing, "到场")]
    journey.whistle(at(2), GRID, subject="请到场", due_at=at(3), answers=answers)
    journey.file()
    (whistle,) = last(log, Whistle)
    assert isinstance(whistle, Whistle)
    assert whistle.status == status, why


def test_a_failed_settlement_settles_nothing(journey: Journey) -> None:
    journey.settle(at(4), GRID, outcome="failed", result="")
    assert not journey.resolved
    assert (journey.case.status, journey.case.settled_on) == ("unsettled", None)


def test_a_reopened_case_is_resolved_once_more_by_its_next_settlement(journey: Journey) -> None:
    journey.settle(at(4), GRID, outcome="fulfilled", result="已办")
    journey.take(acts.Reopen(at=at(6), by=GRID.id, reason="不满意"))
    assert not journey.resolved
    assert journey.case.settled_on is None
    journey.settle(at(8), GRID, outcome="fulfilled", result="再办")
    assert journey.resolved


def test_one_organisation_is_not_several(journey: Journey) -> None:
    journey.settle(at(4), GRID, outcome="fulfilled", result="已办")
    assert not journey.joint
    journey.take(acts.Help(at=at(5), by=GRID.id, helpers=(HOUSING.id,)))
    assert journey.joint


def test_what_is_still_to_be_done_is_with_who_has_it(log: Log, journey: Journey) -> None:
    assert {(each.kind, each.organisation) for each in journey.tasks} == {("settle", GRID.id), ("stage", GRID.id)}
    journey.hand_over(at(2), GRID, CITY, reason="转办", answer_at=at(3))
    assert {(each.kind, each.organisation) for each in journey.tasks} == {("settle", CITY.id), ("stage", CITY.id)}
    journey.settle(at(4), CITY, outcome="agreement", result="清理完毕")
    assert [each.kind for each in journey.tasks] == ["visit"]
    journey.visit(at(5), GRID, mode="phone", satisfied=True, note="")
    journey.take(acts.Close(at=at(6), by=GRID.id))
    assert journey.tasks == ()
    journey.file()
    tasks = [each for each in last(log, Task) if isinstance(each, Task)]
    assert {each.ending for each in tasks} == {"done", "replaced"}
