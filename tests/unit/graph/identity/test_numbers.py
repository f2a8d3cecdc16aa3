"""Numbers: strict reading. The identity numbers are made here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from graph.identity.numbers import credit_code, identity_number, telephone


def made(first_17: str) -> str:
    return first_17 + ric.calc_check_digit(first_17 + "0")


OLD = made("42010319550607112")
NUMBERS = [
    (OLD, OLD, "born before the district's code was given: valid all the same"),
    (" ".join((OLD[:6], OLD[6:14], OLD[14:])), OLD, "spaces"),
    (f"'{OLD}", OLD, "a spreadsheet's apostrophe"),
    ("".join(chr(ord(c) + 0xFEE0) for c in OLD), OLD, "full-width"),
    (OLD[:6] + OLD[8:17], OLD, "15 digits"),
    (OLD[:-1] + ("0" if OLD[-1] != "0" else "1"), None, "wrong check digit"),
    (OLD[:10] + "****" + OLD[14:], None, "masked"),
    (made("42010319551307112"), None, "a thirteenth month"),
    (made("99010319550607112"), None, "no such province"),
    (OLD[:15] + "000", None, "15 digits kept by a spreadsheet"),
    ("4.20103E+17", None, "a spreadsheet's exponent"),
    ("1" * 15, None, "a placeholder"),
    ("1" * 18, None, "a placeholder"),
    ("0" * 18, None, "zeros"),
    ("", None, "nothing"),
    ("无", None, "a word"),
]


@pytest.mark.parametrize(("stated", "read", "why"), NUMBERS)
def test_an_identity_number_is_valid_or_nothing(stated: str, read: str | None, why: str) -> None:
    assert identity_number(stated) == read, why


TELEPHONES = [
    ("19900001234", "19900001234"),
    ("199 0000 1234", "19900001234"),
    ("199-0000-1234", "19900001234"),
    ("+86 19900001234", "19900001234"),
    ("+86-199-0000-1234", "19900001234"),
    ("8619900001234", "19900001234"),
    ("008619900001234", "19900001234"),
    ("１９９００００１２３４", "19900001234"),
    ("19900001234.", "19900001234"),
    ("027-82001234", "02782001234"),
    ("(027)82001234", "02782001234"),
    ("02782001234", "02782001234"),
    ("+86 27 82001234", "02782001234"),
    ("027-82001234-801", "02782001234-801"),
    ("027-82001234转801", "02782001234-801"),
    ("0714-6201234", "07146201234"),
    ("199****1234", None),
    ("82001234", None),
    ("00000000000", None),
    ("13800000000", None),
    ("13812345678", None),
    ("13800138000", None),
    ("027-88888888", None),
    ("12345", None),
    ("199000012345", None),
    ("无", None),
    ("", None),
]


@pytest.mark.parametrize(("stated", "read"), TELEPHONES)
def test_a_telephone_is_whole_or_nothing(stated: str, read: str | None) -> None:
    assert telephone(stated) == read


def test_a_credit_code_is_valid_or_nothing() -> None:
    assert credit_code("91110000 600037341L") == "91110000600037341L"
    assert credit_code("91110000600037341M") is None
    assert credit_code("1" * 18) is None


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (identity_number, telephone, credit_code):
        found = read(text)
        assert found is None or read(found) == found


@given(st.from_regex(r"[1-6][1-7][0-9]{15}", fullmatch=True))
def test_the_check_digit_is_that_of_the_standard(first_17: str) -> None:
    """As python-stdnum computes it; any other last character is refused."""
    valid = made(first_17)
    read = identity_number(valid)
    assert read in (valid, None)
    if read is not None:
        assert all(identity_number(valid[:17] + other) is None for other in set("0123456789X") - {valid[-1]})
        assert identity_number(valid.lower()) == valid
