"""duty deadlines, duty calendar: by when what is to be done, and which days are worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, print_json, print_text
from api.settings import Settings

if TYPE_CHECKING:
    from graph.duty.calendar import Calendar
    from graph.duty.deadlines import Deadlines, Term
    from graph.vocabulary import Vocabulary

_WEEKDAYS = "一二三四五六日"
_DATE = ["%Y-%m-%d"]


def deadlines(json: JsonOption = False) -> None:
    """时限表：每种待办多久内完成、什么时候算临期、依据什么；本中心的行（SANLIAN_DEADLINES）在前。"""
    settings = Settings()
    words, table = settings.words(), settings.timing().deadlines
    lines = sorted(table.terms, key=lambda each: (list(words["task_kind"].labels).index(each.task), not each.own))
    if json:
        print_json({"hours": _hours(table), "visited": sorted(table.visited),
                    "deadlines": [_term_json(each) for each in lines]})  # fmt: skip
        return
    visited = "、".join(words.label("case_kind", each) for each in sorted(table.visited)) or "无"
    print_text(f"办公时间 {'，'.join(_hours(table))}；化解后须回访的：{visited}")
    for each in lines:
        print_text(_term_zh(each, words))


def calendar(
    start: Annotated[
        dt.datetime | None, typer.Option("--from", help="第一天，默认今天", formats=_DATE, metavar="日期")
    ] = None,
    end: Annotated[
        dt.datetime | None, typer.Option("--to", help="最后一天，默认之后三十天", formats=_DATE, metavar="日期")
    ] = None,
    json: JsonOption = False,
) -> None:
    """工作日：哪些天上班、哪些天休、节假日知道到哪一天；本中心的安排（SANLIAN_CALENDAR）优先。"""
    days = Settings().timing().calendar
    first = start.date() if start else dt.date.today()
    last = end.date() if end else first + dt.timedelta(days=30)
    if last < first:
        raise typer.BadParameter(f"--to {last} 早于 --from {first}")
    if json:
        print_json(_calendar_json(days, first, last))
    else:
        print_text("\n".join(_calendar_zh(days, first, last)))


# -- the table -----------------------------------------------------------------------------------


def _hours(table: Deadlines) -> list[str]:
    return [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in table.hours]


def _term_json(term: Term) -> dict[str, Any]:
    conditions = {name: sorted(codes) for name, codes in term.conditions.items()}
    return {
        "task": term.task,
        "number": term.number,
        "unit": term.unit,
        "time": term.time,
        "at_risk": term.at_risk,
        "conditions": conditions,
        "basis": term.basis,
        "own": term.own,
    }


def _term_zh(term: Term, words: Vocabulary) -> str:
    from graph.duty.deadlines import CONDITIONS

    asked = "，".join(
        "或".join(words.label(CONDITIONS[name], code) for code in sorted(codes))
        for name, codes in term.conditions.items()
    )
    mine = "【本中心】" if term.own else ""
    return f"{mine}{words.label('task_kind', term.task)}{f'（{asked}）' if asked else ''}：{term.length}，" + (
        f"剩 {term.at_risk:.0%} 时临期。依据：{term.basis}"
    )


# -- the calendar --------------------------------------------------------------------------------


def _calendar_json(days: Calendar, first: dt.date, last: dt.date) -> dict[str, Any]:
    return {
        "from": first,
        "to": last,
        "known_until": days.known_until,
        "known": days.knows(first) and days.knows(last),
        "working_days": list(days.working_days(first, last)),
    }


def _calendar_zh(days: Calendar, first: dt.date, last: dt.date) -> Iterator[str]:
    worked = list(days.working_days(first, last))
    yield f"{first} 至 {last}：{(last - first).days + 1} 天，其中工作日 {len(worked)} 天"
    yield from _unusual(days, first, last)
    known = f"节假日安排知道到 {days.known_until}"
    if all(days.knows(dt.date(year, 1, 1)) for year in range(first.year, last.year + 1)):
        yield f"{known}。"
    else:
        yield f"{known}；不知道的年份按周一至周五上班算，请在 SANLIAN_CALENDAR 指定的文件里写明。"


def _unusual(days: Calendar, first: dt.date, last: dt.date) -> Iterator[str]:
    """The days that are not as their weekday would have it."""
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        worked = days.is_working(day)
        if worked != (day.isoweekday() <= 5):
            why = days.holiday(day)
            told = f"（{why}）" if why and day not in days.off | days.work else ""
            yield f"  {day} 星期{_WEEKDAYS[day.weekday()]} {'上班' if worked else '放假'}{told}"
