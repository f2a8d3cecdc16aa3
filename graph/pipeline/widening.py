"""Who joins a case sees it from then on, and all that hangs on it; who saw it goes on seeing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from graph.duty.partial import History
from graph.model import EVERYONE, Edge, MentionedIn, Node, PartOf, RefersTo
from graph.pipeline.reading import get_all
from graph.store import EVERYTHING, Filter, Reader

N = TypeVar("N", bound=Node)


def seen_by(node: N, areas: Collection[str]) -> N:
    """The record, seen by those of `areas` too."""
    if EVERYONE in node.visible_to or EVERYONE in areas:
        return replace(node, visible_to=(EVERYONE,))
    return replace(node, visible_to=tuple(sorted({*node.visible_to, *areas})))


def hanging_on(reader: Reader, history: History) -> list[Node]:
    """All that whoever sees the case sees with it: its steps, its mentions and whom they mean, its matter, what is
    about it and what is to be done.
    """
    case = history.case.id
    mentions = _ends(reader, [case], MentionedIn, backward=True)
    derived = _ends(reader, sorted(mentions), RefersTo) | _ends(reader, [case], PartOf)
    nodes = get_all(reader, mentions | derived, Node)
    tasks = reader.scan("task", [Filter("case", "eq", case)], scope=EVERYTHING)
    gists = reader.scan("gist", [Filter("case", "eq", case)], scope=EVERYTHING)
    return [*history.steps, *history.about(), *nodes.values(), *tasks, *gists]


def _ends(reader: Reader, ids: Iterable[str], kind: type[Edge], *, backward: bool = False) -> set[str]:
    edges = reader.edges(list(ids), types=(kind.TYPE,), direction="in" if backward else "out", scope=EVERYTHING)
    return {each.source if backward else each.target for each in edges}
