"""Matters and cases across departments: parts, gaps and the proposed lead, in so many calls, however many there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from graph.duty.leading import Around, Gap, Part, Proposal, gaps, proposed
from graph.errors import BadValue, UnknownRecord
from graph.model import Case, Edge, Matter, Node, Organisation, Place
from graph.schema.showing import show_title
from graph.store import Filter, Reader, Scope
from graph.store.duty_questions import PARTS_TAKEN, RESPONSIBLE_FOR
from graph.vocabulary import VOCABULARY, Vocabulary

_ENDED = ("settled", "closed", "withdrawn", "rejected")


@dataclass(frozen=True, slots=True)
class Department:
    """One organisation on it."""

    organisation: str
    name: str
    counts: Mapping[str, int]
    sentence: str


@dataclass(frozen=True, slots=True)
class CrossDepartment:
    """A matter or case, and who is on it."""

    subject: str
    title: str
    departments: tuple[Department, ...]
    """Who does most first."""
    gaps: tuple[Gap, ...]
    leaders: tuple[str, ...]
    """Ids of those that lead it today."""
    proposal: Proposal | None
    """None where one leads it already, or nobody may."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def cross_department(
    store: Reader, ids: Sequence[str], *, now: dt.datetime, scope: Scope, words: Vocabulary = VOCABULARY
) -> list[CrossDepartment]:
    """For each of these matters or cases, in their order. Raises UnknownRecord, BadValue for another kind of record."""
    subjects = [_subject(id, each) for id, each in zip(ids, store.get(list(ids), scope=scope), strict=True)]
    known = _Known(store, subjects, now=now, scope=scope)
    return [_of(each, known, words) for each in subjects]


def _subject(id: str, record: Node | None) -> Case | Matter:
    if record is None:
        raise UnknownRecord(id=id)
    if not isinstance(record, Case | Matter):
        raise BadValue(value=id, field="事项", reason="应是一个事项或一件事件的编号")
    return record


class _Known:
    """What the store says of all of them."""

    def __init__(self, store: Reader, subjects: Sequence[Case | Matter], *, now: dt.datetime, scope: Scope) -> None:
        self._store, self._scope, self.now = store, scope, now
        ids = [each.id for each in subjects]
        self.cases = self._cases(subjects)
        held = list({each.id: each for some in self.cases.values() for each in some}.values())
        self.counts: defaultdict[str, defaultdict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for row in store.ask(PARTS_TAKEN, scope=scope, ids=ids, now=now.isoformat()) if ids else ():
            self.counts[row.subject][row.organisation][row.part] = row.number
        unended = [each.id for each in held if each.status not in _ENDED]
        self.has = {row.case: row.organisation for row in store.ask(RESPONSIBLE_FOR, scope=scope, ids=unended)}
        self.leaders: defaultdict[str, set[str]] = defaultdict(set)
        for edge in self._edges(ids, "led_by", "out"):
            if _lasts(edge, now.date()):
                self.leaders[edge.source].add(edge.target)
        self.parties: defaultdict[str, set[str]] = defaultdict(set)
        for edge in self._edges([each.id for each in held], "party_to", "in"):
            self.parties[edge.target].add(edge.source)
        self.organisations = self._organisations()
        self.covering = self._covering()

    def _cases(self, subjects: Sequence[Case | Matter]) -> dict[str, list[Case]]:
        cases = {each.id: [each] for each in subjects if isinstance(each, Case)}
        matters = [each.id for each in subjects if isinstance(each, Matter)]
        edges = self._edges(matters, "part_of", "in")
        found = self._store.get([each.source for each in edges], scope=self._scope) if edges else ()
        for edge, case in zip(edges, found, strict=True):
            if isinstance(case, Case):
                cases.setdefault(edge.target, []).append(case)
        return cases

    def _organisations(self) -> dict[str, Organisation]:
        """Those with a part, then the members of the centre."""
        ids = list(dict.fromkeys(who for some in self.counts.values() for who in some))
        there = self._store.get(ids, scope=self._scope) if ids else ()
        members = self._store.scan("organisation", [Filter("tier", "null", False)], scope=self._scope)
        return {each.id: each for each in (*there, *members) if isinstance(each, Organisation)}

    def _covering(self) -> dict[str, set[str]]:
        """Communities by the organisation that answers for them, or for a place in them."""
        edges = [
            each for each in self._edges(list(self.organisations), "covers", "out") if _lasts(each, self.now.date())
        ]
        places = self._store.get([each.target for each in edges], scope=self._scope) if edges else ()
        found: defaultdict[str, set[str]] = defaultdict(set)
        for edge, place in zip(edges, places, strict=True):
            if isinstance(place, Place):
                found[edge.source].add(place.community or place.id)
        return found

    def _edges(self, ids: Sequence[str], type: str, direction: Any) -> Sequence[Any]:
        return self._store.edges(list(ids), types=[type], direction=direction, scope=self._scope) if ids else ()


def _of(subject: Case | Matter, known: _Known, words: Vocabulary) -> CrossDepartment:
    counts, cases = known.counts[subject.id], known.cases.get(subject.id, [])
    parts = [
        Part(organisation=known.organisations[who], counts=some)
        for who, some in counts.items()
        if who in known.organisations
    ]
    parts.sort(key=lambda each: (-each.counts.get("steps", 0), -sum(each.counts.values()), each.organisation.id))
    areas = {each.community for each in cases if each.community}
    around = Around(
        cases=cases, now=known.now, leaders=known.leaders[subject.id], words=words,
        has=Counter(known.has[each.id] for each in cases if each.id in known.has),
        covering={who for who, some in known.covering.items() if some & areas},
        parties={who for each in cases for who in known.parties[each.id]},
        others=[each for each in known.organisations.values() if each.id not in counts],
    )  # fmt: skip
    shown = (Department(each.organisation.id, each.organisation.name, each.counts, each.sentence) for each in parts)
    led = len(around.leaders) == 1
    return CrossDepartment(
        subject.id, show_title(subject), tuple(shown), gaps(parts, around), tuple(sorted(around.leaders)),
        None if led else proposed(parts, around),
    )  # fmt: skip


def _lasts(edge: Edge, day: dt.date) -> bool:
    since, until = getattr(edge, "since", None), getattr(edge, "until", None)
    return (since is None or since <= day) and (until is None or until >= day)
