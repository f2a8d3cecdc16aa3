"""Weak bridges: one doubtful link between two groups that each hold together well is no reason to make them one.

A link is weak when it was scored barely above the threshold, and a bridge when nothing else joins its two sides. What
remains of a matter without its weak bridges are its cores; a core is firm when it has two cases or more and, even
along its strongest links, hangs together by clearly more than a weak link. A weak bridge, or a chain of them over
single cases, between two firm cores is cut at its weakest link. What people judged is never weak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from graph.model import Linked

if TYPE_CHECKING:
    import igraph

BARELY = 0.75
"""Above the threshold a provisional link is weak up to here: one signal of support (the same type, the same month)."""
CLEARLY = 1.0
"""By this much, above the weakest of what is not weak, a firm core holds together."""


def weak_bridges(links: Collection[Linked], *, threshold: float) -> list[Linked]:
    """Of the links that join one matter's cases, each couple once: those to cut, by weight, then by their ends.

    `threshold`: the weight from which a link is provisional. The same in any order of the links.
    """
    firm = threshold + BARELY + CLEARLY
    if not any(is_weak(each, threshold) for each in links) or not any(each.weight >= firm for each in links):
        return []
    candidates = [each for each in bridges(links) if is_weak(each, threshold)]
    if not candidates:
        return []
    return _between_firm(candidates, *_firm_cores(links, candidates, threshold))


def bridges(links: Iterable[Linked]) -> list[Linked]:
    """The links without which their two ends are not joined, each couple given once; by their ends."""
    ordered = sorted(links, key=_ends)
    graph = _graph(_cases(ordered), ordered)
    return [ordered[at] for at in sorted(graph.bridges())]


def is_weak(link: Linked, threshold: float) -> bool:
    """Whether it may be a weak bridge."""
    return link.certainty != "certain" and link.weight <= threshold + BARELY


def is_firm(link: Linked, threshold: float) -> bool:
    """Whether it can hold a firm core together."""
    return link.certainty == "certain" or link.weight >= threshold + BARELY + CLEARLY


def _firm_cores(
    links: Collection[Linked], candidates: Collection[Linked], threshold: float
) -> tuple[dict[str, int], set[int]]:
    """The core of every case, and the cores that are firm: whose cases strong links alone hold together."""
    cases, left_out = _cases(links), {_ends(each) for each in candidates}
    kept = [each for each in links if _ends(each) not in left_out]
    core_of = _parts(cases, kept)
    strong = _parts(cases, [each for each in kept if is_firm(each, threshold)])
    within: defaultdict[int, list[int]] = defaultdict(list)
    for case in cases:
        within[core_of[case]].append(strong[case])
    return core_of, {core for core, parts in within.items() if len(parts) > 1 and len(set(parts)) == 1}


def _between_firm(candidates: Iterable[Linked], core_of: Mapping[str, int], firm: Iterable[int]) -> list[Linked]:
    """Those that would join two firm cores, when the stronger ones have joined what they join."""
    joined = {core: {core} for core in core_of.values()}
    holds = set(firm)
    cut: list[Linked] = []
    for each in sorted(candidates, key=lambda each: (-each.weight, _ends(each))):
        ours, theirs = joined[core_of[each.source]], joined[core_of[each.target]]
        if not holds.isdisjoint(ours) and not holds.isdisjoint(theirs):
            cut.append(each)
            continue
        ours |= theirs
        joined.update(dict.fromkeys(theirs, ours))
    return sorted(cut, key=lambda each: (each.weight, _ends(each)))


def parted(cases: list[str], links: Iterable[Linked]) -> list[set[str]]:
    """What `links` join of these cases, each once; a case that they join to none stands alone."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for case, part in _parts(cases, links).items():
        found[part].add(case)
    return list(found.values())


def _parts(cases: list[str], links: Iterable[Linked]) -> dict[str, int]:
    """A number for every case, the same for those that `links` join."""
    return dict(zip(cases, _graph(cases, links).connected_components().membership, strict=True))


def _graph(cases: list[str], links: Iterable[Linked]) -> igraph.Graph:
    import igraph

    at = {case: number for number, case in enumerate(cases)}
    return igraph.Graph(n=len(cases), edges=[(at[each.source], at[each.target]) for each in links])


def _cases(links: Iterable[Linked]) -> list[str]:
    return sorted({end for each in links for end in _ends(each)})


def _ends(link: Linked) -> tuple[str, str]:
    return link.source, link.target
