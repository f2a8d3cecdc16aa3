"""Pages of matters, and what each comes to, as far as a reader may see it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from graph.model import Matter
from graph.store import Reader, Scope
from graph.store.matter_questions import (
    MATTER_DEPARTMENTS,
    MATTER_FACTS,
    MATTERS,
    MATTERS_OF,
    MatterDepartment,
    MatterFacts,
    MatterOf,
    OfMatters,
)
from graph.vocabulary import VOCABULARY, Vocabulary

ORDERS = ("size", "newest", "participants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which matters, and in which order; see the question `MATTERS`."""

    least: int = 1
    """Cases that it has at least, of those that the reader may see."""
    start: dt.datetime | None = None
    """A case of it came in from then on, local time of the street."""
    end: dt.datetime | None = None
    """A case of it came in before."""
    community: str | None = None
    department: str | None = None
    open: bool | None = None
    """True: a case has not ended; false: all have."""
    text: str = ""
    """Words, split at spaces, each of which stands somewhere in it."""
    by: str = "size"
    """One of `ORDERS`."""


def matter_page(store: Reader, wanted: Wanted, *, first: int, skip: int, scope: Scope) -> tuple[list[Matter], int]:
    """The matters of a page, and how many there are in all."""
    asked = {
        "least": wanted.least,
        "start": wanted.start and wanted.start.isoformat(),
        "end": wanted.end and wanted.end.isoformat(),
        "community": _answering(store, wanted.community, scope),
        "department": _answering(store, wanted.department, scope),
        "open": wanted.open,
        "words": wanted.text.split(),
        "by": wanted.by,
    }
    rows = store.ask(MATTERS, scope=scope, first=first, skip=skip, **asked)
    total = rows[0].total if rows else _total(store.ask(MATTERS, scope=scope, first=1, skip=0, **asked))
    found = store.get([each.matter for each in rows], scope=scope) if rows else []
    return [each for each in found if isinstance(each, Matter)], total


def _total(rows: list[OfMatters]) -> int:
    return rows[0].total if rows else 0


def _answering(store: Reader, id: str | None, scope: Scope) -> str | None:
    """The id that answers for a retired one; one that is absent stays, and finds nothing. Raises BadId."""
    if id is None:
        return None
    found = store.get([id], scope=scope)[0]
    return found.id if found else id


def facts_of(
    store: Reader, matters: Collection[str], *, scope: Scope, words: Vocabulary = VOCABULARY
) -> dict[str, MatterFacts]:
    """What each of these matters comes to."""
    stages, warnings = list(words["stage"].labels), list(words["warning_level"].labels)
    rows = store.ask(MATTER_FACTS, scope=scope, ids=sorted(matters), stages=stages, warnings=warnings)
    return {each.matter: each for each in rows}


def departments_of(store: Reader, matters: Collection[str], *, scope: Scope) -> dict[str, list[MatterDepartment]]:
    """Who took part in each of these matters, those with most of its cases first."""
    found: defaultdict[str, list[MatterDepartment]] = defaultdict(list)
    for each in store.ask(MATTER_DEPARTMENTS, scope=scope, ids=sorted(matters)):
        found[each.matter].append(each)
    return found


def matters_of(
    store: Reader, subjects: Collection[str], *, start: str | None = None, end: str | None = None, scope: Scope
) -> dict[str, list[MatterOf]]:
    """The matters of each of these parties or places, those with most of its cases first; ISO times."""
    found: defaultdict[str, list[MatterOf]] = defaultdict(list)
    for each in store.ask(MATTERS_OF, scope=scope, ids=sorted(subjects), start=start, end=end):
        found[each.subject].append(each)
    return found
