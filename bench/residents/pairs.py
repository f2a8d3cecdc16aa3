"""Pairs of records by difficulty: what must become one, and what must not."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from bench.residents.addresses import NEW, OLD, UNIT
from bench.residents.lists import words
from bench.residents.mentions import Mention
from bench.residents.people import Person, Population
from bench.residents.truth import Truth

MERGED_KINDS = words(
    """
    fifteen_digits damaged_number masked_number mistyped_number masked_telephone homophone
    look_alike traditional spaced full_name_with_title title wide_number wide_telephone no_name
    fake_number placeholder_number placeholder_telephone officer company agent spouse_number
    mistyped_telephone
    """
)
"""Kinds of mentions that go with another of their person all the same, where a clerk could tell."""
_PER_COUPLE, _PER_VALUE, _PER_MENTION = 8, 200, 2


class Pair(NamedTuple):
    """Two records, whether they are one person's, and what makes that hard to tell."""

    one: str
    other: str
    same: bool
    kind: str


def pairs_of(mentions: Sequence[Mention], population: Population, truth: Truth, chance: random.Random) -> list[Pair]:
    """All kinds, each pair of records once a kind."""
    found = [*_merged(mentions, truth), *_apart(mentions, population, chance)]
    return sorted(set(found))


# -- must become one ---------------------------------------------------------------------------------


def _merged(mentions: Sequence[Mention], truth: Truth) -> Iterator[Pair]:
    known = {each.record: each for each in mentions}
    by_group: defaultdict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        if truth.group[each.record]:
            by_group[truth.group[each.record]].append(each)
        near = [known[record] for record in truth.direct.get(each.record, ())]
        for kind in filter(MERGED_KINDS.__contains__, each.kinds):
            plain = sorted(near, key=lambda other: (kind in other.kinds, len(other.kinds), other.record))
            yield from (_pair(each, other, True, kind) for other in plain[:_PER_MENTION])
    for group in by_group.values():
        for kind, (one_side, other_side) in _SIDES.items():
            ones, others = filter(one_side, group), list(filter(other_side, group))
            for one, other in zip(islice(ones, _PER_MENTION), others, strict=False):
                yield _pair(one, other, True, kind)


_SIDES: dict[str, tuple[Callable[[Mention], bool], Callable[[Mention], bool]]] = {
    "moved": (lambda each: "moved_from" in each.kinds, lambda each: "moved_to" in each.kinds),
    "changed_telephone": (
        lambda each: bool(each.full_telephone) and each.full_telephone == each.person.telephones[0][1],
        lambda each: "new_telephone" in each.kinds and bool(each.full_telephone),
    ),
    "address_forms": (
        lambda each: each.address.level == UNIT and each.address.form == OLD,
        lambda each: each.address.level == UNIT and each.address.form == NEW,
    ),
}
"""Kinds that need two rows to be seen: of one side and of the other."""


# -- must stay two -----------------------------------------------------------------------------------


def _apart(mentions: Sequence[Mention], population: Population, chance: random.Random) -> Iterator[Pair]:
    of: defaultdict[Person, list[Mention]] = defaultdict(list)
    for each in mentions:
        of[each.person].append(each)
    for kind, couples in (
        ("twins", population.twins), ("siblings", population.alike), ("namesakes_in_building", population.namesakes),
    ):  # fmt: skip
        for one, other in couples:
            yield from _some(of[one], of[other], kind, chance)
    for kind, couples in (("family_telephone", population.lent), ("reassigned", population.reassigned)):
        for one, other in couples:
            yield from _some(of[one], of[other], kind, chance, alike=_same_telephone)
    yield from _spouses(mentions, of, chance)
    yield from _by_value(mentions, "fake_number", lambda each: each.number, chance)
    yield from _by_value(mentions, "placeholder_number", lambda each: each.number, chance)
    for kind in ("officer", "company", "agent", "placeholder_telephone"):
        yield from _by_value(mentions, kind, lambda each: each.telephone, chance)
    yield from _strangers(mentions, chance)


def _same_telephone(one: Mention, other: Mention) -> bool:
    return bool(one.full_telephone) and one.full_telephone == other.full_telephone


def _some(
    ones: Iterable[Mention],
    others: Sequence[Mention],
    kind: str,
    chance: random.Random,
    alike: Callable[[Mention, Mention], bool] | None = None,
) -> Iterator[Pair]:
    both = [(one, other) for one in ones for other in others if alike is None or alike(one, other)]
    for one, other in chance.sample(both, min(len(both), _PER_COUPLE)):
        if one.said and other.said:
            yield _pair(one, other, False, kind)


def _spouses(mentions: Sequence[Mention], of: dict[Person, list[Mention]], chance: random.Random) -> Iterator[Pair]:
    for each in mentions:
        if "spouse_number" in each.kinds and each.person.spouse is not None:
            owned = [other for other in of[each.person.spouse] if other.full_number == each.full_number]
            yield from _some([each], owned, "spouse_number", chance)


def _by_value(
    mentions: Sequence[Mention], kind: str, value_of: Callable[[Mention], str], chance: random.Random
) -> Iterator[Pair]:
    """Pairs of people whose rows give one value that is neither's."""
    users: defaultdict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        if kind in each.kinds and each.name:
            users[value_of(each)].append(each)
    for some in users.values():
        for _ in range(min(_PER_VALUE, len(some) * 2)):
            one, other = chance.choice(some), chance.choice(some)
            if one.person is not other.person and not (one.said and one.said == other.said):
                yield _pair(one, other, False, kind)


def _strangers(mentions: Sequence[Mention], chance: random.Random) -> Iterator[Pair]:
    """People of one name who have nothing else in common."""
    by_name: defaultdict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        if each.said:
            by_name[each.said].append(each)
    for some in by_name.values():
        people = {each.person: each for each in some}
        for one, other in islice(combinations(people.values(), 2), 20):
            yield _pair(one, other, False, "strangers_of_one_name")


def _pair(one: Mention, other: Mention, same: bool, kind: str) -> Pair:
    first, second = sorted((one.record, other.record))
    return Pair(first, second, same, kind)
