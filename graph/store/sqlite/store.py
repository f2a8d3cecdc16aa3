"""The SQLite store: the verbs, each handed to the room that answers it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Any

from graph.errors import AsOfTooEarly, StoreExists
from graph.model import Edge, Node
from graph.store.changing import OpenChange, moment_of, text_of
from graph.store.protocol import (
    EVERYTHING,
    Around,
    Ask,
    Direction,
    EdgeKey,
    Entry,
    Filter,
    Hit,
    Neighbours,
    Order,
    Page,
    Path,
    Scope,
)
from graph.store.questions import Question, Row
from graph.store.sqlite import asking, files, finding, journal, keeping, searching, surroundings, walking
from graph.store.sqlite.connection import Connections, Lens, translated
from graph.store.sqlite.writing import Writing


class SqliteReader:
    """The reads, through one moment's lens."""

    def __init__(self, connections: Connections, seq: int | None = None) -> None:
        self._connections = connections
        self._seq = seq

    @property
    def url(self) -> str:
        return f"sqlite:///{self._connections.path}"

    def get(self, ids: Sequence[str], *, scope: Scope) -> list[Node | None]:
        with self._reading(scope) as connection:
            return finding.get(connection, ids)

    def find(
        self,
        kind: str,
        where: Sequence[Filter] = (),
        *,
        order: Sequence[Order] = (),
        first: int = 50,
        after: str | None = None,
        total: bool = False,
        scope: Scope,
    ) -> Page[Any]:
        with self._reading(scope) as connection:
            return finding.find(connection, kind, where, order=order, first=first, after=after, total=total)

    def scan(self, kind: str, where: Sequence[Filter] = (), *, scope: Scope) -> Iterator[Any]:
        with self._reading(scope) as connection:
            yield from finding.scan(connection, kind, where)

    def scan_edges(self, type: str, *, scope: Scope) -> Iterator[Any]:
        with self._reading(scope) as connection:
            yield from finding.scan_edges(connection, type)

    def count(self, kind: str, where: Sequence[Filter] = (), *, by: str | None = None, scope: Scope) -> dict[Any, int]:
        with self._reading(scope) as connection:
            return finding.count(connection, kind, where, by)

    def neighbours(self, asks: Sequence[Ask], *, scope: Scope) -> list[list[Neighbours]]:
        with self._reading(scope) as connection:
            return walking.neighbours(connection, asks, scoped=scope.areas is not None)

    def edges(
        self, ids: Sequence[str], *, types: Sequence[str], direction: Direction = "both", scope: Scope
    ) -> list[Edge]:
        with self._reading(scope) as connection:
            return walking.edges(connection, ids, types, direction)

    def around(
        self,
        ids: Sequence[str],
        *,
        depth: int,
        types: Sequence[str] | None = None,
        limit: int = 50,
        most: int = 2000,
        scope: Scope,
    ) -> Around:
        with self._reading(scope) as connection:
            return surroundings.around(
                connection,
                ids,
                depth=depth,
                types=types,
                limit=limit,
                most=most,
                scoped=scope.areas is not None,
            )

    def path(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        types: Sequence[str] | None = None,
        longest: int = 8,
        hub: int | None = 200,
        scope: Scope,
    ) -> list[Path | None]:
        with self._reading(scope) as connection:
            return walking.path(connection, pairs, types=types, longest=longest, hub=hub)

    def search(
        self, text: str, *, kinds: Sequence[str] | None = None, first: int = 20, skip: int = 0, scope: Scope
    ) -> tuple[list[Hit], int]:
        with self._reading(scope) as connection:
            return searching.search(connection, text, kinds=kinds, first=first, skip=skip)

    def ask(self, question: Question[Row], *, scope: Scope, **parameters: Any) -> list[Row]:
        with self._reading(scope) as connection:
            return asking.ask(connection, question, parameters)

    @contextmanager
    def _reading(self, scope: Scope) -> Iterator[sqlite3.Connection]:
        connections = self._connections
        with translated(connections.path, connections.wait_s):
            yield connections.reading(Lens(self._seq, scope.areas))


class _Within(SqliteReader):
    """The reads of a change under way: on the connection that writes."""

    def __init__(self, connections: Connections, writing: Writing) -> None:
        super().__init__(connections)
        self._writing = writing

    def get(self, ids: Sequence[str], *, scope: Scope) -> list[Node | None]:
        found = super().get(ids, scope=scope)
        self._writing.note_absent([id for id, node in zip(ids, found, strict=True) if node is None])
        return found

    @contextmanager
    def _reading(self, scope: Scope) -> Iterator[sqlite3.Connection]:
        assert scope.areas is None, "a change reads everything"
        yield self._writing.connection


class SqliteStore(SqliteReader):
    """A store in one SQLite file in WAL mode: several readers and one writer, in several processes."""

    def __init__(self, path: FilePath, *, wait_s: float, sparing: bool = False) -> None:
        super().__init__(Connections(path, wait_s, sparing=sparing))
        self.file = path

    @property
    def largest_change(self) -> None:
        return None

    @property
    def beside(self) -> str:
        return self.url

    @contextmanager
    def change(self, *, by: str, why: str, at: dt.datetime | None = None) -> Iterator[OpenChange]:
        with self._connections.writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            seq, last = _head(connection)
            moment = moment_of(at, last)
            writing = Writing(connection, seq + 1)
            change = OpenChange(writing, _Within(self._connections, writing))
            yield change
            if writing.finish():
                connection.execute("INSERT INTO change VALUES (?, ?, ?, ?)", (seq + 1, text_of(moment), by, why))
                connection.execute("COMMIT")
                change.close(seq + 1, moment)
            else:
                connection.execute("ROLLBACK")
                change.close(None, None)

    def changes(self, since: int = 0, *, limit: int = 1000, scope: Scope) -> list[Entry]:
        with self._snapshot() as connection:
            return journal.changes(connection, since, limit, scope)

    def journal(self, since: int = 0) -> Iterator[Entry]:
        with self._snapshot() as connection:
            yield from journal.stream(connection, since)

    def history(self, target: str | EdgeKey, *, scope: Scope) -> list[Entry]:
        with self._snapshot() as connection:
            return journal.history(connection, target, scope)

    def head(self) -> tuple[int, dt.datetime | None]:
        with self._reading(EVERYTHING) as connection:
            return _head(connection)

    @contextmanager
    def as_of(self, at: dt.datetime | int) -> Iterator[SqliteReader]:
        with self._reading(EVERYTHING) as connection:
            last, _ = _head(connection)
            seq = min(at, last) if isinstance(at, int) else _change_at(connection, at)
            first = connection.execute("SELECT at FROM change WHERE seq = 1").fetchone()
        if not seq or seq < 1:
            raise AsOfTooEarly(at=at, first=first[0] if first else "—")
        yield SqliteReader(self._connections, seq)

    def backup(self, path: FilePath) -> None:
        keeping.copy_to(self.file, path, self._connections.wait_s)

    def restore(self, path: FilePath) -> None:
        wait_s = self._connections.wait_s
        keeping.check_backup(path)
        if self.head()[0]:
            raise StoreExists(url=self.url)
        self._connections.close()
        try:
            keeping.restore_to(self.file, path, wait_s)
        finally:
            self._connections = Connections(self.file, wait_s)

    def size(self) -> int:
        return keeping.size_of(self.file)

    def meta(self) -> dict[str, str]:
        with self._reading(EVERYTHING) as connection:
            facts = dict(connection.execute("SELECT name, value FROM meta WHERE name NOT LIKE 'next_%' ORDER BY name"))
            return {**facts, "schema_version": str(connection.execute("PRAGMA user_version").fetchone()[0])}

    def set_meta(self, facts: Mapping[str, str | None]) -> None:
        with self._connections.writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            for name, value in facts.items():
                if value is None:
                    connection.execute("DELETE FROM meta WHERE name = ?", (name,))
                else:
                    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            connection.execute("COMMIT")

    def keep_file(self, name: str, facts: str, content: Iterable[bytes]) -> None:
        with self._connections.writing() as connection:
            files.keep(connection, name, facts, content)

    def kept_files(self) -> dict[str, str]:
        with self._reading(EVERYTHING) as connection:
            return files.kept(connection)

    def kept_file(self, name: str) -> Iterator[bytes]:
        with self._reading(EVERYTHING) as connection:
            yield from files.content_of(connection, name)

    def drop_file(self, name: str) -> None:
        with self._connections.writing() as connection:
            files.drop(connection, name)

    def close(self) -> None:
        self._connections.close()

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several statements that see one and the same state."""
        with self._reading(EVERYTHING) as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")


def _head(connection: sqlite3.Connection) -> tuple[int, dt.datetime | None]:
    row = connection.execute("SELECT seq, at FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], journal.read_time(row[1])) if row else (0, None)


def _change_at(connection: sqlite3.Connection, at: dt.datetime) -> int | None:
    return connection.execute("SELECT max(seq) FROM change WHERE at <= ?", (text_of(at),)).fetchone()[0]


def open_sqlite(path: FilePath, *, create: bool, wait_s: float, sparing: bool = False) -> SqliteStore:
    """See `open_store`."""
    keeping.ready(path, create=create, wait_s=wait_s)
    return SqliteStore(path, wait_s=wait_s, sparing=sparing)
