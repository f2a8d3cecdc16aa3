"""identity suggestions, shared, conflicts, why, how, split: who may be who, and the reasons."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from api.cli.identity_words import as_json, lines_of, waterfall_table
from api.cli.session import (
    JsonOption,
    StoreOption,
    UnmaskOption,
    actor,
    opened,
    print_json,
    print_text,
    progress,
    reveal,
)
from api.cli.telling import tell_behind
from graph.masking import mask_text
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.pipeline.explaining import Explanation
    from graph.pipeline.history import Told

_FEW = 6
"""Names or records that a line shows."""
FirstOption = Annotated[int, typer.Option("--first", help="最多几条", min=1, max=10_000)]


def suggestions(first: FirstOption = 50, store: StoreOption = None, json: JsonOption = False) -> None:
    """待判定的记录对，涉及事件多的在前。"""
    from graph.pipeline.suggesting import suggestion_count
    from graph.pipeline.suggesting import suggestions as run

    with opened(store) as opened_store:
        found = run(opened_store, scope=EVERYTHING, first=first)
        total = suggestion_count(opened_store, scope=EVERYTHING)
        tell_behind(opened_store)
    if json:
        print_json([as_json(each) for each in found])
        return
    for each in found:
        one, other = mask_text(each.one.name) or "未具名", mask_text(each.other.name) or "未具名"
        print_text(f"{one}（{mask_text(each.one.record)}）— {other}（{mask_text(each.other.record)}）")
        print_text("\n".join(f"  {line}" for line in lines_of(each)))
    print_text(f"共 {total} 对待判定；逐对审阅请用 sanlian identity review。")


def shared(first: FirstOption = 50, store: StoreOption = None, json: JsonOption = False) -> None:
    """多人共用、因而不计入的电话、账号、身份证号和住址，各由谁使用。"""
    from graph.pipeline.sharing import shared_values

    with opened(store) as opened_store, progress(shown=not json) as step:
        found = shared_values(opened_store, progress=step)
    if json:
        print_json([dataclasses.asdict(each) for each in found[:first]])
        return
    for each in found[:first]:
        owner = f"，是“{each.owner}”的，对别人不计入" if each.owner else "，不计入"
        print_text(f"{each.kind} {each.value}：{len(each.names)} 个姓名、{len(each.records)} 条记录{owner}")
        print_text(f"  {_few(each.names)}；记录 {_few(each.records)}")
    print_text(f"共 {len(found)} 个。")


def conflicts(first: FirstOption = 50, store: StoreOption = None, json: JsonOption = False) -> None:
    """判定为不是同一人的两边，还有哪些记录与两边都相像。"""
    from graph.pipeline.conflicts import conflicts as run

    with opened(store) as opened_store:
        found = run(opened_store, scope=EVERYTHING, first=first)
    if json:
        print_json(
            [
                {"a": each.judgement.a, "b": each.judgement.b, "bridge": each.bridge,
                 "to_a": each.to_a, "to_b": each.to_b, "sentence": each.sentence}
                for each in found
            ]
        )  # fmt: skip
    else:
        print_text("\n".join(each.sentence for each in found) or "没有这样的冲突。")


def why(
    a: Annotated[str, typer.Argument(help="记录或自然人的编号", metavar="A")],
    b: Annotated[str, typer.Argument(metavar="B")],
    waterfall: Annotated[bool, typer.Option("--waterfall", help="逐项画出评分怎样累计")] = False,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """两条记录或两个人，为什么认作同一人，或为什么不认。"""
    from graph.pipeline import why as run

    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"identity why {a} {b}")
        told = run(opened_store, a, b, scope=EVERYTHING, unmask=plain)
    if json:
        print_json(
            {**dataclasses.asdict(told), "weight": told.weight, "waterfall": [s._asdict() for s in told.waterfall]}
        )
        return
    print_text("\n".join(_reasons(told)))
    if waterfall and told.waterfall:
        Console(highlight=False).print(waterfall_table(told.waterfall))


def how(
    person: Annotated[str, typer.Argument(help="自然人的编号", metavar="PERSON")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """一个人是怎样一步步由记录归并成的。"""
    from graph.pipeline.history import how as run

    with opened(store) as opened_store:
        steps = run(opened_store, person, scope=EVERYTHING)
    if json:
        print_json([dataclasses.asdict(each) for each in steps])
    elif not steps:
        print_text("这个人只有一条记录。")
    else:
        Console(highlight=False).print(_tree(steps))


def split(
    person: Annotated[str, typer.Argument(help="自然人的编号", metavar="PERSON")],
    mentions: Annotated[list[str], typer.Argument(help="不属于这个人的记录，可写多个", metavar="MENTION…")],
    why: Annotated[str, typer.Option(help="理由，会写入判定", metavar="文字")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """把几条记录从一个人里拆出去；以后重新认人也不会再并回。撤回其中任一判定，即撤回整个拆分。"""
    from graph.pipeline import split as run

    with opened(store) as opened_store:
        made = run(opened_store, person, mentions, by=actor(), why=why)
    if json:
        print_json([dataclasses.asdict(each) for each in made])
    else:
        print_text(f"已拆开：记下 {len(made)} 个“不是同一人”的判定。")


# -- in words ------------------------------------------------------------------------------------


def _few(values: tuple[str, ...]) -> str:
    shown = "、".join(mask_text(each) for each in values[:_FEW])
    return f"{shown} 等" if len(values) > _FEW else shown


def _reasons(told: Explanation) -> Iterator[str]:
    of_people = told.kind == "identity"
    yield (
        ("是同一人。" if told.together else "不是同一人。")
        if of_people
        else ("已关联。" if told.together else "没有关联。")
    )
    for each in told.why:
        weight = "" if each.weight is None else f"（{each.weight:+.1f}）"
        yield f"  {each.sentence}{weight}"
    if told.signals:
        yield f"两条记录直接比较，合计 {told.weight:+.1f}："
        yield from (f"  {each.weight:+6.1f}  {each.sentence}" for each in told.signals)
    if told.why_not:
        yield "相反的理由："
        yield from (f"  {each}" for each in told.why_not)


def _tree(steps: tuple[Told, ...]) -> Tree:
    """The last step on top; below each the steps that made its sides."""
    branches: dict[int | None, Tree] = {}
    for each in reversed(steps):
        weight = "" if each.weight is None else f"（评分 {each.weight:.1f}）"
        text = escape(f"{each.number}. {each.sentence}{weight}：{len(each.left)} 条与 {len(each.right)} 条记录")
        above = branches.get(each.into)
        branches[each.number] = Tree(text) if above is None else above.add(text)
    return branches[steps[-1].number]
