"""The timeline of a matter or a case from the store: so many calls, however many cases it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadValue, UnknownRecord
from graph.linkage.timeline import Event, Told, timeline
from graph.masking import mask_text
from graph.model import Case, HandedTo, Judgement, Matter, Node
from graph.schema.showing import show_title
from graph.store import Ask, Filter, Link, Neighbours, Reader, Scope
from graph.vocabulary import VOCABULARY, Vocabulary

_PAGE = 1_000
"""Links of one record in one call."""
_ACTING = ("by", "calls", "led_by", "helped_by")


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, the earliest first."""

    subject: Node
    events: tuple[Event, ...]
    """Numbers masked."""
    hidden: int
    """Cases and proceedings that the reader may not see."""


def timeline_of(
    store: Reader, id: str, *, scope: Scope, words: Vocabulary = VOCABULARY, unmask: bool = False
) -> Timeline:
    """What happened to a matter or a case. Raises UnknownRecord, BadValue for another kind of record.

    `unmask` is for a reading that was recorded with its purpose.
    """
    subject = store.get([id], scope=scope)[0]
    if subject is None:
        raise UnknownRecord(id=id)
    if not isinstance(subject, Case | Matter):
        raise BadValue(value=id, field="时间线", reason="应是一个事项或一件事件")
    told = Told()
    hidden = _cases(store, subject, told, scope)
    hidden += _proceedings(store, subject, told, scope)
    ids = [each.id for each in told.cases]
    told.steps = list(store.scan("step", [Filter("case", "in", ids)], scope=scope))
    told.judgements = _judgements(store, ids, scope)
    _name(store, told, scope)
    shown = str if unmask else mask_text
    events = (_as(event, shown(event.sentence)) for event in timeline(told, words))
    return Timeline(subject, tuple(events), hidden)


def _as(event: Event, sentence: str) -> Event:
    return Event(at=event.at, kind=event.kind, subject=event.subject, record=event.record, sentence=sentence)


def _cases(store: Reader, subject: Node, told: Told, scope: Scope) -> int:
    """The cases; how many are hidden."""
    if isinstance(subject, Case):
        told.cases = [subject]
        return 0
    links, hidden = _links(store, [subject.id], scope, types=("part_of",), direction="in")
    told.cases = [each.node for _, each in links if isinstance(each.node, Case)]
    return hidden


def _proceedings(store: Reader, subject: Node, told: Told, scope: Scope) -> int:
    """What is about the cases and the matter, and who did it; how many are hidden."""
    ids = [each.id for each in told.cases]
    around = list(dict.fromkeys([*ids, subject.id]))
    about, hidden = _links(store, around, scope, types=("about",), direction="in")
    told.about = [(each.node, id) for id, each in about]
    handed, _ = _links(store, ids, scope, types=("received_by", "handed_to"), direction="out")
    told.edges = [each.edge for _, each in handed]
    doing = sorted({node.id for node, _ in told.about})
    acts, _ = _links(store, doing, scope, types=_ACTING, direction="out")
    for id, each in acts:
        told.acting.setdefault(id, []).append(each.edge)
    told.names |= {each.node.id: show_title(each.node) for _, each in (*handed, *acts)}
    return hidden


def _links(store: Reader, ids: Sequence[str], scope: Scope, **asked: Any) -> tuple[list[tuple[str, Link]], int]:
    """Every link of each of `ids`, page by page, and how many are hidden."""
    found: list[tuple[str, Link]] = []
    hidden, skip, left = 0, 0, list(ids)
    while left:
        answers: list[Neighbours] = store.neighbours([Ask(ids=left, limit=_PAGE, skip=skip, **asked)], scope=scope)[0]
        for id, each in zip(left, answers, strict=True):
            found += [(id, link) for link in each.links]
            hidden += each.hidden if not skip else 0
        skip += _PAGE
        left = [id for id, each in zip(left, answers, strict=True) if each.total > skip]
    return found, hidden


def _judgements(store: Reader, cases: Sequence[str], scope: Scope) -> list[Judgement]:
    """Those about two cases of which one is here, and that the reader may see."""
    found: dict[str, Judgement] = {}
    for end in ("a", "b"):
        where = [Filter("kind", "eq", "linkage"), Filter(end, "in", cases)]
        found.update((each.id, each) for each in store.scan("judgement", where, scope=scope))
    return list(found.values())


def _name(store: Reader, told: Told, scope: Scope) -> None:
    """What those are called whom steps, hand-overs and judgements name."""
    told.names |= {each.id: each.title for each in told.cases}
    named = {id for each in told.steps for id in (each.organisation, *each.to, *each.helpers)} | {
        each.giver for each in told.edges if isinstance(each, HandedTo)
    }
    named |= {id for each in told.judgements for id in (each.a, each.b)}
    missing = sorted(id for id in named if id and id not in told.names)
    found = store.get(missing, scope=scope) if missing else []
    told.names |= {id: show_title(node) for id, node in zip(missing, found, strict=True) if node is not None}
    told.judgements = [each for each in told.judgements if each.a in told.names and each.b in told.names]
