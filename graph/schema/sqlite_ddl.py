"""The SQLite schema, made from the records.

- One table a kind, named in the plural (`cases`), with a row number `n` that carries the kind: `n = count * 64 + code`.
- One table `edge` for every type, so that a traversal is one index probe a node; a typed view for each (`party_to`).
- `<table>_was` and `edge_was` keep what was overwritten, with the change that ended it: no version is ever lost.
- A tuple field that is indexed has a side table (`mentions_keys`), one row a value; `visible` is that of `visible_to`.
- `node` knows the id of every row number ever given; a row number is never given twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import EDGES, NODES
from graph.model.notes import REFERENCE
from graph.schema.shape import EDGE_SHAPES, NODE_SHAPES, Field, Shape, Type

KIND_BITS = 6
"""Bits of a row number that hold the kind: room for 64 kinds."""

_COLUMN = {Type.INT: "INTEGER", Type.FLOAT: "REAL", Type.BOOL: "INTEGER"}
_PLURALS = {"person": "people", "batch": "batches", "weeklylist": "weekly_lists", "in": "in_", "by": "by_"}


def table_of(shape: Shape) -> str:
    """The table of a kind, or the view of an edge type."""
    if shape.name in EDGE_SHAPES:
        return _PLURALS.get(shape.name, shape.name)
    kind = shape.name
    return _PLURALS.get(kind) or (f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s")


def column_of(field: Field) -> str:
    """The column of a field, quoted where SQL needs it."""
    return f'"{field.name}"'


def side_table_of(shape: Shape, field: Field) -> str:
    """The table that holds one row for each value of an indexed tuple field."""
    return f"{table_of(shape)}_{field.name}"


def node_columns(shape: Shape) -> tuple[str, ...]:
    """The columns that hold a node's fields, in the order of its fields."""
    return tuple(column_of(each) for each in shape.fields)


def version_columns(shape: Shape) -> str:
    """All columns of a kind's table, as SQL: row number, fields, and the change that wrote this version."""
    return ", ".join(("n", *node_columns(shape), "seq"))


def edge_version_columns() -> str:
    """All columns of the table `edge`, as SQL, in the order in which rows travel."""
    return ", ".join(("e", "type", "source", "target", "key", *map(column_of, edge_properties()), "seq"))


def edge_properties() -> tuple[Field, ...]:
    """Every property that some edge type has, once, by name; two types that share a name share its type too."""
    known: dict[str, Field] = {}
    for shape in EDGE_SHAPES.values():
        for each in shape.properties:
            if known.setdefault(each.name, each).type is not each.type:
                raise TypeError(f"{shape.name}.{each.name} has another type than in an earlier edge")
    return tuple(known[name] for name in sorted(known))


def side_fields(shape: Shape) -> tuple[Field, ...]:
    """The tuple fields of a kind whose values are indexed one by one; `visible_to` has the table `visible` for all
    kinds.
    """
    return tuple(each for each in shape.fields if each.indexed and each.type is Type.STRS and each.name != "visible_to")


def sqlite_ddl() -> str:
    """All statements, in an order in which they can be run; printed, and compared by a test with
    `docs/schema/sqlite.sql`.
    """
    return "\n\n".join(statements()) + "\n"


def statements() -> Iterator[str]:
    """The statements of `sqlite_ddl` one by one, without a semicolon inside any."""
    yield from _JOURNAL
    for shape in NODE_SHAPES.values():
        yield from _node_tables(shape)
    yield from _edge_tables()
    for shape in EDGE_SHAPES.values():
        yield edge_view(shape)


def _node_tables(shape: Shape) -> Iterator[str]:
    table = table_of(shape)
    columns = ",\n".join(
        f"    {column_of(f)} {_COLUMN.get(f.type, 'TEXT')}{'' if f.optional else ' NOT NULL'}" for f in shape.fields
    )
    plain = ",\n".join(f"    {column_of(f)} {_COLUMN.get(f.type, 'TEXT')}" for f in shape.fields)
    yield f"CREATE TABLE {table} (\n    n INTEGER PRIMARY KEY,\n{columns},\n    seq INTEGER NOT NULL\n);"
    yield f"CREATE UNIQUE INDEX {table}_by_id ON {table} (id);"
    for each in shape.fields:
        if each.indexed and each.type is not Type.STRS:
            yield f"CREATE INDEX {table}_by_{each.name} ON {table} ({', '.join(_index_columns(shape, each))});"
    for together in NODES[shape.code].ASKED_BY:
        columns = ", ".join(column_of(shape[each]) for each in together)
        yield f"CREATE INDEX {table}_by_{'_'.join(together)} ON {table} ({columns});"
    for each in side_fields(shape):
        side = side_table_of(shape, each)
        yield f"CREATE TABLE {side} (value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (value, n)) WITHOUT ROWID;"
    yield f"CREATE TABLE {table}_was (\n    n INTEGER NOT NULL,\n{plain},\n{_ENDED});"
    yield f"CREATE INDEX {table}_was_by_n ON {table}_was (n, seq);"
    yield f"CREATE INDEX {table}_was_by_id ON {table}_was (id, seq);"


def _index_columns(shape: Shape, field: Field) -> list[str]:
    """The field, then what its pages are sorted by; of a paged kind also what else they are filtered by, to count in
    the index.
    """
    paged_by = NODES[shape.code].PAGED_BY
    if paged_by is None or REFERENCE in field.marks:
        return [column_of(field), "id"]
    scalars = [each for each in shape.fields if each.indexed and each.type is not Type.STRS]
    others = [each for each in scalars if each not in (field, shape[paged_by]) and REFERENCE not in each.marks]
    lead = list(dict.fromkeys((column_of(field), f'"{paged_by}"')))
    return [*lead, "id", *map(column_of, others)]


def _edge_tables() -> Iterator[str]:
    properties = ",\n".join(f"    {column_of(each)} {_COLUMN.get(each.type, 'TEXT')}" for each in edge_properties())
    head = (
        "    type INTEGER NOT NULL,\n    source INTEGER NOT NULL,\n    target INTEGER NOT NULL,\n    key TEXT NOT NULL"
    )
    yield f"CREATE TABLE edge (\n    e INTEGER PRIMARY KEY,\n{head},\n{properties},\n    seq INTEGER NOT NULL\n);"
    yield "CREATE UNIQUE INDEX edge_out ON edge (source, type, target, key);"
    yield "CREATE INDEX edge_back ON edge (target, type, source);"
    for shape in EDGE_SHAPES.values():
        if EDGES[shape.code].LISTED:
            yield f"CREATE INDEX edge_{shape.name} ON edge (source, target) WHERE type = {shape.code};"
    yield f"CREATE TABLE edge_was (\n    e INTEGER NOT NULL,\n{head},\n{properties},\n{_ENDED});"
    yield "CREATE INDEX edge_was_by_e ON edge_was (e, seq);"
    yield "CREATE INDEX edge_was_out ON edge_was (source, type, target);"
    yield "CREATE INDEX edge_was_back ON edge_was (target, type, source);"


def edge_view(shape: Shape, *, of: str = "edge", create: str = "CREATE VIEW") -> str:
    """The typed view of an edge type: `source` and `target` are row numbers, then its properties."""
    columns = "".join(f", {column_of(each)}" for each in shape.properties)
    return f"{create} {table_of(shape)} AS SELECT source, target, key{columns} FROM {of} WHERE type = {shape.code};"


_ENDED = "    seq INTEGER NOT NULL,\n    until_seq INTEGER NOT NULL\n"
_JOURNAL = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
    "CREATE TABLE kept (name TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;",
    "CREATE TABLE kept_part (name TEXT NOT NULL, part INTEGER NOT NULL, content BLOB NOT NULL);",
    "CREATE UNIQUE INDEX kept_part_by_name ON kept_part (name, part);",
    "CREATE TABLE change (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, why TEXT NOT NULL);",
    "CREATE INDEX change_by_at ON change (at, seq);",
    "CREATE TABLE change_item (seq INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (seq, n)) WITHOUT ROWID;",
    "CREATE TABLE node (n INTEGER PRIMARY KEY, id TEXT NOT NULL);",
    "CREATE TABLE visible (n INTEGER NOT NULL, area TEXT NOT NULL, PRIMARY KEY (n, area)) WITHOUT ROWID;",
    "CREATE TABLE text (\n    t INTEGER PRIMARY KEY,\n    n INTEGER NOT NULL,\n    id TEXT NOT NULL,"
    "\n    title_length INTEGER NOT NULL,"
    "\n    seq INTEGER NOT NULL,\n    until_seq INTEGER\n);",
    "CREATE INDEX text_by_n ON text (n, seq);",
    "CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '',"
    " tokenize = 'unicode61 remove_diacritics 0', detail = full);",
)
"""`change_item.n` is a node's row number, or minus an edge's: what changed is read from the versions with that
`seq`.
"""
