"""What a cluster of mentions holds as a whole, and why two of them cannot be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, product

from graph.identity.evidence import Evidence
from graph.identity.likeness import likeness
from graph.identity.names import Form
from graph.identity.patterns import fits, places_apart, shown
from graph.masking import mask

_SERIAL, _ENOUGH = 3, 7
MISTYPED = 2
"""Digits that a typing error gets wrong: one, or two changed over."""


@dataclass(slots=True)
class Profile:
    """What the mentions of a cluster state; grows as it takes others in."""

    numbers: set[str] = field(default_factory=set)
    """Valid ones: one at the most."""
    patterns: set[str] = field(default_factory=set)
    """Masked and damaged ones."""
    mistyped: set[str] = field(default_factory=set)
    births: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    names: dict[str, tuple[int, Evidence]] = field(default_factory=dict)
    """Full names: how many mentions state each, and one that does."""
    titles: dict[str, Evidence] = field(default_factory=dict)
    foes: set[str] = field(default_factory=set)
    """Mentions that it must not hold."""
    compared: bool = False
    """Whether its mentions are compared by columns of their own: nothing that is known here speaks against them."""
    judged: bool = False
    """Whether a person put unlike names together."""

    def take(self, other: Profile) -> None:
        """Hold what `other` holds as well."""
        self.numbers |= other.numbers
        self.patterns |= other.patterns
        self.mistyped |= other.mistyped
        self.births |= other.births
        self.sexes |= other.sexes
        self.foes |= other.foes
        self.judged |= other.judged
        self.compared |= other.compared
        self.titles |= other.titles
        for text, (count, evidence) in other.names.items():
            known = self.names.get(text)
            self.names[text] = (count, evidence) if known is None else (count + known[0], known[1])

    @property
    def is_named(self) -> bool:
        """Whether a full name or a number says who this is."""
        return bool(self.names or self.numbers or self.compared)


def profile_of(evidence: Evidence, foes: Iterable[str]) -> Profile:
    """The profile of one mention."""
    profile = Profile(foes=set(foes), compared=evidence.facts is not None)
    if evidence.number is not None:
        profile.numbers.add(evidence.number)
    if evidence.number_stated:
        profile.mistyped.add(evidence.number_stated)
    elif evidence.number_pattern:
        profile.patterns.add(evidence.number_pattern)
    if evidence.birth is not None:
        profile.births.add(evidence.birth)
    if evidence.sex is not None:
        profile.sexes.add(evidence.sex)
    if evidence.name.form is Form.FULL:
        profile.names[evidence.name.text] = (1, evidence)
    elif evidence.name.form is Form.TITLE:
        profile.titles[evidence.name.text] = evidence
    return profile


def contradiction(one: Profile, other: Profile, *, judged: bool = False) -> str:
    """Why two clusters cannot be one, in Chinese; empty when they can. Only people may join unlike names (`judged`).

    Who is judged to be apart is for the caller: only they know who is in which cluster.
    """
    return next(_contradictions(one, other, judged=judged), "")


def _contradictions(one: Profile, other: Profile, *, judged: bool) -> Iterator[str]:
    numbers = one.numbers | other.numbers
    if len(numbers) > 1:
        yield f"两个有效身份证号不同（{'、'.join(map(mask, sorted(numbers)))}）"
    if judged:
        return
    if _patterns_differ(one, other):
        yield "打码或缺损的身份证号对不上"
    if _differ(one.sexes, other.sexes):
        if _differ(one.births, other.births):
            yield "性别和出生日期都不同"
        if not (one.names and other.names):
            yield "性别不同"
    if not _names_agree(one, other):
        yield "其他记录中的姓名不同"


def _patterns_differ(one: Profile, other: Profile) -> bool:
    """Whether a masked, damaged or mistyped number of one cannot be the number of the other."""
    masked = chain(product(one.patterns, other.patterns | other.numbers), product(other.patterns, one.numbers))
    mistyped = chain(product(one.mistyped, other.numbers), product(other.mistyped, one.numbers))
    return any(not fits(a, b) for a, b in masked) or any(places_apart(a, b) > MISTYPED for a, b in mistyped)


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _names_agree(one: Profile, other: Profile) -> bool:
    """Whether the names of both gather round one, the most frequent; what people judged has several such."""
    if not _titles_agree(one, other) or not _titles_agree(other, one):
        return False
    if not one.names or not other.names or one.names.keys() == other.names.keys():
        return True
    number = _numbers_meet(one, other)
    if one.judged or other.judged:
        pairs = product(one.names.values(), other.names.values())
        return any(likeness(a, b).agrees_with(number=number) for (_, a), (_, b) in pairs)
    both = [*one.names.items(), *other.names.items()]
    counts: dict[str, int] = {}
    for text, (count, _) in both:
        counts[text] = counts.get(text, 0) + count
    centre = min(counts, key=lambda text: (-counts[text], text))
    middle = next(evidence for text, (_, evidence) in both if text == centre)
    return all(likeness(middle, evidence).agrees_with(number=number) for _, (_, evidence) in both)


def _numbers_meet(one: Profile, other: Profile) -> bool:
    """Whether both state one number, whole or in part, as far as it tells twins apart."""
    ours, theirs = ({*each.numbers, *filter(_tells_twins, each.patterns)} for each in (one, other))
    return any(fits(a, b) for a, b in product(ours, theirs))


def _tells_twins(pattern: str) -> bool:
    """Whether a masked number shows enough of its serial number and check character (GB 11643: places 15 to 18)."""
    return shown(pattern[14:]) >= _SERIAL and shown(pattern) >= _ENOUGH


def _titles_agree(one: Profile, other: Profile) -> bool:
    """Whether every title form of one may be a name of the other."""
    known = [evidence for _, evidence in other.names.values()] or list(other.titles.values())
    return not known or all(any(likeness(title, each).agrees for each in known) for title in one.titles.values())
