"""The communities' lists of some weeks as a workbook: the summary, every community, every case that is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from graph.duty.lists import STATES, CommunityWeek, Week, summary
from graph.errors import OutputUnwritable, system_says
from graph.masking import mask_text
from graph.model import Case
from graph.vocabulary import VOCABULARY, Vocabulary

_COMMUNITIES = (
    "周（星期一）", "社区", "报送", "报送日期", "件数", "新增", "在办", "化解", "比上期多出", "比上期化解", "不再列出",
    "上期",
)  # fmt: skip
_CASES = ("周（星期一）", "社区", "变化", "编号", "标题", "办理状态", "受理时间")


def write_lists(
    weeks: Sequence[Week], cases: Mapping[str, Case], path: Path, *, words: Vocabulary = VOCABULARY
) -> None:
    """Write them; `weeks` the latest first. Raises OutputUnwritable."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False})
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
    _summary(book.add_worksheet("汇总"), weeks)
    _communities(book.add_worksheet("各社区"), weeks, head)
    _changes(book.add_worksheet("增减"), weeks, cases, head, words)
    try:
        book.close()
    except (FileCreateError, OSError) as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error


def _summary(sheet: Any, weeks: Sequence[Week]) -> None:
    lines = [line for week, before in zip(weeks, [*weeks[1:], None], strict=True) for line in summary(week, before)]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    sheet.set_column(0, 0, 120)


def _communities(sheet: Any, weeks: Sequence[Week], head: Any) -> None:
    sheet.write_row(0, 0, _COMMUNITIES, head)
    rows = [_community(week, each) for week in weeks for each in week.rows]
    for row, cells in enumerate(rows, start=1):
        sheet.write_row(row, 0, cells)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 3, 14)
    sheet.freeze_panes(1, 2)


def _community(week: Week, each: CommunityWeek) -> list[Any]:
    counts = [each.counts.get(status, 0) for status in ("new", "ongoing", "settled")]
    return [
        week.monday.isoformat(), each.name, STATES[each.state], _iso(each.submitted_on), each.total, *counts,
        len(each.appeared), len(each.settled), len(each.dropped), _iso(each.before),
    ]  # fmt: skip


def _iso(day: Any) -> str:
    return day.isoformat() if day is not None else ""


def _changes(sheet: Any, weeks: Sequence[Week], cases: Mapping[str, Case], head: Any, words: Vocabulary) -> None:
    sheet.write_row(0, 0, _CASES, head)
    rows = [
        [week.monday.isoformat(), community.name, what, *_case(cases[id], words)]
        for week in weeks
        for community in week.rows
        for what, id in _changed(community)
        if id in cases
    ]
    for row, cells in enumerate(rows, start=1):
        sheet.write_row(row, 0, cells)
    sheet.set_column(0, 3, 18)
    sheet.set_column(4, 4, 60)
    sheet.set_column(5, 6, 18)
    sheet.freeze_panes(1, 0)


def _changed(community: CommunityWeek) -> Iterator[tuple[str, str]]:
    """What became of each case that is not as on the list before, and its id."""
    yield from (("新列入", id) for id in community.appeared)
    yield from (("化解", id) for id in community.settled)
    yield from (("不再列出", id) for id in community.dropped)


def _case(case: Case, words: Vocabulary) -> list[str]:
    received = case.received_at.isoformat(sep=" ") if case.received_at else ""
    return [case.number, mask_text(case.title), words.label("case_status", case.status), received]
