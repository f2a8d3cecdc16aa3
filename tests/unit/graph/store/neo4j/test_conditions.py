"""Orders and cursors: None first, and no cursor but one's own."""

from __future__ import annotations

import base64
from typing import Any

import orjson
import pytest

from graph.errors import BadCursor, BadFilter, UnknownField
from graph.schema import node_shape
from graph.store import Filter, Order
from graph.store.neo4j.conditions import beyond, keys_of, matching, stamp_of, write_cursor

CASE = node_shape("case")
KEYS = keys_of(CASE, [Order("received_at", descending=True)])
STAMP = stamp_of("case", [], KEYS)


@pytest.mark.parametrize(
    ("order", "cypher"),
    [
        (Order("received_at"), "n.`received_at` IS NOT NULL, n.`received_at`"),
        (Order("received_at", descending=True), "n.`received_at` IS NOT NULL DESC, n.`received_at` DESC"),
        (Order("number"), "n.`number`"),
    ],
)
def test_none_comes_first_ascending_and_last_descending(order: Order, cypher: str) -> None:
    assert [each.cypher for each in keys_of(CASE, [order])] == [cypher, "n.`id`"]


def test_values_travel_as_parameters_alone() -> None:
    cypher, parameters = matching(CASE, [Filter("number", "eq", "1' OR true"), Filter("status", "in", ["received"])])
    assert cypher == " AND n.`number` = $value0 AND n.`status` IN $value1"
    assert parameters == {"value0": "1' OR true", "value1": ["received"]}


@pytest.mark.parametrize(
    "asked",
    [
        Filter("number", "has", "1"),
        Filter("visible_to", "eq", "x"),
        Filter("amount", "contains", "1"),
        Filter("amount", "eq", "many"),
        Filter("number", "eq", None),
        Filter("number", "in", "text"),
        Filter("number", "like", "x"),  # type: ignore[arg-type]
    ],
)
def test_a_filter_that_does_not_fit_its_field_is_refused(asked: Filter) -> None:
    with pytest.raises(BadFilter):
        matching(CASE, [asked])


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UnknownField):
        keys_of(CASE, [Order("colour")])


def test_after_a_time_come_earlier_ones_and_those_without() -> None:
    cypher, parameters = beyond(KEYS, write_cursor(STAMP, ["2024-01-01T00:00:00", "case-1"]), STAMP)
    assert cypher == (
        " AND (((n.`received_at` < $held0 OR n.`received_at` IS NULL))"
        " OR (n.`received_at` = $held0 AND n.`id` > $held1))"
    )
    assert parameters == {"held0": "2024-01-01T00:00:00", "held1": "case-1"}


def written(held: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(held)).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "é",
        "not base64!",
        written({}),
        written([STAMP]),
        written(["another", "2024-01-01T00:00:00", "case-1"]),
        written([STAMP, "2024-01-01T00:00:00", None]),
        written([STAMP, {"$ne": 1}, "case-1"]),
    ],
)
def test_a_cursor_of_another_question_or_of_nobody_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        beyond(KEYS, cursor, STAMP)
