"""The tables of docs/warnings.md, made from the rules and the facts as they are."""

from __future__ import annotations

from collections.abc import Iterator

from graph.duty.warnings.facts import FactKind
from graph.duty.warnings.rules import RuleBook

_ABOUT = {("case", "matter"): "两者", ("case",): "事件", ("matter",): "事项"}
_SORTS = {"number": "数", "flag": "是否", "code": "代码", "words": "件数"}


def rules_table(book: RuleBook) -> Iterator[str]:
    """A line of Markdown for each rule, in the order of the file."""
    yield "| 规则 | 名称 | 分 | 问 | 何时命中 |"
    yield "|---|---|---:|---|---|"
    for each in book.rules:
        yield f"| `{each.name}` | {each.zh} | {each.points:g} | {_ABOUT[each.about]} | {book.says(each)} |"


def facts_table(book: RuleBook) -> Iterator[str]:
    """A line of Markdown for each fact."""
    yield "| 事实 | 意思 | 类别 | 取值 |"
    yield "|---|---|---|---|"
    for each in book.kinds.values():
        yield f"| `{each.name}` | {each.zh} | {_SORTS[each.sort]} | {_range(each)} |"


def _range(kind: FactKind) -> str:
    if kind.sort == "flag":
        return "`true`、`false`"
    if kind.list is not None:
        return f"代码表 `{kind.list}`"
    return f"{kind.least:,.0f}–{kind.most:,.0f} {kind.unit}"
