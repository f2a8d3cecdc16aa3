"""Numbers that are masked, damaged or mistyped: what they still show."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from graph.identity.numbers import identity_number, telephone
from graph.identity.partial import birth_shown, read_number, read_telephone, sex_shown
from graph.identity.patterns import fits, places_apart

FIRST = "42010319850115123"
WHOLE = FIRST + ric.calc_check_digit(FIRST + "0")
TYPED = WHOLE[:9] + "7" + WHOLE[10:]

NUMBERS = [
    (WHOLE, "", "", "valid"),
    (f"{WHOLE}.0", "", "", "a spreadsheet's decimals"),
    (WHOLE.replace("0", "O", 1), "", "", "a letter for a nought"),
    (f"身份证号：{WHOLE}", "", "", "a label before it"),
    (WHOLE[:6] + WHOLE[8:17], "", "", "15 digits"),
    (f"420103********{WHOLE[-4:]}", f"420103********{WHOLE[-4:]}", "", "the date is masked"),
    ("4201**********12X4", "4201**********12*4", "", "an X that hides"),
    ("420103********123X", "420103********123X", "", "an X that is the check character"),
    ("420103XXXXXXXX123X", "420103********123*", "", "an X that may be either"),
    ("420103××××××××1234", "420103********1234", "", "masked with ×"),
    ("420103●●●●●●●●1234", "420103********1234", "", "masked with ●"),
    ("420103########1234", "420103********1234", "", "masked with #"),
    ("420103 1985 **** 1234", "4201031985****1234", "", "spaces"),
    ("４２０１０３＊＊＊＊＊＊＊＊１２３４", "420103********1234", "", "full-width"),
    ("420103****1234", "420103********1234", "", "fewer stars than digits"),
    ("420103*****1234", "420103************", "", "15 characters: perhaps an old number, whose tail is another"),
    ("420103198501150000", "420103198501150***", "", "noughts that a spreadsheet wrote"),
    (FIRST[:15], f"{FIRST[:15]}***", "", "the first 15"),
    (FIRST, f"{FIRST}*", "", "without its check character"),
    ("4.20103198501E+17", "42010319850*******", "", "an exponent; the last digit was rounded"),
    ("4.20103E+17", "", "", "an exponent that shows too little"),
    (TYPED, TYPED, TYPED, "one digit mistyped"),
    ("1" * 18, "", "", "a placeholder"),
    ("123456789012345678", "", "", "a placeholder"),
    ("*" * 18, "", "", "nothing shown"),
    ("0000**********0000", "", "", "a masked placeholder"),
    ("6222021234567890123", "", "", "a bank card"),
    ("E12345678", "", "", "a passport"),
    ("无", "", "", "a word"),
    ("", "", "", "nothing"),
]
VALID = 5
"""The first of them give a valid number."""


@pytest.mark.parametrize(("stated", "pattern", "mistyped", "why"), NUMBERS)
def test_a_number_gives_what_is_sure(stated: str, pattern: str, mistyped: str, why: str) -> None:
    read = read_number(stated)
    assert (read.pattern, read.mistyped) == (pattern, mistyped), why
    assert read.valid == (WHOLE if NUMBERS.index((stated, pattern, mistyped, why)) < VALID else None), why


def test_birth_and_sex_are_read_where_they_are_shown() -> None:
    assert birth_shown(WHOLE) == birth_shown(WHOLE[:14] + "****") == "1985-01-15"
    assert birth_shown("420103198513451234") == birth_shown("42010319******1234") == birth_shown("") == ""
    assert sex_shown(WHOLE) == "male"
    assert sex_shown("420103********1224") == "female"
    assert sex_shown("420103198501151***") is None


TELEPHONES = [
    ("19900001234", "19900001234", ""),
    ("82001234", "02782001234", ""),
    ("8200-1234", "02782001234", ""),
    ("8200123", "0278200123", ""),
    ("027-8200123", "0278200123", ""),
    ("82001234-801", "02782001234-801", ""),
    ("82001234转801", "02782001234-801", ""),
    ("027-82001234转801", "02782001234-801", ""),
    ("电话：19900001234", "19900001234", ""),
    ("19900001234（儿子）", "19900001234", ""),
    ("19900001234.0", "19900001234", ""),
    ("1.9900001234E+10", "19900001234", ""),
    ("199****1234", "", "199****1234"),
    ("1990000****", "", "1990000****"),
    ("199 **** 1234", "", "199****1234"),
    ("199xxxx1234", "", "199****1234"),
    ("199**1234", "", "199****1234"),
    ("+86 199****1234", "", "199****1234"),
    ("*******1234", "", "*******1234"),
    ("027-8200****", "", "0278200****"),
    ("8200****", "", "0278200****"),
    ("199****0000", "", ""),
    ("***********", "", ""),
    ("199********", "", ""),
    ("20240101", "", ""),
    ("12345678", "", ""),
    ("88888888", "", ""),
    ("12345", "", ""),
    ("110", "", ""),
    ("4001234567", "", ""),
    ("13800000000", "", ""),
    ("11111111111", "", ""),
    ("无", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("stated", "full", "pattern"), TELEPHONES)
def test_a_telephone_gives_what_is_sure(stated: str, full: str, pattern: str) -> None:
    assert read_telephone(stated) == (full, pattern)


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    number, line = read_number(text), read_telephone(text)
    assert len(number.pattern) in (0, 18)
    assert not (number.valid and number.pattern)
    assert len(line.pattern) in (0, 11)
    assert not (line.full and line.pattern)


@given(st.dates(dt.date(1930, 1, 1), dt.date(2009, 12, 31)), st.integers(0, 999), st.data())
def test_every_mask_of_a_valid_number_fits_it(day: dt.date, serial: int, data: st.DataObject) -> None:
    first = f"420103{day:%Y%m%d}{serial:03d}"
    whole = first + ric.calc_check_digit(first + "0")
    begin = data.draw(st.integers(0, 17))
    end = data.draw(st.integers(begin + 1, 18))
    mask = data.draw(st.sampled_from("*×●#"))
    pattern = read_number(whole[:begin] + mask * (end - begin) + whole[end:]).pattern
    assert not pattern or fits(pattern, whole)
    if end - begin <= 13 and len(set(whole[:begin] + whole[end:])) > 1:
        assert pattern


@given(st.dates(dt.date(1930, 1, 1), dt.date(2009, 12, 31)), st.integers(0, 999), st.integers(0, 17))
def test_a_mistyped_digit_is_one_place_apart(day: dt.date, serial: int, place: int) -> None:
    first = f"420103{day:%Y%m%d}{serial:03d}"
    whole = first + ric.calc_check_digit(first + "0")
    typed = whole[:place] + ("1" if whole[place] != "1" else "2") + whole[place + 1 :]
    read = read_number(typed)
    if identity_number(whole) and read.mistyped:
        assert read.valid is None
        assert places_apart(read.mistyped, whole) == 1


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_what_is_whole_is_read_as_before(number: str) -> None:
    assert (read_telephone(number).full or None) == telephone(number)
