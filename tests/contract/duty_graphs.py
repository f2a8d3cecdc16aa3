"""Crowded random graphs of cases and of what the centre does about them: few nodes of each kind, so that all meet."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from graph.ids import make_id
from graph.model import EDGES, NODES, Edge, Node
from graph.schema import Field, Type, shape_of
from graph.store import edge_key

KINDS = {
    "case": 6, "organisation": 4, "officer": 2, "matter": 2, "person": 3, "place": 5, "step": 14, "whistle": 4,
    "visit": 3, "mediation": 4, "task": 8, "weeklylist": 3, "meeting": 1, "decision": 1,
}  # fmt: skip
"""How many of each kind a graph has."""
EDGES_OF_A_TYPE = 5
_MORE = {"handed_to": 24, "linked": 12, "at": 8, "in": 7, "party_to": 14}
AREAS = ("community-a", "community-b", "*")
_CODES = {
    "case.status": ("received", "settled", "settled", "paused"), "case.source": ("grid", "petition"),
    "case.stage": ("grid", "street"), "step.kind": ("receive", "settle", "settle", "supervise"),
    "step.outcome": ("agreement", "failed"), "task.kind": ("settle", "visit", "accept"),
    "whistle.status": ("open", "done", "withdrawn"),
    "mediation.result": ("agreement", "failed", "partial"), "mediation.route": ("people", "judicial"),
    "place.level": ("building", "unit", "community"), "linked.kind": ("recurrence", "recurrence", "group"),
    "linked.certainty": ("suggested", "provisional"), "party_to.role": ("applicant", "respondent", "witness"),
}  # fmt: skip
_ENDS = {
    "step.case": "case", "step.organisation": "organisation", "step.officer": "officer", "task.case": "case",
    "task.organisation": "organisation", "case.community": "place", "weeklylist.community": "place",
    "handed_to.giver": "organisation",
}  # fmt: skip
_LEFT_OUT = ("refers_to", "may_be", "mentioned_in", "stated_at")


def ids_of(kind: str) -> list[str]:
    """The ids that a kind's nodes have."""
    return [make_id(kind, str(each)) for each in range(KINDS[kind])]


def graph(seed: int) -> list[Node | Edge]:
    """One graph; the same for the same seed."""
    chance = random.Random(seed)
    nodes = [_node(each, id, chance) for each in NODES if each.KIND in KINDS for id in ids_of(each.KIND)]
    kept = [each for each in nodes if chance.random() < 0.85]
    known = {each.id for each in kept}
    edges: dict[Any, Edge] = {}
    for each in EDGES:
        for _ in range(0 if each.TYPE in _LEFT_OUT else _MORE.get(each.TYPE, EDGES_OF_A_TYPE)):
            made = _edge(each, chance)
            if made is not None and {made.source, made.target} <= known and made.source != made.target:
                edges[edge_key(made)] = made
    return [*kept, *edges.values()]


def _node(kind: type[Node], id: str, chance: random.Random) -> Node:
    shape = shape_of(kind)
    seen = tuple(sorted(set(chance.choices(AREAS, k=2))))
    values = {
        each.name: _value(shape.name, each, chance) for each in shape.fields if each.name not in ("id", "visible_to")
    }
    return kind(id=id, visible_to=seen, **values)


def _edge(type: type[Edge], chance: random.Random) -> Edge | None:
    sources = [id for kind in type.SOURCES if kind in KINDS for id in ids_of(kind)]
    targets = [id for kind in type.TARGETS if kind in KINDS for id in ids_of(kind)]
    if not sources or not targets:
        return None
    shape = shape_of(type)
    values = {each.name: _value(shape.name, each, chance) for each in shape.properties}
    return type(source=chance.choice(sources), target=chance.choice(targets), **values)


def _value(of: str, field: Field, chance: random.Random) -> Any:
    name = f"{of}.{field.name}"
    if field.optional and chance.random() < 0.3:
        return None
    if name in _ENDS:
        return chance.choice(ids_of(_ENDS[name]))
    if name in _CODES:
        return chance.choice(_CODES[name])
    day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(4))
    drawn: dict[Type, Any] = {
        Type.STR: "文字", Type.INT: 1, Type.FLOAT: 1.0, Type.BOOL: chance.random() < 0.5, Type.STRS: (), Type.DATE: day,
        Type.DATETIME: dt.datetime.combine(day, dt.time(chance.choice((0, 12)))),
    }  # fmt: skip
    return drawn[field.type]
