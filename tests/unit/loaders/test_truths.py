"""Truth files and judged pairs, by header or by position, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadTruth, FileMissing
from graph.identity.measuring import JudgedPair
from graph.linkage.measuring import JudgedPair as JudgedCases
from loaders.truths import CaseTruth, read_case_truth, read_judged_pairs, read_truth
from tests.unit.loaders.files import write_csv, write_xlsx


def test_columns_are_found_by_their_headers(tmp_path: Path) -> None:
    rows = [
        ("渠道", "Person", "record", "kind", "group"),
        ("网格", "P1", "R1", "title; no_unit", "g"),
        ("", "P2", "R2", "", ""),
    ]
    table = read_truth(write_csv(tmp_path / "t.csv", rows))
    assert table.truth.person == {"R1": "P1", "R2": "P2"}
    assert table.truth.group == {"R1": "g", "R2": ""}
    assert table.columns["kind"] == {"R1": ("title", "no_unit"), "R2": ()}
    assert table.columns["渠道"] == {"R1": ("网格",), "R2": ()}


def test_without_known_headers_the_first_two_columns_are_taken(tmp_path: Path) -> None:
    table = read_truth(write_xlsx(tmp_path / "t.xlsx", {"表": [("a", "b"), (101, 7), ("102", "8")]}))
    assert table.truth.person == {"101": "7", "102": "8"}
    assert table.truth.group is None
    assert table.columns == {}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("记录编号",), ("R1",)], "至少要有 2 列"),
        ([("记录编号", "person"), ("R1", "")], "第 2 行没有记录编号或人员编号"),
        ([("记录编号", "person"), ("R1", "P1"), ("R1", "P2")], "第 3 行的记录 R1 前面写的是另一个人"),
    ],
)
def test_a_wrong_truth_says_where_it_is_wrong(tmp_path: Path, rows: list[tuple[str, ...]], reason: str) -> None:
    with pytest.raises(BadTruth, match=reason):
        read_truth(write_csv(tmp_path / "t.csv", rows))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_truth(tmp_path / "none.csv")


def test_pairs_have_a_verdict_and_perhaps_a_kind(tmp_path: Path) -> None:
    rows = [("记录编号", "另一记录编号", "same", "kind"), ("R1", "R2", "yes", "title"), ("R1", "R3", "否", "")]
    pairs = read_judged_pairs(write_csv(tmp_path / "p.csv", rows))
    assert pairs == [JudgedPair("R1", "R2", True, "title"), JudgedPair("R1", "R3", False, "")]
    bare = read_judged_pairs(write_csv(tmp_path / "b.csv", [("a", "b", "c", "d"), ("R1", "R2", "0", "twins")]))
    assert bare == [JudgedPair("R1", "R2", False, "twins")]
    with pytest.raises(BadTruth, match="第 2 行“maybe”不是 yes 或 no"):
        read_judged_pairs(write_csv(tmp_path / "w.csv", [("a", "b", "same"), ("R1", "R2", "maybe")]))


def test_a_truth_of_cases_is_found_by_its_headers(tmp_path: Path) -> None:
    rows = [("issue", "message_id", "split"), ("甲案", "188006", "dev"), ("", "188007", ""), ("甲案", "188008", "dev")]
    truth = read_case_truth(write_csv(tmp_path / "t.csv", rows))
    assert truth == CaseTruth({"188006": "甲案", "188008": "甲案"}, None, [])
    rows = [("工单编号", "事项", "关联组"), (20240305001, "M1", "K1"), ("2", "M2", "")]
    truth = read_case_truth(write_xlsx(tmp_path / "t.xlsx", {"表": rows}))
    assert truth == CaseTruth({"20240305001": "M1", "2": "M2"}, {"20240305001": "K1"}, [])
    bare = read_case_truth(write_csv(tmp_path / "b.csv", [("哪件", "哪个"), ("1", "M1")]))
    assert bare.matter == {"1": "M1"}


def test_judged_pairs_of_cases_are_found_by_their_headers(tmp_path: Path) -> None:
    expected = [JudgedCases("1", "2", True), JudgedCases("1", "3", False)]
    for header, yes, no in (
        (("a", "b", "same"), "1", "0"),
        (("工单编号", "另一工单编号", "是否同一"), "是", "否"),
        (("Case", "Case2", "Same"), "YES", "no"),
        (("A", "B", "Label"), "1", "0"),
    ):
        truth = read_case_truth(write_csv(tmp_path / "p.csv", [header, ("1", "2", yes), ("1", "3", no)]))
        assert truth == CaseTruth({}, None, expected)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("case", "matter"), ("", "M1")], "第 2 行没有事件编号"),
        ([("case", "matter"), ("1", "M1"), ("1", "M2")], "第 3 行的事件 1 前面写的是另一个事项"),
        ([("a", "b", "same"), ("1", "1", "1")], "第 2 行没有写两件不同的事件"),
        ([("a", "b", "same"), ("1", "2", "也许")], "第 2 行“也许”不是 yes 或 no"),
        ([("a", "b", "same"), ("1", "2", "1"), ("2", "1", "0")], "第 3 行的 2 和 1 前面判的相反"),
        ([("case",), ("1",)], "至少要有 2 列"),
    ],
)
def test_a_wrong_truth_of_cases_says_where(tmp_path: Path, rows: list[tuple[str, ...]], reason: str) -> None:
    with pytest.raises(BadTruth, match=reason):
        read_case_truth(write_csv(tmp_path / "t.csv", rows))
