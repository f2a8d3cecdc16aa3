"""`get`: the nodes of these ids."""

from __future__ import annotations

import pytest

from graph.errors import BadId
from graph.store import EVERYTHING, Reader, Store
from tests.contract import street as s
from tests.contract.records import NOBODY, case, delete, person, put, redirect


def test_no_ids_give_an_empty_list(street: Reader) -> None:
    assert street.get([], scope=EVERYTHING) == []


def test_an_absent_id_is_none(street: Reader) -> None:
    assert street.get([NOBODY], scope=EVERYTHING) == [None]


def test_an_id_of_a_kind_that_does_not_exist_is_none(street: Reader) -> None:
    assert street.get(["dragon-0000000000000000"], scope=EVERYTHING) == [None]


def test_an_empty_store_has_nothing(store: Store) -> None:
    assert store.get([s.ZHANG.id], scope=EVERYTHING) == [None]


def test_answers_stand_in_the_order_asked_across_kinds(street: Reader) -> None:
    asked = [s.C2, s.ZHANG, s.STREET, s.C1, s.M1, s.COMPANY]
    assert street.get([each.id for each in asked], scope=EVERYTHING) == asked


def test_repeated_ids_are_answered_as_often(street: Reader) -> None:
    found = street.get([s.LI.id, NOBODY, s.LI.id, s.LI.id], scope=EVERYTHING)
    assert found == [s.LI, None, s.LI, s.LI]


@pytest.mark.parametrize(
    "text", ["", "nonsense", "case-", "case-0000", "CASE-0000000000000000", "case-000000000000000l"]
)
def test_a_text_that_is_no_id_is_refused(street: Reader, text: str) -> None:
    with pytest.raises(BadId):
        street.get([s.ZHANG.id, text], scope=EVERYTHING)


def test_a_retired_id_is_followed_to_the_one_that_answers(street: Reader) -> None:
    found = street.get([s.RETIRED, s.ZHANG.id, s.LONG_RETIRED], scope=EVERYTHING)
    assert found == [s.ZHANG, s.ZHANG, s.ZHANG]


def test_a_retired_id_whose_heir_is_gone_is_absent(store: Store) -> None:
    put(store, redirect(s.RETIRED, NOBODY))
    assert store.get([s.RETIRED], scope=EVERYTHING) == [None]


def test_a_circle_of_retired_ids_is_absent(store: Store) -> None:
    put(store, redirect(s.RETIRED, s.LONG_RETIRED), redirect(s.LONG_RETIRED, s.RETIRED))
    assert store.get([s.RETIRED, s.LONG_RETIRED], scope=EVERYTHING) == [None, None]


def test_a_redirect_is_a_record_like_others(store: Store) -> None:
    sign = redirect(s.RETIRED, s.ZHANG.id)
    put(store, sign)
    assert store.get([sign.id], scope=EVERYTHING) == [sign]


def test_a_chain_of_merges_is_followed_to_its_end(store: Store) -> None:
    heir = person("最后的人")
    ids = [person(f"曾用{each}").id for each in range(12)]
    put(store, heir, *(redirect(old, new) for old, new in zip(ids, [*ids[1:], heir.id], strict=True)))
    assert store.get(ids, scope=EVERYTHING) == [heir] * 12


def test_a_deleted_node_is_absent_and_may_come_back(store: Store) -> None:
    first, second = case("C1", text="旧"), case("C1", text="新")
    put(store, first)
    delete(store, first.id)
    assert store.get([first.id], scope=EVERYTHING) == [None]
    put(store, second)
    assert store.get([first.id], scope=EVERYTHING) == [second]
