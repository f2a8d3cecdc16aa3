"""The words of a text, with their kind as the segmenter says (rjieba, the dictionary of jieba)."""

from __future__ import annotations

from functools import cache, lru_cache

import rjieba
from pypinyin import Style, pinyin

Word = tuple[str, str]
"""A word and its kind: n a noun, v a verb, ns a place name, …"""


def words_of(runs: list[str]) -> list[list[Word]]:
    """The words of every run of a plain text, in their order."""
    return [rjieba.tag(each) for each in runs]


@lru_cache(maxsize=65_536)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return bool(_dictionary().has_word(word))


@lru_cache(maxsize=16_384)
def sounds_of(character: str) -> frozenset[str]:
    """How a character may be read, without tones; none of what is no Chinese character."""
    return frozenset(*pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore"))


@cache
def _dictionary() -> rjieba.Jieba:
    return rjieba.Jieba()
