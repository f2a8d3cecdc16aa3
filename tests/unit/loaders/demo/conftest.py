"""One demo street for all tests of its room: made once, and once written, resolved and linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.pipeline import link, resolve
from graph.store import Store, open_store
from loaders.demo import Chapter, Street, build_street


@pytest.fixture(scope="session")
def street() -> Street:
    return build_street()


@pytest.fixture(scope="session")
def chapters(street: Street) -> list[Chapter]:
    return list(street.chapters())


@pytest.fixture(scope="session")
def linked(street: Street, chapters: list[Chapter], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The street in a store, with who is who and what belongs together."""
    with written(street, chapters, tmp_path_factory.mktemp("demo")) as store:
        yield store


@contextmanager
def written(street: Street, chapters: Iterable[Chapter], folder: Path) -> Iterator[Store]:
    """A street in a store of its own, resolved and linked."""
    store = open_store(f"sqlite:///{folder}/street.db", create=True)
    for chapter in chapters:
        with store.change(by="demo", why=chapter.why, at=chapter.at) as change:
            change.put(chapter.records)
    resolve(store, by="demo")
    with store.change(by="demo", why="between people") as change:
        change.put(street.between_people())
    link(store, by="demo")
    yield store
    store.close()
