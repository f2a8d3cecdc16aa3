"""What a text is about: a table of text and themes."""

from __future__ import annotations

import re

import pytest

from graph.linkage.texts.themes import THEMES, themes_of

ABOUT = [
    ("楼下烧烤店的油烟很大，油烟道没有装", {"油烟餐饮": 3, "邻里": 1}),
    ("地下车库停车位涨价", {"房价": 1, "停车": 2}),
    ("电梯困人", {"电梯": 2}),
    ("工资拖欠，帮农民工讨薪", {"拖欠": 4}),
    ("天气很好", {}),
    ("abc 123", {}),
    ("", {}),
]


@pytest.mark.parametrize(("text", "themes"), ABOUT)
def test_themes_are_counted_by_their_words(text: str, themes: dict[str, int]) -> None:
    assert themes_of(text) == themes


def test_themes_come_in_one_order_whatever_comes_first_in_the_text() -> None:
    one, other = themes_of("噪音，停车，电梯，施工"), themes_of("施工，电梯，停车，噪音")
    assert list(one) == list(other) == [each for each in THEMES if each in one]
    assert len(one) == 4


def test_names_of_themes_are_words_that_users_read() -> None:
    assert len(THEMES) == len(set(THEMES))
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", each) for each in THEMES)
