"""Files kept beside the graph: whole or not at all, copied and backed up with it, seen by no reader of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from graph.store.replay import replay
from tests.contract.engines import Site, Sqlite
from tests.contract.records import person, put
from tests.contract.whole import everything

PARTS = [b"\0\xff" * 1000, b"", b"end"]


def test_what_is_kept_comes_back_in_its_portions(store: Store) -> None:
    assert store.kept_files() == {}
    store.keep_file("b", "一", PARTS)
    store.keep_file("a", "二", [])
    assert store.kept_files() == {"a": "二", "b": "一"}
    assert b"".join(store.kept_file("b")) == b"".join(PARTS)
    assert list(store.kept_file("a")) == []
    assert list(store.kept_file("none")) == []


def test_a_file_of_the_same_name_takes_its_place(store: Store) -> None:
    store.keep_file("a", "旧", PARTS)
    store.keep_file("a", "新", [b"new"])
    assert store.kept_files() == {"a": "新"}
    assert list(store.kept_file("a")) == [b"new"]


def test_what_is_dropped_is_gone_and_twice_is_once(store: Store) -> None:
    store.keep_file("a", "", PARTS)
    store.keep_file("b", "", PARTS)
    store.drop_file("a")
    store.drop_file("a")
    assert list(store.kept_file("a")) == []
    assert list(store.kept_files()) == ["b"]


def test_the_graph_does_not_know_of_it(store: Store) -> None:
    put(store, person("张三"))
    before, head, meta = everything(store), store.head(), store.meta()
    store.keep_file("a", "事实", PARTS)
    assert (everything(store), store.head(), store.meta()) == (before, head, meta)


def test_a_file_that_ends_early_is_not_kept(store: Store) -> None:
    def broken() -> Iterator[bytes]:
        yield b"first"
        raise OSError("读不下去")

    with pytest.raises(OSError, match="读不下去"):
        store.keep_file("a", "", broken())
    assert store.kept_files() == {}
    assert list(store.kept_file("a")) == []
    store.keep_file("a", "", [b"whole"])
    assert list(store.kept_file("a")) == [b"whole"]


def test_it_goes_along_with_a_copy_and_a_backup(store: Store, site: Site, tmp_path: Path) -> None:
    put(store, person("张三"))
    store.keep_file("a", "事实", PARTS)
    with Sqlite(tmp_path).empty().opened(create=True) as copy:
        replay(store, copy)
        assert copy.kept_files() == {"a": "事实"}
        assert b"".join(copy.kept_file("a")) == b"".join(PARTS)
    store.backup(tmp_path / "backup.db")
    site.clear()
    with site.opened(create=True) as again:
        again.restore(tmp_path / "backup.db")
        assert again.kept_files() == {"a": "事实"}
        assert b"".join(again.kept_file("a")) == b"".join(PARTS)
