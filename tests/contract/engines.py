"""The engines that the contract is held against, each behind the same few handles.

An engine gives sites: a place for one store, empty or filled. A site filled once is given again as long as
no test has cleared it, so that a hundred reads do not cost a hundred loads; whoever writes asks for an empty
one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from neo4j import Driver, GraphDatabase

from graph.model import Edge, Node
from graph.store import Store, open_store
from tests.services.neo4j import Neo4jServer

Filling = Callable[[], Iterable[Node | Edge]]
WAIT_S = 20.0
"""Long enough for a writer that waits for another on two busy cores."""


@dataclass(frozen=True)
class Site:
    """Where one store stands."""

    url: str
    user: str
    password: str
    clear: Callable[[], None]
    """Take away what stands there."""

    def open(self, *, create: bool = False, wait_s: float = WAIT_S) -> Store:
        """A new handle on the store."""
        return open_store(self.url, create=create, user=self.user, password=self.password, wait_s=wait_s)

    def opened(self, *, create: bool = False, wait_s: float = WAIT_S) -> AbstractContextManager[Store]:
        """A new handle, closed after the block."""
        return closing(self.open(create=create, wait_s=wait_s))


class Engine(Protocol):
    """One engine under test."""

    examples: int
    """How many generated graphs it is compared on: fewer where a write takes a network's time."""

    def empty(self) -> Site:
        """A site with nothing on it."""
        ...

    def holding(self, name: str, filling: Filling) -> Site:
        """A site whose store holds the records of `filling`, written once for all that ask by `name`."""
        ...


class Sqlite:
    """A file for each site."""

    examples = 60

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = count(1)
        self._filled: dict[str, Site] = {}

    def empty(self) -> Site:
        path = self._folder / f"store-{next(self._number)}.db"

        def clear() -> None:
            for each in self._folder.glob(f"{path.name}*"):
                each.unlink()

        return Site(f"sqlite:///{path}", "", "", clear)

    def holding(self, name: str, filling: Filling) -> Site:
        if name not in self._filled:
            self._filled[name] = filled(self.empty(), filling)
        return self._filled[name]


class Neo4j:
    """One database, one site on it at a time."""

    examples = 12

    def __init__(self, server: Neo4jServer) -> None:
        self._server = server
        self._driver: Driver = GraphDatabase.driver(server.url, auth=(server.user, server.password))
        self._held: str | None = None

    def empty(self) -> Site:
        self.clear()
        return self._site()

    def holding(self, name: str, filling: Filling) -> Site:
        if self._held != name:
            filled(self.empty(), filling)
            self._held = name
        return self._site()

    def clear(self) -> None:
        """Delete every node; constraints and indexes stay, they cost seconds to make anew."""
        self._held = None
        with self._driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def close(self) -> None:
        self.clear()
        self._driver.close()

    def _site(self) -> Site:
        return Site(self._server.url, self._server.user, self._server.password, self.clear)


def filled(site: Site, filling: Filling) -> Site:
    """The site, after one change has put the records there."""
    with site.opened(create=True) as store, store.change(by="contract", why="fill") as change:
        change.put(filling())
    return site
