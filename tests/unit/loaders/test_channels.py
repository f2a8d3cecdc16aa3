"""Intake from every channel: the row says which one, and whoever it names first is the first receiver for good."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from graph.model import Case, Organisation, ReceivedBy
from graph.store import EVERYTHING, open_store
from loaders.load import load_files
from tests.unit.loaders.files import write_csv

GRID = ["事件编号", "上报时间", "事件标题", "首接单位", "所属社区", "来源渠道"]
CHANNELS = {
    "": "grid", "网格员上报": "grid", "12345热线": "hotline_12345", "智慧信访": "petition", "来访接待": "walk_in",
    "群防群治队伍": "team", "平安锣": "team", "民权义警": "team", "楼栋长": "team", "矛盾隐患清单": "weekly_list",
    "派出所移交": "police", "微信小程序": "online",
}  # fmt: skip


@pytest.mark.parametrize(("stated", "source"), CHANNELS.items())
def test_a_row_of_the_grid_names_its_channel(tmp_path: Path, stated: str, source: str) -> None:
    rows = [GRID, ["W1", "2024-03-05 09:30", "漏水", "网格中心", "打铜社区", stated]]
    assert loaded(tmp_path, rows, "grid") == (source, "网格中心", dt.datetime(2024, 3, 5, 9, 30))


@pytest.mark.parametrize(
    ("mapping", "head", "source"),
    [
        ("petition", ["信访件编号", "登记时间", "信访事项", "登记机构"], "petition"),
        ("walk_in", ["接待编号", "来访时间", "来访事由", "接待单位"], "walk_in"),
        ("12345", ["工单编号", "受理时间", "工单标题", "承办单位"], "hotline_12345"),
    ],
)
def test_a_file_of_a_channel_is_of_that_channel(tmp_path: Path, mapping: str, head: list[str], source: str) -> None:
    rows = [head, ["X1", "2024-03-05 09:30", "漏水", "司法所"]]
    assert loaded(tmp_path, rows, mapping) == (source, "司法所", dt.datetime(2024, 3, 5, 9, 30))


def loaded(folder: Path, rows: list[list[str]], mapping: str) -> tuple[str, str, dt.datetime | None]:
    """Source, first receiver and time of the case that a file of one row makes."""
    with closing(open_store(f"sqlite:///{folder}/street.db", create=True)) as store:
        load_files(store, [write_csv(folder / "a.csv", rows)], mapping=mapping, by="test")
        (case,) = store.scan("case", scope=EVERYTHING)
        (edge,) = store.scan_edges("received_by", scope=EVERYTHING)
        (receiver,) = store.get([edge.target], scope=EVERYTHING)
        assert isinstance(case, Case) and isinstance(edge, ReceivedBy) and isinstance(receiver, Organisation)
        return case.source, receiver.name, edge.at
