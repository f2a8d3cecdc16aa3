"""What stands in the graph beside the records, made from them so that a query finds it by an index.

- `(:Mention)-[:HAS_KEYS]->(:Key)`: each value of a tuple field that is indexed.
- `(:Redirect)-[:THEN]->(:Redirect)`: from a merge to the merge after it; `answering(x)` goes along it.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Node, Redirect
from graph.schema import Shape, shape_of
from graph.schema.neo4j_ddl import key_relationship_of, keyed_fields
from graph.store.neo4j.connection import Writer

_KEY = """
UNWIND $rows AS row
MATCH (n:Node {{id: row[0]}})
UNWIND row[1] AS value
MERGE (k:Key {{value: value}})
CREATE (n)-[:{relationship}]->(k)
"""
_UNKEY = """
UNWIND $ids AS id
MATCH (:Node {{id: id}})-[r:{relationship}]->(k:Key)
DELETE r
WITH DISTINCT k WHERE NOT EXISTS {{ (k)<--() }}
DELETE k
"""
_UNCHAIN = "UNWIND $ids AS id MATCH (:Redirect {id: id})-[r:THEN]-() DELETE r"
_CHAIN = """
UNWIND $ids AS id
MATCH (r:Redirect {id: id})
CALL (r) { MATCH (next:Redirect {old: r.new}) MERGE (r)-[:THEN]->(next) }
CALL (r) { MATCH (earlier:Redirect {new: r.old}) MERGE (earlier)-[:THEN]->(r) }
"""


def derive(writer: Writer, shape: Shape, nodes: Sequence[Node]) -> None:
    """Make what stands beside these nodes of one shape, just written, of which nothing derived is left."""
    for field in keyed_fields(shape):
        rows = [[each.id, list(dict.fromkeys(values))] for each in nodes if (values := getattr(each, field.name))]
        if rows:
            writer.run(_KEY.format(relationship=key_relationship_of(field)), rows=rows)
    if shape is shape_of(Redirect):
        writer.run(_CHAIN, ids=[each.id for each in nodes])


def clear(writer: Writer, shape: Shape, ids: Sequence[str]) -> None:
    """Take away what stands beside these nodes, before they are changed or deleted."""
    for field in keyed_fields(shape):
        writer.run(_UNKEY.format(relationship=key_relationship_of(field)), ids=ids)
    if shape is shape_of(Redirect):
        writer.run(_UNCHAIN, ids=ids)
