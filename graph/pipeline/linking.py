"""Link: put into the store which cases belong together, and the matters that they make; write only what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.identity.resolve import standing
from graph.linkage.links import answers_of, joins, link_pairs
from graph.linkage.matters import Cluster, Cut, cluster_cases, matter_id, matter_of, parts_of
from graph.model import Case, Linked, Matter, PartOf
from graph.pipeline.gathering import Hub, Limits, hubs_of, newly_crowded, pairs_of
from graph.pipeline.homes import follow_homes
from graph.pipeline.reading import Progress, edges_at, edges_from, get_all, judgements_of, silent
from graph.pipeline.visibility import seen_with
from graph.store import EVERYTHING, Change, EdgeKey, Store, edge_key
from graph.vocabulary import VOCABULARY

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
    """What the store holds of the links and matters that may be others now."""

    cases: dict[str, Case]
    """All that may change their matter."""
    held: dict[EdgeKey, Linked]
    """The links that were made anew, as they are held."""
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
    """Link all cases, or these (ids) and all that they may touch, in one change; see `resolve`."""
    limits = limits or Limits()
    with store.change(by=by, why="关联事件") as change:
        answers = answers_of(standing(judgements_of(store, "linkage"), today=today or dt.date.today()))
        whole = cases is None or len(cases) > _WHOLE
        anew = _all_cases(store) if cases is None or whole else _touched(store, cases, limits)
        progress("查找关联", 0, len(anew))
        pairs = pairs_of(store, anew, limits, judged=answers)
        links = list(link_pairs(pairs, answers))
        progress("写入关联", 0, len(links))
        ground = _whole_ground(store) if whole else _ground(store, anew, links)
        clusters, cuts = cluster_cases(ground.cases, [*links, *ground.kept], answers)
        _write(store, change, ground, links, clusters)
    receipt = change.receipt
    return LinkReport(
        cases=len(anew),
        links=dict(Counter("suggested" if each.certainty == "suggested" else each.kind for each in links)),
        matters=len(clusters),
        inserted=receipt.inserted,
        updated=receipt.updated,
        deleted=receipt.deleted,
        cuts=tuple(cuts),
        hubs=tuple(hubs_of(store, limits)) if whole else (),
    )


def _all_cases(store: Store) -> set[str]:
    return {each.id for each in store.scan("case", scope=EVERYTHING)}


def _touched(store: Store, cases: Collection[str], limits: Limits) -> set[str]:
    """`cases` and those that lose a link because, with them, something has become a hub."""
    known = set(get_all(store, cases, Case))
    return known | newly_crowded(store, known, limits)


# -- what is held --------------------------------------------------------------------------------


def _whole_ground(store: Store) -> _Ground:
    return _Ground(
        cases={each.id: each for each in store.scan("case", scope=EVERYTHING)},
        held={edge_key(each): each for each in store.scan_edges("linked", scope=EVERYTHING)},
        parts={edge_key(each): each for each in store.scan_edges("part_of", scope=EVERYTHING)},
        matters={each.id for each in store.scan("matter", scope=EVERYTHING)},
    )


def _ground(store: Store, anew: Collection[str], links: Iterable[Linked]) -> _Ground:
    """From the cases that were linked anew along joining links, old and new, and through the matters they are in."""
    ground = _Ground(cases={}, held={})
    waiting = {*anew, *(end for each in links if joins(each) for end in (each.source, each.target))}
    seen: set[str] = set()
    while waiting:
        seen |= waiting
        ends: set[str] = set()
        for each in _links_at(store, waiting):
            if each.source in anew or each.target in anew:
                ground.held[edge_key(each)] = each
            elif joins(each):
                ground.kept.append(each)
            if joins(each):
                ends |= {each.source, each.target}
        parts = _parts_with(store, waiting)
        ground.parts |= parts
        ground.matters |= {each.target for each in parts.values()}
        waiting = (ends | {each.source for each in parts.values()}) - seen
    ground.cases = get_all(store, seen, Case)
    ground.kept = list({edge_key(each): each for each in ground.kept}.values())
    return ground


def _links_at(store: Store, cases: Collection[str]) -> list[Linked]:
    return [each for each in edges_at(store, cases, ["linked"]) if isinstance(each, Linked)]


def _parts_with(store: Store, cases: Collection[str]) -> dict[EdgeKey, PartOf]:
    """The places of `cases` in their matters, and those of all others in these."""
    matters = {each.target for each in edges_from(store, cases, ["part_of"])}
    found = edges_at(store, matters, ["part_of"])
    return {edge_key(each): each for each in found if isinstance(each, PartOf)}


# -- what is written -----------------------------------------------------------------------------


def _write(store: Store, change: Change, ground: _Ground, links: list[Linked], clusters: list[Cluster]) -> None:
    """Bring the store from what it holds to what follows now."""
    wanted = {edge_key(each): each for each in links}
    parts = {edge_key(part): part for each in clusters for part in parts_of(each)}
    gone = ground.matters - {each.matter for each in clusters}
    moves = follow_homes(store, "matter", _homes(ground, clusters), present=ground.matters)
    change.put(_matters(clusters, ground.cases))
    change.put(each for key, each in wanted.items() if each != ground.held.get(key))
    change.put(each for key, each in parts.items() if each != ground.parts.get(key))
    change.put(moves.put)
    change.delete(moves.delete)
    change.delete(key for key in ground.held if key not in wanted)
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
