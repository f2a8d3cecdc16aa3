"""Cursors go round; what is none is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.graphql.cursors import LARGEST_PAGE, Slice, cursor, page_size, position
from graph.errors import BadCursor, BadValue, PageTooLarge


@given(st.integers(0, 999_999_999))
def test_a_cursor_leads_back_to_its_position(n: int) -> None:
    assert position(cursor(n)) == n


@given(st.text(max_size=40))
def test_a_text_is_a_cursor_or_refused(text: str) -> None:
    with suppress(BadCursor):
        assert position(text) >= 0


@pytest.mark.parametrize("text", ["", "after:1", "YWZ0ZXI6", "YWZ0ZXI6LTE=", "YWZ0ZXI6MS41", "YWZ0ZXI6wrI=", "💥"])
def test_what_looks_like_one_is_refused_too(text: str) -> None:
    with pytest.raises(BadCursor):
        position(text)


def test_a_page_has_bounds_and_the_refusal_names_the_field() -> None:
    assert page_size("cases", LARGEST_PAGE) == LARGEST_PAGE
    assert page_size("cases", 0) == 0
    with pytest.raises(PageTooLarge, match="cases"):
        page_size("cases", LARGEST_PAGE + 1)
    with pytest.raises(BadValue, match=r"cases\.first"):
        page_size("cases", -1)
    assert Slice.of("cases") == Slice(page_size("cases", None), 0)
