"""Periods: what their names mean, what came before, what lies in them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.duty.statistics.periods import Period, between, bucket_of, buckets_of, read_period
from graph.errors import BadValue


@pytest.mark.parametrize(
    ("text", "start", "last", "before", "year_before"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2023", "2023"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "2023-Q4", "2023-Q1"),
        ("2024Q3", "2024-07-01", "2024-09-30", "2024-Q2", "2023-Q3"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-01", "2023-02"),
        ("2024-01", "2024-01-01", "2024-01-31", "2023-12", "2023-01"),
        ("2025-12", "2025-12-01", "2025-12-31", "2025-11", "2024-12"),
        ("2024-W01", "2024-01-01", "2024-01-07", "2023-W52", "2023-W01"),
        ("2020-W53", "2020-12-28", "2021-01-03", "2020-W52", "2019-W52"),
    ],
)
def test_a_name_is_a_period(text: str, start: str, last: str, before: str, year_before: str) -> None:
    period = read_period(text)
    assert (period.start.isoformat(), period.last.isoformat()) == (start, last)
    assert (period.before().name, period.year_before().name) == (before, year_before)
    assert read_period(period.name) == period


@pytest.mark.parametrize("text", ["", "24", "2024-Q5", "2024-13", "2024-W60", "2021-W53", "2024-1-1", "去年", "0001"])
def test_what_names_none_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        read_period(text)


def test_two_days_are_compared_with_as_many_before() -> None:
    period = between(dt.date(2024, 2, 10), dt.date(2024, 2, 29))
    assert period.before() == between(dt.date(2024, 1, 21), dt.date(2024, 2, 9))
    assert period.year_before() == between(dt.date(2023, 2, 10), dt.date(2023, 2, 28))
    assert period.name == "2024-02-10 至 2024-02-29"


@pytest.mark.parametrize("days", [("2024-02-02", "2024-02-01"), ("0001-01-01", "2024-01-01")])
def test_days_the_wrong_way_round_are_refused(days: tuple[str, str]) -> None:
    with pytest.raises(BadValue):
        between(*map(dt.date.fromisoformat, days))


def test_what_came_in_on_the_last_evening_is_in_the_period() -> None:
    march = read_period("2024-03")
    start, end = march.bounds
    assert start <= "2024-03-01"
    assert "2024-03-31T23:59:59" < end <= "2024-04-01T00:00:00"
    assert march.settled_by == dt.date(2024, 4, 30)


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


@given(DAYS, st.sampled_from(["year", "quarter", "month", "week"]))
def test_every_day_lies_in_the_period_that_its_bucket_names(day: dt.date, unit: str) -> None:
    period = read_period(bucket_of(unit, day.isoformat()))
    assert period.unit == unit
    assert period.start <= day <= period.last
    assert period.before().end == period.start
    assert buckets_of(unit, period) == (period.name,)


@given(DAYS, st.integers(0, 800))
def test_the_buckets_of_a_period_stand_in_order_and_cover_it(first: dt.date, days: int) -> None:
    period = between(first, first + dt.timedelta(days=days))
    names = buckets_of("month", period)
    assert list(names) == sorted(names)
    assert names[0] == bucket_of("month", first.isoformat())
    assert names[-1] == bucket_of("month", period.last.isoformat())
    assert isinstance(period.year_before(), Period)
