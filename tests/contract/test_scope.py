"""Every read takes the reader's scope: what lies outside is absent, at most a count."""

from __future__ import annotations

import pytest

from graph.model import Node
from graph.store import EVERYTHING, Absent, Ask, EdgeKey, Filter, Reader, Scope, Store, edge_key
from tests.contract import street as s
from tests.contract.records import NOBODY, case, delete, ids, mention, party, people, person, put, redirect
from tests.contract.reference import Model

WHOLE = Model.of(s.street())
SCOPES = {
    "all": EVERYTHING,
    "三民": s.IN_SANMIN,
    "大龙": s.IN_DALONG,
    "派出所": Scope.of(s.POLICE.id),
    "三民和派出所": Scope.of(s.SANMIN.id, s.POLICE.id),
    "nothing": s.OF_NOTHING,
    "elsewhere": Scope.of(NOBODY),
}


@pytest.fixture(params=[*SCOPES.values()], ids=[*SCOPES])
def scope(request: pytest.FixtureRequest) -> Scope:
    """A reader's scope."""
    return request.param


@pytest.fixture
def seen(scope: Scope) -> Model:
    """The street as that reader may see it."""
    return WHOLE.within(scope)


def test_the_street_is_seen_differently_by_its_readers() -> None:
    counts = {name: len(list(WHOLE.within(scope).scan("case"))) for name, scope in SCOPES.items()}
    expected = {"all": 6, "三民": 4, "大龙": 3, "派出所": 3, "三民和派出所": 5, "nothing": 1, "elsewhere": 1}
    assert counts == expected


def test_get(street: Reader, scope: Scope, seen: Model) -> None:
    asked = [*ids(s.NODES), NOBODY, s.RETIRED, s.LONG_RETIRED]
    assert street.get(asked, scope=scope) == seen.get(asked)


@pytest.mark.parametrize("node", [s.C1, s.ZHAO, s.M1, s.MATTER, s.STREET, s.COMPANY, s.C5], ids=lambda node: node.KIND)
def test_get_of_one(street: Reader, scope: Scope, seen: Model, node: Node) -> None:
    assert street.get([node.id], scope=scope) == seen.get([node.id])


@pytest.mark.parametrize("kind", ["case", "person", "mention", "matter", "place", "organisation", "redirect"])
def test_find_scan_and_count(street: Reader, scope: Scope, seen: Model, kind: str) -> None:
    expected = list(seen.scan(kind))
    page = street.find(kind, first=2, total=True, scope=scope)
    assert list(page.nodes) == expected[:2]
    assert (page.total, page.more) == (len(expected), len(expected) > 2)
    if page.cursors:
        rest = street.find(kind, first=50, after=page.cursors[-1], scope=scope)
        assert list(rest.nodes) == expected[2:]
    assert list(street.scan(kind, scope=scope)) == expected
    assert street.count(kind, scope=scope) == {None: len(expected)}


def test_filters_find_nothing_outside(street: Reader, scope: Scope, seen: Model) -> None:
    for condition in (
        Filter("number", "eq", "C3"),
        Filter("title", "contains", "物业"),
        Filter("received_at", "null", False),
    ):
        assert list(street.find("case", [condition], scope=scope).nodes) == seen.find("case", [condition])
    shared = [Filter("keys", "has", "k-phone")]
    assert list(street.find("mention", shared, scope=scope).nodes) == seen.find("mention", shared)
    assert street.count("case", by="community", scope=scope) == seen.count("case", by="community")


def test_an_edge_is_seen_when_both_its_ends_are(street: Reader, scope: Scope, seen: Model) -> None:
    for type in ("party_to", "received_by", "mentioned_in", "refers_to", "in", "at", "linked", "part_of"):
        assert list(street.scan_edges(type, scope=scope)) == list(seen.scan_edges(type))


@pytest.mark.parametrize("ask", [
    Ask(ids=ids(s.NODES)),
    Ask(ids=ids(s.NODES), limit=1),
    Ask(ids=ids(s.NODES), limit=0),
    Ask(ids=ids(s.NODES), types=["party_to", "mentioned_in", "refers_to"], direction="in", limit=2, skip=1),
    Ask(ids=[s.LONG_RETIRED, NOBODY, s.COMPANY.id], kinds=["case"]),
])  # fmt: skip
def test_neighbours_outside_are_only_counted(street: Reader, scope: Scope, seen: Model, ask: Ask) -> None:
    assert street.neighbours([ask], scope=scope)[0] == seen.neighbours(ask, whole=WHOLE)


def test_the_company_has_hidden_cases(street: Reader) -> None:
    (found,) = street.neighbours([Ask(ids=[s.COMPANY.id])], scope=s.IN_DALONG)[0]
    assert [link.node for link in found.links] == [s.C3]
    assert (found.total, found.hidden) == (1, 2)
    assert street.neighbours([Ask(ids=[s.ZHANG.id])], scope=s.IN_DALONG) == [[Absent]]


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_around_stays_inside(street: Reader, scope: Scope, seen: Model, depth: int) -> None:
    starts = [s.COMPANY.id, s.ZHANG.id, s.BUILDING.id]
    found = street.around(starts, depth=depth, scope=scope)
    assert found == seen.around(starts, depth=depth, types=None, limit=50, most=2000, whole=WHOLE)


def test_a_path_does_not_lead_through_what_is_hidden(street: Reader, scope: Scope, seen: Model) -> None:
    pairs = [(a.id, b.id) for a in (s.ZHANG, s.WANG, s.COMPANY, s.C1) for b in (s.ZHAO, s.C3, s.POLICE, s.MATTER)]
    found = street.path(pairs, types=["party_to", "handed_to", "received_by", "part_of"], scope=scope)
    for (start, goal), path in zip(pairs, found, strict=True):
        types = ["party_to", "handed_to", "received_by", "part_of"]
        expected = seen.distance(start, goal, types=types, longest=8, hub=200)
        assert (None if path is None else len(path.edges)) == expected
        assert path is None or all(scope.allows(each) for each in path.nodes)


def test_hidden_links_do_not_make_a_hub(store: Store) -> None:
    seen = [case(f"S{each}") for each in range(3)]
    hidden = [case(f"H{each}", visible_to=(s.SANMIN.id,)) for each in range(9)]
    middle, (one, other) = person("甲"), people(2)
    ways = [party(middle, each) for each in (*seen, *hidden)] + [party(one, seen[0]), party(other, seen[1])]
    put(store, middle, one, other, *seen, *hidden, *ways)
    assert store.path([(one.id, other.id)], hub=5, scope=EVERYTHING) == [None]
    (found,) = store.path([(one.id, other.id)], hub=5, scope=s.OF_NOTHING)
    assert found is not None
    around = store.around([seen[2].id], depth=2, limit=5, scope=s.OF_NOTHING)
    assert len(around.nodes) == 4
    assert dict(around.hidden) == {middle.id: 9}


@pytest.mark.parametrize("word", ["物业", "漏水", "张三", "王", "C", "社区"])
def test_search_neither_shows_nor_counts_what_is_hidden(street: Reader, scope: Scope, seen: Model, word: str) -> None:
    hits, total = street.search(word, first=3, scope=scope)
    expected = seen.search(word)
    assert hits == expected[:3]
    assert total == len(expected)
    assert street.search(word, first=50, skip=3, scope=scope)[0] == expected[3:]


# -- the journal -----------------------------------------------------------------------------------


def test_the_journal_leaves_out_what_is_hidden(street: Reader, scope: Scope, seen: Model) -> None:
    entries = street.changes(limit=10_000, scope=scope)  # type: ignore[attr-defined]
    shown = [each.after for each in entries]
    assert {each.id for each in shown if isinstance(each, Node)} == seen.nodes.keys()
    assert {edge_key(each) for each in shown if not isinstance(each, Node)} == seen.edges.keys()


def test_history_of_what_is_hidden_is_empty(street: Store) -> None:
    assert street.history(s.C1.id, scope=s.IN_DALONG) == []
    assert street.history(edge_key(party(s.ZHANG, s.C1, "applicant")), scope=s.IN_DALONG) == []
    assert len(street.history(s.C1.id, scope=s.IN_SANMIN)) == 1
    assert street.history(EdgeKey("in", s.DALONG.id, s.STREET.id, ""), scope=s.OF_NOTHING) != []


def test_what_was_hidden_before_or_is_after_is_left_out(store: Store) -> None:
    opened, hidden = case("C1"), case("C1", visible_to=(s.SANMIN.id,))
    put(store, opened)
    put(store, hidden)
    put(store, opened)
    assert [each.seq for each in store.changes(scope=s.OF_NOTHING)] == [1]
    assert [each.seq for each in store.history(opened.id, scope=s.OF_NOTHING)] == [1]
    assert [each.seq for each in store.changes(scope=s.IN_SANMIN)] == [1, 2, 3]


def test_what_was_deleted_is_told_to_those_who_saw_it(store: Store) -> None:
    gone = case("C1", visible_to=(s.SANMIN.id,))
    put(store, gone)
    delete(store, gone.id)
    assert [each.before for each in store.changes(scope=s.IN_SANMIN)] == [None, gone]
    assert store.changes(scope=s.IN_DALONG) == []


# -- scope follows the record ----------------------------------------------------------------------


def test_rights_follow_every_change_of_the_record(store: Store) -> None:
    put(store, case("C1", visible_to=(s.SANMIN.id,)))
    put(store, case("C1", visible_to=(s.DALONG.id, s.POLICE.id)))
    (id,) = ids([case("C1")])
    assert store.get([id], scope=s.IN_SANMIN) == [None]
    assert store.get([id], scope=s.IN_DALONG) != [None]
    put(store, case("C1", visible_to=()))
    for scope in (s.IN_SANMIN, s.IN_DALONG, s.OF_NOTHING):
        assert store.get([id], scope=scope) == [None]
    assert store.get([id], scope=EVERYTHING) != [None]


def test_a_retired_id_that_leads_outside_is_absent(store: Store) -> None:
    heir = person("甲", visible_to=(s.SANMIN.id,))
    put(store, heir, redirect(s.RETIRED, heir.id))
    assert store.get([s.RETIRED], scope=s.IN_DALONG) == [None]
    assert store.neighbours([Ask(ids=[s.RETIRED])], scope=s.IN_DALONG) == [[Absent]]
    assert dict(store.around([s.RETIRED], depth=1, scope=s.IN_DALONG).nodes) == {}


def test_one_handle_serves_readers_of_many_scopes(store: Store) -> None:
    areas = [f"place-{each:016}" for each in range(30)]
    some = [case(f"C{each}", visible_to=(area,)) for each, area in enumerate(areas)]
    put(store, *some)
    for _ in range(2):
        for one, area in zip(some, areas, strict=True):
            assert list(store.scan("case", scope=Scope.of(area))) == [one]
    assert len(list(store.scan("case", scope=Scope.of(*areas[:7])))) == 7


def test_a_reader_of_thousands_of_areas(store: Store) -> None:
    areas = [f"place-{each:016}" for each in range(5000)]
    put(store, mention("R1", visible_to=(areas[-1],)), mention("R2", visible_to=(s.SANMIN.id,)))
    assert ids(store.scan("mention", scope=Scope.of(*areas))) == ids([mention("R1")])
