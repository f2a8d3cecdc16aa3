"""What Neo4j's Community Edition has no word for: the graph as it was, and the whole of it in one file.

Both are the journal, replayed into a SQLite store; decision 4 (docs/decisions) says why.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from graph.errors import OutputUnwritable, StoreExists, system_says
from graph.model import Edge
from graph.store.protocol import Reader, Store, edge_key
from graph.store.replay import changes_of, copy_kept, replay, verify
from graph.store.sqlite import SqliteStore, open_sqlite
from graph.store.sqlite.keeping import check_backup

_WAIT_S = 30.0


class Clearable(Store, Protocol):
    """A store that can be made empty again."""

    def clear(self) -> None:
        """Forget every record, the journal and the kept facts."""
        ...


class Mirror:
    """A copy of a store's journal in a temporary SQLite file, made at the first look back and kept up from there."""

    def __init__(self, source: Store) -> None:
        self._source = source
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._store: SqliteStore | None = None
        self._lock = threading.Lock()

    @contextmanager
    def as_of(self, at: dt.datetime | int) -> Iterator[Reader]:
        """See `Store.as_of`."""
        with self._caught_up().as_of(at) as reader:
            yield reader

    def close(self) -> None:
        """Remove the file. It is made again when it is needed."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            if self._folder is not None:
                self._folder.cleanup()
            self._store = self._folder = None

    def _caught_up(self) -> SqliteStore:
        with self._lock:
            if self._store is None:
                self._folder = tempfile.TemporaryDirectory(prefix="sanlian-past-", ignore_cleanup_errors=True)
                self._store = open_sqlite(Path(self._folder.name) / "past.db", create=True, wait_s=_WAIT_S)
            _continue(self._source, self._store)
            return self._store


def _continue(source: Store, target: Store) -> None:
    """Write what `source` has in its journal beyond that of `target`, whose journal is the beginning of it."""
    for entries in changes_of(source, since=target.head()[0]):
        with target.change(by=entries[0].by, why=entries[0].why, at=entries[0].at) as change:
            gone = [each.before for each in entries if each.after is None and each.before is not None]
            change.delete(edge_key(each) if isinstance(each, Edge) else each.id for each in gone)
            change.put(each.after for each in entries if each.after is not None)


# -- one file ------------------------------------------------------------------------------------


def backup(source: Store, path: Path) -> None:
    """See `Store.backup`. What is written meanwhile is not in it."""
    if path.exists():
        raise OutputUnwritable(path=path, reason="已有同名文件")
    try:
        folder = tempfile.TemporaryDirectory(dir=path.parent, prefix=".sanlian-backup-", ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error
    with folder as name, closing(open_sqlite(Path(name) / "copy.db", create=True, wait_s=_WAIT_S)) as copy:
        replay(source, copy, until=source.head()[0])
        copy_kept(source, copy)
        copy.backup(path)


def restore(path: Path, target: Clearable) -> None:
    """See `Store.restore`. What fails on the way leaves the store empty, as it was."""
    check_backup(path)
    if target.head()[0]:
        raise StoreExists(url=target.url)
    with (
        tempfile.TemporaryDirectory(prefix="sanlian-restore-", ignore_cleanup_errors=True) as name,
        closing(open_sqlite(Path(name) / "copy.db", create=True, wait_s=_WAIT_S)) as copy,
    ):
        copy.restore(path)
        try:
            replay(copy, target)
            verify(copy, target)
        except BaseException:
            target.clear()
            raise
