"""The page `/explore`: search, expand, find the way, in the browser, over the server's own GraphQL.

What a kind or an edge is called, and which of its fields can be asked for, is derived from the records here and handed
to the page, so that its scripts name no field of a record.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from graph.schema import EDGE_SHAPES, NODE_SHAPES, Field, Shape
from graph.schema.showing import shown_fields
from graph.vocabulary import VOCABULARY
from viz.network import options
from viz.page import embedded
from viz.style import glyph_url


def _record(shape: Shape) -> Any:
    """The edge class of a shape, whose class variables its type does not show."""
    return shape.record


FOLDER = Path(__file__).parent / "browser"
"""The static files, to be served under `/explore/static/`."""

_PROVENANCE = [shape.name for shape in EDGE_SHAPES.values() if _record(shape).PROVENANCE]
"""Edges that say where a fact comes from: listed in the panel, not drawn."""
_LINKED = frozenset(
    kind
    for shape in EDGE_SHAPES.values()
    if shape.name not in _PROVENANCE and not _record(shape).LISTED
    for kind in (*_record(shape).SOURCES, *_record(shape).TARGETS)
)
"""Kinds that can stand in a picture: what rows state and what the machinery keeps has no links but those."""


@cache
def explore_page() -> str:
    """The page's HTML; it holds no script of its own and no record."""
    return Template((FOLDER / "explore.html").read_text(encoding="utf-8")).substitute(words=embedded(words()))


def words() -> dict[str, Any]:
    """What the page's scripts know of the records."""
    return {
        "kinds": {name: _kind(shape) for name, shape in NODE_SHAPES.items()},
        "edges": {name: _edge(shape) for name, shape in EDGE_SHAPES.items()},
        "searched": [name for name in NODE_SHAPES if name in _LINKED],
        "provenance": {"types": _PROVENANCE, "told": ["sourceLabel", "record"]},
        "certain": VOCABULARY.label("certainty", "certain"),
        "options": options(),
    }


def _kind(shape: Shape) -> dict[str, Any]:
    title = shape[shape.title] if shape.title else None
    return {
        "zh": shape.record.ZH,
        "type": shape.record.__name__,
        "look": glyph_url(shape.name),
        "coded": title is not None and title.code is not None,
        "fields": _asked_for(shape, but=("id", shape.title)),
        "doubtful": [_camel(name) for name in ("certainty", "provisional") if name in shape.names],
    }


def _edge(shape: Shape) -> dict[str, Any]:
    record = _record(shape)
    return {
        "zh": record.ZH,
        "back": record.BACK,
        "symmetric": record.SYMMETRIC,
        "field": _camel(shape.name),
        "fields": _asked_for(shape, but=("source", "target")),
        "said": [
            _answer_of(each) for each in shape.properties if each.code and each.name not in ("certainty", "basis")
        ],
    }


def _asked_for(shape: Shape, *, but: tuple[str | None, ...]) -> list[tuple[str, str, bool]]:
    """Each shown field as (GraphQL name, Chinese name, whether an empty or false value says something)."""
    fields = (each for each in shown_fields(shape.record) if each.name not in but)
    return [(_answer_of(each), each.zh, each.optional or each.required) for each in fields]


def _answer_of(field: Field) -> str:
    """The GraphQL field in which users read it: of a code, its label."""
    return _camel(field.name) + ("Label" if field.code else "")


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(map(str.capitalize, rest))
