"""Filters, orders and cursors as pieces of Cypher over the node `n`, with their parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.schema import Field, Shape
from graph.schema.neo4j_ddl import key_relationship_of, keyed_fields
from graph.store.cursors import Key, read_cursor
from graph.store.filters import Checked, check
from graph.store.protocol import Filter

_COMPARE = {"eq": "=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


class Condition(NamedTuple):
    """A piece of a WHERE, and the parameters that it names."""

    cypher: str
    parameters: dict[str, Any]


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
        checked = check(shape, asked)
        pieces.append(f" AND {_condition(shape, checked, name)}")
        parameters[name] = checked.value
    return Condition("".join(pieces), parameters)


def _condition(shape: Shape, checked: Checked, name: str) -> str:
    column, value = column_of(checked.field), checked.value
    match checked.op:
        case "null":
            return f"{column} IS {'' if value else 'NOT '}NULL"
        case "has":
            return _has(shape, checked.field, name)
        case "contains":
            return f"{column} CONTAINS ${name}"
        case "in":
            return f"{column} IN ${name}"
        case "ne":
            return f"{column} IS NOT NULL" if value is None else f"({column} IS NULL OR {column} <> ${name})"
        case op:
            return f"{column} {_COMPARE[op]} ${name}"


def _has(shape: Shape, field: Field, name: str) -> str:
    if field in keyed_fields(shape):
        return f"EXISTS {{ (n)-[:{key_relationship_of(field)}]->(:Key {{value: ${name}}}) }}"
    return f"${name} IN {column_of(field)}"


# -- order and cursors ---------------------------------------------------------------------------


def sorting(keys: Sequence[Key]) -> str:
    """What follows ORDER BY."""
    return ", ".join(_sorted_by(each) for each in keys)


def _sorted_by(key: Key) -> str:
    """None comes first ascending and last descending, the other way round than Cypher's own."""
    way = " DESC" if key.descending else ""
    column = column_of(key.field)
    return f"{column} IS NOT NULL{way}, {column}{way}" if key.field.optional else f"{column}{way}"


def beyond(keys: Sequence[Key], cursor: str | None, stamp: str) -> Condition:
    """What holds for the rows after a cursor, beginning with AND. Raises BadCursor."""
    if cursor is None:
        return Condition("", {})
    held = read_cursor(cursor, stamp, keys=keys)
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
