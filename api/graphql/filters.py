"""Filters and orders of the root connections, derived from the records' fields.

Sealed fields can be neither filtered nor sorted by: a filter would tell, digit by digit, what the mask hides.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

import strawberry
from strawberry import UNSET

from api.graphql.names import camel, type_name
from api.graphql.reading import description, shown
from graph.clock import STREET_TIME
from graph.errors import BadFilter, BadValue
from graph.schema import NODE_SHAPES, Field, Shape, Type
from graph.store import Filter, Order

V = TypeVar("V")


def _option(name: str | None = None, note: str | None = None) -> Any:
    return strawberry.field(name=name, default=UNSET, description=note)


@strawberry.input(description="是或否")
class BooleanFilter:
    """Conditions on a truth value."""

    eq: bool | None = _option()
    ne: bool | None = _option()
    null: bool | None = _option(note="true：没有填写")


@strawberry.input(description="一串文字中的任何一条")
class ListFilter:
    """Conditions on a list of texts."""

    has: str | None = _option(note="其中有这一条")
    null: bool | None = _option(note="true：没有填写")


@strawberry.input(description="文字或代码")
class StringFilter:
    """Conditions on a text or a code."""

    eq: str | None = _option()
    ne: str | None = _option()
    in_: list[str] | None = _option("in")
    contains: str | None = _option(note="文字中含有")
    lt: str | None = _option()
    le: str | None = _option()
    gt: str | None = _option()
    ge: str | None = _option()
    null: bool | None = _option(note="true：没有填写")


@strawberry.input(name="Filter", description="可以比较大小的值")
class OrderedFilter(Generic[V]):
    """Conditions on a number, a day or a time."""

    eq: V | None = _option()
    ne: V | None = _option()
    in_: list[V] | None = _option("in")
    lt: V | None = _option(note="小于、早于")
    le: V | None = _option()
    gt: V | None = _option()
    ge: V | None = _option()
    null: bool | None = _option(note="true：没有填写")


_BY_TYPE: Mapping[Type, Any] = {
    Type.STR: StringFilter,
    Type.INT: OrderedFilter[int],
    Type.FLOAT: OrderedFilter[float],
    Type.BOOL: BooleanFilter,
    Type.DATE: OrderedFilter[dt.date],
    Type.DATETIME: OrderedFilter[dt.datetime],
    Type.STRS: ListFilter,
}


@strawberry.enum(description="排序的方向")
class Direction(enum.Enum):
    """Which end comes first."""

    ASC = "asc"
    DESC = "desc"


def filtered(shape: Shape) -> tuple[Field, ...]:
    """The fields that a record can be filtered by."""
    return tuple(each for each in shown(shape) if not each.sealed)


def sorted_by(shape: Shape) -> tuple[Field, ...]:
    """The fields that records can be sorted by."""
    return tuple(each for each in filtered(shape) if each.type is not Type.STRS)


def _filter_type(shape: Shape) -> type:
    name = f"{type_name(shape)}Filter"
    made = type(name, (), {})
    made.__annotations__ = {each.name: _BY_TYPE[each.type] | None for each in filtered(shape)}
    for each in filtered(shape):
        setattr(made, each.name, strawberry.field(name=camel(each.name), default=UNSET, description=description(each)))
    return strawberry.input(made, name=name, description=f"{shape.record.ZH}的筛选，各条件同时成立")


def _order_type(shape: Shape) -> type:
    name = type_name(shape)
    fields: Any = enum.Enum(f"{name}Field", {camel(each.name): each.name for each in (shape["id"], *sorted_by(shape))})
    made = type(f"{name}Order", (), {})
    made.__annotations__ = {
        "field": strawberry.enum(fields, description=f"{shape.record.ZH}的字段"),
        "direction": Direction,
    }
    made.direction = Direction.ASC  # type: ignore[attr-defined]
    return strawberry.input(made, name=f"{name}Order", description=f"{shape.record.ZH}的排序")


FILTERS: Mapping[str, type] = {kind: _filter_type(shape) for kind, shape in NODE_SHAPES.items()}
ORDERS: Mapping[str, type] = {kind: _order_type(shape) for kind, shape in NODE_SHAPES.items()}


def conditions(shape: Shape, where: Any) -> list[Filter]:
    """The store's filters for what a `where` argument says. Raises BadFilter for a condition of null."""
    if where is None:
        return []
    asked = [(each, getattr(where, each.name)) for each in filtered(shape)]
    return [found for field, given in asked if given for found in _conditions(field, given)]


def _conditions(field: Field, given: Any) -> Iterator[Filter]:
    for name, value in vars(given).items():
        if value is UNSET:
            continue
        operation = name.rstrip("_")
        if value is None:
            reason = f"{operation} 不能是 null；要找没有填写的，请写 null: true"
            raise BadFilter(field=camel(field.name), reason=reason)
        yield Filter(field.name, operation, local_time(value))  # type: ignore[arg-type]


def local_time(value: Any) -> Any:
    """A time with a zone as the street's clock shows it, without one."""
    if isinstance(value, list):
        return [local_time(each) for each in value]
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return in_zone(value, STREET_TIME).replace(tzinfo=None)
    return value


def in_zone(at: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The same moment by another clock. Raises BadValue at the ends of the calendar, where that clock has no date."""
    try:
        return at.astimezone(zone)
    except OverflowError as error:
        raise BadValue(value=at.isoformat(), field="时间", reason="超出了日历的范围") from error


def orders(order_by: list[Any] | None) -> list[Order]:
    """The store's orders for an `orderBy` argument."""
    return [Order(each.field.value, each.direction is Direction.DESC) for each in order_by or ()]


def local_iso(at: dt.datetime | None) -> str | None:
    """A time as questions take it: ISO 8601, by the street's clock, without a zone."""
    return None if at is None else local_time(at).isoformat()
