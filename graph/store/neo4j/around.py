"""What lies around a few nodes, ring by ring, in one query: a stage for each hop, then the skeleton."""

from __future__ import annotations

from collections.abc import Sequence

from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.finding import distinct
from graph.store.neo4j.neighbours import EDGE_TYPES
from graph.store.neo4j.scoping import RANKS, expand, parameters_of, types_of
from graph.store.protocol import Around, Scope

_START = """
UNWIND range(0, size($asked) - 1) AS place
WITH place, $asked[place] AS id
MATCH (x:Node {id: answering(id)}) WHERE visible(x)
WITH x, min(place) AS place ORDER BY place LIMIT $most
WITH collect([x, 0, 0]) AS known
"""
# `known` is all that passes from stage to stage: [node, hops, links left out]. Nothing is sorted where a list is in
# scope, because each sorted row would be charged with the whole list.
_STAGE = """
CALL (known) {{
    UNWIND known AS k RETURN k[0] AS y, k[1] AS hops, k[2] AS left
    UNION ALL
    UNWIND known AS k
    WITH k[0] AS x WHERE k[1] = {before} AND size(known) < $most
    WITH x, COUNT {{ (x)-[{types}]-(y) WHERE visible(y) }} AS degree
    CALL (x, degree) {{
        WITH x, degree WHERE degree <= $limit
        MATCH (x)-[{types}]-(y) WHERE visible(y)
        RETURN y, {hop} AS hops, 0 AS left
        UNION ALL
        WITH x, degree WHERE degree > $limit
        RETURN x AS y, {before} AS hops, degree{followed} AS left
        {first_links}
    }}
    RETURN y, hops, left
}}
WITH y, min(hops) AS hops, max(left) AS left ORDER BY hops, y.id LIMIT $most
WITH collect([y, hops, left]) AS known
"""
_FIRST_LINKS = """
        UNION ALL
        WITH x, degree WHERE degree > $limit
        MATCH (x)-[r{types}]-(y) WHERE visible(y)
        WITH x, r, y ORDER BY $ranks[type(r)], y.id, startNode(r) <> x, r.key LIMIT $limit
        RETURN y, 1 AS hops, 0 AS left
"""
_SKELETON = """
CALL (known) {{
    CALL (known) {{
        UNWIND known AS k RETURN k[0] AS y, null AS edge
        UNION ALL
        UNWIND known AS k
        WITH k[0] AS x
        MATCH (x)-[r{types}]->(y) WHERE visible(y)
        RETURN y, [x.id, type(r), y.id] AS edge
    }}
    WITH y, collect(edge) AS edges, count(*) AS rows
    RETURN collect(CASE WHEN rows > size(edges) THEN edges END) AS edges
}}
RETURN [k IN known | [k[0].id, k[1]]] AS nodes, edges,
       [k IN known WHERE k[2] > 0 | [k[0].id, k[2]]] AS cut, {hidden} AS hidden
"""
_HIDDEN = """COLLECT {{
    UNWIND known AS k
    WITH k[0] AS x
    WITH x, COUNT {{ (x)-[{types}]-(y) WHERE NOT visible(y) }} AS missing WHERE missing > 0
    RETURN [x.id, missing]
}}"""


def around(
    bolt: Bolt,
    ids: Sequence[str],
    *,
    depth: int,
    types: Sequence[str] | None,
    limit: int,
    most: int,
    scope: Scope,
) -> Around:
    """See `Reader.around`."""
    pattern = types_of(types)
    asked = distinct(ids)
    if not asked or most < 1:
        return Around({}, (), {}, {})
    query = _START + "".join(_stage(hop, pattern) for hop in range(1, depth + 1)) + _skeleton(pattern, scope)
    parameters = {"asked": asked, "limit": limit, "most": most, "ranks": RANKS, **parameters_of(scope)}
    ((nodes, edges, cut, hidden),) = bolt.rows(expand(query, scope), parameters)
    links = {(source, EDGE_TYPES[type], target) for some in edges for source, type, target in some}
    return Around(
        nodes=dict(sorted(nodes, key=lambda each: (each[1], each[0]))),
        edges=tuple(sorted(links)),
        cut=dict(sorted(cut)),
        hidden=dict(sorted(hidden)),
    )


def _stage(hop: int, types: str) -> str:
    """From ring `hop - 1` to ring `hop`. Crowded nodes end the way, but for those that were asked about."""
    first_links = _FIRST_LINKS.format(types=types) if hop == 1 else ""
    followed = " - $limit" if hop == 1 else ""
    return _STAGE.format(before=hop - 1, hop=hop, types=types, followed=followed, first_links=first_links)


def _skeleton(types: str, scope: Scope) -> str:
    hidden = "[]" if scope.areas is None else _HIDDEN.format(types=types)
    return _SKELETON.format(types=types, hidden=hidden)
