"""Resolve: put into the store who is who, as the mentions and judgements in it say; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.identity.clusters import Refusal
from graph.identity.evidence import Bounds, SharedValue
from graph.identity.numbers import credit_code
from graph.identity.organisations import organisation_of
from graph.identity.resolve import Partition, person_id, resolve_mentions
from graph.ids import kind_of
from graph.model import Edge, Organisation, Person
from graph.pipeline.derived import DERIVED, Derived, derive, is_derived
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import (
    Affected,
    Progress,
    all_mentions,
    edges_from,
    get_all,
    judgements_of,
    mentions_affected,
    silent,
)
from graph.store import EVERYTHING, Change, EdgeKey, Filter, Store, edge_key

RESOLVED = "归并当事人"
"""Why a change of resolving was written, as the journal says it."""
_TYPES = tuple(each.TYPE for each in DERIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveReport:
    """What resolving found and wrote."""

    mentions: int
    """Mentions looked at."""
    people: int
    """People whom they refer to."""
    organisations: int
    inserted: int
    updated: int
    deleted: int
    refusals: tuple[Refusal, ...]
    """Joins that a contradiction prevented."""
    shared: tuple[SharedValue, ...]
    """Values that did not count."""
    cases: tuple[str, ...]
    """Ids of the cases whose parties were looked at: their links may be others now."""

    def __str__(self) -> str:
        found = f"{self.mentions} 条记录：{self.people} 个自然人，{self.organisations} 个单位"
        wrote = f"新增 {self.inserted}，更新 {self.updated}，删除 {self.deleted}"
        open_ends = f"有矛盾而未归并 {len(self.refusals)} 处，多人共用而不计入的号码 {len(self.shared)} 个"
        return f"{found}（{wrote}；{open_ends}）"


def resolve(
    store: Store,
    *,
    by: str,
    mentions: Collection[str] | None = None,
    today: dt.date | None = None,
    bounds: Bounds | None = None,
    progress: Progress = silent,
) -> ResolveReport:
    """Resolve all mentions, or these (ids) and all that they may touch, in one change.

    What it reads is read under the store's write lock, so that two who resolve at once do not undo each other.
    `today`: the day by which judgements expire, the present one by default.
    """
    with store.change(by=by, why=RESOLVED) as change:
        judgements = judgements_of(store, "identity")
        whole = mentions is None
        affected = all_mentions(store, progress) if whole else mentions_affected(store, mentions, judgements)
        progress("归并当事人", 0, len(affected.mentions))
        partition = resolve_mentions(
            affected.mentions.values(),
            judgements,
            today=today or dt.date.today(),
            bounds=bounds,
            context=affected.context,
        )
        derived = _derive(store, affected, partition)
        progress("写入结果", 0, len(derived.nodes) + len(derived.edges))
        _write(store, change, affected, partition, derived, whole=whole)
    receipt = change.receipt
    return ResolveReport(
        mentions=len(affected.mentions),
        people=len(partition.clusters),
        organisations=len({each.target for each in derived.refers if kind_of(each.target) == "organisation"}),
        inserted=receipt.inserted,
        updated=receipt.updated,
        deleted=receipt.deleted,
        refusals=partition.refusals,
        shared=partition.shared,
        cases=tuple(sorted({each.other for each in affected.links if each.type == "mentioned_in"})),
    )


def _derive(store: Store, affected: Affected, partition: Partition) -> Derived:
    stated = [each for each in affected.mentions.values() if each.kind == "organisation"]
    codes = sorted({code for each in stated if (code := credit_code(each.identity_number))})
    by_code = {each.code: each.id for each in _registered(store, codes) if each.code}
    meant = {id for each in stated if (id := organisation_of(each, by_code=by_code))}
    known = frozenset(get_all(store, meant, Organisation))
    return derive(affected.mentions, affected.links, partition, by_code=by_code, known=known)


def _registered(store: Store, codes: list[str]) -> Iterable[Organisation]:
    return store.scan("organisation", [Filter("code", "in", codes)], scope=EVERYTHING) if codes else ()


def _write(
    store: Store, change: Change, affected: Affected, partition: Partition, derived: Derived, *, whole: bool
) -> None:
    """Bring the store from what it holds to what follows now."""
    before = {each.other for each in affected.links if each.type == "refers_to"}
    people = _present_people(store, before, whole=whole)
    held = _held(store, before | {each.target for each in derived.refers}, whole=whole)
    gone = people.keys() - {each.person for each in partition.clusters}
    moves = follow_homes(store, "person", _homes(affected, partition, gone), present=people)
    wanted = {edge_key(each): each for each in derived.edges}
    change.put(each for each in derived.nodes if each != people.get(each.id))
    change.put(derived.refers)
    change.put(each for key, each in wanted.items() if key not in held or _replaces(each, held[key]))
    change.put(moves.put)
    change.delete(moves.delete)
    change.delete(key for key, each in held.items() if key not in wanted and is_derived(each))
    change.delete(_moved_references(affected, derived))
    change.delete(sorted(gone))


def _homes(affected: Affected, partition: Partition, gone: Collection[str]) -> dict[str, str | None]:
    """Who answers for every id that a person may have had: the founding mention says it, else any other mention."""
    homes: dict[str, str | None] = dict.fromkeys(gone)
    for each in affected.links:
        if each.type == "refers_to" and homes.get(each.other, "") is None:
            homes[each.other] = partition.person_of.get(each.mention)
    return homes | {person_id(mention): person for mention, person in partition.person_of.items()}


def _present_people(store: Store, referred: Collection[str], *, whole: bool) -> dict[str, Person]:
    """The people in the store who may be others now, or have to go."""
    if whole:
        return {each.id: each for each in store.scan("person", scope=EVERYTHING)}
    return get_all(store, {each for each in referred if kind_of(each) == "person"}, Person)


def _replaces(derived: Edge, held: Edge) -> bool:
    return derived != held and is_derived(held)


def _held(store: Store, whose: Collection[str], *, whole: bool) -> dict[EdgeKey, Edge]:
    """The links in the store that mentions may have given, of all or of some."""
    if whole:
        return {edge_key(each): each for type in _TYPES for each in store.scan_edges(type, scope=EVERYTHING)}
    return {edge_key(each): each for each in edges_from(store, whose, _TYPES)}


def _moved_references(affected: Affected, derived: Derived) -> list[EdgeKey]:
    target = {each.source: each.target for each in derived.refers}
    return [
        EdgeKey("refers_to", each.mention, each.other, "")
        for each in affected.links
        if each.type == "refers_to" and target.get(each.mention) != each.other
    ]
