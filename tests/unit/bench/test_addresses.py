"""The fictional addresses of the benchmark: one dwelling, one id."""

from __future__ import annotations

import random

import pytest

from bench.addresses import agreement, main, pairs
from bench.dwellings import dwelling, in_words, look_alike
from loaders.numerals import chinese_number


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_dwelling_is_found_however_it_is_written(seed: int) -> None:
    counted = agreement(pairs(4000, seed=seed))
    assert counted.true == 1000
    assert counted.f1 >= 0.995, counted.wrong[:5]
    assert counted.precision >= 0.999, counted.wrong[:5]


def test_what_looks_alike_is_another_dwelling() -> None:
    chance = random.Random(7)
    for _ in range(500):
        one = dwelling(chance)
        assert look_alike(one, chance) != one


def test_pairs_are_the_same_for_the_same_seed() -> None:
    assert pairs(200, seed=4) == pairs(200, seed=4)
    assert pairs(200, seed=4) != pairs(200, seed=5)


def test_numbers_in_words_are_those_that_files_are_read_with() -> None:
    assert [chinese_number(in_words(each)) for each in range(1, 1000)] == list(range(1, 1000))


def test_the_figures_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--addresses", "200", "--seed", "3"])
    said = capsys.readouterr().out
    assert "addresses: 200, pairs: 100 (50 of one dwelling), seed 3" in said
    assert "same unit: precision" in said
