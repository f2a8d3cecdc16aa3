"""From mentions and judgements to clusters, one for each person: the same whatever the order of either."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.identity.clusters import Clusters, Join, Refusal
from graph.identity.evidence import Bounds, Evidence, SharedValue, discounted, evidence_of
from graph.identity.rules import apply_accounts, apply_contacts, apply_identity, apply_judgements
from graph.ids import make_id
from graph.model import Judgement, Mention


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions of one person."""

    person: str
    """Id of the person: that of the founding mention."""
    founding: str
    """The mention that was stated first; of several the smallest id."""
    mentions: tuple[str, ...]
    """By id."""
    joins: Mapping[str, Join]
    """For every mention but the founding one, the join by which it came to those nearer to the founding one."""


@dataclass(frozen=True)
class Partition:
    """Who is who."""

    clusters: tuple[Cluster, ...]
    """By person."""
    refusals: tuple[Refusal, ...]
    """By pair: what a rule would have joined, and why it did not."""
    shared: tuple[SharedValue, ...]
    """Values that did not count."""

    @cached_property
    def person_of(self) -> Mapping[str, str]:
        """The person whom each mention refers to."""
        return {mention: each.person for each in self.clusters for mention in each.mentions}


def resolve_mentions(
    mentions: Iterable[Mention],
    judgements: Iterable[Judgement] = (),
    *,
    today: dt.date,
    bounds: Bounds | None = None,
    context: Iterable[Mention] = (),
) -> Partition:
    """Put the mentions of persons together by the certain rules and by what was judged.

    `today` says which judgements have expired. `context` are mentions that count as users of a shared value but
    are not resolved. Mentions of organisations are passed over: see `organisations.py`.
    """
    people = {each.id: each for each in mentions if each.kind == "person"}
    stated = [evidence_of(people[id]) for id in sorted(people)]
    around = [evidence_of(each) for each in context if each.kind == "person" and each.id not in people]
    evidence, shared = discounted(stated, bounds or Bounds(), context=around)
    clusters = _joined(evidence, standing(judgements, today=today))
    return Partition(
        clusters=_clusters(people, clusters),
        refusals=tuple(sorted(set(clusters.refusals), key=lambda each: (each.a, each.b, each.rule, each.reason))),
        shared=shared,
    )


def standing(judgements: Iterable[Judgement], *, today: dt.date) -> list[Judgement]:
    """The last judgement of each pair, those left out that have expired: what was said before does not revive."""
    last: dict[tuple[str, str, str], Judgement] = {}
    for each in sorted(judgements, key=lambda each: (each.at, each.id)):
        last[each.kind, each.a, each.b] = each
    return [each for each in last.values() if each.until is None or each.until >= today]


def _joined(evidence: list[Evidence], judgements: list[Judgement]) -> Clusters:
    ours = [each for each in judgements if each.kind == "identity"]
    clusters = Clusters(evidence, apart=((each.a, each.b) for each in ours if each.answer == "no"))
    apply_judgements(clusters, ours, known={each.mention: each for each in evidence})
    apply_identity(clusters, evidence)
    apply_accounts(clusters, evidence)
    apply_contacts(clusters, evidence)
    return clusters


def _clusters(people: Mapping[str, Mention], joined: Clusters) -> tuple[Cluster, ...]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id in people:
        members[joined.root(id)].append(id)
    links: defaultdict[str, list[Join]] = defaultdict(list)
    for join in joined.joins:
        links[join.a].append(join)
        links[join.b].append(join)
    found = (_cluster([people[id] for id in ids], links) for ids in members.values())
    return tuple(sorted(found, key=lambda each: each.person))


def _cluster(members: list[Mention], links: Mapping[str, list[Join]]) -> Cluster:
    founding = min(members, key=lambda each: (each.stated_on or dt.date.max, each.id)).id
    return Cluster(
        person=person_id(founding),
        founding=founding,
        mentions=tuple(sorted(each.id for each in members)),
        joins=_toward(founding, links) if len(members) > 1 else {},
    )


def person_id(founding: str) -> str:
    """The id of the person whom the mention `founding` was the first to state."""
    return make_id("person", founding)


def _toward(founding: str, links: Mapping[str, list[Join]]) -> dict[str, Join]:
    """The joins of a cluster as a tree grown from the founding mention."""
    joins: dict[str, Join] = {}
    reached, waiting = {founding}, deque([founding])
    while waiting:
        mention = waiting.popleft()
        for join in links[mention]:
            other = join.other(mention)
            if other not in reached:
                reached.add(other)
                joins[other] = join
                waiting.append(other)
    return joins
