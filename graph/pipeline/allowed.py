"""What may be done now on a case, and by whom; and where it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.duty.checking import Possible, allowed
from graph.duty.deadlines import Timing
from graph.duty.rights import Actors
from graph.duty.standing import Standing
from graph.errors import BadValue, UnknownRecord
from graph.model import Case
from graph.pipeline.standings import actors_of, known_to, standings_of
from graph.store import Reader, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """A case as it stands."""

    case: Case
    standing: Standing
    possible: tuple[Possible, ...]
    """Every step in the order of the list `step`, with who may take it."""
    actors: Actors


def allowed_now(store: Reader, case: str, *, now: dt.datetime, timing: Timing, scope: Scope) -> Now:
    """Where a case stands, and every step with who may take it at `now`, the street's local time.

    Raises UnknownRecord, BadValue for another kind of record.
    """
    found = store.get([case], scope=scope)[0]
    if found is None:
        raise UnknownRecord(id=case)
    if not isinstance(found, Case):
        raise BadValue(value=case, field="办理对象", reason="应是事件")
    standing = standings_of(store, [found])[0]
    actors = actors_of(store, known_to(standing), community=found.community)
    possible = allowed(
        standing, case=found, actors=actors, now=now, needs_visit=timing.deadlines.needs_visit(found.kind),
        calendar=timing.calendar,
    )  # fmt: skip
    return Now(case=found, standing=standing, possible=tuple(possible), actors=actors)
