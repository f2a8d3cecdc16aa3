"""Ten thousand ids at once: every verb that takes many takes so many, in one call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.model import Edge, Node
from graph.store import EVERYTHING, Ask, Filter, Scope, Store, edge_key
from graph.store.questions import CASES_OF, MENTIONS_OF
from tests.contract.engines import Engine
from tests.contract.records import MANY, NOBODY, case, delete, ids, party, people, person, put

PEOPLE = people(MANY)
CASES = [case(f"C{each}") for each in range(MANY // 20)]


def crowd() -> Iterator[Node | Edge]:
    """Ten thousand people, twenty to a case, each case's last one party to the next case too."""
    yield from PEOPLE
    yield from CASES
    for position, each in enumerate(PEOPLE):
        item = position // 20
        yield party(each, CASES[item])
        if position % 20 == 19 and item + 1 < len(CASES):
            yield party(each, CASES[item + 1], "agent")


@pytest.fixture
def town(engine: Engine) -> Iterator[Store]:
    """The crowd, to be read."""
    with engine.holding("crowd", crowd).opened() as opened:
        yield opened


def test_get(town: Store) -> None:
    asked = [*ids(PEOPLE), NOBODY, *ids(CASES)]
    assert town.get(asked, scope=EVERYTHING) == [*PEOPLE, None, *CASES]
    assert town.get(asked, scope=Scope.of()) == [*PEOPLE, None, *CASES]


def test_find_by_many_values(town: Store) -> None:
    page = town.find("person", [Filter("id", "in", [*ids(PEOPLE), NOBODY])], first=MANY, total=True, scope=EVERYTHING)
    assert ids(page.nodes) == sorted(ids(PEOPLE))
    assert (page.total, page.more) == (MANY, False)


def test_scan_and_count(town: Store) -> None:
    assert ids(town.scan("person", scope=EVERYTHING)) == sorted(ids(PEOPLE))
    assert town.count("person", [Filter("id", "in", ids(PEOPLE))], scope=EVERYTHING) == {None: MANY}
    assert len(list(town.scan_edges("party_to", scope=EVERYTHING))) == MANY + len(CASES) - 1


def test_neighbours(town: Store) -> None:
    found = town.neighbours([Ask(ids=ids(PEOPLE)), Ask(ids=ids(CASES), limit=3)], scope=EVERYTHING)
    assert [each.links[0].edge for each in found[0][:19]] == [party(each, CASES[0]) for each in PEOPLE[:19]]
    assert sum(each.total for each in found[0]) == MANY + len(CASES) - 1
    assert [len(each.links) for each in found[1]] == [3] * len(CASES)
    assert [each.total for each in found[1][:3]] == [20, 21, 21]


def test_around(town: Store) -> None:
    found = town.around(ids(PEOPLE), depth=1, most=2 * MANY, scope=EVERYTHING)
    assert len(found.nodes) == MANY + len(CASES)
    assert len(found.edges) == MANY + len(CASES) - 1


def test_path(town: Store) -> None:
    pairs = [(each.id, CASES[position // 20].id) for position, each in enumerate(PEOPLE)]
    found = town.path(pairs, scope=EVERYTHING)
    assert [ids(each.nodes) if each else None for each in found] == [list(pair) for pair in pairs]


def test_ask(town: Store) -> None:
    rows = town.ask(CASES_OF, ids=ids(PEOPLE), scope=EVERYTHING)
    assert len(rows) == MANY + len(CASES) - 1
    assert rows == sorted(rows)
    assert town.ask(MENTIONS_OF, ids=ids(PEOPLE), scope=EVERYTHING) == []


def test_search_finds_all_and_counts_them(town: Store) -> None:
    hits, total = town.search("居民", first=MANY, scope=EVERYTHING)
    assert (len(hits), total) == (MANY, MANY)


def test_put_and_delete(store: Store) -> None:
    some = PEOPLE[: MANY - len(CASES)]
    links = [party(each, CASES[0]) for each in some[:1000]]
    assert put(store, *some, *CASES, *links).inserted == MANY + 1000
    assert put(store, *some, *CASES, *links).unchanged == MANY + 1000
    changed = [person(each.name, mentions=1) for each in some]
    assert put(store, *changed).updated == len(some)
    assert len(store.changes(1, limit=1, scope=EVERYTHING)) == len(some)
    assert delete(store, *map(edge_key, links)).deleted == 1000
    assert delete(store, *ids(some)).deleted == len(some)
    assert store.count("person", scope=EVERYTHING) == {None: 0}
