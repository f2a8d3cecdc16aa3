"""The workbook of a centre's organisations: 单位 and 人员, terms, areas, and whom each reports to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ReportingCircle
from graph.model import Covers, MemberOf, Officer, Organisation, ReportsTo
from graph.pipeline.chain import chain_in
from graph.store import EVERYTHING, Store
from loaders.cells import BadCell, read_period
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_xlsx

OFFICES = ["名称", "类别", "层级", "进驻方式", "职能", "调解层级", "上级", "任期起", "任期止", "负责区域"]
PEOPLE = ["姓名", "职务", "单位", "任期", "负责区域", "联系电话"]
BOOK: list[list[Any]] = [
    ["民权街道党工委", "党工委", "1", "", "", "", "", "", "", ""],
    ["平安建设办公室", "部门", "4", "常驻", "综治、信访", "", "民权街道党工委", "", "", ""],
    ["民权司法所", "部门", "4", "常驻", "司法", "", "民权街道党工委", "", "", ""],
    ["江城律师事务所", "律师事务所", "N", "轮驻", "法律服务", "", "平安建设办公室", "2024-01-01", "2026-12-31", ""],
    ["打铜社区居民委员会", "社区", "", "", "", "", "平安建设办公室", "", "", "打铜社区"],
    ["打铜社区调委会", "调委会", "", "", "", "社区", "民权司法所", "", "", "打铜社区"],
]
STAFF: list[list[Any]] = [
    ["张三", "网格员", "打铜社区", "2024年1月1日至2026年12月31日", "打铜社区第2网格", "19900001111"],
    ["李四", "楼栋长", "打铜社区", "2024-01-01起", "锦澜苑3栋、锦澜苑4栋", ""],
    ["王五", "主任律师", "江城律师事务所", "2024-01-01至2025-12-31", "", ""],
]
DAY = dt.date(2026, 3, 2)


def book(tmp_path: Path, offices: list[list[Any]] = BOOK, staff: list[list[Any]] = STAFF) -> Path:
    return write_xlsx(tmp_path / "组织架构.xlsx", {"单位": [OFFICES, *offices], "人员": [PEOPLE, *staff]})


def named(store: Store, kind: str) -> dict[str, Any]:
    return {each.name: each for each in store.scan(kind, scope=EVERYTHING)}


def edges(store: Store, type: type[Any]) -> list[Any]:
    return list(store.scan_edges(type.TYPE, scope=EVERYTHING))


def test_both_sheets_load_as_one_chain(load: Load, store: Store, tmp_path: Path) -> None:
    report = load(book(tmp_path)).files[0]
    assert (report.mapping, report.loaded, report.rejected) == ("organisations", 9, 0)
    offices: dict[str, Organisation] = named(store, "organisation")
    firm = offices["江城律师事务所"]
    assert (firm.tier, firm.presence, firm.functions) == ("member", "rotating", ("legal_service",))
    assert (firm.since, firm.until) == (dt.date(2024, 1, 1), dt.date(2026, 12, 31))
    assert offices["平安建设办公室"].functions == ("public_order", "petition")
    assert offices["打铜社区调委会"].mediation_level == "community"
    chain = chain_in(store, on=DAY)
    up = {each.name: [chain.name(above) for above in chain.way_up(each.id)] for each in offices.values()}
    assert up["打铜社区调委会"] == ["民权司法所", "民权街道党工委"]
    assert up["打铜社区居民委员会"] == ["平安建设办公室", "民权街道党工委"]


def test_people_have_terms_and_areas_of_their_own(load: Load, store: Store, tmp_path: Path) -> None:
    load(book(tmp_path))
    people: dict[str, Officer] = named(store, "officer")
    places = {each.id: each for each in store.scan("place", scope=EVERYTHING)}
    posts = {each.source: each for each in edges(store, MemberOf)}
    zhang = posts[people["张三"].id]
    assert (zhang.post, zhang.since, zhang.until) == ("网格员", dt.date(2024, 1, 1), dt.date(2026, 12, 31))
    assert posts[people["李四"].id].until is None
    covered: dict[str, set[str]] = {}
    for each in edges(store, Covers):
        covered.setdefault(each.source, set()).add(places[each.target].full_name)
    assert covered[people["张三"].id] == {"打铜社区第二网格"}
    assert covered[people["李四"].id] == {"锦澜苑3栋", "锦澜苑4栋"}
    community = named(store, "organisation")["打铜社区居民委员会"]
    assert covered[community.id] == {"打铜社区"}
    assert community.until is None
    chain = chain_in(store, on=DAY)
    firm = named(store, "organisation")["江城律师事务所"]
    assert [chain.name(each.source) for each in chain.staff.get(firm.id, ())] == []
    assert [chain.name(each.source) for each in chain.former] == ["王五"]


def test_a_workbook_loaded_again_changes_nothing(load: Load, store: Store, tmp_path: Path) -> None:
    path = book(tmp_path)
    load(path)
    head = store.head()
    report = load(path).files[0]
    assert (sum(report.new.values()), sum(report.updated.values())) == (0, 0)
    assert store.head() == head


def test_a_new_superior_ends_the_line_to_the_one_before(load: Load, store: Store, tmp_path: Path) -> None:
    load(book(tmp_path))
    moved = [[*row[:6], "民权司法所", *row[7:]] if row[0] == "打铜社区居民委员会" else row for row in BOOK]
    load(book(tmp_path, moved))
    committee = named(store, "organisation")["打铜社区居民委员会"].id
    lines = [each for each in edges(store, ReportsTo) if each.source == committee]
    assert sorted(each.until is None for each in lines) == [False, True]
    assert chain_in(store, on=DAY).superior(committee) == named(store, "organisation")["民权司法所"].id


def test_a_circle_is_refused_by_its_names_and_nothing_is_written(load: Load, store: Store, tmp_path: Path) -> None:
    load(book(tmp_path))
    head = store.head()
    circle = [[*row[:6], "打铜社区调委会", *row[7:]] if row[0] == "民权司法所" else row for row in BOOK]
    with pytest.raises(ReportingCircle) as refused:
        load(book(tmp_path, circle))
    assert "民权司法所" in str(refused.value) and "打铜社区调委会" in str(refused.value)
    assert store.head() == head


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("上级", "民权司法所", "上级就是它自己"),
        ("任期止", "2023-12-31", "任期止 2023-12-31 早于任期起 2024-01-01"),
    ],
)
def test_a_row_that_contradicts_itself_is_returned(
    load: Load, tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    row = ["民权司法所", "部门", "4", "常驻", "司法", "", "", "2024-01-01", "", ""]
    row[OFFICES.index(column)] = cell
    report = load(book(tmp_path, [BOOK[0], row], [])).files[0]
    assert (report.loaded, [each.reason for each in report.rejects]) == (1, [reason])


def test_an_area_that_is_none_is_said(load: Load, tmp_path: Path) -> None:
    staff = [["张三", "网格员", "打铜社区", "", "全部", ""]]
    report = load(book(tmp_path, BOOK, staff)).files[0]
    assert [each.text for each in report.notes if "负责范围" in each.text] == [
        "“全部”不是社区、网格、小区或楼栋的名称，负责范围没有记入"
    ]


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2022-01-01至2026-12-31", (dt.date(2022, 1, 1), dt.date(2026, 12, 31))),
        ("2022年1月1日到2026年12月31日止", (dt.date(2022, 1, 1), dt.date(2026, 12, 31))),
        ("2022/1/1—2026/12/31", (dt.date(2022, 1, 1), dt.date(2026, 12, 31))),
        ("2022-01-01 - 2026-12-31", (dt.date(2022, 1, 1), dt.date(2026, 12, 31))),
        ("2022年1月1日-2026年12月31日", (dt.date(2022, 1, 1), dt.date(2026, 12, 31))),
        ("2022-01-01-2026-12-31", (dt.date(2022, 1, 1), dt.date(2026, 12, 31))),
        ("2022-01-01至今", (dt.date(2022, 1, 1), None)),
        ("2022-01-01起", (dt.date(2022, 1, 1), None)),
        ("至2026-12-31", (None, dt.date(2026, 12, 31))),
        (dt.date(2022, 1, 1), (dt.date(2022, 1, 1), None)),
        (None, None),
        ("", None),
    ],
)
def test_a_period_in_one_cell(cell: Any, period: Any) -> None:
    assert read_period(cell) == period


@pytest.mark.parametrize("cell", ["2026-12-31至2022-01-01", "2022-01-01至2023-01-01至2024-01-01", "五年"])
def test_what_is_no_period_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        read_period(cell)


def test_an_organisation_that_is_only_named_is_remarked_on(load: Load, store: Store, tmp_path: Path) -> None:
    offices = [*BOOK, ["民权派出所", "部门", "4", "常驻", "公安", "", "平安建设办", "", "", ""]]
    staff = [*STAFF, ["赵六", "民警", "民权警务站", "", "", ""]]
    said = [each.text for each in load(book(tmp_path, offices, staff)).files[0].notes if "请核对名称" in each.text]
    assert ["平安建设办" in each or "民权警务站" in each for each in said] == [True, True]
    assert not [each for each in load(book(tmp_path, BOOK, STAFF)).files[0].notes if "请核对名称" in each.text]
