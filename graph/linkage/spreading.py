"""How far a change of some cases spreads: which of their neighbours may come to be in other company for it.

Groups are grown as for matters (see `graph.linkage.matters.grow`), and beside it is followed which of them may not be
what they were at that moment before the change. The others were refused by their neighbours then, and are so again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from graph.linkage.bridges import is_weak
from graph.linkage.links import Answers
from graph.linkage.matters import COUPLES_A_LINK, Groups, Growth, strongest_first
from graph.model import Linked


@dataclass(frozen=True, slots=True)
class Spread:
    """What some cases come to, as far as these are known."""

    groups: Groups
    reached: Set[str]
    """Cases outside that a group which may be another than before could be joined to."""


def spread(
    changed: Set[str],
    changing: Set[str],
    border: Set[str],
    links: Collection[Linked],
    answers: Answers,
    threshold: float,
) -> Spread:
    """Grow the groups of `changing` and `border`.

    `changed`: those whose links are others now, with all that they had grown as one with; `changing`: these, and what
    may be otherwise for it; `border`: who was never one with any of them. `links`: all of `changing` that join, and
    those within `border`.
    """
    ordered = sorted(links, key=strongest_first)
    known = changing | border
    grown = _Spreading(known, ordered, answers, changed, changing)
    for link in ordered:
        grown.add(link)
    within = [each for each in ordered if each.source in known and each.target in known]
    return Spread(grown.done(within, threshold), grown.reached)


def sizes_before_weak(
    cases: Iterable[str], links: Collection[Linked], answers: Answers, threshold: float
) -> dict[str, int]:
    """With how many each case is before the first link joins that may be a weak bridge; a matter has it for itself."""
    grown = Growth(cases, links, answers)
    for link in sorted((each for each in links if not is_weak(each, threshold)), key=strongest_first):
        grown.add(link)
    return grown.sizes()


class _Spreading(Growth):
    """Growth that follows which groups may be others than they were before a change."""

    def __init__(
        self,
        cases: Iterable[str],
        links: Iterable[Linked],
        answers: Answers,
        changed: Set[str],
        changing: Set[str],
    ) -> None:
        super().__init__(cases, links, answers)
        self.reached: set[str] = set()
        self._changing = changing
        self._other = {*changed}
        """The cases of groups that may be others: of a group all or none."""
        self._most: dict[tuple[int, int], int] = {}
        """Of a group (by identity and size) to how many of it one outside is linked at most."""

    def add(self, link: Linked) -> None:
        """Join two groups, or see whether one of them could be joined to what lies outside."""
        ends = link.source, link.target
        inside = [each for each in ends if each in self._members]
        if len(inside) < len(ends):
            self._look_out(link, inside[0])
            return
        spreads = (link.source in self._other) != (link.target in self._other)
        super().add(link)
        ours, theirs = (self._members[each] for each in ends)
        if spreads and (
            ours is theirs or all(each in self._changing for each in ends)
        ):  # before the change they may have joined
            self._other |= ours | theirs

    def _look_out(self, link: Linked, inside: str) -> None:
        if inside in self._other and (link.basis != "score" or self._may_reach(self._members[inside])):
            self.reached.add(link.target if inside == link.source else link.source)

    def _may_reach(self, group: Set[str]) -> bool:
        """Whether one outside is linked to more than a quarter: else no group is to whom words alone link it."""
        key = id(group), len(group)
        if key not in self._most:
            outside = Counter(other for each in group for other in self._near[each] if other not in self._members)
            self._most[key] = max(outside.values(), default=0)
        return COUPLES_A_LINK * self._most[key] > len(group)
