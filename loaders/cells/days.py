"""Days and moments: cells as readers of files give them, and the texts that offices write for them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from graph.clock import STREET_TIME
from loaders.cells.cell import BadCell, Cell, Remarks, plain, remark, shortened
from loaders.cells.daytext import NOT_A_DAY, Moment, Pivot, read_moment

_EPOCH = dt.datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, counted so that its non-existing 29 February 1900 does no harm later."""
_EARLIEST_SERIAL, _LATEST_SERIAL = 3654, 73050
"""1910 to 2099: birth dates and plans; smaller numbers are counts."""
_EARLIEST, _LATEST = 1900, 2100
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_USUAL = re.compile(r"([0-9]{4})(?:年([0-9]{1,2})月([0-9]{1,2})日|([-/.])([0-9]{1,2})\4([0-9]{1,2}))")
"""What needs no further look."""
_AHEAD = 10
"""Years that a two-digit year may lie ahead, as the end of a lease does; beyond it, it is of the last century."""
_OPEN = re.compile(
    "(?:至|到)?(?:长期|今|现在|目前|永久|不定期|无固定期限|无期限|不限|未定|未到期)(?:租赁|租住|居住|有效)?"
)
"""What stands for an end that is not set."""
DAY_ACCEPTED = "日期，如 2024-03-05、2024年3月5日、2024/3/5"
MOMENT_ACCEPTED = "日期或时间，如 2024-03-05 14:30、2024年3月5日14时30分"


def read_date(cell: Cell, *, year: int | None = None, remarks: Remarks = None) -> dt.date | None:
    """A day; a time of day behind it is passed over. `year` serves a date that has none."""
    if type(cell) is str and len(cell) == 10 and (day := _iso_day(cell)) is not None:
        return day
    moment = _moment(cell, year, _AHEAD, DAY_ACCEPTED, remarks)
    return None if moment is None else moment.date()


def read_end(cell: Cell, *, year: int | None = None, remarks: Remarks = None) -> dt.date | None:
    """The last day of a tenancy or term; None where the cell says that none is set: 长期, 至今."""
    if type(cell) is str and _OPEN.fullmatch(plain(cell)):
        return None
    return read_date(cell, year=year, remarks=remarks)


def read_birth_date(cell: Cell, *, year: int | None = None, remarks: Remarks = None) -> dt.date | None:
    """A day of birth, which has come: of two-digit years the latest, so that 85.3.5 is of 1985."""
    day = _iso_day(cell) if type(cell) is str and len(cell) == 10 else None
    if day is None:
        moment = _moment(cell, year, 0, DAY_ACCEPTED, remarks)
        day = None if moment is None else moment.date()
    if day is not None and day > dt.datetime.now(STREET_TIME).date():
        raise BadCell("还没有到这一天，不是出生日期", DAY_ACCEPTED)
    return day


def read_datetime(cell: Cell, *, year: int | None = None, remarks: Remarks = None) -> dt.datetime | None:
    """A local moment to the second; a day alone is its first moment, one with a zone is told in the street's."""
    if type(cell) is str and len(cell) == 19 and (moment := _iso_moment(cell)) is not None:
        return moment
    return _moment(cell, year, _AHEAD, MOMENT_ACCEPTED, remarks)


def _pivot(ahead: int) -> Pivot:
    """The last year that two digits may mean: so many years ahead of this one."""
    return dt.datetime.now(STREET_TIME).year + ahead


def _iso_day(text: str) -> dt.date | None:
    """The commonest text, 2024-03-05, in a fifth of the time; None: it is another."""
    if text[4] != "-" or text[7] != "-":
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if _EARLIEST <= day.year < _LATEST else None


def _iso_moment(text: str) -> dt.datetime | None:
    if text[4] != "-" or text[7] != "-" or text[10] not in " T" or text[13] != ":" or text[16] != ":":
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if _EARLIEST <= moment.year < _LATEST else None


def _moment(cell: Cell, year: int | None, ahead: int, accepted: str, remarks: Remarks) -> dt.datetime | None:
    match cell:
        case bool() | dt.time() | dt.timedelta():
            raise BadCell("不是日期", accepted)
        case dt.datetime():
            return _checked(cell.replace(microsecond=0), accepted)
        case dt.date():
            return _checked(dt.datetime.combine(cell, dt.time()), accepted)
        case int() | float():
            return _of_number(cell, _pivot(ahead), accepted)
        case None:
            return None
    if (usual := _USUAL.fullmatch(cell)) and (day := _usual_day(usual)) is not None:
        return day
    text = plain(cell)
    if not text:
        return None
    moment = _of_text(text.upper(), year, _pivot(ahead))
    if isinstance(moment, str):
        raise BadCell(moment, accepted)
    if moment.remark:
        remark(remarks, f"“{shortened(text)}”{moment.remark}")
    return _checked(moment.at, accepted)


def _usual_day(match: re.Match[str]) -> dt.datetime | None:
    year, month, day = (int(each) for each in match.groups() if each and each not in "-/.")
    try:
        return dt.datetime(year, month, day) if _EARLIEST <= year < _LATEST else None
    except ValueError:
        return None


def _of_number(number: float, pivot: Pivot, accepted: str) -> dt.datetime:
    """A serial number, or a day and time typed solid: 20240305, 20240305143005."""
    if _EARLIEST_SERIAL <= number <= _LATEST_SERIAL:
        return _of_serial(number)
    whole = 10**7 <= number < 10**14 and number == int(number)
    read = _of_text(str(int(number)), None, pivot) if whole else _why_no_day(number)
    if isinstance(read, str):
        raise BadCell(read, accepted)
    return _checked(read.at, accepted)


def _why_no_day(number: float) -> str:
    if 1 <= number < 13 and number != int(number):
        return "是小数，分不清是几月几日（3.10 会被存成 3.1）"
    return NOT_A_DAY


def _of_serial(number: float) -> dt.datetime:
    seconds = round((number % 1) * 86400)
    return _EPOCH + dt.timedelta(days=int(number), seconds=seconds)


@lru_cache(maxsize=16384)
def _of_text(text: str, year: int | None, pivot: Pivot) -> Moment | str:
    """The moment that a plain text states, or why it states none."""
    if _SERIAL.fullmatch(text):
        number = float(text)
        return Moment(_of_serial(number)) if _EARLIEST_SERIAL <= number <= _LATEST_SERIAL else NOT_A_DAY
    return read_moment(text, year, pivot)


def _checked(moment: dt.datetime, accepted: str) -> dt.datetime:
    """`moment` in the street's time, of a year that a case or a person can have."""
    if not _EARLIEST <= moment.year < _LATEST:
        raise BadCell("年份不合理", accepted)
    return moment if moment.tzinfo is None else moment.astimezone(STREET_TIME).replace(tzinfo=None)
