"""The Neo4j schema, made from the records.

- A node has its record's label (`Case`) and the label `Node`, on whose `id` the uniqueness constraint stands; each
  label has an index of its own on it, in whose order its nodes are paged and scanned.
- A relationship has its edge type in capitals (`PARTY_TO`); `key` is that of `edge_key`.
- Properties are the record's fields; beside them `search_title`, `search_text` and `title_length` serve the search.
- A tuple field that is indexed has a `Key` node for each value and a `HAS_…` relationship to it: Neo4j indexes a list
  only as a whole.
- `Change`, `Item`, `Meta` and `Fact` are the journal and what the store knows about itself; `Kept` and `KeptPart` are
  files that are kept beside the graph.
"""

from __future__ import annotations

from graph.schema.shape import NODE_SHAPES, Field, Shape, Type

SEARCH_INDEX = "search"
"""The full-text index over titles and texts, as `graph/store/wording.py` cuts them."""

_OWN = {
    "node_by_id": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE",
    "key_by_value": "CONSTRAINT {name} IF NOT EXISTS FOR (k:Key) REQUIRE k.value IS UNIQUE",
    "meta_by_application": "CONSTRAINT {name} IF NOT EXISTS FOR (m:Meta) REQUIRE m.application IS UNIQUE",
    "fact_by_name": "CONSTRAINT {name} IF NOT EXISTS FOR (f:Fact) REQUIRE f.name IS UNIQUE",
    "kept_by_name": "CONSTRAINT {name} IF NOT EXISTS FOR (k:Kept) REQUIRE k.name IS UNIQUE",
    "kept_part_by_name": "INDEX {name} IF NOT EXISTS FOR (k:KeptPart) ON (k.name, k.part)",
    "change_by_seq": "CONSTRAINT {name} IF NOT EXISTS FOR (c:Change) REQUIRE c.seq IS UNIQUE",
    "item_by_place": "INDEX {name} IF NOT EXISTS FOR (i:Item) ON (i.seq, i.place)",
    "item_by_target": "INDEX {name} IF NOT EXISTS FOR (i:Item) ON (i.target, i.seq)",
    SEARCH_INDEX: "FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:Node) ON EACH [n.search_title, n.search_text]"
    " OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'whitespace'}}}}",
}


def label_of(shape: Shape) -> str:
    """The label of a kind."""
    return shape.record.__name__


def relationship_of(type: str) -> str:
    """The relationship type of an edge type."""
    return type.upper()


def keyed_fields(shape: Shape) -> tuple[Field, ...]:
    """The tuple fields whose values are found one by one; who may see a record is checked at the record itself."""
    return tuple(each for each in shape.fields if each.indexed and each.type is Type.STRS and each.name != "visible_to")


def key_relationship_of(field: Field) -> str:
    """The relationship from a node to the values of a keyed field."""
    return f"HAS_{field.name.upper()}"


def neo4j_ddl() -> str:
    """All statements; printed, and compared by a test with `docs/schema/neo4j.cypher`."""
    return "".join(f"{each};\n" for each in statements().values())


def statements() -> dict[str, str]:
    """The statements of `neo4j_ddl` by the names of what they make; each may be run again."""
    made = {name: f"CREATE {rest.format(name=name)}" for name, rest in _OWN.items()}
    for shape in NODE_SHAPES.values():
        for each in shape.fields:
            if each.name == "id" or (each.indexed and each.type is not Type.STRS):
                name = f"{shape.name}_by_{each.name}"
                made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label_of(shape)}) ON (n.`{each.name}`)"
    return made


if __name__ == "__main__":
    print(neo4j_ddl(), end="")
