"""Mentions and reasons in the words of the terminal, numbers masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.table import Table

from graph.masking import mask, mask_text
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from graph.identity.weights.reasons import Step
    from graph.model import Mention
    from graph.pipeline.suggesting import Asked

_CASES = 8
"""Cases that are named; of more the number."""
_BAR = 2
"""Characters of a bar for one bit."""
_WIDEST = 20
"""Bits of the widest bar."""


def fields_of(mention: Mention, *, unmask: bool = False) -> dict[str, str]:
    """What a mention states, by what it is called."""
    sealed, text = (str, str) if unmask else (mask, mask_text)
    return {
        "姓名": text(mention.name),
        "性别": VOCABULARY.label("sex", mention.sex),
        "出生日期": "" if mention.birth_date is None else mention.birth_date.isoformat(),
        "身份证号": sealed(mention.identity_number),
        "电话": "、".join(map(sealed, mention.telephones)),
        "住址": text(mention.address),
        "来源": VOCABULARY.label("source", mention.source),
        "记录": text(mention.record),
        "记录日期": "" if mention.stated_on is None else mention.stated_on.isoformat(),
        "编号": mention.id,
    }


def side_by_side(one: Mention, other: Mention) -> Table:
    """Both mentions, line by line."""
    table = Table("", "甲", "乙")
    left, right = fields_of(one), fields_of(other)
    for name, value in left.items():
        table.add_row(name, value, right[name])
    return table


def lines_of(asked: Asked) -> Iterator[str]:
    """What speaks for a suggestion, and what an answer would touch."""
    told = asked.told
    yield f"理由：{told.reason or '—'}；评分 {told.weight:.1f}"
    if told.doubt:
        yield f"疑点：{told.doubt}"
    cases = "；".join(f"{each.number} {mask_text(each.title)}" for each in asked.cases[:_CASES])
    more = " 等" if len(asked.cases) > _CASES else ""
    yield f"涉及事件 {told.cases} 件{'：' if cases else ''}{cases}{more}"


def as_json(asked: Asked) -> dict[str, Any]:
    """A suggestion for programs."""
    told = asked.told
    return {
        "a": told.a,
        "b": told.b,
        "people": list(asked.people),
        "weight": told.weight,
        "reason": told.reason,
        "doubt": told.doubt,
        "cases": told.cases,
        "case_ids": [each.id for each in asked.cases],
        "one": fields_of(asked.one),
        "other": fields_of(asked.other),
    }


def waterfall_table(steps: tuple[Step, ...]) -> Table:
    """The steps from any two records to these two, each with a bar: right of the middle it speaks for, left against."""
    table = Table("证据", "评分", "累计", "反对 ◀ ▶ 支持")
    for each in steps:
        table.add_row(each.label, f"{each.weight:+.1f}", f"{each.total:+.1f}", _bar(each.weight))
    return table


def _bar(weight: float) -> str:
    half = _BAR * _WIDEST // 2
    length = min(round(abs(weight) * _BAR / 2), half)
    return " " * half + "│" + "█" * length if weight > 0 else " " * (half - length) + "█" * length + "│"
