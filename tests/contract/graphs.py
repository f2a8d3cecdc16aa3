"""Generated records and graphs, small and crowded: few nodes, so that everything touches everything."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from graph.ids import kind_of, make_id
from graph.model import EDGES, NODES, Edge, Node, Redirect
from graph.schema import Field, Type, shape_of

KINDS = ("case", "person", "organisation", "place", "mention", "matter", "gist")
"""Kinds between which most edges run."""
AREAS = ("community-a", "community-b", "*")
ABSENT = ("person-00000000000000aa", "person-00000000000000bb")
"""Ids at which no node stands; a redirect may."""
_IDS_OF_A_KIND = 4
_CHANCE = random.Random(20240301)
_WORDS = ("物业管理", "漏水 物业费", "3栋", "A1栋", "Ａ１", "abc", "ABD", 'O\'Neil "x"', "-%_", "")
_TEXTS = (
    *_WORDS,
    *("".join(_CHANCE.choices("物业管理漏水费一栋3A1 ，", k=length)) for length in (1, 2, 3, 4, 5, 6) * 5),
)
_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_POOLS: dict[Type, Sequence[Any]] = {
    Type.STR: _TEXTS,
    Type.INT: range(-3, 4),
    Type.FLOAT: (-1.5, 0.0, 0.25, 1e12),
    Type.BOOL: (False, True),
    Type.DATE: [dt.date(2023, 12, 30) + dt.timedelta(days=each) for each in range(5)],
    Type.DATETIME: [dt.datetime(2024, 1, 1) + dt.timedelta(hours=6 * each, microseconds=each % 2) for each in range(6)],
    Type.STRS: [tuple(_CHANCE.choices(_TEXTS, k=each % 4)) for each in range(12)],
}
"""One draw a value, and few values: a generated graph costs little, and its values often meet."""
_CODES = {
    "place_level": ("unit", "building", "street"),
    "certainty": ("suggested", "provisional", "certain"),
    "link_kind": ("duplicate", "group", "recurrence"),
    "stage": ("grid", "community", "street"),
    "case_status": ("received", "settled"),
    "case_kind": ("dispute", "request"),
    "dispute_type": ("leakage", "noise"),
    "outcome": ("agreement", "failed"),
    "party_role": ("applicant", "reporter", "respondent"),
}
_WILD: dict[Type, st.SearchStrategy[Any]] = {
    Type.BOOL: st.booleans(),
    Type.STR: _ANY_TEXT,
    Type.INT: st.integers(-(2**63), 2**63 - 1),
    Type.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
    Type.DATE: st.dates(),
    Type.DATETIME: st.datetimes(),
    Type.STRS: st.lists(_ANY_TEXT, max_size=3).map(tuple),
}


def node_ids(kind: str) -> tuple[str, ...]:
    """The few ids that generated nodes of a kind have."""
    return tuple(make_id(kind, str(each)) for each in range(_IDS_OF_A_KIND))


@cache
def nodes_of(kind: type[Node], *, wild: bool = False) -> st.SearchStrategy[Node]:
    """Nodes of a kind; `wild` ones hold whatever their types allow."""
    shape = shape_of(kind)
    values = {each.name: _value(each, wild) for each in shape.fields if each.name not in ("id", "visible_to")}
    seen = st.lists(st.sampled_from(AREAS), max_size=2, unique=True).map(tuple)
    return st.builds(kind, id=st.sampled_from(node_ids(shape.name)), visible_to=seen, **values)


@cache
def edges_of(type: type[Edge], *, wild: bool = False) -> st.SearchStrategy[Edge]:
    """Edges of a type between any generated ids, with a node there or not."""
    values = {each.name: _value(each, wild) for each in shape_of(type).properties}
    return st.builds(type, source=_end(type.SOURCES), target=_end(type.TARGETS), **values)


@st.composite
def graphs(draw: st.DrawFn) -> list[Node | Edge]:
    """A graph of `KINDS`: each node once, every edge between two nodes of it, now and then a redirect."""
    chosen = st.one_of([nodes_of(each) for each in NODES if each.KIND in KINDS])
    fewest = draw(st.integers(1, 8))
    nodes = draw(st.lists(chosen, min_size=fewest, max_size=14, unique_by=lambda node: node.id))
    known = sorted(node.id for node in nodes)
    links = [_edge(draw, known) for _ in range(draw(st.integers(0, 30)))]
    turned = draw(st.lists(st.tuples(st.sampled_from(ABSENT), st.sampled_from(known)), max_size=1))
    signs = [Redirect(id=make_id("redirect", old), old=old, new=new) for old, new in turned]
    return [*nodes, *signs, *(each for each in links if each and each.source != each.target)]


def words() -> st.SearchStrategy[str]:
    """What someone might search for in those texts."""
    return st.lists(st.sampled_from("物业管理漏水费一栋3a1 "), min_size=1, max_size=5).map("".join) | st.sampled_from(
        _TEXTS
    )


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """A value that a field may hold in a generated graph, never None."""
    return st.sampled_from(_CODES.get(field.code or "", _POOLS[field.type]))


def _edge(draw: st.DrawFn, known: list[str]) -> Edge | None:
    """An edge between two of these nodes; None where no type joins the two that were drawn."""
    source, target = draw(st.sampled_from(known)), draw(st.sampled_from(known))
    types = _types_between(kind_of(source), kind_of(target))
    if not types:
        return None
    return dataclasses.replace(draw(edges_of(draw(st.sampled_from(types)))), source=source, target=target)


@cache
def _types_between(source: str, target: str) -> tuple[type[Edge], ...]:
    return tuple(each for each in EDGES if source in each.SOURCES and target in each.TARGETS)


def _end(kinds: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([id for kind in kinds for id in node_ids(kind)])


def _value(field: Field, wild: bool) -> st.SearchStrategy[Any]:
    if wild:
        return st.none() | _WILD[field.type] if field.optional else _WILD[field.type]
    pool = _CODES.get(field.code or "", _POOLS[field.type])
    return st.sampled_from([*pool, None, None] if field.optional else pool)
