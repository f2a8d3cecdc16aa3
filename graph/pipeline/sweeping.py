"""逐级吹哨 by itself: a whistle that was not answered in time goes up a level, once a level, until the core.

Run as often as a centre likes; what went up already, or was answered meanwhile, is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.duty.acts import RaiseUp
from graph.duty.deadlines import Timing
from graph.duty.rights import Actors
from graph.errors import StepRefused
from graph.model import By, Case, Organisation, Step, Task, Whistle
from graph.pipeline.reading import get_all
from graph.pipeline.standings import actors_of
from graph.pipeline.stepping import take
from graph.store import EVERYTHING, Filter, Reader, Store

_UNANSWERED = "open"
"""Of a whistle that has neither gone up nor been found late at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A whistle that could not go up, and why, in a sentence."""

    whistle: Whistle
    case: str
    why: str


@dataclass(slots=True, kw_only=True)
class Swept:
    """What one sweep did."""

    raised: list[Step] = field(default_factory=list)
    """Steps by which whistles went up."""
    late: list[Whistle] = field(default_factory=list)
    """Whistles with nobody above those called: they are late."""
    refused: list[Refused] = field(default_factory=list)
    overdue: Mapping[str, int] = field(default_factory=dict)
    """By organisation: tasks whose deadline is over, afterwards."""


def sweep(store: Store, *, now: dt.datetime, by: str, timing: Timing | None = None) -> Swept:
    """Let every whistle go up that those called have not answered by `now` (the street's local time).

    Each goes up in a change of its own, by a step that the centre takes. A whistle goes up once; the next sweep lets
    the one above it go up when that is not answered either.
    """
    swept = Swept()
    for whistle, case, missing in _unanswered(store, now):
        actors = actors_of(store, missing, community=case.community)
        if any(actors.superior(each, now.date()) for each in missing):
            _raise(store, swept, actors, whistle, case, missing, now=now, by=by, timing=timing)
        else:
            _find_late(store, swept, whistle, by=by)
    swept.overdue = overdue_by_organisation(store, now=now)
    return swept


def overdue_by_organisation(store: Reader, *, now: dt.datetime) -> dict[str, int]:
    """How many open tasks of each organisation are overdue."""
    where = [Filter("ended_at", "null", True), Filter("paused_at", "null", True), Filter("due_at", "lt", now)]
    return store.count("task", where, by="organisation", scope=EVERYTHING)


def _unanswered(store: Reader, now: dt.datetime) -> Iterator[tuple[Whistle, Case, list[str]]]:
    """Whistles that somebody called has not answered in time, the earliest deadline first, with their case."""
    where = [Filter("kind", "eq", "report"), Filter("ended_at", "null", True), Filter("due_at", "lt", now)]
    overdue: dict[tuple[str, str], list[Task]] = {}
    for each in store.scan("task", where, scope=EVERYTHING):
        overdue.setdefault((each.subject, each.case), []).append(each)
    whistles = get_all(store, {whistle for whistle, _ in overdue}, Whistle)
    cases = get_all(store, {case for _, case in overdue}, Case)
    for (whistle, case), tasks in sorted(overdue.items(), key=lambda each: (min(t.due_at for t in each[1]), each[0])):
        blown = whistles.get(whistle)
        if blown is not None and blown.status == _UNANSWERED and case in cases:
            yield blown, cases[case], sorted(each.organisation for each in tasks)


def _raise(  # noqa: PLR0913 - what one step needs
    store: Store,
    swept: Swept,
    actors: Actors,
    whistle: Whistle,
    case: Case,
    missing: list[str],
    *,
    now: dt.datetime,
    by: str,
    timing: Timing | None,
) -> None:
    act = RaiseUp(
        at=now,
        by=_sender(store, actors, whistle, missing, now.date()),
        subject=f"{actors.names(missing)}未按时报到：{whistle.subject}",
        whistle=whistle.id,
    )
    try:
        taken = take(
            store, act, case=case.id, by_user=by, at_now=now, key=f"sweep {whistle.id} {case.id}", timing=timing
        )
    except StepRefused as refused:
        swept.refused.append(Refused(whistle=whistle, case=case.id, why=str(refused)))
    else:
        swept.raised.append(taken.step)


def _sender(store: Reader, actors: Actors, whistle: Whistle, missing: Sequence[str], day: dt.date) -> str:
    """Who sends it up: the centre; where it goes to the centre itself, who blew the first whistle."""
    centre = _centre(actors, day)
    if centre not in {actors.superior(each, day) for each in missing}:
        return centre
    blown_by = store.edges([_first(store, whistle).id], types=[By.TYPE], direction="out", scope=EVERYTHING)
    callers = (each.target for each in blown_by if each.target.startswith(Organisation.KIND))
    return next(callers, centre)


def _first(store: Reader, whistle: Whistle) -> Whistle:
    """The whistle that was blown by hand, from which this one went up level by level."""
    while whistle.raised_from is not None:
        (below,) = store.get([whistle.raised_from], scope=EVERYTHING)
        if not isinstance(below, Whistle):
            break
        whistle = below
    return whistle


def _centre(actors: Actors, day: dt.date) -> str:
    """Who sends it up: the resident organisation of public order, where there is one."""
    centre = actors.centre(day)
    resident = (each for each in centre if actors.members[each].tier == "resident")
    return next(resident, centre[0])


def _find_late(store: Store, swept: Swept, whistle: Whistle, *, by: str) -> None:
    late = replace(whistle, status="late")
    with store.change(by=by, why="吹哨逾期未报到") as change:
        change.put([late])
    swept.late.append(late)
