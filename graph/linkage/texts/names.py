"""Names of places and organisations in a text, found without a list of them.

What is left when common words are taken away is mostly names: 天麓尚层 in 天麓尚层小区附近渣土车扰民. A run of words
that are rare, or that the dictionary does not know, is one name; the word behind it says what it is the name of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.linkage.texts.rarity import Rarity
from graph.linkage.texts.words import Word, is_known

_PROPER = frozenset({"ns", "nr", "nz", "nt", "nrfg", "nrt", "j"})
"""Kinds of proper nouns."""
_BREAKING = frozenset({
    "v", "vn", "vd", "vg", "vi", "ad", "d", "a", "an", "p", "c", "r", "u", "uj", "ul", "ug", "uz", "ud",
    "uv", "l", "i", "m", "q", "t", "f", "e", "y", "o", "zg", "k", "s",
})  # fmt: skip
"""Kinds of words that the dictionary knows and that end a name."""
_JOINING_NOT = frozenset({"p", "c", "d", "u", "r", "f", "uj", "ul"})
"""Kinds of single characters that stand in no name."""
_ASKING = frozenset({
    "什么", "怎么", "我们", "你们", "为什么", "如何", "何时", "领导", "尊敬", "您好", "书记", "市长", "先生", "女士",
})  # fmt: skip
"""Rare in what was counted, and part of no name."""
_DIGITS = re.compile(r"[0-9.]+")
_NUMBER = re.compile(r"\d{1,3}")
_KINDS = {
    "estate": "小区 花园 家园 公寓 楼盘 苑 城 湾 府 园 郡 庭 大厦 广场 公馆 山庄 新村",
    "road": "路 大道 街 巷 桥 隧道",
    "school": "学校 小学 中学 幼儿园 学院 大学",
    "firm": "公司 集团 银行 平台 地产 置业 物业",
    "hospital": "医院",
    "village": "村 社区 镇 乡 街道",
    "station": "站 地铁",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_RARE, _RARE_PROPER, _RARE_CHARACTER = 4.2, 3.0, 3.6
"""Nats from which a word, a proper noun, a single character may be part of a name."""
_HEAVIEST_WORD, _HEAVIEST = 6.5, 9.0
_OF_A_WORD = 0.35
_SHORT = 4
"""Characters up to which a number before a name belongs to it: 315路, 37度."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a text calls something."""

    text: str
    weight: float
    """Nats, at most 9."""
    kind: str
    """estate, road, school, firm, hospital, village, station, line; empty: it does not say."""
    parts: tuple[tuple[str, float], ...]
    """Its characters, two by two, with the nats of each: 天麓 in 天麓小学 tells more than 小学."""
    number: tuple[str, str] | None = None
    """Of what is called by a number, that and what it counts: 一 and 小, which is not the 小 of 十一小."""


def names_in(run: list[Word], rarity: Rarity) -> Iterator[Name]:
    """The names in a run of words, in their order."""
    begun: list[float] = []
    for at, (word, kind) in enumerate(run):
        if weight := _weight(word, kind, rarity):
            begun.append(weight)
        elif begun:
            yield from _name(run, at, begun, rarity)
            begun = []
    if begun:
        yield from _name(run, len(run), begun, rarity)


def _name(run: list[Word], end: int, weights: list[float], rarity: Rarity) -> Iterator[Name]:
    """The name of as many words as there are weights before `end`; none of a single character."""
    start = end - len(weights)
    text = "".join(word for word, _ in run[start:end])
    if start and len(text) <= _SHORT and _NUMBER.fullmatch(run[start - 1][0]):
        text = run[start - 1][0] + text
    if len(text) > 1:
        first, *others = sorted(weights, reverse=True)
        weight = min(_HEAVIEST, first + 0.5 * sum(others[:2]))
        parts = tuple(_part(text[at : at + 2], rarity) for at in range(len(text) - 1))
        yield Name(text, weight, _kind(text, run[end][0] if end < len(run) else ""), parts)


def _part(pair: str, rarity: Rarity) -> tuple[str, float]:
    """Two characters of a name and their nats; a word of the dictionary, 化工 or 小学, says what it is the name of."""
    return pair, rarity.of_pair(pair) * (_OF_A_WORD if is_known(pair) else 1.0)


@lru_cache(maxsize=65_536)
def _weight(word: str, kind: str, rarity: Rarity) -> float:
    """What a word brings to a name; 0: it is part of none."""
    if word in _ASKING or _DIGITS.fullmatch(word):
        return 0.0
    rare = rarity.of(word)
    if len(word) == 1:
        return 0.5 * rare if rare >= _RARE_CHARACTER and kind not in _JOINING_NOT else 0.0
    if rare < (_RARE_PROPER if kind in _PROPER else _RARE):
        return 0.0
    rare = min(_HEAVIEST_WORD, rare)
    if kind in _PROPER or not is_known(word):
        return rare
    return 0.0 if kind in _BREAKING else 0.5 * rare


def _kind(text: str, behind: str) -> str:
    return _KIND.get(behind) or _KIND.get(text[-2:]) or _KIND.get(text[-1:]) or ""
