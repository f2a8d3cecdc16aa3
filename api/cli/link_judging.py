"""link suggestions, review, judge, unjudge, conflicts: what people are asked about cases, and what they decided."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer
from rich.table import Table

from api.cli.reviewing import ANSWERS, LISTED, UntilOption, WhyOption, sit
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text
from api.cli.telling import tell_behind
from graph.masking import mask_text
from graph.store import EVERYTHING
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from graph.model import Case, Judgement
    from graph.pipeline.link_suggesting import CasesAsked
    from graph.store import Store

_TEXT = 120
"""Characters of a text that are shown."""
_KINDS = VOCABULARY["link_kind"]
_APART = ("recurrence", "derived")
"""Kinds of link between cases that are not one matter."""
OneOption = Annotated[str, typer.Argument(help="事件的编号或 id", metavar="A")]
OtherOption = Annotated[str, typer.Argument(metavar="B")]


def suggestions(
    first: Annotated[int, typer.Option("--first", help="最多几对", min=1, max=10_000)] = 50,
    skip: Annotated[int, typer.Option("--skip", help="略过前几对", min=0)] = 0,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """待判定的事件对，判了最有用的在前：先是权重最接近门槛的，再看是否维系着一个事项、涉及多少事件。"""
    from graph.pipeline.link_suggesting import case_suggestion_count, case_suggestions

    with opened(store) as opened_store:
        found = case_suggestions(opened_store, scope=EVERYTHING, first=first, skip=skip)
        total = case_suggestion_count(opened_store, scope=EVERYTHING)
        tell_behind(opened_store)
    if json:
        print_json([_as_json(each) for each in found])
        return
    for each in found:
        print_text(f"{_short(each.one)} — {_short(each.other)}")
        print_text("\n".join(f"  {line}" for line in _lines_of(each)))
    print_text(f"共 {total} 对待判定；逐对审阅请用 sanlian link review。")


def review(
    why: WhyOption = "逐对审阅", until: UntilOption = None, store: StoreOption = None, json: JsonOption = False
) -> None:
    """逐对审阅可能相关的事件，一键一答；判了最有用的在前。加 --json 只列出，不问。"""
    from graph.pipeline.link_suggesting import case_suggestions

    with opened(store) as opened_store:
        if json:
            print_json([_as_json(each) for each in case_suggestions(opened_store, scope=EVERYTHING, first=LISTED)])
        else:
            sit(opened_store, _Cases(), why=why, until=until)


def judge(
    a: OneOption,
    b: OtherOption,
    answer: Annotated[
        str,
        typer.Argument(help="是、否、不确定，或关联类别：重复件、群体诉求、复发、衍生、有关联", metavar="判定"),
    ],
    why: Annotated[str, typer.Option(help="理由，会写入判定", metavar="文字")],
    until: Annotated[dt.datetime | None, typer.Option(help="有效期至；不写：一直有效", formats=["%Y-%m-%d"])] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """判定两件事件是否同一事项，并随即重新关联它们。答关联类别，就是“有关联，属这一类”；别人的判定都留着。"""
    from graph.pipeline import judge as run

    with opened(store) as opened_store:
        one, other = _ids(opened_store, a, b)
        last = None if until is None else until.date()
        made = run(opened_store, kind="linkage", a=one, b=other, answer=answer, by=actor(), why=why, until=last)
    _tell(made, "已记下", json=json)


def unjudge(a: OneOption, b: OtherOption, store: StoreOption = None, json: JsonOption = False) -> None:
    """撤回两件事件的判定：自己的；没有自己的，就撤回最后一次。"""
    from graph.pipeline import unjudge as run

    with opened(store) as opened_store:
        one, other = _ids(opened_store, a, b)
        gone = run(opened_store, kind="linkage", a=one, b=other, by=actor())
    _tell(gone, "已撤回", json=json)


def conflicts(
    first: Annotated[int, typer.Option("--first", help="最多几处", min=1, max=10_000)] = 50,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """互相矛盾的事件判定：几人判定不一致，或一连串“是”绕过一个“否”。都留着，并写明现在按哪个。"""
    from graph.pipeline.case_conflicts import case_conflicts

    with opened(store) as opened_store:
        found = case_conflicts(opened_store, scope=EVERYTHING, first=first)
    if json:
        print_json([dataclasses.asdict(each) for each in found])
    else:
        print_text("\n".join(each.sentence for each in found) or "没有互相矛盾的判定。")


# -- the review ----------------------------------------------------------------------------------


class _Cases:
    """Questions about cases."""

    kind: ClassVar[str] = "linkage"
    words: ClassVar[Mapping[str, str]] = {**ANSWERS, **{code: f"有关联，{zh}" for code, zh in _KINDS.labels.items()}}
    keys: ClassVar[Mapping[str, str]] = {
        "d": "duplicate", "g": "group", "r": "recurrence", "c": "derived", "l": "related",
        **{zh: code for code, zh in _KINDS.labels.items()},
    }  # fmt: skip
    help: ClassVar[str] = "重复件 d · 群体诉求 g · 复发 r · 衍生 c · 只是有关联 l"

    def asked(self, store: Store, *, first: int) -> Sequence[CasesAsked]:
        from graph.pipeline.link_suggesting import case_suggestions

        return case_suggestions(store, scope=EVERYTHING, first=first)

    def left(self, store: Store) -> int:
        from graph.pipeline.link_suggesting import case_suggestion_count

        return case_suggestion_count(store, scope=EVERYTHING)

    def pair(self, asked: CasesAsked) -> tuple[str, str]:
        return asked.told.a, asked.told.b

    def answer(self, asked: CasesAsked, said: str) -> str:
        """A plain yes to what looks like a recurrence, or derived, confirms that: it makes no matter of the two."""
        return asked.told.kind if said == "yes" and asked.told.kind in _APART else said

    def show(self, asked: CasesAsked) -> tuple[Table, list[str]]:
        table = Table("", "甲", "乙")
        left, right = _fields_of(asked.one), _fields_of(asked.other)
        for name, value in left.items():
            table.add_row(name, value, right[name])
        return table, [*_lines_of(asked)]


# -- in words ------------------------------------------------------------------------------------


def _fields_of(case: Case) -> dict[str, str]:
    """What a case says, by what it is called, numbers masked."""
    text = mask_text(case.text)
    return {
        "编号": mask_text(case.number),
        "来源": VOCABULARY.label("source", case.source),
        "受理时间": "" if case.received_at is None else f"{case.received_at:%Y-%m-%d %H:%M}",
        "件别": VOCABULARY.label("case_kind", case.kind),
        "类别": VOCABULARY.label("dispute_type", case.dispute_type),
        "标题": mask_text(case.title),
        "内容": text[:_TEXT] + ("…" if len(text) > _TEXT else ""),
        "地点": mask_text(case.place),
        "化解": "" if case.settled_on is None else case.settled_on.isoformat(),
        "id": case.id,
    }


def _short(case: Case) -> str:
    return f"{mask_text(case.number)} {mask_text(case.title)}"


def _lines_of(asked: CasesAsked) -> Iterator[str]:
    """What speaks for a link, and what an answer would touch."""
    told = asked.told
    kind, certainty = _KINDS.label(told.kind), VOCABULARY.label("certainty", told.certainty)
    yield f"现为{certainty}的{kind}，权重 {told.weight:.1f}：{'；'.join(asked.reasons) or '—'}"
    if told.kind in _APART:
        yield f"答“是”即确认为{kind}，不归为同一事项；要归为同一事项，答“重复件”或“群体诉求”"
    holds = "，一个事项靠它连着" if told.bridge else ""
    yield f"涉及事件 {told.cases} 件{holds}"


def _as_json(asked: CasesAsked) -> dict[str, Any]:
    return {
        **asked.told._asdict(),
        "reasons": list(asked.reasons),
        "one": _fields_of(asked.one),
        "other": _fields_of(asked.other),
    }


def _ids(store: Store, a: str, b: str) -> tuple[str, str]:
    """The ids of two cases that are called by id or number."""
    from graph.pipeline.link_learning import cases_called

    ids = cases_called(store, {a, b})
    return ids[a], ids[b]


def _tell(judgement: Judgement, done: str, *, json: bool) -> None:
    from graph.linkage.links import judged

    if json:
        print_json(dataclasses.asdict(judgement))
    else:
        print_text(f"{done}：{judged(judgement)}")
