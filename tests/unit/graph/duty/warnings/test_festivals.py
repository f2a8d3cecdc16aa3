"""When the next festival is, from what is published and from the table."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.duty.warnings.rule_reading import shipped_rules

BOOK = shipped_rules()


@pytest.mark.parametrize(
    ("day", "on", "name"),
    [
        (dt.date(2024, 1, 20), dt.date(2024, 2, 10), "春节"),
        (dt.date(2024, 3, 1), dt.date(2024, 6, 10), "端午节"),
        (dt.date(2024, 6, 10), dt.date(2024, 6, 10), "端午节"),
        (dt.date(2024, 6, 11), dt.date(2024, 9, 15), "中秋节"),
        (dt.date(2025, 8, 1), dt.date(2025, 10, 1), "国庆节"),
        (dt.date(2026, 11, 26), dt.date(2027, 2, 6), "春节"),
        (dt.date(2031, 9, 1), dt.date(2031, 10, 1), "中秋节"),
        (dt.date(2040, 9, 21), dt.date(2040, 10, 1), "国庆节"),
    ],
)
def test_the_next_festival(day: dt.date, on: dt.date, name: str) -> None:
    assert BOOK.festival(day) == (on, name)


def test_beyond_the_table_none_is_known() -> None:
    assert BOOK.festival(dt.date(2041, 1, 1)) is None


def test_the_table_agrees_with_itself() -> None:
    """Each festival once a year, in its season."""
    for name, months in {"春节": {1, 2}, "端午节": {5, 6}, "中秋节": {9, 10}, "国庆节": {10}}.items():
        days = BOOK.later_festivals[name]
        assert [each.year for each in days] == list(range(2027, 2041))
        assert {each.month for each in days} <= months
