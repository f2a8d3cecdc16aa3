"""Masking: no identity number and no telephone survives it, and nothing else is touched."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from graph.ids import make_id
from graph.masking import mask, mask_text

MOBILE = st.integers(0, 9_999_999).map(lambda n: f"1990{n:07}")
AROUND = st.text(st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="-"), max_size=8)


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("19900001234", "199****1234"),
        ("420103190501011230", "4201************30"),
        ("420103050101123", "4201*********23"),
        ("85801234", "******34"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_value_keeps_its_ends(value: str, masked: str) -> None:
    assert mask(value) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话19900001234，住3栋", "电话199****1234，住3栋"),
        ("电话：199 0000 1234。", "电话：199******1234。"),
        ("+86-19900001234", "+86-199****1234"),
        ("座机027-85801234转8", "座机027*****1234转8"),
        ("身份证420103190501011230已核对", "身份证4201************30已核对"),
        ("身份证 420103 19050101 1230", "身份证 4201**************30"),
        ("全角１９９００００１２３４", "全角199****1234"),
        ("wx19900001234x", "wx199****1234x"),
        ("case-19900001234abcde与19900001234", "case-19900001234abcde与199****1234"),
        ("工单20240305001", "工单20240305001"),
        ("编号1990000123456789", "编号1990000123456789"),
        ("2024年3月5日15:30，金额12345678元", "2024年3月5日15:30，金额12345678元"),
    ],
)
def test_free_text_is_read_for_numbers(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@given(AROUND, MOBILE, AROUND)
def test_no_mobile_survives(before: str, number: str, after: str) -> None:
    assert number not in mask_text(before + number + after)


@given(AROUND, st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.integers(0, 999), AROUND)
def test_no_identity_number_survives(before: str, born: dt.date, order: int, after: str) -> None:
    stem = f"420103{born:%Y%m%d}{order:03}"
    number = stem + ric.calc_check_digit(stem)
    assert number not in mask_text(before + number + after)


@given(st.text(max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask_text(mask_text(text)) == mask_text(text)


@given(st.lists(st.text(), min_size=1))
def test_an_id_is_never_taken_for_a_number(parts: list[str]) -> None:
    id = make_id("person", *parts)
    assert mask_text(id) == id
