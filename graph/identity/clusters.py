"""Joining under contradictions: two mentions that must be apart are never in one cluster, whatever lies between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.identity.evidence import Evidence
from graph.identity.names import Form
from graph.masking import mask


class Rule(StrEnum):
    """Why two mentions were joined, the strongest first: joins are made in this order."""

    JUDGEMENT = "judgement"
    IDENTITY = "identity"
    """The same valid identity number, and names that agree."""
    ACCOUNT = "account"
    """The same account of one source's platform, and names that agree."""
    CONTACT = "contact"
    """The same full telephone and the same full name."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two mentions that are one person's."""

    a: str
    b: str
    rule: Rule
    sentence: str
    """Chinese, numbers masked."""

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


@dataclass(frozen=True, slots=True)
class _Known:
    """What a cluster holds that another may contradict."""

    numbers: frozenset[str]
    names: frozenset[str]
    """Full names; several only where people judged them to be one person's."""
    surnames: frozenset[str]
    apart: frozenset[str]
    """Mentions that it must not hold."""

    def __or__(self, other: _Known) -> _Known:
        return _Known(
            self.numbers | other.numbers,
            self.names | other.names,
            self.surnames | other.surnames,
            self.apart | other.apart,
        )


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
        self._known = {each.mention: _known(each, foes.get(each.mention, ())) for each in evidence}
        self._parent = {each: each for each in self._known}
        self._size = dict.fromkeys(self._known, 1)

    def root(self, mention: str) -> str:
        """The mention that stands for the cluster for now."""
        parent = self._parent
        while parent[mention] != mention:
            parent[mention] = mention = parent[parent[mention]]
        return mention

    def numbers(self, mention: str) -> frozenset[str]:
        """The valid identity numbers of the cluster that `mention` is in: one at the most."""
        return self._known[self.root(mention)].numbers

    def join(self, a: str, b: str, *, rule: Rule, sentence: str) -> bool:
        """Make the clusters of `a` and `b` one; when they contradict each other, note it and return False."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return True
        if reason := self._contradiction(one, other, rule):
            self.refusals.append(Refusal(a, b, rule, reason))
            return False
        if self._size[one] < self._size[other]:
            one, other = other, one
        self._parent[other] = one
        self._size[one] += self._size[other]
        self._known[one] |= self._known.pop(other)
        self.joins.append(Join(a, b, rule, sentence))
        return True

    def _contradiction(self, one: str, other: str, rule: Rule) -> str:
        """Why two clusters cannot be one, in Chinese; empty when they can. Only people may join unlike names."""
        ours, theirs = self._known[one], self._known[other]
        numbers = ours.numbers | theirs.numbers
        if len(numbers) > 1:
            return f"两个有效身份证号不同（{'、'.join(map(mask, sorted(numbers)))}）"
        if any(each in self._parent and self.root(each) == other for each in ours.apart):
            return "已判定不是同一人"
        if rule is not Rule.JUDGEMENT and (
            _differ(ours.names, theirs.names) or _differ(ours.surnames, theirs.surnames)
        ):
            return "其他记录中的姓名不同"
        return ""


def _known(evidence: Evidence, foes: Iterable[str]) -> _Known:
    name = evidence.name
    return _Known(
        frozenset(() if evidence.number is None else (evidence.number,)),
        frozenset((name.text,) if name.form is Form.FULL else ()),
        frozenset((name.surname,) if name.surname else ()),
        frozenset(foes),
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)
