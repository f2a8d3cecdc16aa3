"""What follows a load: all that is new is resolved and linked, and so is what an earlier load left undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from graph.pipeline.linking import LinkReport, link
from graph.pipeline.reading import Progress, silent
from graph.pipeline.resolving import ResolveReport, resolve
from graph.store import EVERYTHING, Store
from graph.store.questions import UNRESOLVED_MENTIONS

_ALL_AT_ONCE = 20_000
"""Mentions from which on resolving all is no more work than finding out what these touch."""


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
    today: dt.date | None = None,
    progress: Progress = silent,
    after: Callable[[str], None] = _untold,
) -> DigestReport:
    """Resolve these mentions and all that nobody resolved yet, then link these cases and those of whom it moved.
    `after` is told `resolve` and `link` when each has ended.

    A load that was killed before its digest leaves mentions that refer to nobody; the next digest finds them.
    """
    left = {each.id for each in store.ask(UNRESOLVED_MENTIONS, scope=EVERYTHING, first=_ALL_AT_ONCE)}
    whole = max(len(left), len(mentions)) >= _ALL_AT_ONCE
    new = None if whole else left | {*mentions}
    resolved = resolve(store, by=by, mentions=new, today=today, progress=progress)
    after("resolve")
    touched = None if whole else {*cases, *resolved.cases}
    linked = link(store, by=by, cases=touched, today=today, progress=progress)
    after("link")
    return DigestReport(resolved, linked)
