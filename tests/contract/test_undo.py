"""A batch taken back on every engine: what goes, what comes back, what stays, and what is in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import BatchInUse, BatchUndone, UnknownRecord
from graph.ids import make_id
from graph.model import About, Case, Edge, HandedTo, KinOf, LedBy, Meeting, Mention, Node, Visit
from graph.pipeline import judge, undo, unjudge
from graph.pipeline.warning import handle, warn
from graph.store import EVERYTHING, Store, edge_key
from tests.contract.records import delete, organisation, person, put
from tests.unit.loaders.streets import Cells, differences, load_and_digest, snapshot, write_table

LEAK: Cells = (
    "G1", "2024-03-05", "漏水", "办理中", "网格中心", "", "打铜社区", "锦澜苑3栋2单元302室", "王丽", "19900001234",
    "宏达物业有限公司",
)  # fmt: skip
NOISE: Cells = (
    "G2",
    "2024-03-06",
    "噪音",
    "办理中",
    "司法所",
    "",
    "打铜社区",
    "锦澜苑3栋2单元302室",
    "王丽",
    "19900001234",
    "李强",
)


@pytest.fixture
def leak(store: Store, tmp_path: Path) -> str:
    """A first batch."""
    return load_and_digest(store, write_table(tmp_path / "leak.csv", [LEAK]))


def test_it_goes_with_all_that_followed_from_it(store: Store, leak: str, tmp_path: Path) -> None:
    before = snapshot(store)
    noise = load_and_digest(store, write_table(tmp_path / "noise.csv", [NOISE]))
    assert store.count("matter", scope=EVERYTHING) != {}
    report = undo(store, noise, by="主任", why="载错了")
    assert differences(before, snapshot(store)) == []
    assert report.removed["case"] == 1
    assert (report.restored, report.kept) == ({}, ())
    (batch,) = store.get([noise], scope=EVERYTHING)
    assert (batch.state, batch.undone_by) == ("undone", "主任")  # type: ignore[union-attr]
    entry = next(each for each in store.history(noise, scope=EVERYTHING) if each.after == batch)
    assert (entry.by, entry.why) == ("主任", f"撤销批次 {noise}：载错了")
    undo(store, leak, by="主任")
    assert snapshot(store) == {}


def test_what_it_changed_is_what_it_was(store: Store, leak: str, tmp_path: Path) -> None:
    before = snapshot(store)
    corrected = (*LEAK[:1], "2024-03-07", "渗水", "已化解", *LEAK[4:7], "锦澜苑5栋1单元101室", "李强", *LEAK[9:])
    later = load_and_digest(store, write_table(tmp_path / "corrected.csv", [corrected]))
    report = undo(store, later, by="主任")
    assert differences(before, snapshot(store)) == []
    assert report.restored["case"] == 1


def test_an_earlier_batch_waits_for_a_later_one(store: Store, leak: str, tmp_path: Path) -> None:
    later = load_and_digest(store, write_table(tmp_path / "later.csv", [(*LEAK[:2], "渗水", *LEAK[3:])]))
    with pytest.raises(BatchInUse, match=r"later\.csv") as refused:
        undo(store, leak, by="主任")
    dependents = refused.value.facts["dependents"]
    assert {each.batch for each in dependents} == {later}
    assert {"changed", "restates"} <= {each.how for each in dependents}
    undo(store, later, by="主任")
    undo(store, leak, by="主任")
    assert snapshot(store) == {}


def test_a_copy_that_wrote_nothing_still_states_the_rows(store: Store, leak: str, tmp_path: Path) -> None:
    path = write_table(tmp_path / "copy.csv", [LEAK])
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    copy = load_and_digest(store, path)
    assert copy != leak
    with pytest.raises(BatchInUse) as refused:
        undo(store, leak, by="主任")
    assert [(each.record, each.how) for each in refused.value.facts["dependents"]] == [(copy, "restates")]
    undo(store, copy, by="主任")
    undo(store, leak, by="主任")
    assert snapshot(store) == {}


def test_a_file_loaded_again_over_another_is_taken_back_load_by_load(store: Store, leak: str, tmp_path: Path) -> None:
    first = snapshot(store)
    later = load_and_digest(store, write_table(tmp_path / "later.csv", [(*LEAK[:2], "渗水", *LEAK[3:])]))
    second = snapshot(store)
    assert load_and_digest(store, write_table(tmp_path / "leak.csv", [LEAK])) == leak
    assert undo(store, leak, by="主任").loads_left == 1
    assert differences(second, snapshot(store)) == []
    undo(store, later, by="主任")
    assert differences(first, snapshot(store)) == []
    undo(store, leak, by="主任")
    assert snapshot(store) == {}


def test_shared_ground_stays_for_who_uses_it(store: Store, leak: str, tmp_path: Path) -> None:
    elsewhere = ("G3", "2024-03-08", "停车", "", "网格中心", "", "打铜社区", "锦澜苑3栋1单元101室", "赵敏", "", "")
    other = load_and_digest(store, write_table(tmp_path / "other.csv", [elsewhere]))
    report = undo(store, leak, by="主任")
    kept = {getattr(each, "full_name", None) or each.name for each in store.get(report.kept, scope=EVERYTHING)}  # type: ignore[union-attr]
    assert {"打铜社区", "锦澜苑", "锦澜苑3栋", "网格中心"} == kept
    assert [each.number for each in store.scan("case", scope=EVERYTHING)] == ["G3"]
    assert "锦澜苑3栋2单元" not in {each.full_name for each in store.scan("place", scope=EVERYTHING)}
    assert "宏达物业有限公司" not in {each.name for each in store.scan("organisation", scope=EVERYTHING)}
    undo(store, other, by="主任")


# -- later facts ---------------------------------------------------------------------------------


def _case(store: Store) -> Case:
    (found,) = store.scan("case", scope=EVERYTHING)
    return found


def _mentions(store: Store) -> list[Mention]:
    return list(store.scan("mention", scope=EVERYTHING))


def _handed_over(store: Store) -> list[Node | Edge]:
    office = organisation("城管中队", kind="department")
    return [office, HandedTo(source=_case(store).id, target=office.id, at=dt.datetime(2024, 4, 1))]


def _visited(store: Store) -> list[Node | Edge]:
    visit = Visit(id=make_id("visit", "1"), on=dt.date(2024, 4, 2))
    return [visit, About(source=visit.id, target=_case(store).id)]


def _met(store: Store) -> list[Node | Edge]:
    meeting = Meeting(id=make_id("meeting", "1"), kind="joint", title="联合会商", on=dt.date(2024, 4, 3))
    return [meeting, About(source=meeting.id, target=_case(store).id)]


def _changed_by_hand(store: Store) -> list[Node | Edge]:
    return [replace(_case(store), status="closed")]


def _kin(store: Store) -> list[Node | Edge]:
    someone = next(iter(store.scan("person", scope=EVERYTHING)))
    other = person("王大爷")
    return [other, KinOf(source=someone.id, target=other.id, relation="parent")]


@pytest.mark.parametrize("later", [_handed_over, _visited, _met, _changed_by_hand, _kin])
def test_a_later_fact_is_in_the_way_and_named(
    store: Store, leak: str, later: Callable[[Store], list[Node | Edge]]
) -> None:
    before, known = snapshot(store), {each.id: each for each in store.scan("case", scope=EVERYTHING)}
    records = later(store)
    seq = put(store, *records, by="调解员", why="后来的事").seq
    after = snapshot(store)
    with pytest.raises(BatchInUse, match="后来的事") as refused:
        undo(store, leak, by="主任")
    assert snapshot(store) == after
    (dependent,) = refused.value.facts["dependents"]
    assert (dependent.seq, dependent.by, dependent.batch) == (seq, "调解员", None)
    put(store, *(known[each.id] for each in records if isinstance(each, Node) and each.id in known))
    delete(
        store,
        *(edge_key(each) for each in records if isinstance(each, Edge)),
        *(each.id for each in records if isinstance(each, Node) and each.id not in known),
    )
    assert snapshot(store) == before
    undo(store, leak, by="主任")
    assert snapshot(store) == {}


def test_a_judgement_is_in_the_way(store: Store, leak: str, tmp_path: Path) -> None:
    noise = load_and_digest(store, write_table(tmp_path / "noise.csv", [NOISE]))
    one, other = (next(each.id for each in _mentions(store) if each.name == name) for name in ("王丽", "李强"))
    judgement = judge(store, kind="identity", a=one, b=other, answer="no", by="主任", why="两个人")
    with pytest.raises(BatchInUse) as refused:
        undo(store, noise, by="主任")
    assert judgement.id in {each.record for each in refused.value.facts["dependents"]}
    unjudge(store, kind="identity", a=one, b=other, by="主任")
    undo(store, noise, by="主任")


def test_who_leads_its_matter_is_in_the_way(store: Store, tmp_path: Path) -> None:
    again = ("G2", "2024-03-06", *LEAK[2:])
    batch = load_and_digest(store, write_table(tmp_path / "twice.csv", [LEAK, again]))
    (matter,) = store.scan("matter", scope=EVERYTHING)
    office = organisation("平安建设办公室")
    put(store, office, led := LedBy(source=matter.id, target=office.id), why="包案")
    with pytest.raises(BatchInUse, match="包案"):
        undo(store, batch, by="主任")
    delete(store, edge_key(led), office.id)
    undo(store, batch, by="主任")
    assert snapshot(store) == {}


# -- what cannot be ------------------------------------------------------------------------------


def test_what_is_no_batch_or_is_taken_back_already(store: Store, leak: str) -> None:
    with pytest.raises(UnknownRecord):
        undo(store, make_id("batch", "none"), by="主任")
    with pytest.raises(UnknownRecord):
        undo(store, _case(store).id, by="主任")
    undo(store, leak, by="主任")
    head = store.head()
    with pytest.raises(BatchUndone, match="已经撤销"):
        undo(store, leak, by="主任")
    assert store.head() == head


THREAT: Cells = (*NOISE[:2], "扬言同归于尽", *NOISE[3:])
NOW = dt.datetime(2024, 3, 8, 9)


def test_what_rules_warned_of_it_goes_along(store: Store, leak: str, tmp_path: Path) -> None:
    before = snapshot(store)
    noise = load_and_digest(store, write_table(tmp_path / "noise.csv", [THREAT]))
    assert warn(store, by="规则", now=NOW).moves
    assert store.count("task", scope=EVERYTHING)[None], "the first receiver has it to handle"
    undo(store, noise, by="主任")
    assert differences(before, snapshot(store)) == []


def test_what_a_person_did_about_a_warning_is_in_the_way(store: Store, leak: str, tmp_path: Path) -> None:
    noise = load_and_digest(store, write_table(tmp_path / "noise.csv", [THREAT]))
    move = warn(store, by="规则", now=NOW).moves[0]
    handle(store, move.warning.id, result="上门劝过", by="李", now=NOW)
    with pytest.raises(BatchInUse):
        undo(store, noise, by="主任")
