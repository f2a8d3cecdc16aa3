"""How a person came together: the joins of a cluster as a tree, the strongest rules first."""

from __future__ import annotations

from dataclasses import dataclass

from graph.identity.clusters import Join, Rule
from graph.identity.resolve import Cluster

_RANK = {rule: rank for rank, rule in enumerate(Rule)}


@dataclass(frozen=True, slots=True)
class Merger:
    """One step: two sides that became one."""

    number: int
    """From 1 on, in the order in which they are told."""
    join: Join
    left: tuple[str, ...]
    """The mentions of the side with the smaller first mention, by id."""
    right: tuple[str, ...]
    into: int | None
    """The step that took the outcome of this one further; None: the last."""


def mergers(cluster: Cluster) -> tuple[Merger, ...]:
    """The steps by which the mentions of `cluster` became one, a step for each mention but one.

    A side of one mention is a leaf; any other is the outcome of an earlier step. The same for the same cluster.
    """
    joins = sorted(
        set(cluster.joins.values()), key=lambda each: (_RANK[each.rule], -(each.weight or 0.0), each.a, each.b)
    )
    side = {each: (each,) for each in cluster.mentions}
    made: list[tuple[Join, tuple[str, ...], tuple[str, ...]]] = []
    last: dict[tuple[str, ...], int] = {}
    into: dict[int, int] = {}
    for number, join in enumerate(joins, 1):
        left, right = sorted((side[join.a], side[join.b]))
        into |= {last[each]: number for each in (left, right) if each in last}
        both = tuple(sorted((*left, *right)))
        side |= dict.fromkeys(both, both)
        last[both] = number
        made.append((join, left, right))
    return tuple(Merger(number, *each, into.get(number)) for number, each in enumerate(made, 1))
