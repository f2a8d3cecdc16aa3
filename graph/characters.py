"""Traditional characters as the simplified ones that they are compared by (opencc t2s).

Only for comparing: what is stored stays as stated. Each character is taken for itself, and one that
simplified writing has as well, 乾 in 乾元 or 昇 in a name, stays: a name in simplified characters is its own
normal form, so that no id made from one depends on this.
"""

from __future__ import annotations

from functools import cache, lru_cache

import opencc

_RANGES = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
_TRADITIONAL = frozenset("後徵夥麽菸")
"""Of GB 2312 for a rare word's sake; where they stand, the text is traditional."""
_NAMES = frozenset("昇陞甯锺祕澂龢邨迺堃喆淼犇脩谿逕扞吒仝鉅桠氾剋徵祐崑峯")
"""Of 通用规范汉字表 (2013) and of names: written in simplified texts as well, though not in GB 2312."""


def simplified(text: str) -> str:
    """`text` in simplified characters; what is neither traditional nor Chinese stays."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    return _converted(text)


@lru_cache(maxsize=16384)
def _converted(text: str) -> str:
    return text.translate(_table())


@cache
def _traditional() -> frozenset[str]:
    """Every character that `simplified` changes."""
    return frozenset(map(chr, _table()))


@cache
def _table() -> dict[int, str]:
    """What each traditional character becomes: asked of opencc once."""
    known = [chr(code) for first, end in _RANGES for code in range(first, end)]
    changed = opencc.OpenCC("t2s").convert("\n".join(known)).split("\n")
    return {ord(one): other for one, other in zip(known, changed, strict=True) if one != other and not _is_common(one)}


def _is_common(character: str) -> bool:
    """Whether simplified texts hold it: it is of GB 2312, the set of simplified writing, or stands in names."""
    if character in _TRADITIONAL:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in _NAMES
    return True
