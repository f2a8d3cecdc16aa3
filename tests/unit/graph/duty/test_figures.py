"""The yearly figures: their period, their form, and what the question's rows become."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.duty.figures import Rate, change, figures_of
from graph.pipeline.figures import yearly_figures
from graph.store.protocol import EVERYTHING
from graph.store.questions import YEARLY_FIGURES, Figure

ROWS = [
    Figure("dispute_resolution_rate", 304, 308),
    Figure("disputes", 308, 0),
    Figure("legacy_problems_solved", 15, 0),
    Figure("legacy_problems_solved_jointly", 13, 0),
    Figure("requests_done", 560, 0),
    Figure("satisfaction_rate", 516, 532),
    Figure("warnings_handled", 124, 0),
]
PARTS = {row.figure: Rate(row.part, row.whole) for row in ROWS}
PERIOD = {"year": 2024, "start": dt.date(2024, 1, 1), "end": dt.date(2025, 1, 1), "settled_by": dt.date(2025, 1, 30)}


class Listening:
    """A reader that answers with the rows above and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def ask(self, question: Any, *, scope: Any, **parameters: Any) -> list[Figure]:
        assert question is YEARLY_FIGURES
        assert scope is EVERYTHING
        self.asked = parameters
        return ROWS


def test_the_published_keys_come_first_and_rates_are_fractions() -> None:
    answer = figures_of(PARTS, **PERIOD).as_json()  # pyright: ignore[reportArgumentType]
    assert list(answer)[:7] == [
        "year",
        "disputes",
        "dispute_resolution_rate",
        "requests_done",
        "satisfaction_rate",
        "warnings_handled",
        "legacy_problems_solved_jointly",
    ]
    assert answer["dispute_resolution_rate"] == 0.987
    assert answer["satisfaction_rate"] == 0.9699
    assert answer["disputes_resolved"] == 304


def test_a_year_is_asked_for_with_thirty_days_to_settle() -> None:
    reader = Listening()
    yearly_figures(reader, 2024, scope=EVERYTHING)  # pyright: ignore[reportArgumentType]
    assert reader.asked == {"start": "2024-01-01", "end": "2025-01-01", "settled_by": "2025-01-30"}


def test_another_deadline_may_be_given() -> None:
    reader = Listening()
    figures = yearly_figures(reader, 2024, scope=EVERYTHING, settled_by=dt.date(2024, 12, 31))  # pyright: ignore[reportArgumentType]
    assert reader.asked["settled_by"] == "2024-12-31"
    assert figures.settled_by == dt.date(2024, 12, 31)


def test_a_question_file_that_lost_a_figure_is_noticed() -> None:
    with pytest.raises(KeyError):
        figures_of({name: part for name, part in PARTS.items() if name != "disputes"}, **PERIOD)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("part", "whole", "fraction"), [(0, 0, None), (0, 7, 0.0), (7, 7, 1.0), (2, 3, 0.6667), (304, 308, 0.987)]
)
def test_a_rate_of_nothing_is_none(part: int, whole: int, fraction: float | None) -> None:
    assert Rate(part, whole).fraction == fraction


@pytest.mark.parametrize(("before", "after", "grown"), [(308, 416, 0.3506), (4, 3, -0.25), (0, 5, None), (5, 5, 0.0)])
def test_change_is_a_fraction_of_what_was(before: int, after: int, grown: float | None) -> None:
    assert change(before, after) == grown
