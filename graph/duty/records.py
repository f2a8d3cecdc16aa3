"""What a step writes beside itself: the case as it stands now, and the records and edges that the step makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph.duty import acts
from graph.duty.standing import ENDED, FOR_GOOD, PHASES
from graph.duty.stepped import Stepped
from graph.duty.whistle_records import blown, needless, reported
from graph.model import (
    About,
    AdviceFor,
    AttendedBy,
    By,
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
    Visit,
    Warning,
    Whistle,
)


def records_of(stepped: Stepped) -> list[Node | Edge]:
    """All that the step writes, nodes before edges, the case first. Who may see it is filled in by who writes it."""
    made = [case_after(stepped), stepped.step, *_made(stepped), *_ended(stepped)]
    nodes = [each for each in made if isinstance(each, Node)]
    return [*nodes, *(each for each in made if isinstance(each, Edge))]


def case_after(stepped: Stepped) -> Case:
    """The case with what the step changes of it."""
    case, now = stepped.history.case, stepped.now
    return replace(
        case,
        status=now.status,
        stage=now.stage,
        settled_on=_settled_on(stepped),
        closed_on=now.ended_at.date() if now.ended_at else None,
        **_told(stepped),
    )


def _settled_on(stepped: Stepped) -> dt.date | None:
    now, stated = stepped.now.settled, stepped.history.case.settled_on
    if now is None:
        return None
    return now.at.date() if now.outcome in FOR_GOOD else stated if now == stepped.known.settled else None


def _told(stepped: Stepped) -> dict[str, Any]:
    """Outcome and result in words, where the act tells them, or takes them back."""
    act = stepped.act
    match act:
        case _ if stepped.late and not stepped.late.kinds.isdisjoint(_TELLING):
            return {}
        case acts.Settle():
            return {"outcome": act.outcome, "result": act.result}
        case acts.Withdraw():
            return {"outcome": "withdrawn", "result": act.reason}
        case acts.Decline():
            return {"result": act.reason}
        case acts.Receive() if stepped.history.case.received_at is None:
            return {"received_at": act.at}
    back = isinstance(act, acts.Reopen) or (stepped.known.settled is not None and stepped.now.settled is None)
    return {"outcome": None} if back else {}


_TELLING = frozenset({"settle", "withdraw", "decline", "reopen"})
"""Steps that tell the result, or take it back: the last of them counts."""


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
            yield from blown(stepped)
        case acts.Report():
            yield from reported(stepped, stepped.act)
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
    """The leader of a case or matter; the one before leads no longer. Entered late, it led until the next one did."""
    on = act.at.date()
    leading = [each for each in stored if isinstance(each, LedBy) and each.source == subject and each.until is None]
    later = [each for each in leading if each.since is not None and each.since > on]
    if any(each.target == act.leader for each in later):
        return
    for each in leading:
        if each not in later and each.target != act.leader:
            yield replace(each, until=on)
    until = min((each.since for each in later if each.since), default=None)
    yield LedBy(source=subject, target=act.leader, since=on, until=until)


def helped(subject: str, act: acts.Help) -> Iterator[Edge]:
    """Those who help with a case or matter."""
    for each in act.helpers:
        yield HelpedBy(source=subject, target=each, since=act.at.date())


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
    for id in stepped.known.whistles:
        stored = stepped.stored(id, Whistle)
        if stored is not None and id != answered and id not in stepped.now.whistles:
            yield replace(stored, status="withdrawn" if needless(stepped, stored) else "done")
    for id in stepped.known.mediations:
        stored = stepped.stored(id, Mediation)
        if stored is not None and id != answered and id not in stepped.now.mediations:
            yield replace(stored, result="failed", ended_on=stepped.step.at.date())
    for id in stepped.known.decisions:
        stored = stepped.stored(id, Decision)
        if stored is not None and id != answered and id not in stepped.now.decisions:
            yield replace(stored, status="dropped")
    if stepped.known.offered and stepped.now.ended:
        yield from _handed(stepped)
    yield from _warnings(stepped)


def _warnings(stepped: Stepped) -> Iterator[Warning]:
    """A warning is settled when its case is over, and stands again when that is reopened."""
    day = stepped.step.at.date()
    for each in stepped.history.about():
        if not isinstance(each, Warning):
            continue
        if each.handled_on is None and stepped.now.ended and not stepped.known.ended:
            yield replace(
                each, handled_on=max(day, each.raised_on), result=OVER[stepped.now.phase], eased_on=None,
                override_reason="", override_by="", review_on=None,
            )  # fmt: skip
        elif each.result in OVER.values() and stepped.known.ended and not stepped.now.ended:
            yield replace(each, handled_on=None, result="")


OVER: Mapping[str, str] = {phase: f"本件{PHASES[phase]}，预警随之了结" for phase in sorted(ENDED)}
"""What came of a warning that nobody handled before its case was over, by the phase that this ended in."""
