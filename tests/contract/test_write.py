"""`change`, `put`, `delete`, `set_meta`: what is written, all of it or nothing."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadId, StoreMissing, UnknownRecord, WrongEnd
from graph.model import EDGES, NODES, Edge, HandedTo, LedBy, Node
from graph.schema import Type, shape_of
from graph.store import EVERYTHING, Ask, EdgeKey, Store, edge_key
from tests.contract import street as s
from tests.contract.comparing import CALM
from tests.contract.engines import Engine, Site
from tests.contract.graphs import edges_of, node_ids, nodes_of
from tests.contract.records import (
    NOBODY,
    case,
    delete,
    lives,
    organisation,
    party,
    people,
    person,
    place,
    put,
    redirect,
)
from tests.contract.reference import stored


class Refused(Exception):
    """Raised in the middle of a block."""


# -- what a change sees of itself ------------------------------------------------------------------


def test_what_a_change_did_not_find_it_may_put_again_and_again(store: Store) -> None:
    one, home = person("甲"), place("building", "三栋")
    with store.change(by="contract", why="test") as change:
        for living in (lives(one, home), lives(one, home, until=dt.date(2024, 3, 5))):
            assert change.graph.get(["person-0000000000000000", one.id], scope=EVERYTHING)[0] is None
            change.put([one, home, living])
            change.put([living])
        change.delete([one.id])
        assert change.graph.get([one.id], scope=EVERYTHING) == [None]
        change.put([one, lives(one, home)])
    assert store.count("person", scope=EVERYTHING) == {None: 1}
    assert [edge.until for edge in store.scan_edges("lives_in", scope=EVERYTHING)] == [None]


def test_a_change_reads_what_it_has_written_and_nobody_else_does(site: Site, store: Store) -> None:
    one, other = person("王丽"), person("李强")
    put(store, one)
    with store.change(by="t", why="more") as change:
        assert change.written == 0
        change.put([other, place("unit", "302室")])
        assert change.graph.get([one.id, other.id], scope=EVERYTHING) == [one, other]
        assert [each.id for each in change.graph.scan("person", scope=EVERYTHING)] == sorted([one.id, other.id])
        assert change.graph.search("李强", scope=EVERYTHING)[1] == 1
        assert change.written == 2
        with site.opened() as elsewhere:
            assert elsewhere.get([other.id], scope=EVERYTHING) == [None]
        change.delete([one.id])
        assert change.graph.get([one.id], scope=EVERYTHING) == [None]
        assert change.written == 3
    assert store.get([one.id, other.id], scope=EVERYTHING) == [None, other]


# -- what is put is what is got --------------------------------------------------------------------


@pytest.mark.parametrize("kind", NODES, ids=lambda kind: kind.KIND)
def test_a_node_comes_back_as_it_was_put_whatever_it_holds(engine: Engine, site: Site, kind: type[Node]) -> None:
    with site.opened(create=True) as store:

        @settings(CALM, max_examples=max(3, engine.examples // 6))
        @given(st.lists(nodes_of(kind, wild=True), min_size=1, max_size=4, unique_by=lambda node: node.id))
        def comes_back(nodes: list[Node]) -> None:
            put(store, *nodes)
            assert store.get([each.id for each in nodes], scope=EVERYTHING) == nodes

        comes_back()


@pytest.mark.parametrize("type", EDGES, ids=lambda type: type.TYPE)
def test_an_edge_comes_back_as_it_was_put_whatever_it_holds(engine: Engine, site: Site, type: type[Edge]) -> None:
    kinds = {*type.SOURCES, *type.TARGETS}
    with site.opened(create=True) as store:
        put(store, *_plain_nodes(kinds))

        @settings(CALM, max_examples=max(3, engine.examples // 6))
        @given(st.lists(edges_of(type, wild=True), min_size=1, max_size=4, unique_by=edge_key))
        def comes_back(edges: list[Edge]) -> None:
            put(store, *edges)
            held = {edge_key(each): each for each in store.scan_edges(type.TYPE, scope=EVERYTHING)}
            assert [held[edge_key(each)] for each in edges] == [stored(each) for each in edges]

        comes_back()


def _plain_nodes(kinds: set[str]) -> list[Node]:
    """A node at every generated id of these kinds, with as little in it as may be."""
    return [_plain(kind, id) for kind in NODES if kind.KIND in kinds for id in node_ids(kind.KIND)]


def _plain(kind: type[Node], id: str) -> Node:
    return kind(
        id=id, **{each.name: _BLANK[each.type] for each in shape_of(kind).fields if each.required and each.name != "id"}
    )


_BLANK = {
    Type.STR: "", Type.INT: 0, Type.BOOL: False, Type.DATE: dt.date(2024, 1, 1), Type.DATETIME: dt.datetime(2024, 1, 1),
}  # fmt: skip


def test_numbers_keep_every_digit(store: Store) -> None:
    amounts = [0.1 + 0.2, 1e-300, 1.7e308, math.pi, -0.5, 123456789012345.67]
    some = [case(str(each), amount=each) for each in amounts]
    put(store, *some)
    assert store.get([each.id for each in some], scope=EVERYTHING) == some


def test_long_text_comes_back_whole(store: Store) -> None:
    one = case("C1", text="漏水，" * 40_000, original='{"列": "\\u0000"}')
    put(store, one)
    assert store.get([one.id], scope=EVERYTHING) == [one]


# -- receipts --------------------------------------------------------------------------------------


def test_a_receipt_counts_what_was_done(store: Store) -> None:
    one, two = people(2)
    home = place("unit", "101室")
    first = put(store, one, two, home, lives(one, home))
    assert (first.inserted, first.updated, first.deleted, first.unchanged) == (4, 0, 0, 0)
    second = put(store, one, person(two.name, mentions=2), lives(one, home), lives(two, home))
    assert (second.inserted, second.updated, second.deleted, second.unchanged) == (1, 1, 0, 2)
    third = delete(store, home.id, NOBODY)
    assert (third.inserted, third.updated, third.deleted, third.unchanged) == (0, 0, 3, 0)
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]


def test_putting_the_same_again_changes_nothing(store: Store) -> None:
    put(store, *s.street())
    head = store.head()
    again = put(store, *s.street())
    assert (again.seq, again.at) == (None, None)
    assert (again.inserted, again.updated, again.deleted, again.unchanged) == (0, 0, 0, len(s.street()))
    assert store.head() == head


def test_an_empty_change_leaves_no_trace(store: Store) -> None:
    assert put(store).seq is None
    assert delete(store, NOBODY).seq is None
    assert store.head() == (0, None)


def test_a_change_takes_generators(store: Store) -> None:
    with store.change(by="contract", why="test") as change:
        change.put(each for each in people(3))
        change.delete(each.id for each in people(2))
    assert store.count("person", scope=EVERYTHING) == {None: 1}


def test_of_several_with_one_id_the_last_counts(store: Store) -> None:
    put(store, person("甲", mentions=1), person("甲", mentions=2), person("甲", mentions=3))
    with store.change(by="contract", why="test") as change:
        change.put([person("乙", mentions=1)])
        change.put([person("乙", mentions=2)])
    assert {each.name: each.mentions for each in store.scan("person", scope=EVERYTHING)} == {"甲": 3, "乙": 2}


def test_the_same_edge_replaces_and_another_key_stands_beside(store: Store) -> None:
    item, office = case("C1"), organisation("司法所")
    first, second = (HandedTo(source=item.id, target=office.id, at=dt.datetime(2024, 1, day)) for day in (1, 2))
    put(store, item, office, first, second, LedBy(source=item.id, target=office.id))
    put(store, HandedTo(source=item.id, target=office.id, at=dt.datetime(2024, 1, 1), accepted=True))
    held = list(store.scan_edges("handed_to", scope=EVERYTHING))
    assert [(each.at.day, each.accepted) for each in held] == [(1, True), (2, None)]


def test_a_field_may_become_none_again(store: Store) -> None:
    put(store, case("C1", outcome="failed"))
    put(store, case("C1"))
    assert store.get([case("C1").id], scope=EVERYTHING) == [case("C1")]
    home, one = place("unit", "101室"), person("甲")
    put(store, home, one, lives(one, home, since=dt.date(2020, 1, 1)))
    put(store, lives(one, home))
    assert list(store.scan_edges("lives_in", scope=EVERYTHING)) == [lives(one, home)]


# -- refusals --------------------------------------------------------------------------------------


def test_an_edge_needs_both_its_ends(store: Store) -> None:
    one = person("甲")
    for missing in (party(one, case("C1")), party(person("乙"), case("C1"))):
        with pytest.raises(UnknownRecord), store.change(by="contract", why="test") as change:
            change.put([one])
            change.put([missing])
    assert store.count("person", scope=EVERYTHING) == {None: 0}
    assert store.head() == (0, None)


def test_an_edge_joins_only_kinds_that_it_may(store: Store) -> None:
    one, item = person("甲"), case("C1")
    with pytest.raises(WrongEnd):
        put(store, one, item, lives(one, item))
    with pytest.raises(WrongEnd):
        put(store, one, item, party(item, one))
    assert store.get([one.id, item.id], scope=EVERYTHING) == [None, None]


def test_a_redirect_is_no_end_for_an_edge(store: Store) -> None:
    put(store, person("甲"), case("C1"), redirect(s.RETIRED, person("甲").id))
    with pytest.raises(UnknownRecord):
        put(store, party(person("x"), case("C1")))


def test_an_exception_in_the_block_undoes_all_of_it(store: Store) -> None:
    put(store, person("甲"), person("乙"))
    head = store.head()
    with pytest.raises(Refused), store.change(by="contract", why="test") as change:
        change.put([person("甲", mentions=9), person("丙")])
        change.delete([person("乙").id])
        raise Refused
    assert {each.name: each.mentions for each in store.scan("person", scope=EVERYTHING)} == {"甲": 0, "乙": 0}
    assert store.search("丙", scope=EVERYTHING) == ([], 0)
    assert store.head() == head


def test_a_store_goes_on_after_a_change_that_failed(store: Store) -> None:
    with pytest.raises(Refused), store.change(by="contract", why="test"):
        raise Refused
    assert put(store, person("甲")).seq == 1


def test_records_that_fail_while_they_are_made_undo_the_change(store: Store) -> None:
    def breaking():
        yield from people(10)
        raise Refused

    with pytest.raises(Refused), store.change(by="contract", why="test") as change:
        change.put(breaking())
    assert store.count("person", scope=EVERYTHING) == {None: 0}


def test_what_is_under_way_is_seen_by_nobody_else(store: Store, site: Site) -> None:
    with site.opened() as other, store.change(by="contract", why="test") as change:
        change.put([person("甲")])
        assert other.get([person("甲").id], scope=EVERYTHING) == [None]
        assert other.search("甲", scope=EVERYTHING) == ([], 0)
        assert other.head() == (0, None)
    with site.opened() as other:
        assert other.get([person("甲").id], scope=EVERYTHING) == [person("甲")]


# -- deleting --------------------------------------------------------------------------------------


def test_deleting_a_node_takes_its_edges_along(store: Store) -> None:
    put(store, *s.street())
    receipt = delete(store, s.C1.id)
    gone = [each for each in s.EDGES if s.C1.id in (each.source, each.target)]
    assert receipt.deleted == 1 + len(gone)
    assert store.neighbours([Ask(ids=[s.C1.id])], scope=EVERYTHING)[0][0].total == 0
    assert s.C1.id not in {each.target for each in store.scan_edges("party_to", scope=EVERYTHING)}


def test_deleting_an_edge_leaves_its_ends(store: Store) -> None:
    put(store, *s.street())
    applicant, reporter = (EdgeKey("party_to", s.ZHANG.id, s.C6.id, role) for role in ("applicant", "reporter"))
    assert delete(store, applicant).deleted == 1
    left = [edge_key(each) for each in store.scan_edges("party_to", scope=EVERYTHING) if each.source == s.ZHANG.id]
    assert applicant not in left
    assert reporter in left
    assert store.get([s.ZHANG.id, s.C6.id], scope=EVERYTHING) == [s.ZHANG, s.C6]


def test_what_is_absent_is_passed_over(store: Store) -> None:
    put(store, person("甲"))
    absent = EdgeKey("party_to", person("甲").id, case("C1").id, "party")
    assert delete(store, NOBODY, absent, person("甲").id, person("甲").id).deleted == 1


def test_a_text_that_is_no_id_cannot_be_deleted(store: Store) -> None:
    with pytest.raises(BadId):
        delete(store, "nonsense")


def test_a_retired_id_deletes_nothing_of_its_heir(store: Store) -> None:
    put(store, person("甲"), redirect(s.RETIRED, person("甲").id))
    delete(store, s.RETIRED)
    assert store.get([person("甲").id], scope=EVERYTHING) == [person("甲")]


def test_a_merge_and_its_undoing(store: Store) -> None:
    one, other, item = person("张三"), person("张珊"), case("C1")
    sign = redirect(other.id, one.id)
    put(store, one, other, item, party(other, item))
    with store.change(by="contract", why="merge") as change:
        change.delete([other.id])
        change.put([sign, party(one, item)])
    assert store.get([other.id], scope=EVERYTHING) == [one]
    with store.change(by="contract", why="split") as change:
        change.delete([sign.id, edge_key(party(one, item))])
        change.put([other, party(other, item)])
    assert store.get([other.id, one.id], scope=EVERYTHING) == [other, one]


# -- opening, closing, facts about the store -------------------------------------------------------


def test_where_there_is_no_store_opening_says_so(site: Site) -> None:
    with pytest.raises(StoreMissing):
        site.open()


def test_creating_twice_keeps_what_is_there(store: Store, site: Site) -> None:
    put(store, person("甲"))
    with site.opened(create=True) as again:
        assert again.get([person("甲").id], scope=EVERYTHING) == [person("甲")]


def test_closing_twice_is_closing_once(site: Site) -> None:
    store = site.open(create=True)
    store.close()
    store.close()


def test_facts_about_the_store_are_kept_and_not_journalled(store: Store, site: Site) -> None:
    store.set_meta({"颜色": "红", "token": "abc"})
    store.set_meta({"颜色": "绿", "token": None, "nothing": None})
    with site.opened() as again:
        facts = again.meta()
    assert facts["颜色"] == "绿"
    assert "token" not in facts
    assert int(facts["schema_version"]) >= 1
    assert store.head() == (0, None)


def test_a_store_tells_its_address_without_a_password(store: Store, site: Site) -> None:
    assert store.url.partition("://")[0] == site.url.partition("://")[0]
    assert not site.password or site.password not in store.url


def test_a_store_has_a_size(store: Store) -> None:
    put(store, *s.street())
    assert store.size() >= 0
