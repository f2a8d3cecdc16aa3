"""Working days and office hours: what must always hold, days that are known, and a centre's own file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.duty.calendar import PLAIN, Calendar, read_calendar
from graph.errors import BadCalendar

DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2028, 12, 31))
MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2027, 6, 30)).map(lambda at: at.replace(microsecond=0))
TIMES = st.integers(0, 60 * 60 * 100).map(lambda seconds: dt.timedelta(seconds=seconds))
DAY = dt.timedelta(days=1)

OWN = Calendar(
    off=frozenset({dt.date(2027, 1, 1), dt.date(2026, 11, 27)}),
    work=frozenset({dt.date(2027, 1, 2), dt.date(2026, 10, 1)}),
    years=frozenset({2027}),
)
CALENDARS = st.sampled_from([PLAIN, OWN])


# -- what must always hold -----------------------------------------------------------------------


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_worked_and_n_working_days_away(calendar: Calendar, day: dt.date, number: int) -> None:
    later = calendar.add_working_days(day, number)
    assert calendar.is_working(later)
    assert calendar.working_days_between(day, later) == number
    assert calendar.working_days_between(later, day) == -number


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_working_days_add_up(calendar: Calendar, day: dt.date, one: int, other: int) -> None:
    day = calendar.next_working(day)
    assert calendar.add_working_days(calendar.add_working_days(day, one), other) == calendar.add_working_days(
        day, one + other
    )


@given(CALENDARS, DAYS, st.integers(0, 200))
def test_working_days_between_are_those_that_are_worked(calendar: Calendar, day: dt.date, span: int) -> None:
    end = day + span * DAY
    each = [day + number * DAY for number in range(1, span + 1)]
    assert calendar.working_days_between(day, end) == sum(map(calendar.is_working, each))


@given(CALENDARS, MOMENTS, TIMES)
def test_adding_working_time_lets_that_much_of_it_pass(calendar: Calendar, at: dt.datetime, time: dt.timedelta) -> None:
    assert calendar.working_time_between(at, calendar.add_working_time(at, time)) == time


@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(calendar: Calendar, first: dt.datetime, second: dt.datetime, third: dt.datetime) -> None:
    one, other, last = sorted((first, second, third))
    whole = calendar.working_time_between(one, last)
    assert whole == calendar.working_time_between(one, other) + calendar.working_time_between(other, last)
    assert dt.timedelta() <= whole <= last - one


@given(MOMENTS, MOMENTS, TIMES)
def test_a_later_beginning_never_ends_earlier(one: dt.datetime, other: dt.datetime, time: dt.timedelta) -> None:
    early, late = sorted((one, other))
    assert PLAIN.add_working_time(early, time) <= PLAIN.add_working_time(late, time)


# -- days that are known -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "worked", "why"),
    [
        (dt.date(2025, 10, 1), False, "National day, a Wednesday"),
        (dt.date(2025, 10, 8), False, "the last day of that holiday"),
        (dt.date(2025, 9, 28), True, "a Sunday that is worked in return"),
        (dt.date(2025, 10, 9), True, "the first day after"),
        (dt.date(2024, 2, 12), False, "a Monday after the lunar new year"),
        (dt.date(2024, 2, 4), True, "a Sunday worked for it"),
        (dt.date(2026, 11, 28), False, "a Saturday like any other"),
        (dt.date(2031, 10, 1), True, "a Wednesday of a year that nobody has announced"),
        (dt.date(2031, 10, 4), False, "a Saturday of it"),
    ],
)
def test_days_of_the_yearly_notice(day: dt.date, worked: bool, why: str) -> None:
    assert PLAIN.is_working(day) is worked, why


def test_a_year_that_is_not_announced_is_a_guess_and_says_so() -> None:
    assert PLAIN.knows(dt.date(2025, 10, 1))
    assert not PLAIN.knows(dt.date(2031, 10, 1))
    assert PLAIN.known_until.month == 12
    assert not PLAIN.knows(PLAIN.known_until + DAY)
    assert PLAIN.holiday(dt.date(2025, 10, 1)) == "国庆节"
    assert PLAIN.holiday(dt.date(2031, 10, 1)) is None


@pytest.mark.parametrize(
    ("at", "hours", "ends"),
    [
        (dt.datetime(2026, 11, 26, 9), 1, dt.datetime(2026, 11, 26, 10)),
        (dt.datetime(2026, 11, 26, 11, 30), 1, dt.datetime(2026, 11, 26, 14, 30)),
        (dt.datetime(2026, 11, 26, 17), 2, dt.datetime(2026, 11, 27, 10, 30)),
        (dt.datetime(2026, 11, 27, 20), 1, dt.datetime(2026, 11, 30, 10)),
        (dt.datetime(2026, 9, 30, 17, 0), 1, dt.datetime(2026, 10, 8, 9, 30)),
        (dt.datetime(2026, 11, 28, 12), 0, dt.datetime(2026, 11, 28, 12)),
    ],
)
def test_hours_of_offices_pass_over_lunch_nights_and_holidays(at: dt.datetime, hours: int, ends: dt.datetime) -> None:
    assert PLAIN.add_working_time(at, dt.timedelta(hours=hours)) == ends


# -- a centre's own file -------------------------------------------------------------------------


def test_a_file_stands_over_what_is_known_and_tells_later_years(tmp_path: Path) -> None:
    year = PLAIN.known_until.year + 1
    path = tmp_path / "days.toml"
    path.write_text(
        f"[{year}]\noff = [{year}-01-01]\nwork = [{year}-01-02]\n[2025]\nwork = [2025-10-01]\n", encoding="utf-8"
    )
    calendar = read_calendar(path)
    assert not calendar.is_working(dt.date(year, 1, 1))
    assert calendar.is_working(dt.date(year, 1, 2))
    assert calendar.is_working(dt.date(2025, 10, 1))
    assert not calendar.is_working(dt.date(2025, 10, 2))
    assert calendar.known_until == dt.date(year, 12, 31)


def test_a_year_after_a_gap_is_known_but_not_what_lies_between(tmp_path: Path) -> None:
    year = PLAIN.known_until.year + 2
    path = tmp_path / "days.toml"
    path.write_text(f"[{year}]\noff = [{year}-01-01]\n", encoding="utf-8")
    calendar = read_calendar(path)
    assert calendar.knows(dt.date(year, 5, 1))
    assert calendar.known_until == PLAIN.known_until


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[2027", "不是 TOML（"),
        ("[next]\noff = []", "[next] 不是年份，应形如 [2027]"),
        ("2027 = 1", "2027 应是一节 [2027]，里面写 off 和 work"),
        ("[2027]\nfree = []", "[2027] 不认识“free”，可以写 off（放假）和 work（上班）"),
        ("[2027]\noff = 2027-01-01", "[2027] off 应是日期的列表，如 [2027-01-01]"),
        ('[2027]\noff = ["2027-01-01"]', "[2027] off 里的“2027-01-01”不是日期，应形如 2027-01-01"),
        ("[2027]\nwork = [2027-01-02T09:00:00]", "work 里的“2027-01-02 09:00:00”不是日期"),
        ("[2027]\noff = [2026-12-31]", "[2027] off 里的 2026-12-31 不在 2027 年"),
        ("[2027]\noff = [2027-01-02]\nwork = [2027-01-02]", "[2027] 2027-01-02 既放假又上班"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "days.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCalendar) as refused:
        read_calendar(path)
    assert reason in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadCalendar):
        read_calendar(tmp_path / "none.toml")
