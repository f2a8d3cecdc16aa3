"""What a filter may ask of a field, and its value as an engine compares it: checked here once, for every engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.errors import BadFilter
from graph.schema import Field, Shape, Type
from graph.store.protocol import Filter, Op

_ACCEPTS: dict[Type, tuple[type, ...]] = {
    Type.STR: (str,),
    Type.INT: (int,),
    Type.FLOAT: (int, float),
    Type.BOOL: (bool, int),
    Type.DATE: (dt.date, str),
    Type.DATETIME: (dt.datetime, dt.date, str),
}
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_WHOLE = range(-(1 << 63), 1 << 63)
"""The whole numbers that an engine can hold."""


class Checked(NamedTuple):
    """A filter that its field can have."""

    field: Field
    op: Op
    value: Any
    """As it is stored: times are ISO text. Of `in` a list, of `null` True or False; None under `ne` alone."""


def check(shape: Shape, asked: Filter) -> Checked:
    """The filter, its value as it is stored. Raises UnknownField, BadFilter."""
    field = shape[asked.field]
    return Checked(field, asked.op, _value(field, asked.op, asked.value))


def fits(field: Field, value: Any) -> bool:
    """Whether one value, not None, is of the kind that the field holds; never so for a tuple field."""
    if not isinstance(value, _ACCEPTS.get(field.type, ())):
        return False
    return not isinstance(value, int) or value in _WHOLE


def _value(field: Field, op: str, value: Any) -> Any:
    if op == "null":
        return bool(value)
    if op == "has":
        return _element(field, value)
    if op == "contains":
        return _part(field, value)
    if field.type is Type.STRS:
        raise BadFilter(field=field.name, reason="是列表，只能用 has 或 null")
    if op == "in":
        return _several(field, value)
    if op not in _COMPARISONS:
        raise BadFilter(field=field.name, reason=f"不认识比较方式 {op}")
    return None if op == "ne" and value is None else _one(field, value)


def _element(field: Field, value: Any) -> str:
    if field.type is not Type.STRS:
        raise BadFilter(field=field.name, reason="不是列表，不能用 has")
    if not isinstance(value, str):
        raise BadFilter(field=field.name, reason="has 需要文字")
    return value


def _part(field: Field, value: Any) -> Any:
    if field.type is not Type.STR:
        raise BadFilter(field=field.name, reason="不是文字，不能用 contains")
    return _one(field, value)


def _several(field: Field, value: Any) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise BadFilter(field=field.name, reason="in 需要一个列表")
    return [_one(field, each) for each in value]


def _one(field: Field, value: Any) -> Any:
    if not fits(field, value):
        raise BadFilter(field=field.name, reason=f"“{value}”不是{field.type.value}")
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    if field.type is Type.BOOL:
        return bool(value)
    return int(value) if isinstance(value, bool) else value
