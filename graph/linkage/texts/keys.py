"""By which parts of its text a case is found: pairs of characters of its names and title, and rare words, with bits."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from graph.linkage.texts.rarity import Rarity, shipped
from graph.linkage.texts.reading import Reading, read

VERSION = 5
"""Raised whenever the same text has other keys than before."""
MOST = 40
"""Keys of a case."""
_OF_TITLE = 24
_RARE_PAIR, _RARE_WORD = 4.0, 2.5
"""Nats from which a pair of characters, a word of the title is a key."""
_NAMES = 12
"""Names whose characters are keys: those of the title, then as they come."""


def keys_of(title: str, text: str, place: str, rarity: Rarity | None = None) -> tuple[tuple[str, float], ...]:
    """The keys of a case and their bits, at most `MOST`, each once; none of an empty text."""
    rarity = rarity or shipped()
    said = read(title, text, place, rarity)
    if said is None:
        return ()
    found = dict(_of_title(said, rarity)[:_OF_TITLE])
    for key, nats in _of_names(said, rarity):
        if len(found) == MOST:
            break
        found.setdefault(key, nats)
    return tuple((key, nats / log(2)) for key, nats in found.items())


def _of_title(said: Reading, rarity: Rarity) -> list[tuple[str, float]]:
    """The heaviest first."""
    pairs = {pair: rarity.of_pair(pair) for chain in said.title_chains for pair, _ in chain}
    heavy = [(pair, nats) for pair, nats in pairs.items() if nats >= _RARE_PAIR]
    heavy += [(word, nats) for word, nats in said.title.items() if len(word) > 2 and nats >= _RARE_WORD]
    return sorted(heavy, key=lambda each: (-each[1], each[0]))


def _of_names(said: Reading, rarity: Rarity) -> Iterator[tuple[str, float]]:
    for name in said.names[:_NAMES]:
        for at in range(len(name.text) - 1):
            pair = name.text[at : at + 2]
            if (nats := rarity.of_pair(pair)) >= _RARE_PAIR:
                yield pair, nats
