"""Subscriptions over a WebSocket: what is told, to whom, and who is turned away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from api.access import add_token
from api.server import create_app
from api.settings import Settings
from graph.ids import make_id
from graph.model import About, Case, Step, Task, Whistle
from graph.pipeline.watching import watch
from graph.store import EVERYTHING, Scope, Store
from tests.api.street import COMMITTEE, COMMUNITY, JUSTICE, MATTER, OTHER_COMMUNITY, POLICE, TELEPHONE, case

LOCAL = "http://127.0.0.1:8000"
CHANGED = (
    "subscription ($of: ID!, $since: Int) { changed(of: $of, since: $since) { seq news { id kind action sentence } } }"
)
AT = dt.datetime(2025, 3, 1, 9)


def _url(client: TestClient) -> str:
    return f"{client.base_url}/graphql".replace("http", "ws", 1)


@contextmanager
def connected(client: TestClient, **init: Any) -> Iterator[Any]:
    """A socket that has been acknowledged."""
    with client.websocket_connect(_url(client), subprotocols=["graphql-transport-ws"]) as socket:
        socket.send_json({"type": "connection_init", **init})
        assert socket.receive_json()["type"] == "connection_ack"
        yield socket


def subscribe(socket: Any, of: str, *, since: int | None = None, query: str = CHANGED) -> None:
    """Begin to wait."""
    payload = {"query": query, "variables": {"of": of, "since": since}}
    socket.send_json({"type": "subscribe", "id": "1", "payload": payload})


def news(socket: Any) -> list[dict[str, Any]]:
    """What the next message tells."""
    message = socket.receive_json()
    assert message["type"] == "next", message
    return message["payload"]["data"]["changed"]["news"]


@pytest.fixture
def client(writable: Store) -> Iterator[TestClient]:
    """A client on the machine itself."""
    with TestClient(create_app(Settings(), writable), base_url=LOCAL) as made:
        yield made


def step(of: int, kind: str, by: str, **more: Any) -> Step:
    """A step on a case, seen by whoever sees the case."""
    seen = (COMMUNITY if of % 3 else OTHER_COMMUNITY, POLICE)
    return Step(
        id=make_id("step", case(of), kind), kind=kind, at=AT, case=case(of), organisation=by, visible_to=seen, **more
    )


def write(store: Store, *records: Any) -> None:
    with store.change(by="测试", why="一步") as change:
        change.put(records)


def test_a_step_on_the_case_is_told_in_a_sentence_and_one_on_another_is_not(
    client: TestClient, writable: Store
) -> None:
    seq, _ = writable.head()
    with connected(client) as socket:
        write(writable, step(1, "hand_over", POLICE, to=(JUSTICE,), note=f"请接办，电话{TELEPHONE}"))
        write(writable, step(2, "settle", POLICE))
        write(writable, step(1, "close", POLICE))
        subscribe(socket, case(1), since=seq)
        first, second = news(socket), news(socket)
    assert [each["sentence"] for each in first] == ["民权派出所移交（民权司法所）：请接办，电话199****1234"]
    assert [(each["action"], each["sentence"]) for each in second] == [("created", "民权派出所办结")]


def test_what_is_written_while_waiting_is_told(client: TestClient, writable: Store) -> None:
    with connected(client) as socket:
        subscribe(socket, case(1), since=writable.head()[0])
        write(writable, step(1, "accept", POLICE))
        assert [each["kind"] for each in news(socket)] == ["step"]


def test_what_becomes_about_the_case_is_watched_from_then_on(client: TestClient, writable: Store) -> None:
    seq, _ = writable.head()
    whistle = Whistle(id=make_id("whistle", "1"), subject="请到场", at=AT, visible_to=(COMMUNITY,))
    write(writable, whistle, About(source=whistle.id, target=case(1)))
    write(writable, replace(whistle, status="answered"))
    with connected(client) as socket:
        subscribe(socket, case(1), since=seq)
        assert {each["kind"] for each in news(socket)} == {"whistle", "about"}
        assert [(each["kind"], each["action"]) for each in news(socket)] == [("whistle", "updated")]


def test_that_more_people_see_a_record_is_no_news(writable: Store) -> None:
    seq, _ = writable.head()
    known = step(1, "accept", POLICE, to=(COMMITTEE,))
    write(writable, known)
    write(writable, replace(known, visible_to=(*known.visible_to, JUSTICE)), step(1, "close", COMMITTEE))
    moved = watch(writable, COMMITTEE, scope=EVERYTHING, since=seq).news(writable, scope=Scope.of(POLICE))
    told = [(entry.after.kind, entry.before is None) for one in moved for entry in one.entries]  # type: ignore[union-attr]
    assert told == [("accept", True), ("close", True)]


def test_a_matter_tells_of_its_cases(client: TestClient, writable: Store) -> None:
    seq, _ = writable.head()
    write(writable, step(5, "accept", POLICE))
    write(writable, step(1, "accept", POLICE))
    with connected(client) as socket:
        subscribe(socket, MATTER, since=seq)
        assert [each["sentence"] for each in news(socket)] == ["民权派出所接收"]


def test_an_organisation_is_told_of_its_tasks_and_the_first_receiver_of_every_step(
    client: TestClient, writable: Store
) -> None:
    seq, _ = writable.head()
    task = Task(
        id=make_id("task", "1"), kind="accept", title="漏水", subject=case(1), case=case(1), organisation=COMMITTEE,
        opened_at=AT, due_at=AT + dt.timedelta(days=1), visible_to=(COMMUNITY,),
    )  # fmt: skip
    write(writable, replace(task, id=make_id("task", "2"), organisation=JUSTICE))
    write(writable, task)
    write(writable, step(1, "mediate", JUSTICE))
    with connected(client) as socket:
        subscribe(socket, COMMITTEE, since=seq)
        assert [each["sentence"] for each in news(socket)] == ["打铜社区居委会的待办“接收”：时限 2025-03-02 09:00"]
        assert [each["sentence"] for each in news(socket)] == ["民权司法所调解"]


def test_what_lies_outside_the_scope_is_not_told(writable: Store) -> None:
    token = add_token(writable, role="clerk", areas=[COMMUNITY])
    seq, _ = writable.head()
    with_phone = writable.get([case(1)], scope=EVERYTHING)[0]
    assert isinstance(with_phone, Case)
    write(writable, replace(step(1, "accept", POLICE), visible_to=(OTHER_COMMUNITY,)))
    write(writable, replace(with_phone, status="closed"))
    app = create_app(Settings(host="0.0.0.0"), writable)
    with (
        TestClient(app, base_url="http://street.example:8000") as beyond,
        connected(beyond, payload={"authorization": f"Bearer {token}"}) as socket,
    ):
        subscribe(socket, case(1), since=seq)
        assert [each["kind"] for each in news(socket)] == ["case"]
        socket.send_json({"type": "complete", "id": "1"})
        subscribe(socket, case(3), since=seq)
        refused = socket.receive_json()
    assert refused["payload"]["errors"][0]["extensions"]["code"] == "UNKNOWN_RECORD"


def test_nobody_is_acknowledged_without_a_token(writable: Store) -> None:
    add_token(writable, role="clerk")
    app = create_app(Settings(host="0.0.0.0"), writable)
    with TestClient(app, base_url="http://street.example:8000") as beyond:
        for init in ({}, {"payload": {"authorization": "Bearer nothing"}}, {"payload": {"authorization": 5}}):
            with beyond.websocket_connect(_url(beyond), subprotocols=["graphql-transport-ws"]) as socket:
                socket.send_json({"type": "connection_init", **init})
                with pytest.raises(WebSocketDisconnect) as closed:
                    socket.receive_json()
            assert closed.value.code == 4403


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"host": "evil.example"}])
def test_a_page_of_another_site_gets_no_socket(client: TestClient, headers: dict[str, str]) -> None:
    asked = client.websocket_connect(_url(client), subprotocols=["graphql-transport-ws"], headers=headers)
    with pytest.raises(WebSocketDisconnect), asked:
        pass


@pytest.mark.parametrize(
    ("of", "code"),
    [
        ("case-0000000000000000", "UNKNOWN_RECORD"),
        ("nothing", "BAD_ID"),
        (make_id("place", "unit", "x"), "UNKNOWN_RECORD"),
    ],
)
def test_what_cannot_be_watched_is_said(client: TestClient, of: str, code: str) -> None:
    with connected(client) as socket:
        subscribe(socket, of)
        message = socket.receive_json()
    errors = message["payload"]["errors"] if message["type"] == "next" else message["payload"]
    assert errors[0]["extensions"]["code"] == code


def test_the_socket_takes_subscriptions_alone(client: TestClient) -> None:
    with connected(client) as socket:
        subscribe(socket, case(1), query="{ cases { totalCount } }")
        message = socket.receive_json()
    assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", "BAD_QUERY")
