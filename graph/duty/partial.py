"""Where a case stands of which files told a part: what records and dates say and no step does, is read as steps.

Files give a case a day of intake, of settlement and of closing; the demo and older stores give mediations, whistles and
hand-overs of their own. Each of them that no step names stands here for the step that must have been.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.clock import evening_of
from graph.duty.folding import fold, in_order
from graph.duty.standing import STAGES, Standing, level_of
from graph.ids import make_id
from graph.model import (
    About,
    AttendedBy,
    By,
    Calls,
    Case,
    DecidedAt,
    Decision,
    Edge,
    HandedTo,
    HelpedBy,
    LedBy,
    Mediation,
    Meeting,
    Node,
    ReceivedBy,
    Step,
    Visit,
    Whistle,
)


@dataclass(frozen=True, slots=True)
class History:
    """What is stored of one case."""

    case: Case
    steps: Sequence[Step] = ()
    edges: Sequence[Edge] = ()
    """Those of the case and of the records about it."""
    records: Mapping[str, Node] | None = None
    """The whistles, mediations, meetings, decisions and visits about it, by id."""

    def about(self) -> list[Node]:
        """The records, by id."""
        return [node for _, node in sorted((self.records or {}).items())]

    def ends(self, record: str, kind: type[Edge]) -> tuple[str, ...]:
        """Where the edges of `kind` from a record lead, sorted."""
        return tuple(sorted(each.target for each in self.edges if isinstance(each, kind) and each.source == record))


def standing_of(history: History) -> Standing:
    """Where the case stands. The edge of its first receiver counts before any step of a file."""
    told = sorted(history.steps, key=in_order)
    folded = fold(known_steps(history), standing_before(history))
    last = told[-1] if told else None
    kept = _as_stated(folded, history)
    return replace(kept, last_at=last.at if last else None, last_step=last.id if last else None)


def standing_at(history: History, moment: dt.datetime) -> Standing:
    """Where the case stood at an hour, after all that was done by then."""
    by_then = [each for each in known_steps(history) if each.at <= moment]
    told = [each for each in by_then if each in history.steps]
    led = [each for each in history.edges if not isinstance(each, LedBy | HelpedBy) or _began(each) <= moment.date()]
    received = next((each for each in history.edges if isinstance(each, ReceivedBy)), None)
    nobodys = received is not None and received.at is not None and received.at > moment
    start = standing_before(history)
    if nobodys:
        start = Standing(case=history.case.id, stage=start.stage)
    kept = _as_stated(fold(by_then, start), replace(history, edges=led))
    last = told[-1] if told else None
    return replace(kept, last_at=last.at if last else None, last_step=last.id if last else None)


def standing_with(history: History, step: Step) -> Standing:
    """Where the case stands with a step more, wherever among its steps that falls."""
    folded = fold([*known_steps(history), step], standing_before(history))
    last = max((*history.steps, step), key=in_order)
    return replace(_as_stated(folded, history), last_at=last.at, last_step=last.id)


def _began(edge: LedBy | HelpedBy) -> dt.date:
    return edge.since or dt.date.min


def known_steps(history: History) -> list[Step]:
    """Its steps, and those that must have been, in their order."""
    return sorted([*history.steps, *_untold(history)], key=in_order)


def standing_before(history: History) -> Standing:
    """Where the case stood before the first of them."""
    case = history.case
    receiver = next((each.target for each in history.edges if isinstance(each, ReceivedBy)), None)
    climbed = sum(each.kind == "escalate" for each in history.steps)
    return Standing(
        case=case.id,
        phase="received" if receiver else "new",
        first_receiver=receiver,
        responsible=receiver,
        stage=STAGES[max(0, level_of(case.stage) - climbed)] if climbed else case.stage,
        took_part=(receiver,) if receiver else (),
    )


def _as_stated(folded: Standing, history: History) -> Standing:
    """Who leads and helps stands in edges, where no step says it."""
    case = history.case.id
    led = [each for each in history.edges if isinstance(each, LedBy) and each.source == case and each.until is None]
    leader = max(led, key=lambda each: (each.since or dt.date.min, each.target)).target if led else None
    helpers = (each for each in history.ends(case, HelpedBy) if each not in folded.helpers)
    helpers = folded.helpers + tuple(helpers)
    joined = (each for each in (leader, *helpers) if each and each.startswith("organisation-"))
    return replace(
        folded,
        leader=folded.leader or leader,
        helpers=helpers,
        took_part=tuple(dict.fromkeys((*folded.took_part, *joined))),
    )


def _untold(history: History) -> Iterator[Step]:
    """The steps that must have been and that no stored step is."""
    told = {each.record for each in history.steps if each.record}
    for record in history.about():
        if record.id not in told:
            yield from _steps_of(record, history)
    yield from _hand_overs(history)
    yield from _dates(history)


def _step(
    history: History, kind: str, at: dt.date | dt.datetime | None, by: str | None = None, **facts: object
) -> Iterator[Step]:
    """A step on that day, or at that moment; none when neither is known."""
    if at is None:
        return
    moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
    case = history.case.id
    id = make_id("step", "untold", case, kind, moment.isoformat(), str(facts.get("record", "")), by or "")
    yield Step(id=id, case=case, kind=kind, at=moment, organisation=by, **facts)  # type: ignore[arg-type]


def _steps_of(record: Node, history: History) -> Iterator[Step]:
    if isinstance(record, Whistle):
        yield from _of_whistle(record, history)
    elif isinstance(record, Mediation):
        yield from _of_mediation(record, history)
    elif isinstance(record, Meeting):
        attendees = history.ends(record.id, AttendedBy)
        yield from _step(history, "meet", record.on, _by(record, history), record=record.id, to=attendees)
    elif isinstance(record, Decision):
        yield from _of_decision(record, history)
    elif isinstance(record, Visit) and not any(each.kind == "visit" for each in history.steps):
        yield from _step(
            history, "visit", evening_of(record.on), _by(record, history), record=record.id, satisfied=record.satisfied
        )


def _by(record: Node, history: History) -> str | None:
    doers = (each for each in history.ends(record.id, By) if each.startswith("organisation-"))
    return next(doers, None)


def _of_whistle(whistle: Whistle, history: History) -> Iterator[Step]:
    if whistle.status in ("done", "withdrawn"):
        return
    calls = [each for each in history.edges if isinstance(each, Calls) and each.source == whistle.id]
    called = tuple(sorted(each.target for each in calls))
    kind = "raise_up" if whistle.kind == "raise" else "whistle"
    yield from _step(
        history, kind, whistle.at, _by(whistle, history), record=whistle.id, to=called, due_at=whistle.due_at,
        follows=whistle.raised_from,
    )  # fmt: skip
    for each in calls:
        yield from _step(history, "report", each.reported_at, each.target, record=whistle.id)


def _of_mediation(mediation: Mediation, history: History) -> Iterator[Step]:
    by = _by(mediation, history)
    yield from _step(history, "mediate", mediation.started_on, by, record=mediation.id, route=mediation.route)
    ended = evening_of(mediation.ended_on or mediation.started_on)
    if mediation.result != "open":
        yield from _step(history, "conclude", ended, by, record=mediation.id, result=mediation.result)
    if mediation.confirmed_on is not None:
        yield from _step(history, "confirm", evening_of(mediation.confirmed_on), by, record=mediation.id)


def _of_decision(decision: Decision, history: History) -> Iterator[Step]:
    leads, helpers = history.ends(decision.id, LedBy), history.ends(decision.id, HelpedBy)
    meeting = next(iter(history.ends(decision.id, DecidedAt)), None)
    due_at = evening_of(decision.due_on) if decision.due_on else None
    yield from _step(
        history, "decide", decision.on, record=decision.id, to=leads, helpers=helpers, follows=meeting, due_at=due_at
    )
    ending = {"done": "fulfil", "dropped": "drop"}.get(decision.status)
    if ending is not None:
        lead = next((each for each in leads if each.startswith("organisation-")), None)
        yield from _step(history, ending, evening_of(decision.done_on or decision.on), lead, record=decision.id)


def _hand_overs(history: History) -> Iterator[Step]:
    """Those of edges; the step of one names its taker, or is at the same moment."""
    told = {(each.to[0] if each.to else None, each.at) for each in history.steps if each.kind == "hand_over"}
    for each in _handed(history):
        if (each.target, each.at) in told:
            continue
        yield from _step(history, "hand_over", each.at, each.giver, to=(each.target,))
        answered = any(step.kind in ("accept", "refuse") and step.at > each.at for step in history.steps)
        if each.accepted is not None and not answered:
            yield from _step(history, "accept" if each.accepted else "refuse", each.at + _AFTER, each.target)


def _handed(history: History) -> Iterable[HandedTo]:
    handed = (each for each in history.edges if isinstance(each, HandedTo) and each.source == history.case.id)
    return sorted(handed, key=lambda each: (each.at, each.target))


def _dates(history: History) -> Iterator[Step]:
    """What the dates and the status of the case say, where no step of the file does."""
    case, kinds = history.case, {each.kind for each in history.steps}
    settled = case.settled_on or (_latest(history) if case.status == "settled" else None)
    if settled is not None and "settle" not in kinds:
        yield from _step(history, "settle", settled, outcome=case.outcome)
    ending = _ENDINGS.get(case.status, "close" if case.closed_on else None)
    if ending is not None and kinds.isdisjoint(_ENDINGS.values()):
        yield from _step(history, ending, _night(case.closed_on) if case.closed_on else _latest(history))


_ENDINGS = {"closed": "close", "withdrawn": "withdraw", "rejected": "decline"}
_AFTER = dt.timedelta(microseconds=1)


def _latest(history: History) -> dt.datetime:
    """The last moment that is known of the case."""
    known = [each.at for each in history.steps] + ([history.case.received_at] if history.case.received_at else [])
    return max(known, default=dt.datetime.min)


def _night(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23))


ABOUT_TYPES = (About.TYPE, By.TYPE, Calls.TYPE, AttendedBy.TYPE, DecidedAt.TYPE, LedBy.TYPE, HelpedBy.TYPE)
"""Edges of the records about a case."""
CASE_TYPES = (ReceivedBy.TYPE, HandedTo.TYPE, LedBy.TYPE, HelpedBy.TYPE)
"""Edges of the case itself."""
