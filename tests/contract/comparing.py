"""Generated graphs, written to a store one in the place of the other, each compared with the reference."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Edge, Node
from graph.store import EVERYTHING, Reader, Scope, Store
from tests.contract import graphs as g
from tests.contract.reference import Model

_SLOW_BUT_SOUND = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
CALM = settings(deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW_BUT_SOUND)
"""The same examples in every run; a failure prints how to get it again."""
SCOPES = (EVERYTHING, Scope.of(), Scope.of("community-a"), Scope.of("community-a", "community-b"))
IDS = (*(id for kind in g.KINDS for id in g.node_ids(kind)), *g.ABSENT)
"""Every id that a generated graph may hold, and some that no node has."""
Check = Callable[[Reader, Model, Scope, st.DataObject], None]
"""Told the store, the same graph as a model, a reader's scope, and where to draw what it asks."""


def compare(store: Store, check: Check, *, examples: int) -> None:
    """Run a check on so many graphs."""

    @settings(CALM, max_examples=examples)
    @given(g.graphs(), st.sampled_from(SCOPES), st.data())
    def compare_one(records: list[Node | Edge], scope: Scope, data: st.DataObject) -> None:
        replace(store, records)
        check(store, Model.of(records), scope, data)

    compare_one()


def replace(store: Store, records: list[Node | Edge]) -> None:
    """Put a graph in the place of what the store holds."""
    old = [node.id for kind in (*g.KINDS, "redirect") for node in store.scan(kind, scope=EVERYTHING)]
    with store.change(by="contract", why="replace") as change:
        change.delete(old)
        change.put(records)
