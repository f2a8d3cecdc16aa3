"""Filters, orders and cursors in Cypher: values as parameters alone, None first."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.model import Case
from graph.schema import node_shape
from graph.store import Filter, Order
from graph.store.cursors import keys_of, stamp_of, write_cursor
from graph.store.neo4j.conditions import beyond, matching, sorting

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
    assert sorting(keys_of(CASE, [order])) == f"{cypher}, n.`id`"


def test_values_travel_as_parameters_alone() -> None:
    cypher, parameters = matching(CASE, [Filter("number", "eq", "1' OR true"), Filter("status", "in", ["received"])])
    assert cypher == " AND n.`number` = $value0 AND n.`status` IN $value1"
    assert parameters == {"value0": "1' OR true", "value1": ["received"]}


def test_after_a_time_come_earlier_ones_and_those_without() -> None:
    case = Case(
        id="case-1", source="grid", number="1", kind="dispute", title="漏水", received_at=dt.datetime(2024, 1, 1)
    )
    cypher, parameters = beyond(KEYS, write_cursor(STAMP, KEYS, node=case), STAMP)
    assert cypher == (
        " AND (((n.`received_at` < $held0 OR n.`received_at` IS NULL))"
        " OR (n.`received_at` = $held0 AND n.`id` > $held1))"
    )
    assert parameters == {"held0": "2024-01-01T00:00:00", "held1": "case-1"}
