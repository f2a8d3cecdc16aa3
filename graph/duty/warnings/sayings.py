"""What a text says in earnest: each word with its clause, and whether it is denied, feared, of others, over.

A rule of thumb for plain official Chinese, clause by clause; how often it is right is printed by
`python -m bench warnings`. It reads what was said about a dispute, and judges nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.duty.warnings.wording import Group, Wording, Words

Verdict = Literal["meant", "other_meaning", "title", "denied", "feared", "elsewhere", "over"]

_SENTENCE = re.compile(r"[^。！？!?；;\r\n]+[。！？!?；;”’]*")
_COMMA = re.compile("[，,：:]")
_TITLE = re.compile("《[^》]*》")
_BLANK = "□"
"""Stands for what only looks like a denial."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of a group in a text."""

    group: str
    word: str
    clause: str
    """The clause that it stands in, without the commas around it."""
    verdict: Verdict

    @property
    def meant(self) -> bool:
        return self.verdict == "meant"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word stands."""

    sentence: str
    start: int
    end: int
    after: str
    """The sentence behind it, and the next one if that goes on about the same."""

    @property
    def before(self) -> str:
        return self.sentence[: self.start]

    @property
    def left(self) -> str:
        """Its clause, up to it."""
        return _COMMA.split(self.before)[-1]

    @property
    def two_clauses(self) -> str:
        """Its clause and the one before, up to it."""
        return "，".join(_COMMA.split(self.before)[-2:])

    @property
    def clause(self) -> str:
        return self.left + _COMMA.split(self.sentence[self.start :])[0]


def meant(text: str, wording: Wording) -> dict[str, Saying]:
    """What `text` says in earnest: of each group its first saying."""
    found: dict[str, Saying] = {}
    for each in sayings(text, wording):
        if each.meant:
            found.setdefault(each.group, each)
    return found


def sayings(text: str, wording: Wording) -> Iterator[Saying]:
    """Every word of every group in `text`, group by group in each sentence."""
    if wording.any_word.search(text) is None:
        return
    sentences = _SENTENCE.findall(text)
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1] if number + 1 < len(sentences) else ""
        if wording.any_word.search(sentence):
            yield from _in(sentence, following, wording)


def _in(sentence: str, following: str, wording: Wording) -> Iterator[Saying]:
    goes_on = following if _has(wording.back("over", "next"), following) else ""
    for group in wording.groups.values():
        for word in group.found.finditer(sentence) if group.found else ():
            place = _Place(sentence, word.start(), word.end(), sentence[word.end() :] + goes_on)
            yield Saying(group.name, word[0], place.clause.strip(" “”‘’。！？；"), _verdict(place, group, wording))


def _verdict(place: _Place, group: Group, wording: Wording) -> Verdict:
    if _within(_TITLE, place):
        return "title"
    if _means_else(place, group):
        return "other_meaning"
    if _has(wording.back("feared", "asks"), place.left):
        return "feared"
    if _is_denied(place.left, wording):
        return "denied"
    if _is_of_others(place, wording):
        return "elsewhere"
    if _is_over(place, wording):
        return "over"
    return "feared" if not group.feared and _has(wording.back("feared", "fears"), place.left) else "meant"


def _means_else(place: _Place, group: Group) -> bool:
    if _has(group.earnest, place.sentence):
        return False
    if group.needed is not None and not _has(group.needed, place.before):
        return True
    return group.other_meaning is not None and _within(group.other_meaning, place)


def _within(pattern: re.Pattern[str], place: _Place) -> bool:
    """Whether something that matches lies around the word."""
    found = pattern.finditer(place.sentence)
    return any(each.start() < place.end and place.start < each.end() for each in found)


def _is_denied(left: str, wording: Wording) -> bool:
    never = wording.back("denied", "never")
    plain = never.sub(lambda found: _BLANK * len(found[0]), left) if never else left
    if wording.between.search(plain):
        return True
    denials = wording.back("denied", "whole")
    until = wording.back("denied", "until")
    return denials is not None and any(not _has(until, plain[each.end() :]) for each in denials.finditer(plain))


def _is_of_others(place: _Place, wording: Wording) -> bool:
    marks, same = wording.back("elsewhere", "marks"), wording.back("elsewhere", "same")
    own = _has(_OWN, place.left)
    told = place.left if own else place.two_clauses
    return _has(marks, told) and not _has(same, told)


_OWN = re.compile("[我他她其]|自己|本人|当事人|申请人")


def _is_over(place: _Place, wording: Wording) -> bool:
    ago, lasting = wording.back("over", "ago"), wording.back("over", "lasting")
    if _has(ago, place.two_clauses) and not _has(lasting, place.two_clauses):
        return True
    marks, not_so = wording.back("over", "marks"), wording.back("over", "not_so")
    ended = next((each for each in _all(marks, place.after) if not _has(not_so, place.after[: each.start()])), None)
    return ended is not None and not _has(wording.back("over", "again"), place.after[ended.end() :])


def _all(words: Words, text: str) -> Iterator[re.Match[str]]:
    return iter(()) if words is None else words.finditer(text)


def _has(words: Words, text: str) -> bool:
    return words is not None and words.search(text) is not None
