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

DIRECTIONS = frozenset("东西南北上下前后左右")
"""Characters that tell two names apart, and are never one mistyped for another: 东塘, 西塘."""
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
    "estate": "小区 花园 家园 公寓 楼盘 苑 城 湾 府 园 郡 庭 大厦 广场 公馆 山庄 新村 新城 国际城 雅居 雅苑 "
    "名苑 名邸 佳园 佳苑 华庭 豪庭 嘉园 学府 御园 半岛 号院 邸 轩 墅",
    "road": "路 大道 街 巷 桥 隧道",
    "school": "学校 小学 中学 幼儿园 学院 大学",
    "firm": "公司 有限公司 分公司 集团 银行 平台 地产 房地产 置业 物业 店 饭店 酒店 餐厅 餐馆 酒楼 超市 商行 卖场 "
    "会所 健身房 药店 工作室 俱乐部 培训中心 交易中心 生活馆 厂 馆",
    "hospital": "医院",
    "village": "村 社区 镇 乡 街道",
    "station": "站 地铁",
    "park": "公园",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_WITH = frozenset(word for word, kind in _KIND.items() if kind in {"estate", "road", "school", "hospital", "park"}) - {
    "小区",
    "楼盘",
    "学校",
    "幼儿园",
}
"""Words that belong to the name when all before them is a common word: 荷花路 is not 荷花, 翡翠华庭 not 翡翠."""
_SHOPS = frozenset("厂店馆")
"""Last characters of words that say what a name is the name of: 饲料厂, 烧烤店."""
_RARE, _RARE_PROPER, _RARE_CHARACTER = 4.2, 3.0, 3.6
"""Nats from which a word, a proper noun, a single character may be part of a name."""
_HEAVIEST_WORD, _HEAVIEST = 6.5, 9.0
_OF_A_WORD = 0.35
_SHORT = 4
"""Characters up to which a number before a name belongs to it: 315路, 37度."""
_LONGEST_WORD = 4
_BETWEEN = 3
"""Words that may stand between a name and the word that says what it is the name of: 禾丰 园林 工程 公司."""
_NOUNS = frozenset({"n", "b"})
"""Kinds of words that are common, and no names by themselves."""
_FUNCTION = frozenset({"a", "ad", "d", "p", "c", "r", "uj", "ul", "ug", "uz", "uv", "m", "q", "t", "f", "e", "y"})
"""Kinds of words that make no name though the dictionary has not got them: 不热, 太近."""


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
    """The names in a run of words, in their order; one ends with the word that says what it is the name of."""
    begun: list[float] = []
    for at, (word, kind) in enumerate(run):
        if weight := _weight(word, kind, rarity):
            begun.append(weight)
        if begun and (not weight or _closes(run, at, len(begun))):
            end = at + bool(weight)
            yield from _name(run, end, begun, rarity)
            begun = []
    if begun:
        yield from _name(run, len(run), begun, rarity)


def _closes(run: list[Word], at: int, length: int) -> bool:
    """Whether the name that has come to so many words ends with the one at `at`: 公馆 in 蓼屿公馆野狗伤人."""
    word = run[at][0]
    if word not in _KIND and (word[-1] not in _SHOPS or len(word) < 3):
        return length + len(word) > 3 and not is_known(word) and _suffix(word) != ""
    return length > 1 and not (at + 1 < len(run) and (run[at + 1][0] in _KIND or len(run[at + 1][0]) == 1))


def _name(run: list[Word], end: int, weights: list[float], rarity: Rarity) -> Iterator[Name]:
    """The name of as many words as there are weights before `end`; none of a single character."""
    start = end - len(weights)
    text = "".join(word for word, _ in run[start:end])
    text = text.removeprefix("在") if len(text) > 2 else text
    if end - start == 1 and run[start][1] in _NOUNS and is_known(text) and end < len(run) and run[end][0] in _WITH:
        text += run[end][0]
    if start and len(text) <= _SHORT and _NUMBER.fullmatch(run[start - 1][0]):
        text = run[start - 1][0] + text
    if len(text) > 1:
        first, *others = sorted(weights, reverse=True)
        weight = min(_HEAVIEST, first + 0.5 * sum(others[:2]))
        own = len(core_of(text)) - 1
        parts = tuple(_part(text[at : at + 2], at >= own, rarity) for at in range(len(text) - 1))
        yield Name(text, weight, _kind(text, run[end : end + _BETWEEN + 1]), parts)


def _part(pair: str, general: bool, rarity: Rarity) -> tuple[str, float]:
    """Two characters of a name and their nats; `general`: they say what it is the name of, as 小学 in 天麓小学."""
    return pair, rarity.of_pair(pair) * (_OF_A_WORD if general or is_known(pair) else 1.0)


@lru_cache(maxsize=65_536)
def core_of(name: str) -> str:
    """A name without the words of the dictionary that it ends with: 笙铎 of 笙铎美容美发; at least two characters."""
    for size in range(min(_LONGEST_WORD, len(name) - 2), 1, -1):
        if is_known(name[-size:]):
            return core_of(name[:-size])
    return name


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
    if not is_known(word):
        return 0.0 if kind in _FUNCTION else rare
    if kind in _PROPER:
        return rare
    return 0.0 if kind in _BREAKING else 0.5 * rare


def _kind(text: str, behind: list[Word]) -> str:
    """What the words behind a name say that it is, else its own last characters."""
    for at, (word, kind) in enumerate(behind):
        if word in _KIND:
            return _KIND[word] if not at or not _suffix(text) else _suffix(text)
        if not kind.startswith("n"):
            break
    return "" if is_known(text) else _suffix(text)


def _suffix(text: str) -> str:
    return _KIND.get(text[-3:]) or _KIND.get(text[-2:]) or _KIND.get(text[-1:]) or ""
