"""Taking batches back, in any order, on made-up streets: what must always hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BatchInUse, BatchUndone
from graph.pipeline import link, resolve, undo
from graph.store import EVERYTHING, Store, open_store
from graph.store.sqlite import SqliteStore
from loaders.load import load_files
from loaders.settling import settle
from tests.unit.loaders.files import write_csv
from tests.unit.loaders.streets import FILES, Cells, differences, load_and_digest, snapshot, write_table

STEADY = settings(
    deadline=None, derandomize=True, database=None, max_examples=60, suppress_health_check=list(HealthCheck)
)
Tables = list[list[Cells]]


@contextmanager
def street(factory: pytest.TempPathFactory, tables: Tables) -> Iterator[tuple[Store, list[Path]]]:
    """An empty store, and the files of these tables."""
    folder = factory.mktemp("street")
    store = open_store(f"sqlite:///{folder}/street.db", create=True)
    try:
        yield store, [write_table(folder / f"{at}.csv", rows) for at, rows in enumerate(tables)]
    finally:
        store.close()


def check_sound(store: Store) -> None:
    """Every retired id leads to somebody, and what is derived is what would be derived of all there is."""
    homes = [each.new for each in store.scan("redirect", scope=EVERYTHING)]
    assert None not in store.get(homes, scope=EVERYTHING)
    before = snapshot(store)
    resolve(store, by="检查")
    link(store, by="检查")
    assert differences(before, snapshot(store)) == []


@STEADY
@given(tables=st.lists(FILES, min_size=1, max_size=4))
def test_the_last_batch_taken_back_leaves_the_graph_before_it(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables
) -> None:
    with street(tmp_path_factory, tables) as (store, paths):
        states, loaded = [snapshot(store)], []
        for path in paths:
            head = store.head()[0]
            batch = load_and_digest(store, path)
            if store.head()[0] > head:
                loaded.append(batch)
                states.append(snapshot(store))
        states.pop()
        for batch in reversed(loaded):
            undo(store, batch, by="录入员")
            assert differences(states.pop(), snapshot(store)) == []
            check_sound(store)
        assert snapshot(store) == {}


@STEADY
@given(tables=st.lists(FILES, min_size=2, max_size=4), chosen=st.data())
def test_in_any_order_it_is_done_or_refused_whole(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables, chosen: st.DataObject
) -> None:
    with street(tmp_path_factory, tables) as (store, paths):
        for _ in range(chosen.draw(st.integers(2, 8))):
            path = chosen.draw(st.sampled_from(paths))
            known = [each.id for each in store.scan("batch", scope=EVERYTHING) if each.file == path.name]
            if not known or chosen.draw(st.booleans()):
                load_and_digest(store, path)
            else:
                try_undo(store, known[0])
        take_all_back(store)
        left = [key for key in snapshot(store) if isinstance(key, str)]
        assert {each.split("-")[0] for each in left} <= {"place", "organisation"}


def try_undo(store: Store, batch: str) -> None:
    before, head = snapshot(store, but=()), store.head()
    try:
        undo(store, batch, by="录入员")
    except (BatchInUse, BatchUndone) as refused:
        assert isinstance(refused, BatchUndone) or refused.facts["dependents"]
        assert (snapshot(store, but=()), store.head()) == (before, head)
    else:
        check_sound(store)


def take_all_back(store: Store) -> None:
    """There is always one that nothing depends on."""
    while standing := [each for each in store.scan("batch", scope=EVERYTHING) if each.state != "undone"]:
        done = 0
        for batch in standing:
            with_dependents = False
            try:
                undo(store, batch.id, by="录入员")
            except BatchInUse:
                with_dependents = True
            done += not with_dependents
        assert done


@STEADY
@given(tables=st.lists(FILES, min_size=2, max_size=3))
def test_what_was_taken_back_can_be_loaded_anew(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> None:
    with street(tmp_path_factory, tables) as (store, paths):
        for path in paths[:-1]:
            load_and_digest(store, path)
        head = store.head()[0]
        batch = load_and_digest(store, paths[-1])
        if store.head()[0] == head:
            return
        loaded = snapshot(store)
        undo(store, batch, by="录入员")
        assert load_and_digest(store, paths[-1]) == batch
        assert differences(loaded, snapshot(store)) == []
        (again,) = store.get([batch], scope=EVERYTHING)
        assert (again.state, again.undone_at, again.undone_by) == ("applied", None, None)  # type: ignore[union-attr]
        undo(store, batch, by="录入员")


# -- in several changes --------------------------------------------------------------------------

ROWS: list[Cells] = [
    (
        f"G{at}",
        "2024-03-05",
        "漏水",
        "办理中",
        "网格中心",
        "",
        "打铜社区",
        f"锦澜苑3栋2单元30{at}室",
        "王丽",
        "",
        "李强",
    )
    for at in range(4)
]


def changes_of(store: Store, batch: str) -> int:
    return len(store.history(batch, scope=EVERYTHING))


def test_an_engine_that_bounds_a_change_takes_several(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteStore, "largest_change", 3)
    monkeypatch.setattr("loaders.load.PORTION", 1)
    monkeypatch.setattr("graph.pipeline.undoing._STEP", 2)
    with street(tmp_path_factory, [ROWS]) as (store, (path,)):
        batch = load_and_digest(store, path)
        loaded = changes_of(store, batch)
        assert loaded > 2
        undo(store, batch, by="录入员")
        assert changes_of(store, batch) > loaded + 2
        assert snapshot(store) == {}


@pytest.mark.parametrize("stopped_after", [1, 2, 3])
def test_what_was_interrupted_is_gone_on_with(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, stopped_after: int
) -> None:
    """A load, and then an undo, that stop between two changes: both leave a batch that is said to be half there."""
    monkeypatch.setattr(SqliteStore, "largest_change", 3)
    monkeypatch.setattr("loaders.load.PORTION", 1)
    monkeypatch.setattr("graph.pipeline.undoing._STEP", 2)
    with street(tmp_path_factory, [ROWS]) as (store, (path,)):
        with stopping(monkeypatch, stopped_after), pytest.raises(KeyboardInterrupt):
            load_and_digest(store, path)
        (batch,) = store.scan("batch", scope=EVERYTHING)
        assert batch.state == "loading"
        load_and_digest(store, path)
        assert store.get([batch.id], scope=EVERYTHING)[0].state == "applied"  # type: ignore[union-attr]
        with stopping(monkeypatch, stopped_after), pytest.raises(KeyboardInterrupt):
            undo(store, batch.id, by="录入员")
        assert store.get([batch.id], scope=EVERYTHING)[0].state == "loading"  # type: ignore[union-attr]
        undo(store, batch.id, by="录入员")
        assert snapshot(store) == {}
        with stopping(monkeypatch, stopped_after), pytest.raises(KeyboardInterrupt):
            load_and_digest(store, path)
        undo(store, batch.id, by="录入员")
        assert snapshot(store) == {}


@contextmanager
def stopping(monkeypatch: pytest.MonkeyPatch, after: int) -> Iterator[None]:
    """A store that is interrupted when a change is begun after so many."""
    begin, begun = SqliteStore.change, count()

    def interrupted(self: SqliteStore, **facts: Any) -> Any:
        if next(begun) >= after:
            raise KeyboardInterrupt
        return begin(self, **facts)

    with monkeypatch.context() as patched:
        patched.setattr(SqliteStore, "change", interrupted)
        yield


# -- loaded again --------------------------------------------------------------------------------


@STEADY
@given(rows=FILES, chosen=st.data())
def test_a_corrected_file_changes_the_records_of_the_corrected_rows_alone(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Cells], chosen: st.DataObject
) -> None:
    """Rows of different numbers; some get another title. The journal says what was written."""
    rows = [(f"G{at}", *row[1:]) for at, row in enumerate(rows)]
    corrected = chosen.draw(st.sets(st.integers(0, len(rows) - 1)))
    second = [(row[0], row[1], "改正的标题", *row[3:]) if at in corrected else row for at, row in enumerate(rows)]
    with street(tmp_path_factory, [rows, second]) as (store, (first, later)):
        load_and_digest(store, first)
        head = store.head()[0]
        load_and_digest(store, first)
        assert store.head()[0] == head
        load_and_digest(store, later)
        entries = [each for each in store.changes(head, scope=EVERYTHING) if each.seq == head + 1]
        written = {getattr(each.after, "number", None) or getattr(each.after, "record", "/") for each in entries}
        assert {each.split("/")[0] for each in written} - {""} == {f"G{at}" for at in corrected}
        assert {each.after.KIND for each in entries} <= {"case", "mention", "batch"}  # type: ignore[union-attr]


def test_a_load_that_fails_in_its_third_change_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that bounds its changes is given a long file in several; the first ones are then taken back."""
    rows = [["事件编号", "上报时间", "事件标题", "申请人", "申请人电话", "发生地点"]]
    rows += [
        [f"G{n}", "2024-03-05", "漏水", "王丽", f"1990000{n:04d}", f"锦澜苑3栋2单元{n + 101}室"] for n in range(40)
    ]
    path = write_csv(tmp_path / "long.csv", rows)
    monkeypatch.setattr(SqliteStore, "largest_change", 20)
    monkeypatch.setattr("loaders.load.PORTION", 5)
    written = []

    def failing(*args: Any, **options: Any) -> Any:
        written.append(store.count("case", scope=EVERYTHING)[None])
        if len(written) > 2:
            raise KeyboardInterrupt
        return settle(*args, **options)

    monkeypatch.setattr("loaders.load.settle", failing)
    with pytest.raises(KeyboardInterrupt):
        load_files(store, [path], mapping="grid", by="录入员")
    assert written == [0, 5, 10]
    assert not any(store.count(kind, scope=EVERYTHING)[None] for kind in ("case", "mention", "place", "person", "step"))
    monkeypatch.setattr("loaders.load.settle", settle)
    assert load_files(store, [path], mapping="grid", by="录入员").loaded == 40
    assert store.count("case", scope=EVERYTHING)[None] == 40
