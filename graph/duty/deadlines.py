"""By when each kind of task is to be done: one table, `deadlines.toml`, a centre's own lines over it.

Days are counted as 民法典 第二百零一条, 第二百零三条 say: the day of the beginning does not count, a last day that is
not worked moves to the next working one and ends when offices close; hours run from the beginning itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.duty.calendar import HOURS, PLAIN, Calendar, Span

CASE_CONDITIONS: Mapping[str, str] = {
    "case_kind": "case_kind",
    "dispute_type": "dispute_type",
    "source": "source",
    "stage": "stage",
}
"""What a line may ask of the case, and the code list of its answers."""
CONDITIONS: Mapping[str, str] = {
    **CASE_CONDITIONS,
    "whistle_kind": "whistle_kind",
    "route": "mediation_route",
    "level": "warning_level",
}
OWN_CONDITION: Mapping[str, str] = {"report": "whistle_kind", "conclude": "route", "handle": "level", "review": "level"}
"""What else a line of these tasks may ask."""
WITHOUT_CASE = frozenset({"list"})
"""Tasks that are never about a case."""

UNITS: Mapping[str, str] = {
    "working_days": "个工作日",
    "days": "日",
    "hours": "小时",
    "working_hours": "个办公小时",
    "weekday": "本周星期",
}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Due:
    """By when, since when it is at risk, and why by then."""

    at: dt.datetime
    risk_at: dt.datetime
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line of the table."""

    task: str
    number: int
    """Of `unit`; the day of the week, 1 to 7, where that is the unit."""
    unit: str
    time: dt.time | None = None
    """Of the last day; None: when offices close."""
    at_risk: float = 0.25
    """The share of the whole time that is left when it begins to be at risk, 0 to below 1."""
    basis: str
    conditions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Codes by the condition's name: all must hold, of each any."""
    own: bool = False
    """From the centre's file: it goes before every line that is not."""

    def fits(self, facts: Mapping[str, str | None]) -> bool:
        """Whether all that it asks holds of `facts`."""
        return all(facts.get(name) in codes for name, codes in self.conditions.items())

    def due(self, start: dt.datetime, calendar: Calendar) -> Due:
        """The end of the time that begins at `start`."""
        at = _ENDS[self.unit](self, start, calendar)
        return Due(at, at - self.at_risk * (at - start), self.basis)

    @property
    def length(self) -> str:
        """The time in Chinese, as 3个工作日."""
        if self.unit == "weekday":
            last = f"{self.time:%H:%M}" if self.time else "下班"
            return f"{UNITS[self.unit]}{_WEEKDAYS[self.number - 1]}{last}前"
        return f"{self.number}{UNITS[self.unit]}"


def _after_hours(term: Term, start: dt.datetime, calendar: Calendar) -> dt.datetime:
    return start + dt.timedelta(hours=term.number)


def _after_working_hours(term: Term, start: dt.datetime, calendar: Calendar) -> dt.datetime:
    return calendar.add_working_time(start, dt.timedelta(hours=term.number))


def _after_working_days(term: Term, start: dt.datetime, calendar: Calendar) -> dt.datetime:
    return _end_of(calendar.add_working_days(start.date(), term.number), term, calendar)


def _after_days(term: Term, start: dt.datetime, calendar: Calendar) -> dt.datetime:
    return _end_of(calendar.next_working(start.date() + dt.timedelta(days=term.number)), term, calendar)


def _on_weekday(term: Term, start: dt.datetime, calendar: Calendar) -> dt.datetime:
    day = start.date() + dt.timedelta(days=term.number - start.isoweekday())
    return max(start, _end_of(calendar.next_working(day), term, calendar))


def _end_of(day: dt.date, term: Term, calendar: Calendar) -> dt.datetime:
    return dt.datetime.combine(day, term.time) if term.time else calendar.closing(day)


_ENDS: Mapping[str, Callable[[Term, dt.datetime, Calendar], dt.datetime]] = {
    "hours": _after_hours,
    "working_hours": _after_working_hours,
    "working_days": _after_working_days,
    "days": _after_days,
    "weekday": _on_weekday,
}


@dataclass(frozen=True)
class Deadlines:
    """The whole table, read and checked."""

    terms: tuple[Term, ...]
    """A centre's own lines after the shipped ones; for every kind of task at least one without a condition."""
    hours: tuple[Span, ...] = HOURS
    visited: frozenset[str] = frozenset()
    """Kinds of case that are visited after their settlement, before they are closed."""

    def term(self, task: str, **facts: str | None) -> Term:
        """The line for a task: a centre's own before the others, then the one with the most conditions, then the last.

        `facts` are codes by the names of CONDITIONS; one that is left out or None fits no condition.
        """
        fitting = [each for each in self._of_task[task] if each.fits(facts)]
        return max(fitting, key=lambda each: (each.own, len(each.conditions)))

    def needs_visit(self, case_kind: str) -> bool:
        """Whether cases of this kind are visited after their settlement."""
        return case_kind in self.visited

    @cached_property
    def _of_task(self) -> dict[str, list[Term]]:
        of_task: dict[str, list[Term]] = {}
        for each in reversed(self.terms):
            of_task.setdefault(each.task, []).append(each)
        return of_task


@dataclass(frozen=True)
class Timing:
    """The table of deadlines on a calendar: all that duty knows of time."""

    deadlines: Deadlines
    calendar: Calendar

    def due(self, task: str, start: dt.datetime, **facts: str | None) -> Due:
        """By when a task that begins at `start` is to be done; `facts` as for `Deadlines.term`."""
        return self.deadlines.term(task, **facts).due(start, self.calendar)

    def due_at(self, task: str, start: dt.datetime, at: dt.datetime | dt.date, basis: str, **facts: str | None) -> Due:
        """By when a task is to be done that somebody set a time for: a day ends when offices close."""
        if not isinstance(at, dt.datetime):
            at = self.calendar.closing(at)
        share = self.deadlines.term(task, **facts).at_risk
        return Due(at, at - share * max(at - start, dt.timedelta()), basis)


def timing(deadlines: Deadlines, calendar: Calendar = PLAIN) -> Timing:
    """The table on a calendar that keeps the table's office hours."""
    return Timing(deadlines, replace(calendar, hours=deadlines.hours))
