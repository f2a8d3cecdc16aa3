"""Texts, and what any kind of cell looks like to a person."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import cells

SHOWN = [
    (None, "", "nothing"),
    (" 甲 ", " 甲 ", "a text as it is"),
    (12.0, "12", "a whole number without a point"),
    (3.5, "3.5", "a number"),
    (0.1 + 0.2, "0.3", "fifteen digits, as a spreadsheet keeps"),
    (123456789012345.0, "123456789012345", "fifteen digits"),
    (4.2010319550607112e17, "4.20103E+17", "as a spreadsheet shows it"),
    (-0.0, "0", "no sign"),
    (True, "是", "a tick"),
    (dt.datetime(2024, 3, 5), "2024-03-05", "a day"),
    (dt.datetime(2024, 3, 5, 14, 30), "2024-03-05 14:30:00", "a moment"),
    (dt.date(2024, 3, 5), "2024-03-05", "a day"),
    (dt.time(14, 30), "14:30:00", "a time"),
    (dt.timedelta(hours=26, minutes=30), "26:30:00", "a duration"),
    ("a\r\nb", "a\r\nb", "line breaks stay"),
    ("#N/A", "#N/A", "an error stays"),
]
LINES = [
    ("锦澜\n苑3栋", "锦澜苑3栋", "a stray break in a name"),
    ("漏水，\r\n墙面", "漏水，墙面", "behind a comma"),
    ("ABC\nDEF", "ABC DEF", "between words"),
    ("锦澜苑_x000D_\n3栋", "锦澜苑 3栋", "a workbook's carriage return"),
    ("甲\x0c乙\x0b丙", "甲乙丙", "form feed and vertical tab"),
    ("锦\u200b澜\ufeff苑\u2028三栋", "锦澜苑三栋", "invisible characters"),
    ("锦澜苑\xa0\u3000 3栋", "锦澜苑 3栋", "blanks of every kind"),
    ("\n\n甲\n\n", "甲", "empty lines around"),
    ("=1+1", "=1+1", "what looks like a formula is a text"),
    ("0012", "0012", "leading zeros"),
    (12, "12", "a number"),
    (True, "是", "a tick"),
]


@pytest.mark.parametrize(("cell", "text", "why"), SHOWN)
def test_a_cell_as_a_person_sees_it(cell: Any, text: str, why: str) -> None:
    assert cells.as_text(cell) == text, why
    assert cells.as_shown(cell) == text, why


@pytest.mark.parametrize(("cell", "line", "why"), LINES)
def test_lines(cell: Any, line: str, why: str) -> None:
    assert cells.read_line(cell) == line, why


def test_texts_lose_no_line() -> None:
    assert cells.read_text(" 第一行\xa0\r\n 第二\u200b行_x000D_\n第三行 ") == "第一行\n第二行\n第三行"
    assert cells.read_text("甲" * 40_000) == "甲" * 40_000


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "########"])
def test_a_failed_formula_states_nothing(error: str) -> None:
    assert cells.error_value(error) == error
    readers = (cells.read_text, cells.read_term, cells.read_date, cells.read_count, cells.read_amount)
    assert {read(error) for read in (*readers, cells.read_telephones, cells.read_identity_number)} == {None}
    assert cells.error_value("#3栋") is None


def test_a_list_is_parted_by_signs_and_by_lines() -> None:
    assert cells.read_list("综治、司法；信访\n综治") == ("综治", "司法", "信访")


@given(st.integers())
def test_an_integer_is_written_whole(number: int) -> None:
    assert cells.as_text(number) == str(number)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_float_of_fifteen_digits_is_written_whole(number: int) -> None:
    assert cells.as_text(float(number)) == str(number)
