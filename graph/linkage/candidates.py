"""Which cases are compared because of what they say: all at once or one by one, the same pairs, whatever the order.

Two cases are compared when the keys that they share weigh at least `ENOUGH`; a key that too many carry finds nobody.
Cases that say exactly the same are compared with each other, or, where they are too many, each with the next one in
the order in which they came in, so that a text that was copied a thousand times does not make half a million pairs.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import reverse_cuthill_mckee
from sparse_dot_topn import sp_matmul_topn

from graph.linkage.gists import ENOUGH, says_enough, weight_of
from graph.model import Gist

Couple = tuple[str, str]
"""The ids of two cases, the smaller first."""
Positions = NDArray[np.int32]

_BLOCK = 4_096
"""Cases compared with all others in one step."""
_PARTNERS = 512
"""Pairs of one case for which there is room at first; it is widened where a case has as many."""


class Carrier(NamedTuple):
    """A case that has a key."""

    case: str
    digest: str


class Portion(NamedTuple):
    """Some cases, and those of their couples in which one of them is the smaller."""

    cases: list[str]
    couples: list[Couple]


@dataclass(frozen=True, slots=True)
class Couples:
    """Couples among all cases, by their positions: of a hundred thousand cases there may be millions."""

    ids: list[str]
    """All cases, by id."""
    left: Positions
    right: Positions
    """Always the larger position."""

    def __iter__(self) -> Iterator[Couple]:
        return ((self.ids[a], self.ids[b]) for a, b in zip(self.left.tolist(), self.right.tolist(), strict=True))

    def portions(self, size: int) -> Iterator[Portion]:
        """All cases, `size` at a time, such that those of a couple mostly fall together."""
        order = self._near_together()
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order), dtype=order.dtype)
        of_left = rank[self.left]
        by_rank = np.argsort(of_left, kind="stable")
        starts = range(0, len(order), size)
        ends = np.searchsorted(of_left[by_rank], [*starts, len(order)])
        for start, some in zip(starts, pairwise(ends.tolist()), strict=True):
            own = Couples(self.ids, self.left[by_rank[slice(*some)]], self.right[by_rank[slice(*some)]])
            yield Portion([self.ids[at] for at in order[start : start + size].tolist()], list(own))

    def _near_together(self) -> Positions:
        count = len(self.ids)
        if not len(self.left):
            return np.arange(count, dtype=np.int32)
        ones = np.ones(2 * len(self.left), dtype=np.int8)
        ends = np.concatenate((self.left, self.right)), np.concatenate((self.right, self.left))
        return reverse_cuthill_mckee(csr_matrix((ones, ends), shape=(count, count)), symmetric_mode=True)


# -- all at once -----------------------------------------------------------------------------------


class Collected:
    """The gists of all cases as numbers, in any order: of each some two hundred bytes."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._received: list[dt.datetime | None] = []
        self._digests: dict[str, int] = {}
        self._said = array("i")
        self._columns: dict[str, int] = {}
        self._weights = array("i")
        self._starts = array("q", [0])
        self._keys = array("i")

    def add(self, gist: Gist) -> None:
        """Add the gist of a case that was not added yet."""
        at = len(self.ids)
        self.ids.append(gist.case)
        self._received.append(gist.received_at)
        self._said.append(self._digests.setdefault(gist.digest, at) if says_enough(gist) else -at - 1)
        for key in gist.keys:
            column = self._columns.setdefault(key, len(self._columns))
            if column == len(self._weights):
                self._weights.append(weight_of(key))
            self._keys.append(column)
        self._starts.append(len(self._keys))

    def couples(self, *, most: int, copies: int) -> Couples:
        """All couples; a key that more than `most` have finds nobody, more than `copies` of a text are a chain."""
        ids = sorted(self.ids)
        place = {id: at for at, id in enumerate(ids)}
        own = np.array([place[id] for id in self.ids], dtype=np.int32)
        same = np.array([[place[a], place[b]] for a, b in self._same(copies)], dtype=np.int32).reshape(-1, 2)
        left, right = self._alike(most)
        ends = np.concatenate((np.stack((own[left], own[right]), axis=1), same))
        return Couples(ids, ends.min(axis=1), ends.max(axis=1))

    def _same(self, copies: int) -> Iterator[Couple]:
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for at, first in enumerate(self._said):
            if 0 <= first < at:
                groups[first].append(at)
        for first, others in groups.items():
            yield from among_copies(((self._received[at], self.ids[at]) for at in (first, *others)), copies)

    def _alike(self, most: int) -> tuple[Positions, Positions]:
        weighed = self._matrix(most)
        found = [(np.empty(0, np.int32), np.empty(0, np.int32)), *couples_in(weighed, ENOUGH)]
        left, right = (np.concatenate(each) for each in zip(*found, strict=True))
        said = np.array(self._said)
        other = said[left] != said[right]
        return left[other], right[other]

    def _matrix(self, most: int) -> csr_matrix:
        """A row a case, a column a key, in it the key's weight; keys of one case alone and of too many are left out."""
        keys, starts = np.frombuffer(self._keys, np.int32), np.frombuffer(self._starts, np.int64)
        carriers = np.bincount(keys, minlength=len(self._columns))
        tells = ((carriers > 1) & (carriers <= most))[keys] if len(keys) else np.zeros(0, bool)
        before = np.concatenate(([0], np.cumsum(tells)))
        weights = np.frombuffer(self._weights, np.int32) if self._weights else np.zeros(0, np.int32)
        rows = weights[keys[tells]], keys[tells], before[starts].astype(np.int32)
        return csr_matrix(rows, shape=(len(self.ids), max(len(self._columns), 1)))


def couples_in(
    weighed: csr_matrix, enough: int, *, block: int = _BLOCK, partners: int = _PARTNERS
) -> Iterator[tuple[Positions, Positions]]:
    """The rows that share columns of at least this weight together, the smaller first, by blocks."""
    carried = csr_matrix((np.ones_like(weighed.data), weighed.indices, weighed.indptr), shape=weighed.shape)
    columns = carried.T.tocsr()
    count = len(weighed.indptr) - 1
    for start in range(0, count, block):
        room, last = partners, min(start + block, count)
        some = weighed[start:last]
        found = sp_matmul_topn(some, columns, top_n=room, threshold=enough - 1)
        while room < count and np.diff(found.indptr).max(initial=0) >= room:
            room *= 4
            found = sp_matmul_topn(some, columns, top_n=room, threshold=enough - 1)
        left = np.repeat(np.arange(start, last, dtype=np.int32), np.diff(found.indptr))
        right = found.indices[: len(left)].astype(np.int32)
        yield left[left < right], right[left < right]


# -- one by one ------------------------------------------------------------------------------------


def like(gist: Gist, carriers: Mapping[str, Collection[Carrier]]) -> Iterator[Couple]:
    """The couples of one case with all whose texts are like its own, but not the same.

    `carriers`: who else has each of its keys; of a key that too many have, nobody.
    """
    same = gist.digest if says_enough(gist) else None
    shared: Counter[str] = Counter()
    for key in gist.keys:
        weight = weight_of(key)
        for other in carriers.get(key, ()):
            if other.case != gist.case and other.digest != same:
                shared[other.case] += weight
    return (couple(gist.case, other) for other, weight in shared.items() if weight >= ENOUGH)


def alike(a: Gist, b: Gist, telling: Container[str]) -> bool:
    """Whether two cases that do not say the same are a couple. `telling`: keys that several have, but not too many."""
    return sum(weight_of(each) for each in {*a.keys}.intersection(b.keys) if each in telling) >= ENOUGH


def are_copies(a: Gist, b: Gist) -> bool:
    """Whether both say the same, and enough of it."""
    return a.digest == b.digest and says_enough(a)


def among_copies(group: Iterable[tuple[dt.datetime | None, str]], most: int) -> Iterator[Couple]:
    """The couples among cases, each by when it was received, that say the same: all, or of more than `most` a chain."""
    cases = [case for _, case in sorted(group, key=lambda each: (each[0] or dt.datetime.max, each[1]))]
    return (couple(*each) for each in (pairwise(cases) if len(cases) > most else combinations(cases, 2)))


def couple(a: str, b: str) -> Couple:
    """The two, the smaller first."""
    return (a, b) if a < b else (b, a)


# -- what a change of some gists changes for others ------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """Gists that changed: as they were and as they are; None where there was or is none."""

    sides: Sequence[tuple[Gist | None, Gist | None]]

    @cached_property
    def gained(self) -> Counter[str]:
        """By how many more cases each key is carried now; negative: fewer. Keys of which neither are not in it."""
        found: Counter[str] = Counter()
        for before, after in self.sides:
            found.update(() if after is None else after.keys)
            found.subtract(() if before is None else before.keys)
        return Counter({key: more for key, more in found.items() if more})

    @cached_property
    def copied(self) -> frozenset[str]:
        """The digests of texts that more cases, or fewer, say now."""
        own = (each for side in self.sides if _told(side[0]) != _told(side[1]) for each in side)
        return frozenset(each.digest for each in own if each is not None and says_enough(each))

    def crossed(self, carriers: Mapping[str, int], most: int) -> tuple[set[str], set[str]]:
        """The keys that have become carried by too many, and those that no longer are. `carriers`: how many now."""
        before = {key: count - self.gained[key] for key, count in carriers.items()}
        full = {key for key, count in carriers.items() if before[key] <= most < count}
        free = {key for key, count in carriers.items() if count <= most < before[key]}
        return full, free

    def rearranged(self, now: Iterable[Gist], copies: int) -> tuple[set[Couple], set[Couple]]:
        """The couples among copies that there are no longer, and the new ones. `now`: gists of the digests `copied`."""
        after = {each.case: each for each in now}
        before = {case: each for case, each in after.items() if case not in self._cases}
        before |= {each.case: each for each, _ in self.sides if each is not None and each.digest in self.copied}
        were, are = (set(_copied_couples(each.values(), copies)) for each in (before, after))
        return were - are, are - were

    @cached_property
    def _cases(self) -> frozenset[str]:
        return frozenset(each.case for side in self.sides for each in side if each is not None)


def _told(gist: Gist | None) -> tuple[str, dt.datetime | None] | None:
    return None if gist is None else (gist.digest, gist.received_at)


def _copied_couples(gists: Iterable[Gist], copies: int) -> Iterator[Couple]:
    groups: defaultdict[str, list[tuple[dt.datetime | None, str]]] = defaultdict(list)
    for each in gists:
        if says_enough(each):
            groups[each.digest].append((each.received_at, each.case))
    return (found for group in groups.values() for found in among_copies(group, copies))
