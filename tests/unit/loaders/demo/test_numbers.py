"""Telephones and identity numbers: valid for every validator, and nobody's."""

from __future__ import annotations

import datetime as dt

from stdnum.cn import ric

from graph.identity.numbers import identity_number, telephone
from loaders.demo.chance import Chance
from loaders.demo.names import FEMALE, MALE
from loaders.demo.numbers import AREA, Numbers


def test_telephones_stay_in_the_fictional_range_and_differ() -> None:
    numbers = Numbers(Chance(1, "telephones"))
    given = [numbers.telephone() for _ in range(20_000)]
    assert len(set(given)) == len(given)
    assert all(len(each) == 11 and "19900000000" <= each <= "19909999999" for each in given)
    assert all(telephone(each) == each for each in given[:2000])


def test_identity_numbers_pass_every_check_and_differ() -> None:
    numbers = Numbers(Chance(1, "identity"))
    born = dt.date(1979, 2, 28)
    given = [numbers.identity_number(born, sex) for _ in range(200) for sex in (MALE, FEMALE)]
    assert len(set(given)) == len(given)
    assert all(ric.is_valid(each) and identity_number(each) == each for each in given)
    assert all(ric.get_birth_date(each) == born for each in given)


def test_the_sex_is_in_the_number() -> None:
    numbers = Numbers(Chance(1, "sex"))
    assert int(numbers.identity_number(dt.date(1990, 1, 1), MALE)[16]) % 2 == 1
    assert int(numbers.identity_number(dt.date(1990, 1, 1), FEMALE)[16]) % 2 == 0


def test_the_area_is_one_that_issues_no_numbers() -> None:
    assert AREA.endswith("0000")
