"""The street's clock: records keep its local time, without a zone."""

from __future__ import annotations

import datetime as dt

STREET_TIME = dt.timezone(dt.timedelta(hours=8), "UTC+8")


def street_now() -> dt.datetime:
    """Its time now, to the second, without zone."""
    return dt.datetime.now(STREET_TIME).replace(tzinfo=None, microsecond=0)
