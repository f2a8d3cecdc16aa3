"""Days and moments: what offices type, and what can be no day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import cells
from loaders.cells import BadCell

DAY = dt.date(2024, 3, 5)
DAYS = [
    ("2024-03-05", DAY, "as a program writes it"),
    ("2024/3/5", DAY, "slashes"),
    ("2024.3.5", DAY, "points"),
    ("2024.03.05.", DAY, "a point too many"),
    ("2024、3、5", DAY, "typed in a hurry"),
    ("2024—3—5", DAY, "long dashes"),
    ("2024年3月5日", DAY, "words"),
    ("2024 年 3 月 5 日", DAY, "blanks between"),
    ("2024年03月05号", DAY, "号 for 日"),
    ("2024年3月5日星期二", DAY, "a weekday"),
    ("2024-03-05（星期二）", DAY, "a weekday in brackets"),
    ("2024年三月五日", DAY, "half in numerals"),
    ("二〇二四年三月五日", DAY, "numerals"),
    ("二零二四年三月五号", DAY, "零 for 〇"),
    ("二O二四年三月五日", DAY, "a Latin O for 〇"),
    ("贰零贰肆年叁月伍日", DAY, "as on a cheque"),
    ("公元2024年3月5日", DAY, "公元"),
    ("24.3.5", DAY, "two digits of the year"),
    ("24年3月5日", DAY, "two digits and words"),
    ("24/3/15", dt.date(2024, 3, 15), "24 is no month"),
    ("20240305", DAY, "solid"),
    (20240305.0, DAY, "solid as a number"),
    (20240305143005.0, DAY, "solid with a time"),
    (45356.0, DAY, "a serial number"),
    (45356, DAY, "a serial number"),
    ("45356", DAY, "a serial number as text"),
    ("２０２４－０３－０５", DAY, "full-width"),
    ("'2024-03-05", DAY, "an apostrophe"),
    ("2024-03-05 14:30", DAY, "with a time"),
    ("2024-03-05 00:00:00", DAY, "midnight"),
    ("2024年3月5日24时", DAY, "the end of that day"),
    (dt.datetime(2024, 3, 5, 14, 30), DAY, "a date cell"),
    (DAY, DAY, "a date cell"),
    ("二〇二四年十二月三十一日", dt.date(2024, 12, 31), "tens"),
    ("2024年元月5日", dt.date(2024, 1, 5), "元月"),
    ("1958-10-01", dt.date(1958, 10, 1), "long ago"),
    ("85.3.5", dt.date(1985, 3, 5), "2085 is too far ahead"),
    ("八五年三月五日", dt.date(1985, 3, 5), "spoken"),
    ("25/03/2024", dt.date(2024, 3, 25), "no month 25"),
    ("03/25/2024", dt.date(2024, 3, 25), "no month 25"),
    ("05/05/2024", dt.date(2024, 5, 5), "either way the same"),
    ("4/23/24", dt.date(2024, 4, 23), "a spreadsheet in English"),
    ("5-Mar-24", DAY, "a spreadsheet in English"),
    ("Mar 5, 2024", DAY, "in English"),
    ("（2024年3月5日）", DAY, "brackets around"),
    ("2024-03-05(二)", DAY, "a short weekday"),
    ("2024 3 5", DAY, "blanks alone"),
    ("二〇二四.三.五", DAY, "numerals and points"),
    ("1955年6月7日出生", dt.date(1955, 6, 7), "a word that adds nothing"),
    ("不详", None, "not stated"),
    ("/", None, "not stated"),
    ("  ", None, "blank"),
    ("#N/A", None, "a formula that failed"),
]
MOMENTS = [
    ("2024-03-05 14:30:05", (14, 30, 5)),
    ("2024/3/5 14:30", (14, 30, 0)),
    ("2024-3-5 9:5", (9, 5, 0)),
    ("2024年3月5日14：30", (14, 30, 0)),
    ("2024年3月5日14时30分", (14, 30, 0)),
    ("2024年3月5日14时30分5秒", (14, 30, 5)),
    ("2024年3月5日 下午2点半", (14, 30, 0)),
    ("2024年3月5日（周二）下午2点一刻", (14, 15, 0)),
    ("2024年3月5日上午9时", (9, 0, 0)),
    ("20240305143005", (14, 30, 5)),
    ("2024-03-05T14:30:05", (14, 30, 5)),
    ("2024-03-05T06:30:05Z", (14, 30, 5)),
    ("2024-03-05T14:30:05.123+08:00", (14, 30, 5)),
    ("2024-03-05T01:30:05-05:00", (14, 30, 5)),
    ("2024-03-05 2:30 PM", (14, 30, 0)),
    ("2024-03-05 14", (14, 0, 0)),
    ("2024-03-05", (0, 0, 0)),
    (45356.5, (12, 0, 0)),
]
NO_DAYS = [
    ("昨天", "不是日期"),
    ("2024-13-05", "没有这一天"),
    ("2024-02-30", "没有这一天"),
    ("2024年2月30日", "没有这一天"),
    ("3月5日", "没有年份"),
    ("5日", "哪年哪月"),
    ("3", "不是日期"),
    (12.0, "不是日期"),
    (3.5, "小数"),
    (0.0, "不是日期"),
    (True, "不是日期"),
    (dt.time(3, 4), "不是日期"),
    ("2024年", "只有年份"),
    ("2024年3月", "只有年月"),
    ("2024-03", "只有年月"),
    ("2024年3月上旬", "哪一天"),
    ("2024年3月底", "哪一天"),
    ("2024年第一季度", "哪一天"),
    ("2024-03-05 25:00", "没有这个时间"),
    ("3024-01-01", "年份不合理"),
    ("民国113年3月5日", "民国"),
    ("农历三月初五", "农历"),
    ("二〇二四年正月初五", "农历"),
    ("03/04/2024", "分不清"),
    ("3.4.2024", "分不清"),
    ("4/3/24", "分不清"),
    ("12/3/24", "分不清"),
    ("240305", "六位"),
    ("2024年3月5日收到张三来电", "看不懂"),
]
PERIODS = [
    ("2024年3月5日至10日", (0, 0)),
    ("2024.3.5-2024.3.10", (0, 0)),
    ("2024-03-05 2024-03-10", (0, 0)),
    ("2024年3月5日—3月10日", (0, 0)),
    ("2024年3月5日起至今", (0, 0)),
    ("2024-03-05 14:30-15:30", (14, 30)),
    ("2024年3月5日、3月8日", (0, 0)),
]


@pytest.mark.parametrize(("cell", "day", "why"), DAYS)
def test_days(cell: Any, day: dt.date | None, why: str) -> None:
    remarks: list[str] = []
    assert cells.read_date(cell, remarks=remarks) == day, why
    assert not remarks


@pytest.mark.parametrize(("cell", "time"), MOMENTS)
def test_moments(cell: Any, time: tuple[int, int, int]) -> None:
    assert cells.read_datetime(cell) == dt.datetime.combine(DAY, dt.time(*time))


@pytest.mark.parametrize(("cell", "why"), NO_DAYS)
def test_what_is_no_day_says_why_and_what_is(cell: Any, why: str) -> None:
    with pytest.raises(BadCell, match=why) as bad:
        cells.read_date(cell)
    assert "2024-03-05" in bad.value.accepted


@pytest.mark.parametrize(("cell", "time"), PERIODS)
def test_of_a_period_the_first_moment_is_taken_and_said(cell: str, time: tuple[int, int]) -> None:
    remarks: list[str] = []
    assert cells.read_datetime(cell, remarks=remarks) == dt.datetime.combine(DAY, dt.time(*time))
    assert len(remarks) == 1
    assert "一段时间" in remarks[0]


@pytest.mark.parametrize("cell", ["约2024年3月5日", "2024年3月5日左右", "2024年3月5日下午", "2024年3月5日受理"])
def test_a_loose_day_is_taken_and_said(cell: str) -> None:
    remarks: list[str] = []
    assert cells.read_date(cell, remarks=remarks) == DAY
    assert remarks == [f"“{cell}”当作 2024-03-05"]


@pytest.mark.parametrize(
    ("cell", "said"), [("3月5日", 0), ("三月五号", 0), ("3.5", 1), ("3-5", 1), ("3/5", 1), ("3.5-3.10", 1)]
)
def test_the_title_s_year_serves_a_date_without_one(cell: str, said: int) -> None:
    """Where signs alone part month and day, it might be another number, so it is said."""
    remarks: list[str] = []
    assert cells.read_date(cell, year=2024, remarks=remarks) == DAY
    assert len(remarks) == said


@pytest.mark.parametrize("cell", ["3、5", "13.5", "3.5万", "3.5.6", "3月"])
def test_a_year_makes_no_day_of_another_number(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.read_date(cell, year=2024)


@pytest.mark.parametrize(("cell", "year"), [("85.3.5", 1985), ("05.3.5", 2005), ("99年3月5日", 1999)])
def test_nobody_is_born_in_the_future(cell: str, year: int) -> None:
    assert cells.read_birth_date(cell) == dt.date(year, 3, 5)
    with pytest.raises(BadCell, match="还没有到"):
        cells.read_birth_date("2085-03-05")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_again_from_every_way_of_writing_it(day: dt.date) -> None:
    year, month, date = day.year, day.month, day.day
    for text in (
        day.isoformat(), f"{year}/{month}/{date}", f"{year}.{month}.{date}", f"{year}年{month}月{date}日",
        f"{year}{month:02}{date:02}", f"{year}年{month:02}月{date:02}号 09:30", f"{day} 00:00:00",
    ):  # fmt: skip
        assert cells.read_date(text) == day, text


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2099, 12, 31)))
def test_every_moment_is_read_again(moment: dt.datetime) -> None:
    second = moment.replace(microsecond=0)
    assert cells.read_datetime(second.isoformat()) == second
    assert cells.read_datetime(second.isoformat(sep=" ")) == second
    assert cells.read_datetime(cells.as_text(second)) == second


@pytest.mark.parametrize("cell", ["长期", "至今", "不定期", "到目前", "长期租赁", "无固定期限"])
def test_an_end_that_is_not_set(cell: str) -> None:
    assert cells.read_end(cell) is None
    with pytest.raises(BadCell):
        cells.read_date(cell)


def test_an_end_is_a_day_otherwise() -> None:
    assert cells.read_end("2024年3月5日") == DAY
    with pytest.raises(BadCell):
        cells.read_end("大概长期")
