"""One contract, every engine: `store` is empty and to be written, `street` is filled and only to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from graph.store import Reader, Store
from tests.contract.comparing import Check, compare
from tests.contract.engines import Engine, Neo4j, Site, Sqlite
from tests.contract.street import street as street_records


@pytest.fixture(scope="session", params=["sqlite", "neo4j"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine that a test is run on; the only place that knows which."""
    if request.param == "sqlite":
        yield Sqlite(tmp_path_factory.mktemp("stores"))
        return
    server = Neo4j(request.getfixturevalue("running_neo4j"))
    yield server
    server.close()


@pytest.fixture
def site(engine: Engine) -> Site:
    """An empty place for a store."""
    return engine.empty()


@pytest.fixture
def store(site: Site) -> Iterator[Store]:
    """An empty store, opened; `site` opens it again."""
    with site.opened(create=True) as opened:
        yield opened


@pytest.fixture
def street(engine: Engine) -> Iterator[Reader]:
    """The hand-made street of `street.py`. Nobody writes to it."""
    with engine.holding("street", street_records).opened() as opened:
        yield opened


@pytest.fixture
def comparing(engine: Engine, store: Store) -> Callable[[Check], None]:
    """Runs a check on generated graphs, beside the reference; see `comparing.py`."""

    def run(check: Check) -> None:
        compare(store, check, examples=engine.examples)

    return run
