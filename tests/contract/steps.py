"""What the reference's answers go by: edges of a type, places that contain one another, cases of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from graph.model import Case
from tests.contract.reference import Model

DEEPEST = 8


def edges(model: Model, *types: str) -> Iterator[Any]:
    """The edges of some types."""
    return (edge for edge in model.edges.values() if edge.TYPE in types)


def received_between(case: Any, start: str | None, end: str | None) -> bool:
    """Whether a case came in the period; one without a time only in a period without ends."""
    if not isinstance(case, Case):
        return False
    if case.received_at is None:
        return start is None and end is None
    at = case.received_at.isoformat()
    return (start is None or start <= at) and (end is None or at < end)


def containing(place: str, above: Mapping[str, set[str]]) -> set[str]:
    """A place and those that it lies in."""
    found = ring = {place}
    for _ in range(DEEPEST):
        ring = {high for low in ring for high in above.get(low, ())} - found
        found = found | ring
    return found


def cases_in(model: Model, matter: str) -> set[str]:
    """The cases of a matter."""
    return {edge.source for edge in edges(model, "part_of") if edge.target == matter}


def iso(moment: dt.date) -> str:
    """As engines keep it."""
    return moment.isoformat()
