"""Tables that stand side by side are read as two; what repeats for the parties of one row is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.reading import read_file
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_csv, write_xlsx

HEAD = ["编号", "日期", "来访人"]


@pytest.mark.parametrize(
    ("rows", "widths"),
    [
        ([[*HEAD, *HEAD]], [3, 3]),
        ([[*HEAD, "", *HEAD]], [4, 3]),
        ([["序号", *HEAD, *HEAD]], [4, 3]),
        ([[*HEAD, *HEAD, *HEAD]], [3, 3, 3]),
        ([["上半年", "", "", "下半年"], [*HEAD, *HEAD]], [3, 3]),
        ([["甲方", "", "", "乙方"], ["姓名", "电话", "住址", "姓名", "电话", "住址"]], [6]),
        ([["产权人", "", "", "承租人"], ["姓名", "电话", "住址", "姓名", "电话", "住址"]], [6]),
        ([["编号", "姓名", "电话", "姓名", "电话"]], [5]),
        ([["姓名", "电话", "姓名", "电话"]], [4]),
        ([["一", "二", "一", "二", "一", "二"]], [6]),
        ([["2024-03-05", "甲", "乙", "2024-03-05", "甲", "乙"]], [6]),
    ],
)
def test_where_a_sheet_is_parted(tmp_path: Path, rows: list[list[str]], widths: list[int]) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"一": [*rows, [str(at) for at in range(len(rows[-1]))]]})
    sheets = read_file(path).sheets
    assert [len([*each.rows()][len(rows) - 1]) for each in sheets] == widths
    assert len({each.name for each in sheets}) == len(sheets)


def test_each_row_of_each_table_is_accounted_for(load: Load, tmp_path: Path) -> None:
    head = ["事件编号", "上报时间", "事件标题"]
    rows = [
        ["网格台账"],
        [*head, *head],
        ["A1", "2024-03-05", "漏水", "B1", "2024-03-06", "停车"],
        ["", "", "", "B2", "坏", "噪声"],
    ]
    (report,) = load(write_csv(tmp_path / "两块.csv", rows), mapping=None).files
    assert (report.read, report.loaded, report.rejected, report.aside) == (8, 2, 1, 5)
    assert [(each.row, each.column) for each in report.rejects] == [(4, "上报时间")]
    assert sum("左右并排" in each.text for each in report.notes) == 2
