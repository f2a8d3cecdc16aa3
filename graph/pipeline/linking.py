"""Link: put into the store which cases belong together, and the matters that they make; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from graph.beside import WORKERS, Packed, handed, has_room, packed, unpacked
from graph.linkage.candidates import Couple, Couples, Portion
from graph.linkage.ledger import standing
from graph.linkage.links import Answers, answers_of, joins, link_pairs
from graph.linkage.matters import Cut
from graph.linkage.weights import LinkSettings
from graph.model import Batch, Case, Linked
from graph.pipeline.backlog import MANY_CASES, all_linked, is_long, waiting_in
from graph.pipeline.gathering import Hub, Limits, Shelf, hubs_of, newly_crowded, pairs_of, shared_between
from graph.pipeline.gisting import are_outdated, collect, couples_of, read_all, reread, still_found, touched, unread
from graph.pipeline.ground import Ground, ground_around, links_at, whole_ground
from graph.pipeline.link_settings import link_settings_of
from graph.pipeline.mattering import mattering
from graph.pipeline.reading import Progress, get_all, judgements_of, silent
from graph.store import EVERYTHING, Change, EdgeKey, Reader, Store, edge_key, open_store
from graph.store.protocol import Receipt
from graph.vocabulary import VOCABULARY

PORTION = 1_500
"""Cases linked together: their pairs, with names and reasons, take some 60 MB where much is shared."""
MANY = 10_000
"""Cases from which on a second process is worth its start."""
BroughtIn = Callable[[Reader], Iterable[Batch]]
"""The batches to put when a run is done, since less of them waits: see `graph.pipeline.backlog`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What linking found and wrote."""

    cases: int
    """Cases looked at."""
    links: Mapping[str, int]
    """Links by kind, of the cases looked at; suggestions under `suggested`."""
    matters: int
    inserted: int
    updated: int
    deleted: int
    cuts: tuple[Cut, ...]
    """Links that joined nothing: they would have put together what was judged apart, or are weak bridges.

    Of some cases alone those that had to be looked at."""
    hubs: tuple[Hub, ...]
    """Parties that link nobody because they are party to too many cases; found when all are linked."""

    def __str__(self) -> str:
        label = {**VOCABULARY["link_kind"].labels, "suggested": "仅提示"}
        kinds = "，".join(f"{label[kind]} {count}" for kind, count in sorted(self.links.items())) or "无"
        wrote = f"新增 {self.inserted}，更新 {self.updated}，删除 {self.deleted}"
        judged = sum(each.apart is not None for each in self.cuts)
        cuts = f"因判定而断开 {judged} 处，因关联薄弱而断开 {len(self.cuts) - judged} 处"
        open_ends = f"{cuts}，关联过多而不计入 {len(self.hubs)} 个"
        return f"{self.cases} 件事件：{kinds}；{self.matters} 个事项（{wrote}；{open_ends}）"


def link(
    store: Store,
    *,
    by: str,
    cases: Collection[str] | None = None,
    today: dt.date | None = None,
    limits: Limits | None = None,
    brought_in: BroughtIn | None = None,
    progress: Progress = silent,
) -> LinkReport:
    """Link all cases, or these (ids) and all that they may touch, in as many changes as the engine needs.

    `brought_in`: what to note on batches with the last change; by default that nothing waits to be linked, when all
    cases were.
    """
    run = _Run(store, cases, today=today or dt.date.today(), limits=limits or Limits(), progress=progress)
    run.brought_in = brought_in
    more = True
    while more:
        with store.change(by=by, why="关联事件") as change:
            more = run.go_on(change, store.largest_change)
        run.add(change.receipt)
    return run.report()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the links of some cases come to, or their gists: found, not written."""

    cases: list[str] = field(default_factory=list)
    put: list[Packed] = field(default_factory=list)
    delete: Sequence[EdgeKey | str] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    joining: list[Packed] = field(default_factory=list)
    """The links that make matters, without their reasons."""
    loosened: frozenset[str] = frozenset()
    """Cases of links that joined and do no longer, or are otherwise now."""


@dataclass(frozen=True, slots=True)
class _LinkAll:
    """Everything, planned beside whoever writes it."""

    url: str
    couples: Couples
    answers: Answers
    settings: LinkSettings
    limits: Limits
    part: int
    """Every so-manieth portion is this one's, from this one on."""

    def pieces(self) -> Iterator[_Plan]:
        store = open_store(self.url, sparing=True)
        try:
            portions = islice(self.couples.portions(PORTION), self.part, None, WORKERS)
            yield from _plans(store, portions, self.answers, self.settings, self.limits)
        finally:
            store.close()


class _Run:
    """One run: the links of a portion of the cases after the other, then the matters that they make."""

    def __init__(
        self, store: Store, cases: Collection[str] | None, *, today: dt.date, limits: Limits, progress: Progress
    ) -> None:
        self.store = store
        self.seeds = set(cases or ())
        self.whole = cases is None or len(cases) > MANY_CASES
        self.today = today
        self.limits = limits
        self.progress = progress
        self.brought_in: BroughtIn | None = None
        self.total = 0
        self.change: Change
        self.plans: Iterator[_Plan] | None = None
        self.joining: list[Linked] = []
        self.loosened: set[str] = set()
        self.looked_at: set[str] = set()
        self.links: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.cuts: tuple[Cut, ...] = ()

    def go_on(self, change: Change, bound: int | None) -> bool:
        """Write the links of portions until the change is as large as it may be; behind the last, cluster.

        Whether some may be left.
        """
        self.change = change
        judgements = judgements_of(change.graph, "linkage")
        answers = answers_of(standing(judgements, today=self.today))
        settings = link_settings_of(change.graph)
        if self.plans is None:
            self._catch_up()
            self.plans = self._all(answers, settings) if self.whole else self._some(answers, settings)
        for plan in self.plans:
            self._write(change, plan)
            if bound is not None and change.written >= bound:
                return True
        self.progress("归并事项", 0, 0)
        self._cluster(change, answers, settings.together)
        brought_in = self.brought_in or (all_linked if self.whole else None)
        change.put(list(brought_in(change.graph)) if brought_in else ())
        return False

    def _catch_up(self) -> None:
        """Take in what nobody has read yet: what an older version stored, or a load that was killed left behind.
        A long load that waits is left to wait.
        """
        if not self.whole:
            graph = self.change.graph
            behind = unread(graph, self.seeds, most=MANY_CASES)
            self.whole = are_outdated(graph) or (behind is None and not is_long(graph, waiting_in(graph)))
            self.seeds.update(behind or ())

    def _all(self, answers: Answers, settings: LinkSettings) -> Iterator[_Plan]:
        """First the gists, then with all of them who is compared, then the links."""
        store, limits = self.store, self.limits
        self.total = store.count("case", scope=EVERYTHING)[None]
        done = 0
        for each in read_all(store, beside=self.total >= MANY):
            yield _Plan(put=each.put)
            self.progress("阅读事件", done := done + each.cases, self.total)
        found, gone = collect(self.change.graph)
        yield _Plan(delete=gone)
        couples = found.couples(most=limits.text, copies=limits.copies)
        del found
        yield from self._linked(couples, answers, settings)

    def _linked(self, couples: Couples, answers: Answers, settings: LinkSettings) -> Iterator[_Plan]:
        store, limits = self.store, self.limits
        if store.beside is not None and self.total >= MANY and has_room():
            return handed([_LinkAll(store.beside, couples, answers, settings, limits, part) for part in range(WORKERS)])
        return _plans(store, couples.portions(PORTION), answers, settings, limits)

    def _some(self, answers: Answers, settings: LinkSettings) -> Iterator[_Plan]:
        """The cases asked for, and those that lose or regain a link because something has become a hub, or is none."""
        graph, limits = self.change.graph, self.limits
        known = get_all(graph, self.seeds, Case)
        moved = reread(self.change, self.seeds, known)
        found = touched(graph, moved, most=limits.text, copies=limits.copies)
        cases = {*known, *newly_crowded(self.store, {*known}, limits), *(found.cases - self.seeds)}
        doubtful = {each for each in found.doubtful if cases.isdisjoint(each)}
        yield _parted(graph, doubtful, answers, limits)
        couples = couples_of(graph, cases, most=limits.text, copies=limits.copies)
        yield _plan(Shelf(self.store), cases, couples, answers, settings, limits, once=False)

    def _write(self, change: Change, plan: _Plan) -> None:
        change.put(unpacked(plan.put))
        change.delete(plan.delete)
        if plan.cases:
            self.counts["cases"] += len(plan.cases)
            self.progress("查找关联", self.counts["cases"], self.total)
        self.links.update(plan.kinds)
        self.joining += unpacked(plan.joining)
        self.loosened |= plan.loosened
        if not self.whole:
            self.looked_at |= set(plan.cases)

    def _cluster(self, change: Change, answers: Answers, together: float) -> None:
        ground = self._ground(change.graph, answers, together)
        mattering(self.store, change, ground)
        self.counts["matters"], self.cuts = len(ground.clusters), tuple(ground.cuts)

    def _ground(self, store: Reader, answers: Answers, together: float) -> Ground:
        if self.whole:
            return whole_ground(store, self.joining, answers, threshold=together)
        return ground_around(store, self.looked_at, self.joining, answers, loosened=self.loosened, threshold=together)

    def add(self, receipt: Receipt) -> None:
        """Count what a change did."""
        self.counts.update(inserted=receipt.inserted, updated=receipt.updated, deleted=receipt.deleted)

    def report(self) -> LinkReport:
        counts = self.counts
        return LinkReport(
            cases=counts["cases"],
            links=dict(self.links),
            matters=counts["matters"],
            inserted=counts["inserted"],
            updated=counts["updated"],
            deleted=counts["deleted"],
            cuts=self.cuts,
            hubs=tuple(hubs_of(self.store, self.limits)) if self.whole else (),
        )


def _parted(graph: Reader, doubtful: set[Couple], answers: Answers, limits: Limits) -> _Plan:
    """Without the links of those of these couples that nothing brings together any more."""
    ends = {id for each in doubtful for id in each}
    left = doubtful - still_found(graph, doubtful, most=limits.text, copies=limits.copies) - answers.keys()
    left -= shared_between(graph, ends, limits).keys() if left else set()
    gone = [each for each in links_at(graph, ends) if (each.source, each.target) in left] if left else []
    loosened = frozenset(end for each in gone if joins(each) for end in (each.source, each.target))
    return _Plan(delete=[edge_key(each) for each in gone], loosened=loosened)


def _plans(
    store: Reader, portions: Iterable[Portion], answers: Answers, settings: LinkSettings, limits: Limits
) -> Iterator[_Plan]:
    """Of these cases, by what the store holds before the first is written: each pair is found once."""
    shelf = Shelf(store)
    for cases, couples in portions:
        yield _plan(shelf, set(cases), couples, answers, settings, limits, once=True)


def _plan(
    shelf: Shelf,
    cases: set[str],
    couples: Iterable[Couple],
    answers: Answers,
    settings: LinkSettings,
    limits: Limits,
    *,
    once: bool,
) -> _Plan:
    """From the links that the store holds of these cases to those that follow now; `once`: see `pairs_of`."""
    pairs = pairs_of(shelf, cases, limits, couples=couples, judged=answers, once=once)
    wanted = {edge_key(each): each for each in link_pairs(pairs, answers, settings)}
    held = {edge_key(each): each for each in links_at(shelf.store, cases)}
    if once:
        held = {key: each for key, each in held.items() if key.source in cases}
    gone = [key for key in held if key not in wanted]
    moved = [key for key, each in held.items() if joins(each) and not _joins_as(each, wanted.get(key))]
    kinds = Counter("suggested" if each.certainty == "suggested" else each.kind for each in wanted.values())
    return _Plan(
        cases=sorted(cases),
        put=packed(each for key, each in wanted.items() if each != held.get(key)),
        delete=gone,
        kinds=kinds,
        joining=packed(replace(each, reasons=()) for each in wanted.values() if joins(each)),
        loosened=frozenset(end for key in moved for end in (key.source, key.target)),
    )


def _joins_as(before: Linked, after: Linked | None) -> bool:
    """Whether a link does for matters what it did, whatever its reasons say now."""
    return after is not None and replace(after, reasons=before.reasons, left_open=before.left_open) == before
