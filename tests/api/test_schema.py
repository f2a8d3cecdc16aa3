"""The schema is made from the records, and is what is printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, build_schema

from api.graphql import schema_text
from api.graphql.names import BACKWARD, EDGE_FIELDS_OF, camel, plural, singular, type_name
from api.graphql.reading import Lens
from api.graphql.sentences import sentence
from graph.model import Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Shape, Type

PRINTED = Path(__file__).parents[2] / "docs" / "schema" / "schema.graphql"
EXAMPLES = {
    Type.STR: "某",
    Type.INT: 1,
    Type.FLOAT: 1.0,
    Type.BOOL: True,
    Type.DATE: dt.date(2024, 5, 1),
    Type.DATETIME: dt.datetime(2024, 5, 1, 9),
    Type.STRS: ("某",),
}
BUILT = build_schema(schema_text())


def fields(name: str) -> set[str]:
    """The fields of an object or input type."""
    return set(BUILT.type_map[name].fields)  # type: ignore[attr-defined]


def test_the_printed_schema_is_the_schema() -> None:
    """`sanlian schema graphql > docs/schema/schema.graphql` prints it anew."""
    assert PRINTED.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("shape", NODE_SHAPES.values(), ids=lambda shape: shape.name)
def test_every_record_has_a_type_a_root_field_and_a_connection(shape: Shape) -> None:
    made = BUILT.type_map[type_name(shape)]
    assert isinstance(made, GraphQLObjectType)
    assert [each.name for each in made.interfaces] == ["Node"]
    for root in ("Query", "AsOf"):
        assert {singular(shape), plural(shape)} <= fields(root)
    assert {"edges", "nodes", "pageInfo", "totalCount"} == fields(f"{type_name(shape)}Connection")


@pytest.mark.parametrize("shape", NODE_SHAPES.values(), ids=lambda shape: shape.name)
def test_a_type_shows_all_but_what_is_hidden(shape: Shape) -> None:
    have = fields(type_name(shape))
    for field in shape.fields:
        assert (camel(field.name) in have) is not field.hidden, field.name
        if field.code and not field.hidden:
            assert f"{camel(field.name)}Label" in have


@pytest.mark.parametrize("shape", NODE_SHAPES.values(), ids=lambda shape: shape.name)
def test_what_is_sealed_can_neither_be_filtered_nor_sorted_by(shape: Shape) -> None:
    name = type_name(shape)
    sortable = set(BUILT.type_map[f"{name}Field"].values)  # type: ignore[attr-defined]
    for field in shape.fields:
        if field.sealed or field.hidden:
            assert camel(field.name) not in fields(f"{name}Filter") | sortable


@pytest.mark.parametrize("kind", NODE_SHAPES)
def test_a_node_has_every_edge_that_it_can_hold_under_a_name_of_its_own(kind: str) -> None:
    shape = NODE_SHAPES[kind]
    wanted = [
        (name, direction)
        for name, edge in EDGE_SHAPES.items()
        for direction, kinds in (("out", edge.record.SOURCES), ("in", edge.record.TARGETS))  # type: ignore[union-attr]
        if kind in kinds and not (edge.record.SYMMETRIC and direction == "in")  # type: ignore[union-attr]
    ]
    assert len(EDGE_FIELDS_OF[kind]) == len(wanted)
    assert EDGE_FIELDS_OF[kind].keys() <= fields(type_name(shape))
    assert EDGE_FIELDS_OF[kind].keys().isdisjoint({camel(each.name) for each in shape.fields})


def test_every_edge_that_has_two_directions_has_a_name_for_the_way_back() -> None:
    assert {name for name, shape in EDGE_SHAPES.items() if not shape.record.SYMMETRIC} == BACKWARD.keys()  # type: ignore[union-attr]
    assert len(set(BACKWARD.values())) == len(BACKWARD)


def test_an_edge_of_a_connection_has_the_edges_own_properties() -> None:
    assert {"cursor", "node", "role", "roleLabel", "since", "certainty", "certaintyLabel"} == fields("PartiesEdge")
    assert "origin" not in fields("LivesInEdge")


def _example(kind: str) -> Node:
    shape = NODE_SHAPES[kind]
    values = {each.name: EXAMPLES[each.type] for each in shape.fields if each.required or each.name == shape.title}
    return shape.record(**{**values, "id": f"{kind}-0000000000000000"})  # type: ignore[return-value]


@pytest.mark.parametrize("shape", EDGE_SHAPES.values(), ids=lambda shape: shape.name)
def test_every_kind_of_edge_can_be_said(shape: Shape) -> None:
    source, target = (_example(kinds[0]) for kinds in (shape.record.SOURCES, shape.record.TARGETS))  # type: ignore[union-attr]
    values = {each.name: EXAMPLES[each.type] for each in shape.fields if each.required}
    edge: Any = shape.record(**{**values, "source": source.id, "target": target.id})
    said = sentence(edge, {each.id: each for each in (source, target)}, Lens())
    assert "某" in said and "{" not in said and "None" not in said


def test_all_can_be_asked_for_what_was_as_for_what_is() -> None:
    assert fields("Query") - fields("AsOf") == {"asOf", "changes"}


def test_interfaces_are_one() -> None:
    assert [name for name, each in BUILT.type_map.items() if isinstance(each, GraphQLInterfaceType)] == ["Node"]
