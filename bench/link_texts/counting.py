"""Rarity: in how many matters each word and pair of characters was met, and how the counts are kept."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.link_texts.messages import Message
from graph.linkage.texts.normal import plain, runs
from graph.linkage.texts.rarity import Rarity
from graph.linkage.texts.words import words_of

LEAST = 4
"""Matters in which a word or a pair must have been met: what fewer have may be somebody's name."""
_NAMING = re.compile(r"[0-9A-Za-z]")


def count_rarity(matters: Iterable[Iterable[Message]], *, least: int = LEAST) -> Rarity:
    """Over matters, not over messages: what many say about one thing is not common for that."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    count = 0
    for messages in matters:
        count += 1
        said = [run for each in messages for run in runs(f"{plain(each.case.title)} {plain(each.case.text)}")]
        words.update({word for run in words_of(said) for word, _ in run})
        pairs.update({run[at : at + 2] for run in said for at in range(len(run) - 1)})
    return Rarity(count, _common(words, least), _common(pairs, least))


def write_rarity(rarity: Rarity, path: Path) -> None:
    """The same bytes for the same counts."""
    held = {"matters": rarity.matters, "words": rarity.words, "pairs": rarity.pairs}
    said = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(said, 9, mtime=0))


def _common(counts: Mapping[str, int], least: int) -> dict[str, int]:
    return {each: n for each, n in sorted(counts.items()) if n >= least and not _NAMING.search(each)}
