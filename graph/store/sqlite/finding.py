"""Get, find, scan and count."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from graph.errors import BadCursor, BadFilter
from graph.ids import kind_of
from graph.model import Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Field, Shape, Type, edge_shape, node_shape
from graph.schema.sqlite_ddl import (
    KIND_BITS,
    column_of,
    edge_properties,
    node_columns,
    side_fields,
    side_table_of,
    table_of,
)
from graph.store.protocol import Filter, Order, Page
from graph.store.sqlite.codec import EDGE_CODECS, node_codec

SHAPES: tuple[Shape, ...] = tuple(NODE_SHAPES.values())
"""By the number that a row number's last bits carry."""
EDGE_COLUMNS = ", ".join(f"e.{column_of(each)}" for each in edge_properties())
_COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
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
    asked = list(ids)
    found = _numbers_by_id(connection, asked)
    if missing := [id for id in asked if id not in found]:
        answering = {old: new for old, new in follow(connection, missing).items() if old != new}
        behind = _numbers_by_id(connection, answering.values())
        found.update({old: behind[new] for old, new in answering.items() if new in behind})
    return found


def _numbers_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, some in _by_kind(ids).items():
        sql = f"SELECT id, n FROM {table_of(NODE_SHAPES[kind])} WHERE id"
        if len(some) == 1:
            rows = connection.execute(f"{sql} = ?", some)
        else:
            rows = connection.execute(f"{sql} IN (SELECT value FROM json_each(?))", (listed(some),))
        found.update(rows.fetchall())
    return found


def get(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Node | None]:
    """See `Reader.get`."""
    found = _nodes_by_id(connection, ids)
    missing = [id for id in ids if id not in found]
    if missing:
        answering = {old: new for old, new in follow(connection, missing).items() if old != new}
        behind = _nodes_by_id(connection, answering.values())
        found.update({old: behind[new] for old, new in answering.items() if new in behind})
    return [found.get(id) for id in ids]


def _nodes_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for kind, some in _by_kind(ids).items():
        shape = NODE_SHAPES.get(kind)
        if shape is None:
            continue
        decode = node_codec(shape).decode
        sql = f"SELECT {', '.join(node_columns(shape))} FROM {table_of(shape)} WHERE id"
        if len(some) == 1:
            rows = connection.execute(f"{sql} = ?", some)
        else:
            rows = connection.execute(f"{sql} IN (SELECT value FROM json_each(?))", (listed(some),))
        for row in rows:
            found[row[0]] = decode(row)
    return found


def nodes_at(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Node]:
    """The nodes at these row numbers, those that are seen."""
    by_shape: dict[int, list[int]] = {}
    for n in set(numbers):
        by_shape.setdefault(n & ((1 << KIND_BITS) - 1), []).append(n)
    found: dict[int, Node] = {}
    for code, some in by_shape.items():
        shape = SHAPES[code]
        decode = node_codec(shape).decode
        sql = f"SELECT {', '.join(node_columns(shape))}, n FROM {table_of(shape)} WHERE n"
        if len(some) == 1:
            rows = connection.execute(f"{sql} = ?", some)
        else:
            rows = connection.execute(f"{sql} IN (SELECT value FROM json_each(?))", (listed(some),))
        for row in rows:
            found[row[-1]] = decode(row)
    return found


def _by_kind(ids: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for id in dict.fromkeys(ids):
        kind = kind_of(id)
        if kind in NODE_SHAPES:
            groups.setdefault(kind, []).append(id)
    return groups


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
    keys = tuple(_ordered(shape, order))
    matching, values = _conditions(shape, where)
    stamp = _stamp(kind, where, keys)
    start, start_values = _after(keys, after, stamp)
    order_by = ", ".join(f"{column_of(f)} {_way(down)}" for f, down in keys)
    sql = (  # sorted by row number alone, so that the sort carries a few bytes a row and not whole records
        f"SELECT {', '.join(node_columns(shape))} FROM {table_of(shape)} WHERE n IN (SELECT n FROM {table_of(shape)}"
        f" WHERE {' AND '.join([*matching, *start]) or '1'} ORDER BY {order_by} LIMIT ?) ORDER BY {order_by}"
    )
    rows = connection.execute(sql, (*values, *start_values, first + 1)).fetchall()
    at = [shape.names.index(f.name) for f, _ in keys]
    decode = node_codec(shape).decode
    shown = rows[:first]
    counted = None
    if total:
        where_sql = " AND ".join(matching) or "1"
        counted = connection.execute(f"SELECT count(*) FROM {table_of(shape)} WHERE {where_sql}", values).fetchone()[0]
    return Page(
        nodes=tuple(decode(row) for row in shown),
        more=len(rows) > first,
        cursors=tuple(_cursor(stamp, [row[i] for i in at]) for row in shown),
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
    column = column_of(field)
    rows = connection.execute(
        f"SELECT {column}, count(*) FROM {table_of(shape)} WHERE {where_sql} GROUP BY 1 ORDER BY 1", values
    )
    return {_back(field, value): counted for value, counted in rows}


def _ordered(shape: Shape, order: Sequence[Order]) -> Iterator[tuple[Field, bool]]:
    for name, descending in order:
        yield shape[name], descending
    if "id" not in (name for name, _ in order):
        yield shape["id"], False


def _way(descending: bool) -> str:
    return "DESC" if descending else "ASC"


def _conditions(shape: Shape, where: Sequence[Filter]) -> tuple[list[str], list[Any]]:
    matching: list[str] = []
    values: list[Any] = []
    for each in where:
        sql, more = _condition(shape, shape[each.field], each)
        matching.append(sql)
        values += more
    return matching, values


def _condition(shape: Shape, field: Field, asked: Filter) -> tuple[str, list[Any]]:
    column = column_of(field)
    op, value = asked.op, asked.value
    if op == "null":
        return f"{column} IS {'' if value else 'NOT '}NULL", []
    if op == "has":
        return _has(shape, field, value)
    if op == "contains":
        if field.type is not Type.STR:
            raise BadFilter(field=field.name, reason="不是文字，不能用 contains")
        return f"instr({column}, ?) > 0", [_given(field, value)]
    if field.type is Type.STRS:
        raise BadFilter(field=field.name, reason="是列表，只能用 has 或 null")
    if op == "in":
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise BadFilter(field=field.name, reason="in 需要一个列表")
        return f"{column} IN (SELECT value FROM json_each(?))", [listed(_given(field, each) for each in value)]
    if op == "eq":
        return f"{column} = ?", [_given(field, value)]
    if op == "ne":
        return f"{column} IS NOT ?", [None if value is None else _given(field, value)]
    if op in _COMPARE:
        return f"{column} {_COMPARE[op]} ?", [_given(field, value)]
    raise BadFilter(field=field.name, reason=f"不认识比较方式 {op}")


def _has(shape: Shape, field: Field, value: Any) -> tuple[str, list[Any]]:
    if field.type is not Type.STRS:
        raise BadFilter(field=field.name, reason="不是列表，不能用 has")
    if not isinstance(value, str):
        raise BadFilter(field=field.name, reason="has 需要文字")
    if field in side_fields(shape):
        return f"n IN (SELECT n FROM {side_table_of(shape, field)} WHERE value = ?)", [value]
    return f"EXISTS (SELECT 1 FROM json_each({column_of(field)}) WHERE value = ?)", [value]


_ACCEPTS: dict[Type, tuple[type, ...]] = {
    Type.STR: (str,),
    Type.INT: (int,),
    Type.FLOAT: (int, float),
    Type.BOOL: (bool, int),
    Type.DATE: (dt.date, str),
    Type.DATETIME: (dt.datetime, dt.date, str),
}


def _given(field: Field, value: Any) -> Any:
    """A filter's value as the column holds it. Raises BadFilter for one that the field cannot have."""
    if not isinstance(value, _ACCEPTS[field.type]):
        raise BadFilter(field=field.name, reason=f"“{value}”不是{field.type.value}")
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _back(field: Field, value: Any) -> Any:
    if value is None:
        return None
    match field.type:
        case Type.BOOL:
            return bool(value)
        case Type.DATE:
            return dt.date.fromisoformat(value)
        case Type.DATETIME:
            return dt.datetime.fromisoformat(value)
        case Type.STRS:
            return tuple(orjson.loads(value))
        case _:
            return value


# -- cursors -------------------------------------------------------------------------------------


def _stamp(kind: str, where: Sequence[Filter], keys: Sequence[tuple[Field, bool]]) -> str:
    """What a cursor belongs to: the same kind, filters and order."""
    asked = repr((kind, list(where), [(f.name, down) for f, down in keys]))
    return hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()


def _cursor(stamp: str, values: list[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([stamp, *values])).decode().rstrip("=")


def _after(keys: Sequence[tuple[Field, bool]], after: str | None, stamp: str) -> tuple[list[str], list[Any]]:
    """The condition for rows after a cursor, with a bound on the first key that an index can start from."""
    if after is None:
        return [], []
    held = _read_cursor(after, stamp, len(keys))
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


def _read_cursor(text: str, stamp: str, keys: int) -> list[Any]:
    try:
        held = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error) as error:
        raise BadCursor() from error
    if not isinstance(held, list) or len(held) != keys + 1 or held[0] != stamp:
        raise BadCursor()
    if not all(value is None or isinstance(value, str | int | float) for value in held[1:]):
        raise BadCursor()
    return held[1:]


__all__ = [
    "EDGE_SHAPES",
    "count",
    "find",
    "follow",
    "get",
    "listed",
    "nodes_at",
    "row_numbers",
    "scan",
    "scan_edges",
    "shape_at",
]
