"""An empty store, and a load into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from graph.store import Store, open_store
from loaders.load import load_files
from loaders.report import LoadReport

AT = dt.datetime(2024, 6, 3, 8, 0, tzinfo=dt.UTC)


class Load(Protocol):
    def __call__(self, *paths: Path, **options: Any) -> LoadReport: ...


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/street.db", create=True)
    yield opened
    opened.close()


@pytest.fixture
def load(store: Store) -> Load:
    """`load_files` into the store, by a clerk, at a fixed time."""

    def run(*paths: Path, **options: Any) -> LoadReport:
        return load_files(store, paths, by="录入员", at=AT, **options)

    return run
