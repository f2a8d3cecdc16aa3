"""The time of day behind a date: 14:30:05, 14时30分, 下午2点半, with a zone or without."""

from __future__ import annotations

import datetime as dt
import re

TIME = re.compile(
    r"[\sT,]*\(?(?P<half>上午|下午|晚上|傍晚|晚间|夜间|晚|凌晨|清晨|早上|早晨|早|中午|午后|AM|PM)?\s*"
    r"(?P<hour>\d{1,2})(?:\s*[:时点]\s*(?P<minute>\d{1,2}|半|[一三]刻|整)?|(?P<solid>\d{2}(?:\d{2})?)(?!\d)|(?=$))"
    r"\s*(?:[:分]\s*(?P<second>\d{1,2})?(?:\.\d+)?)?\s*秒?\s*(?P<late>AM|PM)?\s*(?P<zone>Z|\+\d{2}:?\d{2}(?![\d:])|(?(second)-\d{2}:?\d{2}(?![\d:])|(?!)))?\)?"
)
"""Solid: 143005 or 1430 behind a solid date. 09:00-10:30 is a period: only behind seconds does a minus begin a zone."""
_MINUTES = {"半": "30", "一刻": "15", "三刻": "45", "整": "0"}
_LAST = dt.time(23, 59, 59)
"""What 24:00 is: the end of its own day, not the first moment of the next."""
_LATE = frozenset(["下午", "晚上", "傍晚", "晚间", "夜间", "晚", "午后", "PM"])
_EARLY = frozenset(["AM", "凌晨", "清晨", "上午"])


def with_time(day: dt.date, match: re.Match[str]) -> dt.datetime | str:
    """The moment of a match of TIME on `day`, in its stated zone where it has one; or why there is none."""
    hour, minute, second = int(match["hour"]), match["minute"] or "0", int(match["second"] or 0)
    if solid := match["solid"]:
        minute, second = solid[:2], int(solid[2:] or 0)
    half = match["half"] or match["late"]
    if half in _LATE and hour < 12:
        hour += 12
    if half == "中午" and hour < 3:
        hour += 12
    if half in _EARLY and hour == 12 and half != "上午":
        hour = 0
    if (hour, int(_MINUTES.get(minute, minute)), second) == (24, 0, 0):
        return _in_zone(dt.datetime.combine(day, _LAST), match["zone"])
    try:
        time = dt.time(hour, int(_MINUTES.get(minute, minute)), second)
    except ValueError:
        return "没有这个时间"
    return _in_zone(dt.datetime.combine(day, time), match["zone"])


def _in_zone(moment: dt.datetime, zone: str | None) -> dt.datetime | str:
    if zone is None:
        return moment
    digits = "+0000" if zone == "Z" else zone.replace(":", "")
    offset = dt.timedelta(hours=int(digits[1:3]), minutes=int(digits[3:]))
    if offset >= dt.timedelta(days=1):
        return "时区看不懂"
    return moment.replace(tzinfo=dt.timezone(offset if digits[0] == "+" else -offset))
