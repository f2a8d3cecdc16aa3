"""Filters: what a field can be asked, and the value as it is stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.errors import BadFilter, UnknownField
from graph.schema import node_shape
from graph.store import Filter
from graph.store.filters import check, fits

CASE = node_shape("case")
MARCH_1 = dt.datetime(2024, 3, 1, 9, 30)


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        (Filter("number", "eq", "C1"), "C1"),
        (Filter("number", "in", ("C1", "C1")), ["C1", "C1"]),
        (Filter("number", "in", (each for each in ["C1"])), ["C1"]),
        (Filter("number", "in", {}), []),
        (Filter("number", "ne", None), None),
        (Filter("number", "contains", ""), ""),
        (Filter("visible_to", "has", "*"), "*"),
        (Filter("visible_to", "null", False), False),
        (Filter("community", "null", 1), True),
        (Filter("received_at", "ge", MARCH_1), "2024-03-01T09:30:00"),
        (Filter("received_at", "ge", MARCH_1.date()), "2024-03-01"),
        (Filter("received_at", "ge", "2024-03"), "2024-03"),
        (Filter("settled_on", "in", [MARCH_1.date()]), ["2024-03-01"]),
        (Filter("participants", "lt", 3), 3),
        (Filter("participants", "eq", True), 1),
        (Filter("amount", "gt", 80), 80),
        (Filter("amount", "le", 80.5), 80.5),
        (Filter("legacy", "eq", False), False),
        (Filter("legacy", "eq", 1), True),
    ],
    ids=str,
)
def test_a_value_is_checked_and_becomes_what_is_stored(asked: Filter, stored: Any) -> None:
    checked = check(CASE, asked)
    assert (checked.field.name, checked.op, checked.value) == (asked.field, asked.op, stored)
    assert type(checked.value) is type(stored)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Filter("number", "has", "1"), "不是列表，不能用 has"),
        (Filter("visible_to", "has", 1), "has 需要文字"),
        (Filter("amount", "contains", "1"), "不是文字，不能用 contains"),
        (Filter("number", "contains", 1), "“1”不是str"),
        (Filter("visible_to", "eq", "x"), "是列表，只能用 has 或 null"),
        (Filter("visible_to", "in", ["x"]), "是列表，只能用 has 或 null"),
        (Filter("number", "in", "text"), "in 需要一个列表"),
        (Filter("number", "in", 5), "in 需要一个列表"),
        (Filter("number", "in", ["C1", None]), "“None”不是str"),
        (Filter("number", "eq", None), "“None”不是str"),
        (Filter("amount", "eq", "many"), "“many”不是float"),
        (Filter("received_at", "ge", 2024), "“2024”不是datetime"),
        (Filter("settled_on", "ne", 2024), "“2024”不是date"),
        (Filter("participants", "eq", 1 << 63), "“9223372036854775808”不是int"),
        (Filter("number", "like", "C%"), "不认识比较方式 like"),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_its_reason(asked: Filter, reason: str) -> None:
    with pytest.raises(BadFilter) as refused:
        check(CASE, asked)
    assert refused.value.facts == {"field": asked.field, "reason": reason}


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UnknownField):
        check(CASE, Filter("colour", "eq", "red"))


@pytest.mark.parametrize(
    ("field", "value", "fitting"),
    [
        ("participants", (1 << 63) - 1, True),
        ("participants", -(1 << 63), True),
        ("participants", -(1 << 63) - 1, False),
        ("participants", 2.0, False),
        ("amount", 1e300, True),
        ("amount", 1 << 63, False),
        ("legacy", True, True),
        ("legacy", "true", False),
        ("visible_to", "x", False),
        ("visible_to", ["x"], False),
    ],
)
def test_one_value_fits_its_field_or_not(field: str, value: Any, fitting: bool) -> None:
    assert fits(CASE[field], value) is fitting
