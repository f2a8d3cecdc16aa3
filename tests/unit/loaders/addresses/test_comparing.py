"""Two addresses: the verdict, and the reason that a clerk reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio as rapidfuzz_ratio

from loaders.addresses.comparing import VERDICTS, compare
from loaders.addresses.signals import SIGNALS, longest_common, ratio, signals
from loaders.addresses.weights import WEIGHTS

CASES = [
    ("锦澜苑3栋2单元302室", "锦澜苑小区三号楼二单元302", "same", "两处都是锦澜苑3栋2单元302室"),
    ("民权路15号附2号302", "民权路15-2号302室", "same", "两处都是民权路15号附2号302室"),
    ("锦澜苑3栋2单元302", "锦澜苑2栋3单元302", "partial", "小区同为锦澜苑，户室同为302室，楼栋不同（2栋、3栋）"),
    ("民权路15号", "民权路15号附1号", "partial", "路同为民权路，门牌不同（15号、15号附1号）"),
    (
        "平澜路8号天天鲜果店",
        "云樵路203号宝鼎五金商行",
        "different",
        "路不同（云樵路、平澜路），名称不同（天天鲜果店、宝鼎五金商行）",
    ),
    ("锦澜苑3栋", "松鹤家园11栋", "different", "小区不同"),
]

TEXTS = st.text(alphabet="民权路中山大道锦澜苑花园超市15号3栋2单元302室附近，", max_size=24)


@pytest.mark.parametrize(("one", "other", "verdict", "reason"), CASES)
def test_verdicts_with_their_reasons(one: str, other: str, verdict: str, reason: str) -> None:
    found = compare(one, other)
    assert found.verdict == verdict
    assert reason in found.zh


@given(TEXTS | st.text(max_size=60), TEXTS | st.text(max_size=60))
def test_any_two_texts_compare_alike_in_both_orders(one: str, other: str) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.verdict in VERDICTS
    assert 0 < there.sure <= 1
    assert there.zh
    assert (there.verdict, there.zh) == (back.verdict, back.zh)


@given(TEXTS)
def test_a_dwelling_is_the_same_as_itself(name: str) -> None:
    text = f"锦澜苑3栋2单元302室{name}"
    assert compare(text, f"民权街道打铜社区 {text}").verdict != "different"
    assert compare(text, text).verdict == "same"


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_ratio_is_that_of_rapidfuzz(one: str, other: str) -> None:
    expected = 100.0 if one == other == "" else rapidfuzz_ratio(one, other)
    assert ratio(one, other) * 100 == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other", "length"), [("锦澜苑小区", "老锦澜苑", 3), ("", "锦澜", 0), ("甲乙", "乙甲", 1)]
)
def test_the_longest_common_stretch(one: str, other: str, length: int) -> None:
    assert longest_common(one, other) == length


def test_every_signal_has_its_weights() -> None:
    assert list(WEIGHTS) == list(SIGNALS)
    assert len(signals("锦澜苑3栋", "锦澜苑5栋")) == len(SIGNALS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江汉区如寿里六号2层201室", "泰兴里六号201室"),
        ("锦澜苑小区9栋4单元2702", "金色家园小区9幢4单元2702户（老房子）"),
        ("民权路105号8座4门801号", "民权街大兴路105号8#楼4单元801室（老房子）"),
    ],
)
def test_the_same_numbers_in_two_roads_lanes_or_estates_are_not_one(one: str, other: str) -> None:
    assert compare(one, other).verdict != "same"


@pytest.mark.parametrize("building", ["四#", "四#楼", "二十一#", "二十#楼", "十#"])
def test_a_sign_behind_a_chinese_numeral_is_a_building(building: str) -> None:
    said = f"锦澜苑{building}3单元2001号"
    number = {"四": "4", "二十一": "21", "二十": "20", "十": "10"}[building.rstrip("楼").rstrip("#")]
    assert compare(said, f"锦澜苑小区{number}座3门2001室").verdict == "same"
    assert compare(said, f"锦澜苑小区{number}座3门2002室").verdict != "same"
