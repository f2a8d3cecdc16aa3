"""Neighbours and paths. What lies around is in `surroundings.py`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from graph.model import EDGES, Edge
from graph.schema import edge_shape, node_shape
from graph.schema.sqlite_ddl import KIND_BITS
from graph.store.protocol import Absent, Ask, Direction, Link, Neighbours, Path
from graph.store.sqlite.codec import EDGE_CODECS
from graph.store.sqlite.finding import EDGE_COLUMNS, listed, nodes_at, row_numbers

_PROVENANCE = [code for code, each in enumerate(EDGES) if each.PROVENANCE]
_NOT_PROVENANCE = f"> {max(_PROVENANCE)}" if list(range(len(_PROVENANCE))) == _PROVENANCE else ""
THESE = "IN (SELECT value FROM json_each(:numbers))"
assert _NOT_PROVENANCE, "edges of provenance stand first in EDGES, so that an index can pass over them"


def type_condition(types: Sequence[str] | None) -> str:
    """The condition on `type`, from known codes alone."""
    if types is None:
        return _NOT_PROVENANCE
    return f"IN ({', '.join(str(edge_shape(each).code) for each in types)})"


# -- neighbours ----------------------------------------------------------------------------------


def neighbours(connection: sqlite3.Connection, asks: Sequence[Ask], *, scoped: bool) -> list[list[Neighbours]]:
    """See `Reader.neighbours`."""
    numbers = row_numbers(connection, {id for ask in asks for id in ask.ids})
    rows = [rows_of(connection, ask, numbers) for ask in asks]
    ends = nodes_at(connection, {row[1] for some in rows for row in some if row[3] is not None})
    hidden = [_hidden_of(connection, ask, numbers) if scoped else {} for ask in asks]
    return [_answers(ask, numbers, some, ends, unseen) for ask, some, unseen in zip(asks, rows, hidden, strict=True)]


def _answers(
    ask: Ask, numbers: dict[str, int], rows: list[Any], ends: dict[int, Any], hidden: dict[int, int]
) -> list[Neighbours]:
    links: dict[int, list[Link]] = {}
    totals: dict[int, int] = {}
    ids = {n: node.id for n, node in ends.items()}
    own = {n: id for id, n in numbers.items()}
    for n, other, total, type, forward, own_id, *properties in rows:
        totals[n] = total
        if type is None:
            continue
        mine, theirs = own_id or own[n], ids[other]
        source, target = (mine, theirs) if forward else (theirs, mine)
        edge = EDGE_CODECS[type].decode(properties, source, target)
        links.setdefault(n, []).append(Link(edge, ends[other], bool(forward)))
    answered = {
        n: Neighbours(tuple(links.get(n, ())), totals.get(n, 0), hidden.get(n, 0)) for n in set(numbers.values())
    }
    return [answered[numbers[id]] if id in numbers else Absent for id in ask.ids]


def rows_of(connection: sqlite3.Connection, ask: Ask, numbers: dict[str, int]) -> list[Any]:
    """Rows of (n, other, total, type, forward, own id, properties …); type is None in a row that only counts."""
    mine = sorted({numbers[id] for id in ask.ids if id in numbers})
    if not mine:
        return []
    if ask.limit == 0:
        sql = f"WITH link AS ({_links(ask, columns='')}) SELECT n, 0, count(*), NULL, NULL, NULL FROM link GROUP BY n"
        return connection.execute(sql, {"numbers": listed(mine)}).fetchall()
    sql = (
        f"WITH link AS ({_links(ask, columns=', type, e')}),"
        " ranked AS (SELECT link.*, count(*) OVER (PARTITION BY link.n) AS total, row_number() OVER ("
        "PARTITION BY link.n ORDER BY link.type, o.id, forward DESC, e.key) AS place"
        " FROM link JOIN node o ON o.n = link.other JOIN edge e ON e.e = link.e)"
        f" SELECT r.n, r.other, r.total, r.type, r.forward, m.id, {EDGE_COLUMNS}"
        " FROM ranked r JOIN edge e ON e.e = r.e JOIN node m ON m.n = r.n"
        " WHERE r.place > :skip AND r.place <= :skip + :limit ORDER BY r.n, r.place"
    )
    found = connection.execute(sql, {"numbers": listed(mine), "skip": ask.skip, "limit": ask.limit}).fetchall()
    if ask.skip == 0 or {row[0] for row in found} == set(mine):
        return found
    counts = f"WITH link AS ({_links(ask, columns='')}) SELECT n, 0, count(*), NULL, NULL, NULL FROM link GROUP BY n"
    return connection.execute(counts, {"numbers": listed(mine)}).fetchall() + found


def _links(ask: Ask, *, columns: str, table: str = "edge") -> str:
    """SQL for the links of `:numbers`: (n, other, forward, …), one branch a direction."""
    types = type_condition(ask.types)
    branches: list[str] = []
    if ask.direction != "in":
        branches.append(_branch("source", "target", 1, types, ask, columns, table))
    if ask.direction != "out":
        twice = " AND source <> target" if ask.direction == "both" else ""
        branches.append(_branch("target", "source", 0, types, ask, columns, table) + twice)
    return " UNION ALL ".join(branches)


def _branch(near: str, far: str, forward: int, types: str, ask: Ask, columns: str, table: str) -> str:
    return (
        f"SELECT {near} AS n, {far} AS other, {forward} AS forward{columns} FROM {table}"
        f" WHERE {near} {THESE} AND type {types}{_kind_condition(far, ask.kinds)}"
    )


def _kind_condition(column: str, kinds: Sequence[str] | None) -> str:
    if kinds is None:
        return ""
    return f" AND {column} & {(1 << KIND_BITS) - 1} IN ({', '.join(str(node_shape(each).code) for each in kinds)})"


def _hidden_of(connection: sqlite3.Connection, ask: Ask, numbers: dict[str, int]) -> dict[int, int]:
    """How many links the lens hides, for each node."""
    mine = listed({numbers[id] for id in ask.ids if id in numbers})
    counts = []
    for table in ("every_edge", "edge"):
        sql = f"WITH link AS ({_links(ask, columns='', table=table)}) SELECT n, count(*) FROM link GROUP BY n"
        counts.append(dict(connection.execute(sql, {"numbers": mine}).fetchall()))
    return {n: every - counts[1].get(n, 0) for n, every in counts[0].items()}


def edges(connection: sqlite3.Connection, ids: Sequence[str], types: Sequence[str], direction: Direction) -> list[Edge]:
    """See `Reader.edges`."""
    numbers = listed(set(row_numbers(connection, ids).values()))
    ends = {"out": ("source",), "in": ("target",), "both": ("source", "target")}[direction]
    found = " UNION ".join(f"SELECT e FROM edge WHERE {end} {THESE} AND type {type_condition(types)}" for end in ends)
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS}, e.type, s.id, t.id, e.key FROM ({found}) f CROSS JOIN edge e ON e.e = f.e"
        " CROSS JOIN node s ON s.n = e.source CROSS JOIN node t ON t.n = e.target",
        {"numbers": numbers},
    ).fetchall()
    rows.sort(key=lambda row: row[-4:])
    return [EDGE_CODECS[row[-4]].decode(row, row[-3], row[-2]) for row in rows]


def crowded(connection: sqlite3.Connection, numbers: Iterable[int], condition: str, most: int) -> list[int]:
    """Those with more than `most` links; the counting stops there, so that a hub costs no more than it may."""
    sql = (
        "SELECT f.value FROM json_each(:numbers) f WHERE"
        f" (SELECT count(*) FROM (SELECT 1 FROM edge WHERE source = f.value AND type {condition} LIMIT :most + 1))"
        f" + (SELECT count(*) FROM (SELECT 1 FROM edge WHERE target = f.value AND type {condition} AND source <> target"
        " LIMIT :most + 1)) > :most"
    )
    return [row[0] for row in connection.execute(sql, {"numbers": listed(numbers), "most": most})]


# -- path ----------------------------------------------------------------------------------------


def path(
    connection: sqlite3.Connection,
    pairs: Sequence[tuple[str, str]],
    *,
    types: Sequence[str] | None,
    longest: int,
    hub: int | None,
) -> list[Path | None]:
    """See `Reader.path`."""
    numbers = row_numbers(connection, {id for pair in pairs for id in pair})
    condition = type_condition(types)
    found = [_way(connection, numbers, pair, condition, longest, hub) for pair in pairs]
    nodes = nodes_at(connection, {n for way in found if way for n in way})
    return [None if way is None else _told(connection, way, nodes, condition) for way in found]


def _way(
    connection: sqlite3.Connection,
    numbers: dict[str, int],
    pair: tuple[str, str],
    condition: str,
    longest: int,
    hub: int | None,
) -> list[int] | None:
    """Row numbers from one end to the other: a search from both ends, the smaller front first."""
    start, goal = numbers.get(pair[0]), numbers.get(pair[1])
    if start is None or goal is None:
        return None
    if start == goal:
        return [start]
    came: tuple[dict[int, int], dict[int, int]] = ({start: 0}, {goal: 0})
    fronts: list[list[int]] = [[start], [goal]]
    for step in range(longest):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        front = fronts[side]
        if hub is not None and step:
            hubs = set(crowded(connection, front, condition, hub)) - {start, goal}
            front = [n for n in front if n not in hubs]
        fronts[side] = _advance(connection, front, condition, came[side])
        meeting = [n for n in fronts[side] if n in came[1 - side]]
        if hub is not None and meeting:
            hubs = set(crowded(connection, meeting, condition, hub)) - {start, goal}
            meeting = [n for n in meeting if n not in hubs]
        if meeting:
            return _joined(min(meeting), came)
        if not fronts[side]:
            return None
    return None


def _advance(connection: sqlite3.Connection, front: list[int], condition: str, came: dict[int, int]) -> list[int]:
    """The nodes one hop on that were not reached yet; `came` learns from where."""
    sql = (
        f"SELECT source, target FROM edge WHERE source {THESE} AND type {condition}"
        f" UNION ALL SELECT target, source FROM edge WHERE target {THESE} AND type {condition}"
    )
    reached: list[int] = []
    for near, far in connection.execute(sql, {"numbers": listed(front)}):
        if far not in came:
            came[far] = near
            reached.append(far)
    return reached


def _joined(meeting: int, came: tuple[dict[int, int], dict[int, int]]) -> list[int]:
    way = [meeting]
    while came[0][way[0]]:
        way.insert(0, came[0][way[0]])
    while came[1][way[-1]]:
        way.append(came[1][way[-1]])
    return way


def _told(connection: sqlite3.Connection, way: list[int], nodes: dict[int, Any], condition: str) -> Path:
    """The way with its nodes and, between each two, the first edge by (type, forward first, key)."""
    sql = (
        f"SELECT {EDGE_COLUMNS}, e.type, e.source FROM edge e WHERE e.type {condition}"
        " AND (e.source = :a AND e.target = :b OR e.source = :b AND e.target = :a)"
    )
    edges = []
    for a, b in pairwise(way):
        rows = connection.execute(sql, {"a": a, "b": b}).fetchall()
        row = min(rows, key=lambda each: (each[-2], each[-1] != a))
        source, target = (a, b) if row[-1] == a else (b, a)
        edges.append(EDGE_CODECS[row[-2]].decode(row, nodes[source].id, nodes[target].id))
    return Path(tuple(nodes[n] for n in way), tuple(edges))
