"""The hand-made street, asked through every face: `street` is only read, `writable` is a fresh one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import pytest

from api.graphql import execute
from graph.store import Store, open_store
from tests.api.street import fill


class Asks(Protocol):
    """A query, and who asks it."""

    def __call__(self, query: str, variables: dict[str, Any] | None = None, **caller: Any) -> dict[str, Any]:
        """The whole answer."""
        ...


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The street in SQLite. Nobody writes to it."""
    with closing(_filled(tmp_path_factory.mktemp("street"))) as store:
        yield store


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Store]:
    """A street of one's own."""
    with closing(_filled(tmp_path)) as store:
        yield store


@pytest.fixture
def ask(street: Store) -> Asks:
    """Ask the street."""

    def asking(query: str, variables: dict[str, Any] | None = None, **caller: Any) -> dict[str, Any]:
        return execute(street, query, variables, **caller)

    return asking


def _filled(folder: Path) -> Store:
    store = open_store(f"sqlite:///{folder / 'street.db'}", create=True)
    fill(store)
    return store
