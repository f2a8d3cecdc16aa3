"""What resolving and linking read from the store: many records a call, never one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from graph.identity.evidence import Evidence
from graph.identity.spread import SharedValue
from graph.identity.weights.scoring import Weighed
from graph.model import Edge, Judgement, Mention, Node
from graph.schema.showing import show_title
from graph.store import EVERYTHING, Filter, Question, Reader, Scope
from graph.store.questions import MentionLink, Row

T = TypeVar("T")
N = TypeVar("N", bound=Node)
Progress = Callable[[str, int, int], None]
"""Told what is being done (Chinese), how much of it is done, and of how much (0: not known)."""


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


CHUNK = 5_000
"""Ids in one call."""


@dataclass(slots=True)
class Affected:
    """The mentions whose person may be another now, with what they say and whom they refer to."""

    mentions: dict[str, Mention] = field(default_factory=dict)
    links: list[MentionLink] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    """Of people, by mention: what counts of what they state."""
    pairs: list[Weighed] = field(default_factory=list)
    """Every pair of them that weighs enough to matter."""
    shared: tuple[SharedValue, ...] = ()
    """Values that count for nobody."""
    around: frozenset[str] = frozenset()
    """Other mentions that state a value that one of these states."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def titles_of(store: Reader, ids: Iterable[str | None], *, scope: Scope, unmask: bool = False) -> dict[str, str]:
    """What users call the records of these ids, as far as the reader sees them; numbers masked unless `unmask`."""
    asked = sorted({each for each in ids if each})
    found = (each for some in chunks(asked) for each in zip(some, store.get(some, scope=scope), strict=True))
    return {id: show_title(node, unmask=unmask) for id, node in found if node is not None}


def get_all(store: Reader, ids: Collection[str], record: type[N]) -> dict[str, N]:
    """The records of these ids that exist and are of that kind, by their own id."""
    found: dict[str, N] = {}
    for some in chunks(sorted(ids)):
        found.update((each.id, each) for each in store.get(some, scope=EVERYTHING) if isinstance(each, record))
    return found


def ask_all(
    store: Reader, question: Question[Row], name: str, values: Collection[str], **parameters: Any
) -> Iterator[Row]:
    """The rows of a question about many values, which are its parameter `name`."""
    for some in chunks(sorted(values)):
        yield from store.ask(question, scope=EVERYTHING, **{name: some}, **parameters)


def edges_from(store: Reader, ids: Collection[str], types: Sequence[str]) -> Iterator[Edge]:
    """The edges of `types` that start at one of `ids`."""
    for some in chunks(sorted(ids)):
        yield from store.edges(some, types=types, direction="out", scope=EVERYTHING)


def edges_at(store: Reader, ids: Collection[str], types: Sequence[str]) -> Iterator[Edge]:
    """The edges of `types` that start or end at one of `ids`; one between two of them may come twice."""
    for some in chunks(sorted(ids)):
        yield from store.edges(some, types=types, scope=EVERYTHING)


def judgements_of(store: Reader, kind: str) -> list[Judgement]:
    """Every judgement about identity, or about linkage."""
    return list(store.scan("judgement", [Filter("kind", "eq", kind)], scope=EVERYTHING))


# -- mentions ------------------------------------------------------------------------------------


def partners_of(judgements: Iterable[Judgement]) -> dict[str, set[str]]:
    """With whom each mention or case was judged to be one, or not to be."""
    partners: dict[str, set[str]] = {}
    for each in judgements:
        partners.setdefault(each.a, set()).add(each.b)
        partners.setdefault(each.b, set()).add(each.a)
    return partners
