"""类案参考: settled cases that teach how one like them may be settled, each with why it is offered.

What is alike is the sort of trouble, not who was in it: names are taken out, cases of the same matter are never here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.linkage.topics import Common
from graph.vocabulary import VOCABULARY, Vocabulary

WORDS, OPPOSITE, PLACE, AMOUNT, PARTICIPANTS = 0.6, 0.15, 0.1, 0.1, 0.05
"""What each likeness comes to at most; together 1."""
LEAST = 0.05
"""A case that comes to less is not offered: one common sort of trouble says nothing of how it was settled."""
_SAME_RANGE = 2.0
"""One amount is at most so many times the other."""
_GROUP = 5
"""People from which a dispute is one of a group (GB/T 31000)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a case is, as far as likeness goes."""

    case: str
    kind: str = ""
    dispute_type: str | None = None
    amount: float | None = None
    participants: int | None = None
    received_on: dt.date | None = None
    settled_on: dt.date | None = None
    place_levels: frozenset[str] = frozenset()
    """Codes of `place_level`: where it happened."""
    respondents: frozenset[str] = frozenset()
    """Codes of `organisation_kind`: what stood on the other side."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A settled case that is offered."""

    case: str
    score: float
    """From 0 to 1."""
    days: int | None
    """From its coming in to its settlement; None: not told."""
    reasons: tuple[str, ...]
    """Chinese sentences, the sort of dispute first."""


def similar_cases(
    asked: Facts, others: Sequence[tuple[Facts, Common]], *, first: int, words: Vocabulary = VOCABULARY
) -> list[Similar]:
    """The `first` that are most alike, with the reasons; the latest settled first among equals, then by id."""
    weighed = [(each, _likenesses(asked, each, common, words)) for each, common in others]
    offered = [(each, sum(weight for weight, _ in alike), alike) for each, alike in weighed]
    offered = [each for each in offered if each[1] >= LEAST]
    offered.sort(key=lambda each: (-round(each[1], 6), _latest_first(each[0]), each[0].case))
    return [
        Similar(each.case, round(score, 4), _days(each), (_same_sort(asked, words), *(said for _, said in alike)))
        for each, score, alike in offered[:first]
    ]


def said_of(title: str, text: str) -> str:
    """What a case says, as topics are read from it."""
    return f"{title}\n{text}"


def _likenesses(asked: Facts, other: Facts, common: Common, words: Vocabulary) -> list[tuple[float, str]]:
    return [each for each in _every(asked, other, common, words) if each[0] > 0]


def _every(asked: Facts, other: Facts, common: Common, words: Vocabulary) -> Iterator[tuple[float, str]]:
    if common.words:
        yield WORDS * common.share, f"都说到“{'”“'.join(common.words)}”"
    if kinds := asked.respondents & other.respondents:
        yield OPPOSITE, f"对方都是{_labels('organisation_kind', kinds, words)}"
    if levels := asked.place_levels & other.place_levels:
        yield PLACE, f"都发生在{_labels('place_level', levels, words)}"
    if asked.amount and other.amount and _same_range(asked.amount, other.amount):
        yield AMOUNT, f"金额相近：{asked.amount:,.0f} 元和 {other.amount:,.0f} 元"
    if min(asked.participants or 0, other.participants or 0) >= _GROUP:
        yield PARTICIPANTS, f"都是群体性的：{asked.participants} 人和 {other.participants} 人"


def _same_sort(asked: Facts, words: Vocabulary) -> str:
    label = words.label("dispute_type", asked.dispute_type) or words.label("case_kind", asked.kind)
    return f"同为{label}"


def _labels(codes: str, values: frozenset[str], words: Vocabulary) -> str:
    return "、".join(words.label(codes, each) for each in words[codes].labels if each in values) or "、".join(
        sorted(values)
    )


def _same_range(one: float, other: float) -> bool:
    return 0 < max(one, other) <= _SAME_RANGE * min(one, other)


def _days(case: Facts) -> int | None:
    if case.received_on is None or case.settled_on is None:
        return None
    return max(0, (case.settled_on - case.received_on).days)


def _latest_first(case: Facts) -> int:
    return -case.settled_on.toordinal() if case.settled_on else 0
