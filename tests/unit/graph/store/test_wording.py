"""Wording: a word is found in a text exactly where it stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.wording import Phrase, phrases, tokens

HAN = st.text("漏水物业管理楼上下", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("物业管理", "物业 业管 管理 理"),
        ("A3区，3栋1单元", "a3 区 3 栋 1 单元 元"),
        ("  ", ""),
        ("漏", "漏"),
        ("ＡＢＣ１２", "abc12"),
        ("漏\n水", "漏 水"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("物业管理", [Phrase(("物业", "业管", "管理"), False)]),
        ("漏 水管", [Phrase(("漏",), True), Phrase(("水管",), False)]),
        ("栋1单", [Phrase(("栋", "1", "单"), True)]),
        ("A3", [Phrase(("a3",), True)]),
        ("！？", []),
    ],
)
def test_phrases(text: str, expected: list[Phrase]) -> None:
    assert phrases(text) == expected


def found(word: str, text: str) -> bool:
    """What an index does with tokens and a phrase, in the plainest way."""
    (phrase,) = phrases(word)
    have = tokens(text).split()
    size = len(phrase.tokens)
    for start in range(len(have) - size + 1):
        window = have[start : start + size]
        last = window[-1].startswith(phrase.tokens[-1]) if phrase.prefix else window[-1] == phrase.tokens[-1]
        if window[:-1] == list(phrase.tokens[:-1]) and last:
            return True
    return False


@given(HAN, st.lists(HAN, min_size=1, max_size=3))
def test_a_chinese_word_is_found_just_where_it_stands(word: str, runs: list[str]) -> None:
    text = "，".join(runs)
    assert found(word, text) == (word in text)
