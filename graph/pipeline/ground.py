"""The ground of a change: the matters that it may make others, read and clustered, and no more than these.

Clustering joins the strongest link first, and whether a link joins two groups is between these two alone. So a matter
that is joined to none of those that change stays as it is, however many links to them were refused. What changes is
clustered together with the matters next to it; where one of these comes out otherwise than the store holds it, it
changes too, and those next to it are looked at: until the border holds.

Matters that a weak bridge parted grew as one. They are taken together, and any that a weak bridge may have parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from graph.linkage.bridges import is_firm, is_weak
from graph.linkage.links import Answers, joins
from graph.linkage.matters import COUPLES_A_LINK, Cluster, Cut, Groups, clusters_of, grow
from graph.linkage.spreading import sizes_before_weak, spread
from graph.model import Case, Linked, PartOf
from graph.pipeline.reading import edges_at, get_all
from graph.store import EVERYTHING, EdgeKey, Reader, edge_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Matters that may be others now: as the store holds them, and as they follow now."""

    cases: Mapping[str, Case]
    """All that may change their matter."""
    clusters: list[Cluster]
    """Their matters as they are from now on."""
    cuts: list[Cut]
    """The links at these cases that joined nothing; but for `edges` those to matters that were looked at."""
    parts: Mapping[EdgeKey, PartOf]
    """Their places in matters, as the store holds them."""
    matters: Set[str]
    """The ids of the matters that the store holds of them."""
    anew: Collection[str] | None = None
    """The cases that may say something else than before; None: all."""


def whole_ground(store: Reader, joining: Collection[Linked], answers: Answers, *, threshold: float) -> Ground:
    """All matters; `joining` are all links that join, of all cases, of which reasons may be left out.

    `threshold`: the weight from which a link is provisional.
    """
    parts = {edge_key(each): each for each in store.scan_edges("part_of", scope=EVERYTHING)}
    in_matters = {end for each in joining for end in (each.source, each.target)} | {key.source for key in parts}
    cases = get_all(store, in_matters, Case)
    groups = grow(cases, joining, answers, threshold=threshold)
    return Ground(
        cases=cases,
        clusters=clusters_of(groups, cases),
        cuts=groups.cuts,
        parts=parts,
        matters={each.id for each in store.scan("matter", scope=EVERYTHING)},
    )


def ground_around(
    store: Reader,
    anew: Collection[str],
    joining: Collection[Linked],
    answers: Answers,
    *,
    loosened: Collection[str],
    threshold: float,
    edges: bool = False,
) -> Ground:
    """The matters that may be others because of cases that were linked anew, or judged.

    `joining`: the links that join which the cases `anew` have now; `loosened`: the cases of links that joined before
    and that are gone or otherwise now. `edges`: whether all matters at the edge are looked at, so that no cut is left
    out.
    """
    near = _Near(store, frozenset(anew), joining, frozenset(loosened), answers, threshold)
    changed = near.grown_with({*anew, *loosened})
    changing = {*changed}
    border = near.grown_with(near.next_to(changed)) - changed if edges else set[str]()
    while True:
        found = spread(changed, changing, border, near.links_for(changing, border), answers, threshold)
        others = near.others(found.groups, changing, border)
        if not others and not found.reached:
            break
        changing |= near.grown_with(others)
        border = (border | near.grown_with(found.reached)) - changing
    cases = get_all(store, changing, Case)
    parts = near.parts_of(changing)
    return Ground(
        cases=cases,
        clusters=clusters_of(found.groups, cases),
        cuts=[each for each in found.groups.cuts if each.a in changing or each.b in changing],
        parts=parts,
        matters={each.target for each in parts.values()},
        anew=frozenset(anew),
    )


def links_at(store: Reader, cases: Collection[str]) -> list[Linked]:
    """The links that the store holds of these cases."""
    return [each for each in edges_at(store, cases, ["linked"]) if isinstance(each, Linked)]


@dataclass(slots=True)
class _Near:
    """Links that join, and matters, as far as they were looked at: each read from the store once."""

    store: Reader
    anew: Set[str]
    joining: Collection[Linked]
    loosened: Set[str]
    answers: Answers
    threshold: float
    _links: defaultdict[str, dict[str, Linked]] = field(default_factory=lambda: defaultdict(dict))
    """By both their cases."""
    _parts: dict[str, PartOf] = field(default_factory=dict)
    """By their case."""
    _members: dict[str, Set[str]] = field(default_factory=dict)
    """By their matter."""
    _read: set[str] = field(default_factory=set)
    _sizes: dict[str, int] = field(default_factory=dict)
    """With how many a case is in its matter before any weak link joins."""

    def __post_init__(self) -> None:
        self._add(self.joining)

    def grown_with(self, cases: Collection[str]) -> set[str]:
        """These with all of their matters, and of all that grew as one with these: what a weak bridge parted."""
        found, waiting = set[str](), {*cases}
        while waiting:
            whole = self._matters_of(waiting)
            found |= whole
            waiting = self._over_bridges(whole) - found
        return found

    def next_to(self, cases: Set[str]) -> set[str]:
        """Other cases to which one of these, all looked at, has a link that joins."""
        return {other for each in cases for other in self._links[each]} - cases

    def links_for(self, changing: Set[str], border: Set[str]) -> list[Linked]:
        """The links that join of cases that were looked at: all of `changing`, and those within `border`."""
        own = [
            link
            for each in changing
            for other, link in self._links[each].items()
            if each < other or other not in changing
        ]
        own += [
            link for each in border for other, link in self._links[each].items() if each < other and other in border
        ]
        return own

    def others(self, groups: Groups, changing: Set[str], border: Set[str]) -> set[str]:
        """Those of the border that came out otherwise than the store holds them, or that grew with what changes."""
        return {
            each
            for each in border
            if groups.of[each] != self._company(each)
            or not changing.isdisjoint(groups.uncut.get(each, groups.of[each]))
        }

    def parts_of(self, cases: Set[str]) -> dict[EdgeKey, PartOf]:
        """The places of these cases, all looked at, in matters."""
        return {edge_key(part): part for each in cases if (part := self._parts.get(each)) is not None}

    def _matters_of(self, cases: Collection[str]) -> set[str]:
        self._look_at(cases)
        whole = {other for each in cases for other in self._company(each)}
        self._look_at(whole)
        return whole

    def _company(self, case: str) -> Set[str]:
        part = self._parts.get(case)
        return frozenset((case,)) if part is None else self._members[part.target]

    def _look_at(self, cases: Collection[str]) -> None:
        """Read the links and the matter of each, and who else is in it."""
        missing = [each for each in cases if each not in self._read]
        self._read.update(missing)
        found = list(edges_at(self.store, missing, ["linked", "part_of"]))
        own = (each for each in found if isinstance(each, Linked) and joins(each))
        self._add(each for each in own if each.source not in self.anew and each.target not in self.anew)
        matters = {each.target for each in found if isinstance(each, PartOf)} - self._members.keys()
        held: defaultdict[str, set[str]] = defaultdict(set)
        for part in edges_at(self.store, matters, ["part_of"]):
            if isinstance(part, PartOf):
                held[part.target].add(part.source)
                self._parts[part.source] = part
        self._members |= held

    def _add(self, links: Iterable[Linked]) -> None:
        for each in links:
            self._links[each.source][each.target] = self._links[each.target][each.source] = each

    # -- weak bridges --------------------------------------------------------------------------------

    def _over_bridges(self, cases: Set[str]) -> set[str]:
        """The cases at the other ends of links that may have been weak bridges, and parted what grew as one.

        Such a link was the only one between two matters that each have a firm core, and words alone make none that
        joins more than three couples. Of a matter whose links are not what they were, any weak link may have been.
        """
        weak = {
            (each, other)
            for each in cases
            if self._has_core(each)
            for other, link in self._links[each].items()
            if is_weak(link, self.threshold) and other not in self._company(each)
        }
        self._look_at({other for _, other in weak})
        lone = {(case, other) for case, other in weak if other in self._parts and self._is_alone(case, other)}
        self._matters_of({other for _, other in lone})
        return {other for case, other in lone if self._has_core(other) and self._could_join(case, other)}

    def _could_join(self, case: str, other: str) -> bool:
        couples = self._size(case) * self._size(other)
        return self._links[case][other].basis != "score" or couples < COUPLES_A_LINK

    def _size(self, case: str) -> int:
        """With how many a case was, at least, when a weak link could join it."""
        company = self._company(case)
        if self._is_moved(company):
            return 1
        if case not in self._sizes:
            links = self.links_for(frozenset(), company)
            self._sizes |= sizes_before_weak(company, links, self.answers, self.threshold)
        return self._sizes[case]

    def _has_core(self, case: str) -> bool:
        if case not in self._parts:
            return False
        company = self._company(case)
        return self._is_moved(company) or any(
            is_firm(link, self.threshold)
            for each in company
            for other, link in self._links[each].items()
            if other in company
        )

    def _is_alone(self, case: str, other: str) -> bool:
        """Whether it may be that no second link joined the matters of the two."""
        ours, theirs = self._company(case), self._company(other)
        if self._is_moved(ours) or self._is_moved(theirs):
            return True
        return sum(end in theirs for each in ours for end in self._links[each]) == 1

    def _is_moved(self, company: Set[str]) -> bool:
        return not (self.anew.isdisjoint(company) and self.loosened.isdisjoint(company))
