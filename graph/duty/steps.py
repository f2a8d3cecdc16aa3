"""The step that an act becomes: all of it that where the case stands depends on, and the ids of what it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from graph.clock import evening_of
from graph.duty import acts
from graph.duty.acts import Act
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.model import Step

A = TypeVar("A", bound=Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """An act on its way to become a step."""

    act: Act
    before: Standing
    at: dt.datetime
    """When it counts as taken: behind the last step, where two desks' clocks differ."""
    to: tuple[str, ...] = ()
    """Of a report upward: to whom."""
    due_at: dt.datetime | None = None
    """Of whistles: by when, as the act or the table of deadlines says."""
    key: str = ""
    entered_at: dt.datetime | None = None
    """Of a step that is entered after later ones: when."""


def step_of(taking: Taking) -> Step:
    """The step; it is seen by those who see the case, which who writes it fills in."""
    act = taking.act
    facts = _FACTS_OF[type(act)](taking) if type(act) in _FACTS_OF else {}
    return Step(
        id=step_id(act, taking.before.case, at=taking.at, key=taking.key),
        kind=act.KIND,
        at=taking.at,
        case=taking.before.case,
        organisation=act.by,
        officer=act.officer,
        note=act.words,
        key=taking.key,
        entered_at=taking.entered_at,
        **facts,
    )


def step_id(act: Act, case: str, *, at: dt.datetime, key: str) -> str:
    """Of a step that a client gave a key: of the key and all that it says but its time, so that a repeated request has
    the same id and another one under the same key has not.
    """
    if not key:
        return make_id("step", case, act.KIND, at.isoformat())
    said = (f"{each.name}={getattr(act, each.name)!r}" for each in fields(act) if each.name != "at")
    return make_id("step", "key", key, case, act.KIND, *said)


def record_id(act: Act, case: str, at: dt.datetime) -> str | None:
    """The id of the record that the act makes; None: it makes none. A meeting and its decision may be of many cases."""
    match act:
        case acts.BlowWhistle() | acts.RaiseUp():
            return make_id("whistle", case, at.isoformat())
        case acts.Mediate():
            return make_id("mediation", case, at.isoformat())
        case acts.Visit():
            return make_id("visit", case, at.isoformat())
        case acts.Consult():
            return make_id("consultation", case, at.isoformat())
        case acts.Meet():
            return make_id("meeting", act.kind, act.at.date().isoformat(), act.title.strip())
        case acts.Decide():
            return make_id("decision", act.meeting, act.text.strip())
    return None


# -- what of an act the step keeps ---------------------------------------------------------------

_Facts = dict[str, Any]


def _made(taking: Taking) -> str | None:
    return record_id(taking.act, taking.before.case, taking.at)


def _whistle(taking: Taking, act: acts.BlowWhistle) -> _Facts:
    return {"to": act.to, "due_at": act.due_at or taking.due_at, "record": _made(taking)}


def _raise_up(taking: Taking, act: acts.RaiseUp) -> _Facts:
    due_at = act.due_at or taking.due_at
    return {"to": taking.to, "due_at": due_at, "record": _made(taking), "follows": act.whistle}


def _conclude(taking: Taking, act: acts.Conclude) -> _Facts:
    mediation = taking.before.mediations.get(act.mediation)
    return {"record": act.mediation, "result": act.result, "route": mediation.route if mediation else None}


def _decide(taking: Taking, act: acts.Decide) -> _Facts:
    lead = (act.lead,) if act.lead else ()
    due_at = evening_of(act.due_on) if act.due_on else None
    return {"to": lead, "helpers": act.helpers, "due_at": due_at, "record": _made(taking), "follows": act.meeting}


def _close(taking: Taking, act: acts.Close) -> _Facts:
    settled = taking.before.settled
    return {"outcome": settled.outcome if settled else None}


def _of(kind: type[A], facts: Callable[[Taking, A], _Facts]) -> tuple[type[Act], Callable[[Taking], _Facts]]:
    return kind, lambda taking: facts(taking, taking.act)  # type: ignore[arg-type]


_FACTS_OF: Mapping[type[Act], Callable[[Taking], _Facts]] = dict(
    (
        _of(acts.HandOver, lambda _, act: {"to": (act.to,)}),
        _of(acts.Escalate, lambda _, act: {"stage": act.stage}),
        _of(acts.Lead, lambda _, act: {"to": (act.leader,)}),
        _of(acts.Help, lambda _, act: {"helpers": act.helpers}),
        _of(acts.BlowWhistle, _whistle),
        _of(acts.Report, lambda _, act: {"record": act.whistle}),
        _of(acts.RaiseUp, _raise_up),
        _of(acts.Mediate, lambda taking, act: {"route": act.route, "record": _made(taking)}),
        _of(acts.Conclude, _conclude),
        _of(acts.Confirm, lambda _, act: {"record": act.mediation}),
        _of(acts.Meet, lambda taking, act: {"to": act.attendees, "record": _made(taking)}),
        _of(acts.Decide, _decide),
        _of(acts.Fulfil, lambda _, act: {"record": act.decision}),
        _of(acts.Drop, lambda _, act: {"record": act.decision}),
        _of(acts.Pause, lambda _, act: {"due_at": act.until}),
        _of(acts.Supervise, lambda _, act: {"record": act.task}),
        _of(acts.Consult, lambda taking, _: {"record": _made(taking)}),
        _of(acts.Settle, lambda _, act: {"outcome": act.outcome}),
        _of(acts.Visit, lambda taking, act: {"satisfied": act.satisfied, "record": _made(taking)}),
        _of(acts.Withdraw, lambda _, act: {"outcome": "withdrawn"}),
        _of(acts.Close, _close),
    )
)
