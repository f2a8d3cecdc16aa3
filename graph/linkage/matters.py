"""Matters: cases that duplicate and group links make one, whatever the order of loading, and never against a “no”."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from graph.ids import make_id
from graph.linkage.bridges import parted, weak_bridges
from graph.linkage.consequences import participants_of
from graph.linkage.links import Answers, joins
from graph.linkage.titles import title_of
from graph.linkage.weights import SHIPPED
from graph.model import Case, Linked, Matter, PartOf

COUPLES_A_LINK = 4
"""Of so many couples across two groups, more than one must read as one matter for the groups to be one."""
_FEWEST = 3
"""Links within a group that a bridge can part: one, and one on each side of it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A link that joined nothing: two were judged apart, or it is too little to make two groups one."""

    a: str
    b: str
    weight: float
    apart: tuple[str, str] | None
    """The two cases that were judged not to be one matter; None: the link itself is too weak, or too alone."""
    sizes: tuple[int, int]
    """How many cases are on the side of `a` and on that of `b` now."""
    alone: bool = False
    """Whether it was refused because too few of the cases on its two sides read as one."""

    @property
    def sentence(self) -> str:
        """Why, in Chinese, without the cases."""
        sizes = f"两边各 {self.sizes[0]} 件、{self.sizes[1]} 件"
        if self.apart is not None:
            return f"两边有事件已判定不是同一事项，这处关联不归并（{sizes}）"
        if self.alone:
            return f"两组事件之间读来是同一事项的不过四分之一，不归并（{sizes}），可由人工判定"
        return f"两组事件之间只有薄弱关联（权重 {self.weight:g}），组内关联明显更强，不归并（{sizes}），可由人工判定"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cases of one matter."""

    matter: str
    """Its id: that of the earliest case."""
    cases: tuple[str, ...]
    """The earliest first."""
    certain: bool
    """Whether people confirmed every join that holds it together."""


def matter_id(first_case: str) -> str:
    """The id of the matter whose earliest case this is."""
    return make_id("matter", first_case)


@dataclass(frozen=True, slots=True)
class Groups:
    """What links make of some cases."""

    of: Mapping[str, Set[str]]
    """With whom each case is, itself among them."""
    uncut: Mapping[str, Set[str]]
    """With whom each case was before weak bridges were cut, where they were."""
    doubtful: Set[str]
    """Cases of which a link that joined two groups was confirmed by nobody."""
    cuts: list[Cut]
    """By their cases."""


def grow(cases: Iterable[str], links: Iterable[Linked], answers: Answers, *, threshold: float) -> Groups:
    """The groups of these cases (ids).

    The strongest link joins first: judged ones, then by weight, then by ids; none against a “no”, and none that words
    alone make where they do not also make more than a quarter of the couples across the two groups. Then weak bridges
    are cut: `threshold` is the weight from which a link is provisional. The same in any order of cases and links.

    Whether a link joins two groups is between these two alone: what it refuses changes nothing. So groups that were
    never joined to others are the same without these.
    """
    joining = sorted(filter(joins, links), key=strongest_first)
    grown = Growth(cases, joining, answers)
    for link in joining:
        grown.add(link)
    return grown.done(joining, threshold)


def clusters_of(groups: Groups, cases: Mapping[str, Case]) -> list[Cluster]:
    """The groups of two or more of `cases`, by the ids of their matters; `cases` has all of a group or none."""
    found = {id(each): each for case in cases if len(each := groups.of[case]) > 1}.values()
    clusters = [_cluster([cases[id] for id in each], certain=groups.doubtful.isdisjoint(each)) for each in found]
    return sorted(clusters, key=lambda each: each.matter)


def cluster_cases(
    cases: Mapping[str, Case], links: Iterable[Linked], answers: Answers, *, threshold: float = SHIPPED.together
) -> tuple[list[Cluster], list[Cut]]:
    """The matters of two cases or more, by id, and the links that were cut, by their cases; see `grow`."""
    groups = grow(cases, links, answers, threshold=threshold)
    return clusters_of(groups, cases), groups.cuts


class Growth:
    """Groups of cases that grow by links and know who was judged apart."""

    def __init__(self, cases: Iterable[str], links: Iterable[Linked], answers: Answers) -> None:
        self._members = {id: {id} for id in cases}
        self._apart = _apart(answers)
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        """Those to which each case has a link that joins."""
        for each in links:
            self._near[each.source].add(each.target)
            self._near[each.target].add(each.source)
        self._refused: list[tuple[Linked, tuple[str, str] | None]] = []
        self._doubtful: dict[tuple[str, str], Linked] = {}
        """Links that joined two groups and that nobody confirmed."""
        self._uncut: dict[str, set[str]] = {}

    def add(self, link: Linked) -> None:
        """Join the groups of its ends, unless two of them were judged apart or too few of them are linked."""
        ours, theirs = self._members[link.source], self._members[link.target]
        if ours is theirs:
            return
        if foes := _foes(ours, theirs, self._apart):
            self._refused.append((link, foes))
            return
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        if link.basis == "score" and not self._reach(theirs, ours):
            self._refused.append((link, None))
            return
        ours |= theirs
        self._members.update(dict.fromkeys(theirs, ours))
        if link.certainty != "certain":
            self._doubtful[link.source, link.target] = link

    def _reach(self, few: set[str], many: set[str]) -> bool:
        """Whether more than a quarter of the couples across two groups have a link that joins."""
        linked = sum(len(self._near[each] & many) for each in few)
        return COUPLES_A_LINK * linked > len(few) * len(many)

    def sizes(self) -> dict[str, int]:
        """With how many each case is now, itself counted."""
        return {case: len(members) for case, members in self._members.items()}

    def done(self, links: Iterable[Linked], threshold: float) -> Groups:
        """What it has come to, parted at weak bridges; `links`: all that may lie within groups."""
        cuts = self._cuts(self._part_at_bridges(links, threshold))
        return Groups(self._members, self._uncut, {source for source, _ in self._doubtful}, cuts)

    def _part_at_bridges(self, links: Iterable[Linked], threshold: float) -> list[Linked]:
        within: defaultdict[int, list[Linked]] = defaultdict(list)
        for each in links:
            if self._members[each.source] is self._members[each.target]:
                within[id(self._members[each.source])].append(each)
        cut = [each for own in within.values() for each in self._part(own, threshold)]
        for each in cut:
            self._doubtful.pop((each.source, each.target), None)
        return cut

    def _part(self, links: list[Linked], threshold: float) -> list[Linked]:
        if len(links) < _FEWEST:
            return []
        cut = weak_bridges(links, threshold=threshold)
        if cut:
            ends = {(each.source, each.target) for each in cut}
            kept = [each for each in links if (each.source, each.target) not in ends]
            whole = self._members[links[0].source]
            self._uncut.update(dict.fromkeys(whole, whole))
            for group in parted(sorted(whole), kept):
                self._members.update(dict.fromkeys(group, group))
        return cut

    def _cuts(self, weak: Iterable[Linked]) -> list[Cut]:
        found = [
            Cut(each.source, each.target, each.weight, foes, self._sizes(each), alone=foes is None)
            for each, foes in self._refused
            if self._members[each.source] is not self._members[each.target]
        ]
        found += [Cut(each.source, each.target, each.weight, None, self._sizes(each)) for each in weak]
        return sorted(found, key=lambda each: (each.a, each.b))

    def _sizes(self, link: Linked) -> tuple[int, int]:
        return len(self._members[link.source]), len(self._members[link.target])


def matter_of(
    cluster: Cluster, cases: Mapping[str, Case], people: Mapping[str, Collection[str]], *, visible_to: tuple[str, ...]
) -> Matter:
    """The record of a matter; `people`: ids of those who ask, by case."""
    own = [cases[each] for each in cluster.cases]
    days = sorted(each.received_at.date() for each in own if each.received_at is not None)
    return Matter(
        id=cluster.matter,
        visible_to=visible_to,
        title=title_of(own),
        cases=len(own),
        participants=participants_of(own, (people.get(each, ()) for each in cluster.cases)).least,
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
        provisional=not cluster.certain,
    )


def parts_of(cluster: Cluster) -> list[PartOf]:
    """The link of every case to its matter."""
    certainty = "certain" if cluster.certain else "provisional"
    return [PartOf(source=each, target=cluster.matter, certainty=certainty) for each in cluster.cases]


def strongest_first(link: Linked) -> tuple[bool, float, str, str]:
    return link.certainty != "certain", -link.weight, link.source, link.target


def _apart(answers: Answers) -> dict[str, set[str]]:
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for (a, b), judgement in answers.items():
        if judgement.answer == "no":
            apart[a].add(b)
            apart[b].add(a)
    return apart


def _foes(ours: set[str], theirs: set[str], apart: Mapping[str, set[str]]) -> tuple[str, str] | None:
    """The first two that were judged apart; None when none were."""
    if not apart:
        return None
    pairs = ((min(a, b), max(a, b)) for a in ours if a in apart for b in apart[a] & theirs)
    return min(pairs, default=None)


def _cluster(members: list[Case], *, certain: bool) -> Cluster:
    members.sort(key=lambda each: (each.received_at or dt.datetime.max, each.id))
    return Cluster(matter_id(members[0].id), tuple(each.id for each in members), certain)
