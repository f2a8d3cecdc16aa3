"""Figures of hand-made facts, and that the table says of each what it counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.duty.statistics import DIMENSIONS, FIGURES, MAIN, count, count_by, lines, read_period, table_md
from graph.duty.statistics.facts import (
    CallFact,
    CaseFact,
    DecisionFact,
    Fact,
    Marks,
    MediationFact,
    TaskFact,
    VisitFact,
    WarningFact,
)

MARCH = read_period("2024-03")
FIGURE = {each.name: each for each in FIGURES}
A, B = Marks(kind="dispute", community="a", source="grid"), Marks(kind="request", community="b", source="online")


def fact(id: str, **facts: Any) -> CaseFact:
    return CaseFact(id=id, **{"marks": A, "received_at": "2024-03-02T09:00:00", **facts})


CASES = [
    fact("1", resolved_at="2024-04-09T08:00:00", due_at="2024-04-01T00:00:00"),
    fact("2", settled_at="2024-03-04T08:00:00", resolved_at="2024-03-04T08:00:00", due_at="2024-03-04T09:00:00"),
    fact("3", settled_at="2024-03-12T10:00:00", due_at="2024-03-12T09:00:00", came_back=True, organisation="o"),
    fact("4", marks=B, received_at="2024-02-01T09:00:00", settled_at="2024-03-02T08:00:00", closed_at="2024-03-03"),
    fact("5", marks=B, open=True),
    fact("6", received_at="2024-02-29T23:59:59", open=True),
    fact("7", marks=Marks(legacy=True), received_at=None, settled_at="2024-03-31T23:00:00", hands=2),
]  # fmt: skip
WORK: list[Fact] = [
    CallFact(id="w o", whistle="w", at="2024-03-01T08:00:00", due_at="2024-03-02T08:00:00",
             reported_at="2024-03-01T10:30:00", organisation="o"),
    CallFact(id="w p", whistle="w", at="2024-03-01T08:00:00", due_at="2024-03-02T08:00:00",
             reported_at="2024-03-03T08:00:00", organisation="p"),
    CallFact(id="v o", whistle="v", at="2024-03-09T08:00:00", organisation="o"),
    VisitFact(id="1", on="2024-03-05", satisfied=True),
    VisitFact(id="2", on="2024-03-05", satisfied=False, closed_at="2024-03-03", marks=B),
    VisitFact(id="3", on="2024-03-06"),
    WarningFact(id="1", level="high", raised_on="2024-02-01", handled_on="2024-03-01"),
    WarningFact(id="2", level="low", raised_on="2024-03-01"),
    DecisionFact(id="1", on="2024-03-01", due_on="2024-03-09", done_on="2024-03-10", status="done"),
    DecisionFact(id="2", on="2024-03-01", status="dropped"),
    MediationFact(id="1", route="people", started_on="2024-02-01", ended_on="2024-03-01", result="partial"),
    MediationFact(id="2", route="judicial", started_on="2024-02-01", ended_on="2024-03-09", result="failed"),
    MediationFact(id="3", route="people", started_on="2024-02-01", ended_on="2024-02-09", result="agreement",
                  confirmed_on="2024-03-09"),
    TaskFact(id="1", task="settle", due_at="2024-03-09T17:30:00", done_at="2024-03-09T17:30:00", organisation="o"),
    TaskFact(id="2", task="visit", due_at="2024-03-09T17:30:00", done_at="2024-03-10T09:00:00", organisation="o"),
    TaskFact(id="3", task="visit", due_at="2024-03-09T17:30:00", overdue=True, organisation="p"),
]  # fmt: skip
BY_KIND: dict[type[Fact], list[Fact]] = {}
for each in (*CASES, *WORK):
    BY_KIND.setdefault(type(each), []).append(each)


@pytest.mark.parametrize(
    ("name", "value", "part", "whole"),
    [
        ("received", 4, None, 4),
        ("disputes", 3, None, 3),
        ("dispute_resolution_rate", 0.6667, 2, 3),
        ("settled", 4, None, 4),
        ("settled_on_time_rate", 0.5, 1, 2),
        ("days_to_settle_mean", 14.0, None, 3),
        ("days_to_settle_median", 10.0, None, 3),
        ("closed", 1, None, 1),
        ("requests_done", 1, None, 1),
        ("reopened", 0, None, 0),
        ("open_at_end", 2, None, 2),
        ("recurrence_rate", 0.25, 1, 4),
        ("legacy_problems_solved", 1, None, 1),
        ("legacy_problems_solved_jointly", 1, None, 1),
        ("whistles", 2, None, 2),
        ("whistle_answer_rate", 0.6667, 2, 3),
        ("whistle_on_time_rate", 0.5, 1, 2),
        ("whistle_hours_mean", 25.2, None, 2),
        ("whistle_hours_median", 25.2, None, 2),
        ("visits", 3, None, 3),
        ("visit_satisfaction_rate", 0.5, 1, 2),
        ("satisfaction_rate", 0.0, 0, 1),
        ("mediations", 2, None, 2),
        ("mediation_success_rate", 0.5, 1, 2),
        ("judicial_confirmations", 1, None, 1),
        ("warnings_raised", 1, None, 1),
        ("warnings_handled", 1, None, 1),
        ("warning_days_median", 29.0, None, 1),
        ("decisions", 2, None, 2),
        ("decisions_done_rate", 1.0, 1, 1),
        ("decisions_on_time_rate", 0.0, 0, 1),
        ("tasks_done", 2, None, 2),
        ("tasks_on_time_rate", 0.5, 1, 2),
        ("tasks_overdue_at_end", 1, None, 1),
        ("consultations", 0, None, 0),
    ],
)
def test_a_figure_of_march(name: str, value: float, part: int | None, whole: int) -> None:
    cell = count(FIGURE[name], BY_KIND.get(FIGURE[name].of, ()), MARCH)
    assert (cell.value, cell.part, cell.whole) == (value, part, whole)


def test_every_figure_is_tried_above() -> None:
    (mark,) = test_a_figure_of_march.pytestmark  # type: ignore[attr-defined]
    assert [row[0] for row in mark.args[1]] == [each.name for each in FIGURES]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda each: each.name)
def test_nothing_is_none_or_no_things(figure: Any) -> None:
    empty = count(figure, (), MARCH)
    assert empty.whole == 0
    assert empty.value == (0 if figure.form == "count" else None)


def test_what_concerns_two_communities_counts_in_both_and_once_in_all() -> None:
    both = [VisitFact(id="1", on="2024-03-05", satisfied=True, marks=marks) for marks in (A, B)]
    assert count(FIGURE["visits"], both, MARCH).value == 1
    by = count_by(FIGURE["visits"], both, MARCH, DIMENSIONS["community"])
    assert {code: cell.value for code, cell in by.items()} == {"a": 1, "b": 1}


def test_a_figure_is_broken_down_by_its_own_day_and_by_whose_it_is() -> None:
    by_week = count_by(FIGURE["settled"], CASES, MARCH, DIMENSIONS["week"])
    assert {code: cell.value for code, cell in by_week.items()} == {
        "2024-W09": 1,
        "2024-W10": 1,
        "2024-W11": 1,
        "2024-W13": 1,
    }
    called = [each for each in WORK if isinstance(each, CallFact)]
    by = count_by(FIGURE["whistle_answer_rate"], called, MARCH, DIMENSIONS["organisation"])
    assert {code: (cell.part, cell.whole) for code, cell in by.items()} == {"o": (1, 2), "p": (1, 1)}


def test_a_dimension_that_a_figure_does_not_have_breaks_nothing_down() -> None:
    found = {each.figure.name: each for each in lines(FIGURES, BY_KIND, MARCH, dimension=DIMENSIONS["route"])}
    assert found["received"].by is None
    assert found["mediations"].by is not None
    of_months = {each.figure.name: each for each in lines(FIGURES, BY_KIND, MARCH, dimension=DIMENSIONS["month"])}
    assert of_months["open_at_end"].by is None


def test_a_count_grows_by_a_fraction_and_a_rate_by_points() -> None:
    february = MARCH.before()
    found = {each.figure.name: each for each in lines(FIGURES, BY_KIND, MARCH, before=(february, BY_KIND))}
    assert found["received"].change == 1.0  # 2 to 4
    assert found["mediation_success_rate"].change == -0.5  # all to a half
    assert found["visits"].change is None  # none before
    assert found["visits"].change_of_year is None  # not asked


def test_names_are_single_and_every_figure_says_what_it_counts() -> None:
    assert len(FIGURE) == len(FIGURES)
    assert set(MAIN) <= FIGURE.keys()
    assert all(each.says and each.says_en and each.zh for each in FIGURES)
    assert len({each.zh for each in FIGURES}) == len(FIGURES)


def test_the_document_prints_the_table() -> None:
    text = (Path(__file__).parents[5] / "docs" / "statistics.md").read_text(encoding="utf-8")
    printed = text.split("<!-- figures -->\n")[1].split("\n<!-- end -->")[0]
    assert printed == table_md(), "print it anew: graph.duty.statistics.table_md()"
    assert all(f"`{name}`" in text for name in DIMENSIONS)
