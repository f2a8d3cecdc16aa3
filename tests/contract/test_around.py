"""`around`: the skeleton of what lies within some hops."""

from __future__ import annotations

import pytest

from graph.errors import BadId, UnknownKind
from graph.store import EVERYTHING, Around, Reader, Store
from tests.contract import street as s
from tests.contract.records import NOBODY, case, ids, party, people, person, put

NOTHING = Around({}, (), {}, {})


def test_no_ids_and_absent_ids(street: Reader) -> None:
    assert street.around([], depth=2, scope=EVERYTHING) == NOTHING
    assert street.around([NOBODY], depth=2, scope=EVERYTHING) == NOTHING


def test_a_text_that_is_no_id_or_type_is_refused(street: Reader) -> None:
    with pytest.raises(BadId):
        street.around(["nonsense"], depth=1, scope=EVERYTHING)
    with pytest.raises(UnknownKind):
        street.around([s.C1.id], depth=1, types=["friend_of"], scope=EVERYTHING)


def test_depth_none_is_the_nodes_themselves_with_what_joins_them(street: Reader) -> None:
    found = street.around([s.ZHANG.id, s.C1.id], depth=0, scope=EVERYTHING)
    assert found == Around(
        dict.fromkeys(sorted([s.ZHANG.id, s.C1.id]), 0), ((s.ZHANG.id, "party_to", s.C1.id),), {}, {}
    )


def test_one_hop(street: Reader) -> None:
    found = street.around([s.LI.id], depth=1, scope=EVERYTHING)
    assert dict(found.nodes) == {s.LI.id: 0, s.C1.id: 1, s.UNIT_102.id: 1}
    assert found.edges == tuple(sorted([(s.LI.id, "lives_in", s.UNIT_102.id), (s.LI.id, "party_to", s.C1.id)]))


def test_two_hops_are_told_with_their_distance(street: Reader) -> None:
    found = street.around([s.LI.id], depth=2, types=["party_to", "lives_in"], scope=EVERYTHING)
    assert dict(found.nodes) == {s.LI.id: 0, s.C1.id: 1, s.UNIT_102.id: 1, s.ZHANG.id: 2}


def test_nodes_stand_nearest_first_then_by_id(street: Reader) -> None:
    found = street.around([s.ZHANG.id], depth=3, scope=EVERYTHING)
    told = list(found.nodes.items())
    assert told == sorted(told, key=lambda item: (item[1], item[0]))
    assert len(told) > 10


def test_edges_between_any_two_of_the_nodes_are_there(street: Reader) -> None:
    found = street.around([s.C1.id, s.C2.id], depth=1, scope=EVERYTHING)
    inside = {
        (edge.source, edge.TYPE, edge.target)
        for edge in s.EDGES
        if not edge.PROVENANCE and {edge.source, edge.target} <= found.nodes.keys()
    }
    linked = {each for each in inside if each[1] == "linked"}
    inside = inside - linked | {(min(a, b), type, max(a, b)) for a, type, b in linked}
    assert found.edges == tuple(sorted(inside))


def test_provenance_is_walked_only_when_named(street: Reader) -> None:
    assert not any(id.startswith("mention") for id in street.around([s.ZHANG.id], depth=2, scope=EVERYTHING).nodes)
    named = street.around([s.ZHANG.id], depth=1, types=["refers_to"], scope=EVERYTHING)
    assert dict(named.nodes) == {s.ZHANG.id: 0, s.M1.id: 1, s.M3.id: 1}


def test_no_types_lead_nowhere(street: Reader) -> None:
    assert dict(street.around([s.ZHANG.id], depth=3, types=[], scope=EVERYTHING).nodes) == {s.ZHANG.id: 0}


def test_repeated_and_retired_ids_are_one(street: Reader) -> None:
    once = street.around([s.ZHANG.id], depth=2, scope=EVERYTHING)
    again = street.around([s.RETIRED, s.ZHANG.id, NOBODY, s.LONG_RETIRED], depth=2, scope=EVERYTHING)
    assert again == once
    assert s.RETIRED not in again.nodes


# -- limits ----------------------------------------------------------------------------------------


@pytest.fixture
def crowd(store: Store) -> Store:
    """C1 has 12 parties; the first of them is party to C2 too, with one other."""
    some = people(13)
    one, two = case("C1"), case("C2")
    put(store, one, two, *some, *(party(each, one) for each in some[:12]), party(some[0], two), party(some[12], two))
    return store


def test_a_crowded_node_is_shown_but_not_walked_through(crowd: Store) -> None:
    first, last = person("居民0"), person("居民12")
    found = crowd.around([last.id], depth=4, limit=11, scope=EVERYTHING)
    assert dict(found.nodes) == {last.id: 0, case("C2").id: 1, first.id: 2, case("C1").id: 3}
    assert dict(found.cut) == {case("C1").id: 12}


def test_a_crowded_start_shows_its_first_links(crowd: Store) -> None:
    found = crowd.around([case("C1").id], depth=1, limit=5, scope=EVERYTHING)
    expected = sorted(ids(people(12)))[:5]
    assert list(found.nodes) == [case("C1").id, *expected]
    assert dict(found.cut) == {case("C1").id: 7}


def test_exactly_the_limit_is_not_too_many(crowd: Store) -> None:
    found = crowd.around([case("C1").id], depth=1, limit=12, scope=EVERYTHING)
    assert (len(found.nodes), dict(found.cut)) == (13, {})


def test_at_most_so_many_nodes_nearest_first_then_by_id(crowd: Store) -> None:
    found = crowd.around([case("C1").id], depth=3, most=6, scope=EVERYTHING)
    assert list(found.nodes) == [case("C1").id, *sorted(ids(people(12)))[:5]]
    assert len(found.edges) == 5


def test_two_crowded_starts_each_show_their_first(store: Store) -> None:
    some = people(20)
    one, two = case("C1"), case("C2")
    put(store, one, two, *some, *(party(each, one) for each in some[:10]), *(party(each, two) for each in some[10:]))
    found = store.around([one.id, two.id], depth=1, limit=3, scope=EVERYTHING)
    expected = {*sorted(ids(some[:10]))[:3], *sorted(ids(some[10:]))[:3]}
    assert {id for id, hops in found.nodes.items() if hops == 1} == expected
    assert dict(found.cut) == {one.id: 7, two.id: 7}
