"""Who receives a case first that only a community's list tells: the committee that reported it (首接负责).

A row that names the first receiver says so itself; and a case that has one keeps it, as ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from graph.model import By, Case, Edge, Lists, Node, ReceivedBy, WeeklyList
from graph.store.protocol import EVERYTHING, EdgeKey, Reader, edge_key
from loaders.building.steps import moment_of
from loaders.draft import Stated


def receive_by_lists(
    drafted: dict[str, Stated], edges: MutableMapping[EdgeKey, Edge], stored: Mapping[str, Node], store: Reader
) -> None:
    """Let the committee that reported it first receive each listed case that nobody does; of several lists that of the
    earliest week. Alters `drafted` and `edges`.
    """
    lines = [each for each in edges.values() if isinstance(each, Lists)]
    if not lines:
        return
    committees = {each.source: each.target for each in edges.values() if isinstance(each, By)}
    received = {each.source for each in edges.values() if isinstance(each, ReceivedBy)}
    received |= _received(store, {each.target for each in lines if each.target in stored})
    for line in sorted(lines, key=lambda each: (drafted[each.source].fields["week"], each.source)):
        case, committee = line.target, committees.get(line.source)
        if case in received or committee is None:
            continue
        received.add(case)
        edge = ReceivedBy(source=case, target=committee, at=_at(drafted[case], stored.get(case), drafted[line.source]))
        edges[edge_key(edge)] = edge
        drafted[case] = replace(drafted[case], visible_to=drafted[case].visible_to | {committee})


def reporters(edges: Iterable[Edge]) -> Iterator[str]:
    """The committees that reported the lists of a draft."""
    return (each.target for each in edges if isinstance(each, By) and each.source.startswith(WeeklyList.KIND))


def _received(store: Reader, cases: Collection[str]) -> set[str]:
    found = store.edges(sorted(cases), types=[ReceivedBy.TYPE], direction="out", scope=EVERYTHING) if cases else ()
    return {each.source for each in found}


def _at(stated: Stated, case: Node | None, listed: Stated) -> dt.datetime:
    """When it was received: as the row or the graph says, else when the list was submitted, else as its week began."""
    known = case.received_at if isinstance(case, Case) else None
    said = stated.fields.get("received_at") or known or stated.fills.get("received_at")
    return moment_of(said or listed.fields.get("submitted_on") or listed.fields["week"])
