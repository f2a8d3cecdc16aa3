"""Make the README's pictures anew: the explorer and a page, over the stories of the demo street.

    .venv/bin/python tools/screenshot.py [FOLDER]

Into docs/images/ by default. The street is made in a temporary folder, from the usual seed.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page

from api.demo import make_demo
from api.server import create_app
from api.settings import Settings
from graph.store import EVERYTHING, Store, open_store
from tests.services.chromium import chromium
from viz.page import write_page
from viz.scene import scene_of

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PING_PONG = "楼顶违建"
"""The case that went from 城管 to 房管 and back; see docs/demo.md."""
RESTAURANT, COMPLAINT = "聚香阁", "聚香阁餐馆油烟直排影响居民生活"
"""A restaurant whose smoke one resident complained of by three channels."""


def main(folder: Path) -> None:
    """Write view.png and explore.png into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with _street() as store, chromium() as browser:
        with _page(browser) as page:
            _view(page, store)
            page.screenshot(path=folder / "view.png")
        with _served(store) as address, _page(browser) as page:
            _explore(page, address)
            page.screenshot(path=folder / "explore.png")


def _view(page: Page, store: Store) -> None:
    """The page of the case that was handed back and forth."""
    hits, _ = store.search(PING_PONG, kinds=["case"], first=1, scope=EVERYTHING)
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        write_page(scene_of(store, [hits[0].node.id], depth=1), Path(file.name))
        page.goto(Path(file.name).as_uri())
        page.wait_for_selector("body.drawn")
    page.evaluate("(id) => sanlian.drawing.choose(id)", hits[0].node.id)
    _settle(page)


def _explore(page: Page, address: str) -> None:
    """The explorer, with one of the three complaints chosen."""
    page.goto(f"{address}/explore")
    page.locator("#text").fill(RESTAURANT)
    page.locator("#search button").click()
    page.locator("#found").get_by_role("button", name=COMPLAINT).click()
    page.locator("#panel dl").wait_for()
    _settle(page)


def _settle(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)


@contextlib.contextmanager
def _street() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/street.db", create=True)
        try:
            make_demo(store, by="screenshot", progress=lambda *_: None)
            yield store
        finally:
            store.close()


@contextlib.contextmanager
def _served(store: Store) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(), store), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextlib.contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1500, "height": 880}, device_scale_factor=1.5, locale="zh-CN")
    try:
        yield page
    finally:
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
