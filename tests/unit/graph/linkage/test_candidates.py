"""Who is compared with whom by text: all at once, one by one and by trying every two, the same."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from graph.ids import make_id
from graph.linkage.candidates import Carrier, Collected, Couple, Moved, among_copies, couple, couples_in, like
from graph.linkage.gists import ENOUGH, gist_id, says_enough, weight_of
from graph.model import Gist

DAY = dt.datetime(2024, 1, 1)
KEYS = tuple(f"{weight:02x}k{number}" for number, weight in enumerate((64, 64, 63, 128, 96, 96, 254, 192, 191, 1)))


def gist(number: int, keys: Sequence[str], *, day: int | None = 0, said: str | None = None) -> Gist:
    case = make_id("case", str(number))
    received = None if day is None else DAY + dt.timedelta(days=day)
    said = "/".join(sorted(keys)) if said is None else said
    return Gist(id=gist_id(case), case=case, version=1, digest=said, received_at=received, keys=tuple(keys))


def at_once(gists: Sequence[Gist], most: int, copies: int) -> set[Couple]:
    found = Collected()
    for each in gists:
        found.add(each)
    couples = list(found.couples(most=most, copies=copies))
    assert len(couples) == len(set(couples))
    return set(couples)


def one_by_one(gists: Sequence[Gist], most: int, copies: int) -> set[Couple]:
    carriers, said = defaultdict(list), defaultdict(list)
    for each in gists:
        said[each.digest].append((each.received_at, each.case))
        for key in each.keys:
            carriers[key].append(Carrier(each.case, each.digest))
    known = {key: some for key, some in carriers.items() if len(some) <= most}
    found = {pair for each in gists for pair in like(each, known)}
    telling = {each.digest for each in gists if says_enough(each)}
    return found | {pair for each in telling for pair in among_copies(said[each], copies)}


def by_trying(gists: Sequence[Gist], most: int, copies: int) -> set[Couple]:
    """As the docstrings say it, word for word."""
    carried = Counter(key for each in gists for key in each.keys)
    said = Counter(each.digest for each in gists)
    order = {each.case: (each.received_at or dt.datetime.max, each.case) for each in gists}
    found = set()
    for a, b in combinations(gists, 2):
        if a.digest == b.digest and says_enough(a):
            own = sorted((each.case for each in gists if each.digest == a.digest), key=lambda id: order[id])
            together = said[a.digest] <= copies or couple(a.case, b.case) in {couple(*each) for each in pairwise(own)}
        else:
            together = sum(weight_of(key) for key in {*a.keys} & {*b.keys} if carried[key] <= most) >= ENOUGH
        if together:
            found.add(couple(a.case, b.case))
    return found


SOME_KEYS = st.lists(st.sampled_from(KEYS), max_size=6, unique=True)
DAYS = st.none() | st.integers(0, 3)


@st.composite
def crowds(draw: st.DrawFn) -> list[Gist]:
    told = draw(st.lists(st.tuples(SOME_KEYS, DAYS), max_size=14))
    return [gist(number, keys, day=day) for number, (keys, day) in enumerate(told)]


@given(crowds(), st.integers(1, 8), st.integers(1, 5), st.randoms(use_true_random=False))
def test_all_at_once_is_one_by_one_is_trying_every_two(
    gists: list[Gist], most: int, copies: int, shuffle: random.Random
) -> None:
    expected = by_trying(gists, most, copies)
    assert at_once(gists, most, copies) == expected
    shuffle.shuffle(gists)
    assert at_once(gists, most, copies) == expected
    assert one_by_one(gists, most, copies) == expected


def test_at_the_threshold_and_a_bit_below() -> None:
    enough = [gist(1, ["48a", "48b", "10x"]), gist(2, ["48a", "48b", "10y"])]
    short = [gist(3, ["48c", "47d", "10x"]), gist(4, ["48c", "47d", "10y"])]
    assert ENOUGH == 0x48 + 0x48
    assert at_once([*enough, *short], 9, 9) == {couple(enough[0].case, enough[1].case)}


def test_a_thousand_copies_are_a_chain_and_few_are_all_compared() -> None:
    copies = [gist(number, ["ffsame"], day=-number % 7) for number in range(1000)]
    chain = at_once(copies, 200, 30)
    assert len(chain) == 999
    assert chain == one_by_one(copies, 200, 30)
    assert len(at_once(copies[:30], 200, 30)) == 30 * 29 / 2


def test_copies_that_say_next_to_nothing_are_not_compared() -> None:
    assert at_once([gist(1, ["10a"]), gist(2, ["10a"])], 9, 9) == set()
    assert at_once([gist(1, [], said=""), gist(2, [], said="")], 9, 9) == set()
    assert at_once([], 9, 9) == set()


@pytest.mark.parametrize("room", [1, 2, 5, 64])
def test_no_couple_is_lost_where_a_case_has_more_than_there_is_room_for(room: int) -> None:
    chance = np.random.default_rng(7)
    dense = (chance.random((90, 12)) < 0.6) * chance.integers(1, 9, 12)
    found = {
        (int(a), int(b))
        for left, right in couples_in(csr_matrix(dense.astype(np.int32)), 14, block=16, partners=room)
        for a, b in zip(left, right, strict=True)
    }
    shared = (dense @ (dense > 0).T) >= 14
    expected = {(a, b) for a, b in combinations(range(90), 2) if shared[a, b]}
    assert found == expected
    assert max(Counter(a for a, _ in expected).values()) > 64


@given(crowds(), st.integers(1, 4))
def test_portions_hold_every_case_and_every_couple_once(gists: list[Gist], size: int) -> None:
    found = Collected()
    for each in gists:
        found.add(each)
    couples = found.couples(most=9, copies=3)
    portions = list(couples.portions(size))
    assert sorted(id for each in portions for id in each.cases) == sorted(each.case for each in gists)
    assert sorted(pair for each in portions for pair in each.couples) == sorted(couples)
    assert all(pair[0] in each.cases for each in portions for pair in each.couples)


@given(crowds(), crowds(), st.integers(1, 6), st.integers(1, 4))
def test_a_change_touches_all_whose_couples_change(
    before: list[Gist], after: list[Gist], most: int, copies: int
) -> None:
    """Those of changed cases aside, a couple comes or goes only among carriers of a key that crossed, or copies."""
    old, new = ({each.case: each for each in some} for some in (before, after))
    moved = Moved([(old.get(id), new.get(id)) for id in old | new if old.get(id) != new.get(id)])
    own = {id for id in old | new if old.get(id) != new.get(id)}
    carried = Counter(key for each in after for key in each.keys)
    full, free = moved.crossed({key: carried[key] for key in moved.gained}, most)
    said = [each for each in after if each.digest in moved.copied]
    gone, come = moved.rearranged(said, copies)
    were, are = at_once(before, most, copies), at_once(after, most, copies)
    filled, freed = ({each.case for each in after if {*each.keys} & keys} for keys in (full, free))
    for pair in were - are:
        assert {*pair} & own or {*pair} <= filled or pair in gone
    for pair in are - were:
        assert {*pair} & own or {*pair} <= freed or pair in come
