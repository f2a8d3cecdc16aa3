"""A long load waits to be resolved and linked: it is told, a small one does not drag it along, and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.model import Batch
from graph.pipeline import digest, judge, link, resolve, undo
from graph.pipeline.backlog import NOTHING, Waiting, waiting_in
from graph.store import EVERYTHING, Store, open_store
from graph.store.questions import CASES_WITHOUT_GIST, UNRESOLVED_MENTIONS
from loaders.load import load_files
from loaders.report import LoadReport
from tests.unit.loaders.streets import FILES, ROW, Cells, differences, load_and_digest, snapshot, write_table

LONG = 6
"""Mentions or cases that are many here."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path}/street.db", create=True)) as made:
        yield made


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds of a dozen rows."""
    lower(monkeypatch)


def lower(patch: pytest.MonkeyPatch) -> None:
    for name in ("backlog.MANY_MENTIONS", "backlog.LONG_MENTIONS", "digesting.MANY_MENTIONS"):
        patch.setattr(f"graph.pipeline.{name}", LONG)
    for name in ("backlog.MANY_CASES", "backlog.LONG_CASES", "linking.MANY_CASES"):
        patch.setattr(f"graph.pipeline.{name}", LONG)


def rows(count: int, *, start: int = 1, telephone: str = "") -> list[Cells]:
    """Cases of people who come back: every third case is the same person's."""
    own = (f"1990000{start + at % 3:04}" for at in range(count))
    return [
        (f"G{start + at}", *ROW[1:8], f"王{'丽伟强'[at % 3]}", telephone or phone, "")
        for at, phone in zip(range(count), own, strict=True)
    ]


def load(store: Store, path: Path) -> LoadReport:
    return load_files(store, [path], mapping="grid", by="录入员")


def load_with_digest(store: Store, path: Path) -> None:
    report = load(store, path)
    digest(store, by="录入员", mentions=report.mentions, cases=report.cases)


def unresolved(store: Store) -> set[str]:
    return {each.id for each in store.ask(UNRESOLVED_MENTIONS, scope=EVERYTHING, first=1_000)}


def unread(store: Store) -> set[str]:
    return {each.id for each in store.ask(CASES_WITHOUT_GIST, scope=EVERYTHING, first=1_000)}


def number_of(store: Store, ids: Collection[str]) -> set[str]:
    return {each.number for each in store.get(sorted(ids), scope=EVERYTHING)}  # type: ignore[union-attr]


# -- what waits -----------------------------------------------------------------------------------


def test_a_load_waits_until_it_is_brought_in(store: Store, tmp_path: Path) -> None:
    report = load(store, write_table(tmp_path / "一.csv", rows(3)))
    assert waiting_in(store) == Waiting(3, 3)
    digest(store, by="录入员", mentions=report.mentions, cases=report.cases)
    assert waiting_in(store) == NOTHING
    load(store, write_table(tmp_path / "一.csv", rows(3)))
    assert waiting_in(store) == NOTHING


def test_what_was_resolved_and_changes_waits_too(store: Store, tmp_path: Path) -> None:
    load_with_digest(store, write_table(tmp_path / "一.csv", rows(3)))
    load(store, write_table(tmp_path / "二.csv", rows(3, telephone="19900009999")))
    assert not unresolved(store)
    assert waiting_in(store).mentions == 3
    load_with_digest(store, write_table(tmp_path / "三.csv", rows(1, start=9)))
    assert waiting_in(store) == NOTHING
    alone = other_store(tmp_path)
    for name in ("一.csv", "二.csv", "三.csv"):
        load_with_digest(alone, tmp_path / name)
    assert not differences(snapshot(alone), snapshot(store))


def test_resolving_alone_leaves_the_cases_waiting_and_linking_alone_leaves_both(store: Store, tmp_path: Path) -> None:
    load(store, write_table(tmp_path / "一.csv", rows(3)))
    link(store, by="录入员")
    assert waiting_in(store) == Waiting(3, 3)
    resolve(store, by="录入员")
    assert waiting_in(store) == Waiting(0, 3)
    link(store, by="录入员")
    assert waiting_in(store) == NOTHING


# -- a long one -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("short_patience")
def test_a_small_load_leaves_a_long_one_waiting_and_is_brought_in_itself(store: Store, tmp_path: Path) -> None:
    load(store, write_table(tmp_path / "长.csv", rows(12)))
    assert waiting_in(store) == Waiting(12, 12)
    load_with_digest(store, write_table(tmp_path / "短.csv", [("H1", *ROW[1:8], "赵敏", "19911112222", "")]))
    assert waiting_in(store) == Waiting(12, 12)
    assert len(unresolved(store)) == 12
    assert "H1" not in number_of(store, unread(store))
    resolve(store, by="录入员")
    link(store, by="录入员")
    assert waiting_in(store) == NOTHING
    assert not unresolved(store) | unread(store)


@pytest.mark.usefixtures("short_patience")
def test_what_is_asked_for_as_a_whole_brings_in_what_waits(store: Store, tmp_path: Path) -> None:
    load(store, write_table(tmp_path / "长.csv", rows(12)))
    digest(store, by="录入员", mentions=(), cases=(), everything=True)
    assert waiting_in(store) == NOTHING
    assert not unresolved(store) | unread(store)


@pytest.mark.usefixtures("short_patience")
def test_a_judgement_is_followed_without_what_waits(store: Store, tmp_path: Path) -> None:
    load(store, write_table(tmp_path / "长.csv", rows(12)))
    a, b, *others = sorted(unread(store))
    judge(store, kind="linkage", a=a, b=b, answer="yes", by="张主任", why="看过")
    assert unread(store) == set(others)
    assert waiting_in(store).mentions == 12


def test_taking_a_batch_back_leaves_nothing_waiting(store: Store, tmp_path: Path) -> None:
    load(store, write_table(tmp_path / "一.csv", rows(3)))
    (batch,) = store.scan("batch", scope=EVERYTHING)
    undo(store, batch.id, by="录入员")
    assert waiting_in(store) == NOTHING


def test_taking_back_is_not_disturbed_by_the_note_of_what_waits(store: Store, tmp_path: Path) -> None:
    """Resolving writes to the batch too: that is none of its loads, and no reason to keep it."""
    load(store, write_table(tmp_path / "一.csv", rows(3)))
    resolve(store, by="录入员")
    link(store, by="录入员")
    (batch,) = store.scan("batch", scope=EVERYTHING)
    report = undo(store, batch.id, by="录入员")
    assert report.batch.state == "undone"
    assert report.loads_left == 0
    assert isinstance(report.batch, Batch)
    assert not list(store.scan("case", scope=EVERYTHING))


# -- nothing is lost --------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, FILES, FILES)
def test_what_follows_a_load_is_what_a_whole_run_gives(
    tmp_path_factory: pytest.TempPathFactory, one: list[Cells], two: list[Cells], three: list[Cells]
) -> None:
    """Parties come, become others and go from file to file."""
    folder = tmp_path_factory.mktemp("following")
    with closing(other_store(folder)) as store:
        for at, some in enumerate((one, two, three)):
            load_and_digest(store, write_table(folder / f"{at}.csv", some))
        before = snapshot(store)
        resolve(store, by="录入员")
        link(store, by="录入员")
        assert not differences(before, snapshot(store))


GOING = ("G1", *ROW[1:8], "王丽、张伟", "", "宏达物业有限公司")


@pytest.mark.parametrize(
    ("applicants", "respondent", "left"),
    [
        ("王丽", "宏达物业有限公司", {"王丽", "宏达物业有限公司"}),
        ("王丽", "李强", {"王丽", "李强"}),
        ("王丽、张伟", "恒安装饰有限公司", {"王丽", "张伟", "恒安装饰有限公司"}),
    ],
)
def test_whom_a_corrected_file_does_not_state_is_gone_at_once(
    store: Store, tmp_path: Path, applicants: str, respondent: str, left: set[str]
) -> None:
    load_with_digest(store, write_table(tmp_path / "一.csv", [GOING]))
    load_with_digest(store, write_table(tmp_path / "改.csv", [(*GOING[:8], applicants, "", respondent)]))
    assert parties(store) == left


def test_a_firm_that_is_an_office_or_was_entered_stays(store: Store, tmp_path: Path) -> None:
    """What a file names as who receives, and what somebody wrote, is not made of parties alone."""
    load_with_digest(store, write_table(tmp_path / "一.csv", [GOING]))
    (firm,) = [each for each in store.scan("organisation", scope=EVERYTHING) if each.name.startswith("宏达")]
    with store.change(by="张主任", why="登记") as change:
        change.put([replace(firm, telephone="02785001234")])
    load_with_digest(store, write_table(tmp_path / "改.csv", [(*GOING[:8], "王丽", "", "李强")]))
    assert firm.name in parties(store)
    assert not store.edges([firm.id], types=["party_to"], scope=EVERYTHING)


def test_who_left_before_a_kill_is_gone_with_the_next_load(store: Store, tmp_path: Path) -> None:
    load_with_digest(store, write_table(tmp_path / "一.csv", [GOING]))
    load(store, write_table(tmp_path / "改.csv", [(*GOING[:8], "王丽", "", "李强")]))
    assert "张伟" in parties(store)
    load_with_digest(store, write_table(tmp_path / "二.csv", [("H1", *ROW[1:8], "赵敏", "19911112222", "")]))
    assert parties(store) == {"王丽", "李强", "赵敏"}
    assert waiting_in(store) == NOTHING


SHARED = "19900001234"


@pytest.mark.parametrize(("then", "shared"), [("19911119999", False), (SHARED, True)])
def test_a_value_counts_again_when_a_corrected_file_leaves_it_to_fewer(
    store: Store, tmp_path: Path, then: str, shared: bool
) -> None:
    """Seven names at one telephone are an agent's clients; with six it says something of the others too."""
    names = ["王丽", "张伟", "赵敏", "李强", "陈静", "刘洋", "周杰"]
    cases = [(f"G{at}", *ROW[1:7], f"锦澜苑3栋2单元{at}0{at}室", name) for at, name in enumerate([*names, "王丽"], 1)]
    load_with_digest(store, write_table(tmp_path / "一.csv", [(*each, SHARED, "") for each in cases]))
    load_with_digest(store, write_table(tmp_path / "改.csv", [(*cases[6], then, "")]))
    before = snapshot(store)
    assert bool(resolve(store, by="录入员").shared) is shared
    link(store, by="录入员")
    assert not differences(before, snapshot(store))


def parties(store: Store) -> set[str]:
    """People and organisations but the offices of the rows."""
    kinds = ("person", "organisation")
    found = {each.name for kind in kinds for each in store.scan(kind, scope=EVERYTHING)}
    return found - {"网格中心", "派出所"}


def other_store(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder}/other.db", create=True)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, FILES, FILES)
def test_waiting_or_not_gives_the_same_graph(
    tmp_path_factory: pytest.TempPathFactory, one: list[Cells], two: list[Cells], three: list[Cells]
) -> None:
    """A long load, a small one over it, a changed one that waits, and all brought in at last."""
    folder = tmp_path_factory.mktemp("waiting")
    paths = [
        write_table(folder / f"{at}.csv", [*rows(8, start=50), *some]) for at, some in enumerate((one, two, three))
    ]
    with (
        closing(open_store(f"sqlite:///{folder}/waits.db", create=True)) as waits,
        closing(other_store(folder)) as at_once,
        pytest.MonkeyPatch.context() as patch,
    ):
        for path in paths:
            load_and_digest(at_once, path)
        resolve(at_once, by="录入员")
        link(at_once, by="录入员")
        lower(patch)
        load(waits, paths[0])
        load_with_digest(waits, paths[1])
        load(waits, paths[2])
        resolve(waits, by="录入员")
        link(waits, by="录入员")
        assert waiting_in(waits) == waiting_in(at_once) == NOTHING
        assert not differences(snapshot(at_once), snapshot(waits))
