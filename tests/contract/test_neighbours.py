"""`neighbours`: the links of these ids, limited, counted, in order."""

from __future__ import annotations

import pytest

from graph.errors import BadId, UnknownKind
from graph.model import KinOf, Linked
from graph.store import EVERYTHING, Absent, Ask, Neighbours, Reader, Store, edge_key
from tests.contract import street as s
from tests.contract.records import NOBODY, case, ids, party, person, put


def links(reader: Reader, id: str, **asked: object) -> Neighbours:
    return reader.neighbours([Ask(ids=[id], **asked)], scope=EVERYTHING)[0][0]  # type: ignore[arg-type]


def told(found: Neighbours) -> list[tuple[str, str, bool]]:
    return [(link.edge.TYPE, link.node.id, link.forward) for link in found.links]


def test_no_asks_and_no_ids(street: Reader) -> None:
    assert street.neighbours([], scope=EVERYTHING) == []
    assert street.neighbours([Ask(ids=[]), Ask(ids=[])], scope=EVERYTHING) == [[], []]


def test_absent_ids_have_none(street: Reader) -> None:
    assert street.neighbours([Ask(ids=[NOBODY])], scope=EVERYTHING) == [[Absent]]


def test_a_text_that_is_no_id_is_refused(street: Reader) -> None:
    with pytest.raises(BadId):
        street.neighbours([Ask(ids=["nonsense"])], scope=EVERYTHING)


@pytest.mark.parametrize("wrong", [{"types": ["friend_of"]}, {"kinds": ["dragon"]}], ids=str)
def test_unknown_types_and_kinds_are_refused(street: Reader, wrong: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownKind):
        links(street, s.ZHANG.id, **wrong)


def test_all_links_but_provenance_in_the_order_of_the_edge_types(street: Reader) -> None:
    found = links(street, s.C1.id)
    assert told(found) == [
        *(("party_to", id, False) for id in sorted([s.ZHANG.id, s.LI.id])),
        ("at", s.BUILDING.id, True),
        ("received_by", s.JUSTICE.id, True),
        ("handed_to", s.POLICE.id, True),
        ("handed_to", s.POLICE.id, True),
        ("linked", s.C2.id, s.C1.id < s.C2.id),
        ("part_of", s.MATTER.id, True),
    ]
    assert (found.total, found.hidden) == (8, 0)


def test_edges_between_the_same_two_stand_in_the_order_of_their_keys(street: Reader) -> None:
    found = links(street, s.C1.id, types=["handed_to"])
    keys = [edge_key(link.edge).key for link in found.links]
    assert keys == ["2024-03-02T09:00:00", "2024-03-05T09:00:00"]


def test_both_the_edge_and_the_node_come_whole(street: Reader) -> None:
    (link,) = links(street, s.ZHANG.id, types=["lives_in"]).links
    assert link.node == s.UNIT_101
    assert link.edge in s.EDGES


def test_provenance_comes_when_it_is_named(street: Reader) -> None:
    found = links(street, s.ZHANG.id, types=["refers_to"])
    assert told(found) == [("refers_to", id, False) for id in sorted([s.M1.id, s.M3.id])]
    assert links(street, s.M1.id).total == 0


def test_direction_out_and_in(street: Reader) -> None:
    assert {type for type, _, _ in told(links(street, s.C2.id, direction="in", types=["party_to", "at"]))} == {
        "party_to"
    }
    assert {type for type, _, _ in told(links(street, s.C2.id, direction="out", types=["party_to", "at"]))} == {"at"}


def test_kinds_at_the_other_end(street: Reader) -> None:
    found = links(street, s.C2.id, types=["party_to"], kinds=["organisation"])
    assert told(found) == [("party_to", s.COMPANY.id, False)]
    assert (found.total, found.hidden) == (1, 0)
    assert links(street, s.C2.id, kinds=[]).total == 0


def test_no_types_are_no_links(street: Reader) -> None:
    assert links(street, s.C2.id, types=[]) == Absent


def test_a_limit_keeps_the_first_and_the_total_tells_of_all(street: Reader) -> None:
    whole = links(street, s.C1.id)
    part = links(street, s.C1.id, limit=3)
    assert part.links == whole.links[:3]
    assert part.total == 8


def test_a_limit_of_none_counts_only(street: Reader) -> None:
    assert links(street, s.C1.id, limit=0) == Neighbours((), 8, 0)


@pytest.mark.parametrize("skip", [1, 3, 7, 8, 20])
def test_skipping_passes_over_the_first(street: Reader, skip: int) -> None:
    whole = links(street, s.C1.id)
    part = links(street, s.C1.id, skip=skip, limit=3)
    assert part.links == whole.links[skip : skip + 3]
    assert part.total == 8


def test_the_limit_is_each_ids_own(street: Reader) -> None:
    found = street.neighbours([Ask(ids=ids(s.CASES), types=["party_to"], limit=1)], scope=EVERYTHING)[0]
    assert [len(each.links) for each in found] == [1, 1, 1, 1, 0, 1]
    assert [each.total for each in found] == [2, 2, 2, 2, 0, 3]


def test_repeated_ids_and_asks_are_answered_each(street: Reader) -> None:
    ask = Ask(ids=[s.LI.id, NOBODY, s.LI.id], types=["lives_in"])
    first, second = street.neighbours([ask, ask], scope=EVERYTHING)
    assert first == second
    assert first[0] == first[2] != Absent
    assert first[1] == Absent


def test_different_asks_in_one_call_do_not_mix(street: Reader) -> None:
    homes, cases = street.neighbours(
        [
            Ask(ids=[s.ZHANG.id, s.C1.id], types=["lives_in"]),
            Ask(ids=[s.ZHANG.id], types=["party_to"], direction="out"),
        ],
        scope=EVERYTHING,
    )
    assert [each.total for each in homes] == [1, 0]
    assert [each.total for each in cases] == [4]


def test_a_retired_id_has_the_links_of_its_heir(street: Reader) -> None:
    retired, heir = street.neighbours([Ask(ids=[s.LONG_RETIRED, s.ZHANG.id])], scope=EVERYTHING)[0]
    assert retired == heir
    assert retired.total == 5


def test_an_edge_without_direction_is_one_edge_from_either_end(store: Store) -> None:
    one, other = case("甲"), case("乙")
    put(store, one, other, Linked(source=one.id, target=other.id, weight=1.0))
    put(store, Linked(source=other.id, target=one.id, weight=2.0))
    found = store.neighbours([Ask(ids=[one.id, other.id])], scope=EVERYTHING)[0]
    assert [each.total for each in found] == [1, 1]
    assert [each.links[0].edge.weight for each in found] == [2.0, 2.0]  # type: ignore[attr-defined]
    assert found[0].links[0].edge.source == min(one.id, other.id)


def test_a_loop_is_one_link(store: Store) -> None:
    someone = person("自己")
    put(store, someone, KinOf(source=someone.id, target=someone.id))
    assert links(store, someone.id).total == 1
    assert links(store, someone.id, direction="in").total == 1
    assert links(store, someone.id, direction="out").total == 1


def test_two_roles_in_one_case_are_two_links(street: Reader) -> None:
    found = links(street, s.C6.id, types=["party_to"], kinds=["person"])
    assert [link.edge.role for link in found.links] == ["applicant", "reporter"]  # type: ignore[attr-defined]


def test_forward_stands_before_backward(store: Store) -> None:
    one, other = person("甲"), person("乙")
    put(store, one, other, KinOf(source=one.id, target=other.id), KinOf(source=other.id, target=one.id))
    assert told(links(store, one.id)) == [("kin_of", other.id, True), ("kin_of", other.id, False)]


def test_a_crowded_node_counts_all_and_shows_its_limit(store: Store) -> None:
    crowd = [person(f"居民{each:03}") for each in range(120)]
    item = case("C1")
    put(store, item, *crowd, *(party(each, item) for each in crowd))
    found = links(store, item.id)
    assert (len(found.links), found.total) == (50, 120)
    assert [link.node.id for link in found.links] == sorted(ids(crowd))[:50]
