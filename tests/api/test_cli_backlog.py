"""A long file is loaded alone, and the command says what waits; small ones are brought in at once, as always."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.graphql import execute
from graph.pipeline.backlog import Waiting, waiting_in
from graph.store import EVERYTHING, Store, open_store
from tests.api.conftest import Said, Sanlian
from tests.unit.loaders.streets import ROW, write_table
from tests.unit.loaders.test_backlog import lower, rows

Loads = Callable[..., Said]
RECEIVE = """
mutation { receiveCase(input: {source: "网格", number: "N1", kind: "矛盾纠纷", title: "漏水",
  receiver: "%s", parties: [{name: "王丽", telephones: ["19900000001"]}]}) { created case { title } } }
"""


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    lower(monkeypatch)


@pytest.fixture
def loads(sanlian: Sanlian, tmp_path: Path) -> Loads:
    """Load a dozen rows."""
    write_table(tmp_path / "长.csv", rows(12))
    return lambda *options: sanlian("load", "长.csv", "--mapping", "grid", *options)


def waiting(folder: Path) -> Waiting:
    with closing(opened(folder)) as store:
        return waiting_in(store)


def opened(folder: Path) -> Store:
    (path,) = folder.rglob("*.db")
    return open_store(f"sqlite:///{path}")


def test_a_long_file_is_loaded_alone_and_says_what_to_do(loads: Loads, sanlian: Sanlian, tmp_path: Path) -> None:
    said = loads()
    assert said.code == 0
    assert "载入 12" in said.out
    assert "12 条当事人记录还没有认人，12 件事件还没有关联" in said.err
    assert "sanlian resolve" in said.err
    assert "sanlian link" in said.err
    assert "12 条待认人，12 件待关联" in sanlian("batch", "list").out
    assert sanlian("resolve").code == sanlian("link").code == 0
    assert waiting(tmp_path) == Waiting(0, 0)
    assert "待认人" not in sanlian("batch", "list").out


def test_the_report_for_programs_says_it_too(loads: Loads) -> None:
    said = loads("--json")
    assert said.code == 0
    assert said.json["waiting"] == {"mentions": 12, "cases": 12}  # type: ignore[index]
    assert list(said.json["seconds"]) == ["load"]  # type: ignore[index]


def test_all_at_once_when_asked_for(loads: Loads, tmp_path: Path) -> None:
    said = loads("--resolve", "--json")
    assert said.code == 0
    assert said.json["waiting"] == {"mentions": 0, "cases": 0}  # type: ignore[index]
    assert list(said.json["seconds"]) == ["load", "resolve", "link", "tasks", "warn"]  # type: ignore[index]
    assert waiting(tmp_path) == Waiting(0, 0)


def test_who_asked_for_no_more_is_told_and_leaves_with_nothing_wrong(loads: Loads) -> None:
    said = loads("--no-resolve")
    assert said.code == 0
    assert "12 条当事人记录还没有认人" in said.err


def test_rows_sent_back_are_the_graver_news(sanlian: Sanlian, tmp_path: Path) -> None:
    write_table(tmp_path / "长.csv", [*rows(12), ("G99", "没有日期", *ROW[2:])])
    said = sanlian("load", "长.csv", "--mapping", "grid", "--json")
    assert said.code == 3
    assert said.json["waiting"]["cases"] == 12  # type: ignore[index]


def test_a_small_file_is_brought_in_and_says_that_others_wait(loads: Loads, sanlian: Sanlian, tmp_path: Path) -> None:
    loads()
    write_table(tmp_path / "短.csv", [("H1", *ROW[1:8], "赵敏", "19911112222", "")])
    said = sanlian("load", "短.csv", "--mapping", "grid", "--json")
    assert said.code == 0
    assert said.json["waiting"] == {"mentions": 12, "cases": 12}  # type: ignore[index]
    assert list(said.json["seconds"]) == ["load", "resolve", "link", "tasks", "warn"]  # type: ignore[index]
    (person,) = [row["person"] for row in sanlian("export", "identity").rows if row["record"].startswith("H1")]
    assert person


def test_the_same_file_again_brings_nothing_in_unless_asked(loads: Loads, tmp_path: Path) -> None:
    loads()
    again = loads()
    assert again.code == 0
    assert "12 条当事人记录还没有认人" in again.err
    assert loads("--resolve").code == 0
    assert waiting(tmp_path) == Waiting(0, 0)


def test_what_depends_on_who_is_who_says_that_some_are_missing(loads: Loads, sanlian: Sanlian) -> None:
    loads()
    for command in (
        ("matter", "list"),
        ("identity", "suggestions"),
        ("link", "suggestions"),
        ("stats", "--year", 2024),
    ):
        assert "还没有认人" in sanlian(*command).err, command
    sanlian("resolve")
    sanlian("link")
    assert "还没有" not in sanlian("matter", "list").err


def test_a_case_that_is_received_does_not_drag_them_along(loads: Loads, tmp_path: Path) -> None:
    loads()
    with closing(opened(tmp_path)) as store:
        receiver = next(each.id for each in store.scan("organisation", scope=EVERYTHING) if each.name == "网格中心")
        said = execute(store, RECEIVE % receiver)
        assert said["data"]["receiveCase"]["created"] is True
        assert waiting_in(store) == Waiting(12, 12)
