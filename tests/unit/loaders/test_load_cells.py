"""What a load makes of the cells that offices type: values, roles, damage, and the original beside them."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from stdnum.cn import ric

from graph.model import Mention
from graph.store import Store
from graph.store.protocol import EVERYTHING
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_csv, write_xlsx
from tests.unit.loaders.test_built_in import case

HEAD = ["事件编号", "上报时间", "事件标题", "首接单位", "所属社区", "发生地点", "涉及人数", "涉及金额"]
ROW = ["G1", "2024-03-05", "漏水", "网格中心", "打铜社区", "锦澜苑3栋2单元302室", "", ""]
APPLICANT = ["申请人", "申请人电话", "申请人身份证号", "申请人性别"]


def made(first_17: str) -> str:
    return first_17 + ric.calc_check_digit(first_17 + "0")


ONE, TWO = made("42010319550607112"), made("42010319600101113")


@pytest.fixture
def loaded(load: Load, store: Store, tmp_path: Path) -> Any:
    """Load one grid case with these applicant cells; its report and its mentions by record."""

    def run(*applicant: Any, **cells: Any) -> tuple[Any, dict[str, Mention]]:
        head = [*HEAD, *APPLICANT[: len(applicant)]]
        row = [cells.get(header, cell) for header, cell in zip(HEAD, ROW, strict=True)]
        path = write_xlsx(tmp_path / "a.xlsx", {"一": [head, [*row, *applicant]]})
        report = load(path, mapping="grid").files[0]
        found: dict[str, Mention] = {each.record: each for each in store.scan("mention", scope=EVERYTHING)}  # type: ignore[misc]
        return report, found

    return run


def test_several_parties_with_all_that_is_theirs(loaded: Any) -> None:
    report, found = loaded("张三、李四", "19900001234、19900005678", f"{ONE}、{TWO}", "男/女")
    one, other = found["G1/applicant/1"], found["G1/applicant/2"]
    assert (one.name, one.telephones, one.identity_number, one.sex) == ("张三", ("19900001234",), ONE, "1")
    assert (other.name, other.telephones, other.identity_number, other.sex) == ("李四", ("19900005678",), TWO, "2")
    assert not report.notes


def test_roles_that_a_cell_says_go_before_its_column(loaded: Any, store: Store) -> None:
    _, found = loaded("申请人：张三；被申请人：锦澜物业、李四等8人", "19900001234")
    assert {each.record: (each.name, each.kind) for each in found.values()} == {
        "G1/applicant/1": ("张三", "person"),
        "G1/respondent/1": ("锦澜物业", "organisation"),
        "G1/respondent/2": ("李四", "person"),
    }
    assert {each.record: each.telephones for each in found.values() if each.telephones} == {
        "G1/applicant/1": ("19900001234",)
    }
    assert case(store, "grid", "G1").participants == 8


def test_a_stated_number_of_people_goes_before_a_counted_one(loaded: Any, store: Store) -> None:
    report, _ = loaded("张三等8人", 涉及人数="8户25人", 涉及金额="三万五千元")
    known = case(store, "grid", "G1")
    assert (known.participants, known.amount) == (25, 35000)
    assert ["取了人数" in each.text for each in report.notes] == [True]


@pytest.mark.parametrize("damaged", [420103195506071120.0, 4.20103195506071e17, "4.20103E+17"])
def test_a_damaged_number_is_nowhere_a_number(loaded: Any, damaged: Any) -> None:
    """In no field, key or original."""
    report, found = loaded("张三", "", damaged)
    mention = found["G1/applicant/1"]
    assert mention.identity_number == "4.20103E+17"
    assert json.loads(mention.original)["申请人身份证号"] == "4.20103E+17"
    stated = [str(getattr(mention, each.name)) for each in fields(mention) if each.name not in ("id", "batch", "keys")]
    assert not re.search(r"4\d{6}", " ".join(stated))
    assert not [each for each in mention.keys if each.startswith("i")]
    assert any("丢失" in each.text for each in report.notes)


def test_a_damaged_case_number_is_rejected_and_comes_back_as_it_was_shown(load: Load, tmp_path: Path) -> None:
    rows = [HEAD, ROW, [202403051234567890.0, *ROW[1:]], [202403051234567899.0, *ROW[1:]]]
    back = tmp_path / "back.xlsx"
    report = load(write_xlsx(tmp_path / "a.xlsx", {"一": rows}), mapping="grid", rejects=back).files[0]
    assert (report.loaded, report.rejected) == (1, 2)
    assert {(each.row, each.column) for each in report.rejects} == {(3, "事件编号"), (4, "事件编号")}
    assert all("丢失" in each.reason and "文本" in each.accepted for each in report.rejects)
    sheet = load_workbook(back).worksheets[0]
    assert sheet["A2"].value == "2.02403E+17"


def test_every_kind_of_cell_stays_as_the_original(loaded: Any) -> None:
    _, found = loaded(
        "张三", "19900001234（儿子）", 上报时间=dt.datetime(2024, 3, 5, 14, 30), 涉及金额=1200.5, 事件标题="漏水\n墙面"
    )
    original = json.loads(found["G1/applicant/1"].original)
    assert original["申请人电话"] == "19900001234（儿子）"
    assert original["涉及金额"] == "1200.5"
    assert original["事件标题"] == "漏水\n墙面"
    assert found["G1/applicant/1"].telephones == ("19900001234",)


def test_a_failed_formula_states_nothing_and_is_said_and_rejects_where_a_value_must_be(
    load: Load, store: Store, tmp_path: Path
) -> None:
    rows = [["姓名", "联系电话", "住址"], ["王丽", "#N/A", "锦澜苑3栋302室"], ["#REF!", "", "锦澜苑3栋303室"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="residents").files[0]
    assert (report.loaded, report.rejected) == (1, 1)
    assert [(each.row, each.column, each.reason) for each in report.rejects] == [
        (3, "姓名", "是表格的错误值 #REF!，没有采用")
    ]
    assert any("#N/A" in each.text for each in report.notes)
    (mention,) = store.scan("mention", scope=EVERYTHING)
    assert mention.telephones == ()


def test_a_cell_without_a_number_rejects_no_row(loaded: Any) -> None:
    report, found = loaded("张三", "拒绝提供")
    assert found["G1/applicant/1"].telephones == ()
    assert ["没有号码" in each.text for each in report.notes] == [True]


def test_a_remark_shows_no_number(loaded: Any) -> None:
    report, _ = loaded("张三", "199000012345、1990000123", ONE[:-1] + ("1" if ONE[-1] != "1" else "2"))
    assert len(report.notes) == 3
    assert not re.search(r"\d{6}", " ".join(each.text for each in report.notes))


def test_nobody_in_a_column_is_no_party(loaded: Any) -> None:
    _, found = loaded("匿名")
    assert found == {}


def test_headers_and_codes_in_traditional_characters(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        ["事件編號", "上報時間", "事件標題", "辦理狀態", "所屬社區", "發生地點", "申請人", "首接單位"],
        ["G1", "2024年3月5日", "漏水", "辦理中", "打铜社区", "锦澜苑3栋302室", "陳麗", "網格中心"],
    ]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid").files[0]
    assert report.loaded == 1
    assert case(store, "grid", "G1").status == "in_progress"
    (mention,) = store.scan("mention", scope=EVERYTHING)
    assert mention.name == "陳麗"


def test_two_names_in_a_register_s_row_are_two(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [["姓名", "联系电话", "住址"], ["张三、李四", "19900001234、19900005678", "锦澜苑3栋302室"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="residents").files[0]
    found = {each.name: each.telephones for each in store.scan("mention", scope=EVERYTHING)}
    assert found == {"张三": ("19900001234",), "李四": ("19900005678",)}
    assert any("2 个姓名" in each.text for each in report.notes)


def test_a_damaged_account_is_no_account_and_rejects_where_one_must_be(
    load: Load, store: Store, tmp_path: Path
) -> None:
    rows = [
        ["留言编号", "反映人编号", "留言主题", "留言时间", "留言详情"],
        ["1", "U1", "漏水", "2024-03-05", "楼上漏水"],
        ["2", 123456789012345678.0, "漏水", "2024-03-05", "楼上漏水"],
        ["3", 123456789012345679.0, "漏水", "2024-03-05", "楼上漏水"],
    ]
    report = load(write_xlsx(tmp_path / "a.xlsx", {"一": rows}), mapping="messages").files[0]
    assert [(each.row, each.column) for each in report.rejects] == [(3, "反映人编号"), (4, "反映人编号")]
    assert all("丢失" in each.reason for each in report.rejects)
    assert len(list(store.scan("mention", scope=EVERYTHING))) == 1
