"""Telephones: what stands in a cell of them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import cells
from loaders.cells import Telephone

TELEPHONES = [
    ("19900001234", ("19900001234",)),
    (19900001234.0, ("19900001234",)),
    ("199 0000 1234", ("199 0000 1234",)),
    ("199-0000-1234", ("199-0000-1234",)),
    ("'19900001234", ("19900001234",)),
    ("+86 199-0000-1234", ("+86 199-0000-1234",)),
    ("008619900001234", ("008619900001234",)),
    ("１９９００００１２３４", ("19900001234",)),
    ("19900001234、19900005678", ("19900001234", "19900005678")),
    ("19900001234 19900005678", ("19900001234", "19900005678")),
    ("19900001234\n19900005678", ("19900001234", "19900005678")),
    ("1990000123419900005678", ("19900001234", "19900005678")),
    ("1990000123402782345678", ("19900001234", "02782345678")),
    ("19900001234-19900005678", ("19900001234", "19900005678")),
    ("①19900001234②19900005678", ("19900001234", "19900005678")),
    ("1、19900001234 2、19900005678", ("19900001234", "19900005678")),
    ("19900001234、19900001234", ("19900001234",)),
    ("027-82345678", ("027-82345678",)),
    ("(027)82345678", ("(027)82345678",)),
    ("（027）8234 5678", ("(027)8234 5678",)),
    ("027 8234 5678", ("027 8234 5678",)),
    ("0714-6201234", ("0714-6201234",)),
    ("82345678", ("82345678",)),
    ("400-123-4567", ("400-123-4567",)),
    ("027-82345678转801", ("027-82345678转801",)),
    ("027-82345678-801", ("027-82345678-801",)),
    ("82345678#801", ("82345678#801",)),
    ("027-82345678-82345679", ("027-82345678", "82345679")),
    ("手机：19900001234；座机：027-82345678", ("19900001234", "027-82345678")),
    ("家里82345678，手机199 0000 1234", ("82345678", "199 0000 1234")),
    ("19900001234（儿子）", ("19900001234",)),
    ("199****1234", ("199****1234",)),
    ("199xxxx1234", ("199xxxx1234",)),
    ("027-82345678（8:30-17:00）", ("027-82345678",)),
    ("电话：无", None),
    ("无", None),
    ("没有电话", None),
    ("#REF!", None),
]
UNLIKELY = [
    ("1990000123", ("1990000123",), "是 10 位"),
    ("199000012345", ("199000012345",), "是 12 位"),
    ("1990000123、19900005678", ("1990000123", "19900005678"), "是 10 位"),
    ("110", ("110",), "不像电话号码"),
    ("027-82345678/79", ("027-82345678",), "“79”没有当作号码"),
    ("+852 9123 4567", ("+852 9123 4567",), "不是国内号码"),
    ("1.99E+10", ("1.99E+10",), "科学计数法"),
    (1.99e18, ("1.99E+18",), "丢失"),
    ("拒绝提供", None, "没有号码"),
    ("同上", None, "没有号码"),
]


@pytest.mark.parametrize(("cell", "telephones"), TELEPHONES)
def test_telephones(cell: Any, telephones: tuple[str, ...] | None) -> None:
    remarks: list[str] = []
    assert cells.read_telephones(cell, remarks=remarks) == telephones
    assert not remarks


@pytest.mark.parametrize(("cell", "telephones", "said"), UNLIKELY)
def test_what_is_unlikely_is_kept_and_said_without_its_digits(
    cell: Any, telephones: tuple[str, ...] | None, said: str
) -> None:
    remarks: list[str] = []
    assert cells.read_telephones(cell, remarks=remarks) == telephones
    assert len(remarks) == 1
    assert said in remarks[0]
    assert not re.search(r"\d{6}", remarks[0])


@pytest.mark.parametrize(
    ("cell", "holders"),
    [
        ("张三19900001234李四19900005678", ["张三", "李四"]),
        ("张三：19900001234；李四：19900005678", ["张三", "李四"]),
        ("19900001234（张三）、19900005678（李四）", ["张三", "李四"]),
        ("手机19900001234", [""]),
    ],
)
def test_the_name_beside_a_number_stays_with_it(cell: str, holders: list[str]) -> None:
    found = cells.read_telephones(cell) or ()
    assert [each.holder if isinstance(each, Telephone) else "" for each in found] == holders


@given(st.text(alphabet="0123456789 -、,/()+*转\n张", max_size=40))
def test_no_digit_is_lost_in_silence(cell: str) -> None:
    """A run of five digits and more is part of a number that is kept; of shorter ones what is not kept is said."""
    remarks: list[str] = []
    kept = re.sub(r"\D", "", "".join(cells.read_telephones(cell, remarks=remarks) or ()))
    for run in re.findall(r"\d+", cell):
        assert run in kept or (len(run) < 5 and remarks) or re.fullmatch(r"[1-9]", run)


@given(
    st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=1, max_size=4, unique=True),
    st.sampled_from(["、", " ", "\n", "/", "", "；", "或"]),
)
def test_mobiles_are_found_whatever_parts_them(numbers: list[str], between: str) -> None:
    assert cells.read_telephones(between.join(numbers)) == tuple(numbers)
