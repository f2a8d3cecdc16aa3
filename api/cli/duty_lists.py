"""duty lists: the communities' weekly lists, summed up."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text
from api.settings import Settings
from graph.errors import BadValue
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.duty.lists import CommunityWeek, Week
    from graph.store import Store

WeekOption = Annotated[
    str | None,
    typer.Option("--week", help="这一周里的任何一天，或 2026-W25，默认本周", metavar="日期"),
]


def lists(
    week: WeekOption = None,
    weeks: Annotated[int, typer.Option(help="连同之前的几周一起看", min=1, max=60)] = 1,
    out: Annotated[
        Path | None, typer.Option("--out", help="另存为 Excel 工作簿：汇总、各社区、增减", metavar="文件.xlsx")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """各社区一周的矛盾隐患清单：谁按时报、谁迟报、谁没报，件数，与上一期相比。"""
    from graph.clock import street_now
    from graph.duty.lists import STATES, summary
    from graph.pipeline.listing import lists_of

    settings, now = Settings(), street_now()
    with opened(store) as opened_store:
        day = _day_of(week) if week else now.date()
        found = lists_of(opened_store, day, now=now, scope=EVERYTHING, weeks=weeks + 1, timing=settings.timing())
        if out is not None:
            _write(opened_store, found[:-1], out, settings)
    if json:
        print_json([_week(each) for each in found[:-1]])
        return
    for each, before in pairwise(found):
        print_text("\n".join(summary(each, before)))
        for row in each.rows:
            told = "，".join(f"{zh} {row.counts.get(code, 0)}" for code, zh in _COUNTED.items())
            print_text(f"  {row.name}  {STATES[row.state]}  {row.submitted_on or ''}  {row.total} 件（{told}）")
    if out is not None:
        print_text(f"已写入 {out}")


def _day_of(stated: str) -> dt.date:
    try:
        return dt.date.fromisoformat(stated)
    except ValueError as error:
        raise BadValue(value=stated, field="哪一周", reason="应写成 2026-06-18 或 2026-W25") from error


_COUNTED = {"new": "新增", "ongoing": "在办", "settled": "化解"}


def _write(store: Store, weeks: list[Week], out: Path, settings: Settings) -> None:
    from graph.pipeline.listing import cases_of
    from viz.weekly_lists import write_lists

    ids = {id for week in weeks for row in week.rows for id in (*row.appeared, *row.settled, *row.dropped)}
    write_lists(weeks, cases_of(store, ids, scope=EVERYTHING), out, words=settings.words())


def _week(week: Week) -> dict[str, Any]:
    return {
        "week": week.monday,
        "due_at": week.due_at,
        "counts": week.counts,
        "late": [each.name for each in week.of("late")],
        "missing": [each.name for each in week.of("missing")],
        "communities": [_community(each) for each in week.rows],
    }


def _community(row: CommunityWeek) -> dict[str, Any]:
    return {
        "community": row.community,
        "name": row.name,
        "state": row.state,
        "list": row.list,
        "submitted_on": row.submitted_on,
        "before": row.before,
        "counts": row.counts,
        "appeared": row.appeared,
        "settled": row.settled,
        "dropped": row.dropped,
    }
