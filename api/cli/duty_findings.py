"""duty findings, departments: what to look at in who answers for what, and who is on one matter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.cases import case_id
from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text
from api.settings import Settings
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.pipeline.cross_department import CrossDepartment
    from graph.pipeline.findings import Found

_DATE = ["%Y-%m-%d"]
NameArgument = Annotated[
    str | None, typer.Argument(help="哪一项发现，代码或中文；不写：列出各项和条数", metavar="NAME")
]
FromOption = Annotated[
    dt.datetime | None, typer.Option("--from", help="期间从这天起；不写：一年前", formats=_DATE, metavar="日期")
]
UntilOption = Annotated[
    dt.datetime | None, typer.Option("--until", help="到这天为止，含", formats=_DATE, metavar="日期")
]


def findings(  # noqa: PLR0913, PLR0917 - the options of one command
    name: NameArgument = None,
    start: FromOption = None,
    end: UntilOption = None,
    least: Annotated[int | None, typer.Option(help="至少几次、几件或几个单位", min=1, metavar="N")] = None,
    days: Annotated[int | None, typer.Option(help="停滞或回访的天数", min=0, metavar="N")] = None,
    on: Annotated[
        dt.datetime | None, typer.Option(help="以哪天结束时为现在；不写：现在", formats=_DATE, metavar="日期")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="不限一年内，也看已了结的")] = False,
    first: Annotated[int, typer.Option("--first", help="最多几条", min=1, max=10_000)] = 20,
    skip: Annotated[int, typer.Option(help="跳过前几条", min=0)] = 0,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """踢皮球、无人牵头、吹哨未报到、停滞、逾期未回访、复发、工作量、桥梁单位……每条一句话。"""
    from graph.duty.findings import FINDINGS, Wanted
    from graph.pipeline.findings import Page, find

    wanted = Wanted(
        now=_now(on), start=start, end=end and end + dt.timedelta(days=1),
        whole=everything, least=least, days=days, open=not everything,
    )  # fmt: skip
    name = next((code for code, each in FINDINGS.items() if each.zh == name), name)
    page, words = Page(first, skip) if name else Page(1), Settings().words()
    with opened(store) as opened_store:
        found = [
            find(opened_store, each, wanted, page, scope=EVERYTHING, words=words)
            for each in ([name] if name else FINDINGS)
        ]
    if name is None:
        _list(found, json=json)
    elif json:
        print_json(_as_json(found[0]))
    else:
        _tell(found[0])


def departments(
    matter: Annotated[str, typer.Argument(help="事项的 id，或事件的编号或 id", metavar="ID")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """一个事项（或事件）的各单位：各起什么作用，缺什么，建议谁牵头、为什么。"""
    from graph.pipeline.cross_department import cross_department

    with opened(store) as opened_store:
        id = case_id(opened_store, matter)
        found = cross_department(opened_store, [id], now=_now(None), scope=EVERYTHING, words=Settings().words())[0]
    if json:
        print_json(found.as_json())
    else:
        _tell_departments(found)


def _now(on: dt.datetime | None) -> dt.datetime:
    """The end of that day; without one, now, by the street's clock."""
    from graph.clock import street_now

    return on + dt.timedelta(days=1) if on else street_now()


def _list(found: list[Found], *, json: bool) -> None:
    if json:
        print_json([{"name": each.kind.name, "label": each.kind.zh, "total": each.total} for each in found])
        return
    for each in found:
        print_text(f"{each.total:6}  {each.kind.zh}（{each.kind.name}）")


def _tell(found: Found) -> None:
    for each in found.findings:
        print_text(f"{each.sentence}（{each.subject}）")
    print_text(f"{found.kind.zh}：共 {found.total} 条。{found.kind.definition}")


def _as_json(found: Found) -> dict[str, Any]:
    return {
        "name": found.kind.name, "label": found.kind.zh, "definition": found.kind.definition, "total": found.total,
        "findings": [
            {"subject": each.subject, "sentence": each.sentence, **each.facts}
            for each in found.findings
        ],
    }  # fmt: skip


def _tell_departments(found: CrossDepartment) -> None:
    for each in found.departments:
        print_text(f"{each.name}：{each.sentence}")
    for gap in found.gaps:
        print_text(f"缺口：{gap.sentence}")
    if found.proposal is None:
        print_text("没有可以建议牵头的单位。")
        return
    print_text(f"建议牵头：{found.proposal.name}")
    for reason in found.proposal.reasons:
        print_text(f"    {reason}")
