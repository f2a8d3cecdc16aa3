"""Resolve: put into the store who is who, as the mentions and judgements in it say; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from graph.beside import WORKERS, handed, has_room, unpacked
from graph.identity.clusters import Refusal
from graph.identity.resolve import standing
from graph.identity.spread import Bounds, Discounts, SharedValue
from graph.identity.weights.blocks import Crowded
from graph.identity.weights.settings import Settings, from_json
from graph.model import Mention
from graph.pipeline.backlog import MANY_MENTIONS, all_resolved
from graph.pipeline.homes import follow_homes
from graph.pipeline.planning import By, Plan, organisations_left, planned, plans, write_shared
from graph.pipeline.reading import Progress, get_all, judgements_of, silent
from graph.pipeline.settings import next_setting, settings_of
from graph.pipeline.tied import mentions_affected
from graph.pipeline.unstated import RESOLVED, Unstated, beside, born_for_nobody, unstated
from graph.pipeline.weighing import Packed as PackedPortion
from graph.pipeline.weighing import Weights, weigh_beside, weigh_here
from graph.store import EVERYTHING, Change, Reader, Store, open_store
from graph.store.protocol import Receipt

MANY = MANY_MENTIONS
"""Mentions from which on a second process is worth its start."""
PORTION = 2_000
"""Mentions resolved together: what follows from them is some 12,000 records, 24 MB."""


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
class _ResolveAll:
    """Portions of everything, planned beside whoever writes it."""

    url: str
    by: By
    discounts: Discounts
    portions: list[PackedPortion]

    def pieces(self) -> Iterator[Plan]:
        store = open_store(self.url, sparing=True)
        try:
            yield from plans(store, self.portions, self.by, self.discounts)
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
        self.plans: Iterator[Plan] | None = None
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

    def _by(self, graph: Reader) -> By:
        return By(standing(judgements_of(graph, "identity"), today=self.today), settings_of(graph))

    def _some(self, change: Change) -> Iterator[Plan]:
        graph, seeds = change.graph, set(self.seeds or ())
        if self.cleared or len(get_all(graph, seeds, Mention)) < len(seeds):
            left = unstated(graph)
            seeds |= beside(graph, left.edges)
            self._clear(change, left)
        by = self._by(graph)
        everyone = judgements_of(graph, "identity")
        affected = mentions_affected(graph, seeds, everyone, settings=by.settings, bounds=self.bounds)
        yield planned(self.store, graph, affected, by)

    def _all(self, change: Change) -> Iterator[Plan]:
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

    def _planned(self, found: Weights, by: By) -> Iterator[Plan]:
        beside = self.store.beside
        if beside is None or self.total < MANY or not has_room():
            return plans(self.store, found.portions, by, found.discounts)
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

    def _write(self, change: Change, plan: Plan) -> None:
        change.put(unpacked(plan.put))
        write_shared(change, plan)
        change.delete(plan.delete)
        self.left.update(organisations_left(plan.delete))
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
