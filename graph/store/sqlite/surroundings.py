"""What lies around some nodes, ring by ring: which of a ring are crowded, then the links of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import EDGES
from graph.store.protocol import Around, Ask
from graph.store.sqlite.finding import listed, row_numbers
from graph.store.sqlite.walking import THESE, crowded, rows_of, type_condition

_TYPES = [each.TYPE for each in EDGES]
Row = tuple[int, int, int, int, str]
"""A link: near end, whether it starts there, type, far end, far end's id."""


@dataclass(slots=True)
class _Walk:
    """What is known so far, by row number."""

    names: dict[int, str]
    distance: dict[int, int]
    edges: set[tuple[int, int, int]] = field(default_factory=set)
    """(source, type, target) of every link that was met."""
    cut: dict[int, int] = field(default_factory=dict)
    standing: list[int] = field(default_factory=list)
    """Nodes whose links were not read: the last ring, and the crowded ones."""


def around(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    *,
    depth: int,
    types: Sequence[str] | None,
    limit: int,
    most: int,
    scoped: bool,
) -> Around:
    """See `Reader.around`."""
    condition = type_condition(types)
    numbers = row_numbers(connection, ids)
    starts = list(dict.fromkeys(numbers[each] for each in ids if each in numbers))[:most]
    walk = _Walk(_names(connection, starts), dict.fromkeys(starts, 0))
    ring = starts
    for hop in range(1, depth + 1):
        if not ring or len(walk.distance) >= most:
            break
        rows = _ring(connection, walk, ring, condition, types, limit=limit, first=hop == 1)
        ring = _entered(walk, rows, hop, most)
    walk.standing += ring
    _join_the_standing(connection, walk, condition)
    return _told(connection, walk, condition, scoped=scoped)


def _ring(
    connection: sqlite3.Connection,
    walk: _Walk,
    ring: list[int],
    condition: str,
    types: Sequence[str] | None,
    *,
    limit: int,
    first: bool,
) -> list[Row]:
    """The links of a ring's nodes; crowded ones are not walked through, but of a crowded start the first links are."""
    full = crowded(connection, ring, condition, limit)
    if not full:
        return _links(connection, ring, condition)
    totals = _degrees(connection, full, condition)
    walk.cut.update({n: total - limit if first else total for n, total in totals.items()})
    walk.standing += full
    rows = _links(connection, [n for n in ring if n not in totals], condition)
    return rows + _first_links(connection, walk, full, types, limit) if first else rows


def _links(connection: sqlite3.Connection, numbers: Sequence[int], condition: str) -> list[Row]:
    """The links of these nodes, each from their side."""
    sql = (
        f"SELECT e.source, 1, e.type, e.target, o.id FROM edge e JOIN node o ON o.n = e.target"
        f" WHERE e.source {THESE} AND e.type {condition} UNION ALL"
        f" SELECT e.target, 0, e.type, e.source, o.id FROM edge e JOIN node o ON o.n = e.source"
        f" WHERE e.target {THESE} AND e.type {condition} AND e.source <> e.target"
    )
    return connection.execute(sql, {"numbers": listed(numbers)}).fetchall()


def _first_links(
    connection: sqlite3.Connection, walk: _Walk, numbers: list[int], types: Sequence[str] | None, limit: int
) -> list[Row]:
    """The first `limit` links of each, in the order of `Neighbours`."""
    ask = Ask(ids=[walk.names[n] for n in numbers], types=types, limit=limit)
    rows = rows_of(connection, ask, {walk.names[n]: n for n in numbers})
    names = _names(connection, {row[1] for row in rows})
    return [(near, forward, type, far, names[far]) for near, far, _, type, forward, *_ in rows]


def _entered(walk: _Walk, rows: Iterable[Row], hop: int, most: int) -> list[int]:
    """Note the links and the nodes that they reach first; those nodes, by id where room is short."""
    reached: dict[int, str] = {}
    for near, forward, type, far, id in rows:
        walk.edges.add((near, type, far) if forward else (far, type, near))
        if far not in walk.distance:
            reached[far] = id
    room = most - len(walk.distance)
    if len(reached) > room:
        reached = dict(sorted(reached.items(), key=lambda item: item[1])[:room])
    walk.names.update(reached)
    walk.distance.update(dict.fromkeys(reached, hop))
    return list(reached)


def _join_the_standing(connection: sqlite3.Connection, walk: _Walk, condition: str) -> None:
    """Find the edges between nodes whose links were not read; the plus keeps SQLite from starting at hubs' targets."""
    if len(walk.standing) > 1:
        sql = f"SELECT source, type, target FROM edge WHERE source {THESE} AND type {condition} AND +target {THESE}"
        walk.edges.update(connection.execute(sql, {"numbers": listed(walk.standing)}))


def _told(connection: sqlite3.Connection, walk: _Walk, condition: str, *, scoped: bool) -> Around:
    names = {n: walk.names[n] for n in walk.distance}
    edges = {(names[s], _TYPES[type], names[t]) for s, type, t in walk.edges if s in names and t in names}
    return Around(
        nodes={id: hops for hops, id in sorted((hops, names[n]) for n, hops in walk.distance.items())},
        edges=tuple(sorted(edges)),
        cut={id: left for id, left in sorted((names[n], left) for n, left in walk.cut.items()) if left > 0},
        hidden=_hidden(connection, names, condition) if scoped else {},
    )


def _names(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    sql = f"SELECT n, id FROM node WHERE n {THESE}"
    return dict(connection.execute(sql, {"numbers": listed(numbers)}).fetchall())


def _degrees(connection: sqlite3.Connection, numbers: Iterable[int], condition: str) -> dict[int, int]:
    sql = (
        f"SELECT f.value, (SELECT count(*) FROM edge WHERE source = f.value AND type {condition})"
        f" + (SELECT count(*) FROM edge WHERE target = f.value AND type {condition} AND source <> target)"
        " FROM json_each(?) f"
    )
    return dict(connection.execute(sql, (listed(numbers),)).fetchall())


def _hidden(connection: sqlite3.Connection, names: dict[int, str], condition: str) -> dict[str, int]:
    """By id how many links the lens hides there."""
    every, seen = (_link_counts(connection, table, names, condition) for table in ("every_edge", "edge"))
    hidden = {names[n]: total - seen.get(n, 0) for n, total in every.items()}
    return {id: count for id, count in sorted(hidden.items()) if count}


def _link_counts(connection: sqlite3.Connection, table: str, names: dict[int, str], condition: str) -> dict[int, int]:
    sql = (
        f"SELECT n, count(*) FROM (SELECT source AS n FROM {table} WHERE source {THESE} AND type {condition}"
        f" UNION ALL SELECT target FROM {table} WHERE target {THESE} AND type {condition} AND source <> target)"
        " GROUP BY n"
    )
    return dict(connection.execute(sql, {"numbers": listed(names)}).fetchall())
