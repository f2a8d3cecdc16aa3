"""What very many mentions state, packed: a fifth of the room that it takes as objects, and less where rows repeat."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import copy
from dataclasses import fields
from heapq import merge
from operator import attrgetter
from typing import Any

from graph.identity.evidence import Evidence

_PORTION = 2_000
"""Mentions that are packed and unpacked together."""
_values = attrgetter(*[each.name for each in fields(Evidence)])


class Kept(Collection[Evidence]):
    """Evidence in the order in which it was added; each time that it is gone through it is unpacked anew."""

    def __init__(self, evidence: Iterable[Evidence] = ()) -> None:
        self._seen_as: Callable[[Evidence], Evidence] | None = None
        self._packed: list[bytes] = []
        self._open: list[Evidence] = []
        self._length = 0
        for each in evidence:
            self.add(each)

    def add(self, evidence: Evidence) -> None:
        """Keep one more."""
        self._length += 1
        self._open.append(evidence)
        if len(self._open) == _PORTION:
            self._packed.append(_packed(self._open))
            self._open.clear()

    def seen_as(self, change: Callable[[Evidence], Evidence]) -> Kept:
        """The same, each of it changed so when it is unpacked."""
        other = copy(self)
        other._seen_as = change
        return other

    def __iter__(self) -> Iterator[Evidence]:
        return self._as_kept() if self._seen_as is None else map(self._seen_as, self._as_kept())

    def _as_kept(self) -> Iterator[Evidence]:
        for each in self._packed:
            yield from _unpacked(each)
        yield from self._open

    def __len__(self) -> int:
        return self._length

    def __contains__(self, evidence: object) -> bool:
        return any(each == evidence for each in self)


class Everyone(Collection[Evidence]):
    """The evidence of all, by mention: that of residents, and that of each profile."""

    def __init__(self) -> None:
        self.by_profile: dict[str, Kept] = {}
        """Residents, who have no profile, under the empty one."""

    def add(self, evidence: Evidence) -> None:
        """Keep one more, whose mention comes behind those that were added."""
        profile = "" if evidence.facts is None else evidence.facts.profile
        kept = self.by_profile.get(profile)
        if kept is None:
            kept = self.by_profile[profile] = Kept()
        kept.add(evidence)

    def seen_as(self, change: Callable[[Evidence], Evidence]) -> Everyone:
        """The same, each of it changed so when it is unpacked."""
        other = Everyone()
        other.by_profile = {profile: each.seen_as(change) for profile, each in self.by_profile.items()}
        return other

    def __iter__(self) -> Iterator[Evidence]:
        return merge(*self.by_profile.values(), key=lambda each: each.mention)

    def __len__(self) -> int:
        return sum(map(len, self.by_profile.values()))

    def __contains__(self, evidence: object) -> bool:
        return any(evidence in each for each in self.by_profile.values())


def _packed(evidence: list[Evidence]) -> bytes:
    """In plain values: objects take twice as long."""
    return pickle.dumps([_values(each) for each in evidence], protocol=5)


def _unpacked(packed: bytes) -> Iterator[Evidence]:
    values: list[tuple[Any, ...]] = pickle.loads(packed)
    return (Evidence(*each) for each in values)
