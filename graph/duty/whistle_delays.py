"""How long those who are called take to come, by pair of caller and called."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, Protocol

_HOUR_S = 3600


class Call(Protocol):
    """One organisation called by one whistle: ids, and ISO times."""

    @property
    def caller(self) -> str | None: ...
    @property
    def called(self) -> str: ...
    @property
    def at(self) -> str: ...
    @property
    def due_at(self) -> str | None: ...
    @property
    def reported_at(self) -> str | None: ...


class Delay(NamedTuple):
    """One pair."""

    caller: str | None
    called: str
    calls: int
    reported: int
    late: int
    """Reported after the deadline, or not yet though it has passed."""
    median_hours: float | None
    """To a tenth; None: never reported."""
    mean_hours: float | None
    total: int


def delays(calls: Iterable[Call], *, now: dt.datetime, least: int) -> list[Delay]:
    """Pairs with at least `least` calls: most late ones first, then the longest median, then by caller and called."""
    pairs: defaultdict[tuple[str | None, str], list[Call]] = defaultdict(list)
    for each in calls:
        pairs[each.caller, each.called].append(each)
    known = [_delay(pair, some, now.isoformat()) for pair, some in pairs.items() if len(some) >= least]
    known.sort(key=lambda each: (-each.late, -(each.median_hours or 0), each.caller or "", each.called))
    return [each._replace(total=len(known)) for each in known]


def _delay(pair: tuple[str | None, str], calls: list[Call], now: str) -> Delay:
    hours = [_hours(each.at, each.reported_at) for each in calls if each.reported_at]
    late = sum(each.due_at is not None and (each.reported_at or now) > each.due_at for each in calls)
    median = round(statistics.median(hours), 1) if hours else None
    mean = round(statistics.fmean(hours), 1) if hours else None
    return Delay(*pair, len(calls), len(hours), late, median, mean, 0)


def _hours(start: str, end: str) -> float:
    return (dt.datetime.fromisoformat(end) - dt.datetime.fromisoformat(start)).total_seconds() / _HOUR_S
