"""The files that `make assets` made, under the strictest policy a page of ours may have, with no network."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from graphql import build_schema, graphql_sync
from playwright.sync_api import Browser, Page, expect

from tests.services.chromium import chromium

ASSETS = Path(__file__).resolve().parents[2] / "viz" / "assets"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "font-src 'self' data:; img-src 'self' data:; worker-src 'self' blob:"
)
GRAPHIQL_PAGE = """<!doctype html><meta charset="utf-8"><title>GraphiQL</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/graphiql.css">
<style>html, body, #graphiql { height: 100%; margin: 0 }</style>
<div id="graphiql" data-endpoint="/graphql" data-query="{ street }"></div>
<script src="/assets/graphiql.js"></script>"""
NETWORK_PAGE = """<!doctype html><meta charset="utf-8"><title>vis</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/vis-network.min.css"><div id="net" style="height: 300px"></div>
<script src="/assets/vis-network.min.js"></script><script src="/draw.js"></script>"""
DRAW = """const nodes = [{id: 1, label: "张某", x: 0, y: 0}, {id: 2, label: "案件", x: 90, y: 0}];
window.network = new vis.Network(document.getElementById("net"), {nodes, edges: [{from: 1, to: 2}]},
  {physics: false});"""
SCHEMA = build_schema("type Query { street: String! }")
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        own = {"/graphiql.html": GRAPHIQL_PAGE, "/network.html": NETWORK_PAGE, "/draw.js": DRAW}
        if self.path in own:
            self._answer(own[self.path].encode(), TYPES[Path(self.path).suffix])
        elif self.path.startswith("/assets/") and (ASSETS / Path(self.path).name).is_file():
            self._answer((ASSETS / Path(self.path).name).read_bytes(), TYPES[Path(self.path).suffix])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = graphql_sync(SCHEMA, asked["query"], {"street": "民权街道"})
        self._answer(json.dumps(answer.formatted).encode(), "application/json")

    def _answer(self, body: bytes, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: pytest shows what matters."""


@dataclass
class _Watched:
    """A page with everything that went wrong on it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        self.page.on("console", self._heard)

    def _heard(self, message) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def watched(browser: Browser) -> Iterator[_Watched]:
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    yield _Watched(page)
    page.close()


def test_graphiql_reads_the_schema_and_runs_a_query(watched: _Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/graphiql.html")
    run = page.get_by_role("button", name="Execute query")
    expect(run).to_be_visible(timeout=30_000)
    expect(page.locator(".graphiql-query-editor .view-lines")).to_contain_text("street", timeout=30_000)
    run.click()
    expect(page.locator(".graphiql-response .view-lines")).to_contain_text("民权街道", timeout=30_000)
    assert len(page.workers) >= 1
    assert watched.complaints == []


def test_graphiql_marks_a_field_that_the_schema_lacks(watched: _Watched, address: str) -> None:
    """The language worker is at work: the mistake is found in the editor, before anything is sent."""
    page = watched.page
    page.goto(f"{address}/graphiql.html")
    editor = page.locator(".graphiql-query-editor .view-lines")
    expect(editor).to_contain_text("street", timeout=30_000)
    editor.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("{ strasse")
    expect(page.locator(".graphiql-query-editor .squiggly-error").first).to_be_attached(timeout=30_000)
    assert watched.complaints == []


def test_vis_network_draws_at_the_coordinates_given(watched: _Watched, address: str) -> None:
    watched.page.goto(f"{address}/network.html")
    positions = watched.page.evaluate("window.network.getPositions()")
    assert positions == {"1": {"x": 0, "y": 0}, "2": {"x": 90, "y": 0}}
    assert watched.complaints == []
