"""One cell to one value: dates, numbers, codes, telephones, identity numbers, texts.

Every reader takes the cell as the file gave it and returns the value, or None when the cell states nothing;
it raises `BadCell` with what is wrong and what would be accepted.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from graph.errors import UnknownCode
from graph.vocabulary import CodeList
from loaders.numerals import NUMERALS, chinese_number

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
"""What readers of files give: calamine's values, or the text of a CSV."""

UNSTATED = frozenset(
    ["", "-", "--", "—", "——", "/", "\\", "无", "不详", "未知", "暂无", "未填", "未提供", "空", "N/A", "NA", "NULL"]
)
"""What a form's cell holds when it holds nothing; free texts and names are kept as they are."""

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLANKS = re.compile(r"[ \t\xa0\u3000]+")
_UNTIDY = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
"""What most cells hold none of, so that they are taken as they are."""
_LARGEST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; what follows them is not what somebody typed."""


class BadCell(Exception):
    """A value that cannot be read: why, and what would be accepted."""

    def __init__(self, reason: str, accepted: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.accepted = accepted


# -- texts ---------------------------------------------------------------------------------------


def as_text(cell: Cell) -> str:
    """A cell as a person sees it, nothing trimmed: for provenance, reports and corrections."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "是" if cell else "否"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _LARGEST_EXACT else repr(cell)
        case dt.datetime():
            return cell.isoformat(sep=" ")
        case _:
            return str(cell)


def read_text(cell: Cell) -> str | None:
    """A free text, its lines kept."""
    text = as_text(cell)
    if _UNTIDY.search(text) is None:
        return text or None
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip() or None


def read_line(cell: Cell) -> str | None:
    """A text of one line: stray line breaks become spaces, between Chinese characters nothing."""
    text = read_text(cell)
    if text is None or "\n" not in text:
        return text
    return re.sub(r"(?<=[\u3400-\u9fff])\n(?=[\u3400-\u9fff])|\n(?=$)", "", text).replace("\n", " ")


def read_term(cell: Cell) -> str | None:
    """A text of one line in which a dash or 无 says that there is none."""
    text = read_line(cell)
    return None if text is None or text.upper() in UNSTATED else text


def read_list(cell: Cell) -> tuple[str, ...] | None:
    """Several terms in one cell: 综治、司法；信访."""
    text = read_term(cell)
    if text is None:
        return None
    return tuple(dict.fromkeys(each.strip() for each in re.split(r"[、,，;；\n|]", text) if each.strip())) or None


def _plain(cell: Cell) -> str:
    """Half-width, without blanks; empty for what states nothing."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", as_text(cell))).strip()
    return "" if text.upper() in UNSTATED else text


# -- codes ---------------------------------------------------------------------------------------


_ENDINGS = ("类", "纠纷", "类纠纷")
"""What offices add to a label or leave off: 房屋漏水 for 房屋漏水纠纷, 隐患类 for 隐患."""


def read_code(cell: Cell, codes: CodeList, *, translations: Mapping[str, str]) -> str | None:
    """The code that a cell stands for: by the mapping's own translations, then by the vocabulary."""
    text = read_line(cell)
    if text is None or text.upper() in UNSTATED:
        return None
    plain = _plain(text).replace(" ", "")
    for each in (text, plain):
        if each in translations:
            return translations[each] or None
    for each in (text, plain, *(plain.removesuffix(end) for end in _ENDINGS), f"{plain}纠纷"):
        try:
            return codes.code(each)
        except UnknownCode:
            continue
    raise BadCell(f"不在“{codes.zh}”代码表里", "、".join(codes.labels.values()))


def read_codes(cell: Cell, codes: CodeList, *, translations: Mapping[str, str]) -> tuple[str, ...] | None:
    """Several codes in one cell."""
    read = [read_code(each, codes, translations=translations) for each in read_list(cell) or ()]
    return tuple(dict.fromkeys(each for each in read if each)) or None


_YES = frozenset(["是", "有", "真", "1", "Y", "YES", "TRUE", "√", "✓", "对"])
_NO = frozenset(["否", "没有", "假", "0", "N", "NO", "FALSE", "×", "X", "✗", "错"])


def read_yes_no(cell: Cell) -> bool | None:
    """是 or 否, and what forms write for them."""
    if as_text(cell).strip() == "无":
        return False
    text = _plain(cell).upper()
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise BadCell("看不出是或否", "是、否")


# -- numbers -------------------------------------------------------------------------------------

_COUNT = re.compile(
    rf"(?:约|共|共计|大约|近|涉及)*(?P<number>\d[\d,]*|[{NUMERALS}]+)余?[多来]?(?:人|户|件|次|名|个|家|人次)?(?:以上|左右|次)?"
)
_AMOUNT = re.compile(
    rf"(?:人民币|约|共|共计|大约|近|¥|￥|RMB)*(?P<number>\d[\d,]*(?:\.\d+)?|[{NUMERALS}]+)[余多]?(?P<unit>亿|百万|千万|十万|万|千|百)?[余多]?(?:元|块|圆)?(?:整|左右|人民币)?"
)
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_COUNT_ACCEPTED = "整数，如 12、十二、12人"
_AMOUNT_ACCEPTED = "以元计的数，如 3000、3,000.50、3.5万元"
_LARGEST_COUNT = 10**9


def read_count(cell: Cell) -> int | None:
    """A number of people or things, from 0 upward: 12, 12.0, 十二人, 约20余人."""
    if isinstance(cell, bool):
        raise BadCell("不是整数", _COUNT_ACCEPTED)
    if isinstance(cell, int | float):
        if cell != cell or not 0 <= cell < _LARGEST_COUNT or cell != int(cell):  # noqa: PLR0124 - nan
            raise BadCell("不是整数", _COUNT_ACCEPTED)
        return int(cell)
    text = re.sub(r"\.0+$", "", _plain(cell).replace(" ", ""))
    if not text:
        return None
    match = _COUNT.fullmatch(text)
    number = _number(match["number"]) if match else None
    if number is None or number >= _LARGEST_COUNT:
        raise BadCell("不是整数", _COUNT_ACCEPTED)
    return int(number)


def read_amount(cell: Cell) -> float | None:
    """An amount in yuan: 3000, 3,000.50元, 3.5万, 十万元."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 <= cell < 10**13:  # false for nan too
            raise BadCell("不是金额", _AMOUNT_ACCEPTED)
        return float(cell)
    text = _plain(cell).replace(" ", "")
    if not text:
        return None
    match = _AMOUNT.fullmatch(text)
    number = _number(match["number"]) if match else None
    if match is None or number is None or number >= 10**13:
        raise BadCell("不是金额", _AMOUNT_ACCEPTED)
    return round(number * _SCALES[match["unit"] or ""], 2)


def _number(text: str) -> float | None:
    if text[0].isdigit():
        return float(text.replace(",", ""))
    return chinese_number(text)


# -- days and times ------------------------------------------------------------------------------

_DATE = re.compile(
    r"(?:(?P<year>\d{4}|\d{2})\s*[年./-]\s*)?(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})[日号]?"
    r"|(?P<solid>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)
_TIME = re.compile(
    r"[\sT,]*(?:星期.|周.|\(.*?\))?\s*(?P<half>上午|下午|晚上|晚|凌晨|早上|中午|AM|PM)?\s*"
    r"(?P<hour>\d{1,2})\s*(?:[:时点]\s*(?P<minute>\d{1,2}|半)?)\s*(?:[:分]\s*(?P<second>\d{1,2})?(?:\.\d+)?)?\s*秒?"
    r"\s*(?P<late>AM|PM)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = re.compile(r"[\s,]*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SPOKEN = re.compile(rf"[{NUMERALS}]+(?=[年月日号时点分])")
_EPOCH = dt.datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, counted so that its non-existing 29 February 1900 does no harm later."""
_EARLIEST_SERIAL, _LATEST_SERIAL = 3654, 73050
"""1910 to 2099: birth dates and plans; smaller numbers are counts."""
_EARLIEST, _LATEST = 1900, 2100
_STREET_TIME = dt.timezone(dt.timedelta(hours=8))
_DATE_ACCEPTED = "日期，如 2024-03-05、2024年3月5日、2024/3/5"
_TIME_ACCEPTED = "日期或时间，如 2024-03-05 14:30、2024年3月5日14时30分"


def read_date(cell: Cell, *, year: int | None = None) -> dt.date | None:
    """A day; a time of day behind it is passed over. `year` serves a date that has none."""
    moment = _moment(cell, year, _DATE_ACCEPTED)
    return None if moment is None else moment.date()


def read_datetime(cell: Cell, *, year: int | None = None) -> dt.datetime | None:
    """A local moment to the second; a day alone is its first moment, one with a zone is told in the street's."""
    return _moment(cell, year, _TIME_ACCEPTED)


def _moment(cell: Cell, year: int | None, accepted: str) -> dt.datetime | None:
    match cell:
        case bool() | dt.time() | dt.timedelta():
            raise BadCell("不是日期", accepted)
        case dt.datetime():
            return _checked(cell.replace(microsecond=0), accepted)
        case dt.date():
            return _checked(dt.datetime.combine(cell, dt.time()), accepted)
        case int() | float():
            return _of_number(float(cell), accepted)
    text = _plain(cell).upper()
    if not text:
        return None
    moment = _of_text(text, year)
    if isinstance(moment, str):
        raise BadCell(moment, accepted)
    return moment


def _of_number(number: float, accepted: str) -> dt.datetime:
    if _EARLIEST_SERIAL <= number <= _LATEST_SERIAL:
        return _of_serial(number)
    read = _of_text(str(int(number)), None) if 10**7 <= number < 10**8 and number.is_integer() else "不是日期"
    if isinstance(read, str):
        raise BadCell(read, accepted)
    return read


def _of_serial(number: float) -> dt.datetime:
    seconds = round((number % 1) * 86400)
    return _EPOCH + dt.timedelta(days=int(number), seconds=seconds)


@lru_cache(maxsize=16384)
def _of_text(text: str, year: int | None) -> dt.datetime | str:
    """The moment that a plain text states, or why it states none."""
    if _SERIAL.fullmatch(text):
        number = float(text)
        return _of_serial(number) if _EARLIEST_SERIAL <= number <= _LATEST_SERIAL else "不是日期"
    text = _SPOKEN.sub(lambda found: str(chinese_number(found[0])), text)
    match = _DATE.match(text)
    if match is None:
        return "不是日期"
    day = _day(match, year)
    if isinstance(day, str):
        return day
    rest = text[match.end() :]
    if _WEEKDAY.fullmatch(rest):
        return dt.datetime.combine(day, dt.time())
    time = _TIME.fullmatch(rest)
    return "时间看不懂" if time is None else _with_time(day, time)


def _day(match: re.Match[str], year: int | None) -> dt.date | str:
    if solid := match["solid"]:
        stated, month, day = int(solid[:4]), int(solid[4:6]), int(solid[6:])
    else:
        written = match["year"]
        if written is None and year is None:
            return "日期没有年份"
        stated = int(written) if written else int(year or 0)
        stated += 2000 if written and len(written) == 2 else 0
        month, day = int(match["month"]), int(match["day"])
    try:
        found = dt.date(stated, month, day)
    except ValueError:
        return "没有这一天"
    return found if _EARLIEST <= found.year < _LATEST else "年份不合理"


def _with_time(day: dt.date, match: re.Match[str]) -> dt.datetime | str:
    hour, minute, second = int(match["hour"]), match["minute"] or "0", int(match["second"] or 0)
    half = match["half"] or match["late"]
    if half in ("下午", "晚上", "晚", "PM") and hour < 12:
        hour += 12
    if half == "中午" and hour < 3:
        hour += 12
    if half in ("AM", "凌晨") and hour == 12:
        hour = 0
    try:
        time = dt.time(hour, 30 if minute == "半" else int(minute), second)
    except ValueError:
        return "没有这个时间"
    return _local(dt.datetime.combine(day, time), match["zone"])


def _local(moment: dt.datetime, zone: str | None) -> dt.datetime | str:
    """`moment` in the street's time, from the zone that it was stated in."""
    if zone is None:
        return moment
    digits = "+0000" if zone == "Z" else zone.replace(":", "")
    offset = dt.timedelta(hours=int(digits[1:3]), minutes=int(digits[3:]))
    if offset >= dt.timedelta(days=1):
        return "时区看不懂"
    stated = dt.timezone(offset if digits[0] == "+" else -offset)
    return moment.replace(tzinfo=stated).astimezone(_STREET_TIME).replace(tzinfo=None)


def _checked(moment: dt.datetime, accepted: str) -> dt.datetime:
    if not _EARLIEST <= moment.year < _LATEST:
        raise BadCell("年份不合理", accepted)
    return moment if moment.tzinfo is None else moment.astimezone(_STREET_TIME).replace(tzinfo=None)


# -- numbers that name somebody ------------------------------------------------------------------

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
_BETWEEN_TELEPHONES = re.compile(r"[,，、;；/|\n]|或者?|和")
_TELEPHONE_LABEL = re.compile(
    r"^(?:联系|办公|家庭|固定|移动)?(?:电话|手机号?|号码|座机|固话|TEL|PHONE)[::]?\s*", re.IGNORECASE
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_TELEPHONE_ACCEPTED = "手机 11 位，或带区号的座机；多个号码用顿号分开"


def read_identity_number(cell: Cell) -> str | None:
    """As stated, without blanks and a leading apostrophe; a damaged number keeps the form that shows it."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) >= _LARGEST_EXACT:
        return f"{cell:.14E}"
    return _plain(cell).lstrip("'‘’`").replace(" ", "") or None


def read_telephones(cell: Cell) -> tuple[str, ...] | None:
    """One or several telephones as stated, in their order."""
    text = _plain(cell)
    if not text:
        return None
    pieces = [piece for part in _BETWEEN_TELEPHONES.split(text) for piece in _apart(part)]
    bare = [_TELEPHONE_LABEL.sub("", each.strip().lstrip("'‘’`")).strip() for each in pieces]
    stated = tuple(dict.fromkeys(each for each in bare if each and each.upper() not in UNSTATED))
    for each in stated:
        if not any(c.isdigit() or c == "*" for c in each):
            raise BadCell("不是电话号码", _TELEPHONE_ACCEPTED)
    return stated or None


def _apart(part: str) -> list[str]:
    """Two mobiles with a blank between them are two; a blank within one number is none."""
    return part.split() if len(_MOBILE.findall(part)) > 1 else [part]


def damage(cell: Cell) -> str | None:
    """What a spreadsheet did to an identity number or telephone in this cell; None: nothing to be seen."""
    if isinstance(cell, float) and abs(cell) >= _LARGEST_EXACT:
        return "单元格存成了数字，15 位以后的数字已经丢失"
    if isinstance(cell, str) and _SCIENTIFIC.fullmatch(_plain(cell)):
        return "是科学计数法，后面的数字已经丢失"
    return None
