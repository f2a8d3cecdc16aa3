"""What was looked at and left open: a suggestion that is not made again until something is new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

from graph.identity.resolve import Partition
from graph.identity.scored import Suggestion
from graph.identity.weights.scoring import Weighed
from graph.model import Judgement


def evidence_digest(pairs: Iterable[Weighed], a: str, b: str) -> str:
    """Of what two mentions say beside each other and beside all who are like one of them.

    It depends on what is stated alone, never on what else was judged, nor on what a level weighs: another mention
    like one of them, or a value that was corrected, makes another digest.
    """
    near = sorted((each.a, each.b, *each.levels) for each in pairs if not {a, b}.isdisjoint((each.a, each.b)))
    return hashlib.blake2b(repr(near).encode(), digest_size=8).hexdigest()


def still_open(found: Partition, pairs: Iterable[Weighed], judgements: Iterable[Judgement]) -> Iterator[Suggestion]:
    """The suggestions of `found` but those between people of whom somebody was not sure, as long as all is as then.

    `judgements`: those that stand; `pairs`: every pair that matters among the mentions of `found`.
    """
    unsure = [each for each in judgements if each.answer == "unsure" and {each.a, each.b} <= found.person_of.keys()]
    near = _near(pairs, {id for each in unsure for id in (each.a, each.b)})
    silenced = {
        frozenset((found.person_of[each.a], found.person_of[each.b]))
        for each in unsure
        if each.evidence in ("", evidence_digest(chain(near[each.a], near[each.b] - near[each.a]), each.a, each.b))
    }
    for each in found.suggestions:
        if frozenset((found.person_of[each.a], found.person_of[each.b])) not in silenced:
            yield each


def _near(pairs: Iterable[Weighed], ends: set[str]) -> dict[str, set[Weighed]]:
    """The pairs by those of their ends that are asked for."""
    near: dict[str, set[Weighed]] = {each: set() for each in ends}
    for each in pairs if ends else ():
        for end in (each.a, each.b):
            if end in near:
                near[end].add(each)
    return near
