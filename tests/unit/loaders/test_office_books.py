"""Books that centres and communities keep by hand: the visitors received, the case ledgers without codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from graph.errors import BadMapping
from graph.model import Case, Mention, MentionedIn, Place
from graph.store import Store
from graph.store.protocol import EVERYTHING
from graph.vocabulary import VOCABULARY
from loaders.drafting import Drafting
from loaders.mapping import built_in, find_mapping
from loaders.opening import open_table
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_xlsx

WALK_IN = ["序号", "来访时间", "来访人", "联系电话", "家庭住址", "来访事由", "接待人", "处理情况"]
VISITS = [
    ["1", "2024年3月5日", "王丽", "19900001234", "锦澜苑3栋2单元302室", "楼上漏水无人管", "刘敏", "已转物业处理"],
    ["2", "2024年3月6日", "李强", "19900005678", "锦澜苑4栋1单元101室", "夜间噪声", "刘敏", "当场答复"],
]


def cases(store: Store) -> dict[str, Case]:
    """The cases of the store by their titles."""
    return {each.title: each for each in store.scan("case", scope=EVERYTHING) if isinstance(each, Case)}


def people(store: Store) -> dict[str, Mention]:
    """The mentions of the store by their names."""
    return {each.name: each for each in store.scan("mention", scope=EVERYTHING) if isinstance(each, Mention)}


def test_a_book_of_visitors_without_numbers(load: Load, store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "来访.xlsx", {"一": [["综治中心来访接待登记表"], WALK_IN, *VISITS]})
    report = load(path).files[0]
    assert (report.mapping, report.loaded, report.rejected) == ("walk_in", 2, 0)
    leak = cases(store)["楼上漏水无人管"]
    assert (leak.source, leak.received_at, leak.result) == ("walk_in", dt.datetime(2024, 3, 5), "已转物业处理")
    assert leak.number.startswith("自编-")
    assert {name: each.telephones for name, each in people(store).items()} == {
        "王丽": ("19900001234",),
        "李强": ("19900005678",),
    }
    mentions = sorted(each.id for each in people(store).values())
    edges = store.edges(mentions, types=["mentioned_in"], direction="out", scope=EVERYTHING)
    assert {each.role for each in edges if isinstance(each, MentionedIn)} == {"applicant"}


GRID = ["事件编号", "上报时间", "事件标题", "办理状态", "件别", "化解日期", "当事人"]


def test_a_tick_where_a_code_should_stand_is_said_and_the_row_loads(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        ["G1", "2024-03-05", "漏水", "√", "纠纷", "", "王丽"],
        ["G2", "2024-03-06", "油烟", "已化解", "○", "2024-03-09", "李强"],
    ]
    report = load(write_xlsx(tmp_path / "网格.xlsx", {"一": [GRID, *rows]}), mapping="grid").files[0]
    assert (report.loaded, report.rejected) == (2, 0)
    assert (cases(store)["漏水"].status, cases(store)["油烟"].status) == ("received", "settled")
    assert [(each.row, each.text) for each in report.notes if "没有采用" in each.text] == [
        (2, "“办理状态”写的“√”看不出是哪一种，没有采用"),
        (3, "“件别”写的“○”看不出是哪一种，没有采用"),
    ]


def test_a_day_far_ahead_is_said(tmp_path: Path) -> None:
    rows = [
        ["G1", "2024-03-05", "漏水", "", "", "2026-03-06", "王丽"],
        ["G2", "2099-03-06", "油烟", "", "", "", "李强"],
        ["G3", "2025-03-05", "噪声", "", "", "2025-03-05", "赵敏"],
    ]
    path = write_xlsx(tmp_path / "网格.xlsx", {"一": [GRID, *rows]})
    opened = open_table(path, mapping=built_in("grid"), vocabulary=VOCABULARY)
    drafting = Drafting(opened, VOCABULARY, lambda done, of: None, today=dt.date(2024, 6, 3))
    assert len(list(drafting.portions())) == 1
    assert [(each.row, each.text) for each in drafting.report.notes if "一年以后" in each.text] == [
        (2, "化解日期 2026-03-06 还在一年以后，请核对"),
        (3, "受理时间 2099-03-06 还在一年以后，请核对"),
    ]


def test_a_mapping_that_is_not_there_is_said_in_words_of_ours(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="没有找到这个文件"):
        find_mapping(str(tmp_path / "没有.toml"))
    (tmp_path / "夹.toml").mkdir()
    with pytest.raises(BadMapping, match="是文件夹"):
        find_mapping(str(tmp_path / "夹.toml"))


OWNERS = ["事件编号", "上报时间", "事件标题", "业主", "联系电话", "小区", "楼栋", "单元", "房号", "处理结果"]


def test_a_ledger_of_owners_and_rooms(load: Load, store: Store, tmp_path: Path) -> None:
    row = ["G1", "2024-03-05", "漏水", "王丽", "19900001234", "锦澜苑", "3", "2", "302", "已修"]
    report = load(write_xlsx(tmp_path / "台账.xlsx", {"一": [OWNERS, row]})).files[0]
    assert (report.mapping, report.loaded) == ("grid", 1)
    leak = cases(store)["漏水"]
    owner = people(store)["王丽"]
    assert (owner.telephones, leak.place) == (("19900001234",), "锦澜苑3栋2单元302室")
    edges = store.edges([leak.id, owner.id], types=["at", "mentioned_in"], direction="out", scope=EVERYTHING)
    assert {getattr(each, "role", each.target) for each in edges} >= {"reporter"}
    (at,) = [each for each in edges if each.TYPE == "at"]
    (unit,) = store.get([at.target], scope=EVERYTHING)
    assert isinstance(unit, Place)
    assert (unit.level, unit.full_name) == ("unit", "锦澜苑3栋2单元302室")


def test_columns_of_rooms_complete_the_place_that_an_address_names(load: Load, store: Store, tmp_path: Path) -> None:
    head = ["事件编号", "事件标题", "发生地点", "楼栋", "单元", "房号"]
    rows = [["G1", "漏水", "锦澜苑", "3", "2", "302"], ["G2", "油烟", "锦澜苑4栋1单元101室", "4", "1", "101"]]
    load(write_xlsx(tmp_path / "台账.xlsx", {"一": [head, *rows]}), mapping="grid")
    assert [cases(store)[each].place for each in ("漏水", "油烟")] == ["锦澜苑3栋2单元302室", "锦澜苑4栋1单元101室"]


DAY = dt.datetime(2024, 3, 5)
IN_PARTS = [
    # what stands above, the header, and the day in three cells
    ([], ["受理年", "受理月", "受理日"], [2024, 3, 5]),
    ([], ["年", "月", "日"], ["2024年", "3月", "5日"]),
    (["受理日期", "", ""], ["年", "月", "日"], ["2024", "03", "05"]),
    (["受理时间", "", ""], ["年", "月", "日"], [2024.0, 3.0, 5.0]),
]


@pytest.mark.parametrize(("above", "header", "cells"), IN_PARTS)
def test_a_day_in_three_columns(above: Any, header: Any, cells: Any, load: Load, store: Store, tmp_path: Path) -> None:
    head = ["事件编号", *header, "事件标题", "当事人"]
    top = [["事件编号", *above, "事件标题", "当事人"]] if above else []
    head = ["", *header, "", ""] if above else head
    path = write_xlsx(tmp_path / "台账.xlsx", {"一": [*top, head, ["G1", *cells, "漏水", "王丽"]]})
    report = load(path, mapping="grid").files[0]
    assert (report.loaded, report.rejected, report.unused) == (1, 0, [])
    assert cases(store)["漏水"].received_at == DAY


def test_a_wrong_day_in_three_columns_comes_back_and_loads_when_corrected(
    load: Load, store: Store, tmp_path: Path
) -> None:
    top, head = ["事件编号", "受理日期", "", "", "事件标题"], ["", "年", "月", "日", ""]
    rows = [["G1", 2024, 13, 5, "漏水"], ["G2", 2024, 3, 5, "油烟"]]
    back = tmp_path / "退回.xlsx"
    report = load(write_xlsx(tmp_path / "台账.xlsx", {"一": [top, head, *rows]}), mapping="grid", rejects=back).files[0]
    assert [(each.row, each.value) for each in report.rejects] == [(3, "2024年13月5日")]
    book = load_workbook(back)
    sheet = book.worksheets[0]
    (cell,) = [each for row in sheet.iter_rows() for each in row if str(each.value) == "13"]
    sheet[cell.coordinate] = 3
    book.save(back)
    assert load(back, mapping="grid").files[0].rejected == 0
    assert cases(store)["漏水"].received_at == DAY


def test_the_one_complained_of_is_called_so(load: Load, tmp_path: Path) -> None:
    head = ["工单编号", "标题", "反映人", "被反映人", "被投诉人电话"]
    path = write_xlsx(tmp_path / "热线.xlsx", {"一": [head, ["H1", "漏水", "王丽", "李强", "19900005678"]]})
    (table,) = load(path, mapping="12345").files[0].tables
    assert {header: zh for header, _, zh in table.columns}["被反映人"] == "被反映人"
    assert "被反映人→" not in str(table)
