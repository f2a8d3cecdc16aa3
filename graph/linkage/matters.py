"""Matters: cases that duplicate and group links make one, whatever the order of loading, and never against a “no”."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.ids import make_id
from graph.linkage.links import Answers, joins
from graph.masking import mask_text
from graph.model import Case, Linked, Matter, PartOf
from graph.vocabulary import VOCABULARY

_TITLE_PLACE = 24
"""Characters of a place that a title keeps."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A link that joined nothing, because it would have put together what was judged apart."""

    a: str
    b: str
    apart: tuple[str, str]
    """The two cases that were judged not to be one matter."""


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


def cluster_cases(
    cases: Mapping[str, Case], links: Iterable[Linked], answers: Answers
) -> tuple[list[Cluster], list[Cut]]:
    """The matters of two cases or more, by id, and the links that were cut.

    The strongest link joins first: judged ones, then by weight, then by ids.
    """
    members = {id: {id} for id in cases}
    unsure: set[str] = set()
    cuts: list[Cut] = []
    apart = _apart(answers)
    for link in sorted(filter(joins, links), key=_strongest_first):
        ours, theirs = members[link.source], members[link.target]
        if ours is theirs:
            continue
        if foes := _foes(ours, theirs, apart):
            cuts.append(Cut(link.source, link.target, foes))
            continue
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours |= theirs
        members.update(dict.fromkeys(theirs, ours))
        unsure |= set() if link.certainty == "certain" else {link.source}
    distinct = {id(each): each for each in members.values() if len(each) > 1}.values()
    found = [_cluster([cases[each] for each in ids], certain=unsure.isdisjoint(ids)) for ids in distinct]
    return sorted(found, key=lambda each: each.matter), cuts


def matter_of(cluster: Cluster, cases: Mapping[str, Case], *, visible_to: tuple[str, ...]) -> Matter:
    """The record of a matter."""
    own = [cases[each] for each in cluster.cases]
    days = sorted(each.received_at.date() for each in own if each.received_at is not None)
    return Matter(
        id=cluster.matter,
        visible_to=visible_to,
        title=_title(own),
        cases=len(own),
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
        provisional=not cluster.certain,
    )


def parts_of(cluster: Cluster) -> list[PartOf]:
    """The link of every case to its matter."""
    certainty = "certain" if cluster.certain else "provisional"
    return [PartOf(source=each, target=cluster.matter, certainty=certainty) for each in cluster.cases]


def _strongest_first(link: Linked) -> tuple[bool, float, str, str]:
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


def _title(cases: list[Case]) -> str:
    """Place and kind of the earliest case that says where; its title when none does."""
    placed = next((each for each in cases if each.place.strip()), None)
    if placed is None:
        return mask_text(cases[0].title)
    kind = VOCABULARY.label("dispute_type", placed.dispute_type) or VOCABULARY.label("case_kind", placed.kind)
    return mask_text(f"{placed.place.strip()[:_TITLE_PLACE]} {kind}")
