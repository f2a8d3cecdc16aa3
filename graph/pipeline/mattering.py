"""The matters that links make: the difference between what the store holds of them and what follows now, written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from graph.linkage.matters import Cluster, matter_id, matter_of, parts_of
from graph.model import Case, Matter, PartOf
from graph.pipeline.gathering import sides_of
from graph.pipeline.ground import Ground
from graph.pipeline.homes import follow_homes
from graph.pipeline.visibility import seen_with
from graph.store import Change, Reader, Store, edge_key


def mattering(store: Store, change: Change, ground: Ground) -> None:
    """Bring the matters of `ground` from what the store holds to what follows now."""
    parts = {edge_key(part): part for each in ground.clusters for part in parts_of(each)}
    gone = ground.matters - {each.matter for each in ground.clusters}
    moves = follow_homes(store, "matter", _homes(ground), present=ground.matters)
    change.put(_matters(change.graph, _moved(ground), ground.cases))
    change.put(each for key, each in parts.items() if each != ground.parts.get(key))
    change.put(moves.put)
    change.delete(moves.delete)
    change.delete(key for key in ground.parts if key not in parts)
    change.delete(sorted(gone))


def _moved(ground: Ground) -> list[Cluster]:
    """Those that hold other cases than before, or of which a case may say something else."""
    if ground.anew is None:
        return ground.clusters
    held: defaultdict[str, set[PartOf]] = defaultdict(set)
    for part in ground.parts.values():
        held[part.target].add(part)
    anew = frozenset(ground.anew)
    return [
        each for each in ground.clusters if not anew.isdisjoint(each.cases) or held[each.matter] != {*parts_of(each)}
    ]


def _matters(store: Reader, clusters: Collection[Cluster], cases: Mapping[str, Case]) -> list[Matter]:
    sides = sides_of(store, [id for each in clusters for id in each.cases])
    people = {case: each.people_asking for case, each in sides.items()}
    return [matter_of(each, cases, people, visible_to=seen_with(cases[id] for id in each.cases)) for each in clusters]


def _homes(ground: Ground) -> dict[str, str | None]:
    """Who answers for every id that a matter may have had: its first case says it, else any case that was in it."""
    now = {case: each.matter for each in ground.clusters for case in each.cases}
    homes: dict[str, str | None] = dict.fromkeys(ground.matters)
    for part in ground.parts.values():
        homes[part.target] = homes.get(part.target) or now.get(part.source)
    for case in ground.cases:
        if case in now or matter_id(case) not in homes:
            homes[matter_id(case)] = now.get(case)
    return homes
