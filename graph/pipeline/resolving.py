"""Resolve: put into the store who is who, as the mentions and judgements in it say; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.beside import WORKERS, Packed, handed, has_room, packed, unpacked
from graph.identity.clusters import Refusal
from graph.identity.numbers import credit_code
from graph.identity.organisations import organisation_of
from graph.identity.resolve import Partition, partition, person_id, standing
from graph.identity.sentences import sentence_of
from graph.identity.spread import Bounds, Discounts, SharedValue
from graph.identity.weights.blocks import Crowded
from graph.identity.weights.settings import Settings, from_json
from graph.ids import kind_of
from graph.model import Edge, Judgement, MayBe, Mention, Node, Organisation, Person
from graph.pipeline.backlog import MANY_MENTIONS, all_resolved
from graph.pipeline.derived import DERIVED, Derived, derive, is_derived
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import Affected, Progress, edges_from, get_all, judgements_of, silent
from graph.pipeline.settings import next_setting, settings_of
from graph.pipeline.silence import still_open
from graph.pipeline.tied import mentions_affected
from graph.pipeline.together import Portion
from graph.pipeline.unstated import RESOLVED, Unstated, beside, born_for_nobody, unstated
from graph.pipeline.weighing import Packed as PackedPortion
from graph.pipeline.weighing import Weights, portion_of, weigh_beside, weigh_here
from graph.pipeline.whereabouts import Whereabouts
from graph.store import EVERYTHING, Change, EdgeKey, Filter, Reader, Store, edge_key, open_store
from graph.store.protocol import Receipt

MANY = MANY_MENTIONS
"""Mentions from which on a second process is worth its start."""
PORTION = 2_000
"""Mentions resolved together: what follows from them is some 12,000 records, 24 MB."""
_TYPES = tuple(each.TYPE for each in DERIVED)
_SUGGESTED = ("may_be",)


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
    suggestions: int
    """Pairs that a person should look at."""
    crowded: tuple[Crowded, ...]
    """Values that found nobody, since too many state them; known of a run over everything."""
    cases: tuple[str, ...]
    """Ids of the cases whose parties were looked at: their links may be others now."""

    def __str__(self) -> str:
        found = f"{self.mentions} 条记录：{self.people} 个自然人，{self.organisations} 个单位"
        wrote = f"新增 {self.inserted}，更新 {self.updated}，删除 {self.deleted}"
        open_ends = (
            f"有矛盾而未归并 {len(self.refusals)} 处，待判定 {self.suggestions} 对，"
            f"多人共用而不计入 {len(self.shared)} 个"
        )
        return f"{found}（{wrote}；{open_ends}）"


def resolve(
    store: Store,
    *,
    by: str,
    mentions: Collection[str] | None = None,
    cleared: bool = False,
    today: dt.date | None = None,
    bounds: Bounds | None = None,
    progress: Progress = silent,
) -> ResolveReport:
    """Resolve all mentions, or these (ids) and all that they may touch, in as many changes as the engine needs.

    What nothing states any more goes when all are resolved, when one of these is there no more, or with `cleared`.
    What it reads is read under the store's write lock, so that two who resolve at once do not undo each other.
    `today`: the day by which judgements expire, the present one by default.
    """
    run = _Run(
        store,
        mentions,
        by=by,
        cleared=cleared,
        today=today or dt.date.today(),
        bounds=bounds or Bounds(),
        progress=progress,
    )
    more = True
    while more:
        with store.change(by=by, why=RESOLVED) as change:
            more = run.go_on(change, store.largest_change)
        run.add(change.receipt)
    return run.report()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a portion of the mentions comes to: read and derived, not written."""

    mentions: int
    people: int
    suggestions: int
    organisations: tuple[str, ...]
    cases: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    shared: tuple[SharedValue, ...]
    put: list[Packed]
    delete: list[str | EdgeKey]
    of_organisations: list[Packed]
    """Derived edges of organisations, which mentions of other portions may give too."""
    left: tuple[str, ...]
    """Organisations that mentions of this portion referred to before."""
    ours: frozenset[str]
    """The mentions behind them."""


@dataclass(frozen=True, slots=True)
class _By:
    """What decides who is who, besides the mentions."""

    judgements: list[Judgement]
    """Those that stand."""
    settings: Settings


@dataclass(frozen=True, slots=True)
class _ResolveAll:
    """Portions of everything, planned beside whoever writes it."""

    url: str
    by: _By
    discounts: Discounts
    portions: list[PackedPortion]

    def pieces(self) -> Iterator[_Plan]:
        store = open_store(self.url, sparing=True)
        try:
            yield from _plans(store, self.portions, self.by, self.discounts)
        finally:
            store.close()


class _Run:
    """One run: its portions one after the other, and what they found and wrote."""

    def __init__(
        self,
        store: Store,
        mentions: Collection[str] | None,
        *,
        by: str,
        cleared: bool,
        today: dt.date,
        bounds: Bounds,
        progress: Progress,
    ) -> None:
        self.who = by
        self.cleared = cleared
        self.store = store
        self.seeds = mentions
        self.today = today
        self.bounds = bounds
        self.progress = progress
        self.total = 0
        self.plans: Iterator[_Plan] | None = None
        self.counts: Counter[str] = Counter()
        self.organisations: set[str] = set()
        self.refusals: list[Refusal] = []
        self.shared: dict[SharedValue, None] = {}
        self.crowded: tuple[Crowded, ...] = ()
        self.cases: set[str] = set()
        self.left: set[str] = set()
        """Organisations that a mention named before, and names no more."""

    def go_on(self, change: Change, bound: int | None) -> bool:
        """Write portions until the change is as large as it may be. Whether some may be left."""
        if self.plans is None:
            self.plans = self._all(change) if self.seeds is None else self._some(change)
        for plan in self.plans:
            self._write(change, plan)
            self.progress("归并当事人", self.counts["mentions"], self.total)
            if bound is not None and change.written >= bound:
                return True
        change.delete(born_for_nobody(self.store, change.graph, self.left))
        if self.seeds is None:
            change.put(list(all_resolved(change.graph)))
        return False

    def _by(self, graph: Reader) -> _By:
        return _By(standing(judgements_of(graph, "identity"), today=self.today), settings_of(graph))

    def _some(self, change: Change) -> Iterator[_Plan]:
        graph, seeds = change.graph, set(self.seeds or ())
        if self.cleared or len(get_all(graph, seeds, Mention)) < len(seeds):
            left = unstated(graph)
            seeds |= beside(graph, left.edges)
            self._clear(change, left)
        by = self._by(graph)
        everyone = judgements_of(graph, "identity")
        affected = mentions_affected(graph, seeds, everyone, settings=by.settings, bounds=self.bounds)
        yield _plan(self.store, graph, affected, by)

    def _all(self, change: Change) -> Iterator[_Plan]:
        """Everything; first goes what follows from mentions that are there no more."""
        graph = change.graph  # whose pages are kept for writing in any case
        left = unstated(graph)
        by = self._by(graph)
        count = graph.count("mention", scope=EVERYTHING)[None]
        self._clear(change, left)
        found = self._weighed(by.settings, count)
        change.put(found.outdated)
        if found.settings != by.settings:
            setting = next_setting(graph, found.settings, by=self.who)
            change.put([setting])
            by = replace(by, settings=from_json(setting.body))
        self.crowded = found.crowded
        self.shared.update(dict.fromkeys(found.discounts.shared))
        self.total = found.mentions
        return self._planned(found, by)

    def _weighed(self, settings: Settings, mentions: int) -> Weights:
        store, beside = self.store, self.store.beside
        if beside is None or mentions < MANY:
            return weigh_here(store, settings=settings, bounds=self.bounds, size=PORTION, progress=self.progress)
        return weigh_beside(beside, settings=settings, bounds=self.bounds, size=PORTION, progress=self.progress)

    def _planned(self, found: Weights, by: _By) -> Iterator[_Plan]:
        beside = self.store.beside
        if beside is None or self.total < MANY or not has_room():
            return _plans(self.store, found.portions, by, found.discounts)
        parts = [found.portions[part::WORKERS] for part in range(WORKERS)]
        return handed([_ResolveAll(beside, by, found.discounts, part) for part in parts])

    def _clear(self, change: Change, left: Unstated) -> None:
        """Delete what nothing states any more."""
        change.delete(left.edges)
        self.left |= left.organisations
        self.cases |= left.cases
        if people := left.people:
            moves = follow_homes(self.store, "person", dict.fromkeys(people), present=people)
            change.put(moves.put)
            change.delete([*moves.delete, *people])

    def _write(self, change: Change, plan: _Plan) -> None:
        change.put(unpacked(plan.put))
        _write_shared(change, plan)
        change.delete(plan.delete)
        self.left.update(_organisations_left(plan.delete))
        self.counts["mentions"] += plan.mentions
        self.counts["people"] += plan.people
        self.counts["suggestions"] += plan.suggestions
        self.organisations.update(plan.organisations)
        self.refusals += plan.refusals
        self.shared.update(dict.fromkeys(plan.shared))
        self.cases.update(plan.cases)

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
            suggestions=counts["suggestions"],
            crowded=self.crowded,
            cases=tuple(sorted(self.cases)),
        )


# -- what follows --------------------------------------------------------------------------------


def _plans(store: Store, portions: Iterable[PackedPortion], by: _By, discounts: Discounts) -> Iterator[_Plan]:
    """Of every portion, by what the store holds before the first is written: none touches another's people."""
    for each in portions:
        yield _plan(store, store, _affected(store, portion_of(each), discounts), by)


def _affected(store: Store, portion: Portion, discounts: Discounts) -> Affected:
    """A portion as `mentions_affected` would give it."""
    stated = Whereabouts(store).stated(portion.ids)
    evidence = [discounts.applied(each) for each in stated.evidence.values()]
    return Affected(stated.mentions, stated.links, evidence, portion.pairs)


def _plan(store: Store, graph: Reader, affected: Affected, by: _By) -> _Plan:
    """From what `graph` holds to what follows now."""
    found = partition(affected.evidence, affected.pairs, by.judgements, settings=by.settings)
    derived = _derive(graph, affected, found)
    before = {each.other for each in affected.links if each.type == "refers_to" and kind_of(each.other) == "person"}
    people = get_all(graph, before, Person)
    gone = people.keys() - {each.person for each in found.clusters}
    moved = _moved(affected, found)
    moves = follow_homes(store, "person", _homes(affected, found, gone), present=people, moved=moved)
    held = {edge_key(each): each for each in edges_from(graph, people, _TYPES)}
    wanted = {edge_key(each): each for each in derived.edges if kind_of(each.source) == "person"}
    put: list[Node | Edge] = [each for each in derived.nodes if each != people.get(each.id)]
    put += derived.refers
    put += [each for key, each in wanted.items() if key not in held or _replaces(each, held[key], affected.mentions)]
    asked = {edge_key(each): each for each in edges_from(graph, affected.mentions, _SUGGESTED)}
    asking = {edge_key(each): each for each in _suggested(found, affected, by)}
    put += [each for key, each in asking.items() if each != asked.get(key)]
    organisations = tuple({each.target for each in derived.refers if kind_of(each.target) == "organisation"})
    left = {each.other for each in affected.links if each.type == "refers_to" and kind_of(each.other) != "person"}
    return _Plan(
        mentions=len(affected.mentions),
        people=len(found.clusters),
        suggestions=len(asking),
        organisations=organisations,
        cases=tuple({each.other for each in affected.links if each.type == "mentioned_in"}),
        refusals=found.refusals,
        shared=affected.shared,
        put=packed([*put, *moves.put]),
        delete=[
            *moves.delete,
            *(key for key, each in held.items() if key not in wanted and _is_ours(each, affected.mentions)),
            *_moved_references(affected, derived),
            *(key for key in asked if key not in asking),
            *sorted(gone),
        ],
        of_organisations=packed(each for each in derived.edges if kind_of(each.source) != "person"),
        ours=frozenset(affected.mentions) if organisations or left else frozenset(),
        left=tuple(left),
    )


def _suggested(found: Partition, affected: Affected, by: _By) -> Iterator[MayBe]:
    """What a person should look at, with the reasons; who has looked and was not sure is not asked again."""
    known = {each.mention: each for each in affected.evidence}
    for each in still_open(found, affected.pairs, by.judgements):
        reason = sentence_of(known[each.a], known[each.b], by.settings)
        yield MayBe(source=each.a, target=each.b, weight=each.weight, reason=reason, doubt=each.doubt)


def _write_shared(change: Change, plan: _Plan) -> None:
    """The edges of organisations: mentions of several portions may give one, so what was written is looked at."""
    edges = list(unpacked(plan.of_organisations))
    whose = {*plan.left, *(each.source for each in edges)}
    if not whose:
        return
    held = {edge_key(each): each for each in edges_from(change.graph, whose, _TYPES)}
    wanted = {edge_key(each): each for each in edges}
    change.put(each for key, each in wanted.items() if key not in held or _replaces(each, held[key], plan.ours))
    change.delete(key for key, each in held.items() if key not in wanted and _is_ours(each, plan.ours))


def _derive(store: Reader, affected: Affected, partition: Partition) -> Derived:
    stated = [each for each in affected.mentions.values() if each.kind == "organisation"]
    codes = sorted({code for each in stated if (code := credit_code(each.identity_number))})
    by_code = {each.code: each.id for each in _registered(store, codes) if each.code}
    meant = {id for each in stated if (id := organisation_of(each, by_code=by_code))}
    known = frozenset(get_all(store, meant, Organisation))
    return derive(affected.mentions, affected.links, partition, by_code=by_code, known=known)


def _registered(store: Reader, codes: list[str]) -> Iterable[Organisation]:
    return store.scan("organisation", [Filter("code", "in", codes)], scope=EVERYTHING) if codes else ()


def _homes(affected: Affected, partition: Partition, gone: Collection[str]) -> dict[str, str | None]:
    """Who answers for every id that a person may have had: the founding mention says it, else any other mention."""
    homes: dict[str, str | None] = dict.fromkeys(gone)
    for each in affected.links:
        if each.type == "refers_to" and homes.get(each.other, "") is None:
            homes[each.other] = partition.person_of.get(each.mention)
    return homes | {person_id(mention): person for mention, person in partition.person_of.items()}


def _moved(affected: Affected, partition: Partition) -> dict[str, tuple[str, str]]:
    """The mentions that refer to another person now: whom they referred to, and whom they refer to."""
    return {
        each.mention: (each.other, person)
        for each in affected.links
        if each.type == "refers_to" and (person := partition.person_of.get(each.mention, each.other)) != each.other
    }


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


def _organisations_left(deleted: Iterable[str | EdgeKey]) -> Iterator[str]:
    """The organisations that a mention refers to no more."""
    for each in deleted:
        if isinstance(each, EdgeKey) and each.type == "refers_to" and kind_of(each.target) == "organisation":
            yield each.target
