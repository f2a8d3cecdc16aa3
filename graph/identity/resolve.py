"""From mentions and judgements to clusters, one for each person: the same whatever the order of either."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.identity.clusters import Clusters, Join, Refusal, Rule
from graph.identity.evidence import Evidence, evidence_of
from graph.identity.places import NOWHERE, PlaceFacts
from graph.identity.rules import apply_accounts, apply_contacts, apply_identity, apply_judgements
from graph.identity.scored import Agglomeration, Suggestion
from graph.identity.sentences import sentence_of
from graph.identity.spread import Bounds, SharedValue, discounts_among
from graph.identity.weights.blocks import crowded_among
from graph.identity.weights.comparisons import Levels
from graph.identity.weights.scoring import Weighed, parts_of, weighed_among
from graph.identity.weights.settings import Settings
from graph.identity.weights.shipped import SHIPPED
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

    @property
    def is_certain(self) -> bool:
        """Whether rules and judgements alone made it."""
        return all(each.rule is not Rule.SCORE for each in self.joins.values())

    @property
    def surely(self) -> frozenset[str]:
        """The mentions that rules and judgements alone lead to from the founding one."""
        found, waiting = {self.founding}, [self.founding]
        near: defaultdict[str, list[str]] = defaultdict(list)
        for mention, join in self.joins.items():
            if join.rule is not Rule.SCORE:
                near[join.other(mention)].append(mention)
        while waiting:
            more = near[waiting.pop()]
            found.update(more)
            waiting += more
        return frozenset(found)


@dataclass(frozen=True)
class Partition:
    """Who is who."""

    clusters: tuple[Cluster, ...]
    """By person."""
    refusals: tuple[Refusal, ...]
    """By pair: what a rule would have joined, and why it did not."""
    shared: tuple[SharedValue, ...]
    """Values that did not count."""
    suggestions: tuple[Suggestion, ...] = ()
    """What may be one person and was not joined, the likeliest first."""

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
    places: Mapping[str, PlaceFacts] | None = None,
    settings: Settings = SHIPPED,
) -> Partition:
    """Put the mentions of persons together by certain rules, by weight, and by what was judged.

    `today` says which judgements have expired. `context` are mentions that count as users of a shared value but
    are not resolved; `places`: the homes that mentions state, by mention. Mentions of organisations are passed over:
    see `organisations.py`.
    """
    people = {each.id: each for each in mentions if each.kind == "person"}
    around = {each.id: each for each in context if each.kind == "person" and each.id not in people}
    homes = places or {}
    read = {id: evidence_of(each, homes.get(id, NOWHERE)) for id, each in (people | around).items()}
    discounts = discounts_among(list(read.values()), bounds or Bounds(), decided=settings.decided)
    evidence = [discounts.applied(read[id]) for id in sorted(people)]
    crowded = crowded_among(list(read.values()))
    found = partition(
        evidence, weighed_among(evidence, crowded, settings), standing(judgements, today=today), settings=settings
    )
    return replace(found, shared=discounts.shared)


def partition(
    evidence: Sequence[Evidence], pairs: Iterable[Weighed], judgements: Iterable[Judgement], *, settings: Settings
) -> Partition:
    """The persons of `evidence`, which is sorted by mention and holds what counts.

    `pairs`: every candidate pair among them that weighs at least `settings.suggest`; `judgements`: those that stand.
    """
    ours = [each for each in judgements if each.kind == "identity"]
    known = {each.mention: each for each in evidence}
    clusters = Clusters(evidence, apart=((each.a, each.b) for each in ours if each.answer == "no"))
    apply_judgements(clusters, ours, known=known)
    apply_identity(clusters, evidence)
    apply_accounts(clusters, evidence)
    apply_contacts(clusters, evidence)
    scored = Agglomeration(
        clusters,
        pairs,
        lambda each: parts_of(known[each.a], known[each.b], Levels(*each.levels), settings),
        prior=settings.prior,
        threshold=settings.provisional,
    )
    scored.join(lambda a, b: sentence_of(known[a], known[b], settings))
    return Partition(
        clusters=_clusters(known, clusters),
        refusals=tuple(sorted(set(clusters.refusals), key=lambda each: (each.a, each.b, each.rule, each.reason))),
        shared=(),
        suggestions=scored.suggestions(settings.suggest),
    )


def standing(judgements: Iterable[Judgement], *, today: dt.date) -> list[Judgement]:
    """The last judgement of each pair, those left out that have expired: what was said before does not revive."""
    last: dict[tuple[str, str, str], Judgement] = {}
    for each in sorted(judgements, key=lambda each: (each.at, each.id)):
        last[each.kind, each.a, each.b] = each
    return [each for each in last.values() if each.until is None or each.until >= today]


def _clusters(known: Mapping[str, Evidence], joined: Clusters) -> tuple[Cluster, ...]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id in known:
        members[joined.root(id)].append(id)
    links: defaultdict[str, list[Join]] = defaultdict(list)
    for join in joined.joins:
        links[join.a].append(join)
        links[join.b].append(join)
    found = (_cluster([known[id] for id in ids], links) for ids in members.values())
    return tuple(sorted(found, key=lambda each: each.person))


def _cluster(members: list[Evidence], links: Mapping[str, list[Join]]) -> Cluster:
    founding = min(members, key=lambda each: (each.stated_on or dt.date.max, each.mention)).mention
    return Cluster(
        person=person_id(founding),
        founding=founding,
        mentions=tuple(sorted(each.mention for each in members)),
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
