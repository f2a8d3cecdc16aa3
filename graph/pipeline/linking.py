"""Link: put into the store which cases belong together, and the matters that they make; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from graph.beside import WORKERS, Packed, handed, has_room, packed, unpacked
from graph.identity.resolve import standing
from graph.linkage.links import Answers, answers_of, joins, link_pairs
from graph.linkage.matters import Cluster, Cut, cluster_cases, matter_id, matter_of, parts_of
from graph.model import Case, Linked, Matter, PartOf
from graph.pipeline.gathering import Hub, Limits, Shelf, hubs_of, newly_crowded, pairs_of
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import Progress, chunks, edges_at, edges_from, get_all, judgements_of, silent
from graph.pipeline.together import ids_of
from graph.pipeline.visibility import seen_with
from graph.store import EVERYTHING, Change, EdgeKey, Reader, Store, edge_key, open_store
from graph.store.protocol import Receipt
from graph.store.questions import CASE_IDS
from graph.vocabulary import VOCABULARY

PORTION = 1_500
"""Cases linked together: their pairs, with names and reasons, take some 60 MB where much is shared."""
MANY = 10_000
"""Cases from which on a second process is worth its start."""
_WHOLE = 5_000
"""Cases from which on linking all is no more work than finding out what these touch."""


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
    """Links that would have put together what was judged apart."""
    hubs: tuple[Hub, ...]
    """Parties that link nobody because they are party to too many cases; found when all are linked."""

    def __str__(self) -> str:
        label = {**VOCABULARY["link_kind"].labels, "suggested": "仅提示"}
        kinds = "，".join(f"{label[kind]} {count}" for kind, count in sorted(self.links.items())) or "无"
        wrote = f"新增 {self.inserted}，更新 {self.updated}，删除 {self.deleted}"
        open_ends = f"因判定而断开 {len(self.cuts)} 处，关联过多而不计入 {len(self.hubs)} 个"
        return f"{self.cases} 件事件：{kinds}；{self.matters} 个事项（{wrote}；{open_ends}）"


@dataclass(slots=True)
class _Ground:
    """What the store holds of the matters that may be others now."""

    cases: dict[str, Case] = field(default_factory=dict)
    """All that may change their matter."""
    kept: list[Linked] = field(default_factory=list)
    """Links of `cases` that stay as they are."""
    parts: dict[EdgeKey, PartOf] = field(default_factory=dict)
    matters: set[str] = field(default_factory=set)


def link(
    store: Store,
    *,
    by: str,
    cases: Collection[str] | None = None,
    today: dt.date | None = None,
    limits: Limits | None = None,
    progress: Progress = silent,
) -> LinkReport:
    """Link all cases, or these (ids) and all that they may touch, in as many changes as the engine needs."""
    run = _Run(store, cases, today=today or dt.date.today(), limits=limits or Limits(), progress=progress)
    more = True
    while more:
        with store.change(by=by, why="关联事件") as change:
            more = run.go_on(change, store.largest_change)
        run.add(change.receipt)
    return run.report()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the links of some cases come to: found, not written."""

    cases: list[str]
    put: list[Packed]
    delete: list[EdgeKey]
    kinds: Mapping[str, int]
    joining: list[Packed]
    """The links that make matters, without their reasons."""
    loosened: frozenset[str]
    """Cases of links that joined and do no longer."""


@dataclass(frozen=True, slots=True)
class _LinkAll:
    """Everything, planned beside whoever writes it."""

    url: str
    answers: Answers
    limits: Limits
    part: int
    """Every so-manieth portion is this one's, from this one on."""

    def pieces(self) -> Iterator[_Plan]:
        store = open_store(self.url)
        try:
            portions = islice(_portions(store), self.part, None, WORKERS)
            yield from _plans(store, portions, self.answers, self.limits)
        finally:
            store.close()


class _Run:
    """One run: the links of a portion of the cases after the other, then the matters that they make."""

    def __init__(
        self, store: Store, cases: Collection[str] | None, *, today: dt.date, limits: Limits, progress: Progress
    ) -> None:
        self.store = store
        self.seeds = cases
        self.whole = cases is None or len(cases) > _WHOLE
        self.today = today
        self.limits = limits
        self.progress = progress
        self.total = 0
        self.plans: Iterator[_Plan] | None = None
        self.joining: list[Linked] = []
        self.loosened: set[str] = set()
        self.looked_at: set[str] = set()
        self.links: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.cuts: list[Cut] = []

    def go_on(self, change: Change, bound: int | None) -> bool:
        """Write the links of portions until the change is as large as it may be; behind the last, cluster.

        Whether some may be left.
        """
        judgements = judgements_of(change.graph, "linkage")
        answers = answers_of(standing(judgements, today=self.today))
        if self.plans is None:
            self.plans = self._all(answers) if self.whole else self._some(answers)
        for plan in self.plans:
            self._write(change, plan)
            self.progress("查找关联", self.counts["cases"], self.total)
            if bound is not None and change.written >= bound:
                return True
        self.progress("归并事项", 0, 0)
        self._cluster(change, answers)
        return False

    def _all(self, answers: Answers) -> Iterator[_Plan]:
        store = self.store
        self.total = store.count("case", scope=EVERYTHING)[None]
        if store.beside is not None and self.total >= MANY and has_room():
            return handed([_LinkAll(store.beside, answers, self.limits, part) for part in range(WORKERS)])
        return _plans(store, _portions(store), answers, self.limits)

    def _some(self, answers: Answers) -> Iterator[_Plan]:
        """The cases asked for, and those that lose a link because, with them, something has become a hub."""
        known = set(get_all(self.store, self.seeds or (), Case))
        cases = known | newly_crowded(self.store, known, self.limits)
        yield _plan(Shelf(self.store), cases, answers, self.limits, once=False)

    def _write(self, change: Change, plan: _Plan) -> None:
        change.put(unpacked(plan.put))
        change.delete(plan.delete)
        self.counts["cases"] += len(plan.cases)
        self.links.update(plan.kinds)
        self.joining += unpacked(plan.joining)
        self.loosened |= plan.loosened
        if not self.whole:
            self.looked_at |= set(plan.cases)

    def _cluster(self, change: Change, answers: Answers) -> None:
        ground = _whole_ground(change.graph, self.joining) if self.whole else self._ground(change.graph)
        clusters, self.cuts = cluster_cases(ground.cases, [*self.joining, *ground.kept], answers)
        _write(self.store, change, ground, clusters)
        self.counts["matters"] = len(clusters)

    def _ground(self, store: Reader) -> _Ground:
        """From the cases that were linked anew along joining links, old and new, and through their matters."""
        anew = self.looked_at
        ground = _Ground()
        waiting = {*anew, *self.loosened, *(end for each in self.joining for end in (each.source, each.target))}
        seen: set[str] = set()
        while waiting:
            seen |= waiting
            ends: set[str] = set()
            for each in filter(joins, _links_at(store, waiting)):
                if each.source not in anew and each.target not in anew:
                    ground.kept.append(each)
                ends |= {each.source, each.target}
            parts = _parts_with(store, waiting)
            ground.parts |= parts
            ground.matters |= {each.target for each in parts.values()}
            waiting = (ends | {each.source for each in parts.values()}) - seen
        ground.cases = get_all(store, seen, Case)
        ground.kept = list({edge_key(each): each for each in ground.kept}.values())
        return ground

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
            cuts=tuple(self.cuts),
            hubs=tuple(hubs_of(self.store, self.limits)) if self.whole else (),
        )


def _portions(store: Reader) -> Iterator[list[str]]:
    return chunks(ids_of(store, CASE_IDS), PORTION)


def _plans(store: Reader, portions: Iterable[list[str]], answers: Answers, limits: Limits) -> Iterator[_Plan]:
    """Of these cases, by what the store holds before the first is written: each pair is found once."""
    shelf = Shelf(store)
    for cases in portions:
        yield _plan(shelf, set(cases), answers, limits, once=True)


def _plan(shelf: Shelf, cases: set[str], answers: Answers, limits: Limits, *, once: bool) -> _Plan:
    """From the links that the store holds of these cases to those that follow now; `once`: see `pairs_of`."""
    pairs = pairs_of(shelf, cases, limits, judged=answers, once=once)
    wanted = {edge_key(each): each for each in link_pairs(pairs, answers)}
    held = {edge_key(each): each for each in _links_at(shelf.store, cases)}
    if once:
        held = {key: each for key, each in held.items() if key.source in cases}
    gone = [key for key in held if key not in wanted]
    kinds = Counter("suggested" if each.certainty == "suggested" else each.kind for each in wanted.values())
    return _Plan(
        cases=sorted(cases),
        put=packed(each for key, each in wanted.items() if each != held.get(key)),
        delete=gone,
        kinds=kinds,
        joining=packed(replace(each, reasons=()) for each in wanted.values() if joins(each)),
        loosened=frozenset(end for key in gone if joins(held[key]) for end in (key.source, key.target)),
    )


def _whole_ground(store: Reader, joining: Iterable[Linked]) -> _Ground:
    parts = {edge_key(each): each for each in store.scan_edges("part_of", scope=EVERYTHING)}
    in_matters = {end for each in joining for end in (each.source, each.target)} | {key.source for key in parts}
    return _Ground(
        cases=get_all(store, in_matters, Case),
        parts=parts,
        matters={each.id for each in store.scan("matter", scope=EVERYTHING)},
    )


def _links_at(store: Reader, cases: Collection[str]) -> list[Linked]:
    return [each for each in edges_at(store, cases, ["linked"]) if isinstance(each, Linked)]


def _parts_with(store: Reader, cases: Collection[str]) -> dict[EdgeKey, PartOf]:
    """The places of `cases` in their matters, and those of all others in these."""
    matters = {each.target for each in edges_from(store, cases, ["part_of"])}
    found = edges_at(store, matters, ["part_of"])
    return {edge_key(each): each for each in found if isinstance(each, PartOf)}


# -- what is written -----------------------------------------------------------------------------


def _write(store: Store, change: Change, ground: _Ground, clusters: list[Cluster]) -> None:
    """Bring the matters from what the store holds to what follows now."""
    parts = {edge_key(part): part for each in clusters for part in parts_of(each)}
    gone = ground.matters - {each.matter for each in clusters}
    moves = follow_homes(store, "matter", _homes(ground, clusters), present=ground.matters)
    change.put(_matters(clusters, ground.cases))
    change.put(each for key, each in parts.items() if each != ground.parts.get(key))
    change.put(moves.put)
    change.delete(moves.delete)
    change.delete(key for key in ground.parts if key not in parts)
    change.delete(sorted(gone))


def _matters(clusters: Iterable[Cluster], cases: Mapping[str, Case]) -> list[Matter]:
    return [matter_of(each, cases, visible_to=seen_with(cases[id] for id in each.cases)) for each in clusters]


def _homes(ground: _Ground, clusters: Iterable[Cluster]) -> dict[str, str | None]:
    """Who answers for every id that a matter may have had: its first case says it, else any case that was in it."""
    now = {case: each.matter for each in clusters for case in each.cases}
    homes: dict[str, str | None] = dict.fromkeys(ground.matters)
    for part in ground.parts.values():
        homes[part.target] = homes.get(part.target) or now.get(part.source)
    for case in ground.cases:
        if case in now or matter_id(case) not in homes:
            homes[matter_id(case)] = now.get(case)
    return homes
