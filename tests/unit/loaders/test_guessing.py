"""Guessing a mapping: what is found, what is left alone, and that nothing a file holds can break it."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from bench.guessing import STYLES, TABLES, Tally, headers_of, measure, rows_of
from graph.errors import NoMapping
from graph.vocabulary import VOCABULARY
from loaders.guessing import Guess, guess_file, toml_of
from loaders.guessing.assigning import assign
from loaders.guessing.contents import DETECTORS, Contents
from loaders.guessing.headings import known_headers
from loaders.mapping import built_in_names, mapping_of_text
from loaders.reading import read_file
from loaders.trial import try_mapping
from tests.unit.loaders.files import Rows, write_csv, write_xlsx

FLOORS = {
    "usual": (0.99, 0.99, 9),
    "paraphrase": (0.92, 0.95, 8),
    "english": (0.92, 0.95, 8),
    "nonsense": (0.76, 0.86, 5),
}
"""By style of headers: columns found, proposals that are right, kinds of table that are right (of 10)."""


def guessed(folder: Path, rows: Rows, **options: Any) -> Guess:
    return guess_file(read_file(write_csv(folder / "表.csv", rows)), **options)


def paths(guess: Guess) -> dict[str, str]:
    """What is used, by header."""
    return {each.header: each.target.path for each in guess.used if each.target}


def table(kind: str, style: str, *, rows: int = 40) -> list[list[str]]:
    return [headers_of(TABLES[kind], style), *rows_of(TABLES[kind], rows=rows, seed=3)]


# -- how much is found ---------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_columns_are_found_whatever_their_headers(style: str) -> None:
    tally: Tally = measure(style, rows=40, seed=2)
    found, right, kinds = FLOORS[style]
    assert (tally.recall >= found, tally.precision >= right, tally.kinds_right >= kinds) == (True, True, True), tally


def test_the_paraphrases_are_unseen_and_the_usual_headers_are_not() -> None:
    fields = [each for table in TABLES.values() for each in table]
    assert [each.paraphrase for each in fields if each.paraphrase in known_headers()] == []
    assert [each.usual for each in fields if each.usual not in known_headers()] == []
    assert TABLES.keys() | {"historical", "messages", "police", "walk_in"} == set(built_in_names())


# -- what is written -----------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", TABLES)
def test_the_proposal_is_a_mapping_that_reads_the_file(tmp_path: Path, kind: str, style: str) -> None:
    rows = table(kind, style, rows=12)
    file = read_file(write_csv(tmp_path / "表.csv", rows))
    guess = guess_file(file)
    mapping = mapping_of_text(toml_of(guess), name="ours")
    trial = try_mapping(file, mapping, rows=12)
    bound = {each.header: each.column.path for each in trial.bindings[0][1].columns}
    assert bound == paths(guess)
    assert len(trial.rows) == 12
    assert trial.rejected <= 2


def test_columns_without_a_header_are_named_by_their_place(tmp_path: Path) -> None:
    rows = table("residents", "usual", rows=20)
    rows[0] = [header if at % 2 else "" for at, header in enumerate(rows[0])]
    file = read_file(write_csv(tmp_path / "表.csv", rows))
    guess = guess_file(file)
    assert paths(guess)["第1列"] == "resident.name"
    assert paths(guess)["第3列"] == "resident.identity_number"
    trial = try_mapping(file, mapping_of_text(toml_of(guess), name="ours"))
    assert {each.header: each.column.path for each in trial.bindings[0][1].columns} == paths(guess)


def test_a_header_in_two_rows_is_one(tmp_path: Path) -> None:
    rows: Rows = [
        ["事件编号", "上报时间", "事件标题", "申请人", "", "被申请人", ""],
        ["", "", "", "姓名", "电话", "姓名", "电话"],
    ]
    for n in range(9):
        telephones = [f"1990000{n:04d}", f"1990001{n:04d}"]
        case = [f"WG2024{n:03d}", "2024-03-05", f"锦澜苑{n}栋漏水"]
        rows = [*rows, [*case, "王丽", telephones[0], "张强", telephones[1]]]
    found = paths(guessed(tmp_path, rows))
    assert found["申请人姓名"] == "applicant.name"
    assert found["被申请人电话"] == "respondent.telephones"


def test_unknown_words_of_a_code_are_listed_and_do_not_stop_a_row(tmp_path: Path) -> None:
    rows = table("grid", "usual", rows=20)
    at = rows[0].index("办理状态")
    for number, row in enumerate(rows[1:]):
        row[at] = "挂账观察" if number % 3 else "办理中"
    file = read_file(write_csv(tmp_path / "表.csv", rows))
    text = toml_of(guess_file(file))
    assert '# [values."case.status"]' in text
    assert '# "挂账观察" = ' in text
    assert try_mapping(file, mapping_of_text(text, name="ours"), rows=20).rejected == 0
    opened = "\n".join(
        line.removeprefix("# ").replace('"挂账观察" = ""', '"挂账观察" = "in_progress"')
        if line.startswith(("# [values", '# "挂账观察"'))
        else line
        for line in text.splitlines()
    )
    assert mapping_of_text(opened, name="ours").values["case.status"]["挂账观察"] == "in_progress"


def test_what_is_never_loaded_is_named_and_proposed_by_nobody(tmp_path: Path) -> None:
    rows = table("residents", "nonsense", rows=20)
    more = {
        "mz": ("汉族", "回族"),
        "F31": ("已婚", "未婚"),
        "F32": ("群众", "中共党员"),
        "F33": ("正常", "社区矫正"),
        "宗教信仰": ("无", "无"),
    }
    for header, (one, other) in more.items():
        rows[0].append(header)
        for number, row in enumerate(rows[1:]):
            row.append(other if number % 4 == 0 else one)
    guess = guessed(tmp_path, rows)
    assert {header for header, _ in guess.refused} == set(more)
    assert not {each.header for each in guess.columns} & set(more)
    assert all(f"# 拒收的列：{each}" in toml_of(guess) for each in more)


def test_a_base_is_not_left_to_take_what_the_guess_does_not(tmp_path: Path) -> None:
    rows = table("residents", "usual", rows=20)
    at = rows[0].index("出生日期")
    for row in rows[1:]:
        row[at] = "详见附件"
    guess = guessed(tmp_path, rows)
    mapping = mapping_of_text(toml_of(guess), name="ours")
    assert "resident.birth_date" not in {each.path for each in mapping.columns}


def test_running_numbers_and_totals_are_no_columns_and_no_rows(tmp_path: Path) -> None:
    rows = [
        ["行", *each] if at == 0 else [str(at), *each] for at, each in enumerate(table("housing", "usual", rows=20))
    ]
    guess = guessed(tmp_path, [["打铜社区房屋登记"], *rows, ["合计", "20"], ["填表人：王丽"]])
    assert guess.rows == 20
    assert next(each.why for each in guess.columns if each.header == "行") == "是行号"
    assert guess.base.name == "housing"


def test_a_sheet_is_asked_for_by_name(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "表.xlsx",
        {
            "说明": [["填表说明"]],
            "居民": table("residents", "usual"),
            "楼栋": table("buildings", "usual"),
            "底": [["x"]],
        },
        hidden=["底"],
    )
    file = read_file(path)
    assert guess_file(file).base.name == "residents"
    assert guess_file(file, sheet="楼栋").base.name == "buildings"
    with pytest.raises(NoMapping, match="没有工作表“三月”，有的是 说明、居民"):
        guess_file(file, sheet="三月")
    with pytest.raises(NoMapping, match="隐藏"):
        guess_file(file, sheet="底")


@pytest.mark.parametrize(
    "rows",
    [
        [["菜名", "价格"], ["红烧肉", "38"], ["青菜", "12"]],
        [["", "星期一", "星期二"], ["第一节", "语文", "数学"], ["第二节", "英语", "体育"]],
        [["说明"], ["请填写"]],
        [["月份", "用电", "用水"], ["1", "320", "12"], ["2", "310", "11"]],
    ],
)
def test_a_file_of_another_world_is_of_no_kind(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(NoMapping):
        guessed(tmp_path, rows)


# -- what always holds ---------------------------------------------------------------------------


@given(st.sampled_from(sorted(TABLES)), st.sampled_from(["usual", "paraphrase", "english"]), st.integers(0, 10**6))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_columns_changes_nothing(tmp_path: Path, kind: str, style: str, seed: int) -> None:
    rows = table(kind, style, rows=15)
    order = list(range(len(rows[0])))
    random.Random(seed).shuffle(order)
    one = guessed(tmp_path, rows)
    other = guessed(tmp_path, [[row[at] for at in order] for row in rows])
    assert paths(one) == paths(other)
    assert one.base == other.base


def test_of_two_columns_of_days_the_earlier_days_are_those_of_receiving(tmp_path: Path) -> None:
    """Neither header says anything that is known; with the columns the other way round it is the same."""
    rows = table("12345", "paraphrase", rows=15)
    for each in (rows, [row[::-1] for row in rows]):
        found = paths(guessed(tmp_path, each))
        assert found["热线受理的时刻"] == "case.received_at"
        assert "工单办结于" not in found


CELLS = st.one_of(
    st.none(), st.text(max_size=40), st.floats(), st.integers(-(10**20), 10**20), st.booleans(), st.datetimes(),
    st.dates(), st.times(), st.timedeltas(),
    st.sampled_from(["2024-03-05", "王丽", "19900001234", "锦澜苑3栋", "男", "4.2E+17", "=1+1"]),
)  # fmt: skip


@given(st.lists(CELLS, max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_cells_can_be_looked_at(cells: list[Any]) -> None:
    contents = Contents(tuple(cells))
    assert all(0 <= contents.share(each) <= 1 for each in (*DETECTORS, "date"))
    assert 0 <= contents.coded(VOCABULARY["case_status"], {}) <= 1
    assert 0 <= contents.identifier <= 1
    assert contents.traits is None or isinstance(contents.traits, str)


def test_a_header_of_a_character_that_nobody_can_print_stays_a_header(tmp_path: Path) -> None:
    rows = table("residents", "usual", rows=12)
    rows[0][0] = "\U00018d09"
    guess = guessed(tmp_path, rows)
    assert paths(guess)["\U00018d09"] == "resident.name"
    assert mapping_of_text(toml_of(guess), name="ours").row == "resident"


@example([[""], ["", ""], ["\U00018d09", ":", ":", ":", ":"]])
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_guessed_or_refused_in_a_sentence(tmp_path: Path, rows: list[list[str]]) -> None:
    """Headers that are quotes, brackets or control characters too: what is written is TOML."""
    fields = TABLES["residents"]
    rows += rows_of(fields, rows=len(rows[0]), seed=sum(map(len, rows)))
    path = write_xlsx(tmp_path / "表.xlsx", {"Sheet1": rows})
    try:
        guess = guess_file(read_file(path))
    except NoMapping:
        return
    assert mapping_of_text(toml_of(guess), name="ours").row == guess.base.row


@given(
    arrays.arrays(np.float64, st.tuples(st.integers(0, 5), st.integers(1, 6)), elements=st.integers(0, 9).map(float))
)
@settings(max_examples=100, deadline=None)
def test_an_assignment_is_the_best_of_all(scores: Any) -> None:
    chosen = assign(scores)
    used = [each for each in chosen if each >= 0]
    assert len(set(used)) == len(used)
    assert sum(scores[row, at] for row, at in enumerate(chosen) if at >= 0) == best_of_all(scores, 0, frozenset())


def best_of_all(scores: Any, row: int, taken: frozenset[int]) -> float:
    """By trying every assignment."""
    if row == scores.shape[0]:
        return 0.0
    rest = [best_of_all(scores, row + 1, taken)]
    for at in range(scores.shape[1]):
        if at not in taken:
            rest.append(scores[row, at] + best_of_all(scores, row + 1, taken | {at}))
    return max(rest)


def test_days_of_a_spreadsheet_are_dates() -> None:
    contents = Contents((dt.datetime(2024, 3, 5, 9, 30), dt.date(2024, 3, 6), "2024年3月7日"))
    assert contents.share("date") == 1
