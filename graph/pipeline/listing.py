"""The weekly lists with the store: every community's of a week, in a few calls however many there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.lists import StoredList, Week, week_of
from graph.errors import BadValue
from graph.model import Case, Lists, Place, WeeklyList
from graph.pipeline.reading import chunks
from graph.store import Filter, Reader, Scope

_LOOKED_BACK = dt.timedelta(weeks=8)
"""How far behind a week a community's last list is looked for."""
_WEEK = dt.timedelta(weeks=1)


def lists_of(
    store: Reader, day: dt.date, *, now: dt.datetime, scope: Scope, weeks: int = 1, timing: Timing | None = None
) -> list[Week]:
    """The week in which `day` lies and those before it, `weeks` in all, the latest first.

    Raises BadValue for a week that has not begun.
    """
    monday = monday_of(day)
    if monday > now.date():
        raise BadValue(value=day, field="周", reason="这一周还没有开始")
    clock = timing or shipped()
    stored = _stored(store, monday - _LOOKED_BACK - (weeks - 1) * _WEEK, monday, scope)
    communities = communities_of(store, {each.community for each in stored}, scope=scope)
    mondays = [monday - number * _WEEK for number in range(weeks)]
    return [
        week_of(communities, _looked_back(stored, each), monday=each, due_at=_due_at(clock, each), now=now)
        for each in mondays
    ]


def monday_of(day: dt.date) -> dt.date:
    """The Monday of its week."""
    return day - dt.timedelta(days=day.weekday())


def weeks_of(start: dt.date, end: dt.date) -> list[dt.date]:
    """The Mondays from `start` to before `end`: a week belongs to the month in which it begins."""
    first = start if start.weekday() == 0 else monday_of(start) + _WEEK
    return [first + number * _WEEK for number in range(max(0, (end - first).days + 6) // 7)]


def communities_of(store: Reader, seen: Collection[str], *, scope: Scope) -> dict[str, str]:
    """The communities that report, by id: of a reader of some areas those among them and those of whom they have
    `seen` a list; of others nothing is known.
    """
    places = store.scan("place", [Filter("level", "eq", "community")], scope=scope)
    names = {each.id: each.name for each in places if isinstance(each, Place)}
    if scope.areas is None:
        return names
    return {id: name for id, name in names.items() if id in scope.areas or id in seen}


def cases_of(store: Reader, ids: Collection[str], *, scope: Scope) -> dict[str, Case]:
    """The cases of lists that the reader may see, by id."""
    return {
        each.id: each for some in chunks(sorted(ids)) for each in store.get(some, scope=scope) if isinstance(each, Case)
    }


def _due_at(timing: Timing, monday: dt.date) -> dt.datetime:
    return timing.due("list", dt.datetime.combine(monday, dt.time())).at


def _looked_back(stored: Iterable[StoredList], monday: dt.date) -> list[StoredList]:
    return [each for each in stored if monday - _LOOKED_BACK <= each.week <= monday]


def _stored(store: Reader, start: dt.date, end: dt.date, scope: Scope) -> list[StoredList]:
    where = [Filter("week", "ge", start), Filter("week", "le", end)]
    lists = [each for each in store.scan("weeklylist", where, scope=scope) if isinstance(each, WeeklyList)]
    lines: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for some in chunks([each.id for each in lists]):
        for edge in store.edges(some, types=["lists"], direction="out", scope=scope):
            if isinstance(edge, Lists):
                lines[edge.source][edge.target] = edge.status
    return [StoredList(each.id, each.community, each.week, each.submitted_on, lines[each.id]) for each in lists]
