"""Steps that are entered after later ones: where they fall, and which later step would not be allowed any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import pytest

from graph.duty import acts
from graph.duty.acts import ACT_OF, Act
from graph.duty.asked import Asked
from graph.duty.checking import against
from graph.duty.folding import fold
from graph.duty.late import hindered, place_of
from graph.duty.partial import History, standing_at, standing_of, standing_with
from graph.duty.records import records_of
from graph.duty.standing import Standing
from graph.duty.stepped import Late, Stepped
from graph.duty.steps import Taking, step_of
from graph.model import Case, Edge, LedBy, Node, Step, Whistle
from tests.unit.graph.duty.cast import ACTORS, CASE, CITY, GRID, HOUSING, POLICE, SAFETY, START, Told

HOUR = dt.timedelta(hours=1)
NOW = START + 100 * HOUR


@dataclass
class Case_:
    """A case with its steps and what they made, each at an hour after it came in."""

    case: Case = CASE
    steps: tuple[Step, ...] = ()
    nodes: dict[str, Node] | None = None
    edges: tuple[Edge, ...] = ()

    @property
    def history(self) -> History:
        return History(self.case, self.steps, self.edges, self.nodes or {})

    @property
    def standing(self) -> Standing:
        return standing_of(self.history)

    def then(self, kind: str, by: str, hour: float, **facts: Any) -> Case_:
        """With a step more, whatever the rules say."""
        act = self.act(kind, by, hour, facts)
        stepped = self.stepped(act)
        made = records_of(stepped)
        nodes = {**(self.nodes or {}), **{each.id: each for each in made if isinstance(each, Node)}}
        edges = {(type(e), e.source, e.target): e for e in (*self.edges, *(e for e in made if isinstance(e, Edge)))}
        case = nodes.pop(self.case.id)
        nodes.pop(stepped.step.id)
        assert isinstance(case, Case)
        return Case_(case, (*self.steps, stepped.step), nodes, tuple(edges.values()))

    def act(self, kind: str, by: str, hour: float, facts: dict[str, Any]) -> Act:
        return ACT_OF[kind](**{"at": START + hour * HOUR, "by": by, **Told(self.standing)._usual(kind), **facts})

    def stepped(self, act: Act) -> Stepped:
        place = place_of(self.history, self.standing, act.at, now=NOW)
        above = (SAFETY,) if isinstance(act, acts.RaiseUp) else ()
        step = step_of(Taking(act=act, before=place.before, at=place.at, to=above, due_at=act.at + 2 * HOUR))
        now = standing_with(self.history, step)
        late = Late(known=self.standing, now=now, kinds=frozenset(each.kind for each in place.later))
        return Stepped(
            act=act, step=step, before=place.before, after=fold([step], place.before), history=self.history,
            late=late if place.later else None,
        )  # fmt: skip

    def hindrance(self, kind: str, by: str, hour: float, **facts: Any) -> str | None:
        """What is said of a later step; raises for a step that was not allowed at its own hour."""
        act = self.act(kind, by, hour, facts)
        place = place_of(self.history, self.standing, act.at, now=NOW)
        asked = Asked(
            kind=kind, by=by, standing=place.before, case=self.case, actors=ACTORS, at=act.at, now=NOW, act=act,
            present=self.standing,
        )  # fmt: skip
        assert against(asked) is None, against(asked)
        return hindered(place, self.stepped(act).step, self.history, asked)

    def whistle(self) -> str:
        return next(each.record or "" for each in self.steps if each.kind == "whistle")

    def status(self, record: str | None) -> str:
        found = (self.nodes or {})[record or ""]
        assert isinstance(found, Whistle)
        return found.status


RECEIVED = Case_().then("receive", GRID, 0).then("accept", GRID, 1)
CALLED = RECEIVED.then("whistle", GRID, 2, to=(POLICE,))
RAISED = CALLED.then("raise_up", SAFETY, 5, whistle=CALLED.whistle(), subject="未按时报到")
SETTLED = RECEIVED.then("settle", GRID, 10, outcome="agreement")
CLOSED = SETTLED.then("visit", GRID, 12, satisfied=True).then("close", GRID, 20)


def test_it_falls_at_its_hour_and_no_two_are_at_one_moment():
    place = place_of(RAISED.history, RAISED.standing, START + 2 * HOUR, now=NOW)
    assert place.at == START + 2 * HOUR + dt.timedelta(seconds=1)
    assert [each.kind for each in place.later] == ["raise_up"]
    assert place.before == standing_at(RAISED.history, START + 2 * HOUR)
    assert list(place.before.whistles) == [RAISED.whistle()]


def test_before_anybody_received_it_nothing_was_done():
    received = Case_().then("receive", GRID, 2).then("accept", GRID, 5)
    assert standing_at(received.history, START + HOUR).phase == "new"
    with pytest.raises(AssertionError, match="received_first"):
        received.hindrance("accept", GRID, 1)
    assert "首接单位是" in (received.hindrance("receive", CITY, 1) or "")


def test_within_what_clocks_differ_it_is_put_behind_the_last_step():
    place = place_of(SETTLED.history, SETTLED.standing, START + 10 * HOUR - dt.timedelta(minutes=5), now=NOW)
    assert (place.at, place.later) == (START + 10 * HOUR + dt.timedelta(seconds=1), ())
    earlier = place_of(SETTLED.history, SETTLED.standing, START + 10 * HOUR - dt.timedelta(minutes=6), now=NOW)
    assert [each.kind for each in earlier.later] == ["settle"]


def test_a_file_of_tomorrow_stops_nobody_today():
    tomorrow = replace(RECEIVED.standing, last_at=NOW + 24 * HOUR)
    assert place_of(RECEIVED.history, tomorrow, NOW, now=NOW).later == ()


@pytest.mark.parametrize(
    ("known", "kind", "by", "hour", "facts"),
    [
        (CLOSED, "visit", SAFETY, 11, {"satisfied": True}),
        (CLOSED, "consult", GRID, 0.5, {}),
        (CLOSED, "supervise", SAFETY, 3, {}),
        (CLOSED, "help", GRID, 3, {"helpers": (CITY,)}),
        (RAISED, "whistle", GRID, 1.5, {"to": (CITY,)}),
        (RAISED, "escalate", GRID, 3, {"stage": "community"}),
        (RAISED, "settle", GRID, 3, {"outcome": "agreement"}),
    ],
)
def test_a_step_after_which_the_later_ones_are_allowed_is_no_hindrance(known, kind, by, hour, facts):
    assert known.hindrance(kind, by, hour, **facts) is None


@pytest.mark.parametrize(
    ("known", "kind", "by", "hour", "facts", "later", "why"),
    [
        (CLOSED, "visit", GRID, 13, {"satisfied": False}, "办结", "回访不满意"),
        (CLOSED, "reopen", GRID, 11, {}, "回访", "还没有化解"),
        (SETTLED, "mediate", GRID, 5, {"route": "people"}, "化解", "还有调解没有结束"),
        (SETTLED, "settle", GRID, 5, {"outcome": "agreement"}, "化解", "已经化解"),
        (SETTLED, "pause", GRID, 5, {}, "化解", "正在中止"),
        (RECEIVED, "hand_over", GRID, 0.5, {"to": CITY}, "接收", "它答复的移交就不同了"),
        (RAISED, "pause", GRID, 1.5, {}, "吹哨", "正在中止"),
    ],
)  # fmt: skip
def test_the_later_step_that_would_not_be_allowed_is_named(known, kind, by, hour, facts, later, why):
    said = known.hindrance(kind, by, hour, **facts)
    assert said is not None
    assert f"其后的“{later}”（2026-03-" in said
    assert why in said


def test_what_the_rules_refused_already_hinders_nothing():
    odd = RECEIVED.then("visit", GRID, 5)
    assert odd.hindrance("consult", GRID, 3) is None
    nameless = replace_last(RECEIVED.then("supervise", SAFETY, 5), organisation=None)
    assert nameless.hindrance("consult", GRID, 3) is None


def replace_last(case: Case_, **facts: Any) -> Case_:
    return Case_(case.case, (*case.steps[:-1], replace(case.steps[-1], **facts)), case.nodes, case.edges)


# -- whistles that went up because nobody was known to have come ---------------------------------


def test_who_came_in_time_and_is_entered_late_came_in_time():
    raised = RAISED.steps[-1].record
    assert (RAISED.status(RAISED.whistle()), RAISED.status(raised)) == ("escalated", "open")
    assert RAISED.hindrance("report", POLICE, 3, whistle=RAISED.whistle()) is None
    known = RAISED.then("report", POLICE, 3, whistle=RAISED.whistle(), result="已到场")
    assert known.standing.whistles == {}
    assert (known.status(known.whistle()), known.status(raised)) == ("answered", "withdrawn")
    assert [each.kind for each in sorted(known.steps, key=lambda each: each.at)][-2:] == ["report", "raise_up"]


def test_who_came_late_and_is_entered_late_came_late():
    known = RAISED.then("report", POLICE, 4.5, whistle=RAISED.whistle(), result="已到场")
    assert known.status(known.whistle()) == "late"


def test_those_above_may_have_answered_meanwhile():
    raised = RAISED.steps[-1].record
    answered = RAISED.then("report", SAFETY, 6, whistle=raised, result="已派人")
    assert answered.hindrance("report", POLICE, 3, whistle=RAISED.whistle()) is None
    known = answered.then("report", POLICE, 3, whistle=RAISED.whistle(), result="已到场")
    assert known.status(known.whistle()) == "answered"
    assert (raised, SAFETY) in known.standing.answered


def test_nobody_reports_twice():
    twice = CALLED.then("report", POLICE, 6, whistle=CALLED.whistle())
    assert "已经报到过" in (twice.hindrance("report", POLICE, 3, whistle=CALLED.whistle()) or "")


def test_a_whistle_that_went_up_after_it_was_settled_asks_nobody():
    raised = RAISED.steps[-1].record
    known = RAISED.then("settle", GRID, 3, outcome="agreement")
    assert (known.standing.phase, known.standing.whistles) == ("settled", {})
    assert (known.status(known.whistle()), known.status(raised)) == ("done", "withdrawn")


# -- what is written -----------------------------------------------------------------------------


def test_the_case_tells_the_last_result():
    known = SETTLED.then("settle", GRID, 5, outcome="failed", result="未谈成")
    assert (known.case.outcome, known.case.status) == ("agreement", "settled")
    assert known.case.result == SETTLED.case.result


def test_who_led_before_the_next_one_led_until_then():
    led = RECEIVED.then("lead", SAFETY, 50, leader=CITY).then("lead", SAFETY, 20, leader=HOUSING)
    spans = {each.target: (each.since, each.until) for each in led.edges if isinstance(each, LedBy)}
    assert spans == {
        CITY: ((START + 50 * HOUR).date(), None),
        HOUSING: ((START + 20 * HOUR).date(), (START + 50 * HOUR).date()),
    }
    assert led.standing.leader == CITY
