"""The cases linked to some cases, the strongest link first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Case, Linked
from graph.store import Ask, Link, Neighbours, Reader, Scope

_PAGE = 1_000
"""Links of one case in one call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which links; None: all."""

    kinds: frozenset[str] | None = None
    """Codes of `link_kind`."""
    least: float | None = None
    """Their weight at least."""
    certainties: frozenset[str] | None = None
    """Codes of `certainty`."""

    def holds(self, link: Linked) -> bool:
        """Whether the link is one of those."""
        return (
            (self.kinds is None or link.kind in self.kinds)
            and (self.least is None or link.weight >= self.least)
            and (self.certainties is None or link.certainty in self.certainties)
        )


@dataclass(frozen=True, slots=True)
class LinksOf:
    """A case and those linked to it."""

    case: Case
    links: tuple[Link, ...]
    """The heaviest first, then by the other's id."""
    hidden: int
    """Links to cases that the reader may not see, of any kind and weight."""


def linked_cases(store: Reader, ids: Sequence[str], wanted: Wanted, *, scope: Scope) -> list[LinksOf]:
    """The links of each of `ids`, in their order; what is absent, or no case, is left out."""
    cases = [each for each in store.get(ids, scope=scope) if isinstance(each, Case)]
    around = _links(store, [each.id for each in cases], scope)
    return [LinksOf(case, _chosen(around[case.id][0], wanted), around[case.id][1]) for case in cases]


def _links(store: Reader, ids: Sequence[str], scope: Scope) -> dict[str, tuple[list[Link], int]]:
    found: dict[str, tuple[list[Link], int]] = {id: ([], 0) for id in ids}
    left, skip = list(found), 0
    while left:
        ask = Ask(ids=left, types=(Linked.TYPE,), limit=_PAGE, skip=skip)
        answers: list[Neighbours] = store.neighbours([ask], scope=scope)[0]
        for id, each in zip(left, answers, strict=True):
            found[id] = ([*found[id][0], *each.links], each.hidden)
        skip += _PAGE
        left = [id for id, each in zip(left, answers, strict=True) if each.total > skip]
    return found


def _chosen(links: Sequence[Link], wanted: Wanted) -> tuple[Link, ...]:
    held = [each for each in links if isinstance(each.edge, Linked) and wanted.holds(each.edge)]
    return tuple(sorted(held, key=lambda each: (-_weight(each), each.node.id)))


def _weight(link: Link) -> float:
    assert isinstance(link.edge, Linked)
    return link.edge.weight
