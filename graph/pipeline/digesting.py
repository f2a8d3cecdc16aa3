"""What follows a load: all that is new is resolved and linked, and so is what an earlier load left undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from graph.pipeline.backlog import (
    MANY_MENTIONS,
    all_brought_in,
    ids_waiting,
    is_long,
    some_brought_in,
    waiting_in,
)
from graph.pipeline.linking import BroughtIn, LinkReport, link
from graph.pipeline.reading import Progress, silent
from graph.pipeline.resolving import ResolveReport, resolve
from graph.store import EVERYTHING, Reader, Store
from graph.store.questions import UNRESOLVED_MENTIONS


def _untold(stage: str) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class DigestReport:
    """What a digest found and wrote."""

    resolved: ResolveReport
    linked: LinkReport


def digest(
    store: Store,
    *,
    by: str,
    mentions: Collection[str],
    cases: Collection[str],
    everything: bool = False,
    today: dt.date | None = None,
    progress: Progress = silent,
    after: Callable[[str], None] = _untold,
) -> DigestReport:
    """Resolve these mentions and all that wait, then link these cases, all that wait, and those of whom it moved.
    `after` is told `resolve` and `link` when each has ended.

    Where so much waits that it would take minutes, it is left to wait, unless `everything` is asked for: see
    `graph.pipeline.backlog`.
    """
    planned = _alone if not everything and _is_left(store, mentions) else _with_all
    work = planned(store, mentions, cases)
    resolved = resolve(store, by=by, mentions=work.mentions, cleared=work.cleared, today=today, progress=progress)
    after("resolve")
    touched = None if work.cases is None else {*work.cases, *resolved.cases}
    linked = link(store, by=by, cases=touched, today=today, brought_in=work.brought_in, progress=progress)
    after("link")
    return DigestReport(resolved, linked)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is resolved and linked; None: everything."""

    mentions: Collection[str] | None
    cases: Collection[str] | None
    brought_in: BroughtIn
    """The batches of which nothing, or less, waits afterwards."""
    cleared: bool = False
    """Whether what nothing states any more is looked for: an earlier load may have left some."""


def _is_left(store: Reader, mentions: Collection[str]) -> bool:
    """Whether what waits is too much to be taken along."""
    return len(mentions) < MANY_MENTIONS and is_long(store, waiting_in(store))


def _alone(store: Reader, mentions: Collection[str], cases: Collection[str]) -> _Work:
    return _Work(set(mentions), set(cases), lambda graph: some_brought_in(graph, mentions, cases))


def _with_all(store: Reader, mentions: Collection[str], cases: Collection[str]) -> _Work:
    """These, and what waits: also what was received and never resolved, because the program was killed."""
    left = {each.id for each in store.ask(UNRESOLVED_MENTIONS, scope=EVERYTHING, first=MANY_MENTIONS)}
    waiting = waiting_in(store)
    if max(len(left), len(mentions), waiting.mentions) >= MANY_MENTIONS:
        return _Work(None, None, all_brought_in)
    own = {*left, *mentions, *ids_waiting(store, "mention")}
    others = waiting.cases > len(set(cases))
    return _Work(own, {*cases, *ids_waiting(store, "case")}, all_brought_in, cleared=others)
