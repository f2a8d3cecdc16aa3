"""case linked, why, similar, timeline, code: what one case has to do with others, and where it is found."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.matters import FirstOption, events_of, tell_events
from api.cli.session import (
    JsonOption,
    OutputOption,
    StoreOption,
    UnmaskOption,
    opened,
    print_json,
    print_text,
    reveal,
    written,
)
from api.cli.telling import tell_behind
from api.settings import Settings
from graph.errors import UnknownRecord
from graph.masking import mask_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.pipeline.explaining import Explanation
    from graph.pipeline.similar import Precedent
    from graph.store import Link, Store
    from graph.vocabulary import Vocabulary

commands = typer.Typer(no_args_is_help=True, help="事件：与哪些事件关联、为什么，类案参考，经过如何。")

CaseArgument = Annotated[str, typer.Argument(help="事件：来源的编号，或图库里的 id", metavar="CASE")]


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (linked, why, similar, timeline, code):
        commands.command()(command)
    app.add_typer(commands, name="case")


def linked(
    case: CaseArgument,
    kind: Annotated[list[str] | None, typer.Option(help="关联类别，可写多次；不写：全部", metavar="类别")] = None,
    min_score: Annotated[float | None, typer.Option(help="权重至少多少")] = None,
    certainty: Annotated[list[str] | None, typer.Option(help="可靠程度，可写多次；不写：全部", metavar="程度")] = None,
    first: FirstOption = 50,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """与一件事件关联的事件和理由，权重大的在前。"""
    from graph.pipeline.linked import Wanted, linked_cases

    words = Settings().words()
    wanted = Wanted(
        kinds=frozenset(map(words["link_kind"].code, kind)) if kind else None,
        least=min_score,
        certainties=frozenset(map(words["certainty"].code, certainty)) if certainty else None,
    )
    with opened(store) as opened_store:
        case = case_id(opened_store, case)
        found = linked_cases(opened_store, [case], wanted, scope=EVERYTHING)
        tell_behind(opened_store)
    if not found:
        raise UnknownRecord(id=case)
    links = found[0].links
    if json:
        print_json({"total": len(links), "links": [_link(each) for each in links[:first]]})
        return
    for each in map(_link, links[:first]):
        kind_said, sure = words.label("link_kind", each["kind"]), words.label("certainty", each["certainty"])
        print_text(f"{each['weight']:6.2f}  {kind_said}（{sure}）  {each['title']}（{each['case']}）")
        print_text("\n".join(f"        {reason}" for reason in each["reasons"]))
    print_text(f"共 {len(links)} 件。")


def why(
    a: Annotated[str, typer.Argument(help="事件：来源的编号，或图库里的 id", metavar="A")],
    b: Annotated[str, typer.Argument(metavar="B")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """两件事件为什么关联，或为什么没有关联。"""
    from graph.pipeline import why as run

    with opened(store) as opened_store:
        told = run(opened_store, case_id(opened_store, a), case_id(opened_store, b), scope=EVERYTHING)
    if json:
        print_json(dataclasses.asdict(told))
        return
    print_text("\n".join(_reasons(told)))


def similar(case: CaseArgument, first: FirstOption = 10, store: StoreOption = None, json: JsonOption = False) -> None:
    """类案参考：已化解的同类事件，途径、用时、结果，以及为什么列出。"""
    from graph.pipeline.similar import similar_settled

    words = Settings().words()
    with opened(store) as opened_store:
        found = similar_settled(opened_store, case_id(opened_store, case), scope=EVERYTHING, first=first, words=words)
    if json:
        print_json([_precedent(each) for each in found])
        return
    for each in found:
        print_text("\n".join(_lines(each, words)))
    if not found:
        print_text("没有已化解的相似事件。")


def timeline(
    case: CaseArgument,
    first: FirstOption = 1_000,
    skip: Annotated[int, typer.Option(help="跳过前几条", min=0)] = 0,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """一件事件的时间线：受理、移交、吹哨、会商、调解、化解、回访、判定。"""
    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"case timeline {case}")
        events = events_of(opened_store, case_id(opened_store, case), unmask=plain)
    tell_events(events, first=first, skip=skip, json=json)


def code(case: CaseArgument, output: OutputOption = None, store: StoreOption = None, json: JsonOption = False) -> None:
    """一案一码：这件事件的网址；写入 .svg 或 .png 文件即为二维码。"""
    from graph.errors import BadValue
    from viz.code import code_png, code_svg, link_of

    kind = "" if output is None else output.suffix.lower()
    if output is not None and kind not in (".svg", ".png"):
        raise BadValue(value=str(output), field="--output", reason="应以 .svg 或 .png 结尾")
    with opened(store) as opened_store:
        record = next(iter(opened_store.get([case_id(opened_store, case)], scope=EVERYTHING)))
        if record is None:
            raise UnknownRecord(id=case)
    link = link_of(record.id, Settings().address)
    if output is not None:
        with written(output, binary=True) as file:
            file.write((code_png if kind == ".png" else code_svg)(link))
    if json:
        print_json({"case": record.id, "link": link, "file": output and str(output)})
    else:
        print_text(link)


def case_id(store: Store, case: str) -> str:
    """The id of a case that is called by its id or number; an id stays, for the question to refuse."""
    from graph.errors import BadId
    from graph.ids import kind_of
    from graph.pipeline.link_learning import cases_called

    try:
        kind_of(case)
    except BadId:
        return cases_called(store, {case})[case]
    return case


# -- what is shown -------------------------------------------------------------------------------


def _link(link: Link) -> dict[str, Any]:
    from graph.model import Case, Linked

    assert isinstance(link.edge, Linked)
    assert isinstance(link.node, Case)
    return {
        "case": link.node.id,
        "title": mask_text(link.node.title),
        "kind": link.edge.kind,
        "certainty": link.edge.certainty,
        "weight": link.edge.weight,
        "reasons": [mask_text(each) for each in link.edge.reasons],
    }


def _reasons(told: Explanation) -> list[str]:
    lines = ["已关联。" if told.together else "没有关联。"]
    lines += [f"  {_weight(each.weight)}  {mask_text(each.sentence)}" for each in told.why]
    return [*lines, *(f"  ！     {mask_text(each)}" for each in told.why_not)]


def _weight(weight: float | None) -> str:
    return "  —  " if weight is None else f"{weight:+5.1f}"


def _precedent(found: Precedent) -> dict[str, Any]:
    return {
        "case": found.case.id,
        "title": mask_text(found.case.title),
        "score": found.similar.score,
        "route": found.route,
        "stage": found.case.stage,
        "days": found.similar.days,
        "outcome": found.case.outcome,
        "result": mask_text(found.case.result or found.agreement),
        "reasons": list(found.similar.reasons),
    }


def _lines(found: Precedent, words: Vocabulary) -> list[str]:
    told = _precedent(found)
    days = "" if told["days"] is None else f"{told['days']} 天"
    how = [
        words.label("mediation_route", told["route"]), words.label("stage", told["stage"]), days,
        words.label("outcome", told["outcome"]), told["result"],
    ]  # fmt: skip
    return [
        f"{told['score']:.2f}  {told['title']}（{told['case']}）",
        f"      {'，'.join(each for each in how if each)}",
        f"      {'；'.join(told['reasons'])}",
    ]
