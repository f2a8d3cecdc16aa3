"""What resolving and linking read from the store: many records a call, never one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from graph.identity.keys import KeyKind
from graph.model import Edge, Judgement, Mention, Node
from graph.store import EVERYTHING, Filter, Question, Reader
from graph.store.questions import LINKS_OF_MENTIONS, MENTIONS_OF, MENTIONS_WITH_KEYS, MentionLink, Row

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
    context: list[Mention] = field(default_factory=list)
    """Mentions that share a telephone with one of them: they count, but stay as they are."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


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


def mentions_together(store: Reader, ids: Collection[str]) -> Affected:
    """These mentions, of which it is known that nothing but a telephone ties them to others."""
    found = Affected(get_all(store, ids, Mention))
    found.links = list(ask_all(store, LINKS_OF_MENTIONS, "ids", found.mentions))
    found.context = _context(store, found.mentions)
    return found


def mentions_affected(store: Reader, seeds: Collection[str], judgements: Iterable[Judgement]) -> Affected:
    """`seeds` and all that equal keys, judgements or present persons tie to them, directly or through others.

    A telephone ties only the seeds: they may be those that make it one that too many share.
    """
    partners = _partners(judgements)
    found = Affected()
    ties = tuple(KeyKind)
    waiting = set(seeds)
    asked: set[str] = set()
    while waiting:
        new = get_all(store, waiting, Mention)
        links = list(ask_all(store, LINKS_OF_MENTIONS, "ids", new))
        found.mentions |= new
        found.links += links
        keys = {key for each in new.values() for key in each.keys if key.startswith(ties)} - asked
        asked |= keys
        waiting = {row.mention for row in ask_all(store, MENTIONS_WITH_KEYS, "keys", keys)}
        waiting |= {row.mention for row in ask_all(store, MENTIONS_OF, "ids", set(_referred(links)))}
        waiting |= {other for each in new for other in partners.get(each, ())}
        waiting -= found.mentions.keys() | seeds
        ties = tuple(kind for kind in KeyKind if kind is not KeyKind.TELEPHONE)
    found.context = _context(store, found.mentions)
    return found


def _context(store: Reader, mentions: dict[str, Mention]) -> list[Mention]:
    telephones = {key for each in mentions.values() for key in each.keys if key.startswith(KeyKind.TELEPHONE)}
    users = {row.mention for row in ask_all(store, MENTIONS_WITH_KEYS, "keys", telephones)}
    return list(get_all(store, users - mentions.keys(), Mention).values())


def _partners(judgements: Iterable[Judgement]) -> dict[str, set[str]]:
    partners: dict[str, set[str]] = {}
    for each in judgements:
        partners.setdefault(each.a, set()).add(each.b)
        partners.setdefault(each.b, set()).add(each.a)
    return partners


def _referred(links: Iterable[MentionLink]) -> Iterator[str]:
    return (each.other for each in links if each.type == "refers_to")
