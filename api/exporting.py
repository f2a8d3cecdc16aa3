"""What `sanlian export` writes: tables of records and links, and graphs for other programs; masked unless revealed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

import networkx as nx
import orjson

from graph.errors import UnknownKind
from graph.identity.resolve import Partition
from graph.model import EDGES, NODES, Edge, Node, RefersTo
from graph.pipeline.derived import refers_to_people
from graph.schema import EDGE_SHAPES, NODE_SHAPES, shape_of
from graph.schema.showing import show, shown_fields
from graph.schema.sqlite_ddl import table_of
from graph.store import Reader, Scope
from viz.export import inert, xml_text

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Export:
    """One thing that can be exported: as a table, and as the part of the graph that belongs to it."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Reader, Scope, bool], Iterator[Row]]
    kinds: tuple[str, ...]
    types: tuple[str, ...]


# -- tables --------------------------------------------------------------------------------------


def _records(record: type[Node] | type[Edge]) -> Callable[[Reader, Scope, bool], Iterator[Row]]:
    fields = shown_fields(record)

    def rows(store: Reader, scope: Scope, unmask: bool) -> Iterator[Row]:
        name = shape_of(record).name
        found = store.scan(name, scope=scope) if issubclass(record, Node) else store.scan_edges(name, scope=scope)
        for each in found:
            yield [show(field, getattr(each, field.name), unmask=unmask) for field in fields]

    return rows


IDENTITY = ("record", "person", "source", "certainty", "basis", "reason", "weight", "mention")


def _identity(store: Reader, scope: Scope, unmask: bool) -> Iterator[Row]:
    """The source's own record number and the person that it was resolved to, and why."""
    edges = (each for each in store.scan_edges("refers_to", scope=scope) if each.target.startswith("person-"))
    yield from _of_records(store, edges, scope, unmask)


def identity_at(partition: Partition) -> Export:
    """The same table of another partition than the one that the store holds."""

    def rows(store: Reader, scope: Scope, unmask: bool) -> Iterator[Row]:
        yield from _of_records(store, refers_to_people(partition), scope, unmask)

    return replace(EXPORTS["identity"], rows=rows)


def _of_records(store: Reader, refers: Iterable[RefersTo], scope: Scope, unmask: bool) -> Iterator[Row]:
    stated = {each.id: each for each in store.scan("mention", scope=scope)}
    reason = EDGE_SHAPES["refers_to"]["reason"]
    found = (
        (mention.record, each.target, mention.source, each.certainty, each.basis,
         show(reason, each.reason, unmask=unmask), each.weight, mention.id)
        for each in refers
        if (mention := stated.get(each.source)) is not None
    )  # fmt: skip
    yield from sorted(found, key=lambda row: (row[0], row[1], row[-1]))


def _matters(store: Reader, scope: Scope, unmask: bool) -> Iterator[Row]:
    """The source's own case number and its matter; a case that belongs to none is a matter of its own, under its id."""
    matter = {each.source: each.target for each in store.scan_edges("part_of", scope=scope)}
    yield from sorted((each.number, matter.get(each.id, each.id)) for each in store.scan("case", scope=scope))


def _links(store: Reader, scope: Scope, unmask: bool) -> Iterator[Row]:
    """Linked cases by the sources' own numbers, with every reason."""
    numbers = {each.id: each.number for each in store.scan("case", scope=scope)}
    shape = EDGE_SHAPES["linked"]
    for each in store.scan_edges("linked", scope=scope):
        shown = [show(shape[name], getattr(each, name), unmask=unmask) for name in _LINK]
        yield [numbers[each.source], numbers[each.target], *shown, each.source, each.target]


_LINK = ("kind", "certainty", "basis", "weight", "reasons")


def _exports() -> Mapping[str, Export]:
    found: dict[str, Export] = {}
    for record in NODES:
        shape = shape_of(record)
        columns = tuple(each.name for each in shown_fields(record))
        inside = tuple(e.TYPE for e in EDGES if shape.name in e.SOURCES and shape.name in e.TARGETS)
        found[table_of(shape)] = Export(table_of(shape), columns, _records(record), (shape.name,), inside)
    for record in EDGES:
        columns = tuple(each.name for each in shown_fields(record))
        kinds = tuple(dict.fromkeys((*record.SOURCES, *record.TARGETS)))
        found[record.TYPE] = Export(record.TYPE, columns, _records(record), kinds, (record.TYPE,))
    ends = ("mention", "person", "organisation")
    found["identity"] = Export("identity", IDENTITY, _identity, ends, ("refers_to",))
    found["matters"] = Export("matters", ("case", "matter"), _matters, ("case", "matter"), ("part_of",))
    link_columns = ("case", "other", *_LINK, "case_id", "other_id")
    found["links"] = Export("links", link_columns, _links, ("case",), ("linked",))
    everything = tuple(shape.name for shape in NODE_SHAPES.values() if shape.name not in ("redirect", "gist"))
    found["graph"] = Export("graph", ("source", "type", "target"), _graph_rows, everything, tuple(EDGE_SHAPES))
    return found


def _graph_rows(store: Reader, scope: Scope, unmask: bool) -> Iterator[Row]:
    for type in EDGE_SHAPES:
        for each in store.scan_edges(type, scope=scope):
            yield each.source, type, each.target


EXPORTS = _exports()
FORMATS = ("csv", "json", "graphml", "gexf")


def export_of(name: str) -> Export:
    """The export of this name. Raises UnknownKind."""
    found = EXPORTS.get(name)
    if found is None:
        raise UnknownKind(kind=name, known="、".join(EXPORTS))
    return found


# -- formats -------------------------------------------------------------------------------------


def write_csv(file: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """A CSV table, with the columns' names in its first line; the number of rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    return count


def write_json(file: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """A JSON list of objects, streamed; the number of objects."""
    count = 0
    file.write("[")
    for row in rows:
        line = orjson.dumps(dict(zip(columns, row, strict=True))).decode()
        file.write(f"{',' if count else ''}\n{line}")
        count += 1
    file.write("\n]\n")
    return count


def graph_of(store: Reader, export: Export, *, scope: Scope, unmask: bool) -> nx.MultiDiGraph:
    """The part of the graph that an export speaks of, every property as users see it."""
    graph = nx.MultiDiGraph()
    for kind in export.kinds:
        record = NODES[NODE_SHAPES[kind].code]
        for each in store.scan(kind, scope=scope):
            graph.add_node(
                each.id, kind=kind, **_attributes(record, each, unmask, leave="id", rename={"kind": "kind_code"})
            )
    for type in export.types:
        record = EDGES[EDGE_SHAPES[type].code]
        for each in store.scan_edges(type, scope=scope):
            if each.source in graph and each.target in graph:
                graph.add_edge(
                    each.source, each.target, type=type, **_attributes(record, each, unmask, leave="source target")
                )
    return graph


def write_graph(file: IO[bytes], graph: nx.MultiDiGraph, format: str) -> None:
    """A graph as GraphML or GEXF."""
    (nx.write_graphml if format == "graphml" else nx.write_gexf)(graph, file)


def _attributes(
    record: type[Node] | type[Edge], each: Any, unmask: bool, *, leave: str, rename: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A record's shown fields as attributes of plain types; those without a value are left out."""
    attributes: dict[str, Any] = {}
    for field in shown_fields(record):
        value = show(field, getattr(each, field.name), unmask=unmask)
        if field.name not in leave.split() and value not in (None, "", ()):
            name = (rename or {}).get(field.name, field.name)
            attributes[name] = value if isinstance(value, bool | int | float) else xml_text(_flat(value))
    return attributes


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; a number stays one."""
    text = _flat(value)
    return inert(text) if isinstance(value, str | tuple) else text


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "；".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
