"""Engines against the plain reference: any small graph, any scope, every read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import EDGES, Edge, Node, PartyTo
from graph.schema import NODE_SHAPES, Field, Type
from graph.store import EVERYTHING, Ask, Filter, Order, Reader, Scope, Store, edge_key
from tests.contract import graphs as g
from tests.contract.comparing import CALM, IDS, SCOPES, Check
from tests.contract.engines import Engine
from tests.contract.reference import Model
from tests.contract.whole import graph_of

TYPES = st.none() | st.lists(st.sampled_from([each.TYPE for each in EDGES]), max_size=6, unique=True)
SOME_IDS = st.lists(st.sampled_from(IDS), max_size=8)
ASKS = st.builds(
    Ask,
    ids=SOME_IDS,
    types=TYPES,
    direction=st.sampled_from(["out", "in", "both"]),
    kinds=st.none() | st.lists(st.sampled_from(g.KINDS), max_size=3, unique=True),
    limit=st.integers(0, 5),
    skip=st.integers(0, 3),
)


@st.composite
def filters(draw: st.DrawFn, kind: str) -> Filter:
    """A filter that a kind can be asked for."""
    field: Field = draw(st.sampled_from([each for each in NODE_SHAPES[kind].fields if each.name != "visible_to"]))
    if field.type is Type.STRS:
        return Filter(field.name, "has", draw(g.values_of(NODE_SHAPES[kind]["id"])))
    op = draw(st.sampled_from(_OPS_OF_TEXT if field.type is Type.STR else _OPS))
    if op == "null":
        return Filter(field.name, op, draw(st.booleans()))
    value = draw(st.sampled_from(g.node_ids(kind)) if field.name == "id" else g.values_of(field))
    return Filter(field.name, op, [value, draw(g.values_of(field))] if op == "in" else value)


_OPS = ("eq", "ne", "in", "lt", "le", "gt", "ge", "null")
_OPS_OF_TEXT = (*_OPS, "contains")


@st.composite
def orders(draw: st.DrawFn, kind: str) -> Sequence[Order]:
    """An order of one or two fields that are not lists."""
    names = [each.name for each in NODE_SHAPES[kind].fields if each.type is not Type.STRS]
    fields = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    return [Order(each, draw(st.booleans())) for each in fields]


def test_a_graph_is_what_was_put(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        assert graph_of(store) == model
        asked = data.draw(SOME_IDS)
        assert store.get(asked, scope=scope) == model.within(scope).get(asked)

    comparing(check)


def test_find_and_count(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(g.KINDS))
        where = data.draw(st.lists(filters(kind), max_size=2))
        order = data.draw(orders(kind))
        first = data.draw(st.integers(1, 4))
        expected = model.within(scope).find(kind, where, order)
        page = store.find(kind, where, order=order, first=first, total=True, scope=scope)
        assert page.total == len(expected)
        walked = list(page.nodes)
        while page.more:
            page = store.find(kind, where, order=order, first=first, after=page.cursors[-1], scope=scope)
            walked += page.nodes
        assert walked == expected
        assert list(store.scan(kind, where, scope=scope)) == sorted(expected, key=lambda node: node.id)
        by = data.draw(st.sampled_from([each.name for each in NODE_SHAPES[kind].fields if each.type is not Type.STRS]))
        assert store.count(kind, where, by=by, scope=scope) == model.within(scope).count(kind, where, by)

    comparing(check)


def test_neighbours(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        asks = data.draw(st.lists(ASKS, max_size=3))
        seen = model.within(scope)
        assert store.neighbours(asks, scope=scope) == [seen.neighbours(ask, whole=model) for ask in asks]

    comparing(check)


def test_edges(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        asked, types = data.draw(SOME_IDS), data.draw(TYPES) or []
        for direction in ("out", "in", "both"):
            found = store.edges(asked, types=types, direction=direction, scope=scope)
            assert found == model.within(scope).edges_of(asked, types, direction)

    comparing(check)


def test_around(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        asked = data.draw(SOME_IDS)
        limits: dict[str, Any] = {
            "depth": data.draw(st.integers(0, 3)),
            "limit": data.draw(st.integers(1, 8)),
            "most": 100,
        }
        types = data.draw(TYPES)
        found = store.around(asked, types=types, scope=scope, **limits)
        assert found == model.within(scope).around(asked, types=types, whole=model, **limits)
        assert list(found.nodes) == sorted(found.nodes, key=lambda id: (found.nodes[id], id))

    comparing(check)


def test_around_at_most_so_many(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        asked = data.draw(SOME_IDS)
        limits: dict[str, Any] = {
            "depth": data.draw(st.integers(1, 3)),
            "limit": 50,
            "most": data.draw(st.integers(1, 8)),
        }
        found = store.around(asked, scope=scope, **limits)
        expected = model.within(scope).around(asked, types=None, whole=model, **limits)
        assert list(found.nodes.items()) == list(expected.nodes.items())
        assert found.edges == expected.edges

    comparing(check)


def test_path(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        pairs = data.draw(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=8))
        types = data.draw(TYPES)
        rules: dict[str, Any] = {
            "longest": data.draw(st.integers(0, 6)),
            "hub": data.draw(st.none() | st.integers(1, 6)),
        }
        seen = model.within(scope)
        for pair, path in zip(pairs, store.path(pairs, types=types, scope=scope, **rules), strict=True):
            expected = seen.distance(*pair, types=types, **rules)
            assert (None if path is None else len(path.edges)) == expected
            if path is not None:
                check_way(path.nodes, path.edges, pair, seen, types, rules["hub"])

    def check_way(
        nodes: Sequence[Node],
        edges: Sequence[Edge],
        pair: tuple[str, str],
        seen: Model,
        types: Sequence[str] | None,
        hub: int | None,
    ) -> None:
        assert [nodes[0].id, nodes[-1].id] == [seen.answering(each) for each in pair]
        assert list(nodes) == seen.get([each.id for each in nodes])
        ask = Ask(ids=(), types=types)
        for here, edge, there in zip(nodes, edges, nodes[1:], strict=False):
            assert edge in [link.edge for link in seen.links(here.id, ask) if link.node == there]
        assert hub is None or all(len(seen.links(each.id, ask)) <= hub for each in nodes[1:-1])

    comparing(check)


def test_search(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        text = data.draw(g.words())
        kinds = data.draw(st.none() | st.lists(st.sampled_from(g.KINDS), max_size=3, unique=True))
        first, skip = data.draw(st.integers(0, 6)), data.draw(st.integers(0, 2))
        hits, total = store.search(text, kinds=kinds, first=first, skip=skip, scope=scope)
        expected = model.within(scope).search(text, kinds=kinds)
        assert (hits, total) == (expected[skip : skip + first], len(expected))

    comparing(check)


# -- the journal -----------------------------------------------------------------------------------

DELETIONS = st.one_of(
    st.sampled_from(IDS),
    g.edges_of(PartyTo).map(edge_key),
)
CHANGES = st.lists(
    st.lists(st.one_of(g.graphs(), st.lists(DELETIONS, max_size=6)), min_size=1, max_size=3), min_size=1, max_size=5
)


def test_the_journal_replayed_is_the_graph_at_every_moment(engine: Engine) -> None:
    @settings(CALM, max_examples=max(5, engine.examples // 3))
    @given(CHANGES)
    def replays(changes: list[list[list[Any]]]) -> None:
        with engine.empty().opened(create=True) as store:
            moments = written(store, changes)
            assert store.head()[0] == len(moments) - 1
            check_journal(store, moments)
            check_past(store, moments)

    replays()


def written(store: Store, changes: list[list[list[Any]]]) -> list[Model]:
    """Write the changes; the graph after each that changed something, the empty one first."""
    moments = [Model()]
    for steps in changes:
        after = moments[-1].copy()
        with store.change(by="contract", why="random") as change:
            for step in steps:
                if step and isinstance(step[0], Node):
                    change.put(step)
                    after.put(step)
                else:
                    change.delete(step)
                    after.delete(step)
        assert (change.receipt.seq is None) == (after == moments[-1])
        if after != moments[-1]:
            moments.append(after)
    return moments


def check_journal(store: Store, moments: list[Model]) -> None:
    """Every entry says what was before, and all entries of a change make of one graph the next."""
    model = Model()
    entries = store.changes(limit=10**6, scope=EVERYTHING)
    for seq in range(1, len(moments)):
        mine = [each for each in entries if each.seq == seq]
        for each in mine:
            assert each.before != each.after
            assert each.before in [*model.nodes.values(), *model.edges.values(), None]
        model.delete(_target(each.before) for each in mine if each.after is None)
        model.put(each.after for each in mine if each.after is not None)
        assert model == moments[seq]


def check_past(store: Store, moments: list[Model]) -> None:
    """Every moment can be seen again."""
    for seq in range(1, len(moments)):
        with store.as_of(seq) as then:
            assert graph_of(then) == moments[seq]
            seen = moments[seq].within(SCOPES[2])
            assert list(then.scan("case", scope=SCOPES[2])) == list(seen.scan("case"))
            ask = Ask(ids=IDS)
            assert then.neighbours([ask], scope=SCOPES[2])[0] == seen.neighbours(ask, whole=moments[seq])
            hits, _ = then.search("物", first=100, scope=EVERYTHING)
            assert hits == moments[seq].search("物")


def _target(record: Node | Edge | None) -> Any:
    return record.id if isinstance(record, Node) else edge_key(record) if record else None
