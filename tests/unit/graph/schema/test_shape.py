"""The records, read: every field described, every DDL derived and committed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph.errors import UnknownField, UnknownKind
from graph.model import EDGES, NODES, Case, Mention, PartyTo
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Type, edge_shape, node_shape, shape_of
from graph.schema.showing import show, shown_fields
from graph.schema.sqlite_ddl import edge_properties, sqlite_ddl, statements

ROOT = Path(__file__).parents[4]


def test_every_field_is_described() -> None:
    for record in (*NODES, *EDGES):
        assert record.__doc__, record
        for field in shape_of(record).fields:
            assert field.note, f"{record.__name__}.{field.name}"


def test_every_node_that_users_meet_has_a_title() -> None:
    for record in NODES:
        shape = shape_of(record)
        assert shape.title in shape.names, record


def test_every_edge_joins_known_kinds_by_known_fields() -> None:
    for record in EDGES:
        assert set(record.SOURCES + record.TARGETS) <= set(NODE_SHAPES), record
        assert set(record.KEY) <= set(shape_of(record).names), record
        assert record.ZH and record.BACK


def test_provenance_stands_first() -> None:
    """The SQLite walks pass over it by one comparison."""
    flags = [record.PROVENANCE for record in EDGES]
    assert flags == sorted(flags, reverse=True)


def test_a_field_is_read_from_its_annotation() -> None:
    received = shape_of(Case)["received_at"]
    assert (received.type, received.optional, received.zh, received.indexed) == (Type.DATETIME, True, "受理时间", True)
    assert shape_of(Mention)["telephones"].type is Type.STRS
    assert shape_of(Mention)["telephones"].sealed
    assert shape_of(PartyTo)["role"].code == "party_role"
    assert shape_of(Case)["source"] in shape_of(Case).properties


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(UnknownField, match="received_at"):
        shape_of(Case)["colour"]
    with pytest.raises(UnknownKind, match="case"):
        node_shape("Case")
    with pytest.raises(UnknownKind, match="party_to"):
        edge_shape("PARTY_TO")


def test_the_committed_ddl_is_what_the_records_say() -> None:
    assert (ROOT / "docs/schema/sqlite.sql").read_text(encoding="utf-8") == sqlite_ddl(), "run: make schema"


def test_the_ddl_runs() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in statements():
        connection.execute(statement)
    views = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert len(views) == len(EDGES)
    assert len({each.name for each in edge_properties()}) == len(edge_properties())


def test_sealed_fields_and_numbers_in_text_are_masked_and_references_are_not() -> None:
    mention = shape_of(Mention)
    assert show(mention["telephones"], ("19900001234",)) == ("199****1234",)
    assert show(mention["telephones"], ("19900001234",), unmask=True) == ("19900001234",)
    assert show(mention["address"], "3栋，电话19900001234") == "3栋，电话199****1234"
    assert show(mention["record"], "19900001234") == "19900001234"
    assert show(mention["name"], None) is None


def test_hidden_fields_are_not_shown() -> None:
    assert not {"keys", "visible_to", "original"} & {field.name for field in shown_fields(Mention)}


def test_edges_by_type_and_nodes_by_kind_keep_their_order() -> None:
    assert [shape.code for shape in NODE_SHAPES.values()] == list(range(len(NODES)))
    assert [shape.code for shape in EDGE_SHAPES.values()] == list(range(len(EDGES)))
