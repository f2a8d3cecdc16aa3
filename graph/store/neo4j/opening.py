"""From an address to a store that is known to be one."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import ConfigurationError

from graph.errors import NotAStore, StoreMissing, StoreNewer, StoreUrlWrong
from graph.schema import SCHEMA_VERSION
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.migrate import add_missing, migrate

APPLICATION = "sanlian"
"""What a `Meta` node says when the database is ours."""

_FOUND = f"""
OPTIONAL MATCH (m:Meta {{application: '{APPLICATION}'}})
RETURN m.schema_version AS version, EXISTS {{ MATCH () }} AS used
"""
_MAKE = f"""
MERGE (m:Meta {{application: '{APPLICATION}'}})
ON CREATE SET m.schema_version = $version, m.seq = 0
"""
_CONNECT_S = 10.0


def connect(url: str, *, user: str, password: str, wait_s: float) -> Bolt:
    """A driver for `bolt://user:password@host:port`; nothing is sent yet. Raises StoreUrlWrong."""
    parts = urlsplit(url)
    name, word = unquote(parts.username or user), unquote(parts.password or password)
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what goes wrong is said by our errors, once
    return Bolt(_driver(parts, (name, word) if name else None), _address(parts), wait_s=wait_s)


def ready(bolt: Bolt, *, create: bool) -> None:
    """See that a store of this version is behind the driver: made when `create`, migrated when older.

    Raises StoreUnreachable, StoreRefused, StoreMissing, NotAStore, StoreNewer.
    """
    ((found, used),) = bolt.rows(_FOUND, {})
    if found is None:
        if used:
            raise NotAStore(url=bolt.url, reason="里面是别的数据")
        if not create:
            raise StoreMissing(url=bolt.url)
        _make(bolt)
    elif found > SCHEMA_VERSION:
        raise StoreNewer(url=bolt.url, found=found, known=SCHEMA_VERSION)
    elif found < SCHEMA_VERSION:
        migrate(bolt, found)


def _make(bolt: Bolt) -> None:
    """An empty store, also when two programs make it at once: every statement may be run again."""
    add_missing(bolt)
    with bolt.translated(), bolt.session() as session:
        session.run(_MAKE, version=SCHEMA_VERSION).consume()


def _driver(parts: SplitResult, auth: Any) -> Driver:
    try:
        return GraphDatabase.driver(
            _address(parts),
            auth=auth,
            connection_timeout=_CONNECT_S,
            connection_acquisition_timeout=_CONNECT_S * 3,
            liveness_check_timeout=30.0,
            keep_alive=True,
            telemetry_disabled=True,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    except (ConfigurationError, ValueError) as error:
        raise StoreUrlWrong(url=_address(parts)) from error


def _address(parts: SplitResult) -> str:
    """The address without user and password. Raises StoreUrlWrong for a port that is no number."""
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise StoreUrlWrong(url=f"{parts.scheme}://{parts.hostname}:…") from error
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}{port}"
