"""Identity numbers, accounts and case numbers: what counts, what is damaged. The numbers are made here."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from loaders import cells
from loaders.cells import BadCell


def made(first_17: str) -> str:
    return first_17 + ric.calc_check_digit(first_17 + "0")


ONE, TWO = made("42010319550607112"), made("42010319600101113")
OLD = ONE[:6] + ONE[8:17]
WRONG = ONE[:-1] + ("0" if ONE[-1] != "0" else "1")
READ = [
    (ONE, ONE, "as it should be"),
    (f"'{ONE}", ONE, "an apostrophe"),
    (f"{ONE}’", ONE, "another behind"),
    (" ".join((ONE[:6], ONE[6:14], ONE[14:])), ONE, "blanks"),
    ("-".join((ONE[:6], ONE[6:14], ONE[14:])), ONE, "dashes"),
    ("".join(chr(ord(c) + 0xFEE0) for c in ONE), ONE, "full-width"),
    (f"身份证号：{ONE}", ONE, "a label"),
    (f"\u200b{ONE}\xa0", ONE, "invisible characters"),
    (OLD, OLD, "15 digits"),
    (float(OLD), OLD, "15 digits as a number: all are there"),
    (f"{ONE}、{TWO}", f"{ONE}、{TWO}", "two"),
    (f"{ONE}\n{TWO}", f"{ONE}、{TWO}", "two lines"),
    (f"张三{ONE}李四{TWO}", f"{ONE}、{TWO}", "names between"),
    ("420103********1234", "420103********1234", "masked"),
    ("E12345678", "E12345678", "a passport"),
    ("无", None, "none"),
    ("无身份证", None, "none"),
]
DOUBTED = [
    (WRONG, WRONG, "不是有效的"),
    (ONE[:15] + "000", ONE[:15] + "000", "000"),
    (ONE[:17], ONE[:17], "17 位"),
    (ONE + "1", ONE + "1", "19 位"),
    ("4.20103E+17", "4.20103E+17", "科学计数法"),
    ("4.20103e+17", "4.20103e+17", "科学计数法"),
    (4.2010319550607112e17, "4.20103E+17", "丢失"),
    ("拒绝提供", None, "没有号码"),
]


@pytest.mark.parametrize(("cell", "number", "why"), READ)
def test_identity_numbers(cell: Any, number: str | None, why: str) -> None:
    remarks: list[str] = []
    assert cells.read_identity_number(cell, remarks=remarks) == number, why
    assert not remarks


@pytest.mark.parametrize(("cell", "number", "said"), DOUBTED)
def test_what_cannot_count_is_kept_as_stated_and_said(cell: Any, number: str | None, said: str) -> None:
    remarks: list[str] = []
    assert cells.read_identity_number(cell, remarks=remarks) == number
    assert len(remarks) == 1
    assert said in remarks[0]


@given(st.integers(10**15, 10**18 - 1), st.booleans())
def test_a_number_beyond_what_a_spreadsheet_keeps_is_damaged_even_where_its_check_digit_fits(
    number: int, exact: bool
) -> None:
    """Nothing that is stored of it, as value or as original, is a number of that length."""
    cell = number if exact else float(number)
    read = cells.read_identity_number(cell) or ""
    assert cells.damage(cell)
    for each in (read, cells.as_shown(cell)):
        assert not re.search(r"\d{7}", each)
        assert "E+1" in each


def test_a_valid_number_typed_as_a_number_is_damaged() -> None:
    digits = next(number for serial in range(100, 200) if (number := made(f"42010319550607{serial}")).isdigit())
    assert cells.read_identity_number(int(digits)) == "4.20103E+17"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("G-1", "G-1"), ("0012", "0012"), (12.0, "12"), (20240305001.0, "20240305001"), ("'001", "001"),
        ("2024\n0305", "20240305"), ("ＧＤ１", "GD1"), ("3E12", "3E12"), ("无", None), ("#N/A", None),
    ],
)  # fmt: skip
def test_the_number_of_a_case(cell: Any, number: str | None) -> None:
    assert cells.read_identifier(cell) == number


@pytest.mark.parametrize("cell", [2.0240305123456e17, 2024030512345678, "2.02403E+17"])
def test_a_damaged_number_names_no_case_and_no_account(cell: Any) -> None:
    with pytest.raises(BadCell, match="丢失") as bad:
        cells.read_identifier(cell)
    assert "文本" in bad.value.accepted
    remarks: list[str] = []
    assert cells.read_account(cell, remarks=remarks) is None
    assert "没有采用" in remarks[0]
