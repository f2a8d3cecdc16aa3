"""One cell to one value: tables of what offices write."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary import VOCABULARY
from loaders import cells
from loaders.cells import BadCell
from loaders.targets import all_targets

DAY = dt.date(2024, 3, 5)
DAYS = [
    ("2024-03-05", DAY),
    ("2024/3/5", DAY),
    ("2024.3.5", DAY),
    ("2024年3月5日", DAY),
    ("2024年03月05号", DAY),
    ("二〇二四年三月五日", DAY),
    ("二零二四年三月五日", DAY),
    ("24.3.5", DAY),
    ("24年3月5日", DAY),
    ("20240305", DAY),
    (20240305.0, DAY),
    (45356.0, DAY),
    ("45356", DAY),
    ("２０２４－０３－０５", DAY),
    ("2024-03-05（星期二）", DAY),
    ("2024-03-05 14:30", DAY),
    (dt.datetime(2024, 3, 5, 14, 30), DAY),
    (DAY, DAY),
    ("二〇二四年十二月二十一日", dt.date(2024, 12, 21)),
    ("1958-10-01", dt.date(1958, 10, 1)),
    ("不详", None),
    ("/", None),
    ("  ", None),
]
MOMENTS = [
    ("2024-03-05 14:30:05", (14, 30, 5)),
    ("2024/3/5 14:30", (14, 30, 0)),
    ("2024年3月5日14时30分", (14, 30, 0)),
    ("2024年3月5日 下午2点半", (14, 30, 0)),
    ("2024年3月5日上午9时", (9, 0, 0)),
    ("2024-03-05T14:30:05", (14, 30, 5)),
    ("2024-03-05T06:30:05Z", (14, 30, 5)),
    ("2024-03-05T14:30:05.123+08:00", (14, 30, 5)),
    ("2024-03-05 2:30 PM", (14, 30, 0)),
    ("2024-03-05", (0, 0, 0)),
    (45356.5, (12, 0, 0)),
]
NO_DAYS = [
    "昨天",
    "2024-13-05",
    "2024-02-30",
    "3月5日",
    "3",
    12.0,
    True,
    dt.time(3, 4),
    "2024年",
    "2024-03-05 25:00",
    "3024-01-01",
]


@pytest.mark.parametrize(("cell", "day"), DAYS)
def test_days(cell: Any, day: dt.date | None) -> None:
    assert cells.read_date(cell) == day


@pytest.mark.parametrize(("cell", "time"), MOMENTS)
def test_moments(cell: Any, time: tuple[int, int, int]) -> None:
    assert cells.read_datetime(cell) == dt.datetime.combine(DAY, dt.time(*time))


def test_the_title_s_year_serves_a_date_without_one() -> None:
    assert cells.read_date("3月5日", year=2024) == DAY


@pytest.mark.parametrize("cell", NO_DAYS)
def test_what_is_no_day_says_what_is(cell: Any) -> None:
    with pytest.raises(BadCell) as bad:
        cells.read_date(cell)
    assert "2024-03-05" in bad.value.accepted


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("12", 12),
        (12.0, 12),
        ("12人", 12),
        ("十二", 12),
        ("约20余人", 20),
        ("一百零二户", 102),
        ("1,200", 1200),
        ("无", None),
        ("3.0", 3),
    ],
)
def test_counts(cell: Any, count: int | None) -> None:
    assert cells.read_count(cell) == count


@pytest.mark.parametrize("cell", ["若干", 1.5, -3.0, "12.5", True, float("nan"), float("inf"), "1" * 30])
def test_no_counts(cell: Any) -> None:
    with pytest.raises(BadCell):
        cells.read_count(cell)


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (3000.5, 3000.5),
        ("3,000.50元", 3000.5),
        ("3.5万元", 35000),
        ("十万元", 100000),
        ("￥3000", 3000),
        ("约2万余元", 20000),
        ("两千元", 2000),
        ("-", None),
    ],
)
def test_amounts(cell: Any, yuan: float | None) -> None:
    assert cells.read_amount(cell) == yuan


@pytest.mark.parametrize(
    ("cell", "telephones"),
    [
        ("19900001234", ("19900001234",)),
        (19900001234.0, ("19900001234",)),
        ("199 0000 1234", ("199 0000 1234",)),
        ("'19900001234", ("19900001234",)),
        ("19900001234、19900005678", ("19900001234", "19900005678")),
        ("19900001234 19900005678", ("19900001234", "19900005678")),
        ("027-82345678转801", ("027-82345678转801",)),
        ("手机：19900001234；座机：027-82345678", ("19900001234", "027-82345678")),
        ("199****1234", ("199****1234",)),
        ("无", None),
    ],
)
def test_telephones(cell: Any, telephones: tuple[str, ...] | None) -> None:
    assert cells.read_telephones(cell) == telephones


@pytest.mark.parametrize(("cell", "said"), [("没有手机", 0), ("无电话", 0), ("拒绝提供", 1), ("同上", 1)])
def test_a_cell_without_a_number_states_nothing_and_rejects_no_row(cell: str, said: int) -> None:
    remarks: list[str] = []
    assert cells.read_telephones(cell, remarks=remarks) is None
    assert len(remarks) == said


def test_identity_numbers_stay_as_stated_and_a_damaged_one_stays_visible() -> None:
    assert cells.read_identity_number("'42010319550607112X") == "42010319550607112X"
    assert cells.read_identity_number("４２０１０３ 19550607112X") == "42010319550607112X"
    damaged = cells.read_identity_number(4.2010319550607112e17)
    assert damaged is not None
    assert "E+17" in damaged
    assert cells.damage(4.2010319550607112e17)
    assert cells.damage("4.20103E+17")
    assert cells.damage("42010319550607112X") is None
    assert cells.read_identity_number(420103550607112.0) == "420103550607112"


def test_codes_by_label_synonym_translation_and_what_else_is_refused_with_the_list() -> None:
    kinds = VOCABULARY["case_kind"]
    assert cells.read_code("矛盾纠纷", kinds, translations={}) == "dispute"
    assert cells.read_code(" 安全 隐患 ", kinds, translations={}) == "hazard"
    assert cells.read_code("来信", kinds, translations={"来信": "request"}) == "request"
    assert cells.read_code("作废", kinds, translations={"作废": ""}) is None
    with pytest.raises(BadCell) as bad:
        cells.read_code("别的", kinds, translations={})
    assert bad.value.accepted == "矛盾纠纷、群众诉求、隐患"


@pytest.mark.parametrize(
    ("cell", "yes"), [("是", True), ("否", False), ("√", True), ("无", False), (True, True), (0.0, False), ("", None)]
)
def test_yes_or_no(cell: Any, yes: bool | None) -> None:
    assert cells.read_yes_no(cell) is yes


def test_texts_lose_no_line_and_lines_lose_their_breaks() -> None:
    assert cells.read_text(" 第一行\xa0\r\n 第二\u200b行 ") == "第一行\n第二行"
    assert cells.read_line("锦澜\n苑3栋") == "锦澜苑3栋"


CELLS = st.one_of(
    st.none(), st.text(max_size=40), st.floats(), st.integers(), st.booleans(),
    st.datetimes(), st.dates(), st.times(), st.timedeltas(),
    st.text(alphabet="0123456789年月日时分.-/:第零一二三十百万两约人元等E+X上下午半 ", max_size=20),
)  # fmt: skip
READERS = [each.reads(VOCABULARY, translations={}, year=2024) for each in all_targets().values()]


@given(cell=CELLS, position=st.integers(0, len(READERS) - 1))
def test_any_cell_is_read_or_refused_with_a_reason(cell: Any, position: int) -> None:
    try:
        READERS[position](cell)
    except BadCell as bad:
        assert bad.reason
        assert bad.accepted
