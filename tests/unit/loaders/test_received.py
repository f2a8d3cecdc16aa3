"""Who receives a case first that only a community's list tells: the committee that reported it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.ids import make_id
from graph.model import Case, Organisation, ReceivedBy, Step
from graph.pipeline import undo
from graph.pipeline.inbox import due_list
from graph.pipeline.tasks import backfill
from graph.store import EVERYTHING, Store
from loaders.drafts import ReadBy, apply_draft, put_drafts
from tests.unit.loaders.conftest import AT, Load
from tests.unit.loaders.files import write_csv

HEAD = ("编号", "社区", "周次", "事项", "情况描述", "责任单位", "状态", "登记日期")
COMMITTEE = make_id("organisation", "三民社区居民委员会")
OTHER = make_id("organisation", "民意社区居民委员会")
STATION = make_id("organisation", "民权派出所")
NEW = ("P1", "三民社区", "2026-03-02", "楼道堆物", "三楼楼道堆放杂物", "", "新增", "")
NAMED = ("P2", "三民社区", "2026-03-02", "夜间噪音", "烧烤店夜间噪音", "民权派出所", "新增", "2026-03-03")


def listed(path: Path, *rows: tuple[str, ...]) -> Path:
    return write_csv(path, [HEAD, *rows])


def receivers(store: Store) -> dict[str, str]:
    """By number of the case."""
    cases = {each.id: each.number for each in store.scan("case", scope=EVERYTHING)}
    found = store.edges(list(cases), types=[ReceivedBy.TYPE], direction="out", scope=EVERYTHING)
    return {cases[each.source]: each.target for each in found}


def test_the_committee_that_reported_it_unless_the_row_names_one(store: Store, load: Load, tmp_path: Path) -> None:
    load(listed(tmp_path / "a.csv", NEW, NAMED), mapping="weekly_list")
    assert receivers(store) == {"P1": COMMITTEE, "P2": STATION}
    first = next(each for each in store.scan("case", scope=EVERYTHING) if each.number == "P1")
    assert isinstance(first, Case)
    assert COMMITTEE in first.visible_to
    (edge,) = store.edges([first.id], types=[ReceivedBy.TYPE], direction="out", scope=EVERYTHING)
    assert isinstance(edge, ReceivedBy)
    assert edge.at == dt.datetime(2026, 3, 2), "the Monday of the list, where nothing tells the day"


def test_it_has_what_is_to_be_done_about_it(store: Store, load: Load, tmp_path: Path) -> None:
    load(listed(tmp_path / "a.csv", NEW, NAMED), mapping="weekly_list")
    made = backfill(store, by="甲")
    assert made.nobodys == ()
    settle = due_list(store, kind="settle", now=dt.datetime(2026, 3, 9)).nodes
    assert {each.organisation for each in settle} == {COMMITTEE, STATION}
    assert backfill(store, by="甲").opened == 0


def test_the_first_receiver_stays_whatever_later_files_say(store: Store, load: Load, tmp_path: Path) -> None:
    load(listed(tmp_path / "a.csv", NEW), mapping="weekly_list")
    load(listed(tmp_path / "b.csv", (*NEW[:5], "民权派出所", *NEW[6:])), mapping="weekly_list")
    load(listed(tmp_path / "c.csv", ("P1", "民意社区", "2026-03-09", *NEW[3:])), mapping="weekly_list")
    assert receivers(store) == {"P1": COMMITTEE}


def test_of_two_lists_in_one_file_the_earlier_week(store: Store, load: Load, tmp_path: Path) -> None:
    later = ("P1", "民意社区", "2026-03-09", *NEW[3:])
    load(listed(tmp_path / "a.csv", later, NEW), mapping="weekly_list")
    assert receivers(store) == {"P1": COMMITTEE}


def test_the_same_file_again_changes_nothing(store: Store, load: Load, tmp_path: Path) -> None:
    path = listed(tmp_path / "a.csv", NEW, NAMED)
    load(path, mapping="weekly_list")
    head = store.head()
    load(path, mapping="weekly_list")
    assert store.head() == head


def test_its_intake_names_who_received_it(store: Store, load: Load, tmp_path: Path) -> None:
    load(listed(tmp_path / "a.csv", (*NEW[:7], "2026-03-04")), mapping="weekly_list")
    (step,) = (each for each in store.scan("step", scope=EVERYTHING) if isinstance(each, Step))
    assert (step.kind, step.organisation, COMMITTEE in step.visible_to) == ("receive", COMMITTEE, True)


def test_a_draft_that_is_applied_does_what_a_load_does_and_undone_it_is_gone(store: Store, tmp_path: Path) -> None:
    path = listed(tmp_path / "a.csv", NEW)
    ((draft, _),) = put_drafts(store, [path], read_by=ReadBy(mapping="weekly_list"), by="甲", at=AT)
    assert receivers(store) == {}
    apply_draft(store, draft.id, by="甲", at=AT)
    assert receivers(store) == {"P1": COMMITTEE}
    (batch,) = (each.id for each in store.scan("batch", scope=EVERYTHING))
    undo(store, batch, by="甲")
    assert receivers(store) == {}


def test_a_committee_that_nobody_entered_is_told(store: Store, load: Load, tmp_path: Path) -> None:
    report = load(listed(tmp_path / "a.csv", NEW), mapping="weekly_list")
    said = [each for each in map(str, report.files[0].notes) if "三民社区居民委员会" in each]
    assert any("只写作清单的报送单位" in each for each in said)


def test_a_committee_of_the_register_is_not(store: Store, load: Load, tmp_path: Path) -> None:
    with store.change(by="甲", why="名册") as change:
        change.put(
            [Organisation(id=COMMITTEE, visible_to=("*",), name="三民社区居民委员会", kind="community_committee")]
        )
    report = load(listed(tmp_path / "a.csv", NEW), mapping="weekly_list")
    assert not [each for each in map(str, report.files[0].notes) if "报送单位" in each]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_other_cases_keep_theirs_in_any_order(store: Store, load: Load, tmp_path: Path, order: tuple[int, int]) -> None:
    rows = (NEW, NAMED)
    for each in order:
        load(listed(tmp_path / f"{each}.csv", rows[each]), mapping="weekly_list")
    assert receivers(store) == {"P1": COMMITTEE, "P2": STATION}
