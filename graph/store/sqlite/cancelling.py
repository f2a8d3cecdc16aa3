"""What a change wrote and took back again: it was never seen by anyone, and does not stand in the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from graph.schema import NODE_SHAPES
from graph.schema.sqlite_ddl import KIND_BITS, edge_version_columns, table_of, version_columns


def forget_what_came_to_nothing(connection: sqlite3.Connection, seq: int, tables: Collection[str]) -> None:
    """Take it out of the journal of change `seq`; `tables`: those in which it wrote a row again, or deleted one."""
    for table, key, sign, columns in _versioned():
        if table not in tables:
            continue
        bare = columns.rpartition(", ")[0]
        now, was = (", ".join(f"{alias}.{each}" for each in bare.split(", ")) for alias in ("v", "w"))
        same = connection.execute(
            f"SELECT v.{key}, w.seq FROM {table}_was w JOIN {table} v ON w.{key} = v.{key} AND w.until_seq = v.seq"
            f" WHERE v.seq = ? AND ({now}) IS ({was})",
            (seq,),
        ).fetchall()
        connection.executemany(f"UPDATE {table} SET seq = ? WHERE {key} = ?", [(was_seq, n) for n, was_seq in same])
        connection.executemany(
            f"DELETE FROM {table}_was WHERE {key} = ? AND until_seq = {seq}", [(n,) for n, _ in same]
        )
        connection.execute(
            f"DELETE FROM change_item AS i WHERE i.seq = :seq AND {_of_table(table)}"
            f" AND NOT EXISTS (SELECT 1 FROM {table} v WHERE v.{key} = {sign}i.n AND v.seq = :seq)"
            f" AND NOT EXISTS (SELECT 1 FROM {table}_was w WHERE w.{key} = {sign}i.n AND w.until_seq = :seq)",
            {"seq": seq},
        )


def _versioned() -> Iterator[tuple[str, str, str, str]]:
    """(table, key, sign of its journal items, columns) of everything that has versions."""
    for shape in NODE_SHAPES.values():
        yield table_of(shape), "n", "", version_columns(shape)
    yield "edge", "e", "-", edge_version_columns()


def _of_table(table: str) -> str:
    if table == "edge":
        return "n < 0"
    code = next(shape.code for shape in NODE_SHAPES.values() if table_of(shape) == table)
    return f"n > 0 AND n & {(1 << KIND_BITS) - 1} = {code}"
