"""The act that a stored step was: so that the rules can be asked about it once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.duty.acts import ACT_OF, Act
from graph.duty.partial import History
from graph.model import Meeting, Step


def act_of_step(step: Step, history: History) -> Act | None:
    """None: the step does not tell enough, as one of a file that names nobody.

    What no rule asks for is left as it comes: how a visit was made, what advice was given.
    """
    kind = ACT_OF.get(step.kind)
    if kind is None or step.organisation is None:
        return None
    facts = _FACTS_OF[step.kind](step, history) if step.kind in _FACTS_OF else {}
    if facts is None:
        return None
    return kind(at=step.at, by=step.organisation, officer=step.officer, **{kind.WORDS: step.note, **facts})


_Facts = dict[str, Any] | None


def _first(name: str) -> Callable[[Step, History], _Facts]:
    return lambda step, _: {name: step.to[0]} if step.to else None


def _record(name: str) -> Callable[[Step, History], _Facts]:
    return lambda step, _: {name: step.record} if step.record else None


def _concluded(step: Step, history: History) -> _Facts:
    return {"mediation": step.record, "result": step.result or "failed"} if step.record else None


def _met(step: Step, history: History) -> _Facts:
    meeting = (history.records or {}).get(step.record or "")
    kind = meeting.kind if isinstance(meeting, Meeting) else ""
    return {"kind": kind, "attendees": step.to}


def _decided(step: Step, history: History) -> _Facts:
    if step.follows is None:
        return None
    lead, due_on = step.to[0] if step.to else None, step.due_at.date() if step.due_at else None
    return {"meeting": step.follows, "lead": lead, "helpers": step.helpers, "due_on": due_on}


_FACTS_OF: Mapping[str, Callable[[Step, History], _Facts]] = {
    "hand_over": _first("to"),
    "escalate": lambda step, _: {"stage": step.stage} if step.stage else None,
    "lead": _first("leader"),
    "help": lambda step, _: {"helpers": step.helpers},
    "whistle": lambda step, _: {"to": step.to, "due_at": step.due_at},
    "report": _record("whistle"),
    "raise_up": lambda step, _: {"whistle": step.follows, "due_at": step.due_at},
    "mediate": lambda step, _: {"route": step.route or ""},
    "conclude": _concluded,
    "confirm": _record("mediation"),
    "meet": _met,
    "decide": _decided,
    "fulfil": _record("decision"),
    "drop": _record("decision"),
    "pause": lambda step, _: {"until": step.due_at},
    "supervise": lambda step, _: {"task": step.record},
    "consult": lambda step, _: {"mode": ""},
    "settle": lambda step, _: {"outcome": step.outcome or ""},
    "visit": lambda step, _: {"satisfied": step.satisfied},
}
