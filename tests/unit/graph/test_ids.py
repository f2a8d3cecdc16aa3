"""Ids: the same on every machine and for ever, and nothing can be read from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadId
from graph.ids import kind_of, make_id
from graph.schema import NODE_SHAPES


def test_an_id_is_the_same_for_ever() -> None:
    assert make_id("case", "grid", "W20240001") == "case-fpmb0hvne1aq6crk"


@given(st.sampled_from(sorted(NODE_SHAPES)), st.lists(st.text(), min_size=1, max_size=4))
def test_every_id_says_its_kind(kind: str, parts: list[str]) -> None:
    assert kind_of(make_id(kind, *parts)) == kind


@given(st.text(max_size=20), st.text(max_size=20))
def test_parts_do_not_run_together(left: str, right: str) -> None:
    if right:
        assert make_id("case", left, right) != make_id("case", left + right)


def test_kinds_do_not_share_ids() -> None:
    assert make_id("case", "1").split("-")[1] != make_id("person", "1").split("-")[1]


@pytest.mark.parametrize(
    "text",
    ["", "case", "case-", "case-123", "CASE-0123456789abcdef", "case-0123456789abcdeu", "case-0123456789abcdef "],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(BadId) as refused:
        kind_of(text)
    assert text in str(refused.value)
