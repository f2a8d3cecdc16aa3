"""Text as both engines' search indexes hold it, so that a word is found wherever it stands.

Chinese has no spaces: a run of characters becomes its overlapping pairs and its last character alone (物业管理 → 物业
业管
管理 理), each run of other letters or digits one lower-case token. A word is then found as a phrase of adjacent
tokens: two characters are one token, one character is the beginning of one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"([{_HAN}]+)|((?:[^\W_{_HAN}])+)")
"""A run of Han characters, or of other letters and digits."""
LONGEST = 4000
"""Characters of a text that are indexed; what stands behind them is kept, but not found."""


class Phrase(NamedTuple):
    """Adjacent tokens, the last of them only a beginning when `prefix`."""

    tokens: tuple[str, ...]
    prefix: bool


_SHORT = 60
"""Characters: names and addresses come again and again, long texts once."""


def tokens(text: str) -> str:
    """The tokens of `text`, separated by spaces, in their order."""
    if not text:
        return ""
    return _tokens_again(text) if len(text) <= _SHORT else _tokens(text)


def _tokens(text: str) -> str:
    found: list[str] = []
    for run in RUN.finditer(plain(text[:LONGEST])):
        if (han := run[1]) is None:
            found.append(run[2])
        else:
            found += [han[i : i + 2] for i in range(len(han))]
    return " ".join(found)


_tokens_again = lru_cache(maxsize=32768)(_tokens)


def phrases(text: str) -> list[Phrase]:
    """What to look for: one phrase for each word of `text`; words are split at white space. Words without a letter are
    left out.
    """
    return [phrase for word in plain(text).split() if (phrase := _phrase(word)).tokens]


def _phrase(word: str) -> Phrase:
    runs = list(RUN.finditer(word))
    found: list[str] = []
    prefix = False
    for position, run in enumerate(runs):
        last = position == len(runs) - 1
        if (han := run[1]) is None:
            found.append(run[2])
            prefix = last
        elif last and len(han) > 1:
            found += [han[i : i + 2] for i in range(len(han) - 1)]
        else:
            found += [han[i : i + 2] for i in range(len(han))]
            prefix = last
    return Phrase(tuple(found), prefix)


def plain(text: str) -> str:
    """One width of letters, and small ones."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.lower()
