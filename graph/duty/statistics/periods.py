"""The periods that figures are counted for: a year, a quarter, a month, a week, any two days; what came before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.duty.figures import MEDIATION_DAYS
from graph.errors import BadValue

_DAY = dt.timedelta(days=1)
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_FORM = re.compile(r"(?P<year>\d{4})(?:-?Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])|-?W(?P<week>\d{2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to before `end`."""

    start: dt.date
    end: dt.date
    unit: str
    """year, quarter, month, week, or days."""

    @property
    def name(self) -> str:
        """2024, 2024-Q1, 2024-03, 2024-W05, or both days, the last included."""
        return _NAMES.get(self.unit, _two_days)(self)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.end - _DAY

    @property
    def settled_by(self) -> dt.date:
        """Until when a settlement of its cases counts by itself: `MEDIATION_DAYS` after its last day."""
        return self.last + dt.timedelta(days=MEDIATION_DAYS)

    @property
    def bounds(self) -> tuple[str, str]:
        """Its first day and the day after it: an ISO date or time lies in it from the one to before the other."""
        return self.start.isoformat(), self.end.isoformat()

    def before(self) -> Period:
        """The period before it, of the same unit; before any two days as many days."""
        if self.unit in _MONTHS:
            return Period(_months_later(self.start, -_MONTHS[self.unit]), self.start, self.unit)
        return Period(self.start - (self.end - self.start), self.start, self.unit)

    def year_before(self) -> Period:
        """The same one a year before; of a week the one of the same number, or the last."""
        if self.unit == "week":
            year, week, _ = self.start.isocalendar()
            return _week(year - 1, min(week, dt.date(year - 1, 12, 28).isocalendar().week))
        start = _months_later(self.start, -12)
        if self.unit in _MONTHS:
            return Period(start, _months_later(start, _MONTHS[self.unit]), self.unit)
        return Period(start, max(_months_later(self.last, -12), start) + _DAY, self.unit)


def read_period(text: str) -> Period:
    """The period that `text` names: 2024, 2024-Q1, 2024-03, 2024-W05. Raises BadValue."""
    found = _FORM.fullmatch(text.strip().upper())
    if found is None or not dt.MINYEAR + 1 < int(found["year"]) < dt.MAXYEAR:
        raise BadValue(value=text, field="期间", reason="写成 2024、2024-Q1、2024-03 或 2024-W05")
    year = int(found["year"])
    if found["week"]:
        return _read_week(text, year, int(found["week"]))
    unit = next((each for each in ("quarter", "month") if found[each]), "year")
    start = dt.date(year, (int(found[unit]) - 1) * _MONTHS[unit] + 1 if unit != "year" else 1, 1)
    return Period(start, _months_later(start, _MONTHS[unit]), unit)


def between(first: dt.date, last: dt.date) -> Period:
    """From one day to another, both included; raises BadValue when they stand the wrong way round or too early."""
    if first > last:
        raise BadValue(value=f"{first} 至 {last}", field="期间", reason="第一天在最后一天之后")
    if not dt.MINYEAR + 1 < first.year <= last.year < dt.MAXYEAR:
        raise BadValue(value=f"{first} 至 {last}", field="期间", reason="年份不对")
    return Period(first, last + _DAY, "days")


def bucket_of(unit: str, iso: str) -> str:
    """The year, quarter, month or week that an ISO date or time lies in, as `Period.name` writes it."""
    if unit == "week":
        year, week, _ = dt.date.fromisoformat(iso[:10]).isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "quarter":
        return f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}"
    return iso[: {"year": 4, "month": 7}[unit]]


def buckets_of(unit: str, period: Period) -> tuple[str, ...]:
    """Every year, quarter, month or week that a period touches, in order, empty ones too."""
    days = (period.start + n * _DAY for n in range((period.end - period.start).days))
    return tuple(dict.fromkeys(bucket_of(unit, day.isoformat()) for day in days))


def _read_week(text: str, year: int, week: int) -> Period:
    if not 1 <= week <= dt.date(year, 12, 28).isocalendar().week:
        raise BadValue(value=text, field="期间", reason=f"{year} 年没有这一周")
    return _week(year, week)


def _week(year: int, week: int) -> Period:
    monday = dt.date.fromisocalendar(year, week, 1)
    return Period(monday, monday + 7 * _DAY, "week")


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (dt.date(year + month // 11, (month + 1) % 12 + 1, 1) - _DAY).day
    return dt.date(year, month + 1, min(day.day, last))


def _two_days(period: Period) -> str:
    return f"{period.start} 至 {period.last}"


_NAMES: dict[str, Callable[[Period], str]] = {
    unit: lambda period, unit=unit: bucket_of(unit, period.start.isoformat()) for unit in (*_MONTHS, "week")
}
