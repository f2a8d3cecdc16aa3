"""首接负责制 on every engine: nothing that happens to a case, a matter or a file changes who received it first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.duty import acts
from graph.ids import make_id
from graph.model import Case, Edge, Organisation, ReceivedBy
from graph.pipeline import judge, unjudge
from graph.pipeline.standings import standings_of
from graph.pipeline.stepping import take
from graph.store import EVERYTHING, Store
from loaders.load import load_files
from loaders.offices import office_id
from loaders.relisting import MOVING
from loaders.report import LoadReport
from tests.unit.loaders.streets import ROW, Cells, load_and_digest, write_table

LEAK = make_id("case", "grid", "G1")
NOISE = make_id("case", "grid", "G2")
NOW = dt.datetime(2024, 3, 6, 9)
GRID, JUSTICE, POLICE = "网格中心", "司法所", "派出所"


def row(number: str = "G1", *, status: str = "办理中", receiver: str = GRID, taker: str = "") -> Cells:
    """A row of the grid's table."""
    return (number, ROW[1], ROW[2], status, receiver, taker, *ROW[6:])


@pytest.fixture
def loaded(store: Store, tmp_path: Path) -> Store:
    """Two cases of a file: the grid centre received one, the justice office the other."""
    load_and_digest(store, write_table(tmp_path / "first.csv", [row(), row("G2", receiver=JUSTICE)]))
    return store


def first_receivers(store: Store) -> dict[str, str]:
    """The first receiver of each case, by name; every case has one edge."""
    edges: list[Edge] = store.edges([LEAK, NOISE], types=("received_by",), direction="out", scope=EVERYTHING)
    assert len(edges) == 2 and all(isinstance(each, ReceivedBy) for each in edges)
    names = {each.id: each.name for each in store.scan("organisation", scope=EVERYTHING)}
    return {each.source: names[each.target] for each in edges}


def case(store: Store) -> Case:
    (node,) = store.get([LEAK], scope=EVERYTHING)
    assert isinstance(node, Case)
    return node


def reload(store: Store, path: Path, *rows: Cells) -> LoadReport:
    write_table(path, list(rows))
    return load_files(store, [path], by="测试", mapping="grid")


def hand_over(store: Store) -> None:
    office = {name: office_id(name) for name in (GRID, POLICE)}
    with store.change(by="测试", why="派出所") as change:
        change.put([Organisation(id=office[POLICE], name=POLICE, kind="department", visible_to=("*",))])
    for act in (
        acts.HandOver(at=NOW, by=office[GRID], to=office[POLICE], reason="属其职责"),
        acts.Accept(at=NOW + dt.timedelta(hours=1), by=office[POLICE]),
    ):
        take(store, act, case=LEAK, by_user="值班员", at_now=act.at)


BEFORE = {LEAK: GRID, NOISE: JUSTICE}


def test_a_hand_over_leaves_it(loaded: Store) -> None:
    hand_over(loaded)
    assert first_receivers(loaded) == BEFORE
    (standing,) = standings_of(loaded, [case(loaded)])
    assert (standing.first_receiver, standing.responsible) == (office_id(GRID), office_id(POLICE))


def test_matters_that_are_made_one_and_parted_leave_it(loaded: Store) -> None:
    judge(loaded, kind="linkage", a=LEAK, b=NOISE, answer="yes", by="主任", why="同一件事")
    assert first_receivers(loaded) == BEFORE
    hand_over(loaded)
    judge(loaded, kind="linkage", a=LEAK, b=NOISE, answer="no", by="主任", why="不是")
    assert first_receivers(loaded) == BEFORE
    unjudge(loaded, kind="linkage", a=LEAK, b=NOISE, by="主任")
    assert first_receivers(loaded) == BEFORE


def test_a_corrected_file_that_names_another_one_leaves_it(loaded: Store, tmp_path: Path) -> None:
    reload(loaded, tmp_path / "first.csv", row(receiver=POLICE), row("G2", receiver=POLICE))
    assert first_receivers(loaded) == BEFORE
    steps = [each for each in loaded.scan("step", scope=EVERYTHING) if each.kind == "receive"]
    assert {each.case: each.organisation for each in steps} == {LEAK: office_id(GRID), NOISE: office_id(JUSTICE)}
    assert standings_of(loaded, [case(loaded)])[0].first_receiver == office_id(GRID)


def test_how_a_case_stands_that_is_worked_on_is_not_taken_from_a_file_again(loaded: Store, tmp_path: Path) -> None:
    hand_over(loaded)
    before, (standing,) = case(loaded), standings_of(loaded, [case(loaded)])
    handed = loaded.edges([LEAK], types=("handed_to",), direction="out", scope=EVERYTHING)
    report = reload(
        loaded, tmp_path / "first.csv", row(status="已化解", receiver=POLICE, taker=JUSTICE),
        row("G2", status="已化解", receiver=JUSTICE),
    )  # fmt: skip
    assert [getattr(case(loaded), name) for name in MOVING] == [getattr(before, name) for name in MOVING]
    assert loaded.edges([LEAK], types=("handed_to",), direction="out", scope=EVERYTHING) == handed
    assert standings_of(loaded, [case(loaded)]) == [standing]
    assert first_receivers(loaded) == BEFORE
    (other,) = loaded.get([NOISE], scope=EVERYTHING)
    assert isinstance(other, Case) and other.status == "settled", "nobody works on that one here"
    notes = [each.text for each in report.files[0].notes]
    assert "事件 G1 正在本系统办理，办理状态以办理步骤为准，不因本文件改变" in notes
    assert not any("G2 正在本系统办理" in each for each in notes)


def test_what_else_a_file_corrects_is_corrected(loaded: Store, tmp_path: Path) -> None:
    hand_over(loaded)
    corrected = ("G1", ROW[1], "厨房漏水", *row()[3:])
    reload(loaded, tmp_path / "first.csv", corrected)
    assert (case(loaded).title, case(loaded).status) == ("厨房漏水", "in_progress")


def test_of_two_rows_of_a_file_the_first_one_says_who_received_it(store: Store, tmp_path: Path) -> None:
    rows = (row(), row(receiver=JUSTICE), row("G2", receiver=JUSTICE))
    reload(store, tmp_path / "twice.csv", *rows)
    assert first_receivers(store) == BEFORE
    (received,) = (each for each in store.scan("step", scope=EVERYTHING) if each.case == LEAK)
    assert received.organisation == office_id(GRID)
    head = store.head()
    reload(store, tmp_path / "twice.csv", *rows)
    assert store.head() == head
