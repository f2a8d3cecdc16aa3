"""The matters that links make: what the store holds of them, what follows now, and the difference written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.linkage.links import Answers, joins
from graph.linkage.matters import Cluster, Cut, cluster_cases, matter_id, matter_of, parts_of
from graph.model import Case, Linked, Matter, PartOf
from graph.pipeline.gathering import sides_of
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import edges_at, edges_from, get_all
from graph.pipeline.visibility import seen_with
from graph.store import EVERYTHING, Change, EdgeKey, Reader, Store, edge_key


@dataclass(slots=True)
class Ground:
    """What the store holds of the matters that may be others now."""

    cases: dict[str, Case] = field(default_factory=dict)
    """All that may change their matter."""
    links: list[Linked] = field(default_factory=list)
    """The links that join them, as they are from now on; reasons may be left out."""
    parts: dict[EdgeKey, PartOf] = field(default_factory=dict)
    matters: set[str] = field(default_factory=set)
    """Their ids."""
    anew: Collection[str] | None = None
    """The cases that may say something else than before; None: all."""


@dataclass(frozen=True, slots=True)
class Mattered:
    """What clustering came to."""

    matters: int
    cuts: tuple[Cut, ...]


def whole_ground(store: Reader, joining: Collection[Linked]) -> Ground:
    """All matters; `joining` are all links that join, of all cases."""
    parts = {edge_key(each): each for each in store.scan_edges("part_of", scope=EVERYTHING)}
    in_matters = {end for each in joining for end in (each.source, each.target)} | {key.source for key in parts}
    return Ground(
        cases=get_all(store, in_matters, Case),
        links=list(joining),
        parts=parts,
        matters={each.id for each in store.scan("matter", scope=EVERYTHING)},
    )


def ground_around(
    store: Reader, anew: Collection[str], joining: Collection[Linked], *, loosened: Collection[str]
) -> Ground:
    """From the cases that were linked anew along joining links, old and new, and through their matters.

    `joining`: the links that join which the cases `anew` have now; `loosened`: cases that have one less.
    """
    ground, kept = Ground(anew=frozenset(anew)), dict[EdgeKey, Linked]()
    waiting = {*anew, *loosened, *(end for each in joining for end in (each.source, each.target))}
    seen: set[str] = set()
    while waiting:
        seen |= waiting
        ends: set[str] = set()
        for each in filter(joins, links_at(store, waiting)):
            if each.source not in anew and each.target not in anew:
                kept[edge_key(each)] = each
            ends |= {each.source, each.target}
        parts = _parts_with(store, waiting)
        ground.parts |= parts
        ground.matters |= {each.target for each in parts.values()}
        waiting = (ends | {each.source for each in parts.values()}) - seen
    ground.cases = get_all(store, seen, Case)
    ground.links = [*joining, *kept.values()]
    return ground


def mattering(store: Store, change: Change, ground: Ground, answers: Answers, *, threshold: float) -> Mattered:
    """Cluster the cases of `ground` and bring its matters from what the store holds to what follows now.

    `threshold`: the weight from which a link is provisional.
    """
    clusters, cuts = cluster_cases(ground.cases, ground.links, answers, threshold=threshold)
    _write(store, change, ground, clusters)
    return Mattered(len(clusters), tuple(cuts))


def links_at(store: Reader, cases: Collection[str]) -> list[Linked]:
    """The links that the store holds of these cases."""
    return [each for each in edges_at(store, cases, ["linked"]) if isinstance(each, Linked)]


def _parts_with(store: Reader, cases: Collection[str]) -> dict[EdgeKey, PartOf]:
    """The places of `cases` in their matters, and those of all others in these."""
    matters = {each.target for each in edges_from(store, cases, ["part_of"])}
    found = edges_at(store, matters, ["part_of"])
    return {edge_key(each): each for each in found if isinstance(each, PartOf)}


# -- what is written -----------------------------------------------------------------------------


def _write(store: Store, change: Change, ground: Ground, clusters: list[Cluster]) -> None:
    parts = {edge_key(part): part for each in clusters for part in parts_of(each)}
    gone = ground.matters - {each.matter for each in clusters}
    moves = follow_homes(store, "matter", _homes(ground, clusters), present=ground.matters)
    change.put(_matters(change.graph, _moved(ground, clusters), ground.cases))
    change.put(each for key, each in parts.items() if each != ground.parts.get(key))
    change.put(moves.put)
    change.delete(moves.delete)
    change.delete(key for key in ground.parts if key not in parts)
    change.delete(sorted(gone))


def _moved(ground: Ground, clusters: list[Cluster]) -> list[Cluster]:
    """Those that hold other cases than before, or of which a case may say something else."""
    if ground.anew is None:
        return clusters
    held: defaultdict[str, set[PartOf]] = defaultdict(set)
    for part in ground.parts.values():
        held[part.target].add(part)
    anew = frozenset(ground.anew)
    return [each for each in clusters if not anew.isdisjoint(each.cases) or held[each.matter] != {*parts_of(each)}]


def _matters(store: Reader, clusters: Collection[Cluster], cases: Mapping[str, Case]) -> list[Matter]:
    sides = sides_of(store, [id for each in clusters for id in each.cases])
    people = {case: each.people_asking for case, each in sides.items()}
    return [matter_of(each, cases, people, visible_to=seen_with(cases[id] for id in each.cases)) for each in clusters]


def _homes(ground: Ground, clusters: Iterable[Cluster]) -> dict[str, str | None]:
    """Who answers for every id that a matter may have had: its first case says it, else any case that was in it."""
    now = {case: each.matter for each in clusters for case in each.cases}
    homes: dict[str, str | None] = dict.fromkeys(ground.matters)
    for part in ground.parts.values():
        homes[part.target] = homes.get(part.target) or now.get(part.source)
    for case in ground.cases:
        if case in now or matter_id(case) not in homes:
            homes[matter_id(case)] = now.get(case)
    return homes
