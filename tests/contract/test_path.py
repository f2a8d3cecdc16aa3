"""`path`: a shortest way between two nodes, around hubs."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.errors import BadId, UnknownKind
from graph.model import KinOf
from graph.store import EVERYTHING, Path, Reader, Store
from tests.contract import street as s
from tests.contract.records import NOBODY, case, ids, party, people, person, put


def way(reader: Reader, start: str, goal: str, **asked: object) -> Path | None:
    (found,) = reader.path([(start, goal)], scope=EVERYTHING, **asked)  # type: ignore[arg-type]
    if found is not None:
        assert len(found.edges) == len(found.nodes) - 1
        for (here, there), edge in zip(pairwise(found.nodes), found.edges, strict=True):
            assert {edge.source, edge.target} == {here.id, there.id}
    return found


def stations(found: Path | None) -> list[str]:
    assert found is not None
    return ids(found.nodes)


def test_no_pairs(street: Reader) -> None:
    assert street.path([], scope=EVERYTHING) == []


def test_an_absent_end_has_no_path(street: Reader) -> None:
    pairs = [(NOBODY, s.C1.id), (s.C1.id, NOBODY), (NOBODY, NOBODY)]
    assert street.path(pairs, scope=EVERYTHING) == [None, None, None]


def test_a_text_that_is_no_id_or_type_is_refused(street: Reader) -> None:
    with pytest.raises(BadId):
        way(street, s.C1.id, "nonsense")
    with pytest.raises(UnknownKind):
        way(street, s.C1.id, s.C2.id, types=["friend_of"])


def test_from_a_node_to_itself_is_that_node_alone(street: Reader) -> None:
    assert way(street, s.ZHANG.id, s.ZHANG.id) == Path((s.ZHANG,), ())
    assert way(street, s.RETIRED, s.ZHANG.id, longest=0) == Path((s.ZHANG,), ())


def test_one_step_either_way(street: Reader) -> None:
    assert stations(way(street, s.ZHANG.id, s.C1.id)) == [s.ZHANG.id, s.C1.id]
    assert stations(way(street, s.C1.id, s.ZHANG.id)) == [s.C1.id, s.ZHANG.id]


def test_several_steps_against_and_along_the_edges(street: Reader) -> None:
    found = way(street, s.LI.id, s.ZHAO.id, types=["party_to", "lives_in"])
    assert stations(found) == ids([s.LI, s.C1, s.ZHANG, s.UNIT_101, s.WANG, s.C4, s.ZHAO])


def test_edges_come_with_their_properties(street: Reader) -> None:
    found = way(street, s.C3.id, s.COMPANY.id)
    assert found is not None
    assert found.edges[0].certainty == "provisional"  # type: ignore[attr-defined]


def test_not_longer_than_allowed(street: Reader) -> None:
    types = ["party_to", "lives_in"]
    assert way(street, s.LI.id, s.ZHAO.id, types=types, longest=5) is None
    assert way(street, s.LI.id, s.ZHAO.id, types=types, longest=6) is not None
    assert way(street, s.LI.id, s.C1.id, longest=0) is None


def test_provenance_leads_only_when_named(street: Reader) -> None:
    assert way(street, s.M5.id, s.C4.id) is None
    assert stations(way(street, s.M5.id, s.C4.id, types=["mentioned_in"])) == [s.M5.id, s.C4.id]


def test_no_way_at_all(store: Store) -> None:
    one, other = people(2)
    put(store, one, other)
    assert way(store, one.id, other.id) is None


def test_pairs_are_answered_in_their_order_and_as_often(street: Reader) -> None:
    near, far = (s.ZHANG.id, s.C1.id), (s.ZHANG.id, s.ZHAO.id)
    found = street.path([far, near, (s.ZHANG.id, NOBODY), near, far], scope=EVERYTHING)
    assert found[0] == found[4]
    assert found[1] == found[3] != found[0]
    assert found[2] is None


def test_a_retired_id_leads_from_its_heir(street: Reader) -> None:
    assert stations(way(street, s.LONG_RETIRED, s.C1.id)) == [s.ZHANG.id, s.C1.id]


def test_the_same_store_gives_the_same_way(street: Reader) -> None:
    pairs = [(s.C1.id, s.C3.id)] * 5
    assert len(set(street.path(pairs, scope=EVERYTHING))) == 1


# -- hubs ------------------------------------------------------------------------------------------


@pytest.fixture
def market(store: Store) -> Store:
    """甲 and 乙 are both party to a crowded case (12 parties), and by three kin a longer way round."""
    some = people(10)
    one, other, aunt, uncle = (person(each) for each in "甲乙丙丁")
    kin = [KinOf(source=a.id, target=b.id) for a, b in pairwise([one, aunt, uncle, other])]
    crowded = case("C1")
    put(store, one, other, aunt, uncle, crowded, *some, *kin, *(party(each, crowded) for each in (one, other, *some)))
    return store


ONE, OTHER = person("甲").id, person("乙").id


def test_a_hub_is_not_walked_through(market: Store) -> None:
    assert stations(way(market, ONE, OTHER, hub=11)) == ids(person(each) for each in "甲丙丁乙")
    assert way(market, ONE, OTHER, hub=11, longest=2) is None


def test_exactly_so_many_links_are_not_a_hub_yet(market: Store) -> None:
    assert stations(way(market, ONE, OTHER, hub=12)) == [ONE, case("C1").id, OTHER]


def test_without_the_rule_a_hub_is_walked_through(market: Store) -> None:
    assert stations(way(market, ONE, OTHER, hub=None)) == [ONE, case("C1").id, OTHER]


def test_a_hub_may_be_an_end(market: Store) -> None:
    assert stations(way(market, ONE, case("C1").id, hub=2)) == [ONE, case("C1").id]
    assert stations(way(market, case("C1").id, OTHER, hub=2)) == [case("C1").id, OTHER]


def test_only_links_of_the_types_make_a_hub(market: Store) -> None:
    assert way(market, ONE, OTHER, hub=2, types=["kin_of"]) is not None
    assert way(market, ONE, OTHER, hub=1, types=["kin_of"]) is None


def test_a_hub_does_not_hide_an_equally_short_way(store: Store) -> None:
    crowded, quiet = case("C1"), case("C2")
    one, other, *rest = people(20)
    ways = [party(who, item) for who in (one, other) for item in (crowded, quiet)]
    put(store, crowded, quiet, one, other, *rest, *ways, *(party(each, crowded) for each in rest))
    assert stations(way(store, one.id, other.id, hub=5)) == [one.id, quiet.id, other.id]
