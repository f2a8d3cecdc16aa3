"""How a record's field leaves the house: masked, in plain types, with the Chinese of its code beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from api.graphql.names import camel, label_name
from graph.model import Node
from graph.schema import Field, Shape, Type
from graph.schema.showing import show, shown_fields
from graph.vocabulary import VOCABULARY, Vocabulary


@dataclass(frozen=True, slots=True)
class Lens:
    """How records are shown to a caller."""

    vocabulary: Vocabulary = VOCABULARY
    unmask: bool = False
    """True: a reading that was recorded with its purpose."""


ReadsField = Callable[[Any, Lens], Any]
"""From a record to the value that is shown."""

PYTHON_TYPES: Mapping[Type, Any] = {
    Type.STR: str,
    Type.INT: int,
    Type.FLOAT: float,
    Type.BOOL: bool,
    Type.DATE: dt.date,
    Type.DATETIME: dt.datetime,
    Type.STRS: list[str],
}


def shown(shape: Shape) -> tuple[Field, ...]:
    """The fields of a record that have a GraphQL field of the same name; ids and ends have names of their own."""
    ends = ("id",) if issubclass(shape.record, Node) else ("source", "target")
    return tuple(each for each in shown_fields(shape.record) if each.name not in ends)


def annotation(field: Field) -> Any:
    """The Python type that a field's GraphQL type is made from."""
    plain = PYTHON_TYPES[field.type]
    return plain | None if field.optional else plain


def description(field: Field) -> str:
    """The record's own note with the name that users know the field by."""
    return f"{field.note}（{field.zh}）" if field.note else field.zh


@cache
def readers(shape: Shape) -> Mapping[str, ReadsField]:
    """Python name of each shown field, and of the label of each code, to what reads it."""
    found: dict[str, ReadsField] = {}
    for field in shown(shape):
        found[field.name] = _value_reader(field)
        if field.code:
            found[f"{field.name}_label"] = _label_reader(field, field.code)
    return found


@cache
def node_readers(shape: Shape) -> Mapping[str, ReadsField]:
    """The readers of a node: its own fields, and those of every node."""
    record = shape.record
    title = shape[shape.title or "id"]
    named = _label_reader(title, title.code) if title.code else _value_reader(title)
    return {
        "id": lambda node, _: node.id,
        "record_kind": lambda node, _: shape.name,
        "record_kind_label": lambda node, _: record.ZH,
        "label": lambda node, lens: named(node, lens) or record.ZH,
        **readers(shape),
    }


def field_types(shape: Shape) -> Iterator[tuple[str, Any, StrawberryField]]:
    """Python name, type and GraphQL field of everything that is shown of a record."""
    for field in shown(shape):
        own = strawberry.field(name=camel(field.name), description=description(field))
        yield field.name, annotation(field), own
        if field.code:
            plain = list[str] if field.type is Type.STRS else str
            label = strawberry.field(name=label_name(field), description=f"{field.zh}的中文")
            yield f"{field.name}_label", plain, label


def _value_reader(field: Field) -> ReadsField:
    name = field.name
    if field.type not in (Type.STR, Type.STRS) or field.code:
        return lambda record, _: getattr(record, name)
    return lambda record, lens: show(field, getattr(record, name), unmask=lens.unmask)


def _label_reader(field: Field, code: str) -> ReadsField:
    name = field.name
    if field.type is Type.STRS:
        return lambda record, lens: [lens.vocabulary.label(code, each) for each in getattr(record, name)]
    return lambda record, lens: lens.vocabulary.label(code, getattr(record, name))
