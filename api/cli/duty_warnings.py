"""duty warn, warnings, override, handle, rules: 高中低预警."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text, progress
from api.settings import Settings
from graph.errors import BadId, UnknownRecord
from graph.ids import kind_of
from graph.masking import mask_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.duty.warnings.rules import Rule, RuleBook
    from graph.model import Warning
    from graph.pipeline.warning import Move
    from graph.pipeline.warning_list import ListedWarning
    from graph.store import Store
    from graph.vocabulary import Vocabulary

_DATE = ["%Y-%m-%d"]
_SHOWN = 50
"""Moves that are printed; all of them are in --json."""
CasesOption = Annotated[
    list[str] | None, typer.Option("--case", help="只看这些事件及其事项，可写多次；不写：全部未了结的", metavar="编号")
]
LevelsOption = Annotated[
    list[str] | None, typer.Option("--level", help="等级：高、中、低，可写多次；不写：全部", metavar="等级")
]
FromOption = Annotated[dt.datetime | None, typer.Option("--from", help="这天起的预警", formats=_DATE, metavar="日期")]
UntilOption = Annotated[
    dt.datetime | None, typer.Option("--until", help="到这天为止的预警", formats=_DATE, metavar="日期")
]
SubjectArgument = Annotated[str, typer.Argument(help="预警、事件（编号或 id）或事项", metavar="ID")]


def warn(case: CasesOption = None, store: StoreOption = None, json: JsonOption = False) -> None:
    """按规则研判：该预警的预警，该升的当天升，该降的缓降；每一分都写明理由。"""
    from graph.pipeline.warning import warn as run

    settings = Settings()
    book, timing = settings.rules(), settings.timing()
    with opened(store) as opened_store, progress(shown=not json) as step:
        cases = None if case is None else [_known(opened_store, each) for each in case]
        report = run(opened_store, by=actor(), now=_now(), cases=cases, book=book, timing=timing, progress=step)
        told = [_moved(opened_store, each, settings.words()) for each in report.moves]
    if json:
        print_json({"looked": report.looked, "counts": report.counts(), "moves": told})
        return
    for each in told[:_SHOWN]:
        print_text(f"{each['what_label']}  {_line(each)}")
    if len(told) > _SHOWN:
        print_text(f"…… 另有 {len(told) - _SHOWN} 条，见 sanlian duty warnings")
    print_text(str(report))


def warnings(  # noqa: PLR0913, PLR0917 - the options of one command
    level: LevelsOption = None,
    handled: Annotated[bool, typer.Option("--handled", help="已处置的；不写：待处置的")] = False,
    rule: Annotated[str | None, typer.Option(help="命中这条规则的，名称见 duty rules", metavar="名称")] = None,
    community: Annotated[str | None, typer.Option(help="属于这个社区", metavar="编号")] = None,
    start: FromOption = None,
    end: UntilOption = None,
    first: Annotated[int, typer.Option("--first", help="最多几条", min=1, max=10_000)] = 50,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """待处置的预警，等级高、分值大的在前，每条都有理由。"""
    from graph.pipeline.warning_list import WantedWarnings, warnings_of

    words = Settings().words()
    wanted = WantedWarnings(
        levels=tuple(words["warning_level"].code(each) for each in level or ()), handled=handled, rule=rule,
        community=community, start=start and start.date(), end=end and end.date(),
    )  # fmt: skip
    with opened(store) as opened_store:
        found, total = warnings_of(opened_store, wanted, first=first, scope=EVERYTHING)
    rows = [_listed(each, words) for each in found]
    if json:
        print_json({"total": total, "warnings": rows})
        return
    for row in rows:
        print_text(_line(row))
        for reason in row["reasons"]:
            print_text(f"    {reason}")
        if not (row["reasons"] or handled):
            print_text("    现在没有依据（已化解、办结，或情况已变）：核实后用 sanlian duty handle 写明结果")
    print_text(f"共 {total} 条{'已处置的' if handled else '待处置的'}预警。")


def override(
    id: SubjectArgument,
    level: Annotated[str, typer.Option(help="高、中、低", metavar="等级")],
    reason: Annotated[str, typer.Option(help="为什么，会写入预警", metavar="文字")],
    review: Annotated[dt.datetime, typer.Option(help="复核日期，到那天规则重新说了算", formats=_DATE, metavar="日期")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """由人定等级，到复核日期为止；没有预警的事件和事项，由此发出一条。"""
    from graph.pipeline.warning import override as run

    settings = Settings()
    with opened(store) as opened_store:
        made = run(
            opened_store, _known(opened_store, id), level=level, reason=reason, review_on=review.date(), by=actor(),
            now=_now(), timing=settings.timing(), words=settings.words(),
        )  # fmt: skip
    _tell(made, f"已定为{settings.words().label('warning_level', made.level)}，{made.review_on} 复核", json=json)


def handle(
    id: SubjectArgument,
    result: Annotated[str, typer.Option(help="怎样处置的，会写入预警", metavar="文字")],
    on: Annotated[dt.datetime | None, typer.Option(help="哪天处置的，默认今天", formats=_DATE, metavar="日期")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """处置一条预警，写明结果；此后没有新情况，规则不再为同样的理由预警。"""
    from graph.pipeline.warning import handle as run

    with opened(store) as opened_store:
        id = _known(opened_store, id)
        made = run(opened_store, id, result=result, by=actor(), now=_now(), on=on and on.date())
    _tell(made, f"{made.handled_on} 已处置", json=json)


def rules(
    check: Annotated[Path | None, typer.Option(help="先看看这个规则文件能不能用，不启用", metavar="文件")] = None,
    json: JsonOption = False,
) -> None:
    """预警规则：各条的分值和条件，高中低的门槛；本中心的规则（SANLIAN_WARNING_RULES）已在其中。"""
    from graph.duty.warnings.rule_reading import read_rules

    book = Settings().rules() if check is None else read_rules(check)
    if json:
        print_json(book.as_json())
        return
    print_text("\n".join(_rule_lines(book)))


# -- what is shown ---------------------------------------------------------------------------------


def _rule_lines(book: RuleBook) -> list[str]:
    levels = book.levels
    ordered = sorted(book.rules, key=lambda each: (-each.points, each.name))
    lines = [f"{each.points:g} 分  {each.zh}（{each.name}{_only(each)}）：{book.says(each)}" for each in ordered]
    bounds = f"高 {levels.high:g} 分起，中 {levels.medium:g} 分起，低 {levels.low:g} 分起"
    late = f"低于门槛 {levels.margin:g} 分以上满 {levels.days} 天才降；处置后 {levels.again} 天内同样的理由不再预警"
    return [*lines, f"{bounds}；{late}。"]


def _only(rule: Rule) -> str:
    """Of what alone a rule is asked; empty: of both."""
    about = {"case": "，只看事件", "matter": "，只看事项"}
    return about[rule.about[0]] if len(rule.about) == 1 else ""


def _moved(store: Store, move: Move, words: Vocabulary) -> dict[str, Any]:
    from graph.pipeline.warning import ZH
    from graph.pipeline.warning_list import listed

    row = _listed(listed(store, [move.warning], scope=EVERYTHING)[0], words)
    return {"what": move.what, "what_label": ZH[move.what], "was": move.was, **row}


def _listed(each: ListedWarning, words: Vocabulary) -> dict[str, Any]:
    warning = each.warning
    return {
        "id": warning.id,
        "level": warning.level,
        "level_label": words.label("warning_level", warning.level),
        "computed": warning.computed,
        "points": warning.points,
        "subject": each.subject.id if each.subject else None,
        "number": each.number,
        "title": mask_text(each.title),
        "raised_on": warning.raised_on,
        "level_on": warning.level_on,
        "rules": list(warning.rules),
        "reasons": [mask_text(reason) for reason in warning.reasons],
        "override_reason": warning.override_reason,
        "override_by": warning.override_by,
        "review_on": warning.review_on,
        "handled_on": warning.handled_on,
        "result": warning.result,
    }


def _line(row: dict[str, Any]) -> str:
    said = f"{row['title']}（{row['id']}）"
    if row["override_reason"]:
        said += f"  {row['override_by']}定，{row['review_on']} 复核：{row['override_reason']}"
    if row["handled_on"]:
        said += f"  {row['handled_on']} 已处置：{row['result']}"
    return f"{row['level_label']}  {row['points']:4g} 分  {row['raised_on']}  {row['number'] or '事项'}  {said}"


def _tell(warning: Warning, done: str, *, json: bool) -> None:
    import dataclasses

    if json:
        print_json(dataclasses.asdict(warning))
    else:
        print_text(f"{done}：{warning.id}")


# -- who and when ----------------------------------------------------------------------------------


def _known(store: Store, called: str) -> str:
    """The id of a warning, case or matter called by its id, or of a case by its number. Raises UnknownRecord."""
    from graph.pipeline.link_learning import cases_called

    try:
        kind_of(called)
    except BadId:
        return cases_called(store, {called})[called]
    if store.get([called], scope=EVERYTHING)[0] is None:
        raise UnknownRecord(id=called)
    return called


def _now() -> dt.datetime:
    from graph.clock import street_now

    return street_now()
