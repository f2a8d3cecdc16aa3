"""The file itself: made, recognised, migrated, backed up, restored."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from graph.errors import BackupWrong, NotAStore, OutputUnwritable, StoreExists, StoreMissing, StoreNewer, system_says
from graph.schema import SCHEMA_VERSION
from graph.schema.sqlite_ddl import statements
from graph.store.sqlite.connection import APPLICATION_ID, connect, translated
from graph.store.sqlite.migrate import migrate

_FACTS = {"next_n": "1", "next_e": "1", "next_t": "1"}
_ROOM = 64 * 1024
"""Pages a backup copies at a time, so that writers get their turn."""


def ready(path: Path, *, create: bool, wait_s: float) -> None:
    """See that a store of this version stands at `path`: made when `create`, migrated when older. Raises a
    StoreError.
    """
    url = f"sqlite:///{path}"
    if path.is_dir():
        raise NotAStore(url=url, reason="是文件夹")
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise StoreMissing(url=url)
        _make(path, wait_s)
    with translated(path, wait_s), closing(connect(path, wait_s=wait_s, write=False)) as connection:
        found = _version(connection, url)
    if found > SCHEMA_VERSION:
        raise StoreNewer(url=url, found=found, known=SCHEMA_VERSION)
    if found < SCHEMA_VERSION:
        with translated(path, wait_s):
            _migrate(path, found, wait_s)


def _version(connection: sqlite3.Connection, url: str) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAStore(url=url, reason="是别的程序的数据库")
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _make(path: Path, wait_s: float) -> None:
    """An empty store, whole or not at all, also when two programs make it at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error
    with translated(path, wait_s), closing(connect(path, wait_s=wait_s, write=True)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            for statement in statements():
                connection.execute(statement)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", _FACTS.items())
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")


def _migrate(path: Path, found: int, wait_s: float) -> None:
    with closing(connect(path, wait_s=wait_s, write=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == found:
            stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
            copy_to(path, path.with_name(f"{path.name}.v{found}-{stamp}.backup"), wait_s)
            migrate(connection, found)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")


# -- backup and restore --------------------------------------------------------------------------


def copy_to(path: Path, target: Path, wait_s: float) -> None:
    """A complete copy of the store at `path`, in one file that appears only when it is whole. Never overwrites."""
    if target.exists():
        raise OutputUnwritable(path=target, reason="已有同名文件")
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        part.unlink(missing_ok=True)
        with (
            closing(connect(path, wait_s=wait_s, write=False)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy, pages=_ROOM)
            copy.execute("PRAGMA journal_mode = DELETE")
        os.link(part, target)
    except FileExistsError as error:
        raise OutputUnwritable(path=target, reason="已有同名文件") from error
    except OSError as error:
        raise OutputUnwritable(path=target, reason=system_says(error)) from error
    except sqlite3.OperationalError as error:
        raise OutputUnwritable(path=target, reason=str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def restore_to(path: Path, backup: Path, wait_s: float) -> None:
    """Fill the empty store at `path` from a backup that was checked. Raises StoreExists."""
    with translated(path, wait_s), closing(connect(path, wait_s=wait_s, write=True)) as connection:
        if connection.execute("SELECT count(*) FROM change").fetchone()[0]:
            raise StoreExists(url=f"sqlite:///{path}")
        with closing(_frozen(backup)) as source:
            source.backup(connection)
        connection.execute("PRAGMA journal_mode = WAL")
    ready(path, create=False, wait_s=wait_s)


def check_backup(backup: Path) -> None:
    """Raises BackupWrong when `backup` is not a whole store that this program knows."""
    if not backup.is_file():
        raise BackupWrong(path=backup, reason="没有这个文件")
    try:
        with closing(_frozen(backup)) as connection:
            version = _version(connection, str(backup))
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (sqlite3.Error, NotAStore) as error:
        reason = "不是三链的备份文件" if isinstance(error, sqlite3.DatabaseError | NotAStore) else str(error)
        raise BackupWrong(path=backup, reason=reason) from error
    if version > SCHEMA_VERSION:
        raise BackupWrong(path=backup, reason=f"结构版本 {version} 比本程序新")
    if sound != "ok":
        raise BackupWrong(path=backup, reason="文件已损坏")


def _frozen(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def size_of(path: Path) -> int:
    """Bytes of the file and of what SQLite keeps beside it."""
    names = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    return sum(each.stat().st_size for each in names if each.exists())


__all__ = ["check_backup", "copy_to", "ready", "restore_to", "size_of"]
