"""A record in the words that users read: its label, its facts, what an edge says; masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import BadId
from graph.ids import kind_of
from graph.model import Edge, Node
from graph.schema import NODE_SHAPES, Field, shape_of
from graph.schema.showing import show, shown_fields
from graph.vocabulary import VOCABULARY, Vocabulary

_SURENESS = ("certainty", "basis")
"""Codes of an edge that tell how sure it is, not what it says: they are facts of it, and its dashes."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One filled field of a record."""

    field: str
    name: str
    """The field's Chinese name."""
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """How values are written: codes by `vocabulary`, ids by `titles`, numbers masked.

    `unmask` is for a reading that was recorded with its purpose, and for nothing else.
    """

    vocabulary: Vocabulary = VOCABULARY
    titles: Mapping[str, str] | None = None
    """Titles of the records that fields name by id; an id that is not among them is left as it is."""
    unmask: bool = False

    def label(self, node: Node) -> str:
        """What the node is called in lists and pictures; what has no name of its own is called by its kind."""
        shape = shape_of(type(node))
        if shape.title is None:
            return shape.record.ZH
        field = shape[shape.title]
        title = self._written(field, getattr(node, field.name))
        if field.code is not None:
            return f"{shape.record.ZH}·{title}"
        return title or f"{shape.record.ZH}（未具名）"

    def facts(self, record: Node | Edge) -> tuple[Fact, ...]:
        """The fields that say something beside the label of a node or the words of an edge."""
        said = (*_said(record), "certainty") if _is_certain(record) else _said(record)
        return tuple(
            Fact(field.name, field.zh, written)
            for field in _properties(record)
            if field.name not in said and (written := self._written(field, getattr(record, field.name)))
        )

    def says(self, edge: Edge) -> str:
        """What an edge says, read from source to target, as 涉及·申请人."""
        coded = (shape_of(type(edge))[name] for name in _said(edge))
        return "·".join([edge.ZH, *filter(None, (self._written(each, getattr(edge, each.name)) for each in coded))])

    def _written(self, field: Field, value: Any) -> str:
        if value is None or (not value and not field.optional and not field.required):
            return ""
        shown = show(field, value, unmask=self.unmask)
        return "；".join(
            filter(None, (self._one(field, each) for each in (shown if isinstance(shown, tuple) else (shown,))))
        )

    def _one(self, field: Field, value: Any) -> str:
        if field.code is not None:
            return self.vocabulary.label(field.code, value)
        if isinstance(value, str):
            return (self.titles or {}).get(value, value)
        return _plain(value)


def _plain(value: bool | int | float | dt.date) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case dt.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case float():
            return f"{value:,.2f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


def ids_named_by(record: Node | Edge) -> Iterator[str]:
    """The ids in a record's fields (a case's community, who handed it over), which a reader wants by name."""
    for field in _properties(record):
        value = getattr(record, field.name)
        if field.code is None and isinstance(value, str) and _is_id(value):
            yield value


def _properties(record: Node | Edge) -> list[Field]:
    """The fields that users see, but a node's id and an edge's ends."""
    ends = ("id",) if isinstance(record, Node) else ("source", "target")
    return [field for field in shown_fields(type(record)) if field.name not in ends]


def _is_certain(record: Node | Edge) -> bool:
    """True of a record that is certain, or of which no one asks: it need not be said."""
    return getattr(record, "certainty", "certain") == "certain"


def _said(record: Node | Edge) -> tuple[str, ...]:
    """The fields that the label of a node or the words of an edge are made of."""
    if isinstance(record, Edge):
        return tuple(each.name for each in _properties(record) if each.code and each.name not in _SURENESS)
    return tuple(filter(None, [shape_of(type(record)).title]))


def _is_id(text: str) -> bool:
    try:
        return kind_of(text) in NODE_SHAPES
    except BadId:
        return False
