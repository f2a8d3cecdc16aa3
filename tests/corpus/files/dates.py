"""Days and times in every form that a Chinese office writes."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import datetime as dt

from tests.corpus.expected import BadRow, CorpusFile, OneOf, case
from tests.corpus.making import Sheet, text, xlsx

_HEAD = ["事件编号", "受理时间", "事件标题"]

_FORMS = {
    "2024年3月5日": "2024-03-05",
    "2024年03月05日": "2024-03-05",
    "二〇二四年三月五日": "2024-03-05",
    "二零二四年三月五号": "2024-03-05",
    "二○二四年十二月二十一日": "2024-12-21",
    "２０２４年３月５日": "2024-03-05",
    "24.3.5": "2024-03-05",
    "24年3月5日": "2024-03-05",
    "2024.03.05": "2024-03-05",
    "2024/3/5": "2024-03-05",
    "2024-3-5": "2024-03-05",
    "2024－03－05": "2024-03-05",
    "20240305": "2024-03-05",
    "'2024-03-05": "2024-03-05",
    "2024 年 3 月 5 日": "2024-03-05",
    "2024年3月5日（星期二）": "2024-03-05",
    "2024年3月5日 周二": "2024-03-05",
    "2024-03-05 9:05": "2024-03-05 09:05",
    "2024/03/05 14:30:15": "2024-03-05 14:30:15",
    "2024-03-05T14:30:00": "2024-03-05 14:30",
    "2024-03-05T06:30:00Z": "2024-03-05 14:30",
    "2024年3月5日14时30分": "2024-03-05 14:30",
    "2024年3月5日 下午2:30": "2024-03-05 14:30",
    "2024年3月5日下午3点半": "2024-03-05 15:30",
    "2024年3月5日上午9时许": OneOf("2024-03-05 09:00", "2024-03-05"),
    "2024年3月5日 晚8点": "2024-03-05 20:00",
    "2024年3月5日14：30": "2024-03-05 14:30",
    "二〇二四年三月五日下午三时二十分": "2024-03-05 15:20",
    "45356": "2024-03-05",
    "45356.604166667": "2024-03-05 14:30",
    "20240305143000": "2024-03-05 14:30",
    "2024\n-03-05": "2024-03-05",
    "2024年2月29日": "2024-02-29",
}

_NO_DAYS = {
    "2024年2月30日": "没有这一天",
    "2023-02-29": "没有这一天",
    "2024年13月1日": "日期|没有",
    "3月5日": "年",
    "2024年3月": "日期|日",
    "去年冬天": "日期",
    "1024-03-05": "年份|年",
    "2024-03-05 25:61": "时间",
    "03/05/2024": "日期",
    "12345678": "日期|没有|年",
}


def days_in_words_and_figures() -> CorpusFile:
    """A list typed by twenty people."""
    rows = [[f"RQ-{i}", each, f"事{i}"] for i, each in enumerate(_FORMS, 1)]
    facts = [case(f"RQ-{i}", title=f"事{i}", received_at=day) for i, day in enumerate(_FORMS.values(), 1)]
    content = text(_HEAD, *rows)
    return CorpusFile(name="各种日期.csv", content=content, mapping="grid", records=facts, loaded=len(rows))


def days_that_are_none() -> CorpusFile:
    """Days that do not exist, that lack the year, that could be read two ways: sent back, and never guessed."""
    rows = [[f"RW-{i}", each, f"事{i}"] for i, each in enumerate(_NO_DAYS, 1)]
    bad = [BadRow(i, "受理时间", why) for i, why in enumerate(_NO_DAYS.values(), 2)]
    good = ["RW-0", "2024-03-05", "好的"]
    facts = [case("RW-0", title="好的", received_at="2024-03-05")]
    return CorpusFile(
        name="坏日期.csv", content=text(_HEAD, *rows, good), mapping="grid", records=facts, loaded=1, rejected=bad
    )


def days_as_serial_numbers() -> CorpusFile:
    """Real dates with formats, dates whose format was lost and that are numbers, and a day with a time as a number."""
    rows = [
        ["事件编号", "受理时间", "事件标题", "办结时间", "办理期限"],
        ["RX-1", dt.datetime(2024, 3, 5, 14, 30), "甲", dt.date(2024, 3, 9), 45366],
        ["RX-2", 45356.25, "乙", 45360, dt.date(2024, 3, 20)],
        ["RX-3", 20240305, "丙", "45360", "2024年3月20日前"],
    ]
    facts = [
        case("RX-1", title="甲", received_at="2024-03-05 14:30", closed_on="2024-03-09", due_on="2024-03-15"),
        case("RX-2", title="乙", received_at="2024-03-05 06:00", closed_on="2024-03-09", due_on="2024-03-20"),
        case("RX-3", title="丙", received_at="2024-03-05", closed_on="2024-03-09", due_on="2024-03-20"),
    ]
    return CorpusFile(name="序列号.xlsx", content=xlsx(表=Sheet(rows, formats={1: "yyyy\"年\"m\"月\"d\"日\" h:mm"})), mapping="grid", records=facts, loaded=3)  # fmt: skip


def the_year_from_the_title() -> CorpusFile:
    """The title says the quarter, the rows month and day, one its own year."""
    rows = [
        ["双井社区2023年第四季度矛盾纠纷排查台账"],
        _HEAD,
        ["RY-1", "10月8日", "甲"],
        ["RY-2", "十一月十二日下午3点", "乙"],
        ["RY-3", "12.25", "丙"],
        ["RY-4", "2022年12月30日", "丁"],
    ]
    facts = [
        case("RY-1", title="甲", received_at="2023-10-08", community="双井社区"),
        case("RY-2", title="乙", received_at="2023-11-12 15:00", community="双井社区"),
        case("RY-3", title="丙", received_at="2023-12-25", community="双井社区"),
        case("RY-4", title="丁", received_at="2022-12-30", community="双井社区"),
    ]
    return CorpusFile(name="台账.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=4)


def a_period_over_new_year() -> CorpusFile:
    """The week of the title begins in one year and ends in the next: each day belongs to the year that lies within."""
    rows = [
        ["槐荫社区事件上报表（2023年12月25日—2024年1月7日）"],
        _HEAD,
        ["RZ-1", "12月28日", "甲"],
        ["RZ-2", "1月3日", "乙"],
    ]
    facts = [
        case("RZ-1", title="甲", received_at="2023-12-28", community="槐荫社区"),
        case("RZ-2", title="乙", received_at="2024-01-03", community="槐荫社区"),
    ]
    return CorpusFile(name="跨年.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=2)


def the_year_in_chinese_in_the_title() -> CorpusFile:
    """二〇二四年度 in a title of characters spaced apart."""
    rows = [["二〇二四年度  槐 荫 社 区  矛 盾 纠 纷  台 账"], _HEAD, ["RV-1", "三月五日", "甲"]]
    facts = [case("RV-1", title="甲", received_at="2024-03-05", community="槐荫社区")]
    return CorpusFile(name="台账.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=1)
