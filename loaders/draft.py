"""What files state, gathered by id before anything is written: fields, not yet records.

Only stated fields are kept, so that a record which the graph already has keeps what the file is silent about.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.identity.keys import compared_keys, keys_from
from graph.model import EVERYONE, Edge, Node
from graph.schema import shape_of
from graph.store.protocol import EdgeKey, edge_key
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.addresses.tally import Tally
from loaders.lasting import LastRows

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

    def keys(self) -> tuple[str, ...]:
        """The keys of a mention of which nothing else is known."""
        facts = {**self.fills, **self.fields}
        if facts.get("profile") and facts.get("kind") == "person":
            return compared_keys(facts["profile"], facts.get("original", ""))
        return keys_from(
            facts.get("kind", "person"), facts.get("name", ""), facts.get("identity_number", ""),
            facts.get("telephones", ()), birth=facts.get("birth_date"), handed_on=self.fields.get("keys", ()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows of one file that state one field differently; the later one stands."""

    zh: str
    id: str
    fields: tuple[str, ...]
    """As users read them."""
    earlier: int
    later: int


class Role(NamedTuple):
    """The parties of one role in one case of a source."""

    source: str
    number: str
    role: str

    def record(self, seat: int) -> str:
        """The record number of one of them, where the source gives none."""
        return f"{self.number}/{self.role}/{seat}"


class Seats(NamedTuple):
    """Of a role of which all parties are stated: the id of the case, and how many they are so far."""

    case: str
    taken: int


@dataclass(slots=True)
class Memory:
    """What is remembered of a file from one draft to the next; of ids the hashes alone, for there may be millions."""

    rows: LastRows = field(default_factory=LastRows)
    """The row that stated a node last; of all but steps, which go with their case."""
    known: set[Hashable] = field(default_factory=set)
    """Places and offices that need not be stated again."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Ids of offices, and the ids by which the graph knows them."""
    areas: dict[str, str] = field(default_factory=dict)
    """The level of each street, community and grid that was stated, by its id."""
    restated: dict[Role, Seats] = field(default_factory=dict)
    """Roles that were stated of cases which the graph knew before this file."""
    listed: dict[str, set[str]] = field(default_factory=dict)
    """By weekly list: the cases that this file lists."""
    relisted: dict[str, frozenset[str]] = field(default_factory=dict)
    """By weekly list that the graph knew before this file: the cases that it listed."""
    spread: int = 0
    """Parties that stand in a further row of their case."""
    _seats: dict[int, int | tuple[int, ...]] = field(default_factory=dict)

    def seat_of(self, role: Role, who: Hashable) -> int:
        """Which of the parties in this role `who` is, from 1: the one that they were before in this file, or the next.

        So a case whose parties stand in a row each has them all, whichever way its rows are cut into drafts.
        """
        taken = self._seats.get(hash(role))
        if taken is None:
            self._seats[hash(role)] = hash(who)
            return 1
        seats = taken if isinstance(taken, tuple) else (taken,)
        if hash(who) not in seats:
            seats = self._seats[hash(role)] = (*seats, hash(who))
        return seats.index(hash(who)) + 1

    def seats_in(self, role: Role) -> int:
        """How many parties this file states in a role."""
        taken = self._seats.get(hash(role), ())
        return len(taken) if isinstance(taken, tuple) else 1


@dataclass(slots=True)
class Draft:
    """Everything that a file, or a portion of it, states."""

    nodes: dict[str, Stated] = field(default_factory=dict)
    edges: dict[EdgeKey, Edge] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of mentions the keys that what is stated makes, where they were made already."""
    conflicts: list[Conflict] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    roles: dict[Role, Seats] = field(default_factory=dict)
    """The roles of which all parties are stated."""
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
        fresh = {name: value for name, value in fields.items() if value or value not in _NOTHING}
        self._compare(record, id, stated, fresh)
        stated.fields.update(fresh)
        if fills:
            useful = {name: value for name, value in fills.items() if value or value not in _NOTHING}
            stated.fills = {**useful, **stated.fills}
        if not visible_to <= stated.visible_to:
            stated.visible_to = stated.visible_to | visible_to
        stated.row = self.row
        return id

    @property
    def known(self) -> set[Hashable]:
        """See `Memory`."""
        return self.memory.known

    def add(self, other: Draft) -> None:
        """Take over what another table of the same file states; it is used up."""
        for id, stated in other.nodes.items():
            self.row = stated.row
            self.node(stated.record, id, stated.fields, fills=stated.fills, visible_to=stated.visible_to)
        self.edges.update(other.edges)
        self.roles.update(other.roles)

    def edge(self, edge: Edge) -> None:
        """State an edge; the same one stated again replaces the first."""
        self.edges[edge_key(edge)] = edge

    def _compare(self, record: type[Node], id: str, stated: Stated, fresh: Mapping[str, Any]) -> None:
        if stated.row == self.row:
            return
        known = stated.fields
        differing = [name for name, value in fresh.items() if name in known and known[name] != value]
        if differing:
            self.conflict(record, id, differing, earlier=stated.row, later=self.row)

    def conflict(self, record: type[Node], id: str, fields: Iterable[str], *, earlier: int, later: int) -> None:
        """Note that two rows state these fields of a node differently; provenance does not count."""
        if differing := tuple(each for each in fields if each not in _PROVENANCE):
            shape = shape_of(record)
            self.conflicts.append(Conflict(record.ZH, id, tuple(shape[each].zh for each in differing), earlier, later))
