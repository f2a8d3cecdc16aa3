"""What is loaded and waits: mentions that nobody has resolved since, cases that nobody has linked since.

Every load notes on its batch how much of it waits, in the change that writes it, and whoever brings it in takes the
note away: what is new, what is changed, and what a load that was killed left behind. So that a long load need not be
followed by minutes of work, and nothing of it is forgotten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from graph.model import Batch, Case, Mention
from graph.pipeline.reading import chunks
from graph.store import EVERYTHING, Filter, Reader

MANY_MENTIONS = 20_000
"""Mentions from which on resolving all is no more work than finding out what these touch."""
MANY_CASES = 5_000
"""Cases from which on linking all is no more work than finding out what these touch."""
LONG_MENTIONS = 40_000
"""Mentions up to which everything is gone through at once, in some 15 s: two for each of `LONG_CASES`."""
LONG_CASES = 20_000
"""Cases up to which everything is linked at once, in a minute; 100,000 take 275 s."""
_READ = 2_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits, or would have to be brought in."""

    mentions: int
    cases: int

    def __bool__(self) -> bool:
        return bool(self.mentions or self.cases)

    def __add__(self, other: Waiting) -> Waiting:
        return Waiting(self.mentions + other.mentions, self.cases + other.cases)

    def as_json(self) -> dict[str, int]:
        return {"mentions": self.mentions, "cases": self.cases}


NOTHING = Waiting(0, 0)


def waiting_in(store: Reader) -> Waiting:
    """What loads left to be resolved and linked; cases that nobody ever read count too, whoever brought them.

    What was brought in with its neighbours may be counted still, until everything was resolved and linked once.
    """
    noted = sum((Waiting(each.waiting_mentions, each.waiting_cases) for each in waiting_batches(store)), NOTHING)
    read, there = (store.count(kind, scope=EVERYTHING)[None] for kind in ("gist", "case"))
    return Waiting(noted.mentions, max(noted.cases, there - read))


def waiting_batches(store: Reader) -> list[Batch]:
    """The batches of which something waits, by id."""
    found: dict[str, Batch] = {}
    for name in ("waiting_mentions", "waiting_cases"):
        found.update((each.id, each) for each in store.scan("batch", [Filter(name, "gt", 0)], scope=EVERYTHING))
    return [found[id] for id in sorted(found)]


def is_long(store: Reader, some: Waiting) -> bool:
    """Whether bringing these in means minutes: all has to be gone through, and all is much."""
    if some.mentions < MANY_MENTIONS and some.cases <= MANY_CASES:
        return False
    mentions, cases = (store.count(kind, scope=EVERYTHING)[None] for kind in ("mention", "case"))
    return mentions > LONG_MENTIONS or cases > LONG_CASES


def ids_waiting(store: Reader, kind: Literal["mention", "case"]) -> set[str]:
    """The mentions or cases that waiting batches brought or changed last."""
    batches = [each.id for each in waiting_batches(store) if getattr(each, f"waiting_{kind}s")]
    found = store.scan(kind, [Filter("batch", "in", batches)], scope=EVERYTHING) if batches else ()
    return {each.id for each in found}


# -- notes taken away ------------------------------------------------------------------------------


def all_resolved(graph: Reader) -> Iterator[Batch]:
    """The batches to put when every mention has been resolved."""
    return (replace(each, waiting_mentions=0) for each in waiting_batches(graph) if each.waiting_mentions)


def all_linked(graph: Reader) -> Iterator[Batch]:
    """The batches to put when every case has been linked: not those of whose parties nobody knows who they are."""
    return (replace(each, waiting_cases=0) for each in waiting_batches(graph) if not each.waiting_mentions)


def all_brought_in(graph: Reader) -> Iterator[Batch]:
    """The batches to put when all that waits has been resolved and linked."""
    return (replace(each, waiting_mentions=0, waiting_cases=0) for each in waiting_batches(graph))


def some_brought_in(graph: Reader, mentions: Collection[str], cases: Collection[str]) -> Iterator[Batch]:
    """The batches to put when these mentions have been resolved and these cases linked, and others wait."""
    resolved, linked = _by_batch(graph, mentions), _by_batch(graph, cases)
    for each in waiting_batches(graph):
        left = replace(
            each,
            waiting_mentions=max(0, each.waiting_mentions - resolved[each.id]),
            waiting_cases=max(0, each.waiting_cases - linked[each.id]),
        )
        if left != each:
            yield left


def _by_batch(graph: Reader, ids: Iterable[str]) -> Counter[str | None]:
    """How many of these each batch brought or changed last."""
    found: Counter[str | None] = Counter()
    for some in chunks(sorted(set(ids)), _READ):
        known = graph.get(some, scope=EVERYTHING)
        found.update(each.batch for each in known if isinstance(each, Mention | Case))
    return found
