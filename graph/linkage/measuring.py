"""How well cases were put together, against a truth: matters, the strongest links, and where false ones begin.

Every figure counts the labelled cases alone, unless it says otherwise; what was found names the matter of every case,
one that stands alone under a name of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import NamedTuple

from graph.measures import BCubed, Pairs, b_cubed_of, couples

FALSE_SHARE = 0.05
"""The share of false pairs at which the figure is taken."""
KS = (1, 3, 5, 10)
"""How many of a case's strongest links are looked at."""

Labels = Mapping[str, str]
"""The matter of each case."""
Couple = tuple[str, str]
"""Two cases, the smaller first."""
Weights = Mapping[Couple, float]
"""What each link weighs; a pair without one is not linked."""


class JudgedPair(NamedTuple):
    """Two cases of which somebody says whether they are one matter."""

    one: str
    other: str
    same: bool

    @property
    def couple(self) -> Couple:
        return couple(self.one, self.other)


class Wholes(NamedTuple):
    """Matters of two labelled cases or more that were found as they are."""

    of: int
    """How many there are."""
    exact: int
    """Whose labelled cases are together, and no other labelled case with them."""
    clean: int
    """Exact, and no unlabelled case with them either."""
    swept: int
    """Unlabelled cases that were put into a matter with a labelled one."""


@dataclass(frozen=True, slots=True)
class Top:
    """What the strongest links of the labelled cases hold."""

    k: int
    cases: int
    """Labelled cases that have a sibling: a labelled case of the same matter."""
    hit: int
    """Of these, cases with a sibling among their `k` strongest links."""
    pairs: int
    """Pairs of siblings."""
    held: int
    """Of these, pairs of which one is among the `k` strongest links of the other."""

    @property
    def share_of_cases(self) -> float:
        return self.hit / self.cases if self.cases else 1.0

    @property
    def share_of_pairs(self) -> float:
        return self.held / self.pairs if self.pairs else 1.0


@dataclass(frozen=True, slots=True)
class Point:
    """What is held from a weight on."""

    threshold: float | None
    """None: whatever the weight, more pairs are false than may be."""
    right: int
    """True pairs of this weight or more."""
    wrong: int
    """False pairs of this weight or more."""
    of: int
    """True pairs in all, linked or not."""

    @property
    def share(self) -> float:
        """Of the true pairs, those that are held; 1 when there are none."""
        return self.right / self.of if self.of else 1.0


class AtFalse(NamedTuple):
    """The lowest weight at which few pairs are false, in both readings of “few”."""

    of_reported: Point
    """At most `FALSE_SHARE` of the pairs of that weight or more are false: recall at precision .95."""
    of_false: Point
    """At most `FALSE_SHARE` of the false pairs that were compared have that weight or more: recall at a false-positive
    rate of .05, a point of the ROC curve."""
    compared: int
    """False pairs that were compared, linked or not."""


def couple(one: str, other: str) -> Couple:
    """The pair of two cases."""
    return (one, other) if one < other else (other, one)


# -- matters -------------------------------------------------------------------------------------


def count_pairs(found: Labels, truth: Labels) -> Pairs:
    """The pairs of labelled cases that were put into one matter, rightly and wrongly, and those that were not."""
    joined = couples(found[each] for each in truth)
    same = couples(truth.values())
    right = couples((found[each], label) for each, label in truth.items())
    return Pairs(right, joined - right, same - right)


def b_cubed(found: Labels, truth: Labels) -> BCubed:
    """Averages over the labelled cases."""
    return b_cubed_of({each: found[each] for each in truth}, truth)


def whole_matters(found: Labels, truth: Labels) -> Wholes:
    """How many matters were found whole, and what was swept into them."""
    everything, labelled = Counter(found.values()), Counter(found[each] for each in truth)
    sizes = Counter(truth.values())
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for case, label in truth.items():
        parts[label].add(found[case])
    together = {label: next(iter(some)) for label, some in parts.items() if sizes[label] > 1 and len(some) == 1}
    exact = [label for label, matter in together.items() if labelled[matter] == sizes[label]]
    clean = sum(everything[together[label]] == sizes[label] for label in exact)
    swept = sum(everything[matter] - count for matter, count in labelled.items())
    return Wholes(sum(size > 1 for size in sizes.values()), len(exact), clean, swept)


def count_judged(found: Labels, judged: Iterable[JudgedPair]) -> Pairs:
    """Of judged pairs, those that were put into one matter, rightly and wrongly, and those that should have been."""
    counts = Counter((each.same, found[each.one] == found[each.other]) for each in judged)
    return Pairs(counts[True, True], counts[False, True], counts[True, False])


# -- links ---------------------------------------------------------------------------------------


def strongest(weights: Weights, truth: Labels, ks: Sequence[int] = KS) -> list[Top]:
    """What the `k` strongest links of each labelled case hold, for each `k`.

    Links to unlabelled cases take their places; among links of one weight the true ones come last.
    """
    sizes = Counter(truth.values())
    ranks = {case: _ranks(truth, case, links) for case, links in _by_case(weights, truth).items()}
    first = [min(some.values()) for some in ranks.values() if some]
    best: dict[Couple, int] = {}
    for case, some in ranks.items():
        for sibling, rank in some.items():
            pair = couple(case, sibling)
            best[pair] = min(rank, best.get(pair, rank))
    cases, pairs = sum(size for size in sizes.values() if size > 1), couples(truth.values())
    return [Top(k, cases, sum(each < k for each in first), pairs, sum(each < k for each in best.values())) for k in ks]


def carried(weights: Weights, found: Labels) -> dict[Couple, float]:
    """The weight of every link, and of two cases of one matter without a link what carries one to the other.

    Of all ways along links between cases of the matter the one whose weakest link is the strongest: cut there, and the
    two are apart.
    """
    whole = dict(weights)
    members = {each: {each} for each in found}
    inside = [(weight, pair) for pair, weight in weights.items() if _together(found, pair)]
    for weight, (a, b) in sorted(inside, key=lambda each: (-each[0], each[1])):
        ours, theirs = members[a], members[b]
        if ours is theirs:
            continue
        for one in ours:
            for other in theirs:
                whole.setdefault(couple(one, other), weight)
        ours |= theirs
        members.update(dict.fromkeys(theirs, ours))
    return whole


def _together(found: Labels, pair: Couple) -> bool:
    return pair[0] in found and pair[1] in found and found[pair[0]] == found[pair[1]]


def at_false(weights: Weights, truth: Labels, share: float = FALSE_SHARE, *, compared: int = 0) -> AtFalse:
    """Over the pairs of labelled cases. `compared`: how many false ones were; those with a link were anyway."""
    told = [
        (weight, truth[a] == truth[b]) for (a, b), weight in weights.items() if a in truth and b in truth and a != b
    ]
    return _at_false(told, couples(truth.values()), share, compared)


def at_false_of_judged(weights: Weights, judged: Sequence[JudgedPair], share: float = FALSE_SHARE) -> AtFalse:
    """Over judged pairs, which all count as compared."""
    told = [(weights[each.couple], each.same) for each in judged if each.couple in weights]
    return _at_false(told, sum(each.same for each in judged), share, sum(not each.same for each in judged))


def wrong_pairs(found: Labels, truth: Labels) -> Iterator[Couple]:
    """Labelled cases that were put into one matter and are of two, one by one, in a fixed order: there may be many."""
    together = {each: found[each] for each in truth}
    return (pair for pair, same in pairs_within(truth, together) if not same)


def missed_pairs(found: Labels, truth: Labels) -> Iterator[Couple]:
    """Labelled cases of one matter that were not put into one, one by one, in a fixed order."""
    return (pair for pair, same in pairs_within(found, truth) if not same)


def pairs_within(labels: Labels, groups: Labels) -> Iterator[tuple[Couple, bool]]:
    """The pairs of the cases of each group, and whether they bear one label; in a fixed order."""
    sets: defaultdict[str, list[str]] = defaultdict(list)
    for case in sorted(groups):
        sets[groups[case]].append(case)
    for some in sets.values():
        for one, other in combinations(some, 2):
            yield (one, other), labels[one] == labels[other]


def _by_case(weights: Weights, truth: Labels) -> dict[str, list[tuple[str, float]]]:
    links: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (a, b), weight in weights.items():
        if a in truth:
            links[a].append((b, weight))
        if b in truth:
            links[b].append((a, weight))
    return links


def _ranks(truth: Labels, case: str, links: list[tuple[str, float]]) -> dict[str, int]:
    """The places, from 0 on, of the siblings that `case` is linked to."""
    siblings = {other for other, _ in links if truth.get(other) == truth[case]}
    ordered = sorted(links, key=lambda each: (-each[1], each[0] in siblings, each[0]))
    return {other: rank for rank, (other, _) in enumerate(ordered) if other in siblings}


def _at_false(told: list[tuple[float, bool]], of: int, share: float, compared: int) -> AtFalse:
    false = max(compared, sum(not same for _, same in told))
    by_reported, by_false = Point(None, 0, 0, of), Point(None, 0, 0, of)
    right = wrong = 0
    for weight, some in groupby(sorted(told, key=lambda each: -each[0]), key=lambda each: each[0]):
        verdicts = [same for _, same in some]
        right, wrong = right + sum(verdicts), wrong + verdicts.count(False)
        here = Point(weight, right, wrong, of)
        if wrong <= share * (right + wrong):
            by_reported = here
        if wrong <= share * false:
            by_false = here
    return AtFalse(by_reported, by_false, false)
