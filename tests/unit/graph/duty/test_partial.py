"""Where a case stands of which files told a part: dates, edges and records stand for the steps that must have been."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.duty.partial import History, standing_of
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.model import (
    AttendedBy,
    By,
    Calls,
    DecidedAt,
    Decision,
    HandedTo,
    HelpedBy,
    LedBy,
    Mediation,
    Meeting,
    ReceivedBy,
    Step,
    Visit,
    Whistle,
)
from tests.unit.graph.duty.cast import CASE, CITY, GRID, HOUSING, PANEL, POLICE, SAFETY, SECRETARY, START, Told

DAY = dt.date(2026, 3, 10)
RECEIVED = ReceivedBy(source=CASE.id, target=GRID, at=START)


def step(kind: str, at: dt.datetime = START, by: str | None = None, **facts) -> Step:
    return Step(id=make_id("step", kind, at.isoformat()), case=CASE.id, kind=kind, at=at, organisation=by, **facts)


def told(*edges, steps=(), records=(), **facts) -> Standing:
    case = replace(CASE, **facts)
    return standing_of(History(case, list(steps), [RECEIVED, *edges], {each.id: each for each in records}))


def test_a_case_without_receiver_is_new():
    assert standing_of(History(CASE)).phase == "new"


def test_the_edge_of_the_first_receiver_is_enough():
    now = told()
    assert (now.phase, now.first_receiver, now.responsible, now.last_at) == ("received", GRID, GRID, None)


def test_the_edge_stands_whatever_a_step_says():
    assert told(steps=[step("receive", by=POLICE)]).first_receiver == GRID


@pytest.mark.parametrize(
    ("facts", "phase"),
    [
        ({"status": "in_progress"}, "received"),
        ({"status": "settled", "settled_on": DAY, "outcome": "agreement"}, "settled"),
        ({"status": "settled"}, "settled"),
        ({"status": "closed", "settled_on": DAY, "closed_on": DAY}, "closed"),
        ({"status": "closed"}, "closed"),
        ({"status": "withdrawn", "closed_on": DAY}, "withdrawn"),
        ({"status": "rejected"}, "declined"),
        ({"received_at": None, "status": "closed"}, "closed"),
    ],
)
def test_dates_and_status_stand_for_steps(facts, phase):
    assert told(**facts).phase == phase


def test_a_settlement_and_a_closing_of_one_day_follow_one_another():
    day = dt.datetime.combine(DAY, dt.time())
    steps = [step("close", day), step("settle", day, outcome="agreement"), step("receive", by=GRID)]
    now = told(steps=steps, status="closed", settled_on=DAY, closed_on=DAY)
    assert (now.phase, now.settled and now.settled.outcome) == ("closed", "agreement")


def test_hand_overs_of_edges():
    handed = HandedTo(source=CASE.id, target=CITY, at=START, giver=GRID)
    assert told(handed).phase == "offered"
    assert told(replace(handed, accepted=True)).responsible == CITY
    assert told(replace(handed, accepted=False)).responsible == GRID
    accepted = [step("hand_over", by=GRID), step("accept", START + dt.timedelta(hours=1), by=CITY)]
    assert (told(handed, steps=accepted).responsible, len(told(handed, steps=accepted).hands)) == (CITY, 1)


def test_a_whistle_without_a_step_waits_for_who_has_not_come():
    whistle = Whistle(id=make_id("whistle", "1"), subject="请到场", at=START)
    calls = [
        Calls(source=whistle.id, target=POLICE, reported_at=START + dt.timedelta(hours=1)),
        Calls(source=whistle.id, target=CITY),
    ]
    blown = By(source=whistle.id, target=SAFETY)
    assert told(blown, *calls, records=[whistle]).whistles[whistle.id].missing == (CITY,)
    assert told(blown, *calls, records=[replace(whistle, status="done")]).whistles == {}


def test_mediations_without_steps():
    mediation = Mediation(id=make_id("mediation", "1"), route="people", started_on=DAY)
    by = By(source=mediation.id, target=PANEL)
    assert told(by, records=[mediation]).mediations[mediation.id].by == PANEL
    ended = replace(mediation, result="agreement", ended_on=DAY, confirmed_on=DAY)
    assert [(each.result, each.confirmed, each.by) for each in told(by, records=[ended]).mediated] == [
        ("agreement", True, PANEL)
    ]


def test_meetings_and_decisions_without_steps():
    meeting = Meeting(id=make_id("meeting", "1"), kind="joint_consultation", title="会商", on=DAY)
    decision = Decision(id=make_id("decision", "1"), text="修好", on=DAY, due_on=DAY + dt.timedelta(days=7))
    edges = (
        By(source=meeting.id, target=SAFETY), AttendedBy(source=meeting.id, target=CITY),
        DecidedAt(source=decision.id, target=meeting.id), LedBy(source=decision.id, target=HOUSING),
        HelpedBy(source=decision.id, target=CITY),
    )  # fmt: skip
    now = told(*edges, records=[meeting, decision])
    assert (now.meetings[meeting.id].by, now.meetings[meeting.id].attendees) == (SAFETY, (CITY,))
    waiting = now.decisions[decision.id]
    assert (waiting.lead, waiting.helpers, waiting.due_at) == (HOUSING, (CITY,), dt.datetime(2026, 3, 17, 18))
    done = replace(decision, status="done", done_on=DAY)
    assert told(*edges, records=[meeting, done]).decided == {decision.id}


def test_a_visit_without_a_step():
    visit = Visit(id=make_id("visit", "1"), on=DAY, satisfied=False)
    now = told(records=[visit], status="settled", settled_on=DAY, outcome="explained")
    assert now.visited and now.visited.satisfied is False


def test_leaders_and_helpers_of_edges():
    now = told(
        LedBy(source=CASE.id, target=CITY, until=DAY), LedBy(source=CASE.id, target=SECRETARY, since=DAY),
        HelpedBy(source=CASE.id, target=POLICE),
    )  # fmt: skip
    assert (now.leader, now.helpers) == (SECRETARY, (POLICE,))


def test_the_level_that_is_reached_is_that_of_the_case():
    assert told(stage="street").stage == "street"
    assert told(stage="street", steps=[step("escalate", by=GRID)]).stage == "street"


def test_a_level_that_a_centre_added_stands_and_nothing_goes_up_from_it():
    now = told(stage="district", steps=[step("meet", by=GRID, record="meeting-x")])
    assert now.stage == "district"
    assert Told(now, START).refused("escalate", GRID) == "escalate_one_level_after_an_attempt"
