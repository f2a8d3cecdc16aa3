"""Files that are kept beside the graph, in portions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

_DROP = ("DELETE FROM kept_part WHERE name = ?", "DELETE FROM kept WHERE name = ?")


def keep(connection: sqlite3.Connection, name: str, facts: str, content: Iterable[bytes]) -> None:
    """See `Store.keep_file`."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _DROP:
        connection.execute(statement, (name,))
    parts = ((name, part, some) for part, some in enumerate(content))
    connection.executemany("INSERT INTO kept_part VALUES (?, ?, ?)", parts)
    connection.execute("INSERT INTO kept VALUES (?, ?)", (name, facts))
    connection.execute("COMMIT")


def kept(connection: sqlite3.Connection) -> dict[str, str]:
    """See `Store.kept_files`."""
    return dict(connection.execute("SELECT name, facts FROM kept ORDER BY name"))


def content_of(connection: sqlite3.Connection, name: str) -> Iterator[bytes]:
    """See `Store.kept_file`."""
    for (some,) in connection.execute("SELECT content FROM kept_part WHERE name = ? ORDER BY part", (name,)):
        yield some


def drop(connection: sqlite3.Connection, name: str) -> None:
    """See `Store.drop_file`."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _DROP:
        connection.execute(statement, (name,))
    connection.execute("COMMIT")
