"""Get, find, scan and count."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from graph.ids import kind_of
from graph.model import Node
from graph.schema import edge_shape, node_shape
from graph.schema.neo4j_ddl import label_of, relationship_of
from graph.store.cursors import keys_of, stamp_of, write_cursor
from graph.store.neo4j.codec import codec_for, read_edge, read_node, read_value
from graph.store.neo4j.conditions import Condition, beyond, column_of, matching, sorting
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.scoping import expand, parameters_of
from graph.store.protocol import Filter, Order, Page, Scope

NODE = "{.*, search_title: null, search_text: null, title_length: null}"
"""A node's properties, as `x{…}`, without what serves the search alone."""

_GET = f"""
UNWIND $ids AS asked
MATCH (n:Node {{id: answering(asked)}}) WHERE visible(n)
RETURN asked, n{NODE}
"""


def distinct(ids: Iterable[str]) -> list[str]:
    """The ids, each once, in their order. Raises BadId for a text that is none."""
    found = list(dict.fromkeys(ids))
    for each in found:
        kind_of(each)
    return found


def get(bolt: Bolt, ids: Sequence[str], *, scope: Scope) -> list[Node | None]:
    """See `Reader.get`."""
    if not ids:
        return []
    rows = bolt.rows(expand(_GET, scope), {"ids": distinct(ids), **parameters_of(scope)})
    found = {asked: read_node(properties) for asked, properties in rows}
    return [found.get(each) for each in ids]


# -- pages ---------------------------------------------------------------------------------------


def find(
    bolt: Bolt,
    kind: str,
    where: Sequence[Filter],
    *,
    order: Sequence[Order],
    first: int,
    after: str | None,
    total: bool,
    scope: Scope,
) -> Page[Any]:
    """See `Reader.find`. The page and its total are two branches of one query."""
    shape = node_shape(kind)
    keys = keys_of(shape, order)
    stamp = stamp_of(kind, where, keys)
    every = _matched(kind, matching(shape, where), scope)
    rest = beyond(keys, after, stamp)
    lead = keys[0].field
    # Always so, but said: it lets a page be read in the order of the field's index, and no further than it goes.
    there = "" if lead.optional else f" AND {column_of(lead)} IS NOT NULL"
    query = f"{every.cypher}{rest.cypher}{there} WITH n ORDER BY {sorting(keys)} LIMIT $most"
    query += f" RETURN n{NODE} AS node, null AS total"
    if total:
        query += f" UNION ALL {every.cypher} WITH count(*) AS total RETURN null AS node, total"
    rows = bolt.rows(expand(query, scope), {**every.parameters, **rest.parameters, "most": first + 1})
    found = [node for node, _ in rows if node is not None]
    shown = tuple(read_node(each) for each in found[:first])
    return Page(
        nodes=shown,
        more=len(found) > first,
        cursors=tuple(write_cursor(stamp, keys, node=each) for each in shown),
        total=rows[-1][1] if total else None,
    )


def count(bolt: Bolt, kind: str, where: Sequence[Filter], *, by: str | None, scope: Scope) -> dict[Any, int]:
    """See `Reader.count`."""
    shape = node_shape(kind)
    every = _matched(kind, matching(shape, where), scope)
    if by is None:
        query = f"{every.cypher} RETURN count(*)"
        return {None: bolt.rows(expand(query, scope), every.parameters)[0][0]}
    field = shape[by]
    query = f"{every.cypher} WITH {column_of(field)} AS value, count(*) AS found RETURN value, found"
    rows = bolt.rows(expand(f"{query} ORDER BY value IS NOT NULL, value", scope), every.parameters)
    return {read_value(field, value): found for value, found in rows}


def _matched(kind: str, condition: Condition, scope: Scope) -> Condition:
    """The MATCH of a kind's nodes that the reader may see and that the condition holds for."""
    start = f"MATCH (n:{label_of(node_shape(kind))}) WHERE visible(n)"
    return Condition(start + condition.cypher, {**condition.parameters, **parameters_of(scope)})


# -- scans ---------------------------------------------------------------------------------------

_SPOOLED = 32 << 20
"""Bytes of a scan that stay in memory; what is more waits in an unnamed temporary file."""
_TRIES = 5
_HEAD = "MATCH (m:Meta) RETURN m.seq AS row"
_HOLD = "MATCH (m:Meta) SET m.holder = 'scan' RETURN m.seq AS row"


def scan(bolt: Bolt, kind: str, where: Sequence[Filter], *, scope: Scope) -> Iterator[Any]:
    """See `Reader.scan`."""
    shape = node_shape(kind)
    every = _matched(kind, matching(shape, where), scope)
    query = f"{every.cypher} AND n.id IS NOT NULL WITH n ORDER BY n.id RETURN n{NODE} AS row"
    rows = _snapshot(bolt, expand(query, scope), every.parameters)
    return map(codec_for(shape).decode, rows)


def scan_edges(bolt: Bolt, type: str, *, scope: Scope) -> Iterator[Any]:
    """See `Reader.scan_edges`."""
    name = relationship_of(edge_shape(type).name)
    query = (
        f"MATCH (a:Node)-[r:{name}]->(b:Node) WHERE visible(a) AND visible(b)"
        " WITH a.id AS source, b.id AS target, r ORDER BY source, target, r.key"
        " RETURN [source, target, properties(r)] AS row"
    )
    rows = _snapshot(bolt, expand(query, scope), parameters_of(scope))
    return (read_edge(type, source, target, properties) for source, target, properties in rows)


def _snapshot(bolt: Bolt, query: str, parameters: dict[str, Any]) -> Iterator[Any]:
    """What a query finds at one moment.

    Neo4j has no snapshots: what is read late may be newer than what was read early. So the number of the last change
    is read before and after, by the same round trip, and what spans a change is read again, at last with the writers
    held up. It is put aside first: a caller who is slow, or who writes what it reads, must not hold them up for long.
    """
    for tries_left in range(_TRIES - 1, -1, -1):
        first = _HEAD if tries_left else _HOLD
        framed = f"{first} UNION ALL CALL () {{ {query} }} RETURN row UNION ALL {_HEAD}"
        with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as aside:
            whole = _put_aside(bolt.streamed(framed, parameters, writing=not tries_left), aside)
            if whole or not tries_left:
                aside.seek(0)
                yield from map(orjson.loads, aside)
                return


def _put_aside(rows: Iterator[list[Any]], aside: Any) -> bool:
    """Write the rows between the two heads; False when a change came in between."""
    head = next(rows)[0]
    held = None
    for (row,) in rows:
        if held is not None:
            aside.write(orjson.dumps(held, option=orjson.OPT_APPEND_NEWLINE))
        held = row
    return held == head
