"""类案参考 from the store: the settled cases of the same sort, what they were settled by, and why each is offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import BadValue, UnknownRecord
from graph.linkage.similar import Facts, Similar, said_of, similar_cases
from graph.linkage.topics import nearest_by_topic
from graph.model import Case, Mediation, Node, Organisation, PartyTo, Person, Place
from graph.store import Ask, Neighbours, Reader, Scope
from graph.store.matter_questions import SETTLED_ALIKE, SettledCase
from graph.vocabulary import VOCABULARY, Vocabulary

CANDIDATES = 2_000
"""Settled cases of the same sort that are read: the latest, whose ways of settling are those of today."""
_LOOKED_AT = 60
"""Of those the nearest by their words, whose places, parties and mediations are read."""
_LINKS = 200
_SUCCEEDED = ("agreement", "partial")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A settled case that is offered, and how it was settled."""

    similar: Similar
    case: Case
    route: str | None
    """A code of `mediation_route`; None: not settled by mediation, or not told."""
    agreement: str
    """What was agreed, in words; empty: not told."""


def similar_settled(
    store: Reader, case: str, *, scope: Scope, first: int = 10, words: Vocabulary = VOCABULARY
) -> list[Precedent]:
    """Settled cases like `case`, the most alike first. Raises UnknownRecord, BadValue for what is no case."""
    own = store.get([case], scope=scope)[0]
    if own is None:
        raise UnknownRecord(id=case)
    if not isinstance(own, Case):
        raise BadValue(value=case, field="类案参考", reason="应是一件事件")
    rows = store.ask(SETTLED_ALIKE, scope=scope, ids=[own.id], most=CANDIDATES)
    asked, (around, _) = _asked(own), _around(store, [own.id], scope)
    community = store.get([own.community], scope=scope) if own.community else []
    names = _names(own, [*(each.node for each in around[own.id].links), *community])
    texts = [said_of(each.title, each.text) for each in rows]
    near = nearest_by_topic(said_of(own.title, own.text), texts, names=names, most=_LOOKED_AT)
    known, mediations = _around(store, [rows[at].other for at, _ in near], scope)
    filled = [(_with_sides(_settled(rows[at]), known[rows[at].other]), common) for at, common in near]
    offered = similar_cases(_with_sides(asked, around[own.id]), filled, first=first, words=words)
    found = store.get([each.case for each in offered], scope=scope)
    return [
        _precedent(each, case, mediations[each.case])
        for each, case in zip(offered, found, strict=True)
        if isinstance(case, Case)
    ]


def _around(
    store: Reader, cases: Sequence[str], scope: Scope
) -> tuple[Mapping[str, Neighbours], Mapping[str, Neighbours]]:
    """The parties and places of each case, and its mediations, in one call."""
    sides = Ask(ids=cases, types=("party_to", "at"), limit=_LINKS)
    attempts = Ask(ids=cases, types=("about",), direction="in", kinds=("mediation",), limit=_LINKS)
    found = store.neighbours([sides, attempts], scope=scope) if cases else [[], []]
    return dict(zip(cases, found[0], strict=True)), dict(zip(cases, found[1], strict=True))


def _asked(case: Case) -> Facts:
    return Facts(
        case=case.id, kind=case.kind, dispute_type=case.dispute_type,
        amount=case.amount, participants=case.participants,
    )  # fmt: skip


def _settled(row: SettledCase) -> Facts:
    return Facts(
        case=row.other, amount=row.amount, participants=row.participants,
        received_on=dt.datetime.fromisoformat(row.received_at).date() if row.received_at else None,
        settled_on=dt.date.fromisoformat(row.settled_on),
    )  # fmt: skip


def _with_sides(facts: Facts, around: Neighbours) -> Facts:
    respondents = {
        each.node.kind
        for each in around.links
        if isinstance(each.node, Organisation) and isinstance(each.edge, PartyTo) and each.edge.role == "respondent"
    }
    levels = {each.node.level for each in around.links if isinstance(each.node, Place)}
    return replace(facts, respondents=frozenset(respondents), place_levels=frozenset(levels))


def _names(case: Case, around: Sequence[Node | None]) -> list[str]:
    """What names the very place and people of a case, not its sort of trouble."""
    found = [case.place]
    for each in around:
        if isinstance(each, Place):
            found += [each.name, each.full_name, *each.aliases]
        elif isinstance(each, Person | Organisation):
            found += [each.name, *getattr(each, "aliases", ())]
    return [each for each in found if len(each) > 1]


def _precedent(similar: Similar, case: Case, around: Neighbours) -> Precedent:
    attempts = [each.node for each in around.links if isinstance(each.node, Mediation)]
    attempts.sort(key=lambda each: (each.ended_on or dt.date.max, each.id))
    settled = [each for each in attempts if each.result in _SUCCEEDED]
    last = settled[-1] if settled else None
    return Precedent(similar, case, last and last.route, last.agreement if last else "")
