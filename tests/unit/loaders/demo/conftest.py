"""One demo street for all tests of its room: it is made once, in a second or two."""

from __future__ import annotations

import pytest

from loaders.demo import Chapter, Street, build_street


@pytest.fixture(scope="session")
def street() -> Street:
    return build_street()


@pytest.fixture(scope="session")
def chapters(street: Street) -> list[Chapter]:
    return list(street.chapters())
