"""Cursors: what is written is read again, and no other text is."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadCursor, UnknownField
from graph.model import Case
from graph.schema import node_shape
from graph.store import Filter, Order
from graph.store.cursors import keys_of, read_cursor, stamp_of, write_cursor

CASE = node_shape("case")
KEYS = keys_of(CASE, [Order("received_at", descending=True)])
STAMP = stamp_of("case", [], KEYS)
CASES = st.builds(
    Case,
    id=st.text(),
    source=st.text(),
    number=st.text(),
    kind=st.text(),
    title=st.text(),
    received_at=st.none() | st.datetimes(),
    settled_on=st.none() | st.dates(),
    participants=st.none() | st.integers(-(1 << 63), (1 << 63) - 1),
    amount=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    legacy=st.booleans(),
    visible_to=st.lists(st.text()).map(tuple),
)
ORDERS = st.lists(st.builds(Order, st.sampled_from(CASE.names), st.booleans()), max_size=4)


def in_json(value: Any) -> Any:
    """What JSON keeps of a field's value."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@given(CASES, ORDERS)
def test_what_is_written_is_read_again(case: Case, order: list[Order]) -> None:
    keys = keys_of(CASE, order)
    stamp = stamp_of("case", [], keys)
    held = read_cursor(write_cursor(stamp, keys, node=case), stamp, keys=keys)
    assert held == [in_json(getattr(case, key.field.name)) for key in keys]


@given(st.text() | st.binary().map(lambda some: base64.urlsafe_b64encode(some).decode()))
def test_a_text_that_nobody_wrote_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(text, STAMP, keys=KEYS)


def written(held: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(held)).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "é",
        "物业",
        "not base64!",
        written(None),
        written({}),
        written([]),
        written([STAMP]),
        written([STAMP, "2024-01-01T00:00:00"]),
        written([STAMP, "2024-01-01T00:00:00", "case-1", "case-2"]),
        written(["another", "2024-01-01T00:00:00", "case-1"]),
        written([None, "2024-01-01T00:00:00", "case-1"]),
        written([STAMP, "2024-01-01T00:00:00", None]),
        written([STAMP, 2024, "case-1"]),
        written([STAMP, {"$ne": 1}, "case-1"]),
        written([STAMP, ["2024"], "case-1"]),
    ],
)
def test_a_malformed_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(cursor, STAMP, keys=KEYS)


@pytest.mark.parametrize("value", ["*", [1], [None], {"*": 1}, None])
def test_a_tuple_field_is_held_as_a_list_of_texts(value: Any) -> None:
    keys = keys_of(CASE, [Order("visible_to")])
    with pytest.raises(BadCursor):
        read_cursor(written([STAMP, value, "case-1"]), STAMP, keys=keys)


def test_padding_may_stay_or_go() -> None:
    cursor = written([STAMP, None, "case-1"])
    assert read_cursor(cursor, STAMP, keys=KEYS) == read_cursor(cursor.rstrip("="), STAMP, keys=KEYS)


@pytest.mark.parametrize(
    ("kind", "where", "order"),
    [
        ("case", [], [Order("received_at")]),
        ("case", [], [Order("number", descending=True)]),
        ("case", [], []),
        ("case", [Filter("kind", "eq", "dispute")], [Order("received_at", descending=True)]),
        ("matter", [], [Order("received_at", descending=True)]),
    ],
)
def test_another_question_has_another_stamp(kind: str, where: list[Filter], order: list[Order]) -> None:
    assert stamp_of(kind, where, keys_of(CASE, order)) != STAMP


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ([], ["id"]),
        ([Order("number")], ["number", "id"]),
        ([Order("id", descending=True)], ["id"]),
        ([Order("id"), Order("number")], ["id", "number"]),
    ],
)
def test_the_id_makes_an_order_total(order: list[Order], names: list[str]) -> None:
    assert [each.field.name for each in keys_of(CASE, order)] == names


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UnknownField):
        keys_of(CASE, [Order("colour")])
