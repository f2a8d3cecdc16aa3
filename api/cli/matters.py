"""matter list, show, timeline: what belongs together, what it comes to, and what happened."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, StoreOption, UnmaskOption, opened, print_json, print_text, reveal
from api.cli.telling import tell_behind
from api.settings import Settings
from graph.errors import BadValue, UnknownRecord
from graph.masking import mask_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.linkage.timeline import Event
    from graph.model import Case, Matter
    from graph.store import Reader
    from graph.vocabulary import Vocabulary

commands = typer.Typer(no_args_is_help=True, help="事项：哪些事件是一回事，合起来是什么样，经过如何。")

MatterArgument = Annotated[str, typer.Argument(help="事项的编号", metavar="MATTER")]
FirstOption = Annotated[int, typer.Option("--first", help="最多几条", min=1, max=10_000)]
Day = ["%Y-%m-%d"]


class Rank(enum.StrEnum):
    """What comes first."""

    size = "size"
    newest = "newest"
    participants = "participants"


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    commands.command("list")(list_)
    commands.command()(show)
    commands.command("timeline")(timeline)
    app.add_typer(commands, name="matter")


def list_(  # noqa: PLR0913, PLR0917 - the options of one command
    text: Annotated[
        list[str] | None, typer.Argument(help="名称，或事件的标题、内容、地点、编号中的词", metavar="词…")
    ] = None,
    least: Annotated[int, typer.Option(help="至少几件", min=1)] = 1,
    start: Annotated[dt.datetime | None, typer.Option("--from", help="有事件从这天起受理", formats=Day)] = None,
    end: Annotated[dt.datetime | None, typer.Option("--until", help="有事件到这天为止受理", formats=Day)] = None,
    community: Annotated[str | None, typer.Option(help="有事件属于这个社区", metavar="编号")] = None,
    department: Annotated[str | None, typer.Option(help="这个单位参与过", metavar="编号")] = None,
    open: Annotated[bool | None, typer.Option("--open/--ended", help="还有事件未了结，或全部了结；不写：全部")] = None,
    by: Annotated[Rank, typer.Option(help="次序：件数、末件时间或人数")] = Rank.size,
    first: FirstOption = 50,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """事项清单：件数、时间跨度、人数、单位、层级、预警。"""
    from graph.pipeline.matters import Wanted, matter_page

    until = None if end is None else end + dt.timedelta(days=1)
    wanted = Wanted(
        least=least, start=start, end=until, community=community, department=department, open=open,
        text=" ".join(text or ()), by=by.value,
    )  # fmt: skip
    words = Settings().words()
    with opened(store) as opened_store:
        found, total = matter_page(opened_store, wanted, first=first, skip=0, scope=EVERYTHING)
        rows = _overviews(opened_store, found, words)
        tell_behind(opened_store)
    if json:
        print_json({"total": total, "matters": rows})
        return
    for row in rows:
        print_text(_headline(row, words))
    print_text(f"共 {total} 个事项。")


def show(matter: MatterArgument, store: StoreOption = None, json: JsonOption = False) -> None:
    """一个事项：合起来是什么样，有哪些事件，哪些单位参与。"""
    words = Settings().words()
    with opened(store) as opened_store:
        record, cases = _held(opened_store, matter)
        row = {**_overviews(opened_store, [record], words)[0], "held": [_case(each, words) for each in cases]}
    if json:
        print_json(row)
        return
    print_text(_headline(row, words))
    for each in row["departments"]:
        print_text(f"  {each['name']}：{each['cases']} 件")
    for each in row["held"]:
        print_text(
            f"  {each['received_at'] or '—':19}  {each['source']}  {each['status']}  {each['title']}（{each['id']}）"
        )


def timeline(
    matter: MatterArgument,
    first: FirstOption = 1_000,
    skip: Annotated[int, typer.Option(help="跳过前几条", min=0)] = 0,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """一个事项的时间线：受理、移交、吹哨、会商、调解、化解、回访、判定。"""
    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"matter timeline {matter}")
        events = events_of(opened_store, matter, unmask=plain)
    tell_events(events, first=first, skip=skip, json=json)


def events_of(store: Reader, id: str, *, unmask: bool) -> tuple[Event, ...]:
    """The timeline of a matter or a case, in the centre's own words."""
    from graph.pipeline.timeline import timeline_of

    return timeline_of(store, id, scope=EVERYTHING, words=Settings().words(), unmask=unmask).events


def tell_events(events: tuple[Event, ...], *, first: int, skip: int, json: bool) -> None:
    """Print a page of a timeline."""
    page = events[skip : skip + first]
    if json:
        print_json({"total": len(events), "events": [_event(each) for each in page]})
        return
    for each in page:
        at = each.at.strftime("%Y-%m-%d %H:%M") if isinstance(each.at, dt.datetime) else each.at.isoformat()
        print_text(f"{at:16}  {each.sentence}")
    print_text(f"共 {len(events)} 条。")


def _event(event: Event) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(), "kind": event.kind, "subject": event.subject, "record": event.record,
        "sentence": event.sentence,
    }  # fmt: skip


# -- what is shown -------------------------------------------------------------------------------


def _held(store: Reader, id: str) -> tuple[Matter, list[Case]]:
    """A matter and its cases, the earliest first. Raises UnknownRecord, BadValue for another kind of record."""
    from graph.model import Case, Matter

    record = store.get([id], scope=EVERYTHING)[0]
    if record is None:
        raise UnknownRecord(id=id)
    if not isinstance(record, Matter):
        raise BadValue(value=id, field="事项", reason="应是一个事项的编号")
    edges = store.edges([record.id], types=["part_of"], direction="in", scope=EVERYTHING)
    found = store.get([each.source for each in edges], scope=EVERYTHING) if edges else []
    cases = [each for each in found if isinstance(each, Case)]
    return record, sorted(cases, key=lambda each: (each.received_at or dt.datetime.max, each.id))


def _overviews(store: Reader, matters: list[Matter], words: Vocabulary) -> list[dict[str, Any]]:
    from graph.pipeline.matters import departments_of, facts_of

    if not matters:
        return []
    ids = [each.id for each in matters]
    facts = facts_of(store, ids, scope=EVERYTHING, words=words)
    departments = departments_of(store, ids, scope=EVERYTHING)
    return [
        {
            "id": each.id,
            "title": mask_text(each.title),
            "provisional": each.provisional,
            **{name: value for name, value in facts[each.id]._asdict().items() if name != "matter"},
            "departments": [
                {"id": part.organisation, "name": part.name, "cases": part.cases}
                for part in departments.get(each.id, ())
            ],
        }
        for each in matters
    ]


def _headline(row: dict[str, Any], words: Vocabulary) -> str:
    doubt = "，由规则归并、尚未经人确认" if row["provisional"] else ""
    warning = words.label("warning_level", row["warning"])
    parts = [
        f"{row['size']} 件，{row['participants']} 人，未了结 {row['open']} 件",
        _span(row),
        words.label("stage", row["stage"]),
        f"预警{warning}" if warning else "没有预警",
        f"{len(row['departments'])} 个单位",
    ]
    return f"{row['title']}（{row['id']}）{doubt}\n  " + "；".join(each for each in parts if each)


def _span(row: dict[str, Any]) -> str:
    days = list(dict.fromkeys(each[:10] for each in (row["first_at"], row["last_at"]) if each))
    return " 至 ".join(days)


def _case(case: Case, words: Vocabulary) -> dict[str, Any]:
    return {
        "id": case.id,
        "title": mask_text(case.title),
        "source": words.label("source", case.source),
        "status": words.label("case_status", case.status),
        "received_at": case.received_at and case.received_at.isoformat(sep=" "),
    }
