"""Joining under contradictions: two mentions that must be apart are never in one cluster, whatever lies between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.identity.evidence import Evidence
from graph.identity.profiles import Profile, contradiction, profile_of

JUDGED_APART = "已判定不是同一人"


class Rule(StrEnum):
    """Why two mentions were joined, the strongest first: joins are made in this order."""

    JUDGEMENT = "judgement"
    IDENTITY = "identity"
    """The same valid identity number, and names that agree."""
    ACCOUNT = "account"
    """The same account of one source's platform, and names that agree."""
    CONTACT = "contact"
    """The same full telephone and the same full name."""
    SCORE = "score"
    """All that both clusters state, weighed: a provisional join."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two mentions that are one person's."""

    a: str
    b: str
    rule: Rule
    sentence: str
    """Chinese, numbers masked."""
    weight: float | None = None
    """What the clusters came to when they were joined by score, in bits; None: a rule or a judgement."""

    def other(self, mention: str) -> str:
        return self.b if mention == self.a else self.a


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two mentions that a rule would have joined, and what speaks against it."""

    a: str
    b: str
    rule: Rule
    reason: str
    """Chinese, numbers masked."""


class Clusters:
    """Sets of mentions that grow by joins, and know what speaks against one."""

    def __init__(self, evidence: Iterable[Evidence], *, apart: Iterable[tuple[str, str]]) -> None:
        """`apart`: pairs that were judged not to be the same person."""
        self.joins: list[Join] = []
        self.refusals: list[Refusal] = []
        foes: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            foes[a].add(b)
            foes[b].add(a)
        self._profile = {each.mention: profile_of(each, foes.get(each.mention, ())) for each in evidence}
        self._parent = {each: each for each in self._profile}
        self._size = dict.fromkeys(self._profile, 1)
        self._lowest = dict(self._parent)

    def root(self, mention: str) -> str:
        """The mention that stands for the cluster for now."""
        parent = self._parent
        while parent[mention] != mention:
            parent[mention] = mention = parent[parent[mention]]
        return mention

    def size(self, mention: str) -> int:
        """How many mentions the cluster holds."""
        return self._size[self.root(mention)]

    def lowest(self, mention: str) -> str:
        """The smallest mention of the cluster: the same in whatever order it grew."""
        return self._lowest[self.root(mention)]

    def profile(self, mention: str) -> Profile:
        """What the cluster of `mention` holds."""
        return self._profile[self.root(mention)]

    def numbers(self, mention: str) -> set[str]:
        """The valid identity numbers of the cluster that `mention` is in: one at the most."""
        return self.profile(mention).numbers

    def join(self, a: str, b: str, *, rule: Rule, sentence: str, weight: float | None = None) -> bool:
        """Make the clusters of `a` and `b` one; when they contradict each other, note it and return False."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return True
        if reason := self.contradiction(one, other, rule):
            self.refusals.append(Refusal(a, b, rule, reason))
            return False
        if self._size[one] < self._size[other]:
            one, other = other, one
        self._parent[other] = one
        self._size[one] += self._size[other]
        self._lowest[one] = min(self._lowest[one], self._lowest[other])
        self._profile[one].take(self._profile.pop(other))
        self._profile[one].judged |= rule is Rule.JUDGEMENT
        self.joins.append(Join(a, b, rule, sentence, weight))
        return True

    def contradiction(self, a: str, b: str, rule: Rule) -> str:
        """Why the clusters of two mentions cannot be one, in Chinese; empty when they can."""
        one, other = self.root(a), self.root(b)
        ours, theirs = self._profile[one], self._profile[other]
        if reason := contradiction(ours, theirs, judged=rule is Rule.JUDGEMENT):
            return reason
        if any(each in self._parent and self.root(each) == other for each in ours.foes):
            return JUDGED_APART
        return ""
