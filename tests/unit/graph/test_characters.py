"""Traditional characters: compared as simplified, and simplified ones never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.characters import simplified
from graph.identity.names import agree, organisation_name, read_name

CHANGED = [
    ("陳麗", "陈丽", "a name"),
    ("歐陽建國", "欧阳建国", "a compound surname"),
    ("錦瀾苑物業服務有限公司", "锦澜苑物业服务有限公司", "an organisation"),
    ("當事人聯繫電話", "当事人联系电话", "a header"),
    ("處理後續", "处理后续", "後 is the traditional 后"),
]
KEPT = [
    ("乾元物业公司", "simplified writing has 乾"),
    ("於丽", "a surname"),
    ("毕昇", "a name"),
    ("昇辉物业", "a name"),
    ("Wuhan ABC", "no Chinese"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("stated", "compared", "why"), CHANGED)
def test_traditional_characters_are_compared_as_simplified(stated: str, compared: str, why: str) -> None:
    assert simplified(stated) == compared, why


@pytest.mark.parametrize(("stated", "why"), KEPT)
def test_what_simplified_writing_has_stays(stated: str, why: str) -> None:
    assert simplified(stated) == stated, why


def test_names_agree_however_they_were_typed() -> None:
    assert agree(read_name("陳麗"), read_name("陈丽"))
    assert agree(read_name("陳女士"), read_name("陈丽"))
    assert read_name("無名氏").text == ""
    assert organisation_name("錦瀾物業") == organisation_name("锦澜物业")


@given(st.text())
def test_it_keeps_the_length_and_is_done_once(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once


@given(
    st.text(alphabet=[bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)])
)
def test_no_text_in_common_simplified_characters_changes(text: str) -> None:
    """The 3,755 of GB 2312's first level."""
    assert simplified(text) == text
