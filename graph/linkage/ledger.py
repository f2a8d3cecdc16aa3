"""What people decided about cases: which of it stands, where it contradicts itself, and what was left open."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.linkage.pairs import Pair
from graph.linkage.signals import reasons_of
from graph.model import Judgement

JOINING = ("duplicate", "group")
"""Kinds of link that make cases one matter."""
Couple = tuple[str, str]


def opinions(judgements: Iterable[Judgement], *, today: dt.date) -> list[Judgement]:
    """The last word of each person on each pair, those left out that have expired; in order of time."""
    last: dict[tuple[str, str, str], Judgement] = {}
    for each in sorted(judgements, key=_by_time):
        last[each.a, each.b, each.by] = each
    return sorted((each for each in last.values() if each.until is None or each.until >= today), key=_by_time)


def standing(judgements: Iterable[Judgement], *, today: dt.date) -> list[Judgement]:
    """Of each pair the last opinion: what others think of it is kept, and stands when that one is taken back."""
    return list({(each.a, each.b): each for each in opinions(judgements, today=today)}.values())


def makes_one(judgement: Judgement) -> bool:
    """Whether it says that the two are one matter: yes, and not “yes, but a recurrence”."""
    return judgement.answer == "yes" and judgement.link_kind in (None, *JOINING)


def evidence_digest(pair: Pair) -> str:
    """Of what two cases say beside each other, whatever it weighs: a value that is corrected makes another digest."""
    said = sorted((each.signal, each.left, each.right) for each in reasons_of(pair))
    return hashlib.blake2b(repr(said).encode(), digest_size=8).hexdigest()


def left_open(pair: Pair, judgement: Judgement | None) -> bool:
    """Whether somebody looked at the two, was not sure, and all is as it was then."""
    if judgement is None or judgement.answer != "unsure":
        return False
    return judgement.evidence in ("", evidence_digest(pair))


# -- contradictions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Judgements that do not go together."""

    judgements: tuple[Judgement, ...]
    """Of one pair the one that stands, then those before it; else the “no”, which holds, then those on the way."""
    way: tuple[str, ...]
    """The two cases; where judgements lead from one to the other through others, with these between them."""

    @property
    def is_chain(self) -> bool:
        """Whether it is a “no” with a “yes” after a “yes” round it, not one pair with different answers."""
        return len(self.way) > 2


def contradictions(judgements: Iterable[Judgement], *, today: dt.date) -> list[Contradiction]:
    """A “no” between cases that several a “yes” make one matter; then people who judge one pair differently.

    Each sort by the ids of the two cases.
    """
    said = opinions(judgements, today=today)
    return [*_chains(said), *_disagreements(said)]


def _disagreements(said: Sequence[Judgement]) -> Iterator[Contradiction]:
    """Whoever was not sure contradicts nobody."""
    of_pair: defaultdict[Couple, list[Judgement]] = defaultdict(list)
    for each in said:
        if each.answer != "unsure":
            of_pair[each.a, each.b].append(each)
    for pair, own in sorted(of_pair.items()):
        kinds = {each.link_kind for each in own if each.link_kind is not None}
        if len({each.answer for each in own}) > 1 or len(kinds) > 1:
            yield Contradiction(tuple(reversed(own)), pair)


def _chains(said: Sequence[Judgement]) -> Iterator[Contradiction]:
    """By the shortest way from the one case to the other."""
    import networkx as nx

    stands = {(each.a, each.b): each for each in said}
    joined = nx.Graph(sorted(pair for pair, each in stands.items() if makes_one(each)))
    for pair, no in sorted(stands.items()):
        if no.answer == "no" and all(each in joined for each in pair) and nx.has_path(joined, *pair):
            way = tuple(nx.shortest_path(joined, *pair))
            yield Contradiction((no, *(stands[min(step), max(step)] for step in pairwise(way))), way)


def _by_time(judgement: Judgement) -> tuple[dt.datetime, str]:
    return judgement.at, judgement.id
