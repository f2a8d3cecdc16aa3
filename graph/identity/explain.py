"""Why two mentions are one person's, and why not, in sentences that users read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graph.identity.clusters import Join
from graph.identity.evidence import Evidence, evidence_of
from graph.identity.names import Form, agree
from graph.identity.resolve import Cluster, Partition, standing
from graph.identity.rules import judged, same_account, same_contact, same_number
from graph.masking import mask
from graph.model import Judgement, Mention


def chain(cluster: Cluster, a: str, b: str) -> tuple[Join, ...]:
    """The joins that lead from mention `a` to mention `b` of one cluster, in order; none when they are the same."""
    up, down = _to_founding(cluster, a), _to_founding(cluster, b)
    while up and down and up[-1] == down[-1]:
        up.pop()
        down.pop()
    return (*up, *reversed(down))


def _to_founding(cluster: Cluster, mention: str) -> list[Join]:
    joins: list[Join] = []
    while mention != cluster.founding:
        joins.append(cluster.joins[mention])
        mention = joins[-1].other(mention)
    return joins


def speaks_for(a: Mention, b: Mention, judgements: Iterable[Judgement], *, today: dt.date) -> tuple[str, ...]:
    """A sentence for each piece of evidence that these two share, the strongest first."""
    judgement = _judged(a, b, judgements, today)
    said = (judged(judgement),) if judgement and judgement.answer == "yes" else ()
    return (*said, *_evidence_for(evidence_of(a), evidence_of(b)))


def speaks_against(a: Mention, b: Mention, judgements: Iterable[Judgement], *, today: dt.date) -> tuple[str, ...]:
    """A sentence for each contradiction between these two, the strongest first."""
    judgement = _judged(a, b, judgements, today)
    said = (judged(judgement),) if judgement and judgement.answer == "no" else ()
    return (*said, *_evidence_against(evidence_of(a), evidence_of(b)))


def why_not(
    a: Mention, b: Mention, partition: Partition, judgements: Iterable[Judgement], *, today: dt.date
) -> tuple[str, ...]:
    """Why the two are not one person: contradictions, refused joins, values that do not count, or nothing shared."""
    against = speaks_against(a, b, judgements, today=today)
    refused = _refused(partition, a.id, b.id)
    return tuple(dict.fromkeys((*against, *refused, *_uncounted(partition, a, b)))) or (NOTHING_SHARED,)


NOTHING_SHARED = "没有相同的有效身份证号或账号，也没有同时相同的姓名和电话"


def _judged(a: Mention, b: Mention, judgements: Iterable[Judgement], today: dt.date) -> Judgement | None:
    pair = tuple(sorted((a.id, b.id)))
    ours = [each for each in judgements if each.kind == "identity" and (each.a, each.b) == pair]
    return next(iter(standing(ours, today=today)), None)


def _evidence_for(one: Evidence, other: Evidence) -> Iterator[str]:
    if agree(one.name, other.name):
        if one.number is not None and one.number == other.number:
            yield same_number(one.number, one, other)
        if not set(one.accounts).isdisjoint(other.accounts):
            yield same_account(one, other)
    if one.name.form is Form.FULL and one.name.text == other.name.text:
        yield from (same_contact(each, one, other) for each in one.telephones if each in other.telephones)


def _evidence_against(one: Evidence, other: Evidence) -> Iterator[str]:
    if one.number and other.number and one.number != other.number:
        yield f"有效身份证号不同（{mask(one.number)}、{mask(other.number)}）"
    if not agree(one.name, other.name):
        yield f"姓名不同（“{one.name.text}”、“{other.name.text}”）"


def _refused(partition: Partition, a: str, b: str) -> Iterator[str]:
    """The refusals between the two, or between others of their clusters."""
    person_of = partition.person_of
    pair = {person_of.get(a), person_of.get(b)}
    for each in partition.refusals:
        if {each.a, each.b} == {a, b} or (len(pair) == 2 and {person_of[each.a], person_of[each.b]} == pair):
            yield each.reason


def _uncounted(partition: Partition, a: Mention, b: Mention) -> Iterator[str]:
    one, other = evidence_of(a), evidence_of(b)
    common = {*one.telephones, *one.accounts, one.number or ""} & {
        *other.telephones,
        *other.accounts,
        other.number or "",
    }
    masked = {mask(each) for each in common}
    return (each.sentence for each in partition.shared if each.value in masked)
