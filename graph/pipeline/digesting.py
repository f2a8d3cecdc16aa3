"""What follows a load: all that is new is resolved and linked, and so is what an earlier load left undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from graph.pipeline.linking import LinkReport, link
from graph.pipeline.reading import Progress, silent
from graph.pipeline.resolving import ResolveReport, resolve
from graph.store import EVERYTHING, Store
from graph.store.questions import UNRESOLVED_MENTIONS

_ALL_AT_ONCE = 20_000
"""Mentions from which on resolving all is no more work than finding out what these touch."""


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
) -> DigestReport:
    """Resolve these mentions and all that nobody resolved yet, then link these cases and those of whom it moved.

    A load that was killed before its digest leaves mentions that refer to nobody; the next digest finds them.
    """
    left = {each.id for each in store.ask(UNRESOLVED_MENTIONS, scope=EVERYTHING, first=_ALL_AT_ONCE)}
    new = left | {*mentions}
    whole = len(new) >= _ALL_AT_ONCE
    resolved = resolve(store, by=by, mentions=None if whole else new, today=today, progress=progress)
    touched = None if whole else {*cases, *resolved.cases}
    return DigestReport(resolved, link(store, by=by, cases=touched, today=today, progress=progress))
