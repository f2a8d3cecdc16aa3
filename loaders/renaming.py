"""One organisation under several names: what a file states of it goes to the one that the graph knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.model import Edge, Organisation
from graph.store.protocol import EVERYTHING, EdgeKey, Reader, edge_key
from loaders.draft import Draft, Stated


def known_by_other_names(draft: Draft, store: Reader) -> dict[str, str]:
    """Drafted ids of organisations that the graph knows by an alias, or under an id that replaced them."""
    drafted = {id: each for id, each in draft.nodes.items() if each.record is Organisation}
    if not drafted:
        return {}
    found = store.get(list(drafted), scope=EVERYTHING)
    renamed = {id: node.id for id, node in zip(drafted, found, strict=True) if node and node.id != id}
    unknown = {id for id, node in zip(drafted, found, strict=True) if node is None and not drafted[id].fields}
    if not unknown:
        return renamed
    own = [each for each in drafted.values() if each.fields.get("aliases")]
    aliases: dict[str, set[str]] = {}
    for id, each in drafted.items():
        for alias in each.fields.get("aliases", ()) if each in own else ():
            aliases.setdefault(alias, set()).add(id)
    for known in store.scan("organisation", scope=EVERYTHING):
        for alias in known.aliases:
            aliases.setdefault(alias, set()).add(known.id)
    for id in unknown:
        answering = aliases.get(drafted[id].fills["name"], set()) - {id}
        if len(answering) == 1:
            renamed[id] = next(iter(answering))
    return renamed


def renamed_nodes(nodes: dict[str, Stated], renamed: Mapping[str, str]) -> dict[str, Stated]:
    """Nodes under the ids that the graph has for them; one that is drafted under its own name too is drafted once."""
    if not renamed:
        return nodes
    kept: dict[str, Stated] = {}
    for id, stated in nodes.items():
        if renamed.get(id, id) in nodes and id in renamed:
            continue
        kept[renamed.get(id, id)] = replace(
            stated,
            fields={name: _renamed(value, renamed) for name, value in stated.fields.items()},
            fills={} if id in renamed else stated.fills,
            visible_to=frozenset(renamed.get(each, each) for each in stated.visible_to),
        )
    return kept


def _renamed(value: Any, renamed: Mapping[str, str]) -> Any:
    return renamed.get(value, value) if isinstance(value, str) else value


def renamed_edges(edges: dict[EdgeKey, Edge], renamed: Mapping[str, str]) -> dict[EdgeKey, Edge]:
    """Edges between the ids that the graph has for their ends."""
    if not renamed:
        return edges
    kept: dict[EdgeKey, Edge] = {}
    for edge in edges.values():
        ends = {
            end: renamed[getattr(edge, end)]
            for end in ("source", "target", "giver")
            if getattr(edge, end, None) in renamed
        }
        own = replace(edge, **ends) if ends else edge
        kept.setdefault(edge_key(own), own)
    return kept
