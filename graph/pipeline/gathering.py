"""What linking reads: which cases share what, with the names that reasons show and the sides of every case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.linkage.pairs import Pair, Shared, Sides, What
from graph.model import Case, Node, Organisation, PartyTo, Person, Place
from graph.pipeline.reading import ask_all, edges_at, get_all
from graph.store import EVERYTHING, Question, Reader
from graph.store.questions import RECURRING_PARTIES, SHARED_HOUSEHOLDS, SHARED_PARTIES, SHARED_PLACES, SharedBetween

Couple = tuple[str, str]
"""The ids of two cases, the smaller first."""


_KEPT = 60_000
"""Records of a kind on a shelf: of cases some 60 MB."""


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

    def raised(self, by: int) -> Limits:
        """The limits that stood before `by` cases came."""
        return Limits(
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
        self._cases: dict[str, Case] = {}
        self._sides: dict[str, Sides] = {}
        self._names: dict[str, str] = {}

    def cases(self, ids: Collection[str]) -> Mapping[str, Case]:
        """The cases of these ids that exist, without their long texts, and maybe others."""
        if missing := self._missing(self._cases, ids):
            for id, case in get_all(self.store, missing, Case).items():
                self._cases[id] = replace(case, text="", original="", result="")
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
    def _missing(kept: dict[str, Any], ids: Collection[str]) -> set[str]:
        """Those that are not kept; what is kept goes first when it has become too much."""
        if len(kept) + len(ids) > _KEPT:
            kept.clear()
        return {id for id in ids if id not in kept}


def pairs_of(
    shelf: Shelf, cases: Collection[str], limits: Limits, *, judged: Iterable[Couple], once: bool = False
) -> list[Pair]:
    """Every pair of cases of which one is in `cases` and that share something or were judged, by their ids.

    `once`: of which the smaller one is, so that whoever asks for all cases in portions finds each pair once.
    """
    found = dict(shared_between(shelf.store, cases, limits, once=once))
    for couple in judged:
        if couple[0] in cases or (not once and couple[1] in cases):
            found.setdefault(couple, [])
    return pairs_from(shelf, found)


def pairs_from(shelf: Shelf, found: dict[Couple, list[tuple[What, SharedBetween]]]) -> list[Pair]:
    """The pairs of these couples, with their records; one of which a case is gone is left out."""
    ends = {id for couple in found for id in couple}
    records = shelf.cases(ends)
    sides = shelf.sides(ends)
    names = shelf.names(_named(found))
    return [
        Pair(records[a], records[b], tuple(_shared(a, each, names) for each in rows), sides[a], sides[b])
        for (a, b), rows in sorted(found.items())
        if a in records and b in records
    ]


def shared_between(
    store: Reader, cases: Collection[str], limits: Limits, *, once: bool = False
) -> dict[Couple, list[tuple[What, SharedBetween]]]:
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


def _named(found: dict[Couple, list[tuple[What, SharedBetween]]]) -> set[str]:
    """Everything that is shared, and the people of a shared household."""
    rows = [row for some in found.values() for row in some]
    ids = {row.via for _, row in rows}
    return ids | {id for what, row in rows if what is What.HOUSEHOLD for id in row.detail.split("/")}


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
