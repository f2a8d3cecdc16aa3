"""Get, find, scan and count."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import orjson

from graph.ids import kind_of
from graph.model import Node
from graph.schema import NODE_SHAPES, Field, Shape, edge_shape, node_shape
from graph.schema.sqlite_ddl import (
    KIND_BITS,
    column_of,
    edge_properties,
    node_columns,
    side_fields,
    side_table_of,
    table_of,
)
from graph.store.cursors import Key, keys_of, read_cursor, stamp_of, write_cursor
from graph.store.filters import Checked, check
from graph.store.protocol import Filter, Order, Page
from graph.store.sqlite.codec import EDGE_CODECS, node_codec, reader_of

Found = TypeVar("Found")
SHAPES: tuple[Shape, ...] = tuple(NODE_SHAPES.values())
"""By the number that a row number's last bits carry."""
EDGE_COLUMNS = ", ".join(f"e.{column_of(each)}" for each in edge_properties())
_COMPARE = {"eq": "=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_FEW = 100
"""Ids that are followed without asking first whether there is any redirect at all."""
_HOPS = 16
"""How many merges an id may lie behind; a longer chain would be a circle."""


def shape_at(n: int) -> Shape:
    """The shape of the node at row number `n`."""
    return SHAPES[n & ((1 << KIND_BITS) - 1)]


def listed(values: Iterable[Any]) -> str:
    """A list as one parameter, for `json_each`."""
    return orjson.dumps(list(values)).decode()


# -- by id ---------------------------------------------------------------------------------------


def follow(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Each id to the id that answers for it now: itself, unless a merge retired it. Raises BadId."""
    answering = {id: id for id in ids}
    for id in answering:
        kind_of(id)
    open_ids = set(answering.values())
    for _ in range(_HOPS):
        rows = connection.execute(
            "SELECT old, new FROM redirects WHERE old IN (SELECT value FROM json_each(?))",
            (listed(open_ids),),
        )
        leads = dict(rows.fetchall())
        if not leads:
            break
        answering = {id: leads.get(now, now) for id, now in answering.items()}
        open_ids = set(leads.values())
    return answering


def row_numbers(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The row numbers of those ids that exist and are seen; redirects are followed. Raises BadId."""
    return _answered(connection, list(ids), _numbers_by_id)


def get(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Node | None]:
    """See `Reader.get`."""
    found = _answered(connection, ids, _nodes_by_id)
    return [found.get(id) for id in ids]


def nodes_at(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Node]:
    """The nodes at these row numbers, those that are seen."""
    by_shape: dict[Shape, list[int]] = {}
    for n in set(numbers):
        by_shape.setdefault(shape_at(n), []).append(n)
    found: dict[int, Node] = {}
    for shape, some in by_shape.items():
        decode = node_codec(shape).decode
        sql = f"SELECT {', '.join(node_columns(shape))}, n FROM {table_of(shape)} WHERE n"
        found.update((row[-1], decode(row)) for row in _among(connection, sql, some))
    return found


def ids_by_kind(ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids, each once, by those kinds that there are. Raises BadId."""
    groups: dict[str, list[str]] = {}
    for id in dict.fromkeys(ids):
        kind = kind_of(id)
        if kind in NODE_SHAPES:
            groups.setdefault(kind, []).append(id)
    return groups


def _answered(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    look_up: Callable[[sqlite3.Connection, Iterable[str]], dict[str, Found]],
) -> dict[str, Found]:
    """What `look_up` finds for each id, or for the id that answers for it now."""
    found = look_up(connection, ids)
    missing = [id for id in ids if id not in found]
    if missing and (len(missing) < _FEW or _any_redirect(connection)):
        answering = {old: new for old, new in follow(connection, missing).items() if old != new}
        behind = look_up(connection, answering.values())
        found.update({old: behind[new] for old, new in answering.items() if new in behind})
    return found


def _any_redirect(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT EXISTS (SELECT 1 FROM redirects)").fetchone()[0] == 1


def _numbers_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, some in ids_by_kind(ids).items():
        found.update(_among(connection, f"SELECT id, n FROM {table_of(NODE_SHAPES[kind])} WHERE id", some))
    return found


def _nodes_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for kind, some in ids_by_kind(ids).items():
        shape = NODE_SHAPES[kind]
        decode = node_codec(shape).decode
        sql = f"SELECT {', '.join(node_columns(shape))} FROM {table_of(shape)} WHERE id"
        found.update((row[0], decode(row)) for row in _among(connection, sql, some))
    return found


def _among(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
    """The rows where the column that `sql` ends in is one of `values`."""
    if len(values) == 1:
        return connection.execute(f"{sql} = ?", tuple(values))
    return connection.execute(f"{sql} IN (SELECT value FROM json_each(?))", (listed(values),))


# -- by filter -----------------------------------------------------------------------------------


def find(
    connection: sqlite3.Connection,
    kind: str,
    where: Sequence[Filter],
    *,
    order: Sequence[Order],
    first: int,
    after: str | None,
    total: bool,
) -> Page[Any]:
    """See `Reader.find`."""
    shape = node_shape(kind)
    keys = keys_of(shape, order)
    matching, values = _conditions(shape, where)
    stamp = stamp_of(kind, where, keys)
    start, start_values = _after(keys, after, stamp)
    order_by = ", ".join(f"{column_of(f)} {'DESC' if down else 'ASC'}" for f, down in keys)
    sql = (  # sorted by row number alone, so that the sort carries a few bytes a row and not whole records
        f"SELECT {', '.join(node_columns(shape))} FROM {table_of(shape)} WHERE n IN (SELECT n FROM {table_of(shape)}"
        f" WHERE {' AND '.join([*matching, *start]) or '1'} ORDER BY {order_by} LIMIT ?) ORDER BY {order_by}"
    )
    rows = connection.execute(sql, (*values, *start_values, first + 1)).fetchall()
    shown = tuple(map(node_codec(shape).decode, rows[:first]))
    counted = None
    if total:
        where_sql = " AND ".join(matching) or "1"
        counted = connection.execute(f"SELECT count(*) FROM {table_of(shape)} WHERE {where_sql}", values).fetchone()[0]
    return Page(
        nodes=shown,
        more=len(rows) > first,
        cursors=tuple(write_cursor(stamp, keys, node=each) for each in shown),
        total=counted,
    )


def scan(connection: sqlite3.Connection, kind: str, where: Sequence[Filter]) -> Iterator[Any]:
    """See `Reader.scan`."""
    shape = node_shape(kind)
    matching, values = _conditions(shape, where)
    decode = node_codec(shape).decode
    columns = ", ".join(node_columns(shape))
    rows = connection.execute(
        f"SELECT {columns} FROM {table_of(shape)} WHERE {' AND '.join(matching) or '1'} ORDER BY id", values
    )
    return map(decode, rows)


def scan_edges(connection: sqlite3.Connection, type: str) -> Iterator[Any]:
    """See `Reader.scan_edges`."""
    code = edge_shape(type).code
    decode = EDGE_CODECS[code].decode
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS}, s.id, t.id FROM edge e JOIN node s ON s.n = e.source JOIN node t ON t.n = e.target"
        " WHERE e.type = ? ORDER BY s.id, t.id, e.key",
        (code,),
    )
    return (decode(row, row[-2], row[-1]) for row in rows)


def count(connection: sqlite3.Connection, kind: str, where: Sequence[Filter], by: str | None) -> dict[Any, int]:
    """See `Reader.count`."""
    shape = node_shape(kind)
    matching, values = _conditions(shape, where)
    where_sql = " AND ".join(matching) or "1"
    if by is None:
        row = connection.execute(f"SELECT count(*) FROM {table_of(shape)} WHERE {where_sql}", values).fetchone()
        return {None: row[0]}
    field = shape[by]
    rows = connection.execute(
        f"SELECT {column_of(field)}, count(*) FROM {table_of(shape)} WHERE {where_sql} GROUP BY 1 ORDER BY 1", values
    )
    read = reader_of(field)
    return {read(row): row[1] for row in rows}


def _conditions(shape: Shape, where: Sequence[Filter]) -> tuple[list[str], list[Any]]:
    matching: list[str] = []
    values: list[Any] = []
    for each in where:
        sql, more = _condition(shape, check(shape, each))
        matching.append(sql)
        values += more
    return matching, values


def _condition(shape: Shape, checked: Checked) -> tuple[str, list[Any]]:
    column, value = column_of(checked.field), checked.value
    match checked.op:
        case "null":
            return f"{column} IS {'' if value else 'NOT '}NULL", []
        case "has":
            return _has(shape, checked.field), [value]
        case "contains":
            return f"instr({column}, ?) > 0", [value]
        case "in":
            return f"{column} IN (SELECT value FROM json_each(?))", [listed(value)]
        case "ne":
            return f"{column} IS NOT ?", [value]
        case op:
            return f"{column} {_COMPARE[op]} ?", [value]


def _has(shape: Shape, field: Field) -> str:
    if field in side_fields(shape):
        return f"n IN (SELECT n FROM {side_table_of(shape, field)} WHERE value = ?)"
    return f"EXISTS (SELECT 1 FROM json_each({column_of(field)}) WHERE value = ?)"


# -- after a cursor ------------------------------------------------------------------------------


def _after(keys: Sequence[Key], after: str | None, stamp: str) -> tuple[list[str], list[Any]]:
    """The condition for rows after a cursor, with a bound on the first key that an index can start from."""
    if after is None:
        return [], []
    held = [listed(each) if isinstance(each, list) else each for each in read_cursor(after, stamp, keys=keys)]
    either: list[str] = []
    values: list[Any] = []
    for position, (field, descending) in enumerate(keys):
        beyond = _beyond(field, descending, held[position])
        if beyond is None:
            continue
        same = [f"{column_of(f)} IS ?" for f, _ in keys[:position]]
        either.append(" AND ".join([*same, beyond[0]]))
        values += [*held[:position], *beyond[1]]
    start = [f"({' OR '.join(f'({each})' for each in either)})" if either else "0"]
    lead, descending = keys[0]
    if held[0] is not None and not descending:
        return [f"{column_of(lead)} >= ?", *start], [held[0], *values]
    return start, values


def _beyond(field: Field, descending: bool, value: Any) -> tuple[str, list[Any]] | None:
    column = column_of(field)
    if descending:
        return None if value is None else (f"({column} < ? OR {column} IS NULL)", [value])
    return (f"{column} IS NOT NULL", []) if value is None else (f"{column} > ?", [value])


__all__ = [
    "count",
    "find",
    "follow",
    "get",
    "ids_by_kind",
    "listed",
    "nodes_at",
    "row_numbers",
    "scan",
    "scan_edges",
    "shape_at",
]
