"""A long file is read by another process, and what follows from it planned by others: the graph is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.offices import Office, write_table
from graph.errors import FileUnreadable, NothingLoaded, WrongFileType
from graph.pipeline import digest, linking, resolving
from graph.store import Store, open_store
from loaders import load as loading
from loaders.load import load_files
from loaders.report import FileReport
from tests.contract.whole import graph_of
from tests.unit.loaders.files import write_csv

ROWS = 600


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of two parties a row, three rows of it to be sent back."""
    return write_table(tmp_path_factory.mktemp("office") / "上报.xlsx", Office(ROWS).grid())


def loaded(folder: Path, path: Path) -> tuple[Store, FileReport]:
    store = open_store(f"sqlite:///{folder}/{path.stem}.db", create=True)
    report = load_files(store, [path], by="录入员")
    digest(store, by="录入员", mentions=report.mentions, cases=report.cases)
    return store, report.files[0]


def told(report: FileReport) -> dict[str, Any]:
    return {name: value for name, value in report.as_json().items() if name != "file"}


def test_two_processes_give_the_graph_and_the_report_of_one(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "several"):
        (tmp_path / name).mkdir()
    alone, report = loaded(tmp_path / "one", table)
    monkeypatch.setattr(loading, "is_worth_it", lambda path: True)
    monkeypatch.setattr(loading, "PORTION", 100)
    monkeypatch.setattr(resolving, "MANY", 1)
    monkeypatch.setattr(linking, "MANY", 1)
    monkeypatch.setattr(linking, "MANY_CASES", 1)
    monkeypatch.setattr("graph.pipeline.digesting.MANY_MENTIONS", 1)
    together, again = loaded(tmp_path / "several", table)
    assert told(again) == told(report)
    assert report.rejected == ROWS // 200
    mine, theirs = graph_of(alone), graph_of(together)
    assert without_times(mine) == without_times(theirs)


def without_times(model: Any) -> tuple[Any, Any]:
    nodes = {id: each for id, each in model.nodes.items() if each.KIND != "batch"}
    return nodes, model.edges


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7 this is no table", WrongFileType),
        ("事件编号,事件标题,上报时间,申请人\n,漏水,2024-03-05,王丽\n".encode(), NothingLoaded),
    ],
)
def test_what_the_other_process_refuses_is_refused_here(
    content: bytes, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "is_worth_it", lambda path: True)
    path, rejects = tmp_path / "网格.csv", tmp_path / "退回.xlsx"
    path.write_bytes(content)
    store = open_store(f"sqlite:///{tmp_path}/street.db", create=True)
    with pytest.raises(error):
        load_files(store, [path], mapping="grid", by="录入员", rejects=rejects)
    assert store.head()[0] == 0
    assert rejects.exists() == (error is NothingLoaded)


def test_a_reader_that_is_killed_leaves_the_graph_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "is_worth_it", lambda path: True)
    monkeypatch.setattr(loading, "PORTION", 5)
    rows = [["事件编号", "上报时间", "事件标题"], *([f"G{n}", "2024-03-05", "漏水"] for n in range(2_000))]
    path = write_csv(tmp_path / "网格.csv", rows)
    store = open_store(f"sqlite:///{tmp_path}/street.db", create=True)
    settle, start = loading.settle, loading.Ahead.__init__
    readers: list[loading.Ahead] = []

    def started(self: loading.Ahead, *args: Any) -> None:
        start(self, *args)
        readers.append(self)

    def killing(*args: Any) -> Any:
        readers[0]._worker._child.kill()
        return settle(*args)

    monkeypatch.setattr(loading.Ahead, "__init__", started)
    monkeypatch.setattr(loading, "settle", killing)
    with pytest.raises(FileUnreadable, match="中断"):
        load_files(store, [path], mapping="grid", by="录入员")
    assert store.head()[0] == 0
