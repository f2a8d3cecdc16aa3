"""一案一码: the code of a case leads to it, and to nobody who may not see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.access import add_token, identify, list_tokens
from api.server import create_app
from api.settings import Settings
from graph.errors import UnknownRecord
from graph.store import Store
from tests.api.conftest import Sanlian
from tests.api.street import COMMUNITY, POLICE, case, person

LOCAL = "http://127.0.0.1:8000"


def test_the_code_leads_to_the_case(street: Store) -> None:
    with TestClient(create_app(Settings(), street), base_url=LOCAL, follow_redirects=False) as client:
        led = client.get(f"/c/{case(1)}")
        assert (led.status_code, led.headers["location"]) == (307, f"/explore#{case(1)}")
        drawn = client.get(f"/c/{case(1)}/code.svg")
        assert (drawn.headers["content-type"], drawn.content[:5]) == ("image/svg+xml", b"<?xml")


@pytest.mark.parametrize("id", [person(1), "case-0000000000000000", "nothing"])
def test_what_is_no_case_has_no_code(street: Store, id: str) -> None:
    with TestClient(create_app(Settings(), street), base_url=LOCAL) as client:
        assert client.get(f"/c/{id}").status_code in (400, 404)
        assert client.get(f"/c/{id}/code.svg").status_code in (400, 404)


def test_it_leads_nobody_to_what_they_may_not_see(writable: Store) -> None:
    token = add_token(writable, role="clerk", areas=[COMMUNITY])
    app = create_app(Settings(host="0.0.0.0"), writable)
    with TestClient(app, base_url="http://street.example:8000", follow_redirects=False) as client:
        headers = {"authorization": f"Bearer {token}"}
        assert client.get(f"/c/{case(1)}", headers=headers).status_code == 307
        assert client.get(f"/c/{case(3)}", headers=headers).status_code == 404
        assert client.get(f"/c/{case(1)}").status_code == 401


@pytest.mark.parametrize(("suffix", "begins"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_the_code_is_written_as_a_file(
    writable: Store, sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, begins: bytes
) -> None:
    monkeypatch.setenv("SANLIAN_BASE_URL", "http://street.example/")
    file = tmp_path / f"code{suffix}"
    said = sanlian("case", "code", "W001", "-o", file)
    assert said.out == f"http://street.example/c/{case(1)}\n"
    assert file.read_bytes().startswith(begins)


def test_another_kind_of_file_is_refused_before_anything_is_written(
    writable: Store, sanlian: Sanlian, tmp_path: Path
) -> None:
    said = sanlian("case", "code", "W001", "-o", tmp_path / "code.gif")
    assert (said.code, list(tmp_path.glob("code*"))) == (1, [])
    assert ".svg 或 .png" in said.err


def test_a_token_names_the_organisation_for_which_it_acts(writable: Store) -> None:
    secret = add_token(writable, role="liaison", organisation=POLICE)
    assert identify(writable, f"Bearer {secret}").organisation == POLICE
    assert list_tokens(writable)[0]["organisation"] == POLICE
    with pytest.raises(UnknownRecord):
        add_token(writable, role="liaison", organisation=COMMUNITY)
