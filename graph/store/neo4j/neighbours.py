"""The links of many nodes, each ask with its own types, kinds and page, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.model import Edge
from graph.schema import EDGE_SHAPES
from graph.schema.neo4j_ddl import relationship_of
from graph.store.neo4j.codec import read_edge, read_node
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.finding import NODE, distinct
from graph.store.neo4j.scoping import RANKS, expand, labels_of, parameters_of, types_of
from graph.store.protocol import Absent, Ask, Direction, Link, Neighbours, Scope

EDGE_TYPES = {relationship_of(type): type for type in EDGE_SHAPES}
"""Relationship type to edge type."""
_ARROWS = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}

_BRANCH = """
UNWIND $ids{at} AS asked
MATCH (x:Node {{id: answering(asked)}}) WHERE visible(x)
{links}
RETURN {at} AS ask, asked, x.id AS id, links, total, {hidden} AS hidden
"""
_COUNTED = """
WITH asked, x, [] AS links, COUNT {{ (x){left}[{types}]{right}(y{labels}) WHERE visible(y) }} AS total
"""
_LISTED = """
CALL (x) {{
    OPTIONAL MATCH (x){left}[r{types}]{right}(y{labels}) WHERE visible(y)
    WITH r, y, {forward} AS forward
    ORDER BY $ranks[type(r)], y.id, NOT forward, r.key
    WITH collect(CASE WHEN r IS NOT NULL THEN [r, y, forward] END) AS found
    WITH size(found) AS total, found[$skip{at}..$end{at}] AS page
    RETURN total, COLLECT {{
        UNWIND page AS link
        WITH link[0] AS r, link[1] AS y, link[2] AS forward
        RETURN [type(r), forward, properties(r), y{node}]
    }} AS links
}}
"""
_HIDDEN = "COUNT {{ (x){left}[{types}]{right}(y{labels}) WHERE NOT visible(y) }}"
_FORWARD = {"out": "true", "in": "false", "both": "startNode(r) = x"}


_EDGES = """
UNWIND $ids AS asked
WITH DISTINCT answering(asked) AS id
MATCH (x:Node {{id: id}}) WHERE visible(x)
MATCH (x){left}[r{types}]{right}(y:Node) WHERE visible(y)
WITH DISTINCT r
RETURN type(r), startNode(r).id AS source, endNode(r).id AS target, properties(r)
ORDER BY $ranks[type(r)], source, target, r.key
"""


def edges(bolt: Bolt, ids: Sequence[str], types: Sequence[str], direction: Direction, *, scope: Scope) -> list[Edge]:
    """See `Reader.edges`."""
    if not ids or not types:
        return []
    left, right = _ARROWS[direction]
    query = expand(_EDGES.format(left=left, right=right, types=types_of(types)), scope)
    rows = bolt.rows(query, {"ids": distinct(ids), "ranks": RANKS, **parameters_of(scope)})
    return [read_edge(EDGE_TYPES[name], source, target, properties) for name, source, target, properties in rows]


def neighbours(bolt: Bolt, asks: Sequence[Ask], *, scope: Scope) -> list[list[Neighbours]]:
    """See `Reader.neighbours`. Every ask is a branch of one query; branches differ by names of the shapes alone."""
    branches = [_branch(at, ask, scope) for at, ask in enumerate(asks)]
    parameters: dict[str, Any] = {"ranks": RANKS, **parameters_of(scope)}
    for at, ask in enumerate(asks):
        parameters |= {f"ids{at}": distinct(ask.ids), f"skip{at}": ask.skip, f"end{at}": ask.skip + ask.limit}
    found: list[dict[str, Neighbours]] = [{} for _ in asks]
    if any(parameters[f"ids{at}"] for at in range(len(asks))):
        for at, asked, *row in bolt.rows(expand(" UNION ALL ".join(branches), scope), parameters):
            found[at][asked] = _answer(*row)
    return [[some.get(id, Absent) for id in ask.ids] for ask, some in zip(asks, found, strict=True)]


def _branch(at: int, ask: Ask, scope: Scope) -> str:
    left, right = _ARROWS[ask.direction]
    names = {"at": at, "left": left, "right": right, "types": types_of(ask.types), "labels": labels_of(ask.kinds)}
    links = _LISTED.format(**names, forward=_FORWARD[ask.direction], node=f" {NODE}") if ask.limit else _COUNTED
    hidden = "0" if scope.areas is None else _HIDDEN.format(**names)
    return _BRANCH.format(at=at, links=links if ask.limit else _COUNTED.format(**names), hidden=hidden)


def _answer(id: str, links: list[list[Any]], total: int, hidden: int) -> Neighbours:
    return Neighbours(tuple(_link(id, *each) for each in links), total, hidden)


def _link(id: str, relationship: str, forward: bool, properties: dict[str, Any], other: dict[str, Any]) -> Link:
    node = read_node(other)
    source, target = (id, node.id) if forward else (node.id, id)
    return Link(read_edge(EDGE_TYPES[relationship], source, target, properties), node, forward)
