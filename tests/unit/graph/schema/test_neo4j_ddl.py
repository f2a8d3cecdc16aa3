"""The Neo4j schema: made from the records, and committed as it is made."""

from __future__ import annotations

from pathlib import Path

from graph.model import Mention, Person
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Type, shape_of
from graph.schema.neo4j_ddl import (
    key_relationship_of,
    keyed_fields,
    label_of,
    neo4j_ddl,
    relationship_of,
    statements,
)

ROOT = Path(__file__).parents[4]


def test_the_printed_schema_is_the_one_that_is_made() -> None:
    assert (ROOT / "docs/schema/neo4j.cypher").read_text(encoding="utf-8") == neo4j_ddl(), "run: make schema"


def test_every_statement_names_what_it_makes_and_may_be_run_again() -> None:
    for name, statement in statements().items():
        assert f" {name} IF NOT EXISTS " in statement


def test_every_indexed_field_is_found_by_an_index_or_by_its_keys() -> None:
    made = statements()
    for shape in NODE_SHAPES.values():
        assert f"{shape.name}_by_id" in made
        for each in shape.fields:
            if each.indexed and each.name != "visible_to":
                assert (f"{shape.name}_by_{each.name}" in made) != (each in keyed_fields(shape)), each.name


def test_the_keys_of_a_mention_have_nodes_of_their_own() -> None:
    (keys,) = keyed_fields(shape_of(Mention))
    assert (keys.name, keys.type, key_relationship_of(keys)) == ("keys", Type.STRS, "HAS_KEYS")
    assert keyed_fields(shape_of(Person)) == ()


def test_labels_and_relationship_types_are_told_apart() -> None:
    labels = [label_of(each) for each in NODE_SHAPES.values()]
    types = [relationship_of(each) for each in EDGE_SHAPES]
    assert len({*labels, "Node", "Key", "Change", "Item", "Meta", "Fact"}) == len(labels) + 6
    assert len({*types, "THEN", "HAS_KEYS"}) == len(types) + 2
