"""One store call for a level of a selection, however many records and edge fields stand on it.

All records that a query returns at one depth form a `Level`; those that came by the same field, and so have the
same selection below them, share a `Spot` in it. The first edge field that is resolved on any of them reads what the
query selects on all of them, asks the store once, and makes the next level of what came back. Every further
field of the level finds its answer there. Fields are functions from a list of parents to a list of results
(`EdgeField.ask` and `Spot.answers`); the order in which an executor calls them does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from strawberry.types.nodes import SelectedField

from api.graphql.cursors import DEFAULT_PAGE, Slice
from api.graphql.limits import Budget
from api.graphql.names import EDGE_FIELDS_OF
from api.graphql.reading import Lens
from api.graphql.selection import below, has, selected
from graph.errors import SanlianError
from graph.model import Node
from graph.schema import edge_shape, node_shape
from graph.store import Ask, Filter, Neighbours, Order, Reader, Scope

LINKS = "links"
"""The edge field that every node has: its links of any type."""


_MANY = 10_000
"""Owned records in one page: all of them, for any level that the limits let through."""


class Owned(NamedTuple):
    """Records that name their owner by its id in a field, where others are joined by an edge."""

    holder: str
    """Kind of the owner."""
    field: str
    """What the owner's GraphQL field is called."""
    kind: str
    by: str
    order: str


class Demand(NamedTuple):
    """An edge field with its arguments: what tells two answers of one node apart."""

    kind: str
    field: str
    first: int
    after: str | None
    types: tuple[str, ...] | None
    kinds: tuple[str, ...] | None

    def ask(self, ids: list[str], *, counts_only: bool) -> Ask:
        """The store's question for all of `ids`. Raises an InputError when the arguments are wrong."""
        page = Slice.of(self.field, first=self.first, after=self.after)
        limit = 0 if counts_only else page.first
        if self.field != LINKS:
            return EDGE_FIELDS_OF[self.kind][self.field].ask(ids, limit=limit, skip=page.skip)
        for each in self.types or ():
            edge_shape(each)
        for each in self.kinds or ():
            node_shape(each)
        return Ask(ids=ids, types=self.types, kinds=self.kinds, limit=limit, skip=page.skip)


@dataclass(frozen=True, slots=True)
class Links:
    """A page of one node's links, and the spot that the nodes at their other ends have in the next level."""

    found: Neighbours
    page: Slice
    spot: Spot


@dataclass(eq=False, slots=True)
class Level:
    """The records at one depth below one root field, and who reads them from which store."""

    reader: Reader
    scope: Scope
    lens: Lens
    budget: Budget
    spots: list[Spot] = field(default_factory=list)
    fetched: bool = False
    failure: Exception | None = None
    owned: dict[Owned, dict[str, list[Node]]] = field(default_factory=dict)
    portraits: Mapping[str, Any] | None = None
    """What `portraits.py` read of the people here; None: nothing yet."""
    consequences: Mapping[str, Any] | None = None
    """What `following.py` read of the cases and matters here; None: nothing yet."""
    partings: Mapping[str, Any] | None = None
    """What `following.py` read of where the matters here were parted; None: nothing yet."""
    overviews: Any = None
    """What `overviews.py` read of the matters here; None: nothing yet."""

    def spot(self, fields: Iterable[SelectedField]) -> Spot:
        """A place for the records that `fields` return."""
        made = Spot(self, list(fields))
        self.spots.append(made)
        return made

    def following(self) -> Level:
        """The level below."""
        return Level(self.reader, self.scope, self.lens, self.budget)

    def fetch(self) -> None:
        """Ask for every edge field that is selected on this level. What the store raises, each of them raises."""
        if not self.fetched:
            self.fetched = True
            try:
                self._fetch()
            except Exception as error:
                self.failure = error
        if self.failure is not None:
            raise self.failure

    def owned_by(self, id: str, owned: Owned) -> list[Node]:
        """The records that name `id` as their owner: one call finds them for every owner on this level."""
        if owned not in self.owned:
            self.owned[owned] = self._find(owned)
        return self.owned[owned].get(id, [])

    def _find(self, owned: Owned) -> dict[str, list[Node]]:
        record = node_shape(owned.holder).record.__name__
        selecting = [each for each in self.spots if each.selects((owned.field,), on=record)]
        owners = [id for spot in selecting for id in spot.kinds.get(owned.holder, ())]
        where, found = [Filter(owned.by, "in", sorted(set(owners)))], defaultdict(list)
        after, more = None, True
        while more:
            page = self.reader.find(
                owned.kind, where, order=[Order(owned.order)], first=_MANY, after=after, scope=self.scope
            )
            for each in page.nodes:
                found[getattr(each, owned.by)].append(each)
            after, more = page.cursors[-1] if page.cursors else None, page.more
        return found

    def _fetch(self) -> None:
        plan = [(spot, wanted) for spot in self.spots for wanted in spot.wanted()]
        if not plan:
            return
        answers = self.reader.neighbours([wanted.ask for _, wanted in plan], scope=self.scope)
        following = self.following()
        for (spot, wanted), found in zip(plan, answers, strict=True):
            spot.answers[wanted.demand] = wanted.links(found, following)


class Wanted(NamedTuple):
    """A demand of a spot: its question, and the query's fields that it answers."""

    demand: Demand
    ask: Ask
    fields: list[SelectedField]

    def links(self, found: Sequence[Neighbours], following: Level) -> dict[str, Links]:
        """Each id's links, from the store's answers in the order of the ids."""
        spot = following.spot([*below(self.fields, "nodes"), *below(self.fields, "edges", "node")])
        spot.take(link.node for each in found for link in each.links)
        page = Slice.of(self.demand.field, first=self.demand.first, after=self.demand.after)
        return {id: Links(each, page, spot) for id, each in zip(self.ask.ids, found, strict=True)}


@dataclass(eq=False, slots=True)
class Spot:
    """Where records stand in the selection: those here have the same fields below them."""

    level: Level
    fields: list[SelectedField]
    kinds: dict[str, dict[str, None]] = field(default_factory=dict)
    """Kind to the ids of its records here, each once, in the order of their coming."""
    answers: dict[Demand, dict[str, Links] | SanlianError] = field(default_factory=dict)

    def take(self, records: Iterable[Node]) -> None:
        """Let these records stand here; only before the level is fetched."""
        for each in records:
            self.kinds.setdefault(each.KIND, {})[each.id] = None

    def selects(self, names: Collection[str], *, on: str) -> bool:
        """Whether the query asks the records of the type `on` here for one of these fields."""
        return any(each.name in names for parent in self.fields for each in selected(parent.selections, on=on))

    def wanted(self) -> list[Wanted]:
        """What the query selects of the links of the records here. Wrong arguments become that field's answer."""
        found = []
        for kind, ids in self.kinds.items():
            for demand, fields in self._demands(kind).items():
                counts_only = not any(has(fields, each) for each in ("nodes", "edges", "pageInfo"))
                try:
                    found.append(Wanted(demand, demand.ask(list(ids), counts_only=counts_only), fields))
                except SanlianError as error:
                    self.answers[demand] = error
        return found

    def links(self, id: str, demand: Demand) -> Links:
        """A node's links; raises what its arguments, or the store, are to blame for."""
        self.level.fetch()
        answer = self.answers[demand]
        if isinstance(answer, SanlianError):
            raise answer
        links = answer[id]
        self.level.budget.spend(demand.field, len(links.found.links))
        return links

    def _demands(self, kind: str) -> dict[Demand, list[SelectedField]]:
        edges, name = EDGE_FIELDS_OF[kind], node_shape(kind).record.__name__
        found: dict[Demand, list[SelectedField]] = {}
        for parent in self.fields:
            for each in selected(parent.selections, on=name):
                if each.name == LINKS or each.name in edges:
                    found.setdefault(demand_of(kind, each.name, each.arguments), []).append(each)
        return found


def demand_of(kind: str, field: str, arguments: dict[str, Any]) -> Demand:
    """The demand that a query's field makes, its literals read as its variables are."""
    first = arguments.get("first")
    return Demand(
        kind,
        field,
        DEFAULT_PAGE if first is None else int(first),
        arguments.get("after"),
        _texts(arguments.get("types")),
        _texts(arguments.get("kinds")),
    )


def _texts(value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    return (value,) if isinstance(value, str) else tuple(value)
