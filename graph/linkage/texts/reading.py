"""What one case says, read once: its words, names, numbers and themes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt

from graph.linkage.texts.names import Name, names_in
from graph.linkage.texts.normal import districts, plain, runs
from graph.linkage.texts.rarity import Rarity, shipped
from graph.linkage.texts.themes import themes_of
from graph.linkage.texts.words import Word, words_of

_MOST = 4_000
"""Characters of a text that are read: what follows repeats or quotes."""
_FEWEST_WORDS = 4
_MOST_NAMES = 80
_NUMBERED = re.compile(
    r"(\d{1,4}|[一二三四五六七八九十]{1,3})"
    r"(号线|路公交|期|栋|室|组|号院|医院|初中(?!生)|高中(?!生)|幼(?![儿教师小升])|中(?![心学国间央])|小(?![区时孩]|学(?![区位])))"
)
_NUMBER_KINDS = {
    **dict.fromkeys(("中", "小", "幼", "初中", "高中"), "school"),
    **dict.fromkeys(("号线", "路公交"), "line"),
    "医院": "hospital",
}
_NUMBER_WEIGHT = 4.0
_PLAIN = 2.0
"""Nats that two characters in a row weigh anyway."""
_TOPIC_LEAST = 6
_TOPIC_MOST = 0.2
"""A word is a topic's when at least so many matters, and at most this share of them, have it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A case as it is compared."""

    said: str
    """Title, place and text, plain, a bar for every mark."""
    length: int
    """Characters, without marks."""
    words: Mapping[str, float]
    """Nats times how often (1 + ln n) of every word of two characters or more, of length 1 as a vector."""
    topics: Mapping[str, float]
    """The same of the words that say what it is about."""
    title: Mapping[str, float]
    """Nats of the words of the title."""
    title_topics: Mapping[str, float]
    title_chains: tuple[tuple[tuple[str, float], ...], ...]
    """Of every stretch of the title its characters, two by two in their order, with the nats that each weighs."""
    pairs: frozenset[str]
    """Characters of all, two by two; across a mark nothing goes on."""
    characters: frozenset[str]
    fours: frozenset[str]
    """Characters of all, four by four."""
    names: tuple[Name, ...]
    """Each once, those of the title first."""
    title_names: tuple[Name, ...]
    numbers: frozenset[tuple[str, str]]
    """Number and what it counts: (1, 号线)."""
    title_numbers: frozenset[tuple[str, str]]
    districts: frozenset[str]
    title_districts: frozenset[str]
    title_themes: frozenset[str]
    themes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """What the title says, or all the rest."""

    text: str
    runs: list[str]
    words: list[list[Word]]

    @classmethod
    def of(cls, text: str) -> _Part:
        said = plain(text)
        found = runs(said)
        return cls(said, found, words_of(found))

    def long_words(self) -> Iterator[str]:
        """Those of two characters or more."""
        return (word for run in self.words for word, _ in run if len(word) > 1)


def read(title: str, text: str, place: str, rarity: Rarity | None = None) -> Reading | None:
    """The reading of a case; None when it says too little to be told from others: 噪声扰民."""
    rarity = rarity or shipped()
    head, body = _Part.of(title), _Part.of(f"{place} {text}"[:_MOST])
    counts = Counter((*head.long_words(), *body.long_words()))
    if len(counts) < _FEWEST_WORDS:
        return None
    said, found = f"{head.text} {body.text}", head.runs + body.runs
    rare = {word: rarity.of(word) for word in counts}
    words = {word: rare[word] * (1 + log(count)) for word, count in counts.items()}
    title_words = {word: rare[word] for word in head.long_words()}
    return Reading(
        said="|".join(found),
        length=sum(map(len, found)),
        words=_unit(words),
        topics=_unit(_topics(words, rarity)),
        title=title_words,
        title_topics=_topics(title_words, rarity),
        title_chains=tuple(_chain(each, rarity) for each in head.runs if len(each) > 1),
        pairs=frozenset(_grams(found, 2)),
        characters=frozenset(said),
        fours=frozenset(_grams(found, 4)),
        names=_names((*head.words, *body.words), rarity) + _numbered(said),
        title_names=_names(head.words, rarity) + _numbered(head.text),
        numbers=frozenset(_NUMBERED.findall(said)),
        title_numbers=frozenset(_NUMBERED.findall(head.text)),
        districts=districts(said),
        title_districts=districts(head.text),
        title_themes=frozenset(themes_of(head.text)),
        themes=themes_of(said),
    )


def _names(found: Iterable[list[Word]], rarity: Rarity) -> tuple[Name, ...]:
    """Each once, as it is first called."""
    names: dict[str, Name] = {}
    for run in found:
        for name in names_in(run, rarity):
            names.setdefault(name.text, name)
    return tuple(names.values())[:_MOST_NAMES]


def _numbered(text: str) -> tuple[Name, ...]:
    """Schools, hospitals and lines that are called by a number: 二中, 三医院, 1号线, 315路."""
    found = dict.fromkeys(each for each in _NUMBERED.findall(text) if each[1] in _NUMBER_KINDS)
    return tuple(
        Name(number + what, _NUMBER_WEIGHT, _NUMBER_KINDS[what], ((number + what, _NUMBER_WEIGHT),), (number, what))
        for number, what in found
    )


def _topics(words: Mapping[str, float], rarity: Rarity) -> dict[str, float]:
    return {word: weight for word, weight in words.items() if _is_topic(word, rarity)}


def _is_topic(word: str, rarity: Rarity) -> bool:
    return _TOPIC_LEAST <= rarity.words.get(word, 0) < _TOPIC_MOST * rarity.matters


def _chain(run: str, rarity: Rarity) -> tuple[tuple[str, float], ...]:
    return tuple((pair, max(0.0, rarity.of_pair(pair) - _PLAIN)) for pair in _grams((run,), 2))


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(each * each for each in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _grams(found: Iterable[str], size: int) -> list[str]:
    """So many characters in a row, from every place where they can begin."""
    return [each[at : at + size] for each in found for at in range(len(each) - size + 1)]
