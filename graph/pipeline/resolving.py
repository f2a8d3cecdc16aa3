"""Resolve: put into the store who is who, as the mentions and judgements in it say; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass

from graph.identity.clusters import Refusal
from graph.identity.evidence import Bounds, SharedValue
from graph.identity.numbers import credit_code
from graph.identity.organisations import organisation_of
from graph.identity.resolve import Partition, person_id, resolve_mentions
from graph.ids import kind_of
from graph.model import Edge, Judgement, Organisation, Person
from graph.pipeline.derived import DERIVED, Derived, derive, is_derived
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import (
    Affected,
    Progress,
    edges_from,
    get_all,
    judgements_of,
    mentions_affected,
    mentions_together,
    silent,
)
from graph.pipeline.together import portions_of
from graph.store import EVERYTHING, Change, EdgeKey, Filter, Reader, Store, edge_key
from graph.store.protocol import Receipt
from graph.store.questions import ORPHANED_EDGES, UNREFERRED_PEOPLE

PORTION = 5_000
"""Mentions resolved together: what follows from them is some 30,000 records, 60 MB."""
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
    """Resolve all mentions, or these (ids) and all that they may touch, in as many changes as the engine needs.

    What it reads is read under the store's write lock, so that two who resolve at once do not undo each other.
    `today`: the day by which judgements expire, the present one by default.
    """
    run = _Run(store, mentions, today=today or dt.date.today(), bounds=bounds, progress=progress)
    more = True
    while more:
        with store.change(by=by, why="归并当事人") as change:
            more = run.go_on(change, store.largest_change)
        run.add(change.receipt)
    return run.report()


class _Run:
    """One run: its portions one after the other, and what they found and wrote."""

    def __init__(
        self,
        store: Store,
        mentions: Collection[str] | None,
        *,
        today: dt.date,
        bounds: Bounds | None,
        progress: Progress,
    ) -> None:
        self.store = store
        self.seeds = mentions
        self.today = today
        self.bounds = bounds
        self.progress = progress
        self.portions: Iterator[Affected] | None = None
        self.counts: Counter[str] = Counter()
        self.organisations: set[str] = set()
        self.refusals: list[Refusal] = []
        self.shared: dict[SharedValue, None] = {}
        self.cases: set[str] = set()

    def go_on(self, change: Change, bound: int | None) -> bool:
        """Resolve portions until the change is as large as it may be. Whether some may be left."""
        judgements = judgements_of(change.graph, "identity")
        if self.portions is None:
            self.portions = self._all(change, judgements) if self.seeds is None else self._some(change, judgements)
        for affected in self.portions:
            self._resolve(change, affected, judgements)
            if bound is not None and change.written >= bound:
                return True
        return False

    def _some(self, change: Change, judgements: list[Judgement]) -> Iterator[Affected]:
        yield mentions_affected(change.graph, self.seeds or (), judgements)

    def _all(self, change: Change, judgements: list[Judgement]) -> Iterator[Affected]:
        """Everything, a portion at a time; first goes what follows from mentions that are there no more."""
        change.delete(EdgeKey(*row) for row in self.store.ask(ORPHANED_EDGES, scope=EVERYTHING))
        self._retire(change, [row.id for row in self.store.ask(UNREFERRED_PEOPLE, scope=EVERYTHING)])
        total = self.store.count("mention", scope=EVERYTHING)[None]
        for ids in portions_of(self.store, judgements, size=PORTION):
            self.progress("归并当事人", self.counts["mentions"], total)
            yield mentions_together(self.store, ids)

    def _retire(self, change: Change, people: list[str]) -> None:
        """Delete people whom nothing states any more."""
        if people:
            moves = follow_homes(self.store, "person", dict.fromkeys(people), present=people)
            change.put(moves.put)
            change.delete([*moves.delete, *people])

    def _resolve(self, change: Change, affected: Affected, judgements: list[Judgement]) -> None:
        partition = resolve_mentions(
            affected.mentions.values(), judgements, today=self.today, bounds=self.bounds, context=affected.context
        )
        derived = _derive(change.graph, affected, partition)
        _write(self.store, change, affected, partition, derived)
        self.counts["mentions"] += len(affected.mentions)
        self.counts["people"] += len(partition.clusters)
        self.organisations.update(each.target for each in derived.refers if kind_of(each.target) == "organisation")
        self.refusals += partition.refusals
        self.shared.update(dict.fromkeys(partition.shared))
        self.cases.update(each.other for each in affected.links if each.type == "mentioned_in")

    def add(self, receipt: Receipt) -> None:
        """Count what a change did."""
        self.counts.update(inserted=receipt.inserted, updated=receipt.updated, deleted=receipt.deleted)

    def report(self) -> ResolveReport:
        counts = self.counts
        return ResolveReport(
            mentions=counts["mentions"],
            people=counts["people"],
            organisations=len(self.organisations),
            inserted=counts["inserted"],
            updated=counts["updated"],
            deleted=counts["deleted"],
            refusals=tuple(sorted(self.refusals, key=lambda each: (each.a, each.b, each.rule, each.reason))),
            shared=tuple(sorted(self.shared, key=lambda each: (-each.holders, each.kind, each.value))),
            cases=tuple(sorted(self.cases)),
        )


def _derive(store: Reader, affected: Affected, partition: Partition) -> Derived:
    stated = [each for each in affected.mentions.values() if each.kind == "organisation"]
    codes = sorted({code for each in stated if (code := credit_code(each.identity_number))})
    by_code = {each.code: each.id for each in _registered(store, codes) if each.code}
    meant = {id for each in stated if (id := organisation_of(each, by_code=by_code))}
    known = frozenset(get_all(store, meant, Organisation))
    return derive(affected.mentions, affected.links, partition, by_code=by_code, known=known)


def _registered(store: Reader, codes: list[str]) -> Iterable[Organisation]:
    return store.scan("organisation", [Filter("code", "in", codes)], scope=EVERYTHING) if codes else ()


def _write(store: Store, change: Change, affected: Affected, partition: Partition, derived: Derived) -> None:
    """Bring the store from what it holds to what follows now."""
    graph = change.graph
    before = {each.other for each in affected.links if each.type == "refers_to"}
    people = get_all(graph, {each for each in before if kind_of(each) == "person"}, Person)
    whose = before | {each.target for each in derived.refers}
    held = {edge_key(each): each for each in edges_from(graph, whose, _TYPES)}
    gone = people.keys() - {each.person for each in partition.clusters}
    moves = follow_homes(store, "person", _homes(affected, partition, gone), present=people)
    wanted = {edge_key(each): each for each in derived.edges}
    ours = affected.mentions
    change.put(each for each in derived.nodes if each != people.get(each.id))
    change.put(derived.refers)
    change.put(each for key, each in wanted.items() if key not in held or _replaces(each, held[key], ours))
    change.put(moves.put)
    change.delete(moves.delete)
    change.delete(key for key, each in held.items() if key not in wanted and _is_ours(each, ours))
    change.delete(_moved_references(affected, derived))
    change.delete(sorted(gone))


def _homes(affected: Affected, partition: Partition, gone: Collection[str]) -> dict[str, str | None]:
    """Who answers for every id that a person may have had: the founding mention says it, else any other mention."""
    homes: dict[str, str | None] = dict.fromkeys(gone)
    for each in affected.links:
        if each.type == "refers_to" and homes.get(each.other, "") is None:
            homes[each.other] = partition.person_of.get(each.mention)
    return homes | {person_id(mention): person for mention, person in partition.person_of.items()}


def _is_ours(edge: Edge, mentions: Container[str]) -> bool:
    """Whether an edge follows from one of these mentions: an organisation has edges from others too."""
    return is_derived(edge) and edge.origin in mentions


def _replaces(derived: Edge, held: Edge, mentions: Container[str]) -> bool:
    """Whether a held edge gives way; of one that other mentions give too, the smallest mention is the origin."""
    if derived == held or not is_derived(held) or not is_derived(derived):
        return False
    return held.origin in mentions or derived.origin < held.origin


def _moved_references(affected: Affected, derived: Derived) -> list[EdgeKey]:
    target = {each.source: each.target for each in derived.refers}
    return [
        EdgeKey("refers_to", each.mention, each.other, "")
        for each in affected.links
        if each.type == "refers_to" and target.get(each.mention) != each.other
    ]
