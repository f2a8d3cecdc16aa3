"""All that a store holds, to compare two of them."""

from __future__ import annotations

from typing import Any

from graph.model import EDGES, NODES
from graph.store import EVERYTHING, Reader, Store
from tests.contract.reference import Model


def everything(store: Store) -> dict[str, Any]:
    """Every node, every edge and every entry of the journal."""
    return {"graph": graph_of(store), "journal": store.changes(limit=10**9, scope=EVERYTHING)}


def graph_of(reader: Reader) -> Model:
    """Every node and every edge, read by scanning."""
    model = Model()
    for kind in NODES:
        model.put(reader.scan(kind.KIND, scope=EVERYTHING))
    for type in EDGES:
        model.put(reader.scan_edges(type.TYPE, scope=EVERYTHING))
    return model
