"""Connections: how a file is opened, what its errors mean, and through which lens a reader looks.

A lens is a moment (a change's number, or now) and a scope. A connection with a lens has temporary views of the tables'
own names, which SQLite finds before the tables: every verb and every question file is then answered as of that moment
and within that scope, and none of them can forget it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from graph.errors import NotAStore, StoreDamaged, StoreFull, StoreLocked, StoreMissing, StoreReadOnly
from graph.model import NODES
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Shape
from graph.schema.sqlite_ddl import (
    KIND_BITS,
    edge_properties,
    edge_view,
    node_columns,
    side_fields,
    side_table_of,
    table_of,
)

APPLICATION_ID = 0x534C_4741
"""Says in a file's header that it is a sanlian store (SQLite's `application_id`)."""

_LENSES_KEPT = 8
"""Connections a thread keeps: a server's readers have few different scopes at a time."""

PUBLIC_CODES = ", ".join(str(code) for code, each in enumerate(NODES) if each.PUBLIC)


_PRAGMAS = (
    "synchronous = NORMAL",  # a killed process loses nothing; a power cut may lose the last changes, never part of one
    "cache_size = -65536",
    "mmap_size = 134217728",  # what is mapped counts as the process's own memory
    "temp_store = MEMORY",
    "wal_autocheckpoint = 8000",  # pages; at SQLite's own 1000 the demo is written a quarter slower
)


_WRITING_PRAGMAS = (
    "cache_size = -131072",  # a load touches pages everywhere: 400,000 rows took a quarter longer at 64 MB than at 160
    "mmap_size = 0",  # what a change has written stands in the log, which is never mapped
)


_SPARING_PRAGMAS = (
    "cache_size = -16384",
    "mmap_size = 0",
)


class Lens(NamedTuple):
    """Through what a connection looks at the store."""

    seq: int | None
    """The last change that is seen; None: all."""
    areas: frozenset[str] | None
    """The scope's areas; None: every row."""

    @property
    def clear(self) -> bool:
        return self.seq is None and self.areas is None


def connect(path: Path, *, wait_s: float, write: bool, sparing: bool = False) -> sqlite3.Connection:
    """A connection to an existing file. A folder or file that cannot be written is opened for reading alone.

    `sparing`: one that keeps few pages, to read.
    """
    name = quote(str(path.resolve()))
    connection = _opened(f"file:{name}?mode=rw", wait_s)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if write or error.sqlite_errorname not in (
            "SQLITE_CANTOPEN",
            "SQLITE_READONLY",
            "SQLITE_READONLY_DIRECTORY",
        ):
            raise
        connection = _opened(f"file:{name}?mode=ro&immutable=1", wait_s)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    for pragma in _WRITING_PRAGMAS if write else _SPARING_PRAGMAS if sparing else ():
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _opened(uri: str, wait_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=wait_s, check_same_thread=False, cached_statements=512
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def translated(path: Path, wait_s: float) -> Iterator[None]:
    """SQLite's errors as ours."""
    url = f"sqlite:///{path}"
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreLocked(url=url, waited_s=wait_s) from error
        if name.startswith("SQLITE_READONLY") or (name.startswith("SQLITE_CANTOPEN") and path.exists()):
            raise StoreReadOnly(url=url) from error
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
            raise StoreFull(url=url) from error
        if name.startswith("SQLITE_CANTOPEN"):
            raise StoreMissing(url=url) from error
        if name.startswith("SQLITE_NOTADB"):
            raise NotAStore(url=url, reason="不是 SQLite 文件") from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_IOERR")):
            raise StoreDamaged(url=url, reason=str(error)) from error
        raise


class Connections:
    """A store's connections: to each thread its own, the last used lenses kept open."""

    def __init__(self, path: Path, wait_s: float, *, sparing: bool = False) -> None:
        self.path = path
        self.wait_s = wait_s
        self._sparing = sparing
        self._mine = threading.local()
        self._all: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._closed = False

    def reading(self, lens: Lens) -> sqlite3.Connection:
        """This thread's connection for `lens`."""
        kept: OrderedDict[Lens, sqlite3.Connection] | None = getattr(self._mine, "kept", None)
        if kept is None:
            kept = self._mine.kept = OrderedDict()
        connection = kept.get(lens)
        if connection is None or self._closed:
            connection = kept[lens] = self._new(lens)
            if len(kept) > _LENSES_KEPT:
                self._drop(kept.popitem(last=False)[1])
        kept.move_to_end(lens)
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one connection that writes, for one at a time; a transaction left open in the block is rolled back.

        It stays open between changes, so that the pages which they share stay in its cache.
        """
        if not self._turn.acquire(timeout=self.wait_s):
            raise StoreLocked(url=f"sqlite:///{self.path}", waited_s=self.wait_s)
        try:
            with translated(self.path, self.wait_s):
                if self._writer is None or self._closed:
                    self._writer = self._kept(connect(self.path, wait_s=self.wait_s, write=True))
                try:
                    yield self._writer
                finally:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
        finally:
            self._turn.release()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for each in self._all:
                with suppress(sqlite3.Error):
                    each.close()
            self._all.clear()

    def _new(self, lens: Lens) -> sqlite3.Connection:
        with translated(self.path, self.wait_s):
            if not self.path.exists():
                raise StoreMissing(url=f"sqlite:///{self.path}")
            connection = connect(self.path, wait_s=self.wait_s, write=False, sparing=self._sparing)
            if not lens.clear:
                _look_through(connection, lens)
            connection.execute("PRAGMA query_only = 1")
        return self._kept(connection)

    def _kept(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """`connection`, which `close` will close."""
        with self._lock:
            if self._closed:
                connection.close()
                raise StoreMissing(url=f"sqlite:///{self.path}")
            self._all.add(connection)
        return connection

    def _drop(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            self._all.discard(connection)
        connection.close()


# -- lenses --------------------------------------------------------------------------------------


def _look_through(connection: sqlite3.Connection, lens: Lens) -> None:
    """Cover the tables with temporary views that show what `lens` shows."""
    if lens.areas is not None:
        connection.execute("CREATE TEMP TABLE my_area (area TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT INTO my_area VALUES (?)", [(each,) for each in {*lens.areas, "*"}])
    for statement in _views(lens):
        connection.execute(statement)


def _views(lens: Lens) -> Iterator[str]:
    if lens.seq is not None:
        yield from _moment(lens.seq)
    base = "main" if lens.seq is None else "temp"
    prefix = "" if lens.seq is None else "then_"
    visible = f"{base}.{prefix}visible"
    for shape in NODE_SHAPES.values():
        where = "" if lens.areas is None or NODES[shape.code].PUBLIC else f" WHERE {_seen('k.n', visible)}"
        table = table_of(shape)
        yield f"CREATE TEMP VIEW {table} AS SELECT k.* FROM {base}.{prefix}{table} k{where}"
        if lens.seq is not None:
            yield from (_side_view(shape, each.name) for each in side_fields(shape))
    ends = "" if lens.areas is None else f" WHERE {_shown('k.source', visible)} AND {_shown('k.target', visible)}"
    yield f"CREATE TEMP VIEW every_edge AS SELECT * FROM {base}.{prefix}edge"
    yield f"CREATE TEMP VIEW edge AS SELECT k.* FROM {base}.{prefix}edge k{ends}"
    for shape in EDGE_SHAPES.values():
        yield edge_view(shape, of="temp.edge", create="CREATE TEMP VIEW")
    words = "" if lens.areas is None else f" AND {_shown('k.n', visible)}"
    until = "until_seq IS NULL" if lens.seq is None else f"seq <= {lens.seq} AND coalesce(until_seq > {lens.seq}, 1)"
    columns = "t, n, id, title_length, NULL AS until_seq"
    yield f"CREATE TEMP VIEW text AS SELECT {columns} FROM main.text k WHERE {until}{words}"


def _moment(seq: int) -> Iterator[str]:
    """`then_…` views: the tables as they were after change `seq`."""
    for shape in NODE_SHAPES.values():
        columns = ", ".join(("n", *node_columns(shape), "seq"))
        yield _then(table_of(shape), columns, seq)
    properties = ", ".join(f'"{each.name}"' for each in edge_properties())
    yield _then("edge", f"e, type, source, target, key, {properties}, seq", seq)
    rows = " UNION ALL ".join(
        f"SELECT n, value AS area FROM temp.then_{table_of(shape)}, json_each(visible_to)"
        for shape in NODE_SHAPES.values()
    )
    yield f"CREATE TEMP VIEW then_visible AS {rows}"


def _then(table: str, columns: str, seq: int) -> str:
    return (
        f"CREATE TEMP VIEW then_{table} AS SELECT {columns} FROM main.{table} WHERE seq <= {seq}"
        f" UNION ALL SELECT {columns} FROM main.{table}_was WHERE seq <= {seq} AND until_seq > {seq}"
    )


def _side_view(shape: Shape, field: str) -> str:
    side = side_table_of(shape, shape[field])
    return f'CREATE TEMP VIEW {side} AS SELECT value, n FROM temp.{table_of(shape)}, json_each("{field}")'


def _seen(n: str, visible: str) -> str:
    return f"EXISTS (SELECT 1 FROM {visible} v WHERE v.n = {n} AND v.area IN (SELECT area FROM temp.my_area))"


def _shown(n: str, visible: str) -> str:
    """As `_seen`, for a row number of any kind."""
    return f"({n} & {(1 << KIND_BITS) - 1} IN ({PUBLIC_CODES}) OR {_seen(n, visible)})"
