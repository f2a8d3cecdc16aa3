"""From an older schema to today's.

What only adds (a kind, a field, an index) needs no word here: it is found by comparing the file with the DDL made from
today's records. What renames, splits or refills has a function in `STEPS`, run before that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from graph.schema import NODE_SHAPES, SCHEMA_VERSION, Type
from graph.schema.sqlite_ddl import statements, table_of


def _batches_are_applied(connection: sqlite3.Connection) -> None:
    """Batches of a time before they could be taken back stand, and so do their earlier versions."""
    for table in ("batches", "batches_was"):
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for column, zero in (("state", "'applied'"), ("changes", "0"), ("undos", "0"), ("over", "'[]'")):
            if there and column not in there:
                type = "INTEGER" if zero == "0" else "TEXT"
                connection.execute(f'ALTER TABLE {table} ADD COLUMN "{column}" {type} NOT NULL DEFAULT {zero}')


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {2: _batches_are_applied}
"""What to do to a store of the version before, by the version that it then has."""

_LISTS = {
    (table_of(shape), each.name) for shape in NODE_SHAPES.values() for each in shape.fields if each.type is Type.STRS
}


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Bring a store of version `found` to today's, within the transaction that the caller has begun."""
    for version in range(found + 1, SCHEMA_VERSION + 1):
        if version in STEPS:
            STEPS[version](connection)
    add_missing(connection)


def add_missing(connection: sqlite3.Connection) -> None:
    """Add every table, column and index of today's DDL that the store lacks; make the views anew.

    A new column that may not be NULL starts as the empty text, the empty list or zero, as its type says.
    """
    views = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    for name in views:
        connection.execute(f'DROP VIEW "{name}"')
    wanted = sqlite3.connect(":memory:")
    for statement in statements():
        wanted.execute(statement)
    tables = [row[0] for row in wanted.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL")]
    for table in tables:
        _add_columns(connection, wanted, table)
    known = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for name, sql in wanted.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT LIKE 'words_%'"
    ):
        if name not in known:
            connection.execute(sql)
    wanted.close()


def _add_columns(connection: sqlite3.Connection, wanted: sqlite3.Connection, table: str) -> None:
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    if not there:
        return
    for _, name, type, required, _, _ in wanted.execute(f'PRAGMA table_info("{table}")'):
        if name not in there:
            zero = "0" if type in ("INTEGER", "REAL") else "'[]'" if (table, name) in _LISTS else "''"
            rest = f" NOT NULL DEFAULT {zero}" if required else ""
            connection.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {type}{rest}')
