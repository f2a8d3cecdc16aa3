"""From an address to a store."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.errors import StoreUrlWrong
from graph.store.protocol import Store

_BOLT = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")


def open_store(
    url: str,
    *,
    create: bool = False,
    user: str = "",
    password: str = "",
    wait_s: float = 30.0,
    sparing: bool = False,
) -> Store:
    """The store at `url`: `sqlite:///relative.db`, `sqlite:////absolute.db` or `bolt://user:password@host:port`.

    `create` makes an empty one where there is none; without it that raises StoreMissing. `user` and `password` are
    taken where the address names none. `wait_s` is how long a writer waits for another. `sparing` keeps little of a
    file in memory: for a process that reads beside others. Raises a StoreError that says what is wrong.
    """
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite" and url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        from graph.store.sqlite import open_sqlite

        return open_sqlite(Path(unquote(url.removeprefix("sqlite:///"))), create=create, wait_s=wait_s, sparing=sparing)
    if scheme in _BOLT and urlsplit(url).hostname:
        from graph.store.neo4j import open_neo4j

        return open_neo4j(url, create=create, user=user, password=password, wait_s=wait_s)
    raise StoreUrlWrong(url=_without_password(url))


def _without_password(url: str) -> str:
    head, at, host = url.rpartition("@")
    return f"{head.split('://')[0]}://***@{host}" if at else url
