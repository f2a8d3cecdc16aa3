"""How well people were told apart, against a truth: pairs of records and B-cubed, by counting, never pair by pair.

Pairs: precision is the share of joined pairs that are one person's, recall the share of such pairs that were joined.
B-cubed (Bagga and Baldwin 1998): the same shares of each record's own cluster, averaged over the records, so that one
large cluster does not outweigh all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple


class Pairs(NamedTuple):
    """Counted pairs of records."""

    right: int
    """Joined, and one person's."""
    wrong: int
    """Joined, and two people's."""
    missed: int
    """One person's, and not joined."""

    @property
    def precision(self) -> float:
        """1 when nothing was joined."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """1 when there is nothing to join."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _f1(self.precision, self.recall)

    def less(self, other: Pairs) -> Pairs:
        """The pairs that are here and not in `other`, a part of these."""
        return Pairs(self.right - other.right, self.wrong - other.wrong, self.missed - other.missed)


class BCubed(NamedTuple):
    """Averages over the records."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _f1(self.precision, self.recall)


class JudgedPair(NamedTuple):
    """Two records of which somebody says whether they are one person's."""

    one: str
    other: str
    same: bool
    kind: str
    """What makes it hard to tell."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the judged pairs of one kind and one verdict."""

    kind: str
    same: bool
    count: int
    joined: int

    @property
    def share(self) -> float:
        """Joined of those that are one person's (recall), or of those that are not (wrong merges)."""
        return self.joined / self.count


@dataclass(frozen=True, slots=True)
class Truth:
    """Whose each record is."""

    person: Mapping[str, str]
    group: Mapping[str, str] | None = None
    """Of records whose pairs can be decided by what they say: two of a person are decidable when their groups are
    equal. A record with an empty one can be told from nobody. None: every pair counts.
    """

    def only(self, records: Collection[str]) -> Truth:
        """The truth about these alone."""
        group = None if self.group is None else {each: self.group.get(each, "") for each in records}
        return Truth({each: self.person[each] for each in records}, group)


def count_pairs(found: Mapping[str, str], truth: Truth) -> Pairs:
    """The decidable pairs of the records in `truth`; `found` gives the cluster of each of them."""
    told = [each for each in truth.person if truth.group is None or truth.group.get(each)]
    group = truth.person if truth.group is None else truth.group
    joined = _couples(found[each] for each in told)
    of_one = _couples((found[each], truth.person[each]) for each in told)
    right = _couples((found[each], truth.person[each], group[each]) for each in told)
    same = _couples((truth.person[each], group[each]) for each in told)
    return Pairs(right, joined - of_one, same - right)


def b_cubed(found: Mapping[str, str], truth: Truth) -> BCubed:
    """Over all records of the truth, decidable or not; 1 and 1 when there are none."""
    person = truth.person
    if not person:
        return BCubed(1.0, 1.0)
    clusters, people = Counter(found[each] for each in person), Counter(person.values())
    both = Counter((found[each], person[each]) for each in person)
    precision = sum(shared * shared / clusters[cluster] for (cluster, _), shared in both.items())
    recall = sum(shared * shared / people[one] for (_, one), shared in both.items())
    return BCubed(precision / len(person), recall / len(person))


def by_value(
    found: Mapping[str, str], truth: Truth, values_of: Callable[[str], Iterable[str]]
) -> dict[str, tuple[int, Pairs]]:
    """For each value that a record may have (its kind, its channel): how many have it, and the pairs that touch one.

    A pair touches a value when one of its records has it; so it counts for several. The most frequent value first.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for record in truth.person:
        for value in values_of(record):
            holders[value].add(record)
    everything = count_pairs(found, truth)
    ordered = sorted(holders.items(), key=lambda each: (-len(each[1]), each[0]))
    return {value: (len(some), everything.less(_without(found, truth, some))) for value, some in ordered}


def judged_pairs(found: Mapping[str, str], pairs: Iterable[JudgedPair]) -> list[Judged]:
    """By kind and verdict, those that are one person's first; pairs with an unknown record are left out."""
    counts: Counter[tuple[bool, str]] = Counter()
    joined: Counter[tuple[bool, str]] = Counter()
    for each in pairs:
        if each.one in found and each.other in found:
            counts[each.same, each.kind] += 1
            joined[each.same, each.kind] += found[each.one] == found[each.other]
    ordered = sorted(counts, key=lambda each: (not each[0], each[1]))
    return [Judged(kind, same, counts[same, kind], joined[same, kind]) for same, kind in ordered]


def wrong_pairs(found: Mapping[str, str], truth: Truth) -> Iterator[tuple[str, str]]:
    """Pairs that were joined and are two people's, one by one, in a fixed order: there may be very many."""
    for some in _sets(truth.person, found):
        for one, other in combinations(some, 2):
            if truth.person[one] != truth.person[other]:
                yield one, other


def missed_pairs(found: Mapping[str, str], truth: Truth) -> Iterator[tuple[str, str]]:
    """Decidable pairs that are one person's and were not joined, one by one, in a fixed order."""
    group = truth.person if truth.group is None else truth.group
    told = [each for each in truth.person if group.get(each)]
    for some in _sets(told, group):
        for one, other in combinations(some, 2):
            if found[one] != found[other] and truth.person[one] == truth.person[other]:
                yield one, other


def _without(found: Mapping[str, str], truth: Truth, some: Collection[str]) -> Pairs:
    return count_pairs(found, truth.only([each for each in truth.person if each not in some]))


def _sets(records: Iterable[str], label: Mapping[str, str]) -> Iterator[list[str]]:
    sets: defaultdict[str, list[str]] = defaultdict(list)
    for each in sorted(records):
        sets[label[each]].append(each)
    yield from sets.values()


def _couples(labels: Iterable[Hashable]) -> int:
    """How many pairs bear one label."""
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def _f1(precision: float, recall: float) -> float:
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
