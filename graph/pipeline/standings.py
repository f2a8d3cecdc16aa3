"""What is stored of cases and of those who act on them, read in a few calls however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.duty.partial import ABOUT_TYPES, CASE_TYPES, History, standing_of
from graph.duty.rights import Actors, Member, Term
from graph.duty.standing import Standing
from graph.model import (
    About,
    Case,
    Covers,
    Edge,
    MemberOf,
    Node,
    Officer,
    Organisation,
    ReportsTo,
    Step,
)
from graph.pipeline.reading import chunks, get_all
from graph.store import EVERYTHING, Filter, Reader

_RECORDS = ("whistle", "mediation", "meeting", "decision", "visit", "consultation", "warning")


def histories_of(reader: Reader, cases: Sequence[Case]) -> list[History]:
    """What is stored of each case, in their order."""
    ids = [each.id for each in cases]
    steps: dict[str, list[Step]] = defaultdict(list)
    for some in chunks(ids):
        for each in reader.scan("step", [Filter("case", "in", some)], scope=EVERYTHING):
            steps[each.case].append(each)
    edges: dict[str, list[Edge]] = defaultdict(list)
    for each in _edges(reader, ids, CASE_TYPES, "out"):
        edges[each.source].append(each)
    about = [each for each in _edges(reader, ids, (About.TYPE,), "in") if each.source.split("-")[0] in _RECORDS]
    records = get_all(reader, {each.source for each in about}, Node)
    of_record: dict[str, list[Edge]] = defaultdict(list)
    for each in _edges(reader, list(records), ABOUT_TYPES, "out"):
        of_record[each.source].append(each)
    subjects: dict[str, list[str]] = defaultdict(list)
    for each in about:
        subjects[each.target].append(each.source)
    return [_history(case, steps[case.id], edges[case.id], subjects[case.id], records, of_record) for case in cases]


def _history(
    case: Case,
    steps: Sequence[Step],
    edges: Sequence[Edge],
    about: Iterable[str],
    records: Mapping[str, Node],
    of_record: Mapping[str, Sequence[Edge]],
) -> History:
    own = {id: records[id] for id in about if id in records}
    return History(case, steps, [*edges, *(each for id in own for each in of_record[id])], own)


def _edges(reader: Reader, ids: Sequence[str], types: Sequence[str], direction: str) -> Iterable[Edge]:
    for some in chunks(ids):
        yield from reader.edges(some, types=types, direction=direction, scope=EVERYTHING)  # type: ignore[arg-type]


def standings_of(reader: Reader, cases: Sequence[Case]) -> list[Standing]:
    """Where each case stands, in their order."""
    return [standing_of(each) for each in histories_of(reader, cases)]


# -- those who act -------------------------------------------------------------------------------


def actors_of(reader: Reader, ids: Iterable[str | None], *, community: str | None = None) -> Actors:
    """These organisations and officers, those who answer for `community`, and who speaks for the centre."""
    area = _covering(reader, community)
    asked = {each for each in ids if each} | area
    centre = {
        each.id
        for tier in ("core", "resident")
        for each in reader.find("organisation", [Filter("tier", "eq", tier)], first=50, scope=EVERYTHING).nodes
    }
    officers = get_all(reader, {each for each in asked if each.startswith("officer-")}, Officer)
    homes = _homes(reader, officers)
    wanted = {each for each in asked if each.startswith("organisation-")} | centre | _ids_of(homes)
    organisations = get_all(reader, wanted, Organisation)
    lines = _lines(reader, organisations)
    while above := {to for each in lines.values() for to, _ in each} - organisations.keys():
        found = get_all(reader, above, Organisation)
        if not found:
            break
        organisations |= found
        lines |= _lines(reader, found)
    return Actors(
        members={each.id: _member(each, lines.get(each.id, ())) for each in organisations.values()},
        officers=homes,
        area=frozenset(each.id for each in organisations.values() if each.id in area and each.kind != "volunteer_team"),
        officer_names={each.id: each.name for each in officers.values()},
    )


def _covering(reader: Reader, community: str | None) -> set[str]:
    if community is None:
        return set()
    edges = reader.edges([community], types=(Covers.TYPE,), direction="in", scope=EVERYTHING)
    return {each.source for each in edges if each.source.startswith("organisation-")}


def _homes(reader: Reader, officers: Collection[str]) -> dict[str, list[tuple[str, Term]]]:
    """Where officers serve, and when."""
    homes: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for each in _edges(reader, sorted(officers), (MemberOf.TYPE,), "out"):
        if isinstance(each, MemberOf):
            homes[each.source].append((each.target, Term(since=each.since, until=each.until)))
    return dict(homes)


def _ids_of(homes: Mapping[str, Sequence[tuple[str, Term]]]) -> set[str]:
    return {org for terms in homes.values() for org, _ in terms}


def _lines(reader: Reader, organisations: Collection[str]) -> dict[str, list[tuple[str, Term]]]:
    lines: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for each in _edges(reader, sorted(organisations), (ReportsTo.TYPE,), "out"):
        if isinstance(each, ReportsTo):
            lines[each.source].append((each.target, Term(since=each.since, until=each.until)))
    return lines


def _member(organisation: Organisation, lines: Sequence[tuple[str, Term]]) -> Member:
    return Member(
        id=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        tier=organisation.tier,
        functions=organisation.functions,
        mediation_level=organisation.mediation_level,
        term=Term(since=organisation.since, until=organisation.until),
        reports_to=tuple(lines),
    )


def known_to(standing: Standing) -> set[str]:
    """The organisations and officers that a case knows: their part in it decides what they may do."""
    offered = (standing.offered.to, standing.offered.by) if standing.offered else ()
    named = (standing.first_receiver, standing.responsible, standing.leader, *offered)
    decided = (each.lead for each in standing.decisions.values())
    called = (id for each in standing.whistles.values() for id in each.called)
    met = (id for each in standing.meetings.values() for id in (each.by, *each.attendees))
    mediated = (each.by for each in (*standing.mediations.values(), *standing.mediated))
    everybody = (*named, *standing.helpers, *standing.took_part, *decided, *called, *met, *mediated)
    return {each for each in everybody if each}
