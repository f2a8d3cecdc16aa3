"""What the journal says: the versions of every record, read back as before and after."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.model import EDGES, NODES, Edge, Node
from graph.schema import NODE_SHAPES, Shape, edge_shape
from graph.schema.sqlite_ddl import KIND_BITS, edge_properties, node_columns, table_of
from graph.store.protocol import EdgeKey, Entry, Scope, edge_key
from graph.store.sqlite.codec import EDGE_CODECS, node_codec
from graph.store.sqlite.finding import listed

_EDGE = ", ".join(f'v."{each.name}"' for each in edge_properties())
Versions = dict[tuple[int, int], list[Node | Edge | None]]
"""(seq, item) to before and after."""


def read_time(text: str) -> dt.datetime:
    """A journal's time, with its zone."""
    return dt.datetime.fromisoformat(text)


def changes(connection: sqlite3.Connection, since: int, limit: int, scope: Scope) -> list[Entry]:
    """See `Store.changes`."""
    last = _last_change(connection, since, limit)
    found: Versions = {}
    for shape in NODE_SHAPES.values():
        mask = (1 << KIND_BITS) - 1
        _collect(found, _node_rows(connection, shape, f"i.n > 0 AND i.n & {mask} = {shape.code}", since, last))
    _collect(found, _edge_rows(connection, since, last))
    heads = {
        seq: (read_time(at), by, why)
        for seq, at, by, why in connection.execute("SELECT * FROM change WHERE seq > ? AND seq <= ?", (since, last))
    }
    entries = [
        Entry(seq=seq, at=heads[seq][0], by=heads[seq][1], why=heads[seq][2], before=before, after=after)
        for (seq, _), (before, after) in found.items()
    ]
    shown = [each for each in entries if _allowed(connection, each, scope)]
    return sorted(shown, key=_place)


def stream(connection: sqlite3.Connection, since: int) -> Iterator[Entry]:
    """See `Store.journal`."""
    heads = connection.execute("SELECT seq, at, by, why FROM change WHERE seq > ? ORDER BY seq", (since,))
    for seq, at, by, why in heads:
        moment = read_time(at)
        for before, after in _sides_of(connection, seq):
            yield Entry(seq=seq, at=moment, by=by, why=why, before=before, after=after)


def _sides_of(connection: sqlite3.Connection, seq: int) -> Iterator[tuple[Any, Any]]:
    """Before and after of each item of one change, streamed."""
    mask = (1 << KIND_BITS) - 1
    kinds = "SELECT DISTINCT CASE WHEN n > 0 THEN n & ? ELSE -1 END FROM change_item WHERE seq = ?"
    found = sorted(code for (code,) in connection.execute(kinds, (mask, seq)))
    for code in [each for each in found if each >= 0] + [each for each in found if each < 0]:
        if code < 0:
            yield from _paired(_streamed(connection, seq, "edge", "i.n < 0", _EDGE_SIDE), _read_edge)
            continue
        shape = NODE_SHAPES[NODES[code].KIND]
        columns = ", ".join(f"v.{each}" for each in node_columns(shape))
        side = f"{columns} FROM change_item i CROSS JOIN {{table}} v ON v.n = i.n AND v.{{which}} = i.seq"
        rows = _streamed(connection, seq, table_of(shape), f"i.n > 0 AND i.n & {mask} = {code}", side)
        yield from _paired(rows, node_codec(shape).decode)


_EDGE_SIDE = (
    f"v.type, s.id, t.id, {_EDGE} FROM change_item i CROSS JOIN {{table}} v ON v.e = -i.n AND v.{{which}} = i.seq"
    " JOIN node s ON s.n = v.source JOIN node t ON t.n = v.target"
)


def _read_edge(row: Sequence[Any]) -> Edge:
    type, from_id, to_id, *rest = row
    return EDGE_CODECS[type].decode(rest, from_id, to_id)


def _streamed(
    connection: sqlite3.Connection, seq: int, table: str, items: str, side: str
) -> Iterator[tuple[int, int, Sequence[Any]]]:
    """(item, 0 before or 1 after, row), by item."""
    sides = ((1, table, "seq"), (1, f"{table}_was", "seq"), (0, f"{table}_was", "until_seq"))
    found = [
        connection.execute(
            f"SELECT i.n, {at}, {side.format(table=name, which=which)} WHERE i.seq = {seq:d} AND {items} ORDER BY i.n"
        )
        for at, name, which in sides
    ]
    for n, at, *row in merge(*found, key=itemgetter(0)):
        yield n, at, row


def _paired(
    rows: Iterator[tuple[int, int, Sequence[Any]]], read: Callable[[Sequence[Any]], Any]
) -> Iterator[tuple[Any, Any]]:
    for _, some in groupby(rows, key=itemgetter(0)):
        pair: list[Any] = [None, None]
        for _, at, row in some:
            pair[at] = read(row)
        yield pair[0], pair[1]


def history(connection: sqlite3.Connection, target: str | EdgeKey, scope: Scope) -> list[Entry]:
    """See `Store.history`."""
    numbers = _items_of(connection, target)
    found: Versions = {}
    for shape in NODE_SHAPES.values():
        mine = [n for n in numbers if n > 0 and n & ((1 << KIND_BITS) - 1) == shape.code]
        if mine:
            _collect(
                found,
                _node_rows(connection, shape, f"i.n IN ({', '.join(map(str, mine))})", None, None, mine),
            )
    if edges := [n for n in numbers if n < 0]:
        _collect(found, _edge_rows(connection, None, None, edges))
    entries = []
    for (seq, _), (before, after) in found.items():
        at, by, why = connection.execute("SELECT at, by, why FROM change WHERE seq = ?", (seq,)).fetchone()
        entries.append(Entry(seq=seq, at=read_time(at), by=by, why=why, before=before, after=after))
    return sorted((each for each in entries if _allowed(connection, each, scope)), key=lambda each: each.seq)


def _last_change(connection: sqlite3.Connection, since: int, limit: int) -> int:
    """The change with which at least `limit` items are reached, or the last one there is."""
    row = connection.execute(
        "SELECT seq FROM change_item WHERE seq > ? ORDER BY seq LIMIT 1 OFFSET ?", (since, max(limit, 1) - 1)
    ).fetchone()
    return row[0] if row else connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]


def _node_rows(
    connection: sqlite3.Connection,
    shape: Shape,
    items: str,
    since: int | None,
    last: int | None,
    numbers: Iterable[int] | None = None,
) -> Iterator[tuple[int, int, int, Node]]:
    """(seq, item, 0 before or 1 after, record) of the items that this SQL condition names."""
    table = table_of(shape)
    columns = ", ".join(f"v.{each}" for each in node_columns(shape))
    span = "" if since is None else f" AND i.seq > {since:d} AND i.seq <= {last or 0:d}"
    decode = node_codec(shape).decode
    source = f"(SELECT seq, n FROM change_item i WHERE {items}{span})"
    if numbers is not None:
        listing = ", ".join(str(n) for n in numbers)
        source = (
            f"(SELECT seq, n FROM {table} WHERE n IN ({listing})"
            f" UNION SELECT seq, n FROM {table}_was WHERE n IN ({listing})"
            f" UNION SELECT until_seq, n FROM {table}_was WHERE n IN ({listing}))"
        )
    for sql in (
        f"SELECT i.seq, i.n, 1, {columns} FROM {source} i JOIN {table} v ON v.n = i.n AND v.seq = i.seq",
        f"SELECT i.seq, i.n, 1, {columns} FROM {source} i JOIN {table}_was v ON v.n = i.n AND v.seq = i.seq",
        f"SELECT i.seq, i.n, 0, {columns} FROM {source} i JOIN {table}_was v ON v.n = i.n AND v.until_seq = i.seq",
    ):
        for seq, n, side, *row in connection.execute(sql):
            yield seq, n, side, decode(row)


def _edge_rows(
    connection: sqlite3.Connection, since: int | None, last: int | None, numbers: Iterable[int] | None = None
) -> Iterator[tuple[int, int, int, Edge]]:
    source = f"(SELECT seq, -n AS e FROM change_item WHERE n < 0 AND seq > {since or 0:d} AND seq <= {last or 0:d})"
    if numbers is not None:
        listing = ", ".join(str(-n) for n in numbers)
        source = (
            f"(SELECT seq, e FROM edge WHERE e IN ({listing}) UNION SELECT seq, e FROM edge_was WHERE e IN ({listing})"
            f" UNION SELECT until_seq, e FROM edge_was WHERE e IN ({listing}))"
        )
    columns = f"v.type, s.id, t.id, {_EDGE}"
    ends = " JOIN node s ON s.n = v.source JOIN node t ON t.n = v.target"
    for sql in (
        f"SELECT i.seq, i.e, 1, {columns} FROM {source} i JOIN edge v ON v.e = i.e AND v.seq = i.seq{ends}",
        f"SELECT i.seq, i.e, 1, {columns} FROM {source} i JOIN edge_was v ON v.e = i.e AND v.seq = i.seq{ends}",
        f"SELECT i.seq, i.e, 0, {columns} FROM {source} i JOIN edge_was v ON v.e = i.e AND v.until_seq = i.seq{ends}",
    ):
        for seq, e, side, type, from_id, to_id, *row in connection.execute(sql):
            yield seq, -e, side, EDGE_CODECS[type].decode(row, from_id, to_id)


def _collect(found: Versions, rows: Iterable[tuple[int, int, int, Any]]) -> None:
    for seq, item, side, record in rows:
        found.setdefault((seq, item), [None, None])[side] = record


def _items_of(connection: sqlite3.Connection, target: str | EdgeKey) -> list[int]:
    """Every row number that this id ever had, or minus every one that this edge ever had."""
    if isinstance(target, str):
        return _numbers_ever(connection, [target])
    code = edge_shape(target.type).code
    these = (
        "type = :type AND key = :key AND source IN (SELECT value FROM json_each(:sources))"
        " AND target IN (SELECT value FROM json_each(:targets))"
    )
    sources, targets = (listed(_numbers_ever(connection, [id])) for id in (target.source, target.target))
    rows = connection.execute(
        f"SELECT e FROM edge WHERE {these} UNION SELECT e FROM edge_was WHERE {these}",
        {"type": code, "key": target.key, "sources": sources, "targets": targets},
    )
    return [-row[0] for row in rows]


def _numbers_ever(connection: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    numbers: list[int] = []
    for id in ids:
        shape = NODE_SHAPES.get(id.split("-", 1)[0])
        if shape is None:
            continue
        table = table_of(shape)
        rows = connection.execute(
            f"SELECT n FROM {table} WHERE id = :id UNION SELECT n FROM {table}_was WHERE id = :id", {"id": id}
        )
        numbers += [row[0] for row in rows]
    return numbers


def _allowed(connection: sqlite3.Connection, entry: Entry, scope: Scope) -> bool:
    if scope.areas is None:
        return True
    return all(_shown(connection, each, scope) for each in (entry.before, entry.after) if each is not None)


def _shown(connection: sqlite3.Connection, record: Node | Edge, scope: Scope) -> bool:
    if isinstance(record, Node):
        return scope.allows(record)
    return all(_end_shown(connection, id, scope) for id in (record.source, record.target))


def _end_shown(connection: sqlite3.Connection, id: str, scope: Scope) -> bool:
    """Whether the node at an edge's end is seen, by its last version."""
    shape = NODE_SHAPES[id.split("-", 1)[0]]
    table, columns = table_of(shape), ", ".join(node_columns(shape))
    row = connection.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (id,)).fetchone()
    if row is None:
        sql = f"SELECT {columns} FROM {table}_was WHERE id = ? ORDER BY until_seq DESC LIMIT 1"
        row = connection.execute(sql, (id,)).fetchone()
    return row is not None and scope.allows(node_codec(shape).decode(row))


def _place(entry: Entry) -> tuple[Any, ...]:
    record = entry.after or entry.before
    if isinstance(record, Edge):
        return entry.seq, 1, EDGES.index(type(record)), edge_key(record)
    assert record is not None
    return entry.seq, 0, NODE_SHAPES[type(record).KIND].code, (record.id,)
