"""Filters, orders and cursors as pieces of Cypher over the node `n`, with their parameters."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson

from graph.errors import BadCursor, BadFilter
from graph.schema import Field, Shape, Type
from graph.schema.neo4j_ddl import key_relationship_of, keyed_fields
from graph.store.protocol import Filter, Order

_COMPARE = {"eq": "=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_ACCEPTS: dict[Type, tuple[type, ...]] = {
    Type.STR: (str,),
    Type.INT: (int,),
    Type.FLOAT: (int, float),
    Type.BOOL: (bool, int),
    Type.DATE: (dt.date, str),
    Type.DATETIME: (dt.datetime, dt.date, str),
}


class Condition(NamedTuple):
    """A piece of a WHERE, and the parameters that it names."""

    cypher: str
    parameters: dict[str, Any]


class Key(NamedTuple):
    """One field of an order; the last is always the id."""

    field: Field
    descending: bool

    @property
    def cypher(self) -> str:
        """None comes first ascending and last descending, the other way round than Cypher's own."""
        way = " DESC" if self.descending else ""
        column = column_of(self.field)
        return f"{column} IS NOT NULL{way}, {column}{way}" if self.field.optional else f"{column}{way}"


def column_of(field: Field) -> str:
    """The property of `n`."""
    return f"n.`{field.name}`"


# -- filters -------------------------------------------------------------------------------------


def matching(shape: Shape, where: Sequence[Filter]) -> Condition:
    """All of `where`, each of which begins with AND. Raises UnknownField, BadFilter."""
    pieces: list[str] = []
    parameters: dict[str, Any] = {}
    for at, asked in enumerate(where):
        name = f"value{at}"
        cypher, value = _condition(shape, shape[asked.field], asked, name)
        pieces.append(f" AND {cypher}")
        parameters[name] = value
    return Condition("".join(pieces), parameters)


def _condition(shape: Shape, field: Field, asked: Filter, name: str) -> tuple[str, Any]:
    column, op, value = column_of(field), asked.op, asked.value
    if op == "null":
        return f"{column} IS {'' if value else 'NOT '}NULL", None
    if op == "has":
        return _has(shape, field, value, name)
    if op == "contains":
        if field.type is not Type.STR:
            raise BadFilter(field=field.name, reason="不是文字，不能用 contains")
        return f"{column} CONTAINS ${name}", _given(field, value)
    if field.type is Type.STRS:
        raise BadFilter(field=field.name, reason="是列表，只能用 has 或 null")
    if op == "in":
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise BadFilter(field=field.name, reason="in 需要一个列表")
        return f"{column} IN ${name}", [_given(field, each) for each in value]
    if op == "ne":
        return _unequal(field, value, name)
    if op in _COMPARE:
        return f"{column} {_COMPARE[op]} ${name}", _given(field, value)
    raise BadFilter(field=field.name, reason=f"不认识比较方式 {op}")


def _unequal(field: Field, value: Any, name: str) -> tuple[str, Any]:
    column = column_of(field)
    if value is None:
        return f"{column} IS NOT NULL", None
    return f"({column} IS NULL OR {column} <> ${name})", _given(field, value)


def _has(shape: Shape, field: Field, value: Any, name: str) -> tuple[str, Any]:
    if field.type is not Type.STRS:
        raise BadFilter(field=field.name, reason="不是列表，不能用 has")
    if not isinstance(value, str):
        raise BadFilter(field=field.name, reason="has 需要文字")
    if field in keyed_fields(shape):
        return f"EXISTS {{ (n)-[:{key_relationship_of(field)}]->(:Key {{value: ${name}}}) }}", value
    return f"${name} IN {column_of(field)}", value


def _given(field: Field, value: Any) -> Any:
    """A filter's value as the property holds it. Raises BadFilter for one that the field cannot have."""
    if not isinstance(value, _ACCEPTS[field.type]):
        raise BadFilter(field=field.name, reason=f"“{value}”不是{field.type.value}")
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return bool(value) if field.type is Type.BOOL else value


# -- order and cursors ---------------------------------------------------------------------------


def keys_of(shape: Shape, order: Sequence[Order]) -> tuple[Key, ...]:
    """The order, made total by the id. Raises UnknownField."""
    asked = [Key(shape[name], descending) for name, descending in order]
    if not any(each.field.name == "id" for each in asked):
        asked.append(Key(shape["id"], False))
    return tuple(asked)


def stamp_of(kind: str, where: Sequence[Filter], keys: Sequence[Key]) -> str:
    """What a cursor belongs to: one kind, its filters and its order."""
    asked = repr((kind, list(where), [(each.field.name, each.descending) for each in keys]))
    return hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()


def write_cursor(stamp: str, values: Sequence[Any]) -> str:
    """A cursor at the row with these values of the order's keys."""
    return base64.urlsafe_b64encode(orjson.dumps([stamp, *values])).decode().rstrip("=")


def beyond(keys: Sequence[Key], cursor: str | None, stamp: str) -> Condition:
    """What holds for the rows after a cursor, beginning with AND. Raises BadCursor."""
    if cursor is None:
        return Condition("", {})
    held = _read_cursor(cursor, stamp, keys)
    either: list[str] = []
    for at, key in enumerate(keys):
        further = _further(key, held[at], f"held{at}")
        if further is not None:
            same = [_same(each, held[i], f"held{i}") for i, each in enumerate(keys[:at])]
            either.append(" AND ".join([*same, further]))
    parameters = {f"held{at}": value for at, value in enumerate(held)}
    return Condition(f" AND ({' OR '.join(f'({each})' for each in either) or 'false'})", parameters)


def _same(key: Key, value: Any, name: str) -> str:
    return f"{column_of(key.field)} IS NULL" if value is None else f"{column_of(key.field)} = ${name}"


def _further(key: Key, value: Any, name: str) -> str | None:
    column = column_of(key.field)
    if key.descending:
        return None if value is None else f"({column} < ${name} OR {column} IS NULL)"
    return f"{column} IS NOT NULL" if value is None else f"{column} > ${name}"


def _read_cursor(text: str, stamp: str, keys: Sequence[Key]) -> list[Any]:
    try:
        held = orjson.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
    except (ValueError, binascii.Error) as error:
        raise BadCursor() from error
    if not isinstance(held, list) or len(held) != len(keys) + 1 or held[0] != stamp:
        raise BadCursor()
    for key, value in zip(keys, held[1:], strict=True):
        if not _fits(key.field, value):
            raise BadCursor()
    return held[1:]


def _fits(field: Field, value: Any) -> bool:
    if value is None:
        return field.optional
    accepted = list if field.type is Type.STRS else _ACCEPTS[field.type]
    return isinstance(value, accepted)
