"""What a draft would change: record by record and field by field, and the weekly list beside the week before."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from graph.store import EVERYTHING, Store
from loaders.difference_report import as_json, lines
from loaders.differing import Difference, difference_of_batch, difference_of_draft
from loaders.drafts import ReadBy, put_drafts, unpacked
from tests.contract.whole import everything
from tests.unit.loaders.conftest import AT, Load
from tests.unit.loaders.files import Rows, write_xlsx
from tests.unit.loaders.streets import ROW, write_table

SECOND = ("G2", *ROW[1:8], "张伟", "19900005678", "")


def differing(store: Store, path: Path, mapping: str | None = None) -> Difference:
    """A file as a draft, compared."""
    ((draft, _),) = put_drafts(store, [path], read_by=ReadBy(mapping=mapping), by="录入员", at=AT)
    with unpacked(store, draft) as files:
        return difference_of_draft(store, files, at=AT)


def test_all_of_a_first_file_is_new(store: Store, tmp_path: Path) -> None:
    before = everything(store)
    found = differing(store, write_table(tmp_path / "a.csv", [ROW]))
    assert everything(store) == before
    assert {each.state for each in found.records} == {"new"}
    assert {each.state for each in found.links} == {"new"}
    assert found.counts()["case"] == {"new": 1, "changed": 0, "gone": 0, "unchanged": 0}
    assert [each.title for each in found.records if each.kind == "mention"] == ["王丽"]


def test_the_same_file_again_differs_in_nothing(store: Store, load: Load, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [ROW, SECOND])
    load(path)
    found = differing(store, path)
    assert (found.records, found.links) == ([], [])
    assert (found.unchanged["case"], found.unchanged["mention"]) == (2, 2)
    assert any("没有不同" in each for each in lines(found))


def test_changes_are_told_field_by_field_and_masked(store: Store, load: Load, tmp_path: Path) -> None:
    load(write_table(tmp_path / "a.csv", [ROW, SECOND]))
    changed = (
        "G1",
        *ROW[1:3],
        "已化解",
        *ROW[4:7],
        "锦澜苑5栋1单元101室",
        "王丽、张伟",
        "19900001234、19900005678",
        "李强",
    )
    found = differing(store, write_table(tmp_path / "b.csv", [changed, SECOND]))
    (case,) = [each for each in found.records if each.kind == "case" and each.state == "changed"]
    told = {each.field: (each.before, each.after) for each in case.fields}
    assert case.number == "G1"
    assert told["status"] == ("办理中", "已化解")
    assert told["original"] == ("", "")
    moved = [each for each in found.links if each.state == "moved"]
    assert [(each.type, each.was, each.target_title) for each in moved] == [
        ("at", "锦澜苑3栋2单元302室", "锦澜苑5栋1单元101室")
    ]
    parties = {(each.source_title, each.detail) for each in found.links if each.type == "mentioned_in"}
    assert parties == {("张伟", "申请人"), ("李强", "被申请人")}
    text = json.dumps(as_json(found), ensure_ascii=False) + "\n".join(lines(found))
    assert "1990000" not in text
    assert "199****5678" in json.dumps(as_json(differing(store, write_table(tmp_path / "c.csv", [PHONE]))))


PHONE = ("G1", *ROW[1:9], "19900005678", "")


def test_what_an_applied_batch_changed_is_read_from_the_journal(store: Store, load: Load, tmp_path: Path) -> None:
    load(write_table(tmp_path / "a.csv", [ROW, SECOND]))
    path = write_table(tmp_path / "b.csv", [("G1", *ROW[1:3], "已化解", *ROW[4:]), SECOND])
    expected = differing(store, path)
    load(path)
    batch = next(each.id for each in store.scan("batch", scope=EVERYTHING) if each.file == "b.csv")
    found = difference_of_batch(store, batch)
    assert found.records == expected.records
    assert found.links == expected.links


# -- weekly lists --------------------------------------------------------------------------------

HEADER = ["序号", "事项", "类型", "排查时间", "地点", "当事人", "化解情况"]
PARKING = ["消防通道被占", "安全隐患", "3月5日", "锦澜苑3栋", ""]
NOISE = ["夜间噪音扰民", "矛盾纠纷", "3月6日", "锦澜苑5栋", "王丽"]
LEAK = ["楼上漏水", "矛盾纠纷", "3月12日", "锦澜苑1栋", "张伟"]


def weekly(path: Path, title: str, *items: Rows) -> Path:
    rows = [[at, *item] for at, item in enumerate(items, 1)]
    return write_xlsx(path, {"清单": [[title], HEADER, *rows]})


FIRST = "打铜社区矛盾隐患清单（2024年3月4日—3月10日）"
NEXT = "打铜社区矛盾隐患清单（2024年3月11日—3月17日）"
THIRD = "打铜社区矛盾隐患清单（2024年3月18日—3月24日）"


@pytest.fixture
def listed(load: Load, tmp_path: Path) -> None:
    """The first week's list, loaded."""
    load(weekly(tmp_path / "w1.xlsx", FIRST, [*PARKING, "未化解"], [*NOISE, "未化解"]))


def titles(found: Difference, state: str) -> list[str]:
    (week,) = found.weeks
    return [each.title for each in week.of(state)]


def test_a_list_is_compared_with_the_week_before(listed: None, store: Store, tmp_path: Path) -> None:
    found = differing(store, weekly(tmp_path / "w2.xlsx", NEXT, [*NOISE, "化解"], [*LEAK, "未化解"]))
    (week,) = found.weeks
    assert (week.week, week.before, week.skips) == (dt.date(2024, 3, 11), dt.date(2024, 3, 4), False)
    assert titles(found, "new") == ["楼上漏水"]
    assert titles(found, "changed") == ["夜间噪音扰民"]
    assert titles(found, "gone") == ["消防通道被占"]
    assert titles(found, "same") == []
    (changed,) = week.of("changed")
    assert changed.after.startswith("化解")
    assert not changed.before.startswith("化解")
    assert changed.number
    told = "\n".join(lines(found))
    assert all(each in told for each in ("本周新增 1 件", "状态改变 1 件", "本周没有再列 1 件", "与上周相同 0 件"))


def test_an_item_that_is_still_open_is_the_same(listed: None, store: Store, tmp_path: Path) -> None:
    found = differing(store, weekly(tmp_path / "w2.xlsx", NEXT, [*PARKING, "未化解"], [*NOISE, "未化解"]))
    assert (len(titles(found, "same")), titles(found, "changed"), titles(found, "gone")) == (2, [], [])


def test_a_first_list_has_nothing_before_it(store: Store, tmp_path: Path) -> None:
    found = differing(store, weekly(tmp_path / "w1.xlsx", FIRST, [*PARKING, "未化解"]))
    assert found.weeks[0].before is None
    assert titles(found, "new") == ["消防通道被占"]


def test_a_missing_week_is_said(listed: None, store: Store, tmp_path: Path) -> None:
    found = differing(store, weekly(tmp_path / "w3.xlsx", THIRD, [*NOISE, "未化解"]))
    assert found.weeks[0].skips
    assert any("中间有几周没有清单" in each for each in lines(found))


def test_another_community_s_list_is_not_the_week_before(listed: None, store: Store, tmp_path: Path) -> None:
    title = NEXT.replace("打铜社区", "三民社区")
    assert differing(store, weekly(tmp_path / "w2.xlsx", title, [*NOISE, "未化解"])).weeks[0].before is None


def test_a_list_that_is_loaded_is_compared_too(listed: None, load: Load, store: Store, tmp_path: Path) -> None:
    path = weekly(tmp_path / "w2.xlsx", NEXT, [*NOISE, "化解"], [*LEAK, "未化解"])
    load(path)
    batch = next(each.id for each in store.scan("batch", scope=EVERYTHING) if each.file == "w2.xlsx")
    found = difference_of_batch(store, batch)
    assert [titles(found, each) for each in ("new", "changed", "gone", "same")] == [
        ["楼上漏水"], ["夜间噪音扰民"], ["消防通道被占"], []
    ]  # fmt: skip
