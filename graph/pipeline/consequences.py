"""What links come to, for cases and matters: read in as many calls as there are sorts of things to read, never more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from graph.errors import BadValue, UnknownRecord
from graph.linkage.consequences import (
    Duplicate,
    Facts,
    Group,
    Known,
    Origin,
    Recurrence,
    duplicates,
    group_of,
    origins,
    recurrences,
)
from graph.model import About, Case, Linked, Matter, Mediation, Node, Organisation, PartOf, ReceivedBy, Warning
from graph.pipeline.gathering import sides_of
from graph.pipeline.ground import links_at
from graph.pipeline.reading import edges_at, edges_from, get_all
from graph.store import Reader, Scope, edge_key


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from the links of one case, or of the cases of one matter, each with its sentence.

    Of a case: what it is to others and what others are to it. Cases that the reader may not see count, and their ids
    stand in `hidden`.
    """

    about: str
    """Id of the case or matter."""
    duplicates: tuple[Duplicate, ...] = ()
    group: Group | None = None
    """Of the matter; None: it is no group's demand, or the case is in none."""
    recurrences: tuple[Recurrence, ...] = ()
    origins: tuple[Origin, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Ids of cases and organisations in it that the reader may not see."""


def consequences_of(store: Reader, ids: Collection[str], *, scope: Scope) -> dict[str, Consequences]:
    """What follows for each of these cases and matters, by the ids that were asked.

    Raises UnknownRecord for an id that the reader does not find, BadValue for a record of another kind.
    """
    asked = sorted(set(ids))
    records = dict(zip(asked, store.get(asked, scope=scope), strict=True)) if asked else {}
    about = {id: _known(id, record) for id, record in records.items()}
    around = _around(store, list(about.values()), scope)
    return {id: around.of(record) for id, record in about.items()}


def _known(id: str, record: Node | None) -> Case | Matter:
    if record is None:
        raise UnknownRecord(id=id)
    if not isinstance(record, Case | Matter):
        raise BadValue(value=id, field="查询对象", reason=f"应是{Case.ZH}或{Matter.ZH}")
    return record


# -- what is read ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Around:
    """All that bears on some cases and matters."""

    known: Known
    matter_of: Mapping[str, str]
    """By case."""
    members: Mapping[str, Sequence[str]]
    """Cases by matter, by id."""
    links: Sequence[Linked]
    warnings: Mapping[str, list[Warning]]
    """By what they are about."""

    def of(self, record: Case | Matter) -> Consequences:
        """What follows for one of them."""
        matter = record.id if isinstance(record, Matter) else self.matter_of.get(record.id)
        own = self.members.get(record.id, ()) if isinstance(record, Matter) else (record.id,)
        doubles = [each for each in self._doubles.get(matter or "", ()) if {each.case, each.of} & {*own}]
        again = _touching(self._again, own)
        came = _touching(self._came, own)
        told = {id for each in (*doubles, *again, *came) for id in (each.case, each.of)}
        told |= {each.receiver for each in doubles if each.receiver is not None}
        return Consequences(
            about=record.id,
            duplicates=tuple(doubles),
            group=self._groups.get(matter or ""),
            recurrences=again,
            origins=came,
            hidden=frozenset(told - self.known.names.keys()),
        )

    @cached_property
    def _within(self) -> Mapping[str, list[Linked]]:
        """Links by the matter that both their cases are in."""
        found: defaultdict[str, list[Linked]] = defaultdict(list)
        home = {case: matter for matter, members in self.members.items() for case in members}
        for each in self.links:
            matter = home.get(each.source)
            if matter is not None and matter == home.get(each.target):
                found[matter].append(each)
        return found

    @cached_property
    def _doubles(self) -> Mapping[str, list[Duplicate]]:
        return {matter: duplicates(self.known, links) for matter, links in self._within.items()}

    @cached_property
    def _groups(self) -> Mapping[str, Group | None]:
        return {matter: self._group(matter, links) for matter, links in self._within.items()}

    @cached_property
    def _again(self) -> Mapping[str, list[Recurrence]]:
        return _by_case(recurrences(self.known, self.links))

    @cached_property
    def _came(self) -> Mapping[str, list[Origin]]:
        return _by_case(origins(self.known, self.links))

    def _group(self, matter: str, links: list[Linked]) -> Group | None:
        members = self.members[matter]
        warnings = {each.id: each for id in (matter, *members) for each in self.warnings.get(id, ())}
        return group_of([self.known.facts[each] for each in members], links, warnings.values())


Told = TypeVar("Told", Recurrence, Origin)


def _by_case(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Under both of its cases."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        found[each.case].append(each)
        found[each.of].append(each)
    return found


def _touching(told: Mapping[str, list[Told]], own: Iterable[str]) -> tuple[Told, ...]:
    """What is told of any of these cases, each once."""
    return tuple(dict.fromkeys(each for case in own for each in told.get(case, ())))


def _around(store: Reader, records: list[Case | Matter], scope: Scope) -> _Around:
    cases = {each.id for each in records if isinstance(each, Case)}
    matter_of = {each.source: each.target for each in edges_from(store, cases, ["part_of"])}
    matters = {each.id for each in records if isinstance(each, Matter)} | {*matter_of.values()}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for each in edges_at(store, matters, ["part_of"]):
        if isinstance(each, PartOf):
            members[each.target].append(each.source)
    near = cases | {id for some in members.values() for id in some}
    links = list({edge_key(each): each for each in links_at(store, near)}.values())
    links = _with_earlier(store, links, near)
    everyone = near | {id for each in links for id in (each.source, each.target)}
    facts, warnings = _facts(store, everyone, matters)
    links = [each for each in links if each.source in facts and each.target in facts]
    return _Around(
        Known(facts, _names(store, facts, scope)),
        matter_of,
        {id: sorted(set(some) & facts.keys()) for id, some in members.items()},
        links,
        warnings,
    )


def _with_earlier(store: Reader, links: list[Linked], near: Collection[str]) -> list[Linked]:
    """With the other recurrences of cases further out: those that come back from one of `near` may from others too."""
    out = {id for each in links if each.kind == "recurrence" for id in (each.source, each.target)} - {*near}
    more = [each for each in links_at(store, out) if each.kind == "recurrence"] if out else []
    return list({edge_key(each): each for each in (*links, *more)}.values())


def _facts(store: Reader, cases: set[str], matters: set[str]) -> tuple[dict[str, Facts], dict[str, list[Warning]]]:
    records = get_all(store, cases, Case)
    sides, receivers = sides_of(store, records), _receivers(store, records)
    mediations, warnings = _done_about(store, {*records, *matters})
    facts = {
        id: Facts(case, receivers.get(id), sides[id].people_asking, tuple(mediations.get(id, ())))
        for id, case in records.items()
    }
    return facts, warnings


def _receivers(store: Reader, cases: Collection[str]) -> dict[str, str]:
    """The first receiver of each case that has one: of several the one of the earliest time, then the smallest id."""
    found: dict[str, tuple[dt.datetime, str]] = {}
    for each in edges_from(store, cases, ["received_by"]):
        if isinstance(each, ReceivedBy):
            candidate = each.at or dt.datetime.max, each.target
            found[each.source] = min(found.get(each.source, candidate), candidate)
    return {case: organisation for case, (_, organisation) in found.items()}


def _done_about(
    store: Reader, subjects: Collection[str]
) -> tuple[dict[str, list[Mediation]], dict[str, list[Warning]]]:
    """The mediations of, and the warnings on, these cases and matters."""
    about = [each for each in edges_at(store, subjects, ["about"]) if isinstance(each, About)]
    mediations = get_all(store, {each.source for each in about if each.source.startswith("mediation-")}, Mediation)
    raised = get_all(store, {each.source for each in about if each.source.startswith("warning-")}, Warning)
    settled: defaultdict[str, list[Mediation]] = defaultdict(list)
    warned: defaultdict[str, list[Warning]] = defaultdict(list)
    for each in about:
        if each.source in mediations:
            settled[each.target].append(mediations[each.source])
        elif each.source in raised:
            warned[each.target].append(raised[each.source])
    return settled, warned


def _names(store: Reader, facts: Mapping[str, Facts], scope: Scope) -> dict[str, str]:
    """What the reader may call the cases and their receivers."""
    ids = sorted({*facts, *(each.receiver for each in facts.values() if each.receiver is not None)})
    names: dict[str, str] = {}
    for id, record in zip(ids, store.get(ids, scope=scope) if ids else (), strict=True):
        if isinstance(record, Case):
            names[id] = record.number
        elif isinstance(record, Organisation):
            names[id] = record.name
    return names
