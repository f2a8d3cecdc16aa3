"""Columns of a source row in normal form."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from graph.identity.compared.days import read_day
from graph.identity.compared.facts import facts_of
from graph.identity.compared.profile import profile_text
from graph.identity.compared.words import full_form, plain

NAMES = {"full": "full_name", "first": "given_name", "last": "family_name"}


@pytest.mark.parametrize(
    ("cell", "day", "why"),
    [
        ("1850-03-09", dt.date(1850, 3, 9), "ISO"),
        ("1850-03-09 00:00:00", dt.date(1850, 3, 9), "with a time"),
        ("18500309", dt.date(1850, 3, 9), "without dashes"),
        ("09/03/1850", dt.date(1850, 3, 9), "day first"),
        ("03/19/1850", dt.date(1850, 3, 19), "month first, since there is no 19th month"),
        ("9th March 1850", dt.date(1850, 3, 9), "in words"),
        ("March 9, 1850", dt.date(1850, 3, 9), "in words, month first"),
        ("c. 1850", dt.date(1850, 1, 1), "a year"),
        ("1850-03", dt.date(1850, 3, 1), "a month"),
        ("1850-13-40", None, "no day"),
        ("", None, "nothing"),
    ],
)
def test_days(cell: str, day: dt.date | None, why: str) -> None:
    assert read_day(cell) == day, why


@pytest.mark.parametrize(
    ("text", "normal"),
    [("  O'Brien-SMITH ", "obrien smith"), ("Zoë Müller", "zoe muller"), ("Unknown", ""), ("N/A", ""), ("", "")],
)
def test_words(text: str, normal: str) -> None:
    assert plain(text) == normal


def test_short_forms_lead_to_one_name() -> None:
    assert {full_form(each) for each in ("tom", "tommy", "thomas")} == {"thomas"}
    assert full_form("lancelot") == "lancelot"


@pytest.mark.parametrize(
    ("row", "given", "family", "more"),
    [
        ({"full": "Thomas Clifford, 1st Baron Clifford of Chudleigh"}, "thomas", "chudleigh", ("baron", "clifford")),
        ({"full": "Thomas John Hardy", "first": "Thomas", "last": "Hardy"}, "thomas", "hardy", ("john",)),
        ({"first": "Mary Anne", "last": "Hardy"}, "mary", "hardy", ("anne",)),
        ({"full": "Hardy", "last": "Hardy"}, None, "hardy", None),
        ({}, None, None, None),
    ],
)
def test_names(row: dict[str, str], given: str | None, family: str | None, more: tuple[str, ...] | None) -> None:
    values = facts_of(profile_text(NAMES), json.dumps(row)).values
    assert (values["given"], values["family"], values["more"]) == (given, family, more)


@pytest.mark.parametrize(
    ("code", "district", "area"), [("TQ13 8DF", "tq13", "tq"), ("n1 2ab", "n1", "n"), ("90210", "902", "90")]
)
def test_postcodes(code: str, district: str, area: str) -> None:
    values = facts_of(profile_text({"code": "postcode"}), json.dumps({"code": code})).values
    assert (values["c0_district"], values["c0_area"]) == (district, area)
