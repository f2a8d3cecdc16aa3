"""Small stores for the tests of the pipeline, and what they hold, to be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from graph.ids import make_id
from graph.model import Case, Edge, Mention, MentionedIn, Node, Place, StatedAt
from graph.store import EVERYTHING, Store, edge_key, open_store

DERIVED_NODES = ("person", "organisation", "matter")
DERIVED_EDGES = ("refers_to", "party_to", "lives_in", "owns", "rents", "linked", "part_of")


def new_store(folder: Path, name: str = "street") -> Store:
    """An empty store."""
    return open_store(f"sqlite:///{folder / name}.db", create=True)


def case(number: str, **facts: object) -> Case:
    """A case; `day` counts from 1 January 2024."""
    day = facts.pop("day", 0)
    received = dt.datetime(2024, 1, 1, 9) + dt.timedelta(days=day)  # type: ignore[arg-type]
    facts = {"kind": "dispute", "title": f"{number}号事件", "source": "grid", "received_at": received, **facts}
    return Case(id=make_id("case", str(facts["source"]), number), number=number, **facts)  # type: ignore[arg-type]


def unit(name: str, level: str = "unit") -> Place:
    """A dwelling or another place."""
    return Place(id=make_id("place", level, name), level=level, name=name, full_name=name)


def put(store: Store, *records: Node | Edge) -> None:
    """Write records, nodes first."""
    nodes = [each for each in records if isinstance(each, Node)]
    with store.change(by="test", why="写入") as change:
        change.put(nodes)
        change.put(each for each in records if isinstance(each, Edge))


def party(mention: Mention, case: Case, role: str = "party") -> MentionedIn:
    """A mention stands in a case."""
    return MentionedIn(source=mention.id, target=case.id, role=role)


def at_home(mention: Mention, place: Place, tenure: str = "lives", **period: dt.date) -> StatedAt:
    """A mention states a tenure."""
    return StatedAt(source=mention.id, target=place.id, tenure=tenure, **period)


def derived(store: Store) -> tuple[list[object], list[object]]:
    """Everything derived that the store holds, in an order of its own."""
    nodes = [each for kind in DERIVED_NODES for each in store.scan(kind, scope=EVERYTHING)]
    return nodes, sorted(edges(store, *DERIVED_EDGES), key=repr)


def edges(store: Store, *types: str) -> list[Edge]:
    """The edges of these types."""
    return [each for type in types for each in store.scan_edges(type, scope=EVERYTHING)]


def keys(found: Iterable[Edge]) -> set[tuple[str, str, str]]:
    """What makes edges the ones that they are."""
    return {(key.source, key.target, key.key) for key in map(edge_key, found)}
