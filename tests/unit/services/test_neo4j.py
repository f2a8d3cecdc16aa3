"""The launcher's own rules; that a server starts, answers and stops is tried by every contract test."""

from __future__ import annotations

import pytest

from tests.services.errors import ServiceUnavailable
from tests.services.neo4j import GIVEN_SERVER, Neo4jServer, neo4j_server, parse_server


def test_a_given_server_is_read_from_its_address() -> None:
    server = parse_server("bolt://neo4j:p%40ss-word@127.0.0.1:7000")
    assert (server.url, server.user, server.password) == ("bolt://127.0.0.1:7000", "neo4j", "p@ss-word")
    assert server.home is None


@pytest.mark.parametrize("address", ["http://neo4j:x@h:1", "bolt://127.0.0.1:7687", "bolt://neo4j@h:1", "nonsense"])
def test_an_address_without_what_it_takes_is_refused(address: str) -> None:
    with pytest.raises(ServiceUnavailable, match="bolt://user:password@host:port"):
        parse_server(address)


@pytest.mark.parametrize("verb", ["start", "stop", "kill", "restart"])
def test_a_given_server_is_not_ours_to_stop(verb: str) -> None:
    given = Neo4jServer(url="bolt://127.0.0.1:1", user="neo4j", password="secret-1")
    with pytest.raises(ServiceUnavailable, match="not ours"):
        getattr(given, verb)()


def test_a_password_never_shows_in_a_failed_test() -> None:
    assert "secret-1" not in repr(Neo4jServer(url="bolt://h:1", user="neo4j", password="secret-1"))


def test_without_a_server_the_run_fails_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(GIVEN_SERVER, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServiceUnavailable, match=r"tools/prerequisites\.sh"), neo4j_server():
        pass
