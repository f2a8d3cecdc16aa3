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


class Place(Protocol):
    """One engine's place."""

    engine: str

    def empty(self) -> Store:
        """A new, empty store; the one before is gone or let go of."""
        ...

    def again(self) -> Store:
        """Another handle on the last one."""
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


@dataclass
class Server:
    """The one database of a Neo4j server."""

    url: str
    user: str
    password: str
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

    with neo4j_server() as server:
        place = Server(server.url, server.user, server.password)
        yield place
        place.clear()
