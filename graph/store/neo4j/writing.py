"""A change: what is read of the old state, what is written, and what the journal is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.errors import BadId, UnknownRecord
from graph.ids import kind_of
from graph.model import Edge, Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Shape, edge_shape, shape_of
from graph.schema.neo4j_ddl import label_of, relationship_of
from graph.store.changing import chunks
from graph.store.neo4j.codec import canonical, codec_for, read_edge, read_node, searched
from graph.store.neo4j.connection import Writer
from graph.store.neo4j.derived import clear, derive
from graph.store.neo4j.finding import NODE, distinct
from graph.store.neo4j.noting import Noted, Notes
from graph.store.protocol import EdgeKey, Tally, check_ends, edge_key

CHUNK = 5_000
"""Records written together. What a chunk needs here is let go with it; what the server holds until the commit is not,
about 7 kB a record with its journal and indexes. Measured: a server with a heap of 512 MB takes 45,000 cases with their
texts in one change, and refuses 50,000 (`ServerFull`); the room grows with the heap."""

_STORED = f"UNWIND $ids AS id MATCH (n:Node {{id: id}}) RETURN n{NODE}"
_CREATE = "UNWIND $rows AS row CREATE (n:Node:{label}) SET n = row"
_REPLACE = "UNWIND $rows AS row MATCH (n:Node {id: row.id}) SET n = row"
_STORED_EDGES = """
UNWIND $rows AS row
OPTIONAL MATCH (a:Node {{id: row[1]}})
OPTIONAL MATCH (b:Node {{id: row[2]}})
OPTIONAL MATCH (a)-[r:{type} {{key: row[3]}}]->(b)
RETURN row[0], a IS NOT NULL, b IS NOT NULL, properties(r)
"""
_CREATE_EDGES = """
UNWIND $rows AS row
MATCH (a:Node {{id: row[0]}})
MATCH (b:Node {{id: row[1]}})
CREATE (a)-[r:{type}]->(b) SET r = row[2]
"""
_ONE_EDGE = """
UNWIND $rows AS row
MATCH (a:Node {{id: row[0]}})
MATCH (b:Node {{id: row[1]}})
MATCH (a)-[r:{type} {{key: row[2].key}}]->(b)
"""
_REPLACE_EDGES = _ONE_EDGE + "SET r = row[2]"
_DELETE_EDGES = _ONE_EDGE + "DELETE r"
_WITH_EDGES = f"""
UNWIND $ids AS id
MATCH (n:Node {{id: id}})
RETURN n{NODE}, COLLECT {{
    MATCH (n)-[r]-(:Node)
    RETURN [type(r), startNode(r).id, endNode(r).id, properties(r)]
}}
"""
_DELETE = "UNWIND $ids AS id MATCH (n:Node {id: id}) DETACH DELETE n"
_EDGE_TYPES = {relationship_of(type): type for type in EDGE_SHAPES}


class Writing:
    """One change under way by a writer that holds the lock; `store.py` begins and ends it."""

    def __init__(self, writer: Writer, seq: int) -> None:
        self._writer = writer
        self.tally = Tally()
        self.notes = Notes(writer, seq)

    def put(self, records: Iterable[Node | Edge]) -> None:
        """See `Change.put`."""
        for chunk in chunks(records, CHUNK):
            nodes: dict[Shape, dict[str, Node]] = {}
            edges: dict[Shape, dict[EdgeKey, Edge]] = {}
            for record in chunk:
                if isinstance(record, Edge):
                    check_ends(record)
                    edges.setdefault(shape_of(type(record)), {})[edge_key(record)] = canonical(record)
                else:
                    _check_id(record)
                    nodes.setdefault(shape_of(type(record)), {})[record.id] = record
            for shape, some in nodes.items():
                self._put_nodes(shape, some)
            for shape, links in edges.items():
                self._put_edges(shape, links)

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        """See `Change.delete`."""
        for chunk in chunks(targets, CHUNK):
            keys: dict[Shape, list[EdgeKey]] = {}
            for key in dict.fromkeys(each for each in chunk if not isinstance(each, str)):
                keys.setdefault(edge_shape(key.type), []).append(key)
            for shape, some in keys.items():
                self._delete_edges([stored for stored in self._stored_edges(shape, some) if stored])
            if ids := distinct(each for each in chunk if isinstance(each, str)):
                self._delete_nodes(ids)

    # -- nodes -------------------------------------------------------------------------------

    def _put_nodes(self, shape: Shape, nodes: dict[str, Node]) -> None:
        codec = codec_for(shape)
        stored = {row[0]["id"]: codec.decode(row[0]) for row in self._writer.run(_STORED, ids=list(nodes))}
        new = [each for id, each in nodes.items() if id not in stored]
        changed = [each for id, each in nodes.items() if id in stored and stored[id] != each]
        if new:
            self._writer.run(_CREATE.format(label=label_of(shape)), rows=[_row(each) for each in new])
        if changed:
            clear(self._writer, shape, [each.id for each in changed])
            self._writer.run(_REPLACE, rows=[_row(each) for each in changed])
        if new or changed:
            derive(self._writer, shape, [*new, *changed])
        self.notes.add(Noted(stored.get(each.id), each) for each in (*new, *changed))
        self._count(len(new), len(changed), of=len(nodes))

    def _delete_nodes(self, ids: list[str]) -> None:
        rows = self._writer.run(_WITH_EDGES, ids=ids)
        edges = {
            edge_key(edge): edge
            for _, links in rows
            for type, source, target, properties in links
            if type in _EDGE_TYPES
            for edge in [read_edge(_EDGE_TYPES[type], source, target, properties)]
        }
        self._delete_edges(list(edges.values()))
        nodes = [read_node(properties) for properties, _ in rows]
        for shape in {shape_of(type(each)) for each in nodes}:
            clear(self._writer, shape, [each.id for each in nodes if shape_of(type(each)) is shape])
        self._writer.run(_DELETE, ids=[each.id for each in nodes])
        self.notes.add(Noted(each, None) for each in nodes)
        self.tally.deleted += len(nodes)

    # -- edges -------------------------------------------------------------------------------

    def _put_edges(self, shape: Shape, edges: dict[EdgeKey, Edge]) -> None:
        stored = dict(zip(edges, self._stored_edges(shape, list(edges), must=True), strict=True))
        new = [each for key, each in edges.items() if stored[key] is None]
        changed = [each for key, each in edges.items() if stored[key] not in (None, each)]
        relationship = relationship_of(shape.name)
        for query, some in ((_CREATE_EDGES, new), (_REPLACE_EDGES, changed)):
            if some:
                self._writer.run(query.format(type=relationship), rows=[_edge_row(each) for each in some])
        self.notes.add(Noted(stored[edge_key(each)], each) for each in (*new, *changed))
        self._count(len(new), len(changed), of=len(edges))

    def _delete_edges(self, edges: Sequence[Edge]) -> None:
        by_shape: dict[Shape, list[Edge]] = {}
        for each in edges:
            by_shape.setdefault(shape_of(type(each)), []).append(each)
        for shape, some in by_shape.items():
            query = _DELETE_EDGES.format(type=relationship_of(shape.name))
            self._writer.run(query, rows=[_edge_row(each) for each in some])
        self.notes.add(Noted(each, None) for each in edges)
        self.tally.deleted += len(edges)

    def _stored_edges(self, shape: Shape, keys: Sequence[EdgeKey], *, must: bool = False) -> list[Edge | None]:
        """The edges of these keys as they are stored; `must`: raise UnknownRecord for an end that does not exist."""
        asked = [[at, each.source, each.target, each.key] for at, each in enumerate(keys)]
        found: list[Edge | None] = [None] * len(keys)
        for at, has_source, has_target, properties in self._writer.run(
            _STORED_EDGES.format(type=relationship_of(shape.name)), rows=asked
        ):
            key = keys[at]
            if must and not (has_source and has_target):
                raise UnknownRecord(id=key.target if has_source else key.source)
            if properties is not None:
                found[at] = read_edge(shape.name, key.source, key.target, properties)
        return found

    def _count(self, inserted: int, updated: int, *, of: int) -> None:
        self.tally.inserted += inserted
        self.tally.updated += updated
        self.tally.unchanged += of - inserted - updated


def _check_id(node: Node) -> None:
    if kind_of(node.id) != node.KIND or node.KIND not in NODE_SHAPES:
        raise BadId(id=node.id)


def _row(node: Node) -> dict[str, Any]:
    return {**codec_for(shape_of(type(node))).encode(node), **searched(node)}


def _edge_row(edge: Edge) -> list[Any]:
    properties = codec_for(shape_of(type(edge))).encode(edge)
    return [edge.source, edge.target, {**properties, "key": edge_key(edge).key}]
