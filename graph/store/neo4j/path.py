"""A shortest way between two nodes, for many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.model import Edge, Node
from graph.store.neo4j.codec import read_edge, read_node
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.finding import NODE, distinct
from graph.store.neo4j.neighbours import EDGE_TYPES
from graph.store.neo4j.scoping import expand, parameters_of, types_of
from graph.store.protocol import Path, Scope

_ENDS = """
UNWIND $pairs AS pair
WITH pair, pair[0] AS one, pair[1] AS other
MATCH (a:Node {id: answering(one)}) WHERE visible(a)
MATCH (b:Node {id: answering(other)}) WHERE visible(b)
"""
_WAY = """
CALL (a, b) {{
    WITH a, b WHERE a = b
    RETURN [a] AS stops, [] AS links
    UNION ALL
    WITH a, b WHERE a <> b
    MATCH way = SHORTEST 1 (a){between}-[{types}]-(b)
    RETURN nodes(way) AS stops, relationships(way) AS links
}}
RETURN pair, COLLECT {{ UNWIND stops AS n RETURN n{node} }},
       [r IN links | [type(r), startNode(r).id, endNode(r).id, properties(r)]]
"""
_SELF = "WITH pair, a, b WHERE a = b RETURN pair, [a{node}], []"
_BETWEEN = "(()-[{types}]-(m WHERE {passable})){{0,{most}}}()"
_NOT_CROWDED = " AND COUNT {{ (m)-[{types}]-(z) WHERE visible(z) }} <= $hub"


def path(
    bolt: Bolt,
    pairs: Sequence[tuple[str, str]],
    *,
    types: Sequence[str] | None,
    longest: int,
    hub: int | None,
    scope: Scope,
) -> list[Path | None]:
    """See `Reader.path`. A node that may not be walked through is left out of the search, not of its result."""
    distinct(id for pair in pairs for id in pair)
    asked = [list(each) for each in dict.fromkeys(pairs)]
    query = expand(_ENDS + _way(types_of(types), longest, hub), scope)
    parameters = {"pairs": asked, "hub": hub, **parameters_of(scope)}
    rows = bolt.rows(query, parameters) if asked else []
    found = {tuple(pair): _told(stops, links) for pair, stops, links in rows}
    return [found.get(pair) for pair in pairs]


def _way(types: str, longest: int, hub: int | None) -> str:
    if longest < 1:
        return _SELF.format(node=NODE)
    crowded = "" if hub is None else _NOT_CROWDED.format(types=types)
    stops = _BETWEEN.format(types=types, passable=f"visible(m){crowded}", most=int(longest) - 1) if longest > 1 else ""
    return _WAY.format(types=types, between=stops, node=f" {NODE}")


def _told(stops: list[dict[str, Any]], links: list[list[Any]]) -> Path:
    nodes: list[Node] = [read_node(each) for each in stops]
    edges: list[Edge] = [read_edge(EDGE_TYPES[type], *rest) for type, *rest in links]
    return Path(tuple(nodes), tuple(edges))
