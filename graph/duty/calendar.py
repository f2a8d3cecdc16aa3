"""Which days are worked, and how long offices are open between two moments.

Years that chinesecalendar knows are taken from it (the State Council's yearly notice); a centre's own file stands over
it, and alone for later years. Beyond both, Monday to Friday are worked: `known_until` says from when that is a guess.
All times are the street's local time, without a zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import chinese_calendar
from chinese_calendar import constants

from graph.errors import BadCalendar
from graph.own_files import Unreadable, read_own

Span = tuple[dt.time, dt.time]
"""Opening and closing on one day."""

_DAY = dt.timedelta(days=1)
_LIBRARY = range(min(constants.holidays).year, max(constants.holidays).year + 1)
"""Years that the library knows whole."""
_SATURDAY = 5
_ZH = {each.value: str(vars(each)["chinese"]) for each in chinese_calendar.Holiday}
_worked = cache(chinese_calendar.is_workday)
HOURS: tuple[Span, ...] = ((dt.time(9), dt.time(12)), (dt.time(14), dt.time(17, 30)))
"""When an office is open on a working day, unless the table of deadlines says otherwise."""


@dataclass(frozen=True)
class Calendar:
    """Working days and office hours."""

    off: frozenset[dt.date] = frozenset()
    """Days that a centre's file takes off."""
    work: frozenset[dt.date] = frozenset()
    """Days that it has worked."""
    years: frozenset[int] = frozenset()
    """Years that it tells."""
    hours: tuple[Span, ...] = HOURS
    """In their order, none touching another."""

    # -- days ------------------------------------------------------------------------------------

    def is_working(self, day: dt.date) -> bool:
        """Whether offices are open on `day`."""
        if day in self.work or day in self.off:
            return day in self.work
        return _worked(day) if day.year in _LIBRARY else day.weekday() < _SATURDAY

    def knows(self, day: dt.date) -> bool:
        """Whether the holidays of its year are known; else Monday to Friday are taken for working days."""
        return day.year in _LIBRARY or day.year in self.years

    @property
    def known_until(self) -> dt.date:
        """The last day up to which, without a gap, the holidays are known."""
        year = _LIBRARY[-1]
        while year + 1 in self.years:
            year += 1
        return dt.date(year, 12, 31)

    def holiday(self, day: dt.date) -> str | None:
        """The Chinese name of the holiday that `day` belongs to, worked or not; None: none, or not known."""
        name = chinese_calendar.get_holiday_detail(day)[1] if day.year in _LIBRARY else None
        return None if name is None else _ZH.get(name)

    def working_days(self, start: dt.date, end: dt.date) -> Iterator[dt.date]:
        """The working days from `start` to `end`, both included."""
        return (day for day in _days(start, end) if self.is_working(day))

    def add_working_days(self, day: dt.date, number: int) -> dt.date:
        """The `number`-th working day after `day`, which itself does not count; 0: `day`, or the next working one."""
        if number == 0:
            return self.next_working(day)
        for _ in range(number):
            day = self.next_working(day + _DAY)
        return day

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """How many working days lie after `start`, up to `end`, which counts; negative when `end` is the earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(1 for _ in self.working_days(start + _DAY, end))

    def next_working(self, day: dt.date) -> dt.date:
        """`day` if it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    # -- hours -----------------------------------------------------------------------------------

    def closing(self, day: dt.date) -> dt.datetime:
        """When offices close on `day`, were it worked."""
        return dt.datetime.combine(day, self.hours[-1][1])

    def working_time_between(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """How long offices are open between two moments; nothing when `end` is not the later."""
        total = dt.timedelta()
        for day in self.working_days(start.date(), end.date()):
            for opens, closes in self._open(day):
                total += max(min(closes, end) - max(opens, start), dt.timedelta())
        return total

    def add_working_time(self, at: dt.datetime, time: dt.timedelta) -> dt.datetime:
        """The moment by which offices have been open for `time` since `at`; `at` itself when `time` is nothing."""
        if time <= dt.timedelta():
            return at
        day = at.date()
        while True:
            for opens, closes in self._open(day):
                room = max(closes - max(opens, at), dt.timedelta())
                if time <= room:
                    return max(opens, at) + time
                time -= room
            day = self.next_working(day + _DAY)

    def _open(self, day: dt.date) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        if self.is_working(day):
            for opens, closes in self.hours:
                yield dt.datetime.combine(day, opens), dt.datetime.combine(day, closes)


PLAIN = Calendar()
"""What the library knows, and usual hours."""


def _days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    return (start + dt.timedelta(days=number) for number in range((end - start).days + 1))


# -- a centre's own file -------------------------------------------------------------------------


def read_calendar(path: Path, base: Calendar = PLAIN) -> Calendar:
    """`base` with a centre's file over it: a table a year, `[2027]`, with the lists `off` and `work` of days.

    Raises BadCalendar with what is wrong: not TOML, a table that is no year, an unknown field, a value that is no day,
    a day of another year, a day that is both.
    """
    try:
        tables = read_own(path)
    except Unreadable as error:
        raise BadCalendar(path=path, reason=error) from error
    for name, table in tables.items():
        base = _with_year(base, path, name, table)
    return base


def _with_year(base: Calendar, path: Path, name: str, table: object) -> Calendar:
    if not (name.isdecimal() and len(name) == 4):
        raise BadCalendar(path=path, reason=f"[{name}] 不是年份，应形如 [2027]")
    if not isinstance(table, dict):
        raise BadCalendar(path=path, reason=f"{name} 应是一节 [{name}]，里面写 off 和 work")
    if unknown := sorted(table.keys() - {"off", "work"}):
        raise BadCalendar(path=path, reason=f"[{name}] 不认识“{unknown[0]}”，可以写 off（放假）和 work（上班）")
    off = frozenset(_stated(path, name, "off", table.get("off", [])))
    work = frozenset(_stated(path, name, "work", table.get("work", [])))
    if both := sorted(off & work):
        raise BadCalendar(path=path, reason=f"[{name}] {both[0]} 既放假又上班")
    return replace(base, off=base.off - work | off, work=base.work - off | work, years=base.years | {int(name)})


def _stated(path: Path, year: str, field: str, days: Any) -> Iterator[dt.date]:
    if not isinstance(days, list):
        raise BadCalendar(path=path, reason=f"[{year}] {field} 应是日期的列表，如 [{year}-01-01]")
    for day in days:
        if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
            raise BadCalendar(path=path, reason=f"[{year}] {field} 里的“{day}”不是日期，应形如 {year}-01-01")
        if day.year != int(year):
            raise BadCalendar(path=path, reason=f"[{year}] {field} 里的 {day} 不在 {year} 年")
        yield day
