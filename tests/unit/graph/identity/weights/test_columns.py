"""What conditions are spared to work out: each column against what it stands for."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.numbers import identity_number
from graph.identity.weights.columns import columns_of, fits, holds_one
from tests.unit.graph.identity.weights.people import CUT, MASKED, NUMBER, TELEPHONE, stated

VALID = "420102198503071234"


def test_a_cut_number_is_a_pattern() -> None:
    read = columns_of(stated("王丽", **CUT))
    assert (read.number, read.figures_like, read.figures_shown) == (None, "420102198503071___", 15)
    assert read.figures_places == (1 << 15) - 1


@pytest.mark.parametrize("pattern", ["4201**************", "", "******************"])
def test_a_number_that_shows_little_is_silent(pattern: str) -> None:
    assert columns_of(stated("王丽", number_pattern=pattern)).figures is None


@given(place=st.integers(0, 17), value=st.sampled_from("0123456789X"))
def test_one_wrong_character_is_repaired(place: int, value: str) -> None:
    wrong = VALID[:place] + value + VALID[place + 1 :]
    if (value == "X" and place < 17) or identity_number(wrong) is not None:
        return
    repairs = columns_of(stated("王丽", number_pattern=wrong, number_stated=wrong)).repairs or ()
    assert VALID in repairs
    assert all(identity_number(each) == each for each in repairs)


@given(place=st.integers(0, 15))
def test_two_swapped_characters_are_repaired(place: int) -> None:
    swapped = VALID[:place] + VALID[place + 1] + VALID[place] + VALID[place + 2 :]
    if swapped != VALID:
        assert VALID in (columns_of(stated("王丽", number_pattern=swapped, number_stated=swapped)).repairs or ())


def test_a_valid_number_needs_no_repair() -> None:
    assert columns_of(stated("王丽", **NUMBER)).repairs is None


def test_a_title_is_a_surname_and_no_name() -> None:
    read = columns_of(stated("欧阳女士"))
    assert (read.name, read.title, read.surname) == (None, "欧阳", "欧阳")


def test_one_character_of_the_given_name_is_left_out() -> None:
    assert columns_of(stated("王小丽")).shorter == ("王丽", "王小")
    assert columns_of(stated("王丽")).shorter is None
    assert columns_of(stated("欧阳丽")).shorter is None


def test_a_landline_is_no_mobile() -> None:
    assert columns_of(stated("王丽", telephones=("02782345678", "13812345678"))).mobile == "13812345678"
    assert columns_of(stated("王丽", telephones=("02782345678",))).mobile is None


TEXT = st.text("01*,", min_size=3, max_size=4)


@given(text=TEXT, like=st.text("01_", min_size=3, max_size=4))
def test_fits_is_like(text: str, like: str) -> None:
    assert fits(text, like) == duckdb.execute("select ? like ?", [text, like]).fetchall()[0][0]


def test_holds_one_is_like() -> None:
    sides = [
        columns_of(stated("王丽", **each))
        for each in (TELEPHONE, MASKED, TELEPHONE | MASKED, {"telephone_patterns": ("138123456**", "139****0000")})
    ]
    for one in sides:
        for other in sides:
            if one.telephone_text and other.telephone_like:
                like = duckdb.execute("select ? like ?", [one.telephone_text, other.telephone_like]).fetchall()
                assert holds_one(one.telephone_text, other.telephone_like) == like[0][0]
