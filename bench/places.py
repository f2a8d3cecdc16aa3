"""Where a benchmark's stores stand: a folder that goes away, or a server with a database that is emptied."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from graph.store import Store, open_store

ENGINES = ("sqlite", "neo4j")
_HEAP = "6g"
"""Neo4j keeps a change in memory until it is whole; a town of 370,000 records in one change needs a few gigabytes."""
_PAGES = "2g"
"""A million rows with their journal and indexes are some gigabytes of files; what is not kept is read each time."""


class Place(Protocol):
    """One engine's place."""

    engine: str

    def empty(self) -> Store:
        """A new, empty store; the one before is gone or let go of."""
        ...

    def again(self) -> Store:
        """Another handle on the last one."""
        ...

    def bytes_on_disk(self) -> int | None:
        """Of the last one; None: it stands on a server whose files are not ours to see."""
        ...


@dataclass
class Folder:
    """SQLite files in a folder."""

    folder: Path
    engine: str = "sqlite"
    _numbers: Iterator[int] = field(default_factory=count)
    _path: Path = Path()

    def empty(self) -> Store:
        self._path = self.folder / f"town-{next(self._numbers)}.db"
        return open_store(f"sqlite:///{self._path}", create=True)

    def again(self) -> Store:
        return open_store(f"sqlite:///{self._path}")

    def bytes_on_disk(self) -> int | None:
        return self._path.stat().st_size


@dataclass
class Server:
    """The one database of a Neo4j server."""

    url: str
    user: str
    password: str
    home: Path | None
    engine: str = "neo4j"

    def empty(self) -> Store:
        self.clear()
        return open_store(self.url, create=True, user=self.user, password=self.password)

    def clear(self) -> None:
        """Delete every node of the database."""
        from neo4j import GraphDatabase

        with GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def again(self) -> Store:
        return open_store(self.url, user=self.user, password=self.password)

    def bytes_on_disk(self) -> int | None:
        if self.home is None:
            return None
        databases = self.home / "data" / "databases"
        return sum(each.stat().st_size for each in databases.rglob("*") if each.is_file())


@contextmanager
def place_for(engine: str) -> Iterator[Place]:
    """A place for stores of this engine, cleared away after the block.

    A server that `SANLIAN_TEST_NEO4J` names loses all that it holds: never name one that somebody needs.
    """
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as folder:
            yield Folder(Path(folder))
        return
    from tests.services.neo4j import neo4j_server

    with neo4j_server(heap=_HEAP, pages=_PAGES) as server:
        place = Server(server.url, server.user, server.password, server.home)
        yield place
        if server.home is None:  # our own goes with all that it holds; emptying it takes longer than filling it
            place.clear()
