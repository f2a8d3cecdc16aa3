"""How rare a word, or a pair of characters, is in what people bring to an office: the ground that likeness stands on.

The counts are shipped, not made from the store's own cases: what two cases have in common then weighs the same
whichever others were loaded, before or after. `docs/linkage.md` says what they were counted in.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

_OF_ASCII = 3.0
_FILE = "rarity.json.gz"


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """In how many matters each word and each pair of characters was met."""

    matters: int
    words: dict[str, int]
    pairs: dict[str, int]

    def of(self, word: str) -> float:
        """Nats: the logarithm of how many matters there are for each that has the word; highest when none has it."""
        return log((self.matters + 1) / (self.words.get(word, 0) + 1))

    def of_pair(self, pair: str) -> float:
        """The same of two characters that follow each other; letters and digits number things, and say little."""
        if pair.isascii():
            return _OF_ASCII
        return log((self.matters + 1) / (self.pairs.get(pair, 0) + 1))

    @property
    def highest(self) -> float:
        """That of what was never met."""
        return log(self.matters + 1)


@cache
def shipped() -> Rarity:
    """The counts that come with the program."""
    held = json.loads(gzip.decompress(files("graph.linkage.texts").joinpath(_FILE).read_bytes()))
    return Rarity(held["matters"], held["words"], held["pairs"])
