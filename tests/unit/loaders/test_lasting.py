"""What is remembered of a long file in few bytes says the same as plain dictionaries and lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.lasting import LastRows
from loaders.listing import Listing

IDS = st.sampled_from([f"case-{each}" for each in "abcdefgh"])
PORTIONS = st.lists(st.lists(st.tuples(IDS, st.integers(1, 2**31 - 1)), max_size=9), max_size=9)


@given(PORTIONS, st.lists(IDS, max_size=5))
def test_the_last_row_of_each_id_is_known(portions: list[list[tuple[str, int]]], asked: list[str]) -> None:
    rows, plain = LastRows(), dict[str, int]()
    for portion in portions:
        rows.note([id for id, _ in portion], [row for _, row in portion])
        plain.update(portion)
    assert rows.of(asked) == {id: plain[id] for id in asked if id in plain}


@given(st.lists(st.lists(IDS)), st.lists(st.lists(IDS)))
def test_a_listing_keeps_ids_in_their_order(one: list[list[str]], other: list[list[str]]) -> None:
    listings = []
    for some in (one, other):
        listing = Listing()
        for ids in some:
            listing.add(ids)
        listings.append(listing)
    whole = Listing.joined(listings)
    expected = [id for ids in (*one, *other) for id in ids]
    assert (list(whole), len(whole), bool(whole)) == (expected, len(expected), bool(expected))
