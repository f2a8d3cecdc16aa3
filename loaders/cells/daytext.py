"""The texts of days: year first as China writes them, and the few foreign forms that can mean one day only.

What can mean two days is refused. A period gives its first day and a remark, for what a clerk means by it
depends on the column; a month or a ten-day part of one gives none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from loaders.cells.daytime import TIME, with_time
from loaders.numerals import NUMERALS, chinese_number

Pivot = int
"""The last year that two digits may mean."""

NOT_A_DAY = "不是日期"


class Moment(NamedTuple):
    """What a text says, and what a clerk should know of how it was read."""

    at: dt.datetime
    remark: str = ""


_SIGN = r"[./\-—–―~、,。·_ ]"
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if number}
_NAMES = "|".join(_MONTHS)
_WORDED = re.compile(
    r"(?:(?P<year>\d{4}|\d{2})\s?[年./\-]\s?)?(?P<month>\d{1,2})\s?月份?\s?(?P<day>\d{1,2})(?!\d)\s?[日号]?"
)
_SIGNED = re.compile(
    rf"(?P<year>\d{{4}}|\d{{2}})(?:年\s?|\s?(?P<sign>{_SIGN})+\s?)(?P<month>\d{{1,2}})(?:\s?(?(sign)(?P=sign)|{_SIGN})+\s?)"
    rf"(?P<day>\d{{1,2}})(?!\d)\s?[日号]?"
)
_FOREIGN = re.compile(r"(?P<one>\d{1,2})(?P<sign>[/\-.])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:ST|ND|RD|TH)?[\s\-/]*)?(?P<month>{_NAMES})[A-Z]*[.\s\-/]*"
    rf"(?(day)|(?P<late>\d{{1,2}})(?:ST|ND|RD|TH)?(?!\d))(?:[,\s\-/]*(?P<year>\d{{4}}|\d{{2}}))?(?![\d:])"
)
_SOLID = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=\D|$|\d{4}(?:\d{2})?(?!\d))")
_YEARLESS = re.compile(r"(?P<month>\d{1,2})\s?[./\-]\s?(?P<day>\d{1,2})(?!\d)[日号]?(?!\s?[年月./\-]\d{4})")

_SPOKEN = re.compile(rf"[{NUMERALS}O0]+(?=\s?[年月日号时点分./\-])|(?<=[./\-])[{NUMERALS}O0]+$")
_WEEKDAY = re.compile(r"[\s,]*(?:\(?(?:星期|周|礼拜)[一二三四五六日天1-7]\)?|\([一二三四五六日天]\)?)[\s,]*")
_BEFORE = re.compile(r"(?:公元|大约|大概|约|自|从|于|至|到|截至|截止到?)\s?")
_SILENT = frozenset(["公元", "自", "从", "于"])
_ABOUT = "左右|前后|许|起|以来|开始|止|以前|之前|前|以后|之后|后|当天|当日"
_PART = "夜间|夜里|白天|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚"
_HAPPENED = "受理|上报|登记|收到|签收|来访|来电|立案|结案|办结|化解|报送|填报|采集"
_LOOSE = re.compile(rf"\s?\(?(?:{_ABOUT}|{_PART}|{_HAPPENED})\)?")
_PERIOD = re.compile(
    r"\s?(?:至|到|\-+|—+|–+|―+|~+|、|,|;|/|和|及|与|\n)\s?(?:\d|今|现在|同年|次|翌|当|目前|$)|\s?(?=(?:19|20)\d{2}[年./\-])"
)
_ANOTHER = re.compile(r"\s?(?:19|20)\d{2}[年./\-]")
"""A second date behind a blank, whose year looks like a time."""
_NO_DAY = (
    (re.compile(r"民国"), "是民国纪年，请换成公历"),
    (re.compile(r"农历|阴历|旧历|正月|腊月|冬月|初[一二三四五六七八九十\d]"), "是农历，请换成公历"),
    (re.compile(r"(?:上|中|下)旬|(?:月|年)(?:初|底|末|中)$|第?[一二三四1-4]季度"), "没有写明是哪一天"),
    (re.compile(rf"\d{{4}}\s?(?:年|{_SIGN})\s?\d{{1,2}}\s?月?份?"), "只有年月，没有写明是哪一天"),
    (re.compile(r"\d{4}\s?年?"), "只有年份，没有写明是哪一天"),
    (re.compile(r"\d{1,2}\s?月份?"), "只有月份，没有写明是哪一天"),
    (re.compile(r"\d{1,2}\s?[日号]"), "只有日，没有写明是哪年哪月"),
    (re.compile(r"\d{6}"), "六位数字分不清年月日"),
)
"""Why a text that names a time is no day: the first that it holds, or is from the fourth on."""
_HELD = 3


def read_moment(text: str, year: int | None, pivot: Pivot) -> Moment | str:
    """The moment that a plain text in capitals states, or why it states none."""
    text = _SPOKEN.sub(_in_digits, text.strip("'‘’`\"“”()[]【】 "))
    text = re.sub(r"元(?=月)", "1", text)
    if why := next((why for pattern, why in _NO_DAY[:_HELD] if pattern.search(text)), None):
        return why
    before = _BEFORE.match(text)
    bare = text[before.end() :] if before else text
    found = _day(bare, year, pivot)
    if isinstance(found, str):
        return found
    day, end, remark = found
    if before and before[0].strip() not in _SILENT:
        remark += f"当作 {day.isoformat()}"
    return _with_rest(day, bare[end:], remark)


def _in_digits(found: re.Match[str]) -> str:
    """Chinese numerals in digits; a Latin O or a 0 among them stands for 〇."""
    said = found[0]
    if said.isdigit() and said.isascii():
        return said
    number = chinese_number(re.sub("[O0]", "〇", said))
    return said if number is None else str(number)


def _day(text: str, year: int | None, pivot: Pivot) -> tuple[dt.date, int, str] | str:
    """The day at the beginning of `text`, where it ends, and a remark; or why there is none."""
    for pattern in (_SOLID, _WORDED, _NAMED):
        if match := pattern.match(text):
            return _stated(match, year, pivot)
    if (match := _FOREIGN.match(text)) and (foreign := _foreign(match, pivot)) is not None:
        return foreign if isinstance(foreign, str) else (foreign, match.end(), "")
    if (match := _SIGNED.match(text)) and (match["sign"] != " " or len(match["year"]) == 4):
        return _stated(match, year, pivot)
    if match := _YEARLESS.match(text):
        found = _stated(match, year, pivot)
        return found if isinstance(found, str) else (found[0], found[1], f"没有年份，当作 {found[0].isoformat()}")
    return next((why for pattern, why in _NO_DAY[_HELD:] if pattern.fullmatch(text)), NOT_A_DAY)


def _stated(match: re.Match[str], year: int | None, pivot: Pivot) -> tuple[dt.date, int, str] | str:
    parts = match.groupdict()
    written = parts.get("year")
    if written is None and year is None:
        return "日期没有年份"
    month = parts["month"]
    day = _exists(
        _year(written, pivot) if written else int(year or 0),
        _MONTHS[month] if month in _MONTHS else int(month),
        int(parts.get("day") or parts.get("late") or 0),
    )
    return "没有这一天" if day is None else (day, match.end(), "")


def _year(written: str, pivot: Pivot) -> int:
    """The year that four or two digits mean: of two, the latest that is not beyond `pivot`."""
    stated = int(written)
    if len(written) == 4:
        return stated
    late = pivot - pivot % 100 + stated
    return late if late <= pivot else late - 100


def _exists(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _foreign(match: re.Match[str], pivot: Pivot) -> dt.date | str | None:
    """A day with its year behind: 25/03/2024, 4/23/24. Text: it may be two days or is none. None: it is no such form.

    With a year of two digits the first part may be the year as well, as in 24/3/15 or 09.03.12; points and
    dashes then mean nothing else in China.
    """
    one, two, written = match["one"], match["two"], match["year"]
    if len(written) == 2 and len(one) == 2 and (int(one) > 12 or match["sign"] != "/"):
        return None
    year = _year(written, pivot)
    readings = {_exists(year, int(one), int(two))}
    if len(written) == 4 or len(one) == 1:
        readings.add(_exists(year, int(two), int(one)))
    else:
        readings.add(_exists(_year(one, pivot), int(two), int(written)))
    readings.discard(None)
    if len(readings) > 1:
        return "分不清哪个是月、哪个是日，请把年份写在前面"
    return next(iter(readings), "没有这一天")


def _with_rest(day: dt.date, rest: str, remark: str) -> Moment | str:
    """The moment of `day` with what follows it: a weekday, a time, a word that says how sure it is, a period."""
    start = dt.datetime.combine(day, dt.time())
    if match := _WEEKDAY.match(rest):
        rest = rest[match.end() :]
    if not rest.removesuffix("出生").removesuffix("生").strip(" ,.。;、)(/-]"):
        return Moment(start, remark)
    time = TIME.match(rest)
    if time is None or _ANOTHER.match(rest) or (rest[time.end() :] and _PERIOD.match(rest)):
        return _with_tail(start, rest, remark)
    moment = with_time(day, time)
    if isinstance(moment, str):
        return moment
    after = rest[time.end() :].strip(" .。")
    return _with_tail(moment, after, remark) if after else Moment(moment, remark)


def _with_tail(moment: dt.datetime, rest: str, remark: str) -> Moment | str:
    said = f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if _PERIOD.match(rest):
        return Moment(moment, f"写的是一段时间或不止一个时间，取了最前面的 {said}")
    if _LOOSE.fullmatch(rest):
        return Moment(moment, remark or f"当作 {said}")
    if (loose := _LOOSE.match(rest)) and _PERIOD.match(rest[loose.end() :]):
        return Moment(moment, f"写的是一段时间，取了开头的 {said}")
    return "日期后面的文字看不懂"
