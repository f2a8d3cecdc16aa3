"""The network of organisations and matters: who joins matters that nobody else joins, and without whom it falls apart.

An organisation is tied to each matter in which it takes part. A matter of one organisation ties nobody and is left out.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, Protocol

import igraph

STEPS_AT_MOST = 15_000_000
"""Vertices times ties that betweenness may take: under a second. What takes more is estimated in as many: 5,180
vertices with 34,403 ties took 7.5 s, and 0.9 s from 436 of them, off by a tenth.
"""
_SEED = 7


class Tie(Protocol):
    """An organisation takes part in a matter: ids."""

    @property
    def matter(self) -> str: ...
    @property
    def organisation(self) -> str: ...


class Bridge(NamedTuple):
    """An organisation through which others are tied."""

    organisation: str
    matters: int
    betweenness: float
    """Share of the shortest paths between all others that run through it, 0 to 1, to six decimals."""
    exact: bool
    """False: estimated from the paths that begin at a part of them."""
    total: int


class Cut(NamedTuple):
    """An organisation without which the others no longer hang together."""

    organisation: str
    parts: int
    """Into how many parts its own part would fall, a matter that is left alone not counted."""
    cut_off: tuple[str, ...]
    """The organisations that would be outside the largest of them, by id."""
    cut_matters: int
    """Matters likewise."""
    total: int


class Network(NamedTuple):
    """The graph, and who is who in it."""

    graph: igraph.Graph
    organisations: tuple[str, ...]
    """By id; they are the first vertices, the matters come after."""


def network_of(rows: Iterable[Tie]) -> Network:
    """The network of these ties; the same for the same rows in any order."""
    taking: defaultdict[str, set[str]] = defaultdict(set)
    for each in rows:
        taking[each.matter].add(each.organisation)
    joint = sorted(matter for matter, some in taking.items() if len(some) > 1)
    organisations = tuple(sorted({who for matter in joint for who in taking[matter]}))
    place = {who: n for n, who in enumerate(organisations)}
    ties = [(place[who], len(organisations) + n) for n, matter in enumerate(joint) for who in sorted(taking[matter])]
    return Network(igraph.Graph(n=len(organisations) + len(joint), edges=ties), organisations)


def bridges(network: Network) -> list[Bridge]:
    """The organisations on a path between others, the most first, then by id."""
    graph, organisations = network
    others = graph.vcount() - 1
    pairs = others * (others - 1) / 2
    exact = graph.vcount() * graph.ecount() <= STEPS_AT_MOST
    vertices = range(len(organisations))
    if not pairs or not organisations:
        return []
    found = graph.betweenness(vertices) if exact else _estimated(graph, vertices)
    rows = [
        Bridge(organisations[n], graph.degree(n), round(through / pairs, 6), exact, 0)
        for n, through in enumerate(found)
        if through > 0
    ]
    rows.sort(key=lambda each: (-each.betweenness, each.organisation))
    return [each._replace(total=len(rows)) for each in rows]


def _estimated(graph: igraph.Graph, vertices: range) -> list[float]:
    """From the shortest paths that begin at some of the vertices, the same ones every time."""
    number = max(STEPS_AT_MOST // graph.ecount(), 1)
    sources = random.Random(_SEED).sample(range(graph.vcount()), number)
    found = graph.betweenness(vertices, sources=sources, targets=range(graph.vcount()))
    return [each * graph.vcount() / number for each in found]


def cuts(network: Network) -> list[Cut]:
    """The organisations whose absence would part others: most organisations cut off first, then matters, then by id."""
    graph, organisations = network
    points = [each for each in graph.articulation_points() if each < len(organisations)]
    rows = [made for each in points if (made := _cut(network, each)) is not None]
    rows.sort(key=lambda each: (-len(each.cut_off), -each.cut_matters, each.organisation))
    return [each._replace(total=len(rows)) for each in rows]


def _cut(network: Network, point: int) -> Cut | None:
    """None: none of the parts but one holds an organisation."""
    graph, organisations = network
    around = set(graph.subcomponent(point)) - {point}
    parts = [part for part in _parts(graph, around) if any(each < len(organisations) for each in part)]
    if len(parts) < 2:
        return None
    largest = max(parts, key=lambda part: (len(part), -min(part)))
    outside = sorted(each for part in parts if part is not largest for each in part)
    cut_off = tuple(organisations[each] for each in outside if each < len(organisations))
    return Cut(organisations[point], len(parts), cut_off, len(outside) - len(cut_off), 0)


def _parts(graph: igraph.Graph, vertices: set[int]) -> list[list[int]]:
    order = sorted(vertices)
    return [[order[each] for each in part] for part in graph.induced_subgraph(order).connected_components()]
