"""Provisional joins: clusters put together by all that both state, the likeliest first, until none is likely enough.

A pair of mentions is weighed alone; two clusters are weighed by the best that any pair between them says of each kind
of evidence. Who could as well be somebody else stays where they are, and that is said: a surname with a title never
makes two people one.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.identity.clusters import Clusters, Refusal, Rule
from graph.identity.weights.comparisons import Levels
from graph.identity.weights.scoring import Parts, Weighed

UNLIKELY = -6.0
"""Bits that a pair of two clusters counts for which was not worth weighing, where all their pairs count."""
SLACK = 7.0
"""Bits by which the mean of all pairs of two clusters may be less than their likeliest: rows go wrong one by one."""
MARGIN = 3.0
"""Bits by which the likelier of two must be ahead: eight times as likely."""

Sentence = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two mentions of different clusters that may be one person's: a question for a person to answer."""

    a: str
    b: str
    weight: float
    doubt: str
    """Why it was not joined, where it was likely enough; else empty."""


@dataclass(slots=True)
class _Tie:
    """What is known between two clusters."""

    best: Weighed
    parts: Parts
    """Of residents the best that any pair says of each kind of evidence; empty: no pair of residents."""
    total: float = 0.0
    """Bits of all pairs that are compared by columns."""
    pairs: int = 0
    """How many these are."""

    @property
    def others(self) -> tuple[str, str]:
        return self.best.a, self.best.b


class Agglomeration:
    """The ties between clusters, as these grow."""

    def __init__(
        self,
        clusters: Clusters,
        pairs: Iterable[Weighed],
        parts_of: Callable[[Weighed], Parts],
        *,
        prior: float,
        threshold: float,
    ) -> None:
        """`prior`: bits that every weight starts with; `threshold`: bits from which on clusters are joined."""
        self._clusters = clusters
        self._prior = prior
        self._threshold = threshold
        self._ties: defaultdict[str, dict[str, _Tie]] = defaultdict(dict)
        self._doubts: dict[tuple[str, str], str] = {}
        for each in pairs:
            one, other = clusters.root(each.a), clusters.root(each.b)
            if one != other:
                self._add(one, other, _tie(each, parts_of))

    def _add(self, one: str, other: str, tie: _Tie) -> None:
        known = self._ties[one].get(other)
        if known is not None:
            best = max(known.best, tie.best, key=lambda each: (each.weight, each.a, each.b))
            parts = _best_parts(known.parts, tie.parts)
            tie = _Tie(best, parts, known.total + tie.total, known.pairs + tie.pairs)
        self._ties[one][other] = self._ties[other][one] = tie

    def weight(self, tie: _Tie) -> float:
        """What two clusters come to, in bits.

        Two of residents by the best of each kind of evidence; two that are compared by columns, of which noise makes
        one pair or another likely, by their likeliest pair as far as the others do not speak against it.
        """
        if tie.parts:
            return self._prior + sum(each for each in tie.parts if each is not None)
        a, b = tie.others
        every = self._clusters.size(a) * self._clusters.size(b)
        mean = (tie.total + UNLIKELY * (every - tie.pairs)) / every
        return min(tie.best.weight, mean + SLACK)

    def join(self, sentence: Sentence) -> None:
        """Join the clusters that are named, then give those that are not to the one whom they can mean."""
        self._join_named(sentence)
        self._give_unnamed(sentence)

    def _join_named(self, sentence: Sentence) -> None:
        heap = [self._entry(one, other, tie) for one, other, tie in self._each() if self._is_for_joining(one, other)]
        heapq.heapify(heap)
        while heap:
            weight, *_, one, other = heapq.heappop(heap)
            tie = self._ties.get(one, {}).get(other)
            if tie is None or -weight != round(self.weight(tie), 6) or -weight < self._threshold:
                continue
            if self._refused(one, other, tie) or self._is_doubtful(one, other, tie):
                continue
            for changed in self._merge(one, other, tie, sentence):
                heapq.heappush(heap, changed)

    def _entry(self, one: str, other: str, tie: _Tie) -> tuple[float, str, str, str, str]:
        low, high = sorted((self._clusters.lowest(one), self._clusters.lowest(other)))
        return -round(self.weight(tie), 6), low, high, one, other

    def _each(self) -> Iterator[tuple[str, str, _Tie]]:
        return (
            (one, other, tie) for one, ties in list(self._ties.items()) for other, tie in ties.items() if one < other
        )

    def _is_for_joining(self, one: str, other: str) -> bool:
        return self._clusters.profile(one).is_named and self._clusters.profile(other).is_named

    def _refused(self, one: str, other: str, tie: _Tie) -> bool:
        """Whether the clusters contradict each other: then nothing is left between them."""
        reason = self._clusters.contradiction(one, other, Rule.SCORE)
        if reason:
            self._clusters.refusals.append(Refusal(*tie.others, Rule.SCORE, reason))
            self._ties[one].pop(other, None)
            self._ties[other].pop(one, None)
        return bool(reason)

    def _is_doubtful(self, one: str, other: str, tie: _Tie) -> bool:
        """Whether one of the two could nearly as well be a third, who cannot be the other."""
        rival = self._rival(one, other, tie) or self._rival(other, one, tie)
        if rival is None:
            return False
        self._doubts[tie.others] = "与两个不同的人都相像，不能确定是谁"
        return True

    def _rival(self, one: str, other: str, tie: _Tie) -> str | None:
        least = self.weight(tie) - MARGIN
        for third, between in sorted(self._ties[one].items()):
            if third == other or self.weight(between) < max(least, self._threshold):
                continue
            if self._clusters.contradiction(third, other, Rule.SCORE) and not self._clusters.contradiction(
                third, one, Rule.SCORE
            ):
                return third
        return None

    def _merge(self, one: str, other: str, tie: _Tie, sentence: Sentence) -> list[tuple[float, str, str, str, str]]:
        """Join, and hand the ties of both to the cluster that is left; the entries of those that changed."""
        ties = {one: self._ties.pop(one), other: self._ties.pop(other)}
        self._join(tie, sentence)
        kept = self._clusters.root(one)
        for own, theirs in ties.items():
            for third, between in theirs.items():
                if third in ties:
                    continue
                self._ties[third].pop(own, None)
                self._add(kept, third, between)
        return [
            self._entry(kept, third, between)
            for third, between in self._ties[kept].items()
            if self._is_for_joining(kept, third)
        ]

    # -- who is not named ------------------------------------------------------------------------

    def _give_unnamed(self, sentence: Sentence) -> None:
        clusters = self._clusters
        unnamed = {each for each in self._ties if not clusters.profile(each).is_named}
        likely = {each: self._likely(each) for each in sorted(unnamed, key=clusters.lowest)}
        for found in likely.values():
            if found and (len(found) == 1 or self.weight(found[0]) - self.weight(found[1]) >= MARGIN):
                self._join(found[0], sentence)
            else:
                self._doubts.update((tie.others, "与几个不同的人都相符，不能确定是谁") for tie in found)
        alone = {each for each, found in likely.items() if not found and clusters.profile(each).titles}
        between = [tie for one, other, tie in self._each() if one in alone and other in alone]
        for tie in sorted(between, key=lambda tie: (-self.weight(tie), tie.others)):
            if self.weight(tie) >= self._threshold:
                self._join(tie, sentence)

    def _likely(self, unnamed: str) -> list[_Tie]:
        """The ties to named clusters that a title form or nobody's name can mean, the likeliest first."""
        likely = []
        titled = bool(self._clusters.profile(unnamed).titles)
        for other, tie in self._ties[unnamed].items():
            if not self._clusters.profile(other).is_named or self.weight(tie) < self._threshold:
                continue
            if not titled and not _is_of_one_home(tie.best):
                continue
            if reason := self._clusters.contradiction(unnamed, other, Rule.SCORE):
                self._clusters.refusals.append(Refusal(*tie.others, Rule.SCORE, reason))
            else:
                likely.append((-self.weight(tie), self._clusters.lowest(other), tie))
        return [tie for *_, tie in sorted(likely, key=lambda each: each[:2])]

    def _join(self, tie: _Tie, sentence: Sentence) -> None:
        a, b = tie.others
        weight = round(self.weight(tie), 3)
        self._clusters.join(a, b, rule=Rule.SCORE, sentence=sentence(a, b), weight=weight)

    # -- what is left ----------------------------------------------------------------------------

    def suggestions(self, least: float) -> tuple[Suggestion, ...]:
        """What is left between clusters from `least` bits on: the best pair of each two, the likeliest first."""
        found = []
        for one, other, tie in self._each():
            weight = self.weight(tie)
            if weight < least or self._clusters.root(one) == self._clusters.root(other):
                continue
            if not self._clusters.contradiction(one, other, Rule.SCORE):
                found.append(Suggestion(*tie.others, round(weight, 3), self._doubts.get(tie.others, "")))
        return tuple(sorted(found, key=lambda each: (-each.weight, each.a, each.b)))


def _is_of_one_home(pair: Weighed) -> bool:
    """Whether telephone and dwelling are the same: less says nothing of who did not give a name."""
    levels = pair.levels
    return isinstance(levels, Levels) and levels.telephone == "equal" and levels.address == "unit"


def _tie(pair: Weighed, parts_of: Callable[[Weighed], Parts]) -> _Tie:
    if isinstance(pair.levels, Levels):
        return _Tie(pair, parts_of(pair))
    return _Tie(pair, (), pair.weight, 1)


def _best_parts(one: Parts, other: Parts) -> Parts:
    if not one or not other:
        return one or other
    return tuple(b if a is None else a if b is None else max(a, b) for a, b in zip(one, other, strict=True))
