"""The wire: one round trip a question, and what the driver's errors mean."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, LiteralString, cast

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, Query, Session, Transaction
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import (
    BadValue,
    ServerFull,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreRefused,
    StoreUnreachable,
)

Rows = list[list[Any]]
_STREAMED = 2000
"""Rows that the server sends at a time when they are passed on one by one."""
_OFFLINE = (ServiceUnavailable, SessionExpired)
_READ_ONLY = ("WriteOnReadOnly", "ReadOnlyDatabase", "ForbiddenOnReadOnly", "NotALeader", "Security.Forbidden")
_NO_MEMORY = ("OutOfMemory", "MemoryPool", "MemoryLimit")
_NO_DISK = ("OutOfDisk", "No space left")
_LOCK = "MATCH (m:Meta) SET m.holder = $holder RETURN m.seq, m.at"
_TERMINATE = (
    "SHOW TRANSACTIONS YIELD transactionId AS held, metaData WHERE metaData.sanlian = $token"
    " TERMINATE TRANSACTIONS held YIELD message RETURN message"
)


class Bolt:
    """A driver, and where it leads. Threads may share it."""

    def __init__(self, driver: Driver, url: str, *, wait_s: float) -> None:
        self.driver = driver
        self.url = url
        self.wait_s = wait_s

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        """The rows of one reading query, in one round trip; asked again once when the connection had gone stale."""
        with self.translated():
            try:
                return self._rows(query, parameters)
            except _OFFLINE:
                return self._rows(query, parameters)

    def streamed(self, query: str, parameters: Mapping[str, Any], *, writing: bool = False) -> Iterator[list[Any]]:
        """The rows of one query while the server still finds them; leaving early ends it there."""
        access = WRITE_ACCESS if writing else READ_ACCESS
        with self.translated(), self.session(access, fetch_size=_STREAMED) as session:
            for record in session.run(_known(query), dict(parameters)):
                yield record.values()

    def session(self, access: str = WRITE_ACCESS, *, fetch_size: int = -1) -> Session:
        """A session of this driver; whoever takes it closes it."""
        return self.driver.session(default_access_mode=access, fetch_size=fetch_size)

    @contextmanager
    def translated(self) -> Iterator[None]:
        """The driver's errors as ours."""
        try:
            yield
        except (Neo4jError, DriverError, OSError) as error:
            raise self.meaning(error) from error

    def meaning(self, error: Exception) -> StoreError | BadValue:
        """What an error of the driver says in our words."""
        code = str(getattr(error, "code", None) or "")
        said = f"{code} {error}"
        if isinstance(error, AuthError) or "AuthenticationRateLimit" in code:
            return StoreRefused(url=self.url)
        if "Terminated" in code or "LockClientStopped" in code or "LockAcquisitionTimeout" in code:
            return StoreLocked(url=self.url, waited_s=self.wait_s)
        if any(each in said for each in _NO_MEMORY):
            return ServerFull(url=self.url)
        if any(each in said for each in _NO_DISK):
            return StoreFull(url=self.url)
        if any(each in said for each in _READ_ONLY):
            return StoreReadOnly(url=self.url)
        if "too large to index" in said:
            return BadValue(value="……", field="要建索引的字段", reason="超过 8,000 字节")
        unreachable = isinstance(error, (*_OFFLINE, ConfigurationError, OSError, TransientError))
        if unreachable or (isinstance(error, DriverError) and not isinstance(error, ClientError)):
            return StoreUnreachable(url=self.url)
        return StoreDamaged(url=self.url, reason=code or str(error))

    def _rows(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        with self.session(READ_ACCESS) as session:
            return session.run(_known(query), dict(parameters)).values()


class Writer:
    """One transaction that holds the writers' lock: what it does is seen by others when it is committed, or never."""

    def __init__(self, bolt: Bolt) -> None:
        self._bolt = bolt
        self._token = uuid.uuid4().hex
        self._session = bolt.session()
        self._transaction: Transaction | None = None

    def begin(self) -> tuple[int, str | None]:
        """Take the lock; the number and the time of the last change. Raises StoreLocked after the wait.

        The server waits for a lock without end, so a watch terminates this transaction when its time is up.
        """
        watch = threading.Timer(self._bolt.wait_s, self._give_up)
        watch.daemon = True
        with self._bolt.translated():
            self._transaction = self._session.begin_transaction(metadata={"sanlian": self._token})
            watch.start()
            try:
                ((seq, at),) = self.run(_LOCK, holder=self._token)
            finally:
                watch.cancel()
        return seq, at

    def run(self, query: str, **parameters: Any) -> Rows:
        """The rows of one query of this transaction."""
        assert self._transaction is not None, "begin comes first"
        with self._bolt.translated():
            return self._transaction.run(cast(LiteralString, query), parameters).values()

    def commit(self) -> None:
        """Let others see it."""
        assert self._transaction is not None, "begin comes first"
        with self._bolt.translated():
            self._transaction.commit()

    def close(self) -> None:
        """Undo what was not committed. A connection that is gone has undone it already."""
        with suppress(Neo4jError, DriverError, OSError):
            if self._transaction is not None:
                self._transaction.close()
        with suppress(Neo4jError, DriverError, OSError):
            self._session.close()

    def _give_up(self) -> None:
        with suppress(Neo4jError, DriverError, OSError), self._bolt.session() as session:
            session.run(_TERMINATE, token=self._token).consume()


class Within(Bolt):
    """The wire of a transaction under way: what it has written is read with the rest."""

    def __init__(self, bolt: Bolt, writer: Writer) -> None:
        super().__init__(bolt.driver, bolt.url, wait_s=bolt.wait_s)
        self._writer = writer

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        return self._writer.run(query, **parameters)

    def streamed(self, query: str, parameters: Mapping[str, Any], *, writing: bool = False) -> Iterator[list[Any]]:
        yield from self._writer.run(query, **parameters)


def _known(query: str) -> Query:
    """The driver asks that no query be made of a user's text; ours are made of files and of the shapes' names."""
    return Query(cast(LiteralString, query))
