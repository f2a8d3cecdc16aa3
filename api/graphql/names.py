"""What records, fields and links are called in GraphQL: a rule for most, one small table for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.schema import EDGE_SHAPES, Field, Shape
from graph.schema.shape import NODE_SHAPES
from graph.schema.sqlite_ddl import table_of
from graph.store import Ask
from graph.store.protocol import Direction

BACKWARD = {
    "mentioned_in": "mentions",
    "stated_at": "statements",
    "refers_to": "mentionedAs",
    "party_to": "parties",
    "lives_in": "residents",
    "owns": "owners",
    "rents": "tenants",
    "kin_of": "relatives",
    "employed_by": "employees",
    "in": "contains",
    "at": "happened",
    "covers": "coveredBy",
    "received_by": "received",
    "handed_to": "takenOver",
    "led_by": "leads",
    "helped_by": "helps",
    "member_of": "members",
    "part_of": "includes",
    "about": "proceedings",
    "by": "actions",
    "calls": "whistles",
    "attended_by": "attended",
    "decided_at": "decisions",
    "advice_for": "consultations",
    "lists": "listedIn",
    "reports_to": "subordinates",
}
"""What an edge is called at its target; at its source it bears its type's name. A test asks for every type."""


def camel(name: str) -> str:
    """`received_at` as `receivedAt`."""
    head, *rest = name.strip("_").split("_")
    return head + "".join(each.capitalize() for each in rest)


def pascal(name: str) -> str:
    """`receivedAt` as `ReceivedAt`."""
    return name[:1].upper() + name[1:]


def type_name(shape: Shape) -> str:
    """The GraphQL type of a record: the record's own name."""
    return shape.record.__name__


def singular(shape: Shape) -> str:
    """The root field that gives one record of a kind."""
    name = type_name(shape)
    return name[:1].lower() + name[1:]


def plural(shape: Shape) -> str:
    """The root field that pages through a kind: the plural that its table bears too."""
    return camel(table_of(shape))


def label_name(field: Field) -> str:
    """The field that says a code in Chinese, beside the code."""
    return camel(field.name) + "Label"


@dataclass(frozen=True, slots=True)
class EdgeField:
    """An edge type as a field of the nodes at one of its ends."""

    name: str
    shape: Shape
    direction: Direction
    holders: tuple[str, ...]
    """Kinds that have the field."""
    others: tuple[str, ...]
    """Kinds that may stand at the other end."""

    def ask(self, ids: list[str], *, limit: int, skip: int) -> Ask:
        """The question whose answer holds the field for all of `ids`."""
        return Ask(ids=ids, types=(self.shape.name,), direction=self.direction, limit=limit, skip=skip)

    @property
    def note(self) -> str:
        """What the field's description says: how the link reads from here."""
        record = self.shape.record
        words = record.BACK if self.direction == "in" else record.ZH  # type: ignore[union-attr]
        return f"{(record.__doc__ or '').strip().splitlines()[0]} （{words}）"


def _fields_of(shape: Shape) -> list[EdgeField]:
    edge = shape.record
    sources, targets = edge.SOURCES, edge.TARGETS  # type: ignore[union-attr]
    if edge.SYMMETRIC:  # type: ignore[union-attr]
        return [EdgeField(camel(shape.name), shape, "both", sources, targets)]
    return [
        EdgeField(camel(shape.name), shape, "out", sources, targets),
        EdgeField(BACKWARD[shape.name], shape, "in", targets, sources),
    ]


EDGE_FIELDS: tuple[EdgeField, ...] = tuple(field for shape in EDGE_SHAPES.values() for field in _fields_of(shape))
EDGE_FIELDS_OF: Mapping[str, Mapping[str, EdgeField]] = {
    kind: {each.name: each for each in EDGE_FIELDS if kind in each.holders} for kind in NODE_SHAPES
}
"""Kind to its edge fields by name."""
