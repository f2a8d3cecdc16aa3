"""What the titles of a table say of all its rows: the reporting community, the year, the day or period.

Titles are what stands above the header, the name of the sheet and the name of the file, in this order.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.cells import BadCell, read_date
from loaders.numerals import NUMERALS, chinese_number

_SPOKEN = re.compile(rf"[{NUMERALS}]+(?=[年月日号周])")
_SPACED = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:\s+[\u3400-\u9fff](?![\u3400-\u9fff])){2,}")
_YEAR = re.compile(r"(?<!\d)(?:(20\d{2})(?!\d{5})|(\d{2})(?=年\d{1,2}月))")
_DAY = re.compile(
    r"(?<!\d)(?:(?P<date>(?:\d{2}|\d{4})年\d{1,2}月\d{1,2}|\d{4}[./-]\d{1,2}[./-]\d{1,2})|(?P<short>\d{1,2}月\d{1,2})(?=[日号])"
    r"|(?P<solid>20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"|(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?=\s*(?:日)?\s*[-—–~～至到]+\s*\d{1,2}[./]\d{1,2}(?!\d)))(?!\d)"
)
_WEEK = re.compile(r"(?<!\d)(20\d{2})年?(?:度)?\s*第?\s*(\d{1,2})\s*周")
_LONGEST_PERIOD = 180
_REPORTED = re.compile(r"(?:报送|填报|上报|制表|填表|打印|导出)(?:时间|日期)?\s*[:：]?\s*$")
_LABEL = re.compile(r"[:：]\s*$")
_LABELLED_COMMUNITY = re.compile(
    r"社区(?:名称)?[:：]\s*([\u3400-\u9fff]{2,6}?)(?:社区)?(?:居委会|居民委员会)?(?=$|[\s（(，,；;])"
)
_COMMUNITY = re.compile(r"([\u3400-\u9fff]{2,6}?社区)")
_BEFORE_COMMUNITY = re.compile(
    r".*(?:街道办事处|街道|街办|^.{1,4}街(?=.{2})|单位|部门|名称|年度?|月份?|周|[市区县](?!.*[市区县]社区)|[:：_\-—\s）)])"
)
_NO_COMMUNITY = re.compile(
    r"^(?:请|望|由|以|按|向|对|与|我|你|贵|某+|每一?个?|乡镇|村|各|所属|所在|全部|全体|辖区|本|该|有关|相关|[一二三四五六七八九十两\d]+个?|智慧|完整|平安|老旧)*社区$"
)


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the titles of a table say of all its rows; None: nothing."""

    year: int | None = None
    community: str | None = None
    day: dt.date | None = None
    """The first full date: of a period, its first day; a day of reporting only where there is no other."""
    until: dt.date | None = None
    """The last day of a period that ends in the year after it began."""

    def as_title(self) -> str:
        """A title that says the same."""
        day = f"{self.day.year}年{self.day.month}月{self.day.day}日" if self.day else ""
        day += f"至{self.until.year}年{self.until.month}月{self.until.day}日" if self.until else ""
        year = f"{self.year}年" if self.year and not (self.day and self.day.year == self.year) else ""
        community = f"填报社区：{self.community}" if self.community else ""
        return " ".join(each for each in (community, year, day) if each)

    def __str__(self) -> str:
        """For the report; empty: the titles say nothing."""
        year = f"{self.year} 年" if self.year and not self.day else ""
        return "，".join(each for each in (self.community, year, self.day and self.day.isoformat()) if each)


def title_facts(titles: Sequence[str]) -> TitleFacts:
    """The facts in titles such as “打铜社区矛盾隐患清单（2024年3月4日—10日）” or “填报单位：打铜社区”."""
    plain = [_SPOKEN.sub(lambda found: _digits(found[0]), _close(each)) for each in joined_labels(titles)]
    stated = next((_year(match) for each in plain for match in _YEAR.finditer(each)), None)
    community = next((found for each in plain if (found := _community_in(each))), None)
    first = _first_day(plain, stated)
    return TitleFacts(stated, community, first, _into_next_year(plain, stated, first))


def joined_labels(titles: Iterable[str]) -> list[str]:
    """The titles, a label such as “填报单位：” joined with the cell behind it."""
    joined: list[str] = []
    for each in titles:
        if joined and _LABEL.search(joined[-1]):
            joined[-1] += each
        else:
            joined.append(each)
    return joined


def _close(title: str) -> str:
    """A title without the blanks between its characters, where it is set in spaced ones: 台 账."""
    return _SPACED.sub(lambda found: "".join(found[0].split()), title)


def _digits(text: str) -> str:
    number = chinese_number(text)
    return text if number is None else str(number)


def _year(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else 2000 + int(match[2])


def _community_in(title: str) -> str | None:
    """The one community that a title names; None also where it names several."""
    if labelled := _LABELLED_COMMUNITY.search(title):
        return f"{labelled[1]}社区"
    found = set()
    for end in re.finditer("社区", title):
        before = _BEFORE_COMMUNITY.sub("", title[: end.start()], count=1) + "社区"
        match = _COMMUNITY.search(before.rpartition("、")[2])
        if match and before.endswith(match[1]) and not _NO_COMMUNITY.match(match[1]):
            found.add(match[1])
    return found.pop() if len(found) == 1 else None


def _first_day(titles: Sequence[str], year: int | None) -> dt.date | None:
    """The first day of the period; a day of reporting where no other is stated, then the Monday of a numbered week."""
    days = [each for title in titles for each in _days(title, year)]
    told = [day for day, is_reporting in days if not is_reporting] or [_week(titles)] + [day for day, _ in days]
    return next((each for each in told if each), None)


def _into_next_year(titles: Sequence[str], year: int | None, first: dt.date | None) -> dt.date | None:
    """The last day of “2023年12月25日—2024年1月7日”, and of the same without the second year."""
    for title in titles:
        days = [day for day, is_reporting in _days(title, year) if not is_reporting]
        if first is None or year is None or len(days) < 2 or days[0] != first:
            continue
        last = days[1] if days[1] > first else _a_year_later(days[1])
        return last if last.year == first.year + 1 and (last - first).days < _LONGEST_PERIOD else None
    return None


def _a_year_later(day: dt.date) -> dt.date:
    """The same day of the next year, of 29 February the one before."""
    year = day.year + 1
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _days(title: str, year: int | None) -> Iterator[tuple[dt.date, bool]]:
    for match in _DAY.finditer(title):
        text = f"{match['month']}月{match['day']}" if match["month"] else match[0]
        try:
            day = read_date(text + "日" if "月" in text else text, year=year)
        except BadCell:
            continue
        if day is not None:
            yield day, _REPORTED.search(title[: match.start()]) is not None


def _week(titles: Sequence[str]) -> dt.date | None:
    """The Monday of “2024年第10周”, counted as ISO 8601 counts."""
    for title in titles:
        if match := _WEEK.search(title):
            try:
                return dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
            except ValueError:
                continue
    return None
