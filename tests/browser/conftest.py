"""One browser and one small store for the pages of ours; no page may reach anything but 127.0.0.1 and its own file."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser

from api.server import create_app
from api.settings import Settings
from graph.store import Store, open_store
from tests.browser import street
from tests.browser.watching import Watched
from tests.services.chromium import chromium


@pytest.fixture(scope="module")  # two cannot be open at once, and test_assets has its own
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1500, "height": 900})
    page.set_default_timeout(15_000)
    yield Watched(page)
    page.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('street') / 'street.db'}", create=True)
    with opened.change(by="test", why="a few houses") as change:
        change.put([*street.nodes(), *street.edges()])
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def address(store: Store) -> Iterator[str]:
    """Where the server answers, in a thread of this process."""
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(), store), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
