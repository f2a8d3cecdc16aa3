"""The questions that identity asks people: two mentions that may be one person's, and what an answer would touch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from graph.model import Case, Mention
from graph.store import Reader, Scope
from graph.store.questions import CASES_OF, LINKS_OF_MENTIONS, SUGGESTION_COUNT, SUGGESTIONS, Suggested


@dataclass(frozen=True, slots=True)
class Asked:
    """A suggestion with all that a person looks at."""

    told: Suggested
    one: Mention
    other: Mention
    people: tuple[str, str]
    """Whom the two refer to now; empty where the reader may not see them."""
    cases: tuple[Case, ...]
    """The cases of both people, the latest first."""


def suggestions(store: Reader, *, scope: Scope, first: int = 50, skip: int = 0) -> tuple[Asked, ...]:
    """The suggestions in the order of what an answer would change; a constant number of calls."""
    rows = store.ask(SUGGESTIONS, scope=scope, first=first, skip=skip)
    mentions = _by_id(store, {id for each in rows for id in (each.a, each.b)}, scope)
    whom = {
        each.mention: each.other
        for each in store.ask(LINKS_OF_MENTIONS, scope=scope, ids=sorted(mentions))
        if each.type == "refers_to"
    }
    of_party = store.ask(CASES_OF, scope=scope, ids=sorted(set(whom.values())))
    touched = {party: {row.case for row in rows} for party, rows in groupby(of_party, key=lambda row: row.party)}
    cases = _by_id(store, set().union(*touched.values()), scope)
    found = []
    for each in rows:
        one, other = mentions[each.a], mentions[each.b]
        assert isinstance(one, Mention) and isinstance(other, Mention), "a suggestion is about mentions"
        people = whom.get(each.a, ""), whom.get(each.b, "")
        ids = set().union(*(touched.get(person, ()) for person in people))
        own = [case for id in ids if isinstance(case := cases.get(id), Case)]
        found.append(Asked(each, one, other, people, tuple(sorted(own, key=_latest_first))))
    return tuple(found)


def suggestion_count(store: Reader, *, scope: Scope) -> int:
    """How many suggestions a reader may see."""
    return store.ask(SUGGESTION_COUNT, scope=scope)[0].total


def _latest_first(case: Case) -> tuple[float, str]:
    return -(case.received_at.timestamp() if case.received_at else 0.0), case.id


def _by_id(store: Reader, ids: Collection[str], scope: Scope) -> dict[str, object]:
    return {each.id: each for each in store.get(sorted(ids), scope=scope) if each is not None}
