"""Links as sentences that users read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.graphql.reading import Lens, node_readers
from graph.model import Edge, Node
from graph.schema import edge_shape, node_shape
from graph.store import Path

_PATTERNS: Mapping[str, str] = {
    "stated_at": "{a}登记住址为{b}",
    "may_be": "{a}与{b}可能是同一人",
    "kin_of": "{a}与{b}是亲属",
    "received_by": "{a}由{b}首接",
    "handed_to": "{a}移交给{b}",
    "led_by": "{a}由{b}牵头",
    "helped_by": "{a}由{b}协办",
    "linked": "{a}与{b}关联",
    "by": "{a}由{b}实施",
    "attended_by": "{a}有{b}参会",
    "advice_for": "{a}的咨询人是{b}",
}
"""Edges whose Chinese is a noun; the others' is a verb, which stands between the two ends."""
_BARE = ("person", "organisation", "place", "officer", "mention")
"""Kinds that are called by their name alone."""


def named(node: Node, lens: Lens) -> str:
    """A node in a sentence: people and places by name, the rest as 事件“漏水”."""
    read = node_readers(node_shape(node.KIND))
    label = read["label"](node, lens)
    return label if node.KIND in _BARE else f"{node.ZH}“{label}”"


def sentence(edge: Edge, ends: Mapping[str, Node], lens: Lens) -> str:
    """An edge, read from its source to its target, with its code in words and 暂定 where it is not certain."""
    a, b = (named(ends[each], lens) for each in (edge.source, edge.target))
    pattern = _PATTERNS.get(edge.TYPE, f"{{a}}{edge.ZH}{{b}}")
    said = "，".join(_remarks(edge, lens))
    return pattern.format(a=a, b=b) + (f"（{said}）" if said else "")


def path_sentence(path: Path, lens: Lens) -> str:
    """The whole way, a clause an edge."""
    if not path.edges:
        return f"起点和终点都是{named(path.nodes[0], lens)}。"
    ends = {each.id: each for each in path.nodes}
    return "；".join(sentence(each, ends, lens) for each in path.edges) + "。"


def _remarks(edge: Edge, lens: Lens) -> Iterable[str]:
    for field in edge_shape(edge.TYPE).properties:
        if field.code and field.name not in ("certainty", "basis"):
            yield lens.vocabulary.label(field.code, getattr(edge, field.name))
    if getattr(edge, "certainty", "certain") != "certain":
        yield lens.vocabulary.label("certainty", getattr(edge, "certainty", None))
