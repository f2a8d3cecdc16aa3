"""The words that two cases share, of those that say what a case is about: pairs of Chinese characters, by rarity.

Cutting needs no dictionary: “卫生间漏水” is 卫生 生间 间漏 漏水; what is shared is read off the asked text again.
A pair that half of all cases have says little, one that a single other case has is most often a name: both count less.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LONGEST = 1_000
"""Characters of a text that are read: the rest of a long one repeats."""
_IDLE = frozenset(
    "的了是在和与及或也就都而被把对将等于为其该此这那有无不未没还又再已要请我你他她们个到从上下中内外年月日号时点分"
    "一二两三四五六七八九十几半多少元块只"
)
"""Characters of grammar, of place, time and number: a pair with one of them is no word of a topic."""
_WISH = re.compile(r"(?:敬请|恳请|请|望|希望|盼|麻烦|谢谢)[^。！；\n]*[。！；]?\s*$")
"""The last sentence when it only asks for help: it says what is wished, the same of every trouble."""
_RAREST = 0.01
"""Share of the cases; a rarer pair counts no more than one that so many have."""
_SHOWN = 3
"""Words that a reason names."""
_LONGEST_SHOWN = 12

Codes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Common:
    """What a text has in common with the asked one."""

    share: float
    """From 0 to 1: how much of what the asked one says, by rarity, this one says too; less of one much longer."""
    words: tuple[str, ...]
    """The words, the weightiest first."""


def nearest_by_topic(
    asked: str, others: Sequence[str], *, names: Collection[str] = (), most: int
) -> list[tuple[int, Common]]:
    """The positions of the `most` of `others` that share most with `asked`, the first among equals, with what they
    share; `names` are taken out of `asked` before it is read.
    """
    own = _WISH.sub("", asked[:LONGEST])
    for name in sorted(filter(None, names), key=lambda each: (-len(each), each)):
        own = own.replace(name, "\n")
    pairs = _pairs(own)
    if not pairs or not others:
        return [(at, Common(0.0, ())) for at in range(min(most, len(others)))]
    topics = np.array(sorted(set(pairs.values())), dtype=np.uint64)
    codes, lengths = _joined(others)
    held = _held(codes, lengths, topics)
    weights = _weights(held, len(others))
    shares = _shares(held, weights, lengths, len(own))
    worth = dict(zip(topics.tolist(), weights.tolist(), strict=True))
    return [
        (at, Common(float(shares[at]), _words(own, pairs, set(topics[held[at]].tolist()), worth)))
        for at in np.argsort(-shares, kind="stable")[:most].tolist()
    ]


def _shares(
    held: NDArray[np.bool_], weights: NDArray[np.float64], lengths: NDArray[np.int64], own: int
) -> NDArray[np.float64]:
    """Rounded, so that equal ones stay equal in whatever order a machine adds."""
    whole = float(weights.sum())
    if not whole:
        return np.zeros(len(held))
    typical = max(own, float(np.median(lengths)), 1.0)
    return np.round(held @ weights / whole * np.minimum(1.0, np.sqrt(typical / lengths)), 9)


def _pairs(text: str) -> dict[int, int]:
    """Where a pair of topic characters begins, and its code."""
    codes = [ord(each) if _tells(each) else 0 for each in text]
    return {at: _code(one, other) for at, (one, other) in enumerate(pairwise(codes)) if one and other}


def _tells(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" and letter not in _IDLE


def _code(one: int, other: int) -> int:
    return one << 21 | other


def _joined(texts: Sequence[str]) -> tuple[Codes, NDArray[np.int64]]:
    """All texts one after the other, a character 0 behind each, and how long each is with it."""
    cut = [each[:LONGEST] + "\0" for each in texts]
    codes = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    return codes, np.array([len(each) for each in cut], dtype=np.int64)


def _held(codes: Codes, lengths: NDArray[np.int64], topics: Codes) -> NDArray[np.bool_]:
    """A row a text, a column a topic: whether it has it."""
    pairs = codes[:-1] << np.uint64(21) | codes[1:]
    at = np.minimum(np.searchsorted(topics, pairs), len(topics) - 1)
    hits = np.flatnonzero(topics[at] == pairs)
    texts = np.repeat(np.arange(len(lengths)), lengths)
    held = np.zeros((len(lengths), len(topics)), dtype=np.bool_)
    held[texts[hits], at[hits]] = True
    return held


def _weights(held: NDArray[np.bool_], total: int) -> NDArray[np.float64]:
    """Of each topic: 0 when every case has it or none."""
    have = held.sum(axis=0)
    at_least = max(1.0, total * _RAREST)
    weights = np.log((total + 1) / np.maximum(have, at_least))
    return np.where((have > 0) & (have < total), weights, 0.0) if total > 1 else np.where(have > 0, 1.0, 0.0)


def _words(text: str, pairs: dict[int, int], shared: Collection[int], worth: dict[int, float]) -> tuple[str, ...]:
    runs: dict[str, float] = {}
    for start, end in _runs(pairs, shared):
        word = text[start:end]
        runs.setdefault(word, sum(worth[pairs[at]] for at in range(start, end - 1)))
    best = sorted(runs, key=lambda each: (-runs[each], each))
    return tuple(each for each in best if runs[each] > 0)[:_SHOWN]


def _runs(pairs: dict[int, int], shared: Collection[int]) -> Iterator[tuple[int, int]]:
    """Stretches of the text of which every pair is shared."""
    start = None
    places = sorted(at for at, code in pairs.items() if code in shared)
    for at, following in zip(places, [*places[1:], -1], strict=False):
        start = at if start is None else start
        if following != at + 1 or at + 3 - start > _LONGEST_SHOWN:
            yield start, at + 2
            start = None
