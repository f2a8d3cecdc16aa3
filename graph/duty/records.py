"""What a step writes beside itself: the case as it stands now, and the records and edges that the step makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graph.duty import acts
from graph.duty.acts import Act
from graph.duty.partial import History
from graph.duty.standing import FOR_GOOD, Standing
from graph.model import (
    About,
    AdviceFor,
    AttendedBy,
    By,
    Calls,
    Case,
    Consultation,
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

N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """A step with what was known when it was stepped."""

    act: Act
    step: Step
    before: Standing
    after: Standing
    history: History
    """What was stored of the case before."""
    mediation_level: str | None = None
    """Of who takes it, in the mediation network."""

    def stored(self, id: str | None, record: type[N]) -> N | None:
        """A record about the case, as it is stored; None: there is none of that id and kind."""
        found = (self.history.records or {}).get(id or "")
        return found if isinstance(found, record) else None


def records_of(stepped: Stepped) -> list[Node | Edge]:
    """All that the step writes, nodes before edges, the case first. Who may see it is filled in by who writes it."""
    made = [case_after(stepped), stepped.step, *_made(stepped), *_ended(stepped)]
    nodes = [each for each in made if isinstance(each, Node)]
    return [*nodes, *(each for each in made if isinstance(each, Edge))]


def case_after(stepped: Stepped) -> Case:
    """The case with what the step changes of it."""
    case, now = stepped.history.case, stepped.after
    return replace(
        case,
        status=now.status,
        stage=now.stage,
        settled_on=_settled_on(stepped),
        closed_on=now.ended_at.date() if now.ended_at else None,
        **_told(stepped),
    )


def _settled_on(stepped: Stepped) -> dt.date | None:
    now, stated = stepped.after.settled, stepped.history.case.settled_on
    if now is None:
        return None
    return now.at.date() if now.outcome in FOR_GOOD else stated if now == stepped.before.settled else None


def _told(stepped: Stepped) -> dict[str, Any]:
    """Outcome and result in words, where the act tells them, or takes them back."""
    act = stepped.act
    match act:
        case acts.Settle():
            return {"outcome": act.outcome, "result": act.result}
        case acts.Withdraw():
            return {"outcome": "withdrawn", "result": act.reason}
        case acts.Decline():
            return {"result": act.reason}
        case acts.Receive() if stepped.history.case.received_at is None:
            return {"received_at": act.at}
    back = isinstance(act, acts.Reopen) or (stepped.before.settled is not None and stepped.after.settled is None)
    return {"outcome": None} if back else {}


# -- what each act makes -------------------------------------------------------------------------


def _made(stepped: Stepped) -> Iterator[Node | Edge]:
    match stepped.act:
        case acts.Receive():
            yield from _received(stepped)
        case acts.HandOver() | acts.Accept() | acts.Refuse():
            yield from _handed(stepped)
        case acts.Lead():
            yield from led(stepped.step.case, stepped.act, stepped.history.edges)
        case acts.Help():
            yield from helped(stepped.step.case, stepped.act)
        case acts.BlowWhistle() | acts.RaiseUp():
            yield from _blown(stepped)
        case acts.Report():
            yield from _reported(stepped, stepped.act)
        case acts.Mediate() | acts.Conclude() | acts.Confirm():
            yield from _mediated(stepped)
        case acts.Meet():
            yield from held(stepped.step.record or "", stepped.act, (stepped.step.case,))
        case acts.Decide():
            yield from decided(stepped.step.record or "", stepped.act, (stepped.step.case,))
        case acts.Fulfil() | acts.Drop():
            yield from _done(stepped)
        case acts.Consult():
            yield from _consulted(stepped, stepped.act)
        case acts.Visit():
            yield from _visited(stepped, stepped.act)


def _received(stepped: Stepped) -> Iterator[Edge]:
    """The edge of the first receiver is written once, and never again."""
    if not any(isinstance(each, ReceivedBy) for each in stepped.history.edges):
        yield ReceivedBy(source=stepped.step.case, target=stepped.act.by, at=stepped.step.at)


def _handed(stepped: Stepped) -> Iterator[Edge]:
    """The hand-over, and the answer to the one before."""
    offer = stepped.before.offered
    if offer is not None:
        at_offer = (each for each in stepped.history.edges if isinstance(each, HandedTo) and each.at == offer.at)
        stored = next((each for each in at_offer if each.target == offer.to), None)
        plain = HandedTo(source=stepped.step.case, target=offer.to, at=offer.at, giver=offer.by)
        accepted = isinstance(stepped.act, acts.Accept) and stepped.act.by == offer.to
        yield replace(stored or plain, accepted=accepted)
    if isinstance(stepped.act, acts.HandOver):
        act = stepped.act
        yield HandedTo(source=stepped.step.case, target=act.to, at=stepped.step.at, giver=act.by, reason=act.reason)


def led(subject: str, act: acts.Lead, stored: Iterable[Edge]) -> Iterator[Edge]:
    """The leader of a case or matter; the one before leads no longer."""
    on = act.at.date()
    for each in stored:
        if isinstance(each, LedBy) and each.source == subject and each.until is None and each.target != act.leader:
            yield replace(each, until=on)
    yield LedBy(source=subject, target=act.leader, since=on)


def helped(subject: str, act: acts.Help) -> Iterator[Edge]:
    """Those who help with a case or matter."""
    for each in act.helpers:
        yield HelpedBy(source=subject, target=each, since=act.at.date())


def _blown(stepped: Stepped) -> Iterator[Node | Edge]:
    step, act = stepped.step, stepped.act
    id = step.record or ""
    kind = "raise" if isinstance(act, acts.RaiseUp) else "call"
    yield Whistle(id=id, subject=step.note, at=step.at, due_at=step.due_at, kind=kind, raised_from=step.follows)
    below = stepped.stored(step.follows, Whistle)
    if below is not None:
        yield replace(below, status="escalated")
    yield About(source=id, target=step.case)
    yield By(source=id, target=act.by)
    for each in step.to:
        yield Calls(source=id, target=each)


def _reported(stepped: Stepped, act: acts.Report) -> Iterator[Node | Edge]:
    at, by = stepped.step.at, act.by
    yield Calls(source=act.whistle, target=by, reported_at=at, result=act.result)
    stored, open_before = stepped.stored(act.whistle, Whistle), stepped.before.whistles.get(act.whistle)
    if stored is None or open_before is None:
        return
    result = "；".join(each for each in (stored.result, act.result) if each)
    late = stored.status in ("late", "escalated") or (stored.due_at is not None and at > stored.due_at)
    complete = act.whistle not in stepped.after.whistles
    status = "late" if late and complete else "answered" if complete else stored.status
    yield replace(stored, status=status, result=result)


def _mediated(stepped: Stepped) -> Iterator[Node | Edge]:
    act, step = stepped.act, stepped.step
    stored = stepped.stored(step.record, Mediation)
    if isinstance(act, acts.Mediate):
        id, level = step.record or "", stepped.mediation_level if act.route == "people" else None
        yield Mediation(id=id, route=act.route, started_on=step.at.date(), level=level)
        yield About(source=id, target=step.case)
        yield By(source=id, target=act.by)
        if act.officer is not None:
            yield By(source=id, target=act.officer)
    elif isinstance(act, acts.Conclude) and stored is not None:
        yield replace(stored, ended_on=step.at.date(), result=act.result, agreement=act.agreement)
    elif isinstance(act, acts.Confirm) and stored is not None:
        yield replace(stored, confirmed_on=act.on or step.at.date())


def held(id: str, act: acts.Meet, subjects: tuple[str, ...]) -> Iterator[Node | Edge]:
    """A meeting about cases or a matter."""
    yield Meeting(id=id, kind=act.kind, title=act.title.strip(), on=act.at.date(), venue=act.venue)
    yield By(source=id, target=act.by)
    for each in dict.fromkeys((act.by, *act.attendees)):
        yield AttendedBy(source=id, target=each)
    for each in subjects:
        yield About(source=id, target=each)


def decided(id: str, act: acts.Decide, subjects: tuple[str, ...]) -> Iterator[Node | Edge]:
    """What a meeting decided about cases or a matter."""
    yield Decision(id=id, text=act.text.strip(), on=act.at.date(), due_on=act.due_on)
    yield DecidedAt(source=id, target=act.meeting)
    if act.lead:
        yield LedBy(source=id, target=act.lead, since=act.at.date())
    for each in act.helpers:
        yield HelpedBy(source=id, target=each, since=act.at.date())
    for each in subjects:
        yield About(source=id, target=each)


def _done(stepped: Stepped) -> Iterator[Node]:
    stored = stepped.stored(stepped.step.record, Decision)
    if stored is None:
        return
    if isinstance(stepped.act, acts.Fulfil):
        yield replace(stored, status="done", done_on=stepped.step.at.date())
    else:
        yield replace(stored, status="dropped")


def _consulted(stepped: Stepped, act: acts.Consult) -> Iterator[Node | Edge]:
    id = stepped.step.record or ""
    yield from advised(id, act, on=act.on or stepped.step.at.date())
    yield About(source=id, target=stepped.step.case)


def advised(id: str, act: acts.Consult, *, on: dt.date) -> Iterator[Node | Edge]:
    """A consultation on a day, who gave it and for whom."""
    yield Consultation(id=id, subject=act.subject, mode=act.mode, on=on, advice=act.advice)
    yield By(source=id, target=act.officer or act.by)
    if act.person is not None:
        yield AdviceFor(source=id, target=act.person)


def _visited(stepped: Stepped, act: acts.Visit) -> Iterator[Node | Edge]:
    id = stepped.step.record or ""
    yield Visit(id=id, on=stepped.step.at.date(), mode=act.mode, satisfied=act.satisfied, note=act.note)
    yield About(source=id, target=stepped.step.case)
    yield By(source=id, target=act.officer or act.by)


# -- what a step ends along ----------------------------------------------------------------------


def _ended(stepped: Stepped) -> Iterator[Node | Edge]:
    """What was open before and is not open after, although its own step did not end it."""
    answered = (
        stepped.step.record if isinstance(stepped.act, acts.Report | acts.Conclude | acts.Fulfil | acts.Drop) else None
    )
    for id in stepped.before.whistles:
        stored = stepped.stored(id, Whistle)
        if stored is not None and id != answered and id not in stepped.after.whistles:
            yield replace(stored, status="done")
    for id in stepped.before.mediations:
        stored = stepped.stored(id, Mediation)
        if stored is not None and id != answered and id not in stepped.after.mediations:
            yield replace(stored, result="failed", ended_on=stepped.step.at.date())
    for id in stepped.before.decisions:
        stored = stepped.stored(id, Decision)
        if stored is not None and id != answered and id not in stepped.after.decisions:
            yield replace(stored, status="dropped")
    if stepped.before.offered and stepped.after.ended:
        yield from _handed(stepped)
