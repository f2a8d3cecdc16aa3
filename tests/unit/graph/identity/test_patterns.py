"""Patterns of which some characters are not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.patterns import fits, places_apart, shown, shown_in_common

FITS = [
    ("138****1234", "13800001234", True, 7, "a masked mobile and the whole one"),
    ("138****1234", "1381234****", True, 3, "two masks of which only the head is common"),
    ("138****1234", "13900001234", False, 0, "another head"),
    ("0278200****", "02782001234-801", True, 7, "an extension does not count"),
    ("420103********1234", "420103198501151234", True, 10, "a masked identity number"),
    ("420103********1234", "42010319850115123", False, 0, "another length"),
    ("", "", False, 0, "nothing fits nothing"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "common", "why"), FITS)
def test_patterns_fit_or_contradict(one: str, other: str, verdict: bool, common: int, why: str) -> None:
    assert fits(one, other) is fits(other, one) is verdict, why
    assert shown_in_common(one, other) == shown_in_common(other, one) == common, why


numbers = st.text("0123456789", min_size=11, max_size=11)
masks = st.lists(st.booleans(), min_size=11, max_size=11)


def masked(number: str, hidden: list[bool]) -> str:
    return "".join("*" if hide else digit for digit, hide in zip(number, hidden, strict=True))


@given(numbers, masks, masks)
def test_two_masks_of_one_number_fit(number: str, one: list[bool], other: list[bool]) -> None:
    a, b = masked(number, one), masked(number, other)
    assert fits(a, b)
    assert fits(a, number)
    assert shown_in_common(a, number) == shown(a)
    assert shown_in_common(a, b) == sum(not (x or y) for x, y in zip(one, other, strict=True))


@given(numbers, numbers, masks)
def test_a_mask_fits_another_number_only_where_the_shown_digits_are_equal(
    number: str, other: str, hidden: list[bool]
) -> None:
    shown_differ = any(a != b for a, b, hide in zip(number, other, hidden, strict=True) if not hide)
    assert fits(masked(number, hidden), other) is not shown_differ


@given(numbers, numbers)
def test_whole_numbers_are_as_many_places_apart_as_digits_differ(one: str, other: str) -> None:
    assert places_apart(one, other) == sum(a != b for a, b in zip(one, other, strict=True))
    assert fits(one, other) is (places_apart(one, other) == 0)
    assert places_apart(one, other[:-1]) == len(one)
