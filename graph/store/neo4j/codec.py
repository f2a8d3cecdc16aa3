"""Records to property maps and back. The journal's JSON is the same map, so that one codec serves both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import orjson

from graph.model import Edge, Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Field, Shape, Type, shape_of
from graph.store.protocol import EdgeKey, edge_key
from graph.store.wording import LONGEST, tokens

Properties = dict[str, Any]
WALL = " ‖ "
"""Stands between two texts of a record: the tokens of a word that is looked for are adjacent, and never reach over
it.
"""

_READERS: Mapping[Type, Callable[[Any], Any]] = {
    Type.DATE: dt.date.fromisoformat,
    Type.DATETIME: dt.datetime.fromisoformat,
    Type.STRS: tuple,
    Type.FLOAT: float,
}
_WRITERS: Mapping[Type, Callable[[Any], Any]] = {
    Type.DATE: dt.date.isoformat,
    Type.DATETIME: dt.datetime.isoformat,
    Type.STRS: list,
    Type.FLOAT: float,
}


@dataclass(frozen=True, slots=True)
class Codec:
    """How the records of one shape travel: None is left out, times are ISO text, tuples are lists."""

    shape: Shape
    names: tuple[str, ...]
    readers: tuple[tuple[str, Callable[[Any], Any]], ...]
    writers: tuple[tuple[str, Callable[[Any], Any]], ...]

    def encode(self, record: Node | Edge) -> Properties:
        """The record's properties; the ends of an edge are not among them."""
        found = {name: value for name in self.names if (value := getattr(record, name)) is not None}
        for name, write in self.writers:
            if name in found:
                found[name] = write(found[name])
        return found

    def decode(self, properties: Mapping[str, Any], **ends: str) -> Any:
        """The record of these properties; those that it does not know are passed over."""
        found = {name: value for name in self.names if (value := properties.get(name)) is not None}
        for name, read in self.readers:
            if name in found:
                found[name] = read(found[name])
        return self.shape.record(**found, **ends)  # type: ignore[arg-type]


@cache
def codec_for(shape: Shape) -> Codec:
    """The codec of a shape."""
    fields = shape.properties if issubclass(shape.record, Edge) else shape.fields
    return Codec(
        shape,
        tuple(each.name for each in fields),
        tuple((each.name, _READERS[each.type]) for each in fields if each.type in _READERS),
        tuple((each.name, _WRITERS[each.type]) for each in fields if each.type in _WRITERS),
    )


def codec_of(record: Node | Edge) -> Codec:
    """The codec of a record."""
    return codec_for(shape_of(type(record)))


def read_node(properties: Mapping[str, Any]) -> Any:
    """The node of these properties; its id says its kind."""
    return codec_for(NODE_SHAPES[properties["id"].partition("-")[0]]).decode(properties)


def read_edge(type: str, source: str, target: str, properties: Mapping[str, Any]) -> Any:
    """The edge of a type between two ids."""
    return codec_for(EDGE_SHAPES[type]).decode(properties, source=source, target=target)


def read_value(field: Field, value: Any) -> Any:
    """One property as its record holds it."""
    reader = _READERS.get(field.type)
    return value if value is None or reader is None else reader(value)


def canonical(edge: Edge) -> Edge:
    """The edge as it is stored: a symmetric one from the smaller id to the larger."""
    if edge.SYMMETRIC and edge.source > edge.target:
        return replace(edge, source=edge.target, target=edge.source)
    return edge


# -- the search's properties ---------------------------------------------------------------------


def searched(node: Node) -> Properties:
    """What the full-text index holds of a node; empty when nothing of it is searched."""
    shape = shape_of(type(node))
    title = shape.title if shape.title and shape[shape.title].searched else None
    name = getattr(node, title) if title else ""
    body = _walled(text for each in shape.searched if each.name != title for text in _texts(getattr(node, each.name)))
    found = {"search_title": tokens(name), "search_text": body, "title_length": len(name)}
    return found if found["search_title"] or body else {}


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, tuple) else (str(value),)


def _walled(texts: Any) -> str:
    """The tokens of several texts, of the first `LONGEST` characters of them together."""
    found: list[str] = []
    left = LONGEST
    for text in texts:
        if left > 0 and (cut := tokens(text[:left])):
            found.append(cut)
        left -= len(text) + 1
    return WALL.join(found)


# -- the journal's texts -------------------------------------------------------------------------


def to_json(record: Node | Edge) -> str:
    """A record as the journal keeps it."""
    properties = codec_of(record).encode(record)
    if isinstance(record, Edge):
        properties = {"source": record.source, "target": record.target, **properties}
    return orjson.dumps(properties).decode()


def from_json(name: str, text: str) -> Any:
    """The record of a kind or edge type that the journal keeps as `text`."""
    properties = orjson.loads(text)
    if name in NODE_SHAPES:
        return codec_for(NODE_SHAPES[name]).decode(properties)
    return read_edge(name, properties["source"], properties["target"], properties)


def target_of(record: Node | Edge) -> str:
    """What the journal calls a record: a node by its id, an edge by its key."""
    return key_text(edge_key(record)) if isinstance(record, Edge) else record.id


def key_text(key: EdgeKey) -> str:
    """An edge's key in one text: no id and no type has a bar in it."""
    return "|".join(key)


def place_of(record: Node | Edge) -> str:
    """Sorts the records of one change: nodes before edges, in the order of NODES and EDGES, then by id or key."""
    group = 1 if isinstance(record, Edge) else 0
    return f"{group}{shape_of(type(record)).code:03}{target_of(record)}"
