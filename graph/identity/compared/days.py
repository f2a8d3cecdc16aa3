"""Days as tables of other countries write them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"(?:c(?:irca|a)?\.? ?)?(\d{4})(?:\.0)?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})")
_WORDS_FIRST = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}


@lru_cache(maxsize=32_768)
def read_day(text: str) -> dt.date | None:
    """The day that a cell states; of a year or month alone its first, as such tables write it; None: it is no day.

    08/02/1850 is read with the day first, and with the month first where that is no day.
    """
    stated = text.strip().lower()
    for pattern, order in ((_ISO, (0, 1, 2)), (_COMPACT, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0))):
        if found := pattern.fullmatch(stated):
            year, month, day = (int(found.group(each + 1)) for each in order)
            return _day(year, month, day) or _day(year, day, month)
    if found := _YEAR.fullmatch(stated):
        return _day(int(found[1]), 1, 1)
    if found := _MONTH.fullmatch(stated):
        return _day(int(found[1]), int(found[2]), 1)
    if (found := _WORDS.fullmatch(stated)) and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _WORDS_FIRST.fullmatch(stated)) and found[1] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[1]], int(found[2]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
