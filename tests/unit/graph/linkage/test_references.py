"""What texts say of other cases: a table of text, number, channel."""

from __future__ import annotations

import pytest

from graph.linkage.references import again_in, plain_number, reference_to, references_of, refers
from tests.unit.graph.linkage.pairs import case

NUMBER = "20240305001"

NAMED = [
    ("接12345工单 20240305001，居民反映楼上漏水", NUMBER, "hotline_12345"),
    ("接１２３４５工单２０２４０３０５００１", NUMBER, "hotline_12345"),
    ("续20240305001号", NUMBER, None),
    ("关于20240305001号工单的补充说明", NUMBER, None),
    ("工单编号：WH-2024-00123", "WH202400123", None),
    ("信访件XF2024030501，交社区办理", "XF2024030501", "petition"),
    ("并入网格事件 GD20240001", "GD20240001", "grid"),
    ("〔2024〕12号案件", "202412", None),
    ("工单编号为A12", "A12", None),
]

NOT_NAMED = [
    "电话：13900001234，请回复",
    "转 13900001234",
    "联系方式 027-83610000",
    "身份证号420102199001011234",
    "车牌号鄂A12345",
    "见3号楼，原12栋",
    "见2024-03-05的答复",
    "拨打12345投诉",
    "订单号123456789",
    "金额 20240 元",
    "",
]


@pytest.mark.parametrize(("text", "number", "source"), NAMED)
def test_a_number_counts_where_words_say_what_it_is(text: str, number: str, source: str | None) -> None:
    assert [(each.number, each.source) for each in references_of(text)] == [(number, source)]
    assert refers(text)


@pytest.mark.parametrize("text", NOT_NAMED)
def test_other_numbers_are_no_cases(text: str) -> None:
    assert references_of(text) == ()


def test_the_words_stand_beside_the_number_and_each_number_once() -> None:
    found = references_of("接12345工单 20240305001。又见20240305001；另并入GD20240001")
    assert [each.words for each in found] == ["接12345工单 20240305001", "并入GD20240001"]
    assert found[0].written == NUMBER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("居民再次反映楼上漏水", "再次反映"),
        ("又来电", "又来电"),
        ("多次向社区投诉无果", "多次向社区投诉"),
        ("第三次反映", "第三次反映"),
        ("此前已向物业反映", "此前已向物业反映"),
        ("问题至今没有解决", "至今没有解决"),
        ("反映楼上漏水", ""),
        ("又漏水了", ""),
    ],
)
def test_words_that_say_it_comes_again(text: str, words: str) -> None:
    assert again_in(text) == words


def test_numbers_are_compared_by_letters_and_digits() -> None:
    assert plain_number("民调字〔2024〕12号") == plain_number("（2024）12") == "202412"
    assert plain_number("ｗｈ-2024 00123") == "WH202400123"


def test_a_case_does_not_name_itself_but_may_carry_the_number_of_another_channel() -> None:
    hotline = case(NUMBER, source="hotline_12345")
    assert reference_to(case(NUMBER, text=f"工单编号{NUMBER}"), hotline) is None
    assert reference_to(case(NUMBER, text=f"接12345工单{NUMBER}"), hotline) is not None
    assert reference_to(case("7", text=f"接信访件{NUMBER}"), hotline) is None
