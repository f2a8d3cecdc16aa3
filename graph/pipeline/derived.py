"""What follows from who is who: people, organisations, and the links that their mentions give them. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from graph.identity.clusters import Rule
from graph.identity.organisations import new_organisation, organisation_of
from graph.identity.people import person_of
from graph.identity.resolve import Cluster, Partition
from graph.model import Edge, LivesIn, Mention, Node, Organisation, Owns, PartyTo, RefersTo, Rents
from graph.pipeline.visibility import seen_with
from graph.store.questions import MentionLink

TENURES: Mapping[str, type[LivesIn | Owns | Rents]] = {"lives": LivesIn, "owns": Owns, "rents": Rents}
DERIVED = (PartyTo, LivesIn, Owns, Rents)
"""Edges of a person or organisation that follow from mentions; `origin` is then a mention's id."""

FIRST = "首条记录"


@dataclass(frozen=True, slots=True)
class Derived:
    """All that follows from some mentions."""

    nodes: list[Node]
    refers: list[RefersTo]
    edges: list[PartyTo | LivesIn | Owns | Rents]


def derive(
    mentions: Mapping[str, Mention],
    links: Iterable[MentionLink],
    partition: Partition,
    *,
    by_code: Mapping[str, str],
    known: frozenset[str],
) -> Derived:
    """What `mentions` with their `links` say of those whom they refer to.

    `by_code`: organisations registered with a credit code; `known`: ids of organisations that exist.
    """
    organisations = _organisations(mentions, by_code)
    refers = [*refers_to_people(partition), *organisations.values()]
    target = {each.source: each.target for each in refers}
    sure = frozenset(each.source for each in refers if each.certainty == "certain")
    people = [_person(each, mentions) for each in partition.clusters]
    new = list(_new_organisations(mentions, organisations, known))
    return Derived([*people, *new], refers, list(_edges(mentions, links, target, sure)))


def is_derived(edge: Edge) -> TypeGuard[PartyTo | LivesIn | Owns | Rents]:
    """Whether an edge of a person or organisation follows from a mention, rather than from a register."""
    return isinstance(edge, DERIVED) and edge.origin.startswith("mention-")


def _person(cluster: Cluster, mentions: Mapping[str, Mention]) -> Node:
    own = [mentions[each] for each in cluster.mentions]
    return person_of(cluster, own, visible_to=seen_with(own))


# -- whom mentions refer to ----------------------------------------------------------------------


def refers_to_people(partition: Partition) -> Iterator[RefersTo]:
    """Whom each mention of a partition refers to, and by which join."""
    for cluster in partition.clusters:
        sure = cluster.surely
        for mention in cluster.mentions:
            join = cluster.joins.get(mention)
            yield RefersTo(
                source=mention,
                target=cluster.person,
                basis="rule" if join is None else _BASIS.get(join.rule, "rule"),
                certainty="certain" if mention in sure else "provisional",
                reason=FIRST if join is None else join.sentence,
                weight=None if join is None else join.weight,
            )


_BASIS = {Rule.JUDGEMENT: "judgement", Rule.SCORE: "score"}


def _organisations(mentions: Mapping[str, Mention], by_code: Mapping[str, str]) -> dict[str, RefersTo]:
    refers: dict[str, RefersTo] = {}
    for each in mentions.values():
        if each.kind != "organisation":
            continue
        by_name, meant = organisation_of(each, by_code={}), organisation_of(each, by_code=by_code)
        if meant is not None:
            reason = "单位名称相同" if meant == by_name else "统一社会信用代码相同"
            refers[each.id] = RefersTo(source=each.id, target=meant, reason=reason)
    return refers


def _new_organisations(
    mentions: Mapping[str, Mention], refers: Mapping[str, RefersTo], known: frozenset[str]
) -> Iterator[Organisation]:
    unknown = {each.target: id for id, each in sorted(refers.items(), reverse=True) if each.target not in known}
    for id in unknown.values():
        yield new_organisation(mentions[id])


# -- what mentions say of them -------------------------------------------------------------------


def _edges(
    mentions: Mapping[str, Mention], links: Iterable[MentionLink], target: Mapping[str, str], sure: Container[str]
) -> Iterator[PartyTo | LivesIn | Owns | Rents]:
    parts: defaultdict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    tenures: defaultdict[tuple[str, str, str], list[MentionLink]] = defaultdict(list)
    for each in links:
        whose = target.get(each.mention)
        if whose is None:
            continue
        if each.type == "mentioned_in":
            parts[whose, each.other, each.detail].append(mentions[each.mention])
        elif each.type == "stated_at" and each.detail in TENURES:
            tenures[whose, each.other, each.detail].append(each)
    for (whose, case, role), stated in sorted(parts.items()):
        certainty = "certain" if any(each.id in sure for each in stated) else "provisional"
        yield PartyTo(
            source=whose,
            target=case,
            role=role,
            since=_first_day(stated),
            certainty=certainty,
            origin=_origin(stated),
        )
    for (whose, place, tenure), said in sorted(tenures.items()):
        yield _tenure(whose, place, tenure, said, mentions)


def _tenure(
    whose: str, place: str, tenure: str, said: list[MentionLink], mentions: Mapping[str, Mention]
) -> LivesIn | Owns | Rents:
    """A tenure from its first day to the end that the latest statement with a period gives."""
    said = sorted(said, key=lambda each: (mentions[each.mention].stated_on or dt.date.min, each.mention))
    periods = [each for each in said if each.since or each.until]
    since = min((each.since for each in periods if each.since), default=None)
    until = periods[-1].until if periods else None
    return TENURES[tenure](
        source=whose,
        target=place,
        since=_day(since),
        until=_day(until),
        origin=min(each.mention for each in said),
    )


def _first_day(stated: Iterable[Mention]) -> dt.date | None:
    return min((each.stated_on for each in stated if each.stated_on), default=None)


def _origin(stated: Iterable[Mention]) -> str:
    return min(each.id for each in stated)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
