"""How well people were told apart, against a truth: pairs of records and B-cubed; see `graph.measures`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from graph.measures import BCubed, Pairs, b_cubed_of, couples


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
    joined = couples(found[each] for each in told)
    of_one = couples((found[each], truth.person[each]) for each in told)
    right = couples((found[each], truth.person[each], group[each]) for each in told)
    same = couples((truth.person[each], group[each]) for each in told)
    return Pairs(right, joined - of_one, same - right)


def b_cubed(found: Mapping[str, str], truth: Truth) -> BCubed:
    """Over all records of the truth, decidable or not; 1 and 1 when there are none."""
    return b_cubed_of(found, truth.person)


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
