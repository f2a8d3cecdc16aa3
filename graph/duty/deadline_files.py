"""Reading a table of deadlines: every mistake is one sentence that names the line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.duty.calendar import Span
from graph.duty.deadlines import (
    CASE_CONDITIONS,
    CONDITIONS,
    OWN_CONDITION,
    UNITS,
    WITHOUT_CASE,
    Deadlines,
    Term,
    Timing,
    timing,
)
from graph.errors import BadDeadlines
from graph.own_files import Unreadable, read_own
from graph.vocabulary import VOCABULARY, Vocabulary

_MOST = {"working_days": 2000, "days": 3650, "hours": 8760, "working_hours": 8760, "weekday": 7}
_PLAIN_FIELDS = frozenset({"task", "number", "unit", "time", "at_risk", "basis"})
_OWN_BASIS = "本中心规定"
_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–—~]\s*([01]?\d|2[0-3]):([0-5]\d)")


class _Wrong(Exception):
    """What is wrong, in words."""


@cache
def shipped() -> Timing:
    """The table as it is shipped, on the calendar that is known without a file."""
    return timing(read_shipped(Path(__file__).with_name("deadlines.toml")))


def read_shipped(path: Path) -> Deadlines:
    """The table that everything else stands over."""
    return _over(Deadlines(()), _tables(path), VOCABULARY, own=False)


def read_deadlines(path: Path, base: Deadlines, *, words: Vocabulary = VOCABULARY) -> Deadlines:
    """`base` with a centre's file over it, whose lines go before the others.

    Raises BadDeadlines with what is wrong: not TOML, an unknown table, field, task, unit or code, a number that cannot
    be, a condition that the task never meets, two lines that ask the same.
    """
    try:
        return _over(base, _tables(path), words, own=True)
    except _Wrong as wrong:
        raise BadDeadlines(path=path, reason=wrong) from wrong


def _tables(path: Path) -> dict[str, Any]:
    try:
        return read_own(path)
    except Unreadable as error:
        raise BadDeadlines(path=path, reason=error) from error


def _over(base: Deadlines, tables: Mapping[str, Any], words: Vocabulary, *, own: bool) -> Deadlines:
    _known("", tables, {"office", "visit", "deadline"})
    office = _section(tables, "office", {"hours"})
    visit = _section(tables, "visit", {"kinds"})
    lines = tables.get("deadline", [])
    if not isinstance(lines, list):
        raise _Wrong("每一行时限应写成一节 [[deadline]]")
    terms = [_term(f"第 {at} 行时限", line, words, own=own) for at, line in enumerate(lines, 1)]
    _check_apart(terms)
    if "hours" in office:
        base = replace(base, hours=_hours(office["hours"]))
    if "kinds" in visit:
        base = replace(base, visited=_codes("[visit] kinds", visit["kinds"], "case_kind", words))
    return replace(base, terms=(*base.terms, *terms))


def _section(tables: Mapping[str, Any], name: str, fields: set[str]) -> Mapping[str, Any]:
    section = tables.get(name, {})
    if not isinstance(section, dict):
        raise _Wrong(f"{name} 应是一节 [{name}]")
    _known(f"[{name}] ", section, fields)
    return section


def _known(where: str, table: Mapping[str, Any], fields: Iterable[str]) -> None:
    if unknown := [each for each in table if each not in fields]:
        raise _Wrong(f"{where}不认识“{unknown[0]}”，可以写：{'、'.join(sorted(fields))}")


# -- a line --------------------------------------------------------------------------------------


def _term(where: str, line: Any, words: Vocabulary, *, own: bool) -> Term:
    if not isinstance(line, dict):
        raise _Wrong("每一行时限应写成一节 [[deadline]]")
    _known(f"{where}", line, _PLAIN_FIELDS | CONDITIONS.keys())
    task = _one_of(where, "task", line, words["task_kind"].labels)
    where = f"{where}（{words.label('task_kind', task)}）"
    unit = _one_of(where, "unit", line, UNITS)
    return Term(
        task=task,
        number=_number(where, line.get("number"), unit),
        unit=unit,
        time=_time(where, line, unit),
        at_risk=_share(where, line.get("at_risk", 0.25)),
        basis=_basis(where, line.get("basis", _OWN_BASIS)),
        conditions=_conditions(where, task, line, words),
        own=own,
    )


def _one_of(where: str, name: str, line: Mapping[str, Any], known: Mapping[str, str]) -> str:
    value = line.get(name)
    if not isinstance(value, str) or value not in known:
        stated = "没有写，" if value is None else f"的“{value}”不认识，"
        options = "、".join(f"{code}（{zh}）" for code, zh in known.items())
        raise _Wrong(f"{where} {name} {stated}可以写：{options}")
    return value


def _number(where: str, value: Any, unit: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST[unit]:
        stated = "没有写" if value is None else f"“{value}”不行"
        raise _Wrong(f"{where} number {stated}，应是 1 到 {_MOST[unit]} 的整数")
    return value


def _share(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
        raise _Wrong(f"{where} at_risk “{value}”不行，应是 0 到 1 之间的小数（不含 1）")
    return float(value)


def _time(where: str, line: Mapping[str, Any], unit: str) -> dt.time | None:
    if "time" not in line:
        return None
    if unit in {"hours", "working_hours"}:
        raise _Wrong(f"{where} 按小时计的不能再写 time")
    if not isinstance(line["time"], dt.time):
        raise _Wrong(f"{where} time “{line['time']}”不是时刻，应形如 17:00:00（不加引号）")
    return line["time"]


def _basis(where: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(f"{where} basis 应是文字：依据哪条规定")
    return value.strip()


def _conditions(where: str, task: str, line: Mapping[str, Any], words: Vocabulary) -> dict[str, frozenset[str]]:
    met = {OWN_CONDITION.get(task)} | ({} if task in WITHOUT_CASE else CASE_CONDITIONS).keys()
    conditions = {}
    for name in (each for each in CONDITIONS if each in line):
        if name not in met:
            raise _Wrong(f"{where} 不能用条件 {name}：这种待办没有它")
        conditions[name] = _codes(f"{where} {name}", line[name], CONDITIONS[name], words)
    return conditions


def _codes(where: str, value: Any, name: str, words: Vocabulary) -> frozenset[str]:
    codes = [value] if isinstance(value, str) else value
    labels = words[name].labels
    for each in codes if isinstance(codes, list) else [codes]:
        if not isinstance(each, str) or each not in labels:
            options = "、".join(f"{code}（{zh}）" for code, zh in labels.items())
            raise _Wrong(f"{where} 的“{each}”不认识，可以写：{options}")
    return frozenset(codes)


def _check_apart(terms: list[Term]) -> None:
    seen: dict[tuple[str, frozenset[tuple[str, frozenset[str]]]], int] = {}
    for at, each in enumerate(terms, 1):
        asked = (each.task, frozenset(each.conditions.items()))
        if asked in seen:
            raise _Wrong(f"第 {seen[asked]} 行和第 {at} 行时限的待办和条件相同")
        seen[asked] = at


# -- office hours --------------------------------------------------------------------------------


def _hours(value: Any) -> tuple[Span, ...]:
    stated = value if isinstance(value, list) else [value]
    spans = tuple(_span(each) for each in stated)
    ordered = all(one[1] < other[0] for one, other in pairwise(spans))
    if not spans or not ordered or any(opens >= closes for opens, closes in spans):
        raise _Wrong("[office] hours 应由早到晚、互不重叠，至少一段")
    return spans


def _span(value: Any) -> Span:
    match = _SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _Wrong(f"[office] hours 的“{value}”不是时段，应形如 09:00-12:00")
    from_hour, from_minute, to_hour, to_minute = (int(each) for each in match.groups())
    return dt.time(from_hour, from_minute), dt.time(to_hour, to_minute)
