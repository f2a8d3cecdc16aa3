"""What linking reads: which cases share what, with the names that reasons show and the sides of every case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from graph.linkage.candidates import Couple
from graph.linkage.pairs import Pair, Shared, Sides, What
from graph.linkage.references import refers, text_of
from graph.linkage.shortened import may_be_one
from graph.linkage.texts.likeness import Likeness, compare, is_near
from graph.linkage.texts.reading import Reading, read
from graph.model import Case, Node, Organisation, PartyTo, Person, Place
from graph.pipeline.reading import ask_all, chunks, edges_at, get_all
from graph.store import EVERYTHING, Question, Reader
from graph.store.questions import RECURRING_PARTIES, SHARED_HOUSEHOLDS, SHARED_PARTIES, SHARED_PLACES, SharedBetween

_KEPT = 60_000
"""Names and sides on a shelf."""
_READ = 6_000
"""Cases on a shelf, with what their texts say: of long ones some 60 kB each."""
_TOGETHER = 2_000
"""Couples whose records are fetched together."""


Found = dict[Couple, list[tuple[What, SharedBetween]]]
"""What the cases of each couple share; nothing where their texts alone, or a judgement, bring them together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many cases or people may share something before it links nobody: a market, a police station, a hostel."""

    person: int = 30
    """Cases of one person."""
    organisation: int = 100
    """Cases of one organisation."""
    household: int = 12
    """People of one dwelling."""
    unit: int = 30
    """Cases at one dwelling or shop."""
    text: int = 100
    """Cases in whose texts a rare word, or a number, stands."""
    copies: int = 30
    """Cases that say exactly the same; of more each is compared with the next alone."""

    def raised(self, by: int) -> Limits:
        """The limits that stood before `by` cases came; those of texts stay, gists tell what was before."""
        return replace(
            self,
            person=self.person + by,
            organisation=self.organisation + by,
            household=self.household + by,
            unit=self.unit + by,
        )


@dataclass(frozen=True, slots=True)
class Hub:
    """A party to so many cases that it links none."""

    party: str
    cases: int


class Shelf:
    """Records that pairs need, kept from one portion of a run to the next: most cases stand in pairs of several."""

    def __init__(self, store: Reader) -> None:
        self.store = store
        self._cases: dict[str, tuple[Case, Reading | None]] = {}
        self._sides: dict[str, Sides] = {}
        self._names: dict[str, str] = {}

    def cases(self, ids: Collection[str]) -> Mapping[str, tuple[Case, Reading | None]]:
        """The cases of these ids that exist, and what their texts say (None: nothing), and maybe others.

        Of the texts themselves those alone are kept that name another case.
        """
        if missing := self._missing(self._cases, frozenset(ids), _READ):
            for id, case in get_all(self.store, missing, Case).items():
                said = read(case.title, case.text, case.place)
                text = case.text if refers(text_of(case)) else ""
                self._cases[id] = replace(case, text=text, original="", result=""), said
        return self._cases

    def sides(self, cases: Collection[str]) -> Mapping[str, Sides]:
        """The sides of each of these cases, and maybe others."""
        if missing := self._missing(self._sides, cases):
            self._sides |= sides_of(self.store, missing)
        return self._sides

    def names(self, ids: Collection[str]) -> Mapping[str, str]:
        """What users call each of these that exists, and maybe others."""
        if missing := self._missing(self._names, ids):
            self._names |= {id: _name(node) for id, node in get_all(self.store, missing, Node).items()}
        return self._names

    @staticmethod
    def _missing(kept: dict[str, Any], ids: Collection[str], most: int = _KEPT) -> set[str]:
        """Those that are not kept; what was not asked for goes first, the oldest, when it has become too much."""
        missing = {id for id in ids if id not in kept}
        too_many = len(kept) + len(missing) - most
        if too_many > 0:
            for id in [*islice((each for each in kept if each not in ids), too_many)]:
                del kept[id]
        return missing


def pairs_of(
    shelf: Shelf,
    cases: Collection[str],
    limits: Limits,
    *,
    couples: Iterable[Couple],
    judged: Iterable[Couple],
    once: bool = False,
) -> Iterator[Pair]:
    """Every pair of cases of which one is in `cases` and that share something, were judged, or are in `couples`.

    `once`: of which the smaller one is, so that whoever asks for all cases in portions finds each pair once.
    """
    found = dict(shared_between(shelf.store, cases, limits, once=once))
    for couple in couples:
        found.setdefault(couple, [])
    for couple in judged:
        if couple[0] in cases or (not once and couple[1] in cases):
            found.setdefault(couple, [])
    return pairs_from(shelf, found)


def pairs_between(store: Reader, couples: Iterable[Couple], limits: Limits | None = None) -> list[Pair]:
    """The pairs of these couples and no others, whether they share anything or not, by their ids."""
    wanted = set(couples)
    shared = shared_between(store, {a for a, _ in wanted}, limits or Limits())
    return list(pairs_from(Shelf(store), {each: shared.get(each, []) for each in wanted}))


def pairs_from(shelf: Shelf, found: Found) -> Iterator[Pair]:
    """The pairs of these couples, with their records; one of which a case is gone is left out."""
    for some in chunks(sorted(found), _TOGETHER):
        yield from _pairs(shelf, {each: found[each] for each in some})


def _pairs(shelf: Shelf, found: Found) -> Iterator[Pair]:
    ends = {id for couple in found for id in couple}
    records = shelf.cases(ends)
    sides = shelf.sides(ends)
    names = shelf.names(_named(found) | _opposed(found, sides))
    for (a, b), rows in found.items():
        if a in records and b in records:
            (one, said), (other, answered) = records[a], records[b]
            shared = tuple(_shared(a, each, names) for each in rows)
            alike = likeness_of(said, answered)
            unlike = said is not None and answered is not None and alike is None
            namesakes = _namesakes(sides[a], sides[b], names)
            yield Pair(one, other, shared, sides[a], sides[b], alike, unlike=unlike, namesakes=namesakes)


def likeness_of(a: Reading | None, b: Reading | None) -> Likeness | None:
    """How alike two cases read; None when one says nothing, or they have next to no words in common."""
    return None if a is None or b is None or not is_near(a, b) else compare(a, b)


def shared_between(store: Reader, cases: Collection[str], limits: Limits, *, once: bool = False) -> Found:
    """What `cases` share with each other and with any other case; `once`: with those of a larger id alone."""
    found: defaultdict[Couple, list[tuple[What, SharedBetween]]] = defaultdict(list)
    for what, row in _rows(store, cases, limits):
        if row.case < row.other:
            found[row.case, row.other].append((what, row))
        elif not once and row.other not in cases:
            found[row.other, row.case].append((what, row))
    return found


def newly_crowded(store: Reader, cases: Collection[str], limits: Limits) -> set[str]:
    """Other cases that lose a link because, with `cases`, what they share has become a hub."""
    now = {(what, row.via) for what, row in _rows(store, cases, limits)}
    before = _rows(store, cases, limits.raised(len(cases)))
    return {row.other for what, row in before if (what, row.via) not in now} - {*cases}


def sharing(store: Reader, cases: Collection[str], limits: Limits) -> set[str]:
    """Other cases that share something with `cases`."""
    return {row.other for _, row in _rows(store, cases, limits)} - {*cases}


def hubs_of(store: Reader, limits: Limits) -> list[Hub]:
    """The parties that link nobody because they are party to too many cases, those with most first."""
    return [
        Hub(row.party, row.cases)
        for kind, most in (("person", limits.person), ("organisation", limits.organisation))
        for row in store.ask(
            RECURRING_PARTIES,
            scope=EVERYTHING,
            kinds=[kind],
            least=most + 1,
            start=None,
            end=None,
            first=100,
            skip=0,
        )
    ]


def sides_of(store: Reader, cases: Collection[str]) -> dict[str, Sides]:
    """The sides of each of these cases."""
    parties: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges_at(store, cases, ["party_to"]):
        if isinstance(edge, PartyTo):
            parties[edge.target].append((edge.source, edge.role))
    return {each: Sides.of(parties[each]) for each in cases}


def _rows(store: Reader, cases: Collection[str], limits: Limits) -> Iterator[tuple[What, SharedBetween]]:
    def asked(what: What, question: Question[SharedBetween], **more: object) -> Iterator[tuple[What, SharedBetween]]:
        return ((what, row) for row in ask_all(store, question, "ids", cases, **more))

    yield from asked(What.PERSON, SHARED_PARTIES, kinds=["person"], most=limits.person)
    yield from asked(What.ORGANISATION, SHARED_PARTIES, kinds=["organisation"], most=limits.organisation)
    yield from asked(What.HOUSEHOLD, SHARED_HOUSEHOLDS, most=limits.household)
    yield from asked(What.UNIT, SHARED_PLACES, levels=["unit"], most=limits.unit)


def _named(found: Found) -> set[str]:
    """Everything that is shared, and the people of a shared household."""
    rows = [row for some in found.values() for row in some]
    ids = {row.via for _, row in rows}
    return ids | {id for what, row in rows if what is What.HOUSEHOLD for id in row.detail.split("/")}


def _opposed(couples: Iterable[Couple], sides: Mapping[str, Sides]) -> set[str]:
    """The respondents of couples that have none in common."""
    both = ((sides[a].answering, sides[b].answering) for a, b in couples)
    return {id for one, other in both if one and other and one.isdisjoint(other) for id in one | other}


def _namesakes(one: Sides, other: Sides, names: Mapping[str, str]) -> bool:
    """Whether two different respondents of the two are called the same, or the one as the other for short."""
    if not one.answering or not other.answering or not one.answering.isdisjoint(other.answering):
        return False
    ours, theirs = ({names.get(id, id) for id in each.answering} - {""} for each in (one, other))
    return any(may_be_one(name, called) for name in ours for called in theirs)


def _name(node: Node) -> str:
    if isinstance(node, Place):
        return node.full_name
    return node.name if isinstance(node, Person | Organisation) else node.id


def _shared(smaller: str, found: tuple[What, SharedBetween], names: Mapping[str, str]) -> Shared:
    what, row = found
    left, _, right = row.detail.partition("/")
    if what is What.HOUSEHOLD:
        left, right = names.get(left, left), names.get(right, right)
    if row.case != smaller:
        left, right = right, left
    return Shared(what, row.via, names.get(row.via, row.via), left, right)
