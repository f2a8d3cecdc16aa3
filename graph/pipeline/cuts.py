"""Where matters were parted: links that join nothing, around two cases or some matters, as a reader may see them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.linkage.consequences import HIDDEN
from graph.linkage.ledger import standing
from graph.linkage.links import Answers, answers_of
from graph.linkage.matters import Cut
from graph.masking import mask_text
from graph.model import Case, PartOf
from graph.pipeline.ground import Ground, ground_around
from graph.pipeline.link_settings import link_settings_of
from graph.pipeline.reading import edges_at, judgements_of
from graph.store import Reader, Scope


@dataclass(frozen=True, slots=True)
class Parting:
    """A cut at the edge of a matter."""

    cut: Cut
    inside: str
    """Id of its case in the matter."""
    outside: str
    hidden: bool
    """Whether the reader may not see the case outside."""
    sentence: str


def cuts_between(store: Reader, couple: tuple[str, str], answers: Answers, *, threshold: float) -> list[Cut]:
    """The cuts between the matters of two cases, or on the way from one of the two that is in none."""
    around = _around(store, couple, answers, threshold)
    home = {case: each.matter for each in around.clusters for case in each.cases}
    homes = [home.get(each, each) for each in couple]
    if homes[0] == homes[1]:
        return []
    return [each for each in around.cuts if {home.get(each.a, each.a), home.get(each.b, each.b)} == {*homes}]


def partings(
    store: Reader, matters: Collection[str], *, scope: Scope, today: dt.date | None = None
) -> dict[str, list[Parting]]:
    """The cuts at the edge of each of these matters, by their cases."""
    parts = [each for each in edges_at(store, matters, ["part_of"]) if isinstance(each, PartOf)]
    found: dict[str, list[Parting]] = {each: [] for each in matters}
    if not parts:
        return found
    answers = answers_of(standing(judgements_of(store, "linkage"), today=today or dt.date.today()))
    cuts = _around(store, {each.source for each in parts}, answers, link_settings_of(store).together).cuts
    home = {each.source: each.target for each in parts}
    ends = _ends_by_matter(cuts, home)
    seen = _numbers(store, {id for some in ends.values() for each, *_ in some for id in (each.a, each.b)}, scope)
    for matter, some in ends.items():
        found[matter] = [Parting(c, i, o, o not in seen, _sentence(c, seen)) for c, i, o in some]
    return found


def told_cut(store: Reader, cut: Cut, *, scope: Scope) -> str:
    """A cut in words, with the numbers of the cases that the reader may see. Chinese, numbers masked."""
    return _sentence(cut, _numbers(store, {cut.a, cut.b}, scope))


def _around(store: Reader, cases: Collection[str], answers: Answers, threshold: float) -> Ground:
    """The matters around these cases and what was cut at their edges, as linking finds them."""
    return ground_around(store, (), (), answers, loosened=cases, threshold=threshold, edges=True)


def _ends_by_matter(cuts: Iterable[Cut], home: dict[str, str]) -> dict[str, list[tuple[Cut, str, str]]]:
    """Each cut with its case inside and its case outside, by the matter that it is at the edge of."""
    found: defaultdict[str, list[tuple[Cut, str, str]]] = defaultdict(list)
    for each in cuts:
        for inside, outside in ((each.a, each.b), (each.b, each.a)):
            if inside in home:
                found[home[inside]].append((each, inside, outside))
    return found


def _numbers(store: Reader, cases: Collection[str], scope: Scope) -> dict[str, str]:
    ids = sorted(cases)
    records = store.get(ids, scope=scope) if ids else ()
    return {id: each.number for id, each in zip(ids, records, strict=True) if isinstance(each, Case)}


def _sentence(cut: Cut, numbers: dict[str, str]) -> str:
    ends = " 与 ".join(numbers.get(each, HIDDEN) for each in (cut.a, cut.b))
    return mask_text(f"{ends}：{cut.sentence}")
