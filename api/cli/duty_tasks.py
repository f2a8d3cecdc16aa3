"""duty allowed, inbox, due, tasks, sweep: what may be done, what is still to be done, and what goes up by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.cases import CaseArgument, case_id
from api.cli.duty_naming import Shown, organisation_id, shown_records
from api.cli.matters import FirstOption
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text, progress
from api.settings import Settings
from graph.masking import mask_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.duty.standing import Standing
    from graph.model import Task
    from graph.pipeline.allowed import Now
    from graph.vocabulary import Vocabulary

OrganisationArgument = Annotated[str, typer.Argument(help="单位：名称、简称或编号", metavar="单位")]


def allowed(case: CaseArgument, store: StoreOption = None, json: JsonOption = False) -> None:
    """一件事件办到哪里了，现在可以办哪些步骤，由谁办；不可以的，为什么。"""
    from graph.clock import street_now
    from graph.pipeline.allowed import allowed_now

    settings = Settings()
    with opened(store) as opened_store:
        id = case_id(opened_store, case)
        now = allowed_now(opened_store, id, now=street_now(), timing=settings.timing(), scope=EVERYTHING)
        shown = shown_records(opened_store, _open_ids(now.standing), settings.words())
    if json:
        print_json(_allowed_json(now))
        return
    print_text("\n".join(_allowed_lines(now, settings.words(), shown)))


def inbox(
    organisation: OrganisationArgument, first: FirstOption = 20, store: StoreOption = None, json: JsonOption = False
) -> None:
    """一个单位的待办，时限早的在前；以及它首接的事件别人办到哪里了。"""
    from graph.clock import street_now
    from graph.pipeline.inbox import inbox as run
    from graph.pipeline.reading import titles_of

    words, now = Settings().words(), street_now()
    with opened(store) as opened_store:
        found = run(opened_store, organisation_id(opened_store, organisation), now=now, first=first)
        named = {each.step.organisation for each in found.told}
        names = titles_of(opened_store, [*named, *(each.organisation for each in found.tasks.nodes)], scope=EVERYTHING)
    if json:
        told = [{"step": e.step.id, "kind": e.step.kind, "case": e.case.id, "at": e.step.at} for e in found.told]
        print_json({"waiting": dict(found.waiting), "overdue": found.overdue, "told": told,
                    "tasks": [_task_json(each) for each in found.tasks.nodes]})  # fmt: skip
        return
    for each in found.tasks.nodes:
        print_text(_task_line(each, names, words, now))
    print_text(f"共 {sum(found.waiting.values())} 项待办，逾期 {found.overdue} 项。")
    for each in found.told:
        who, what = names.get(each.step.organisation or "", ""), words.label("step", each.step.kind)
        print_text(f"  {each.step.at:%m-%d %H:%M}  {who}{what}：{mask_text(each.case.title)}")


def due(
    which: Annotated[str, typer.Argument(help="待办、未到期、临期、逾期、中止，或其代码")] = "open",
    kind: Annotated[str | None, typer.Option(help="待办事项，代码或中文")] = None,
    organisation: Annotated[str | None, typer.Option(help="责任单位：名称、简称或编号")] = None,
    community: Annotated[str | None, typer.Option(help="所属社区的编号")] = None,
    first: FirstOption = 50,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """待办清单：全部、未到期、临期、逾期或中止的，时限早的在前。"""
    from graph.clock import street_now
    from graph.pipeline.inbox import DUE, due_list
    from graph.pipeline.reading import titles_of

    words, now = Settings().words(), street_now()
    which = next((code for code, zh in DUE.items() if which == zh), which)
    with opened(store) as opened_store:
        page = due_list(
            opened_store,
            which,
            now=now,
            kind=words["task_kind"].code(kind) if kind else None,
            organisation=organisation_id(opened_store, organisation) if organisation else None,
            community=community,
            first=first,
            total=True,
        )
        names = titles_of(opened_store, [each.organisation for each in page.nodes], scope=EVERYTHING)
    if json:
        print_json({"total": page.total, "tasks": [_task_json(each) for each in page.nodes]})
        return
    for each in page.nodes:
        print_text(_task_line(each, names, words, now))
    print_text(f"共 {page.total} 项。")


def tasks(store: StoreOption = None, json: JsonOption = False) -> None:
    """补齐待办：从文件载入的事件没有待办，按已有的步骤算出来；再做一遍什么都不会变。"""
    from graph.pipeline.tasks import backfill

    with opened(store) as opened_store, progress(shown=not json) as step:
        made = backfill(opened_store, by=actor(), timing=Settings().timing(), progress=step)
    if json:
        print_json({"cases": made.cases, "opened": made.opened, "ended": made.ended, "moved": made.moved,
                    "nobodys": list(made.nobodys)})  # fmt: skip
        return
    print_text(f"看了 {made.cases} 件：新开 {made.opened} 项待办，结束 {made.ended} 项，改动 {made.moved} 项。")
    if made.nobodys:
        print_text(
            f"有 {len(made.nobodys)} 件没有负责单位，如 {made.nobodys[0]}：请先用 sanlian duty step receive 受理。"
        )


def sweep(
    at: Annotated[dt.datetime | None, typer.Option(help="当作现在的时间，如 2025-03-01T09:30；不写：现在")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """逐级吹哨：到时没有报到的吹哨自动上报一级，再到时再上报一级，直到党工委。"""
    from graph.clock import street_now
    from graph.pipeline.reading import titles_of
    from graph.pipeline.sweeping import sweep as run

    with opened(store) as opened_store:
        swept = run(opened_store, now=at or street_now(), by=actor(), timing=Settings().timing())
        names = titles_of(
            opened_store, [*swept.overdue, *(id for each in swept.raised for id in each.to)], scope=EVERYTHING
        )
    if json:
        print_json({
            "raised": [{"step": each.id, "case": each.case, "to": list(each.to)} for each in swept.raised],
            "late": [each.id for each in swept.late],
            "refused": [{"whistle": each.whistle.id, "case": each.case, "why": each.why} for each in swept.refused],
            "overdue": dict(swept.overdue),
        })  # fmt: skip
        return
    for each in swept.raised:
        whom = "、".join(names.get(id, id) for id in each.to)
        print_text(f"上报{whom}：{mask_text(each.note)}（{each.case}）")
    for each in swept.refused:
        print_text(f"没有上报（{each.case}）：{each.why}")
    print_text(f"上报 {len(swept.raised)} 次，到顶仍逾期 {len(swept.late)} 次。")
    for id, count in sorted(swept.overdue.items(), key=lambda each: (-each[1], each[0])):
        print_text(f"  {names.get(id, id)}：逾期 {count} 项")


# -- what is shown -------------------------------------------------------------------------------


def _open_ids(standing: Standing) -> list[str]:
    return [*standing.whistles, *standing.mediations, *standing.meetings, *standing.decisions]


def _open_lines(now: Now, shown: dict[str, Shown]) -> Iterable[str]:
    """What steps may be about, with the ids that name it."""
    at, names = now.standing, now.actors.names
    for id, each in at.whistles.items():
        yield f"吹哨 {id}：{shown[id]}，等待{names(each.missing)}报到"
    for id in at.mediations:
        yield f"调解 {id}：{shown[id]}，正在进行"
    for id in at.meetings:
        yield f"会议 {id}：{shown[id]}"
    for id, each in at.decisions.items():
        by = f"，{each.due_at:%Y-%m-%d} 前" if each.due_at else ""
        yield f"决定 {id}：{shown[id]}，待{names([each.lead] if each.lead else [])}落实{by}"


def _allowed_lines(now: Now, words: Vocabulary, shown: dict[str, Shown]) -> Iterable[str]:
    from graph.duty.acts import zh_of
    from graph.duty.standing import PHASES

    at, name = now.standing, now.actors.name
    yield f"{mask_text(now.case.title)}：{PHASES[at.phase]}，{words.label('stage', at.stage)}"
    yield f"首接 {name(at.first_receiver)}，现办 {name(at.responsible)}" + (
        f"，牵头 {name(at.leader)}" if at.leader else ""
    )
    yield from _open_lines(now, shown)
    for each in now.possible:
        told = now.actors.names(each.by) if each.by else f"— {each.why_not}"
        yield f"  {zh_of(each.kind)}：{told}"
    yield f"最后一步：{at.last_step or '没有'}"


def _allowed_json(now: Now) -> dict[str, Any]:
    at = now.standing
    return {
        "case": now.case.id, "phase": at.phase, "stage": at.stage, "first_receiver": at.first_receiver,
        "responsible": at.responsible, "leader": at.leader, "last_step": at.last_step,
        "steps": [
            {"step": each.kind, "by": list(each.by), "rule": each.rule, "why_not": each.why_not}
            for each in now.possible
        ],
    }  # fmt: skip


def _task_line(task: Task, names: dict[str, str], words: Vocabulary, now: dt.datetime) -> str:
    what, who = words.label("task_kind", task.kind), names.get(task.organisation, task.organisation)
    late = "中止" if task.paused_at else "逾期" if task.due_at < now else ""
    urged = f"，已督办 {task.urged} 次" if task.urged else ""
    about = f"{mask_text(task.title)}（{task.case or task.subject}）"
    return f"{task.due_at:%Y-%m-%d %H:%M}  {late:2}  {who}  {what}  {about}{urged}"


def _task_json(task: Task) -> dict[str, Any]:
    return {
        "id": task.id, "kind": task.kind, "title": mask_text(task.title), "case": task.case, "subject": task.subject,
        "organisation": task.organisation, "opened_at": task.opened_at, "due_at": task.due_at,
        "paused_at": task.paused_at, "urged": task.urged, "basis": task.basis,
    }  # fmt: skip
