"""When the next festival is before which wages are paid: by the published holidays, beyond them by a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from chinese_calendar import Holiday
from chinese_calendar import constants as published

PUBLISHED = {
    "春节": Holiday.spring_festival,
    "端午节": Holiday.dragon_boat_festival,
    "中秋节": Holiday.mid_autumn_festival,
    "国庆节": Holiday.national_day,
}
"""The festivals that the published holidays name."""


class Festival(NamedTuple):
    """A festival of one year."""

    on: dt.date
    """Its first day off; beyond the published holidays the day itself."""
    name: str


Table = Mapping[str, Sequence[dt.date]]


def next_festival(day: dt.date, names: Sequence[str], later: Table) -> Festival | None:
    """The first of these festivals from `day` on; None: neither the published holidays nor `later` know one."""
    coming = [Festival(on, name) for name in names for on in _first_days(name, later) if on >= day]
    return min(coming, default=None)


def _first_days(name: str, later: Table) -> list[dt.date]:
    known = _published(name)
    return [*known.values(), *(each for each in later.get(name, ()) if each.year not in known)]


@cache
def _published(name: str) -> dict[int, dt.date]:
    """By year, as far as it is published: the first day off of a festival; empty for one of another name."""
    holiday = PUBLISHED.get(name)
    days = (day for day, called in published.holidays.items() if holiday is not None and called == holiday.value)
    return {day.year: day for day in sorted(days, reverse=True)}
