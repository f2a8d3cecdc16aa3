"""Rejected rows back to the clerk: marked, and loaded as they are once corrected."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from graph.errors import NothingLoaded
from graph.store import Store, open_store
from graph.store.protocol import EVERYTHING
from loaders.load import load_files
from loaders.reading import read_file
from loaders.report import LoadReport
from tests.unit.loaders.conftest import AT, Load
from tests.unit.loaders.files import write_csv, write_xlsx
from tests.unit.loaders.sheets import write_merged
from tests.unit.loaders.test_built_in import case

HEAD = ["事件编号", "上报时间", "事件标题", "办理状态", "申请人", "申请人电话"]
ROW = ["G1", "2024-03-05", "漏水", "办理中", "王丽", "19900001234"]


def corrected(path: Path, fixes: Mapping[str, Any], *, to: Path) -> Path:
    """The workbook with every marked cell whose text is a key of `fixes` replaced, as a clerk would save it."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                text = str(cell.value or "")
                if not isinstance(cell, MergedCell) and cell.comment and text in fixes:
                    cell.value = fixes[text]
    book.save(to)
    return to


def everything(store: Store) -> list[str]:
    """Cases, mentions and steps without what depends on which file they came from."""
    told = []
    for kind in ("case", "mention", "step"):
        for each in store.scan(kind, scope=EVERYTHING):
            fields = {name: getattr(each, name) for name in each.__slots__ if name not in ("original", "batch")}
            told.append(str(sorted(fields.items(), key=str)))
    return sorted(told)


def fresh(folder: Path, path: Path, **options: Any) -> tuple[Store, LoadReport]:
    folder.mkdir()
    store = open_store(f"sqlite:///{folder}/s.db", create=True)
    return store, load_files(store, [path], by="录入员", at=AT, **options)


def test_faulty_cells_are_marked_with_their_reason(load: Load, tmp_path: Path) -> None:
    bad = ["G2", "昨天", "=1+1", "飞了", "李强", "19900005678"]
    back = tmp_path / "back.xlsx"
    load(write_csv(tmp_path / "a.csv", [HEAD, ROW, bad]), mapping="grid", rejects=back)
    sheet = openpyxl.load_workbook(back).worksheets[0]
    header, cells = list(sheet.iter_rows())
    assert [each.value for each in header] == [*HEAD, "退回原因"]
    assert [each.value for each in cells[:-1]] == bad
    assert {each.coordinate for each in cells if each.comment} == {"B2", "D2"}
    assert "不是日期" in str(cells[1].comment)
    assert "可填" in str(cells[1].comment)
    assert cells[1].fill.fgColor.rgb != cells[2].fill.fgColor.rgb
    assert {each.data_type for each in cells} == {"s"}
    reason = str(cells[-1].value)
    assert "上报时间：不是日期" in reason
    assert "办理状态" in reason
    assert "a.csv 第 3 行" in reason


LAYOUTS: dict[str, tuple[list[list[Any]], list[tuple[int, int, int, int]]]] = {
    "plain": ([HEAD, ROW, ["G2", "昨天", "噪音", "飞了", "李强", ""], ["G3", "", "占道", "", "赵敏", ""]], []),
    "titles with facts": (
        [["填报单位：打铜社区"], ["2024年"], HEAD, ["G1", "3月5日", *ROW[2:]], ["G2", "昨天", "噪音", "", "李强", ""]],
        [],
    ),
    "a header of two rows": (
        [
            ["打铜社区网格上报表（2024年）", "", "", "", ""],
            ["事件编号", "上报时间", "申请人", "", "第三人"],
            ["", "", "姓名", "联系电话", "姓名"],
            ["G1", "3月5日", "王丽", "19900001234", ""],
            ["G2", "昨天", "李强", "", "钱多"],
        ],
        [(0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)],
    ),
    "whose telephone": (
        [["事件编号", "上报时间", "申请人", "联系电话", "被申请人", "联系电话"],
         ["G2", "昨天", "李强", "19900001234", "赵敏", "19900005678"], ROW[:2]], [],
    ),
    "amounts in ten thousands": (
        [["单位：万元"], ["事件编号", "上报时间", "涉及金额"], ["G1", "2024-03-05", 2], ["G2", "昨天", 3.5]], [],
    ),
    "parties in rows": (
        [HEAD, ["G1", "昨天", "漏水", "", "王丽", ""], ["", "", "", "", "李强", ""], ["G2", "2024-03-06", *ROW[2:]]],
        [(1, at, 2, at) for at in range(4)],
    ),
    "another table beneath": (
        [HEAD, ROW, ["G2", "昨天", *ROW[2:]], [], ["上报时间", "事件编号", "发生地点"], ["昨天", "G5", "锦澜苑3栋"]],
        [],
    ),
    "dates and numbers": ([HEAD, ROW, ["G2", "昨天", 20240305.0, "", "李强", 19900001234.0]], []),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_corrected_rows_are_exactly_those_that_were_missing(tmp_path: Path, name: str) -> None:
    rows, merges = LAYOUTS[name]
    fixes = {"昨天": "2024-03-07", "飞了": "办理中"}
    right = [[fixes.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    whole, _ = fresh(tmp_path / "whole", write_merged(tmp_path / "right.xlsx", right, merges), mapping="grid")
    path, back = write_merged(tmp_path / "wrong.xlsx", rows, merges), tmp_path / "back.xlsx"
    store, first = fresh(tmp_path / "parts", path, mapping="grid", rejects=back)
    assert first.rejected
    assert everything(store) != everything(whole)
    second = load_files(store, [corrected(back, fixes, to=tmp_path / "fixed.xlsx")], mapping="grid", by="t", at=AT)
    assert (second.loaded, second.rejected) == (first.rejected, 0)
    assert everything(store) == everything(whole)
    whole.close()
    store.close()


def test_uncorrected_rows_are_rejected_again(load: Load, tmp_path: Path) -> None:
    back, again = tmp_path / "back.xlsx", tmp_path / "again.xlsx"
    path = write_csv(tmp_path / "a.csv", [HEAD, ROW, ["G2", "昨天", *ROW[2:]], ["G3", "前天", *ROW[2:]]])
    load(path, mapping="grid", rejects=back)
    half = corrected(back, {"前天": "2024-03-08"}, to=tmp_path / "half.xlsx")
    report = load(half, mapping="grid", rejects=again).files[0]
    assert (report.loaded, report.rejected, report.unused) == (1, 1, [])
    assert list(read_file(again).sheets[0].rows())[1][:2] == ["G2", "昨天"]


def test_the_name_of_a_sheet_is_a_fact_that_comes_along(tmp_path: Path) -> None:
    rows = [["事项", "类别", "发现时间"], ["占道", "隐患", "3月5日"], ["漏水", "纠纷", "昨天"]]
    path = write_xlsx(tmp_path / "2024年3月4日清单.xlsx", {"打铜社区": rows})
    back = tmp_path / "back.xlsx"
    store, first = fresh(tmp_path / "s", path, mapping="weekly_list", rejects=back)
    assert (first.loaded, first.rejected) == (1, 1)
    fixed = corrected(back, {"昨天": "3月6日"}, to=tmp_path / "fixed.xlsx")
    second = load_files(store, [fixed], mapping="weekly_list", by="t", at=AT)
    assert (second.loaded, second.rejected) == (1, 0)
    assert len(list(store.scan("weeklylist", scope=EVERYTHING))) == 1
    assert {each.received_at for each in store.scan("case", scope=EVERYTHING)} == {
        dt.datetime(2024, 3, 5), dt.datetime(2024, 3, 6),
    }  # fmt: skip
    store.close()


def test_a_formula_without_a_value_is_rejected_and_comes_back_empty(load: Load, store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [HEAD, ROW, ["=A2&1", "2024-03-05", "噪音"], ["G3", "2024-03-05", "=C2"], ["G4", "2024-03-05", "占道"]]:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    back = tmp_path / "back.xlsx"
    report = load(tmp_path / "a.xlsx", mapping="grid", rejects=back).files[0]
    assert (report.loaded, report.rejected) == (2, 2)
    assert [(each.row, each.column) for each in report.rejects] == [(3, "事件编号"), (4, "事件标题")]
    assert all("公式" in each.reason for each in report.rejects)
    returned = openpyxl.load_workbook(back).worksheets[0]
    assert returned["A2"].value is None
    assert "=A2&1" in returned["A2"].comment.text
    fixed = corrected(back, {"": "补上"}, to=tmp_path / "fixed.xlsx")
    assert load(fixed, mapping="grid").files[0].loaded == 2
    assert case(store, "grid", "G3").title == "补上"


def test_a_text_too_long_for_a_cell_is_never_cut(load: Load, store: Store, tmp_path: Path) -> None:
    long = "夜里很吵。" * 8_000
    rows = [[*HEAD[:3], "事件描述"], ["G1", "2024-03-05", "噪音", long], ["G2", "昨天", "噪音", long]]
    back = tmp_path / "back.xlsx"
    load(write_csv(tmp_path / "a.csv", rows), mapping="grid", rejects=back)
    assert case(store, "grid", "G1").text == long
    assert "放不下" in str(list(read_file(back).sheets[0].rows())[1][-1])
    with pytest.raises(NothingLoaded):
        load(back, mapping="grid")


def test_a_broken_line_of_json_is_one_rejected_row(load: Load, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [{"事件编号": "G1", "事件标题": "漏水"}, {"事件编号": "G3", "事件标题": "占道", "上报时间": "2024-03-05"}]
    path.write_text("\n".join([json.dumps(lines[0], ensure_ascii=False), '{"事件编号": "G2"', json.dumps(lines[1])]))
    report = load(path, mapping="grid", rejects=tmp_path / "back.xlsx").files[0]
    assert (report.read, report.loaded, report.rejected, report.aside) == (3, 2, 1, 0)
    assert [each.row for each in report.rejects] == [2]
    assert case(store, "grid", "G3").received_at == dt.datetime(2024, 3, 5)
    assert '{"事件编号": "G2"' in str(list(read_file(tmp_path / "back.xlsx").sheets[0].rows())[1][-1])


def test_the_same_as_above_is_told_in_full_of_a_row_that_leaves_what_stands_above_behind(
    load: Load, tmp_path: Path
) -> None:
    """Between two rejected rows lies one that was loaded: 同上 would be read from the wrong row."""
    rows = [
        ["G1", "昨天", "噪音", "办理中", "李强", "19900005678"],
        ["G2", *ROW[1:]],
        ["G3", "2024-03-06", "同上", "飞了", "同上", "〃"],
    ]
    path = write_xlsx(tmp_path / "三月.xlsx", {"三月": [HEAD, *rows]})
    load(path, mapping="grid", rejects=tmp_path / "退回.xlsx")
    fixed = corrected(tmp_path / "退回.xlsx", {"昨天": "2024-03-01", "飞了": "办理中"}, to=tmp_path / "改好.xlsx")
    store, report = fresh(tmp_path / "fresh", fixed, mapping="grid")
    assert report.rejected == 0
    told = {each.record: (each.name, each.telephones) for each in store.scan("mention", scope=EVERYTHING)}
    assert told["G3/applicant/1"] == ("王丽", ("19900001234",))
    assert {each.number: each.title for each in store.scan("case", scope=EVERYTHING)} == {"G1": "噪音", "G3": "漏水"}
