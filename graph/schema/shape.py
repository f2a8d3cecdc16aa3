"""A record's fields as stores and faces need them, read once from its annotations."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from graph.errors import UnknownField, UnknownKind
from graph.model import EDGES, NODES, Edge, Node
from graph.model.notes import HIDDEN, INDEXED, SEALED, TEXT, TITLE, Code, Mark, Zh


class Type(StrEnum):
    """What a field holds. Both engines keep dates as ISO 8601 text, whose order is theirs."""

    STR = "str"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    STRS = "strs"
    """A tuple of texts, in order."""


_TYPES = {
    str: Type.STR,
    int: Type.INT,
    float: Type.FLOAT,
    bool: Type.BOOL,
    dt.date: Type.DATE,
    dt.datetime: Type.DATETIME,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    type: Type
    optional: bool
    note: str
    zh: str
    code: str | None
    marks: frozenset[Mark]
    required: bool
    """True: the record has no default for it."""

    @property
    def indexed(self) -> bool:
        return INDEXED in self.marks

    @property
    def sealed(self) -> bool:
        return SEALED in self.marks

    @property
    def hidden(self) -> bool:
        return HIDDEN in self.marks

    @property
    def searched(self) -> bool:
        return TEXT in self.marks


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A record and its fields, in the order of its definition; there is one for each record class."""

    record: type[Node] | type[Edge]
    name: str
    """The kind of a node, the type of an edge."""
    code: int
    """Position in NODES or EDGES."""
    fields: tuple[Field, ...]
    title: str | None
    """The field that names a node to users; None for an edge."""

    def __getitem__(self, name: str) -> Field:
        for each in self.fields:
            if each.name == name:
                return each
        raise UnknownField(kind=self.record.__name__, field=name, known=", ".join(self.names))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.fields)

    @property
    def searched(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.searched)

    @property
    def properties(self) -> tuple[Field, ...]:
        """All fields but the ends of an edge or the id of a node."""
        ends = ("id",) if issubclass(self.record, Node) else ("source", "target")
        return tuple(each for each in self.fields if each.name not in ends)


def _field(declared: dataclasses.Field[Any], hint: Any) -> Field:
    notes: tuple[Any, ...] = ()
    while get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        notes += tuple(more)
    optional = get_origin(hint) in (Union, types.UnionType)
    if optional:
        hint = next(each for each in get_args(hint) if each is not type(None))
    return Field(
        name=declared.name,
        type=Type.STRS if get_origin(hint) is tuple else _TYPES[hint],
        optional=optional,
        note=next((each for each in notes if isinstance(each, str)), ""),
        zh=next((each.label for each in notes if isinstance(each, Zh)), declared.name),
        code=next((each.list for each in notes if isinstance(each, Code)), None),
        marks=frozenset(each for each in notes if isinstance(each, Mark)),
        required=declared.default is dataclasses.MISSING and declared.default_factory is dataclasses.MISSING,
    )


@cache
def shape_of(record: type[Node] | type[Edge]) -> Shape:
    """The shape of a record class."""
    hints = get_type_hints(record, include_extras=True)
    fields = tuple(_field(each, hints[each.name]) for each in dataclasses.fields(record))
    title = next((each.name for each in fields if TITLE in each.marks), None)
    if issubclass(record, Node):
        return Shape(record, record.KIND, NODES.index(record), fields, title)
    return Shape(record, record.TYPE, EDGES.index(record), fields, title)


NODE_SHAPES: Mapping[str, Shape] = {each.KIND: shape_of(each) for each in NODES}
EDGE_SHAPES: Mapping[str, Shape] = {each.TYPE: shape_of(each) for each in EDGES}


def node_shape(kind: str) -> Shape:
    """The shape of the nodes of `kind`. Raises UnknownKind."""
    found = NODE_SHAPES.get(kind)
    if found is None:
        raise UnknownKind(kind=kind, known=", ".join(NODE_SHAPES))
    return found


def edge_shape(type: str) -> Shape:
    """The shape of the edges of `type`. Raises UnknownKind."""
    found = EDGE_SHAPES.get(type)
    if found is None:
        raise UnknownKind(kind=type, known=", ".join(EDGE_SHAPES))
    return found
