"""How rare a word is: what is counted seldom weighs more, what was never met most."""

from __future__ import annotations

from math import log

import pytest

from graph.linkage.texts.rarity import Rarity, shipped

FOUR = Rarity(4, {"小区": 4, "漏水": 1}, {"小区": 4, "漏水": 1})


def test_a_word_weighs_the_logarithm_of_how_seldom_it_was_met() -> None:
    assert FOUR.of("小区") == 0.0
    assert FOUR.of("漏水") == log(5 / 2)
    assert FOUR.of("澜悦湾") == FOUR.highest == log(5)


def test_pairs_of_characters_weigh_alike_and_letters_and_digits_little() -> None:
    assert FOUR.of_pair("小区") == 0.0
    assert FOUR.of_pair("漏水") == log(5 / 2)
    assert FOUR.of_pair("A1") == FOUR.of_pair("09") == 3.0


@pytest.mark.parametrize("counts", ["words", "pairs"])
def test_the_shipped_counts_never_exceed_the_matters_they_were_made_of(counts: str) -> None:
    held = shipped()
    counted = getattr(held, counts)
    assert len(counted) > 1_000
    assert all(0 < each <= held.matters for each in counted.values())


def test_the_shipped_counts_know_what_offices_hear_every_day() -> None:
    held = shipped()
    assert held.of("小区") < held.of("渣土") < held.of("澜悦湾") == held.highest
