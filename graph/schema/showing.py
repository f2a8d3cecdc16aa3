"""What of a record leaves the store, and how: the one place where faces learn what to mask and what to leave out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from graph.masking import mask, mask_text
from graph.model import Edge, Node
from graph.model.notes import REFERENCE
from graph.schema.shape import Field, Type, shape_of

_ENDS = ("id", "source", "target")


@cache
def shown_fields(record: type[Node] | type[Edge]) -> tuple[Field, ...]:
    """The fields that users see, in their order: all but the hidden ones."""
    return tuple(each for each in shape_of(record).fields if not each.hidden)


def show(field: Field, value: Any, *, unmask: bool = False) -> Any:
    """`value` of `field` as users see it: sealed values masked, numbers in free text too; None stays None.

    `unmask` is for a reading that was recorded with its purpose, and for nothing else.
    """
    if unmask or value is None:
        return value
    masked = _mask_of(field)
    if masked is None:
        return value
    return tuple(masked(each) for each in value) if field.type is Type.STRS else masked(value)


def show_title(node: Node, *, unmask: bool = False) -> str:
    """A node's name in lists and pictures, as users see it; empty when it has none."""
    shape = shape_of(type(node))
    if shape.title is None:
        return ""
    return str(show(shape[shape.title], getattr(node, shape.title), unmask=unmask) or "")


@cache
def _mask_of(field: Field) -> Callable[[str], str] | None:
    if field.sealed:
        return mask
    if field.type not in (Type.STR, Type.STRS) or field.code or field.name in _ENDS or REFERENCE in field.marks:
        return None
    return mask_text


__all__ = ["show", "show_title", "shown_fields"]
