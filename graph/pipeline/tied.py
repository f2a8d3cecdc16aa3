"""Which mentions have to be resolved again when some are new or changed: those, and all that their evidence ties.

Through the store's indexes alone, a few calls for each step outward, so that one new case costs the same among
a thousand mentions and among a million. What is found here is what a run over everything puts in one portion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.identity.evidence import Evidence
from graph.identity.keys import KeyKind, make_key
from graph.identity.rules import certain_values
from graph.identity.spread import MOST, Bounds, Discounts, discounts_among
from graph.identity.weights.blocks import Block, bound_of, keys_of
from graph.identity.weights.scoring import Weighed, matters, weigh
from graph.identity.weights.settings import Settings
from graph.model import Judgement, Mention
from graph.pipeline.reading import Affected, ask_all, edges_at, judgements_of, partners_of
from graph.pipeline.settings import settings_of
from graph.pipeline.whereabouts import Whereabouts
from graph.store import Reader
from graph.store.questions import MENTIONS_AT, MENTIONS_OF, MENTIONS_WITH_KEYS, MentionLink

_FINDING = (KeyKind.NAME, KeyKind.DOOR, KeyKind.COMPARED)
"""Kinds of keys that find, and say nothing else."""
_MOST: Mapping[str, int | None] = {KeyKind.TELEPHONE: MOST, **{each: bound_of(each) for each in _FINDING}}
"""How many mentions with one key are read at the most; of other kinds all, since the rules look at all of them."""


def mentions_affected(
    store: Reader, seeds: Collection[str], judgements: Iterable[Judgement], *, settings: Settings, bounds: Bounds
) -> Affected:
    """`seeds` and all that may be another person's because of them, with what is needed to say whose."""
    return _Tied(store, Whereabouts(store), partners_of(judgements), settings, bounds).around(set(seeds))


def tied_to(store: Reader, mentions: Collection[str]) -> set[str]:
    """These and all mentions whose person may be another when one of these goes or changes."""
    everyone = judgements_of(store, "identity")
    affected = mentions_affected(store, mentions, everyone, settings=settings_of(store), bounds=Bounds())
    return affected.mentions.keys() | affected.around | set(mentions)


@dataclass(slots=True)
class _Tied:
    """What has been read so far, and which of it is to be resolved."""

    store: Reader
    whereabouts: Whereabouts
    partners: dict[str, set[str]]
    settings: Settings
    bounds: Bounds
    mentions: dict[str, Mention] = field(default_factory=dict)
    links: list[MentionLink] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Of people, as stated."""
    users: dict[str, frozenset[str]] = field(default_factory=dict)
    """By key or unit: who states it, where that was asked; None of them where they are more than may be."""
    tied: set[str] = field(default_factory=set)
    pairs: dict[tuple[str, str], Weighed] = field(default_factory=dict)

    def around(self, seeds: set[str]) -> Affected:
        """Grow from `seeds` until nothing more is tied."""
        waiting = seeds | self._turned(seeds) | self._asked_of(seeds)
        while waiting:
            self._read(waiting)
            self.tied |= waiting
            near = self._near(waiting)
            self._complete(near | waiting)
            waiting = self._ties(waiting & self.mentions.keys(), near) - self.tied
        return self._affected()

    def _affected(self) -> Affected:
        tied = self.tied & self.mentions.keys()
        discounts = self._discounts()
        return Affected(
            mentions={id: self.mentions[id] for id in sorted(tied)},
            links=[each for each in self.links if each.mention in tied],
            evidence=[discounts.applied(self.evidence[each]) for each in sorted(tied & self.evidence.keys())],
            pairs=[each for (a, b), each in sorted(self.pairs.items()) if a in tied and b in tied],
            shared=discounts.shared,
            around=frozenset(self.mentions.keys() - tied),
        )

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, ids: Collection[str]) -> None:
        """Read the mentions among `ids` that are not read yet, what they link to, and what they state."""
        new = self.whereabouts.stated({each for each in ids if each not in self.mentions})
        self.mentions |= new.mentions
        self.links += new.links
        self.evidence |= new.evidence

    def _ask(self, keys: Collection[str], units: Collection[str]) -> None:
        """Who states these, where it was not asked before."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        new = {each for each in keys if each not in self.users}
        for kind in sorted({each[0] for each in new}):
            some = {each for each in new if each.startswith(kind)}
            for row in ask_all(self.store, MENTIONS_WITH_KEYS, "keys", some, most=_MOST.get(kind)):
                found[row.key].add(row.mention)
        places = {each for each in units if each not in self.users}
        for row in ask_all(self.store, MENTIONS_AT, "ids", places, most=MOST):
            found[row.place].add(row.mention)
        self.users.update((each, frozenset(found.get(each, ()))) for each in new | places)

    def _users(self, ids: Collection[str], *, finding: bool) -> set[str]:
        """Who states a value that one of these states; with `finding` also who shares a name and a part of a value."""
        keys = {key for id in ids for key in self.mentions[id].keys if finding or key[0] not in _FINDING}
        units = {self.evidence[id].unit for id in ids if id in self.evidence} - {""}
        self._ask(keys, units)
        return set().union(*(self.users[each] for each in keys | units))

    def _near(self, ids: Collection[str]) -> set[str]:
        """Whom these may be one with: by a value, by a person whom both refer to, by a judgement."""
        known = self.mentions.keys() & ids
        found = self._users(known, finding=True)
        people = {each.other for each in self.links if each.type == "refers_to" and each.mention in known}
        found |= {row.mention for row in ask_all(self.store, MENTIONS_OF, "ids", people)}
        found |= {other for each in known for other in self.partners.get(each, ())}
        self._read(found)
        return found & self.mentions.keys()

    def _complete(self, ids: Collection[str]) -> None:
        """Read all who use a value that one of these uses: they say whether it counts."""
        self._read(self._users(self.mentions.keys() & ids, finding=False))

    def _asked_of(self, seeds: set[str]) -> set[str]:
        """Who was suggested to be one with a seed, by what it may state no more."""
        found = edges_at(self.store, seeds, ["may_be"])
        return {end for each in found for end in (each.source, each.target)}

    # -- what counts -----------------------------------------------------------------------------

    def _discounts(self, without: Collection[str] = ()) -> Discounts:
        everyone = [each for id, each in self.evidence.items() if id not in without]
        found = discounts_among(everyone, self.bounds, decided=self.settings.decided)
        telephones = {line for each in everyone for line in each.telephones if self._is_beyond(_key_of(f"t{line}"))}
        units = {each.unit for each in everyone if each.unit and self._is_beyond(each.unit)}
        return replace(found, telephones=found.telephones | telephones, units=found.units | units)

    def _is_beyond(self, key: str) -> bool:
        """Whether more state a value than are ever read: then it counts for nobody."""
        return key in self.users and not self.users[key]

    def _turned(self, seeds: set[str]) -> set[str]:
        """Who uses a value that counts for others because of the seeds, or does not count any more."""
        self._read(seeds)
        known = seeds & self.mentions.keys()
        self._near(known)
        before, now = self._discounts(without=seeds), self._discounts()
        turned = (before.telephones ^ now.telephones) | (before.accounts ^ now.accounts) | (before.units ^ now.units)
        numbers = {self.evidence[each].number for each in (before.foreign ^ now.foreign) - seeds}
        users = {
            id
            for id, each in self.evidence.items()
            if not turned.isdisjoint(_values(each)) or (each.number is not None and each.number in numbers)
        }
        return users | {user for key in self._crossed(known) for user in self.users[key]}

    def _crossed(self, seeds: set[str]) -> Iterator[str]:
        """Keys that found others until the seeds came."""
        for key, users in self.users.items():
            bound = bound_of(Block.UNIT if key.startswith("place-") else key[0])
            if bound is not None and len(users - seeds) <= bound < len(users):
                yield key

    # -- pairs -----------------------------------------------------------------------------------

    def _ties(self, ids: set[str], near: set[str]) -> set[str]:
        """Who of `near` has to be resolved together with one of `ids`: by weight, rule, person or judgement."""
        discounts = self._discounts()
        counted = {id: discounts.applied(self.evidence[id]) for id in sorted((ids | near) & self.evidence.keys())}
        index: defaultdict[str, list[str]] = defaultdict(list)
        for id, each in counted.items():
            for key in (*keys_of(each), *certain_values(each)):
                index[key].append(id)
        tied = {each for id in ids for each in self.partners.get(id, ())} | self._of_same_person(ids)
        for id in sorted(ids & counted.keys()):
            tied |= {other for key in certain_values(counted[id]) for other in index[key]}
            found = {other for key in keys_of(counted[id]) if not self._is_crowded(key) for other in index[key]} - {id}
            for other in sorted(found):
                weighed = weigh(counted[id], counted[other], self.settings)
                if matters(weighed, self.settings):
                    self.pairs[weighed.a, weighed.b] = weighed
                    tied.add(other)
        return tied & self.mentions.keys()

    def _of_same_person(self, ids: set[str]) -> set[str]:
        people = {each.other for each in self.links if each.type == "refers_to" and each.mention in ids}
        return {each.mention for each in self.links if each.type == "refers_to" and each.other in people}

    def _is_crowded(self, block: str) -> bool:
        users = self.users.get(_key_of(block), frozenset())
        bound = bound_of(block[0])
        return not users or (bound is not None and len(users) > bound)


def _values(evidence: Evidence) -> set[str]:
    return {*evidence.telephones, *evidence.accounts, evidence.unit}


def _key_of(block: str) -> str:
    """The key of mentions, or the place, that a block is made from."""
    kind, value = block[0], block[1:]
    if kind == Block.UNIT:
        return value
    return make_key(KeyKind(kind), value) if kind in (KeyKind.IDENTITY, KeyKind.TELEPHONE) else block
