"""How a Chinese name sounds: what a telephone operator hears and a typist takes for another character.

The exact sound leaves out the tones: 王丽 and 王莉. The loose one leaves out as well what many speakers of the middle
Yangtze do not tell apart and what dictation confuses: z and zh, c and ch, s and sh; n and l; in and ing, en and
eng. an and ang stay apart, and every other ending, so that 志强 is never 志刚.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

from graph.identity.names import Form, StatedName

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # 45 MB of readings of words: a name is read character by character
from pypinyin import lazy_pinyin

_SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "澹台": "tan tai", "单于": "chan yu", "解": "xie", "查": "zha",
    "仇": "qiu", "区": "ou", "朴": "piao", "翟": "zhai", "缪": "miao", "盖": "ge", "员": "yun", "召": "shao",
    "覃": "qin", "乐": "yue", "折": "she", "黑": "he", "秘": "bi", "繁": "po", "句": "gou", "种": "chong",
    "重": "chong", "祭": "zhai", "能": "nai", "乜": "nie", "郇": "xun", "隗": "wei", "卜": "bu", "长": "zhang",
    "藏": "zang", "洗": "xian", "厘": "xi", "佴": "nai", "阚": "kan", "都": "du",
}  # fmt: skip
"""As surnames they are read so, whatever they are elsewhere (现代汉语词典)."""

_GIVEN = {
    "晟": "sheng", "长": "chang", "曾": "zeng", "单": "shan", "说": "yue",
}  # fmt: skip
"""Of a character with several readings the one that is usual in given names."""

_INITIALS = {"zh": "z", "ch": "c", "sh": "s"}
_SEPARATOR = " "


@lru_cache(maxsize=16384)
def sound_of(name: StatedName) -> str:
    """The syllables of a full name without tones, joined by spaces; empty for any other.

    Dots between parts do not sound; letters stand for themselves.
    """
    if name.form is not Form.FULL:
        return ""
    rest = name.text[len(name.surname) :]
    syllables = [_surname(name.surname)] if name.surname else []
    return _SEPARATOR.join([*syllables, *(_given(each) for each in rest if each != "·")])


@lru_cache(maxsize=16384)
def loose_sound_of(name: StatedName) -> str:
    """The sound of a full name with what is often confused made one; empty for any other."""
    return _SEPARATOR.join(map(_loose, sound_of(name).split(_SEPARATOR)))


@cache
def _surname(surname: str) -> str:
    return _SURNAMES.get(surname) or _SEPARATOR.join(_SURNAMES.get(each) or _given(each) for each in surname)


@cache
def _given(character: str) -> str:
    return _GIVEN.get(character) or "".join(lazy_pinyin(character))


@cache
def _loose(syllable: str) -> str:
    initial = syllable[:2]
    if initial in _INITIALS:
        syllable = _INITIALS[initial] + syllable[2:]
    elif syllable[:1] == "n" and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ing", "eng")) else syllable
