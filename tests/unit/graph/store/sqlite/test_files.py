"""What a store's file may be and may have become: one sentence each, and the file as it was."""

from __future__ import annotations

import datetime as dt
import gc
import multiprocessing
import os
import resource
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import (
    NotAStore,
    SanlianError,
    StoreDamaged,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreReadOnly,
    StoreUrlWrong,
)
from graph.ids import make_id
from graph.model import Batch, Person
from graph.schema import SCHEMA_VERSION
from graph.store import EVERYTHING, open_store
from graph.store.sqlite.connection import APPLICATION_ID

ZHANG = Person(id=make_id("person", "1"), name="张三")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one person in it."""
    file = tmp_path / "street.db"
    write(file)
    return file


def write(file: Path, *people: Person, wait_s: float = 30.0) -> None:
    store = open_store(f"sqlite:///{file}", create=True, wait_s=wait_s)
    with store.change(by="test", why="test") as change:
        change.put(people or [ZHANG])
    store.close()


def names(file: Path) -> list[str]:
    store = open_store(f"sqlite:///{file}")
    try:
        return [each.name for each in store.scan("person", scope=EVERYTHING)]
    finally:
        store.close()


@pytest.mark.parametrize(
    "url", ["", "street.db", "sqlite://street.db", "sqlite:///", "postgres://u:geheim@host/db", "bolt://"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(StoreUrlWrong) as refused:
        open_store(url)
    assert "geheim" not in str(refused.value)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="sanlian demo"):
        open_store(f"sqlite:///{tmp_path / 'none.db'}")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"name,age\n1,2\n", b"SQLite format 3\0" + b"\xff" * 2000, os.urandom(5000)])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "table.db"
    file.write_bytes(content)
    with pytest.raises((NotAStore, StoreDamaged)):
        open_store(f"sqlite:///{file}", create=True)
    assert file.read_bytes() == content


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="文件夹"):
        open_store(f"sqlite:///{tmp_path}", create=True)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE notes (text TEXT)")
        other.commit()
    before = file.read_bytes()
    with pytest.raises(NotAStore, match="别的程序"):
        open_store(f"sqlite:///{file}", create=True)
    assert file.read_bytes() == before


def test_a_newer_store_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreNewer, match=f"{SCHEMA_VERSION + 1}"):
        open_store(f"sqlite:///{path}")


def test_an_older_store_is_migrated_with_a_backup_beside_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as earlier:
        earlier.execute("DROP VIEW kin_of")
        earlier.execute("DROP TABLE visits")
        earlier.execute("DROP INDEX cases_by_status")
        for view in [row[0] for row in earlier.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]:
            earlier.execute(f"DROP VIEW {view}")
        for table in ("people", "people_was"):
            earlier.execute(f"ALTER TABLE {table} DROP COLUMN names")
            earlier.execute(f"ALTER TABLE {table} DROP COLUMN certainty")
        earlier.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        earlier.commit()
    assert names(path) == ["张三"]
    store = open_store(f"sqlite:///{path}")
    with store.change(by="test", why="test") as change:
        change.put([Person(id=make_id("person", "2"), name="李四", names=("李四", "李肆"))])
    assert store.get([make_id("person", "2")], scope=EVERYTHING)[0] == Person(
        id=make_id("person", "2"), name="李四", names=("李四", "李肆")
    )
    assert store.count("visit", scope=EVERYTHING) == {None: 0}
    store.close()
    (backup,) = path.parent.glob("street.db.v*.backup")
    with closing(sqlite3.connect(backup)) as old:
        assert old.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION - 1
        assert old.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_batches_of_before_they_could_be_taken_back_stand(path: Path) -> None:
    moment = dt.datetime(2024, 6, 3, 8)
    batch = Batch(
        id=make_id("batch", "1"), file="a.csv", digest="0", mapping="grid", loaded_at=moment, loaded_by="t", rows=1,
        rejected=0,
    )  # fmt: skip
    store = open_store(f"sqlite:///{path}")
    for rows in (1, 2):
        with store.change(by="test", why="test") as change:
            change.put([replace(batch, rows=rows)])
    store.close()
    with closing(sqlite3.connect(path)) as earlier:
        for view in [row[0] for row in earlier.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]:
            earlier.execute(f"DROP VIEW {view}")
        earlier.execute("DROP INDEX batches_by_state")
        for table in ("batches", "batches_was"):
            for column in ("state", "changes", "undos", "undone_at", "undone_by", "over"):
                earlier.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        earlier.execute("DROP TABLE kept")
        earlier.execute("DROP TABLE kept_part")
        earlier.execute("PRAGMA user_version = 1")
        earlier.commit()
    store = open_store(f"sqlite:///{path}")
    assert store.get([batch.id], scope=EVERYTHING) == [replace(batch, rows=2)]
    assert [each.after for each in store.history(batch.id, scope=EVERYTHING)] == [
        replace(batch, rows=1),
        replace(batch, rows=2),
    ]
    store.keep_file("a", "", [b"1"])
    store.close()


def test_a_locked_store_is_waited_for_and_then_named(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="另一个程序"):
            write(path, Person(id=make_id("person", "2"), name="李四"), wait_s=0.1)
    assert names(path) == ["张三"]


def test_a_damaged_store_is_named(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises((StoreDamaged, NotAStore)):
        names(path)


# -- what only a process of its own can try ------------------------------------------------------


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that another user may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def in_child(work: Callable[[], None]) -> str:
    """The name of the error that `work` raises in a process of its own; empty for none."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()

    def run() -> None:
        gc.disable()  # what other tests left may belong to threads that a fork does not have
        try:
            work()
            answers.put("")
        except SanlianError as error:
            answers.put(type(error).__name__)
        except BaseException as error:
            answers.put(repr(error))

    child = context.Process(target=run)
    child.start()
    child.join()
    return f"ended with {child.exitcode}" if answers.empty() else answers.get()


def test_a_store_that_may_not_be_written_is_read_and_said(shared_folder: Path) -> None:
    file = shared_folder / "street.db"
    write(file)
    file.chmod(0o444)

    def as_nobody() -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        assert names(file) == ["张三"]
        write(file, Person(id=make_id("person", "2"), name="李四"))

    assert in_child(as_nobody) == StoreReadOnly.__name__
    assert names(file) == ["张三"]


def test_a_full_disk_leaves_what_was(path: Path) -> None:
    room = path.stat().st_size + 200_000

    def with_little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        write(path, *(Person(id=make_id("person", "p", str(i)), name="王五" * 50) for i in range(20_000)))

    assert in_child(with_little_room) == StoreFull.__name__
    assert names(path) == ["张三"]
