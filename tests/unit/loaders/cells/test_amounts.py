"""Counts and amounts, in digits and in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import cells
from loaders.cells import BadCell
from loaders.numerals import stated_number

COUNTS = [
    ("12", 12, ""),
    (12.0, 12, ""),
    ("12人", 12, ""),
    ("12名业主", 12, ""),
    ("十二人", 12, ""),
    ("共12人", 12, ""),
    ("1,200", 1200, ""),
    ("3.0", 3, ""),
    ("3万人", 30000, ""),
    ("两人", 2, ""),
    ("无", None, ""),
    ("约20余人", 20, "约数"),
    ("十余人", 10, "约数"),
    ("10人以上", 10, "约数"),
    ("8户25人", 25, "取了人数"),
    ("8户，共25人", 25, "取了人数"),
    ("25人（8户）", 25, "取了人数"),
    ("10人（其中老人3人）", 10, "括号前"),
    ("百余人", 100, "约数"),
    ("≥10人", 10, "约数"),
    ("一百零二户", 102, "户数"),
]
AMOUNTS = [
    (3000.5, 3000.5, ""),
    ("3000", 3000, ""),
    ("3,000.50元", 3000.5, ""),
    ("¥3,000", 3000, ""),
    ("￥3000", 3000, ""),
    ("3.5万元", 35000, ""),
    ("3.5W", 35000, ""),
    ("3万5", 35000, ""),
    ("2千", 2000, ""),
    ("12万3千元", 123000, ""),
    ("1.2亿", 120_000_000, ""),
    ("一亿二千万元", 120_000_000, ""),
    ("三万五千元", 35000, ""),
    ("三万五", 35000, ""),
    ("十万元", 100_000, ""),
    ("两千元", 2000, ""),
    ("叁万伍仟元整", 35000, ""),
    ("伍佰圆整", 500, ""),
    ("壹仟零伍拾元整", 1050, ""),
    ("人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分", 123_456.78, ""),
    ("100元5角", 100.5, ""),
    ("3块5", 3.5, ""),
    ("0元", 0, ""),
    ("-", None, ""),
    ("人民币叁仟元整（¥3000.00）", 3000, ""),
    ("3万元（含利息）", 30000, "括号前"),
    ("赔偿3000元", 3000, ""),
    ("约2万余元", 20000, "约数"),
    ("3000元左右", 3000, "约数"),
    ("3000元/月", 3000, "只取了数目"),
    ("每月3000元", 3000, "只取了数目"),
]


@pytest.mark.parametrize(("cell", "count", "said"), COUNTS)
def test_counts(cell: Any, count: int | None, said: str) -> None:
    remarks: list[str] = []
    assert cells.read_count(cell, remarks=remarks) == count
    assert [said in each for each in remarks] == ([True] if said else [])


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("若干", "整数"), ("数十人", "整数"), ("千", "整数"), (1.5, "整数"), ("12.5", "整数"), (True, "整数"),
        (-3.0, "整数"), ("-3", "小于零"), ("8-10人", "范围"), ("八至十人", "范围"),
        (float("nan"), "整数"), (float("inf"), "整数"), ("1" * 30, "整数"),
    ],
)  # fmt: skip
def test_no_counts(cell: Any, why: str) -> None:
    with pytest.raises(BadCell, match=why):
        cells.read_count(cell)


@pytest.mark.parametrize(("cell", "yuan", "said"), AMOUNTS)
def test_amounts(cell: Any, yuan: float | None, said: str) -> None:
    remarks: list[str] = []
    assert cells.read_amount(cell, remarks=remarks) == yuan
    assert [said in each for each in remarks] == ([True] if said else [])


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("-300", "小于零"), (-1.0, "小于零"), ("（300）", "小于零"), ("3-5万", "范围"), ("5000-8000元", "范围"),
        ("三至五万元", "范围"), ("叁仟元整（¥2000）", "两个数"), ("1.2E+4", "丢失"),
        ("3000美元", "人民币"), ("元", "金额"), ("万", "金额"), ("8.8折", "金额"),
        ("1,2,3", "金额"), ("半年", "金额"), (float("nan"), "金额"),
    ],
)  # fmt: skip
def test_no_amounts(cell: Any, why: str) -> None:
    with pytest.raises(BadCell, match=why):
        cells.read_amount(cell)


@given(st.integers(0, 99_999_999))
def test_a_number_is_read_again_from_its_parts(number: int) -> None:
    """12万3千4百 and 12万3456 say what 123,456 says."""
    high, low = divmod(number, 10_000)
    mixed = f"{high}万{f'{low:04}' if low else ''}" if high else str(low)
    assert cells.read_amount(f"{mixed}元") == number
    assert cells.read_amount(f"{number:,}.00元") == number
    assert stated_number(str(number)) == number
