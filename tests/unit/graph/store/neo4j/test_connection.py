"""What the driver's errors mean, and that a verb is one round trip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import (
    SanlianError,
    ServerFull,
    StoreDamaged,
    StoreLocked,
    StoreReadOnly,
    StoreRefused,
    StoreUnreachable,
    StoreUrlWrong,
)
from graph.ids import make_id
from graph.store import EVERYTHING, Ask, Filter, Scope
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.opening import connect
from graph.store.neo4j.store import Neo4jStore
from graph.store.questions import CASES_OF

ONE, OTHER = (make_id("person", name) for name in ("王", "李"))


def coded(kind: type[Exception], code: str) -> Exception:
    error = kind("…")
    error._neo4j_code = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (ServiceUnavailable("refused"), StoreUnreachable),
        (SessionExpired("gone"), StoreUnreachable),
        (ConfigurationError("…"), StoreUnreachable),
        (ConnectionResetError("reset"), StoreUnreachable),
        (coded(AuthError, "Neo.ClientError.Security.Unauthorized"), StoreRefused),
        (coded(ClientError, "Neo.ClientError.Transaction.TransactionTerminated"), StoreLocked),
        (coded(TransientError, "Neo.TransientError.Transaction.LockClientStopped"), StoreLocked),
        (coded(TransientError, "Neo.TransientError.General.MemoryPoolOutOfMemoryError"), ServerFull),
        (coded(ClientError, "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase"), StoreReadOnly),
        (coded(DatabaseError, "Neo.DatabaseError.General.StorageDamageDetected"), StoreDamaged),
    ],
)
def test_every_error_of_the_driver_becomes_one_of_ours(error: Exception, ours: type[SanlianError]) -> None:
    assert type(Bolt(None, "bolt://h:1", wait_s=5).meaning(error)) is ours  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["bolt://host:port", "bolt://host:99999"])
def test_an_address_that_cannot_be_read_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StoreUrlWrong) as raised:
        connect(url.replace("//", "//user:secret@"), user="", password="", wait_s=1)
    assert "secret" not in str(raised.value)


# -- round trips -----------------------------------------------------------------------------------


class Counting:
    """A driver that counts the queries and answers each with the same rows."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self.queries: list[str] = []
        self._rows = rows

    def session(self, **_: Any) -> Counting:
        return self

    def __enter__(self) -> Counting:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, query: Any, parameters: dict[str, Any]) -> Counting:
        self.queries.append(query.text)
        return self

    def values(self) -> list[list[Any]]:
        return self._rows


VERBS: dict[str, tuple[Callable[[Neo4jStore, Scope], Any], list[list[Any]]]] = {
    "get": (lambda s, scope: s.get([ONE, OTHER, ONE], scope=scope), []),
    "find": (lambda s, scope: s.find("person", [Filter("name", "eq", "王")], total=True, scope=scope), [[None, 0]]),
    "count": (lambda s, scope: s.count("person", scope=scope), [[0]]),
    "count by": (lambda s, scope: s.count("person", by="sex", scope=scope), []),
    "neighbours": (
        lambda s, scope: s.neighbours([Ask(ids=[ONE, OTHER]), Ask(ids=[ONE], types=["in"], limit=0)], scope=scope),
        [],
    ),
    "around": (lambda s, scope: s.around([ONE, OTHER], depth=3, scope=scope), [[[], [], [], []]]),
    "path": (lambda s, scope: s.path([(ONE, OTHER), (OTHER, ONE)], scope=scope), []),
    "search": (lambda s, scope: s.search("物业 漏水", scope=scope), [[0, []]]),
    "ask": (lambda s, scope: s.ask(CASES_OF, ids=[ONE, OTHER], scope=scope), []),
    "head": (lambda s, scope: s.head(), [[0, None]]),
    "meta": (lambda s, scope: s.meta(), []),
}


@pytest.mark.parametrize("scope", [EVERYTHING, Scope.of("community-1")], ids=["everything", "own"])
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_one_round_trip_whatever_it_is_asked_for(verb: str, scope: Scope) -> None:
    call, rows = VERBS[verb]
    driver = Counting(rows)
    call(Neo4jStore(Bolt(driver, "bolt://h:1", wait_s=5)), scope)  # type: ignore[arg-type]
    assert len(driver.queries) == 1
    assert "visible(" not in driver.queries[0]
    assert "answering(" not in driver.queries[0]
