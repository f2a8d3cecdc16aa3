"""The machine's own Chromium for the browser tests, with every foreign host unreachable.

with chromium() as browser:
    page = browser.new_page()
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from tests.services.errors import ServiceUnavailable

NAMES = ("chromium", "chromium-browser", "google-chrome")
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser that reaches 127.0.0.1 alone; raises ServiceUnavailable where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise ServiceUnavailable("The tests need a real Chromium and there is none here: run tools/prerequisites.sh.")
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root, as it does in most build machines.
        sandboxed = os.geteuid() != 0
        browser = playwright.chromium.launch(
            executable_path=path, args=[OFFLINE, "--lang=zh-CN"], chromium_sandbox=sandboxed
        )
        try:
            yield browser
        finally:
            browser.close()
