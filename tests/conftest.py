"""What every room of tests shares: the report's header, and one Neo4j for the whole run."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.services.chromium import NAMES
from tests.services.neo4j import GIVEN_SERVER, Neo4jServer, neo4j_server


def pytest_report_header() -> list[str]:
    """Which engines and which browser this run stands on; what is missing fails where it is needed."""
    return [
        f"engines: sqlite {sqlite3.sqlite_version}, neo4j: {_neo4j()}",
        f"browser: {next(filter(None, map(shutil.which, NAMES)), 'MISSING, run tools/prerequisites.sh')}",
    ]


@pytest.fixture(scope="session")
def running_neo4j() -> Iterator[Neo4jServer]:
    """One real server for all tests of a run, started when the first asks; whoever writes also clears."""
    with neo4j_server() as server:
        yield server


def _neo4j() -> str:
    given = os.environ.get(GIVEN_SERVER)
    if given:
        return f"the one at {urlsplit(given).hostname}:{urlsplit(given).port} ({GIVEN_SERVER})"
    missing = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"MISSING {', '.join(missing)}, run tools/prerequisites.sh" if missing else "its own, from tests/services"
