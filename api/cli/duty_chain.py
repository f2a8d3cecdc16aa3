"""duty chain: the centre's organisations on a day, and what their chain lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text
from api.settings import Settings

if TYPE_CHECKING:
    from graph.duty.chain import Chain, Problem
    from graph.model import Organisation
    from graph.vocabulary import Vocabulary

_TIERS = ("core", "resident", "member")


def chain(
    on: Annotated[
        dt.datetime | None, typer.Option("--on", help="哪一天，默认今天", formats=["%Y-%m-%d"], metavar="日期")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """组织链：1+4+N、四级调解网络、在任人员、逐级上报，以及缺什么、有什么矛盾。"""
    from graph.pipeline.chain import chain_in, problems_in

    day = on.date() if on else dt.date.today()
    with opened(store) as opened_store:
        found, lacking = chain_in(opened_store, on=day), problems_in(opened_store, on=day)
    if json:
        print_json(_json(found, lacking))
    else:
        print_text("\n".join(_zh(found, lacking, Settings().words())))


def _json(found: Chain, lacking: Sequence[Problem]) -> dict[str, Any]:
    return {
        "on": found.on,
        "organisations": [_organisation_json(found, each) for each in found.organisations.values()],
        "problems": [{"rule": each.rule, "sentence": each.sentence, "about": each.about} for each in lacking],
    }


def _organisation_json(found: Chain, organisation: Organisation) -> dict[str, Any]:
    from graph.duty.chain import serves

    id = organisation.id
    return {
        "id": id,
        "name": organisation.name,
        "kind": organisation.kind,
        "tier": organisation.tier,
        "mediation_level": organisation.mediation_level,
        "functions": organisation.functions,
        "since": organisation.since,
        "until": organisation.until,
        "serves": serves(organisation.since, organisation.until, found.on),
        "reports_to": found.superior(id),
        "stated": id in found.above,
        "staff": [each.source for each in found.staff.get(id, ())],
        "areas": found.areas.get(id, ()),
    }


def _zh(found: Chain, lacking: Sequence[Problem], words: Vocabulary) -> Iterator[str]:
    for tier in _TIERS:
        yield f"{words.label('tier', tier)}：{_names(found.of_tier(tier))}"
    for level, zh in words["mediation_level"].labels.items():
        yield f"调解网络·{zh}：{_names(found.of_level(level))}"
    serving = sum(map(len, found.staff.values()))
    yield f"在任人员 {serving} 人，不在任 {len(found.former)} 人；有负责区域的 {len(found.areas)} 个"
    if not lacking:
        yield "没有发现缺漏。"
        return
    yield f"缺漏和矛盾 {len(lacking)} 处："
    yield from (f"  {each.sentence}" for each in lacking)


def _names(organisations: Sequence[Organisation]) -> str:
    return "、".join(each.name for each in organisations) or "（无）"
