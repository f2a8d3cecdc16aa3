"""Headers as they are compared: 姓名（必填）, * 姓 名 and 姓名： are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\s*＊:：_\-—.。、,，;；?？!！\"“”'‘’\u200b\ufeff]+")
_REMARK = re.compile(r"[(\[【〔{<].*?[)\]】〕}>]?$")


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """Half-width, without blanks and punctuation, a remark in brackets at the end cut off."""
    half = unicodedata.normalize("NFKC", text)
    bare = _NOISE.sub("", half)
    return (_REMARK.sub("", bare) or bare).lower()


def unnamed(position: int) -> str:
    """What a column without a header is called in a mapping; positions count from 0."""
    return f"第{position + 1}列"
