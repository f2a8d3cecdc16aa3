"""What whistles and reports write: the whistle as it stands, whom it calls and who came when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.duty import acts
from graph.duty.standing import OpenWhistle, Standing
from graph.duty.stepped import Stepped
from graph.model import About, By, Calls, Edge, Node, Whistle


def blown(stepped: Stepped) -> Iterator[Node | Edge]:
    """A whistle, or a report upward, whom it calls, and that the one below went up."""
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


def reported(stepped: Stepped, act: acts.Report) -> Iterator[Node | Edge]:
    """That one who was called came, and where the whistle stands then."""
    at, by = stepped.step.at, act.by
    yield Calls(source=act.whistle, target=by, reported_at=at, result=act.result)
    stored, open_before = stepped.stored(act.whistle, Whistle), stepped.before.whistles.get(act.whistle)
    if stored is None or open_before is None:
        return
    result = "；".join(each for each in (stored.result, act.result) if each)
    late, complete = _came_late(stepped, stored, open_before), _all_came(stepped.now, act.whistle, open_before)
    status = "late" if late and complete else "answered" if complete else stored.status
    yield replace(stored, status=status, result=result)


def _came_late(stepped: Stepped, whistle: Whistle, asked: OpenWhistle) -> bool:
    """Whether one of those called came late, by their true hours."""
    if whistle.due_at is None or not stepped.late:
        said = whistle.status in ("late", "escalated") and not stepped.late
        return said or asked.raised or (whistle.due_at is not None and stepped.step.at > whistle.due_at)
    calls = (each for each in stepped.history.edges if isinstance(each, Calls) and each.source == whistle.id)
    hours = (stepped.step.at, *(each.reported_at for each in calls if each.reported_at))
    return asked.raised or max(hours) > whistle.due_at


def _all_came(now: Standing, whistle: str, asked: OpenWhistle) -> bool:
    return all((whistle, each) in now.answered for each in asked.called)


def needless(stepped: Stepped, whistle: Whistle) -> bool:
    """Whether it went up for those who turn out to have been there: nobody above has to come."""
    return isinstance(stepped.act, acts.Report) or whistle.at > stepped.step.at
