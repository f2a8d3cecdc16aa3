"""By what a case is found: few keys, the same for the same text, and enough in common for two who tell of one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from graph.linkage.gists import ENOUGH
from graph.linkage.texts.keys import MOST, keys_of
from tests.unit.graph.linkage.texts.complaints import (
    GARAGE,
    IN_OTHER_WORDS,
    LIFT,
    LITTLE_IN_COMMON,
    ROAD,
    SMOKE,
    Complaint,
    texts,
)
from tests.unit.graph.linkage.texts.test_reading import ODD, TELLING

_EIGHTHS = 8


def _shared(one: Complaint, other: Complaint) -> float:
    """Eighths of a bit of the keys that both have, by the lighter of the two."""
    ours, theirs = dict(keys_of(*one, "")), dict(keys_of(*other, ""))
    return _EIGHTHS * sum(min(ours[each], theirs[each]) for each in ours.keys() & theirs.keys())


@settings(max_examples=150, deadline=None)
@given(title=texts, text=texts, place=texts)
def test_keys_are_few_each_once_and_always_the_same(title: str, text: str, place: str) -> None:
    found = keys_of(title, text, place)
    assert len(found) <= MOST
    assert len({key for key, _ in found}) == len(found)
    assert all(key and bits > 0 for key, bits in found)
    assert keys_of(title, text, place) == found


@pytest.mark.parametrize("kind", ODD)
def test_what_says_nothing_has_no_keys_and_what_says_much_not_too_many(kind: str) -> None:
    found = keys_of(*ODD[kind], "")
    assert bool(found) == (kind in TELLING)
    assert len(found) <= MOST


FINDING = [each for each in (*IN_OTHER_WORDS, *LITTLE_IN_COMMON) if each[0] is not ROAD]


@pytest.mark.parametrize("pair", FINDING, ids=lambda pair: pair[0][0])
def test_two_who_tell_of_one_matter_find_each_other(pair: tuple[Complaint, Complaint]) -> None:
    assert _shared(*pair) >= ENOUGH


@pytest.mark.xfail(strict=True, reason="one short name is a little less than enough")
def test_two_who_share_only_a_road_find_each_other() -> None:
    assert all(_shared(*each) >= ENOUGH for each in IN_OTHER_WORDS if each[0] is ROAD)


def test_others_do_not() -> None:
    assert all(_shared(*each) < ENOUGH for each in combinations((GARAGE, LIFT, SMOKE), 2))


def test_characters_of_the_title_s_own_names_weigh_most() -> None:
    found = dict(keys_of(*GARAGE, ""))
    heaviest = max(found.values())
    assert found["澜悦"] == found["悦湾"] == heaviest
    assert "小区" not in found and "我是" not in found


def test_how_a_name_is_written_does_not_matter() -> None:
    title, text = GARAGE
    assert keys_of(title.replace("小区", "小區"), text, "") == keys_of(title, text, "")
