"""Records to rows and back, by functions made once for each record from its shape.

They are written out as source, as `dataclasses` does it, because a loop over fields at run time would take most of the
time of a bulk write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from graph.model import Edge, Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Field, Shape, Type, edge_shape
from graph.schema.sqlite_ddl import edge_properties

_ENCODE = {
    Type.DATE: "{0}.isoformat()",
    Type.DATETIME: "{0}.isoformat()",
    Type.STRS: "texts({0})",
    Type.BOOL: "int({0})",
}
_DECODE = {
    Type.DATE: "date({0})",
    Type.DATETIME: "datetime({0})",
    Type.STRS: "tuple(loads({0}))",
    Type.BOOL: "bool({0})",
}
_NAMES: dict[str, Any] = {
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "loads": orjson.loads,
    "texts": lambda values: orjson.dumps(values).decode() if values else "[]",
}


@dataclass(frozen=True, slots=True)
class Codec:
    """How one record class travels.

    A node's row is its fields. An edge is written as its own properties and read as `edge_properties`, since one query
    may meet
    edges of every type.
    """

    shape: Shape
    encode: Callable[[Any], tuple[Any, ...]]
    decode: Callable[..., Any]
    """Of a node: (row) -> record. Of an edge: (row, source id, target id) -> record."""


@cache
def node_codec(shape: Shape) -> Codec:
    """The codec of a kind."""
    row = ", ".join(_encoded(each) for each in shape.fields)
    arguments = ", ".join(f"{each.name}={_decoded(each, at)}" for at, each in enumerate(shape.fields))
    names = {**_NAMES, "record": shape.record}
    return Codec(shape, _function(f"lambda r: ({row},)", names), _function(f"lambda row: record({arguments})", names))


@cache
def edge_codec(shape: Shape) -> Codec:
    """The codec of an edge type."""
    own = {each.name: each for each in shape.properties}
    union = edge_properties()
    row = "".join(f"{_encoded(each)}, " for each in shape.properties)
    arguments = "".join(f", {each.name}={_decoded(each, at)}" for at, each in enumerate(union) if each.name in own)
    names = {**_NAMES, "record": shape.record}
    decode = f"lambda row, source, target: record(source=source, target=target{arguments})"
    return Codec(shape, _function(f"lambda r: ({row})", names), _function(decode, names))


@cache
def reader_of(field: Field) -> Callable[[Any], Any]:
    """A function from a row whose first column is the field's to the value as its record holds it."""
    return _function(f"lambda row: {_decoded(field, 0)}", _NAMES)


def codec_of(record: Node | Edge) -> Codec:
    """The codec of a record."""
    return _CODECS[type(record)]


def _function(source: str, names: dict[str, Any]) -> Callable[..., Any]:
    return eval(source, names)


def _encoded(field: Field) -> str:
    value = f"r.{field.name}"
    code = _ENCODE.get(field.type)
    if code is None:
        return value
    encoded = code.format(value)
    return f"(None if {value} is None else {encoded})" if field.optional else encoded


def _decoded(field: Field, at: int) -> str:
    value = f"row[{at}]"
    code = _DECODE.get(field.type)
    if code is None:
        return value
    decoded = code.format(value)
    return f"(None if {value} is None else {decoded})" if field.optional else decoded


EDGE_CODECS: tuple[Codec, ...] = tuple(edge_codec(edge_shape(name)) for name in EDGE_SHAPES)
"""By the number that the `edge` table keeps as `type`."""


def _codecs() -> dict[type, Codec]:
    return {
        **{shape.record: node_codec(shape) for shape in NODE_SHAPES.values()},
        **{shape.record: edge_codec(shape) for shape in EDGE_SHAPES.values()},
    }


_CODECS = _codecs()
