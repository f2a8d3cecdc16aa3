"""Where a page ends: cursors, which hold the order's values of one node and what question they belong to.

A cursor holds the values as the record has them, in JSON: the same node has the same cursor in every engine, and goes
on from it also when the node is gone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from graph.errors import BadCursor
from graph.model import Node
from graph.schema import Field, Shape, Type
from graph.store.filters import fits
from graph.store.protocol import Filter, Order


class Key(NamedTuple):
    """One field of an order; the last is always the id, so that no two nodes stand at the same place."""

    field: Field
    descending: bool


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


def write_cursor(stamp: str, keys: Sequence[Key], *, node: Node) -> str:
    """The cursor at a node."""
    values = [getattr(node, each.field.name) for each in keys]
    return base64.urlsafe_b64encode(orjson.dumps([stamp, *values])).decode().rstrip("=")


def read_cursor(text: str, stamp: str, *, keys: Sequence[Key]) -> list[Any]:
    """The values of the order's keys, times as ISO text, a tuple as a list. Raises BadCursor for a text that
    `write_cursor` did not make for this stamp and these keys.
    """
    try:
        held = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError as error:
        raise BadCursor() from error
    if not isinstance(held, list) or len(held) != len(keys) + 1 or held[0] != stamp:
        raise BadCursor()
    values = held[1:]
    if not all(_holds(key.field, value) for key, value in zip(keys, values, strict=True)):
        raise BadCursor()
    return values


def _holds(field: Field, value: Any) -> bool:
    if value is None:
        return field.optional
    if field.type is Type.STRS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return fits(field, value)
