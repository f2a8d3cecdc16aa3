"""The table of deadlines: which line counts, when it ends, and what a centre's own file may say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.duty.calendar import PLAIN
from graph.duty.deadline_files import read_deadlines, shipped
from graph.duty.deadlines import CONDITIONS, Deadlines, Term, timing
from graph.errors import BadDeadlines
from graph.vocabulary import VOCABULARY

TABLE = shipped().deadlines
MONDAY = dt.datetime(2026, 9, 28, 15)
"""The third day before the long holiday of October."""


def own(tmp_path: Path, text: str) -> Deadlines:
    path = tmp_path / "deadlines.toml"
    path.write_text(text, encoding="utf-8")
    return read_deadlines(path, TABLE)


# -- the shipped table ---------------------------------------------------------------------------


@pytest.mark.parametrize("task", VOCABULARY["task_kind"].labels)
def test_every_kind_of_task_has_a_line_that_fits_anything(task: str) -> None:
    term = TABLE.term(task)
    assert term.conditions == {}
    assert term.basis


@pytest.mark.parametrize(
    ("task", "facts", "ends"),
    [
        ("accept", {}, dt.datetime(2026, 9, 29, 17, 30)),
        ("stage", {"stage": "grid"}, dt.datetime(2026, 10, 8, 17, 30)),
        ("stage", {"stage": "community"}, dt.datetime(2026, 10, 13, 17, 30)),
        ("stage", {"stage": "street"}, dt.datetime(2026, 10, 23, 17, 30)),
        ("settle", {"case_kind": "dispute"}, dt.datetime(2026, 10, 28, 17, 30)),
        ("settle", {"case_kind": "request"}, dt.datetime(2026, 10, 16, 17, 30)),
        ("settle", {"case_kind": "request", "source": "hotline_12345"}, dt.datetime(2026, 10, 10, 17, 30)),
        ("settle", {"case_kind": "dispute", "source": "hotline_12345"}, dt.datetime(2026, 10, 28, 17, 30)),
        ("report", {"whistle_kind": "call"}, dt.datetime(2026, 9, 28, 17)),
        ("report", {"whistle_kind": "raise"}, dt.datetime(2026, 9, 29, 17, 30)),
        ("handle", {"level": "high"}, dt.datetime(2026, 9, 29, 17, 30)),
        ("handle", {"level": "low"}, dt.datetime(2026, 10, 13, 17, 30)),
        ("list", {}, dt.datetime(2026, 10, 8, 17)),
    ],
)
def test_when_a_task_of_the_day_before_the_long_holiday_ends(
    task: str, facts: dict[str, str], ends: dt.datetime
) -> None:
    assert shipped().due(task, MONDAY, **facts).at == ends


def test_a_last_day_that_is_not_worked_moves_to_the_next_that_is() -> None:
    started = dt.datetime(2026, 9, 3, 10)
    assert shipped().due("settle", started, case_kind="dispute").at == dt.datetime(2026, 10, 8, 17, 30)


@given(
    st.sampled_from(TABLE.terms),
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2027, 12, 31)),
)
def test_risk_lies_between_the_beginning_and_the_end(term: Term, start: dt.datetime) -> None:
    due = term.due(start, PLAIN)
    assert start <= due.risk_at <= due.at


def test_a_time_that_somebody_set_counts_as_set() -> None:
    due = shipped().due_at("fulfil", MONDAY, dt.date(2026, 9, 30), "会上定的")
    assert (due.at, due.basis) == (dt.datetime(2026, 9, 30, 17, 30), "会上定的")
    assert MONDAY < due.risk_at < due.at
    passed = shipped().due_at("report", MONDAY, MONDAY - dt.timedelta(hours=1), "哨上写明")
    assert passed.at == passed.risk_at


def test_which_kinds_are_visited() -> None:
    assert [kind for kind in VOCABULARY["case_kind"].labels if TABLE.needs_visit(kind)] == ["dispute", "request"]


# -- a centre's own file -------------------------------------------------------------------------


def test_own_lines_go_before_shipped_ones_however_many_conditions_those_have(tmp_path: Path) -> None:
    table = own(tmp_path, '[[deadline]]\ntask = "settle"\nnumber = 20\nunit = "working_days"\n')
    term = table.term("settle", case_kind="request", source="petition")
    assert (term.number, term.unit, term.basis) == (20, "working_days", "本中心规定")
    assert table.term("accept") == TABLE.term("accept")


def test_among_own_lines_the_one_with_more_conditions_counts(tmp_path: Path) -> None:
    text = """
        [office]
        hours = ["8:30-12:00", "13:30-17:00"]
        [visit]
        kinds = ["hazard"]
        [[deadline]]
        task = "settle"
        case_kind = ["dispute", "request"]
        dispute_type = ["wage", "labour"]
        number = 7
        unit = "working_days"
        at_risk = 0.5
        basis = "欠薪快办"
        [[deadline]]
        task = "settle"
        number = 20
        unit = "days"
        time = 12:00:00
        """
    table = own(tmp_path, text)
    assert table.term("settle", case_kind="dispute", dispute_type="wage").number == 7
    assert table.term("settle", case_kind="dispute", dispute_type="noise").number == 20
    assert table.term("settle", case_kind="hazard", dispute_type="wage").number == 20
    assert (table.needs_visit("hazard"), table.needs_visit("dispute")) == (True, False)
    on_time = timing(table)
    assert on_time.due("settle", MONDAY, case_kind="dispute").at == dt.datetime(2026, 10, 19, 12)
    assert on_time.due("accept", MONDAY).at == dt.datetime(2026, 9, 29, 17)


def line(more: str) -> str:
    return f'[[deadline]]\ntask = "settle"\n{more}\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[deadline", "不是 TOML（"),
        ("[deadlines]", "不认识“deadlines”，可以写：deadline、office、visit"),
        ("deadline = 3", "每一行时限应写成一节 [[deadline]]"),
        ("deadline = [3]", "每一行时限应写成一节 [[deadline]]"),
        ("office = 3", "office 应是一节 [office]"),
        ("[office]\nopen = 1", "[office] 不认识“open”，可以写：hours"),
        ('[office]\nhours = ["9-12"]', "[office] hours 的“9-12”不是时段，应形如 09:00-12:00"),
        ('[office]\nhours = ["14:00-17:00", "09:00-12:00"]', "[office] hours 应由早到晚、互不重叠，至少一段"),
        ('[office]\nhours = ["12:00-09:00"]', "[office] hours 应由早到晚、互不重叠，至少一段"),
        ("[office]\nhours = []", "[office] hours 应由早到晚、互不重叠，至少一段"),
        ('[visit]\nkinds = ["quarrel"]', "[visit] kinds 的“quarrel”不认识，可以写：dispute（矛盾纠纷）"),
        ('[[deadline]]\nnumber = 3\nunit = "days"', "第 1 行时限 task 没有写，可以写：accept（接收）"),
        ('[[deadline]]\ntask = "sleep"\nnumber = 3\nunit = "days"', "第 1 行时限 task 的“sleep”不认识，可以写："),
        (line('number = 3\nunit = "weeks"'), "第 1 行时限（化解） unit 的“weeks”不认识，可以写：working_days"),
        (line('unit = "days"'), "第 1 行时限（化解） number 没有写，应是 1 到 3650 的整数"),
        (line('number = 0\nunit = "days"'), "number “0”不行，应是 1 到 3650 的整数"),
        (line('number = -5\nunit = "working_days"'), "number “-5”不行，应是 1 到 2000 的整数"),
        (line('number = 2.5\nunit = "hours"'), "number “2.5”不行，应是 1 到 8760 的整数"),
        (line('number = true\nunit = "hours"'), "number “True”不行"),
        (line('number = 8\nunit = "weekday"'), "number “8”不行，应是 1 到 7 的整数"),
        (line('number = 3\nunit = "days"\nat_risk = 1'), "at_risk “1”不行，应是 0 到 1 之间的小数（不含 1）"),
        (line('number = 3\nunit = "days"\ntime = "17:00"'), "time “17:00”不是时刻，应形如 17:00:00（不加引号）"),
        (line('number = 3\nunit = "hours"\ntime = 17:00:00'), "按小时计的不能再写 time"),
        (line('number = 3\nunit = "days"\nbasis = 3'), "basis 应是文字"),
        (line('number = 3\nunit = "days"\ncolour = "red"'), "第 1 行时限不认识“colour”，可以写："),
        (line('number = 3\nunit = "days"\nstage = "city"'), "stage 的“city”不认识，可以写：grid（网格初调）"),
        (line('number = 3\nunit = "days"\nstage = 3'), "stage 的“3”不认识"),
        (line('number = 3\nunit = "days"\nlevel = "high"'), "（化解） 不能用条件 level：这种待办没有它"),
        (line('number = 3\nunit = "days"') + line('number = 4\nunit = "days"'),
         "第 1 行和第 2 行时限的待办和条件相同"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadDeadlines) as refused:
        own(tmp_path, text)
    assert reason in str(refused.value)
    assert "deadlines.toml" in str(refused.value)


def test_every_condition_is_a_code_list() -> None:
    assert set(CONDITIONS.values()) <= set(VOCABULARY.lists)
