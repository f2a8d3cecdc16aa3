"""What files state, gathered by id before anything is written: fields, not yet records.

Only stated fields are kept, so that a record which the graph already has keeps what the file is silent about.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import EVERYONE, Edge, Node
from graph.store.protocol import EdgeKey, edge_key
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.addresses.tally import Tally

SEEN_BY_ALL = frozenset((EVERYONE,))
_NOTHING = (None, "", ())
_PROVENANCE = frozenset({"original", "batch", "keys"})


@dataclass(slots=True)
class Stated:
    """What is stated of one node."""

    record: type[Node]
    fields: dict[str, Any] = field(default_factory=dict)
    """They replace what the graph has."""
    fills: Mapping[str, Any] = field(default_factory=dict)
    """They serve where the graph has nothing."""
    visible_to: frozenset[str] = frozenset()
    row: int = 0
    """The row that spoke of it last."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows of one file that state one field differently; the later one stands."""

    zh: str
    id: str
    fields: tuple[str, ...]
    earlier: int
    later: int


@dataclass(slots=True)
class Draft:
    """Everything that one file states."""

    nodes: dict[str, Stated] = field(default_factory=dict)
    edges: dict[EdgeKey, Edge] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    known: set[Hashable] = field(default_factory=set)
    """Places and offices that need not be stated again."""
    row: int = 0
    """The row being read."""
    old_names: OldNames = NO_OLD_NAMES
    """What the centre says of renamed places; addresses are read under the names of today."""
    addresses: Tally = field(default_factory=Tally)
    """How far the addresses of the sheet being read were recognised."""

    def node(
        self,
        record: type[Node],
        id: str,
        fields: Mapping[str, Any],
        *,
        fills: Mapping[str, Any] | None = None,
        visible_to: frozenset[str] = frozenset(),
    ) -> str:
        """State `fields` of the node `id`; empty values state nothing. Returns the id."""
        stated = self.nodes.get(id)
        if stated is None:
            stated = self.nodes[id] = Stated(record, row=self.row)
        fresh = {name: value for name, value in fields.items() if value not in _NOTHING}
        self._compare(record, id, stated, fresh)
        stated.fields.update(fresh)
        if fills:
            useful = {name: value for name, value in fills.items() if value not in _NOTHING}
            stated.fills = {**useful, **stated.fills}
        if not visible_to <= stated.visible_to:
            stated.visible_to = stated.visible_to | visible_to
        stated.row = self.row
        return id

    def edge(self, edge: Edge) -> None:
        """State an edge; the same one stated again replaces the first."""
        self.edges[edge_key(edge)] = edge

    def _compare(self, record: type[Node], id: str, stated: Stated, fresh: Mapping[str, Any]) -> None:
        if stated.row == self.row:
            return
        known = stated.fields
        differing = [
            name for name, value in fresh.items() if name not in _PROVENANCE and name in known and known[name] != value
        ]
        if differing:
            self.conflicts.append(Conflict(record.ZH, id, tuple(differing), stated.row, self.row))
