"""link consequences: what the links of a case, or of a matter's cases, come to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.pipeline import Consequences
    from graph.pipeline.cuts import Parting


def consequences(
    ids: Annotated[list[str], typer.Argument(help="事件或事项的编号，可写多个", metavar="CASE|MATTER…")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """关联带来什么：重复件归谁、时限从何时起算，多少人参与，哪次化解没有维持，因何而起；事项另列没有归并的关联。"""
    from graph.pipeline import consequences_of
    from graph.pipeline.cuts import partings

    with opened(store) as opened_store:
        found = consequences_of(opened_store, ids, scope=EVERYTHING)
        matters = {each.about for each in found.values() if each.about.startswith("matter-")}
        cuts = partings(opened_store, matters, scope=EVERYTHING)
    if json:
        print_json({id: _as_json(each, cuts.get(each.about, [])) for id, each in found.items()})
        return
    for id, each in found.items():
        lines = list(_lines(each, cuts.get(each.about, [])))
        print_text("\n".join([f"{id}：" if lines else f"{id}：没有。", *(f"  {line}" for line in lines)]))


def _as_json(found: Consequences, cuts: list[Parting]) -> dict[str, Any]:
    group = found.group
    whole = {
        "duplicates": [dataclasses.asdict(each) for each in found.duplicates],
        "group": None,
        "recurrences": [dataclasses.asdict(each) for each in found.recurrences],
        "origins": [dataclasses.asdict(each) for each in found.origins],
        "cuts": [{**dataclasses.asdict(each.cut), "sentence": each.sentence} for each in cuts],
    }
    if group is not None:
        counted = group.participants
        whole["group"] = {
            **dataclasses.asdict(group),
            "participants": {"named": counted.named, "stated": counted.stated, "least": counted.least},
            "proposed_scale": counted.scale,
            "raises_scale": group.raises_scale,
            "proposed_warning": group.proposed_warning,
            "raises_warning": group.raises_warning,
        }
    return whole


def _lines(found: Consequences, cuts: list[Parting]) -> Iterator[str]:
    if found.group is not None:
        yield f"群体诉求：{found.group.sentence}"
    yield from (f"重复件：{each.sentence}" for each in found.duplicates)
    yield from (f"复发：{each.sentence}" for each in found.recurrences)
    yield from (f"衍生：{each.sentence}" for each in found.origins)
    yield from (f"未归并：{each.sentence}" for each in cuts)
