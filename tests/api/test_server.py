"""The server: who may ask, from where, how; and the pages, which ask nobody else for anything."""

from __future__ import annotations

import base64
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access import add_token, list_tokens, remove_token
from api.guard import LARGEST_BODY
from api.server import create_app, serve
from api.settings import Settings
from graph.errors import PortTaken, TokenNeeded, UnknownCode, UnknownRecord
from graph.store import Store
from tests.api.street import COMMUNITY, TELEPHONE

LOCAL = "http://127.0.0.1:8000"
QUERY = {"query": "{ cases { totalCount } }"}


@pytest.fixture(scope="module")
def local(street: Store) -> Iterator[TestClient]:
    """A client on the machine itself."""
    with TestClient(create_app(Settings(), street), base_url=LOCAL) as client:
        yield client


def beyond(store: Store, **settings: Any) -> TestClient:
    """A client of a server that listens on all addresses."""
    return TestClient(create_app(Settings(host="0.0.0.0", **settings), store), base_url="http://street.example:8000")


def code(response: Any) -> str:
    """The code of the error that came back."""
    return response.json()["errors"][0]["extensions"]["code"]


def test_a_token_counts_on_the_machine_itself_too(writable: Store) -> None:
    token = add_token(writable, role="clerk", areas=[COMMUNITY])
    with TestClient(create_app(Settings(), writable), base_url=LOCAL) as client:
        all_of_it, own, unknown = (
            client.post("/graphql", json=QUERY, headers={"authorization": f"Bearer {each}"} if each else {})
            for each in (None, token, "none")
        )
    assert unknown.status_code == 401
    assert own.json()["data"]["cases"]["totalCount"] < all_of_it.json()["data"]["cases"]["totalCount"]


# -- asking --------------------------------------------------------------------------------------


def test_a_query_is_answered(local: TestClient) -> None:
    response = local.post("/graphql", json=QUERY)
    assert (response.status_code, response.json()) == (200, {"data": {"cases": {"totalCount": 12}}})
    assert response.headers["content-type"] == "application/json"


def test_variables_and_operation_are_taken(local: TestClient) -> None:
    query = "query A($n: Int) { cases(first: $n) { nodes { number } } } query B { cases { totalCount } }"
    response = local.post("/graphql", json={"query": query, "variables": {"n": 1}, "operationName": "A"})
    assert len(response.json()["data"]["cases"]["nodes"]) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"query": 1}', b'{"query": " "}', b'{"query": "{a}", "variables": []}', b"\xff\xfe",
     b'{"query": "{a}", "operationName": 5}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_request_is_a_client_error(local: TestClient, body: bytes) -> None:
    response = local.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_a_wrong_query_is_a_client_error(local: TestClient) -> None:
    for query in ("{ nothing }", "{", "{ cases(first: 1000) { nodes { parties(first: 1000) { totalCount } } } }"):
        assert local.post("/graphql", json={"query": query}).status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken_so_that_no_form_of_another_site_can_write(local: TestClient, kind: str) -> None:
    response = local.post("/graphql", content=b'{"query": "{ cases { totalCount } }"}', headers={"content-type": kind})
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_a_body_beyond_all_measure_is_refused(local: TestClient) -> None:
    response = local.post("/graphql", content=b" " * (LARGEST_BODY + 1), headers={"content-type": "application/json"})
    assert (response.status_code, code(response)) == (413, "BODY_TOO_LARGE")


def test_an_address_that_is_not_there(local: TestClient) -> None:
    response = local.get("/docs")
    assert (response.status_code, code(response)) == (404, "NO_SUCH_PAGE")


# -- who, and from where ---------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[", "10.0.0.1"])
def test_another_host_name_on_the_machines_own_address_is_refused(local: TestClient, host: str) -> None:
    response = local.post("/graphql", json=QUERY, headers={"host": host})
    assert (response.status_code, code(response)) == (421, "FOREIGN_HOST")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_its_own_names_are_taken(local: TestClient, host: str) -> None:
    assert local.post("/graphql", json=QUERY, headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1.evil"])
def test_a_page_of_another_origin_is_refused(local: TestClient, origin: str) -> None:
    response = local.post("/graphql", json=QUERY, headers={"origin": origin})
    assert (response.status_code, code(response)) == (403, "FOREIGN_ORIGIN")


def test_the_own_origin_is_taken(local: TestClient) -> None:
    assert local.post("/graphql", json=QUERY, headers={"origin": LOCAL}).status_code == 200


def test_beyond_the_machine_every_request_needs_a_token(writable: Store) -> None:
    secret = add_token(writable, role="investigator", name="张调查")
    client = beyond(writable)
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": secret}, {"authorization": "Basic ???"}):
        response = client.post("/graphql", json=QUERY, headers=headers)
        assert (response.status_code, code(response)) == (401, "UNAUTHORISED")
        assert "Bearer" in response.headers["www-authenticate"]
    assert client.get("/explore").status_code == client.get("/graphql").status_code == 401
    assert client.get("/health").status_code == 200
    basic = base64.b64encode(f"me:{secret}".encode()).decode()
    for authorization in (f"Bearer {secret}", f"Basic {basic}"):
        assert client.post("/graphql", json=QUERY, headers={"authorization": authorization}).status_code == 200


def test_a_token_carries_its_scope_and_its_role(writable: Store) -> None:
    secret = add_token(writable, role="网格员", areas=(COMMUNITY,))
    query = "{ cases { totalCount } changes { head } }"
    response = beyond(writable).post("/graphql", json={"query": query}, headers={"authorization": f"Bearer {secret}"})
    assert response.json()["data"] == {"cases": {"totalCount": 8}, "changes": None}
    assert code(response) == "NOT_ALLOWED"


def test_a_token_that_was_taken_away_is_worthless(writable: Store) -> None:
    secret = add_token(writable, role="admin", name="旧")
    listed = list_tokens(writable)
    assert [(each["role"], each["name"], each["areas"]) for each in listed] == [("管理员", "旧", "全部")]
    assert secret not in str(listed) and secret not in str(writable.meta())
    client, headers = beyond(writable), {"authorization": f"Bearer {secret}"}
    assert client.post("/graphql", json=QUERY, headers=headers).status_code == 200
    remove_token(writable, listed[0]["id"])
    assert client.post("/graphql", json=QUERY, headers=headers).status_code == 401
    with pytest.raises(UnknownRecord):
        remove_token(writable, listed[0]["id"])
    with pytest.raises(UnknownCode):
        add_token(writable, role="皇帝")


def test_names_beyond_the_machine_may_be_bound(writable: Store) -> None:
    headers = {"authorization": f"Bearer {add_token(writable, role='admin')}"}
    assert beyond(writable, hosts=("street.example",)).post("/graphql", json=QUERY, headers=headers).status_code == 200
    assert (
        code(beyond(writable, hosts=("other.example",)).post("/graphql", json=QUERY, headers=headers)) == "FOREIGN_HOST"
    )


def test_no_server_beyond_the_machine_without_a_token(street: Store) -> None:
    with pytest.raises(TokenNeeded):
        serve(street, Settings(), host="0.0.0.0", port=0)


def test_a_taken_port_is_one_sentence(street: Store) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken):
            serve(street, Settings(), port=taken.getsockname()[1])


# -- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/explore", "/graphql", "/health", "/nowhere", "/assets/graphiql.js"])
def test_everything_carries_the_policy(local: TestClient, path: str) -> None:
    response = local.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "http" not in policy and "unsafe-eval" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/explore", "/graphql"])
def test_a_page_names_no_other_host_and_its_files_are_there(local: TestClient, path: str) -> None:
    page = local.get(path)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "//" not in re.sub(r"<!--.*?-->", "", page.text.replace("</", "<")).replace("http://www.w3.org", "")
    files = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert len(files) >= 2
    for each in files:
        assert local.get(each).status_code == 200, each


def test_the_start_leads_to_the_explorer(local: TestClient) -> None:
    response = local.get("/", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, "/explore")


def test_health_tells_the_last_change_and_nothing_else(local: TestClient) -> None:
    health = local.get("/health").json()
    assert (health["status"], health["head"], set(health)) == ("ok", 1, {"status", "head", "at"})


def test_an_error_nobody_foresaw_is_told_without_our_insides(street: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"secret {TELEPHONE}")

    monkeypatch.setattr("api.server.answer", fails)
    client = TestClient(create_app(Settings(), street), base_url=LOCAL, raise_server_exceptions=False)
    response = client.post("/graphql", json=QUERY)
    assert (response.status_code, code(response)) == (500, "INTERNAL")
    assert "secret" not in response.text
    assert "content-security-policy" in response.headers
