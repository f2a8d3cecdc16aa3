"""The street's clock: records keep its local time, without a zone."""

from __future__ import annotations

import datetime as dt

STREET_TIME = dt.timezone(dt.timedelta(hours=8), "UTC+8")


def street_now() -> dt.datetime:
    """Its time now, to the second, without zone."""
    return dt.datetime.now(STREET_TIME).replace(tzinfo=None, microsecond=0)


def evening_of(day: dt.date) -> dt.datetime:
    """The moment at which what is told of a day, without an hour, counts as done or due."""
    return dt.datetime.combine(day, dt.time(18))
