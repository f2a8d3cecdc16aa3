"""Tables as offices lay them out: titles, headers of several rows, merged cells, totals and signatures."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LoadError
from graph.store import Store
from graph.store.protocol import EVERYTHING
from loaders.binding import bind
from loaders.load import prepare
from loaders.mapping import built_in
from loaders.reading import read_file
from loaders.rejects import write_rejects
from loaders.table import find_table, title_facts
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_csv, write_xlsx
from tests.unit.loaders.sheets import write_merged
from tests.unit.loaders.test_built_in import case

HEAD = ["事件编号", "上报时间", "事件标题", "涉及金额", "申请人", "申请人电话", "备注"]
ROW = ["G1", "2024-03-05", "三楼漏水到二楼", "3000", "王丽", "19900001234", "夜里"]


def row(number: str, **cells: str) -> list[str]:
    return [cells.get(header, cell) for header, cell in zip(HEAD, [number, *ROW[1:]], strict=True)]


def mentions(store: Store) -> dict[str, Any]:
    return {each.name: each for each in store.scan("mention", scope=EVERYTHING)}


def bound(path: Path, name: str = "grid") -> dict[str, str]:
    """Path and header of what was bound in the first sheet."""
    table = find_table(read_file(path).sheets[0], built_in(name), file_name=path.stem)
    assert table is not None
    return {each.column.path: each.header for each in table.binding.columns}


# -- headers of several rows ---------------------------------------------------------------------

TWO = [
    ["打铜社区网格上报表（2024年3月）", "", "", "", "", "", "", ""],
    ["序号", "事件编号", "事件标题", "申请人", "", "被申请人信息", "", "化解情况"],
    ["", "", "", "姓名", "联系电话", "姓名", "住址", ""],
    [1, "G1", "漏水", "王丽", "19900001234", "李强", "锦澜苑3栋2单元302室", "已沟通"],
]
MERGES = [(0, 0, 0, 7), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 2, 7)]


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_of_two_rows_with_and_without_its_merges(
    load: Load, store: Store, tmp_path: Path, merged: bool
) -> None:
    path = write_merged(tmp_path / "a.xlsx", TWO, MERGES) if merged else write_csv(tmp_path / "a.csv", TWO)
    report = load(path).files[0]
    people = mentions(store)
    assert people["王丽"].telephones == ("19900001234",)
    assert (people["王丽"].role, people["李强"].role) == ("applicant", "respondent")
    assert people["李强"].address == "锦澜苑3栋2单元302室"
    assert case(store, "grid", "G1").result == "已沟通"
    assert report.as_json()["tables"][0]["header_rows"] == [2, 3]
    assert "表头在第 2—3 行" in "\n".join(report.lines())
    assert "申请人姓名" in json.loads(case(store, "grid", "G1").original)


def test_a_header_of_three_rows(tmp_path: Path) -> None:
    rows = [
        ["事件编号", "事件名称", "主要当事人信息", "", "", "办理情况", ""],
        ["", "", "身份", "", "联系方式", "时间", "结果"],
        ["", "", "姓名", "证件号码", "电话", "", ""],
        ["G1", "漏水", "王丽", "", "19900001234", "", "好"],
    ]
    merges = [(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 4), (1, 2, 1, 3), (0, 5, 0, 6), (1, 5, 2, 5), (1, 6, 2, 6)]
    found = bound(write_merged(tmp_path / "a.xlsx", rows, merges), "gbt31000")
    assert {"party.name", "party.identity_number", "party.telephones", "case.title"} <= found.keys()


def test_another_party_s_name_is_nobody_else_s(tmp_path: Path) -> None:
    rows = [
        ["事件编号", "申请人", "", "代理人", "", "第三人", ""],
        ["", "姓名", "电话", "姓名", "电话", "姓名", "住址"],
        ["G1", "王丽", "19900001234", "赵律", "19900005678", "钱多", "锦澜苑3栋"],
    ]
    found = bound(write_csv(tmp_path / "a.csv", rows))
    assert (found["agent.name"], found["agent.telephones"]) == ("代理人姓名", "代理人电话")
    assert found["third_party.name"] == "第三人姓名"
    assert found["third_party.address"] == "第三人住址"
    assert not {"party.name", "party.telephones"} & found.keys()


def test_whose_telephone_is_told_by_the_column_before(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        ["事件编号", "申请人", "联系电话", "被申请人", "联系电话"],
        ["G1", "王丽", "19900001234", "李强", "19900005678"],
    ]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid").files[0]
    people = mentions(store)
    assert people["王丽"].telephones == ("19900001234",)
    assert people["李强"].telephones == ("19900005678",)
    assert sum("没有写明是谁的" in each.text for each in report.notes) == 2


@pytest.mark.parametrize(
    ("header", "title", "cell", "amount"),
    [
        ("涉及金额（万元）", "", 3.5, 35_000),
        ("涉及金额（万元）", "", "3.5", 35_000),
        ("涉及金额（万元）", "", "800元", 800),
        ("涉及金额(元)", "单位：万元", 800, 800),
        ("涉及金额", "金额单位：万元", 2, 20_000),
        ("涉及金额\n万元", "", "2", 20_000),
        ("涉及金额", "", 2, 2),
    ],
)
def test_the_unit_of_a_header_counts(
    load: Load, store: Store, tmp_path: Path, header: str, title: str, cell: Any, amount: float
) -> None:
    rows = [[title or "上报表"], ["事件编号", "事件标题", header], ["G1", "漏水", cell]]
    report = load(write_xlsx(tmp_path / "a.xlsx", {"表": rows}), mapping="grid").files[0]
    assert case(store, "grid", "G1").amount == amount
    assert any("换算成元" in each.text for each in report.notes) == (amount >= 20_000 or cell == "800元")


def test_a_header_far_down_behind_blank_rows_and_columns(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [[]] * 29 + [["", "", *HEAD], [], ["", "", *ROW], [], ["", "", *row("G2")]]
    report = load(write_xlsx(tmp_path / "a.xlsx", {"表": rows}), mapping="grid").files[0]
    assert (report.loaded, report.rejected, report.aside) == (2, 0, report.read - 2)
    assert report.tables[0].first == 30


# -- rows that are no data -----------------------------------------------------------------------


def test_what_stands_between_and_beneath_the_rows(load: Load, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["打铜社区网格上报表"],
        HEAD,
        [1, 2, 3, 4, 5, 6, 7],
        row("示例"),
        ["一、矛盾纠纷"],
        row("G1"),
        ["小  计", "", "", 3000],
        ["打铜社区网格上报表"],
        HEAD,
        row("G2"),
        row("合计", 事件标题="总计工程款未付"),
        row("小计"),
        ["合计：3件", "", "", 9000.0],
        ["填表人：张三", "", "审核人：李四", "", "2024年3月10日"],
        ["单位负责人（签字）：", "", "", "日期：", "2024年3月10日"],
        ["社区书记签字：", "", "", "（盖章）"],
        ["备注：本表一式两份，社区和街道各留一份。"],
        ["1. 金额以元计"],
    ]
    report = load(write_xlsx(tmp_path / "a.xlsx", {"表": rows}), mapping="grid").files[0]
    assert (report.loaded, report.rejected) == (4, 0)
    assert report.read == report.loaded + report.aside
    why = {number: each.why for each in report.not_data for number in range(each.first, each.last + 1)}
    assert why == {
        1: "表头上方的标题", 2: "表头", 3: "栏号", 4: "填写示例", 5: "小标题或说明", 7: "合计行", 8: "重复的标题",
        9: "重复的表头", 13: "合计行", 14: "落款或说明", 15: "落款或说明", 16: "落款或说明", 17: "落款或说明",
        18: "落款或说明",
    }  # fmt: skip


@pytest.mark.parametrize("again", [[], [HEAD]], ids=["one header", "header again"])
@pytest.mark.parametrize(
    "second, community",
    [("二、多福社区", "多福社区"), ("多福社区", "多福社区"), ("二、街道直管", None), ("（二）隐患", "打铜社区")],
)
def test_a_sub_heading_speaks_for_the_rows_beneath_it(
    load: Load, store: Store, tmp_path: Path, second: str, community: str | None, again: list[list[str]]
) -> None:
    rows = [["三月网格上报表"], ["一、打铜社区"], HEAD, row("G1"), ["小计", 1], [second], *again, row("G2")]
    report = load(write_xlsx(tmp_path / "a.xlsx", {"表": rows}), mapping="grid").files[0]
    assert (report.loaded, report.rejected, report.loaded + report.aside) == (2, 0, report.read)
    names = {each.id: each.name for each in store.scan("place", scope=EVERYTHING) if each.level == "community"}
    assert (text := "\n".join(report.lines())).count("  表头：") == 1
    assert ("小标题说明：表 多福社区" in text) == (community == "多福社区")
    found = [names.get(case(store, "grid", number).community or "") for number in ("G1", "G2")]
    assert found == ["打铜社区", community]


@pytest.mark.parametrize(
    "cells",
    [
        ["合计", "2024-03-05", "", "", "王丽"],
        ["备注：见附件", "2024-03-05", "漏水", "", "王丽"],
        ["联系人：张三", "2024-03-05", "漏水"],
        ["G9", "2024-03-05", "合计"],
        ["制表人", "2024-03-05", "漏水", "", "王丽大妈家"],
    ],
)
def test_a_row_with_data_is_data_whatever_it_begins_with(load: Load, tmp_path: Path, cells: list[str]) -> None:
    report = load(write_csv(tmp_path / "a.csv", [HEAD, row("G1"), cells]), mapping="grid").files[0]
    assert (report.loaded, report.aside) == (2, 1)


def test_another_table_beneath_is_read_by_its_own_header(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [HEAD, row("G1"), [], ["二、安全隐患"], ["事件标题", "事件编号", "发生地点"], ["占道", "G2", "锦澜苑3栋"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid").files[0]
    assert (report.loaded, report.rejected, report.aside) == (2, 0, 4)
    assert case(store, "grid", "G2").title == "占道"
    assert [(each.first, len(each.columns)) for each in report.tables] == [(1, 6), (5, 3)]


def test_another_table_that_does_not_fit_is_said_and_never_misread(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        HEAD,
        row("G1"),
        ["姓名", "性别", "住址", "联系电话"],
        ["张三", "男", "锦澜苑3栋", "19900001111"],
        HEAD,
        row("G3"),
    ]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid").files[0]
    assert (report.loaded, report.rejected, report.aside) == (2, 0, 4)
    assert {(each.first, each.last) for each in report.not_data if "另一张表" in each.why} == {(3, 4)}
    assert "第 3—4 行：像是另一张表" in "\n".join(report.lines())
    assert "张三" not in mentions(store)


def test_two_cells_that_are_words_of_headers_are_data(load: Load, tmp_path: Path) -> None:
    rows = [["单位名称", "单位类别"], ["网格", "社区"], ["锦澜物业", "物业"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="organisations").files[0]
    assert (report.read, report.aside) == (3, 1)


def test_a_column_without_a_header_stays_with_the_record(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [HEAD, [*row("G1"), "", "已电话回访"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid").files[0]
    assert json.loads(case(store, "grid", "G1").original)["I列（没有表头）"] == "已电话回访"
    assert "I列（没有表头）" in report.unused


# -- merged data ---------------------------------------------------------------------------------


def test_a_number_merged_over_the_rows_of_its_parties(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        HEAD,
        row("G1"),
        ["", "", "", "", "李强", "19900005678"],
        ["", "", "", "", "赵敏"],
        row("G2", 申请人="钱多"),
    ]
    merges = [(1, at, 3, at) for at in range(4)]
    report = load(write_merged(tmp_path / "a.xlsx", rows, merges), mapping="grid").files[0]
    assert (report.loaded, report.rejected) == (4, 0)
    assert set(mentions(store)) == {"王丽", "李强", "赵敏", "钱多"}
    assert len(list(store.scan("case", scope=EVERYTHING))) == 2


def test_rows_of_a_case_without_a_number_are_one_case(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        ["序号", "事件名称", "事件简述", "当事人姓名", "联系电话"],
        [1, "漏水", "三楼漏水到二楼", "王丽", "19900001234"],
        ["", "", "", "李强", "19900005678"],
        [2, "噪音", "夜里唱歌", "赵敏", ""],
    ]
    path = write_merged(tmp_path / "a.xlsx", rows, [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2)])
    report = load(path, mapping="gbt31000").files[0]
    assert (report.loaded, report.rejected) == (3, 0)
    assert len(list(store.scan("case", scope=EVERYTHING))) == 2
    assert set(mentions(store)) == {"王丽", "李强", "赵敏"}


def test_merged_cells_fill_no_row_beyond_them(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [
        ["姓名", "住址", "联系电话"],
        ["王丽", "锦澜苑3栋2单元302室", ""],
        ["李强", "", ""],
        ["赵敏", "", "19900001234"],
    ]
    path = write_merged(tmp_path / "a.xlsx", rows, [(1, 1, 2, 1)], name="居民登记")
    load(path, mapping="residents")
    assert {name: bool(each.address) for name, each in mentions(store).items()} == {
        "王丽": True,
        "李强": True,
        "赵敏": False,
    }


# -- titles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "year", "community", "day"),
    [
        (["打铜社区矛盾隐患清单（2024年3月4日—3月10日）"], 2024, "打铜社区", dt.date(2024, 3, 4)),
        (["矛盾清单", "填报单位：打铜社区", "报送时间：2024年3月10日"], 2024, "打铜社区", dt.date(2024, 3, 10)),
        (["周期：2024年3月4日至10日", "报送日期：2024-03-11"], 2024, None, dt.date(2024, 3, 4)),
        (["报送日期：2024-03-11", "周期：2024年3月4日至10日"], 2024, None, dt.date(2024, 3, 4)),
        (["2024年度清单", "（3月4日—3月10日）"], 2024, None, dt.date(2024, 3, 4)),
        (["2024年第10周"], 2024, None, dt.date(2024, 3, 4)),
        (["2024年3月"], 2024, None, None),
        (["2012-03"], 2012, None, None),
        (["二〇二四年三月五日"], 2024, None, dt.date(2024, 3, 5)),
        (["2024.3.4-3.10"], 2024, None, dt.date(2024, 3, 4)),
        (["清单20240304"], 2024, None, dt.date(2024, 3, 4)),
        (["打铜社区", "3月"], None, "打铜社区", None),
        (["填报社区：", "打铜"], None, "打铜社区", None),
        (["江汉区民权街道打铜社区居委会"], None, "打铜社区", None),
        (["民权街打铜社区"], None, "打铜社区", None),
        (["各社区矛盾清单"], None, None, None),
        (["各社区矛盾清单", "打铜社区3月"], None, "打铜社区", None),
        (["三阳社区、打铜社区联席清单"], None, None, None),
        (["智慧社区平台导出"], None, None, None),
        (["说明：请各社区每周五前报送。"], None, None, None),
        (["和平社区清单"], None, "和平社区", None),
        (["向阳社区清单"], None, "向阳社区", None),
    ],
)
def test_what_titles_say(titles: list[str], year: int | None, community: str | None, day: dt.date | None) -> None:
    facts = title_facts(titles)
    assert (facts.year, facts.community, facts.day) == (year, community, day)


@pytest.mark.parametrize(
    "title", ["清单（2023年12月25日—2024年1月31日）", "清单（2023年12月25日—1月31日）", "清单（2023年12月4日—2月28日）"]
)
def test_a_period_over_new_year_gives_each_date_its_year(load: Load, store: Store, tmp_path: Path, title: str) -> None:
    rows = [[title], HEAD, ["G1", "12月28日"], ["G2", "1月31日"], ["G3", "2023-01-05"]]
    load(write_csv(tmp_path / "a.csv", rows), mapping="grid")
    days = [case(store, "grid", number).received_at for number in ("G1", "G2", "G3")]
    assert days == [dt.datetime(2023, 12, 28), dt.datetime(2024, 1, 31), dt.datetime(2023, 1, 5)]


# -- what must always hold -----------------------------------------------------------------------

WORDS = st.sampled_from(
    ["", "", "合计", "小计", "填表人：张三", "备注：无", "一、矛盾", "G1", "G2", "昨天", "2024-03-05", "王丽", "姓名",
     "事件编号", "事件标题", "上报时间", "申请人", "联系电话", "打铜社区", "3.5", "=1+1", "吸毒", "1", "2"]
)  # fmt: skip
SPANS = st.tuples(st.integers(0, 12), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))


def apart(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Those of the spans that can be merged: of more than one cell, and none over another."""
    taken: set[tuple[int, int]] = set()
    merges = []
    for row, column, rows, columns in spans:
        cells = {(r, c) for r in range(row, row + rows + 1) for c in range(column, column + columns + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            merges.append((row, column, row + rows, column + columns))
    return merges


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    above=st.lists(st.lists(WORDS, max_size=7), max_size=3),
    header=st.permutations(HEAD),
    rows=st.lists(st.lists(WORDS, max_size=9), max_size=10),
    spans=st.lists(SPANS, max_size=5),
)
def test_every_row_of_any_layout_is_accounted_for_once(
    tmp_path_factory: pytest.TempPathFactory,
    above: list[list[str]],
    header: list[str],
    rows: list[list[str]],
    spans: list[tuple[int, int, int, int]],
) -> None:
    folder = tmp_path_factory.mktemp("layout")
    path = write_merged(folder / "a.xlsx", [*above, header, *rows], apart(spans))
    try:
        report = prepare(path, mapping=built_in("grid"), by="t", at=dt.datetime(2024, 6, 3)).report
    except LoadError as error:
        assert str(error)
        return
    aside = [number for each in report.not_data for number in range(each.first, each.last + 1)]
    rejected = {each.row for each in report.rejects}
    assert len(aside) == len(set(aside))
    assert not rejected & set(aside)
    assert report.read == report.loaded + len(rejected) + len(aside)
    assert rejected | set(aside) <= set(range(1, report.read + 1))
    if write_rejects(folder / "back.xlsx", [report]):
        assert load_again(folder / "back.xlsx") >= 0


def load_again(path: Path) -> int:
    """The rows that a rejects workbook has for its mapping; it must always be read and find its header."""
    return prepare(path, mapping=built_in("grid"), by="t", at=dt.datetime(2024, 6, 3)).report.rejected


@pytest.mark.parametrize("merged", [True, False])
def test_a_flattened_header_binds_as_the_header_of_two_rows_did(tmp_path: Path, merged: bool) -> None:
    path = write_merged(tmp_path / "a.xlsx", TWO, MERGES if merged else [])
    table = find_table(read_file(path).sheets[0], built_in("grid"), file_name="a")
    assert table is not None
    again = bind(built_in("grid"), table.header)
    assert [(each.position, each.column.path) for each in again.columns] == [
        (each.position, each.column.path) for each in table.binding.columns
    ]


def test_a_refused_column_is_told_of_once_however_many_parts_its_sheet_has(load: Load, tmp_path: Path) -> None:
    """Its cells are looked at once, to the end of the sheet: parts beneath sub-headings are of the same columns."""
    rows: list[list[str]] = [["事件编号", "上报时间", "事件标题", "申请人", "栏甲"]]
    for part in range(12):
        rows.append(["打铜社区" if part % 2 else "三民社区", "", "", "", ""])
        rows += [[f"G{part}-{at}", "2024-03-05", "漏水", "王丽", "吸毒人员" if part == 11 else "甲"] for at in range(2)]
    report = load(write_csv(tmp_path / "三月.csv", rows), mapping="grid").files[0]
    assert report.loaded == 24
    assert len(report.refused) == 1
    assert [each.facts.community for each in report.tables] == [None, *["三民社区", "打铜社区"] * 6]


def test_rows_that_say_that_a_ledger_goes_on_are_no_data(load: Load, tmp_path: Path) -> None:
    marks = [["过次页", "", "", "300"], ["承前页", "", "", "300"], ["续表"], ["第 1 页 共 2 页"], ["（接上页）"]]
    data = [row("G2"), row("过次页", 事件标题="页码印错")]
    (report,) = load(write_csv(tmp_path / "a.csv", [HEAD, row("G1"), *marks, *data])).files
    assert (report.loaded, report.rejected, report.aside) == (3, 0, 6)


def test_a_form_is_not_read_as_a_table(load: Load, tmp_path: Path) -> None:
    """Labels beside their values: 住址 and 纠纷简要情况 stand in rows that hold telephones, and head no column."""
    form = [
        ["人民调解申请书"],
        ["申请人姓名", "张飞", "性别", "男"],
        ["联系电话", "19900001234", "住址", "锦澜苑1栋1单元101"],
        ["纠纷简要情况", "漏水"],
        ["申请日期", "2024年3月5日"],
    ]
    with pytest.raises(LoadError):
        load(write_csv(tmp_path / "a.csv", form))


def test_a_list_of_hazards_is_one_of_hazards(load: Load, store: Store, tmp_path: Path) -> None:
    for at, header in enumerate(["隐患名称", "事件名称"]):
        load(
            write_csv(tmp_path / f"{at}.csv", [["事件编号", header, "发现时间"], [f"Y{at}", "飞线充电", "2024-03-05"]])
        )
    assert [case(store, "grid", each).kind for each in ("Y0", "Y1")] == ["hazard", "dispute"]
