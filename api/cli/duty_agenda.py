"""duty agenda: what a month's risk meeting has to talk about, and the calling of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.duty_naming import organisation_id
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text
from api.settings import Settings
from graph.masking import mask_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.duty.agenda import Agenda
    from graph.pipeline.agenda import Called
    from graph.store import Store

_SHOWN = 20
"""Items of a section that are printed; all of them are in --json."""


MonthOption = Annotated[
    dt.datetime | None, typer.Option("--month", help="哪个月，默认本月", formats=["%Y-%m"], metavar="年-月")
]
CallOption = Annotated[
    str | None,
    typer.Option("--call", help="据此召开会议：召集单位的名称或编号；议题中的事件和事项都提交会议", metavar="单位"),
]
TitleOption = Annotated[str | None, typer.Option(help="会议名称，默认“某年某月风险研判会”", metavar="文字")]


def agenda(
    month: MonthOption = None,
    call: CallOption = None,
    title: TitleOption = None,
    venue: Annotated[str, typer.Option(help="地点", metavar="文字")] = "",
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """一个月的风险研判会议题：新增和升级的预警，扩大的事项，议而未落实，吹哨未报到，未报清单，逾期待办。"""
    from graph.clock import street_now
    from graph.pipeline.agenda import month_agenda

    settings, now = Settings(), street_now()
    day = month.date() if month else now.date()
    with opened(store) as opened_store:
        found = month_agenda(opened_store, day, now=now, scope=EVERYTHING, timing=settings.timing())
        called = (
            None
            if call is None
            else _call(opened_store, found, organisation_id(opened_store, call), title, venue, now, settings)
        )
    if json:
        print_json({**_as_json(found), "called": called and _called_json(called)})
        return
    print_text("\n".join(_lines(found)))
    if called is not None:
        print_text("\n".join(_called_lines(called, found)))


def _call(
    store: Store, found: Agenda, by: str, title: str | None, venue: str, now: dt.datetime, settings: Settings
) -> Called:
    from graph.duty.acts import Meet
    from graph.pipeline.agenda import call_meeting

    named = title or f"{found.start.year}年{found.start.month}月风险研判会"
    act = Meet(at=now, by=by, kind="risk_review", title=named, venue=venue)
    return call_meeting(store, found, act, by_user=actor(), now=now, timing=settings.timing())


# -- what is shown ---------------------------------------------------------------------------------


def _lines(found: Agenda) -> list[str]:
    from graph.duty.agenda import SECTIONS

    lines = [f"{found.start:%Y年%m月}风险研判会议题（{found.start} 至 {found.end - dt.timedelta(days=1)}）"]
    for number, (section, zh) in enumerate(SECTIONS.items(), 1):
        items = found.of(section)
        lines.append(f"{number}. {zh}：{len(items) or '无'}")
        lines += [f"   {mask_text(each.title.rstrip('。'))}：{mask_text(each.reason)}" for each in items[:_SHOWN]]
        if len(items) > _SHOWN:
            lines.append(f"   …… 另有 {len(items) - _SHOWN} 项")
    return lines


def _called_lines(called: Called, found: Agenda) -> list[str]:
    titles = {each.subject: each.title for each in found.items}
    if called.meeting is None:
        lines = ["没有能提交会议的事件和事项。"]
    else:
        lines = [f"已召开 {called.meeting}，提交事件和事项 {len(called.about)} 个。"]
    return [*lines, *(f"  未提交 {mask_text(titles.get(id, id))}：{why}" for id, why in called.refused)]


def _as_json(found: Agenda) -> dict[str, Any]:
    from graph.duty.agenda import SECTIONS

    return {
        "start": found.start,
        "end": found.end,
        "items": [
            {
                "section": each.section,
                "section_label": SECTIONS[each.section],
                "title": mask_text(each.title),
                "reason": mask_text(each.reason),
                "subject": each.subject,
                "records": each.records,
            }
            for each in found.items
        ],
    }


def _called_json(called: Called) -> dict[str, Any]:
    refused = [{"subject": id, "why": why} for id, why in called.refused]
    return {"meeting": called.meeting, "about": called.about, "refused": refused}
