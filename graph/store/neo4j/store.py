"""The Neo4j store: the verbs, each handed to the room that answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path as FilePath
from typing import Any

from graph.model import Edge, Node
from graph.store.changing import OpenChange, moment_of, text_of
from graph.store.neo4j import (
    around,
    asking,
    files,
    finding,
    journal,
    keeping,
    neighbours,
    opening,
    past,
    path,
    searching,
)
from graph.store.neo4j.connection import Bolt, Within, Writer
from graph.store.neo4j.writing import Writing
from graph.store.protocol import (
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
    Reader,
    Scope,
)
from graph.store.questions import Question, Row

LARGEST_CHANGE = 20_000
"""Records and links: about 140 MB of the server's memory, which it holds until the change is whole (see `writing`)."""


class Neo4jReader:
    """The reads, over one wire: the driver's, or that of a transaction."""

    def __init__(self, bolt: Bolt) -> None:
        self._bolt = bolt

    @property
    def url(self) -> str:
        return self._bolt.url

    def get(self, ids: Sequence[str], *, scope: Scope) -> list[Node | None]:
        return finding.get(self._bolt, ids, scope=scope)

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
        return finding.find(self._bolt, kind, where, order=order, first=first, after=after, total=total, scope=scope)

    def scan(self, kind: str, where: Sequence[Filter] = (), *, scope: Scope) -> Iterator[Any]:
        return finding.scan(self._bolt, kind, where, scope=scope)

    def scan_edges(self, type: str, *, scope: Scope) -> Iterator[Any]:
        return finding.scan_edges(self._bolt, type, scope=scope)

    def count(self, kind: str, where: Sequence[Filter] = (), *, by: str | None = None, scope: Scope) -> dict[Any, int]:
        return finding.count(self._bolt, kind, where, by=by, scope=scope)

    def neighbours(self, asks: Sequence[Ask], *, scope: Scope) -> list[list[Neighbours]]:
        return neighbours.neighbours(self._bolt, asks, scope=scope)

    def edges(
        self, ids: Sequence[str], *, types: Sequence[str], direction: Direction = "both", scope: Scope
    ) -> list[Edge]:
        return neighbours.edges(self._bolt, ids, types, direction, scope=scope)

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
        return around.around(self._bolt, ids, depth=depth, types=types, limit=limit, most=most, scope=scope)

    def path(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        types: Sequence[str] | None = None,
        longest: int = 8,
        hub: int | None = 200,
        scope: Scope,
    ) -> list[Path | None]:
        return path.path(self._bolt, pairs, types=types, longest=longest, hub=hub, scope=scope)

    def search(
        self, text: str, *, kinds: Sequence[str] | None = None, first: int = 20, skip: int = 0, scope: Scope
    ) -> tuple[list[Hit], int]:
        return searching.search(self._bolt, text, kinds=kinds, first=first, skip=skip, scope=scope)

    def ask(self, question: Question[Row], *, scope: Scope, **parameters: Any) -> list[Row]:
        return asking.ask(self._bolt, question, parameters, scope=scope)


class Neo4jStore(Neo4jReader):
    """A store in the one database of a Neo4j 5.26 server: several readers and one writer, on several machines."""

    def __init__(self, bolt: Bolt) -> None:
        super().__init__(bolt)
        self._past = past.Mirror(self)

    @property
    def largest_change(self) -> int:
        return LARGEST_CHANGE

    @property
    def beside(self) -> None:
        return None

    # -- writes and the journal --------------------------------------------------------------

    @contextmanager
    def change(self, *, by: str, why: str, at: dt.datetime | None = None) -> Iterator[OpenChange]:
        writer = Writer(self._bolt)
        try:
            seq, last = writer.begin()
            moment = moment_of(at, _time(last))
            writing = Writing(writer, seq + 1)
            change = OpenChange(writing, Neo4jReader(Within(self._bolt, writer)))
            yield change
            if writing.notes.close(at=text_of(moment), by=by, why=why):
                writer.commit()
                change.close(seq + 1, moment)
            else:
                change.close(None, None)
        finally:
            writer.close()

    def changes(self, since: int = 0, *, limit: int = 1000, scope: Scope) -> list[Entry]:
        return journal.changes(self._bolt, since, limit=limit, scope=scope)

    def journal(self, since: int = 0) -> Iterator[Entry]:
        return journal.stream(self._bolt, since)

    def history(self, target: str | EdgeKey, *, scope: Scope) -> list[Entry]:
        return journal.history(self._bolt, target, scope=scope)

    def head(self) -> tuple[int, dt.datetime | None]:
        seq, at = keeping.head(self._bolt)
        return seq, _time(at)

    def as_of(self, at: dt.datetime | int) -> AbstractContextManager[Reader]:
        return self._past.as_of(at)

    # -- the whole ---------------------------------------------------------------------------

    def backup(self, path: FilePath) -> None:
        past.backup(self, path)

    def restore(self, path: FilePath) -> None:
        past.restore(path, self)

    def clear(self) -> None:
        """Forget every record, the journal and the kept facts."""
        keeping.clear(self._bolt)
        self._past.close()

    def size(self) -> int:
        return keeping.size(self._bolt)

    def meta(self) -> dict[str, str]:
        return keeping.meta(self._bolt)

    def set_meta(self, facts: Mapping[str, str | None]) -> None:
        keeping.set_meta(self._bolt, facts)

    def keep_file(self, name: str, facts: str, content: Iterable[bytes]) -> None:
        files.keep(self._bolt, name, facts, content)

    def kept_files(self) -> dict[str, str]:
        return files.kept(self._bolt)

    def kept_file(self, name: str) -> Iterator[bytes]:
        return files.content_of(self._bolt, name)

    def drop_file(self, name: str) -> None:
        files.drop(self._bolt, name)

    def close(self) -> None:
        self._past.close()
        self._bolt.driver.close()


def _time(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def open_neo4j(url: str, *, create: bool, user: str, password: str, wait_s: float) -> Neo4jStore:
    """See `open_store`."""
    bolt = opening.connect(url, user=user, password=password, wait_s=wait_s)
    try:
        opening.ready(bolt, create=create)
    except BaseException:
        bolt.driver.close()
        raise
    return Neo4jStore(bolt)
