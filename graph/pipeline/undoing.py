"""Taking a batch back: all that its changes wrote becomes what it was before, unless later facts depend on it.

What follows from mentions and judgements (people, matters, links) is no reason to refuse: it is made anew afterwards.
Places, and organisations that are only named, are shared ground: what nobody else uses goes, the rest stays.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.errors import BatchInUse, BatchUndone
from graph.model import Batch, Edge, In, Node
from graph.pipeline.applied import (
    Key,
    Record,
    Written,
    batch_of,
    is_ground,
    key_of,
    loads_of,
    read_written,
    references,
)
from graph.pipeline.derived import is_derived
from graph.pipeline.digesting import DigestReport, digest
from graph.pipeline.gathering import Limits, sharing
from graph.pipeline.homes import FACTS
from graph.pipeline.reading import (
    Progress,
    ask_all,
    edges_at,
    edges_from,
    get_all,
    judgements_of,
    mentions_affected,
    silent,
)
from graph.schema import NODE_SHAPES, shape_of
from graph.schema.showing import show_title
from graph.store import EVERYTHING, Change, EdgeKey, Entry, Filter, Store
from graph.store.questions import MENTIONS_OF

_NAMED = 5
"""Changes that the error's sentence names."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """A later fact because of which a batch cannot be taken back."""

    record: str
    """Id of the record that depends on the batch; of an edge its source, type and target."""
    zh: str
    """What it is, in Chinese."""
    title: str
    """Its name as users see it, numbers masked; empty when it has none."""
    how: str
    """changed: the batch wrote it and something changed it; uses: it speaks of what the batch wrote; restates: a later
    file states the same rows."""
    seq: int
    at: dt.datetime
    by: str
    why: str
    batch: str | None
    """Id of the batch that wrote it; None: no load did."""

    def __str__(self) -> str:
        name = f"“{self.title}”" if self.title else self.record
        how = {"changed": "被改动", "uses": "用到它", "restates": "又载入了同样的行"}[self.how]
        return f"{self.zh}{name}{how}：{self.change}"

    @property
    def change(self) -> str:
        """The change that wrote it, in words."""
        batch = f"，{self.batch}" if self.batch else ""
        return f"第 {self.seq} 次变更“{self.why}”（{self.by}，{self.at:%Y-%m-%d %H:%M} UTC{batch}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoReport:
    """What taking a batch back did."""

    batch: Batch
    """As it is now."""
    loads_left: int
    """Loads of the same file that still stand: a later file had written between them, so that the last went alone."""
    removed: dict[str, int]
    """Nodes that the batch had created and that are gone, by kind."""
    restored: dict[str, int]
    """Nodes that are again what they were before, by kind."""
    kept: tuple[str, ...]
    """Ids of places and organisations that the batch had created and that stay, because others use them."""
    digested: DigestReport | None
    """What was made anew; None: nothing was derived from the batch."""


@dataclass(slots=True)
class _Plan:
    """What taking some loads back writes."""

    seqs: tuple[int, ...]
    written: Written
    gone: set[Key] = field(default_factory=set)
    back: list[Record] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)
    """Mentions and cases to be derived anew afterwards."""
    cases: set[str] = field(default_factory=set)


def undo(
    store: Store,
    batch: str,
    *,
    by: str,
    why: str = "",
    at: dt.datetime | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
) -> UndoReport:
    """Take a batch back as one change, then derive anew what followed from it.

    A file that was loaded again after other changes has several loads: all go, or, where another file wrote between
    them, the last one alone. `at` is when it happens (UTC), now by default.
    Raises UnknownRecord, BatchUndone, and BatchInUse with every later fact that depends on it; then nothing changed.
    """
    moment = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    reason = f"撤销批次 {batch}" + (f"：{why}" if why else "")
    with store.change(by=by, why=reason) as change:
        known = batch_of(store, batch)
        loads = loads_of(store, known.id)
        if known.state == "undone" or not loads:
            raise BatchUndone(file=known.file, id=known.id)
        progress("查找依赖", 0, 0)
        plan, left = _possible_plan(store, known, loads)
        progress("撤销", 0, len(plan.gone) + len(plan.back))
        _write(change, plan)
        undone = _undone(store, known, plan, left=left, by=by, at=moment)
        change.put([undone])
    digested = _digest(store, plan, by=by, today=today, progress=progress)
    return UndoReport(
        batch=undone,
        loads_left=left,
        removed=_by_kind(id for id in plan.gone if id in plan.written.created),
        restored=_by_kind(key_of(each) for each in plan.back),
        kept=tuple(sorted(plan.kept)),
        digested=digested,
    )


def _possible_plan(store: Store, batch: Batch, loads: list[tuple[int, ...]]) -> tuple[_Plan, int]:
    """The plan of taking all loads back, else of the last one, and how many are left then. Raises BatchInUse."""
    dependents: list[Dependent] = []
    for first in dict.fromkeys((0, len(loads) - 1)):
        plan = _Plan(tuple(seq for each in loads[first:] for seq in each), Written())
        plan.written = read_written(store, plan.seqs)
        dependents = _Looking(store, batch, plan).dependents()
        if not dependents:
            return plan, first
    raise BatchInUse(
        file=batch.file, id=batch.id, count=len(dependents), changes=_changes_of(dependents), dependents=dependents
    )


def _changes_of(dependents: list[Dependent]) -> str:
    """The changes that dependents come from, in words."""
    told = list(dict.fromkeys(each.change for each in dependents))
    return "、".join(told[:_NAMED]) + (f"等 {len(told):,} 次变更" if len(told) > _NAMED else "")


def _undone(store: Store, batch: Batch, plan: _Plan, *, left: int, by: str, at: dt.datetime) -> Batch:
    """The batch after it: undone, or, where earlier loads are left, as the last of them wrote it."""
    if not left:
        return replace(batch, state="undone", undos=batch.undos + 1, undone_at=at, undone_by=by, over=())
    last = next(each for each in store.history(batch.id, scope=EVERYTHING) if each.seq == min(plan.seqs)).before
    assert isinstance(last, Batch), "a load is left"
    return replace(last, changes=batch.changes, undos=batch.undos + 1)


def _by_kind(keys: Iterable[Key]) -> dict[str, int]:
    counted = Counter(key.split("-", 1)[0] for key in keys if isinstance(key, str))
    return {kind: counted[kind] for kind in NODE_SHAPES if counted[kind]}


# -- what speaks against it, and what it takes ---------------------------------------------------


class _Looking:
    """A plan while it is made: first whether it may be, then all that it has to write."""

    def __init__(self, store: Store, batch: Batch, plan: _Plan) -> None:
        self.store = store
        self.batch = batch
        self.plan = plan
        self.written = plan.written
        self.ground = {id: each for id, each in self.written.created.items() if isinstance(id, str) and is_ground(each)}
        self._batches: dict[int, str] | None = None

    def dependents(self) -> list[Dependent]:
        """Every later fact in the way; of none, the plan is complete afterwards."""
        found = [*self._restated(), *self._changed(), *self._used()]
        if not found:
            self._settle_nodes()
            found = [*self._orphans()]
        if not found:
            found = [*self._ends_missing()]
        return sorted(found, key=lambda each: (each.seq, each.record))

    # -- what is in the way ------------------------------------------------------------------

    def _restated(self) -> Iterator[Dependent]:
        """Later files that state the same rows: they wrote nothing of it, because it stood there already."""
        for other in self.store.scan("batch", [Filter("state", "ne", "undone")], scope=EVERYTHING):
            if self.batch.id in other.over and other.id != self.batch.id:
                loads = loads_of(self.store, other.id)
                if loads and loads[-1][-1] > self.plan.seqs[0]:
                    yield self._dependent(self.store.history(other.id, scope=EVERYTHING)[-1], "restates")

    def _changed(self) -> Iterator[Dependent]:
        for key, each in self.written.changed_since.items():
            if not self._is_shared(key):
                yield self._dependent(each.last, "changed")

    def _used(self) -> Iterator[Dependent]:
        """Later records that speak of what will be gone."""
        for key, (entry, spoken) in self.written.users.items():
            is_reference = isinstance(key, EdgeKey) and key.type == "refers_to"
            if key in self.written.created or key in self.written.before or is_reference:
                continue
            if any(id in self.written.created and id not in self.ground for id in spoken):
                yield self._dependent(entry, "uses")

    def _is_shared(self, key: Key) -> bool:
        """Whether a record is ground that several may write, or lies between two of it."""
        if isinstance(key, str):
            record = self.written.created.get(key) or self.written.before.get(key)
            return record is not None and is_ground(record)
        return key.type == In.TYPE

    def _orphans(self) -> Iterator[Dependent]:
        """People and matters that lose all they were made of: they go too, unless something was written of them."""
        lost = {"person": self._people_lost(), "matter": self._matters_lost()}
        for kind, ids in lost.items():
            for edge in edges_at(self.store, ids, FACTS[kind]):
                yield self._dependent(self.store.history(key_of(edge), scope=EVERYTHING)[-1], "uses")
            self.plan.gone |= ids
        self.plan.gone |= _leading_to(self.store, lost["person"] | lost["matter"])

    def _people_lost(self) -> set[str]:
        gone = {each for each in self.plan.gone if isinstance(each, str) and each.startswith("mention-")}
        referred = {each.target for each in edges_from(self.store, gone, ["refers_to"])}
        left = {row.person for row in ask_all(self.store, MENTIONS_OF, "ids", referred) if row.mention not in gone}
        self.plan.gone |= {
            key_of(each)
            for each in edges_from(self.store, referred, ["party_to", "lives_in", "owns", "rents"])
            if is_derived(each) and getattr(each, "origin", "") in gone
        }
        return {each for each in referred - left if each.startswith("person-")}

    def _matters_lost(self) -> set[str]:
        gone = {each for each in self.plan.gone if isinstance(each, str) and each.startswith("case-")}
        matters = {each.target for each in edges_from(self.store, gone, ["part_of"])}
        parts = [each for each in edges_at(self.store, matters, ["part_of"]) if each.target in matters]
        self.plan.cases |= {each.source for each in parts} - gone
        return matters - {each.target for each in parts if each.source not in gone}

    def _ends_missing(self) -> Iterator[Dependent]:
        """What deleted an end of an edge that has to come back."""
        edges = [each for each in self.plan.back if isinstance(each, Edge)]
        ends = {id for each in edges for id in (each.source, each.target)}
        coming = {each.id for each in self.plan.back if isinstance(each, Node)}
        there = get_all(self.store, ends, Node).keys() - self.plan.gone
        for id in sorted(ends - there - coming):
            yield self._dependent(self.store.history(id, scope=EVERYTHING)[-1], "changed")

    # -- what it takes -----------------------------------------------------------------------

    def _settle_nodes(self) -> None:
        plan, written = self.plan, self.written
        kept = self._ground_in_use()
        plan.kept = [each for each in kept if each in written.created]
        shared = {key for key in written.changed_since if self._is_shared(key)}
        plan.gone = {key for key in written.created if key not in kept and not self._holds_up(key, kept)}
        plan.gone |= self._born_for_nobody(kept)
        plan.back = [each for key, each in written.before.items() if key not in shared]
        mentions, cases = written.ids_of("mention"), written.ids_of("case")
        affected = mentions_affected(self.store, mentions, judgements_of(self.store, "identity"))
        plan.mentions = affected.mentions.keys() | {each.id for each in affected.context} | mentions
        more = len(plan.mentions) + len(cases)
        plan.cases |= cases | sharing(self.store, cases, Limits().raised(more))

    def _holds_up(self, key: Key, kept: Collection[str]) -> bool:
        """Whether an edge is one between places of which the lower one stays."""
        return isinstance(key, EdgeKey) and key.type == In.TYPE and key.source in kept

    def _ground_in_use(self) -> set[str]:
        """Places and organisations, of those that came with the batch, that later facts use, and what holds them up."""
        known = {**self.ground, **self.written.born}
        waiting = {id for id in self.written.changed_since if isinstance(id, str) and id in known}
        for key, (_, spoken) in self.written.users.items():
            if not self._goes_with_it(key):
                waiting |= {id for id in spoken if id in known and id != key}
        above = self._above(known)
        kept: set[str] = set()
        while waiting:
            kept |= waiting
            waiting = {each for id in waiting for each in above.get(id, ())} - kept
        return kept

    def _goes_with_it(self, key: Key) -> bool:
        """Whether a record that was written later goes, or becomes what it was, when the batch goes."""
        written = self.written
        if isinstance(key, EdgeKey) and key.type == "refers_to":
            return key.source in written.created or key.source in written.before
        return (key in written.created or key in written.before) and key not in written.changed_since

    def _above(self, known: Collection[str]) -> dict[str, set[str]]:
        """For each place what it lies in and names, as far as that came with the batch too."""
        above: dict[str, set[str]] = {}
        for id, record in self.ground.items():
            above.setdefault(id, set()).update(each for each in references(record) if each in known)
        for key in self.written.created:
            if isinstance(key, EdgeKey) and key.type == In.TYPE and key.target in known:
                above.setdefault(key.source, set()).add(key.target)
        return above

    def _born_for_nobody(self, kept: Collection[str]) -> set[Key]:
        """Organisations that resolving made of mentions which are gone now, or name another again."""
        named = {
            key.target
            for key in self.written.users
            if isinstance(key, EdgeKey) and key.type == "refers_to" and self._goes_with_it(key)
        }
        return {id for id in self.written.born if id in named and id not in kept}

    # -- how it is told ----------------------------------------------------------------------

    def _dependent(self, entry: Entry, how: str) -> Dependent:
        record = entry.after or entry.before
        assert record is not None, "an entry is about a record"
        if self._batches is None:
            self._batches = _batches_by_change(self.store)
        return Dependent(
            record=record.id if isinstance(record, Node) else f"{record.source} {record.TYPE} {record.target}",
            zh=shape_of(type(record)).record.ZH,
            title=show_title(record) if isinstance(record, Node) else self._ends_of(record),
            how=how,
            seq=entry.seq,
            at=entry.at,
            by=entry.by,
            why=entry.why,
            batch=self._batches.get(entry.seq),
        )

    def _ends_of(self, edge: Edge) -> str:
        ends = self.store.get([edge.source, edge.target], scope=EVERYTHING)
        return " — ".join(show_title(each) or each.id for each in ends if each is not None)


def _batches_by_change(store: Store) -> dict[int, str]:
    """Which batch wrote each change that is a load's."""
    batches = [each.id for each in store.scan("batch", scope=EVERYTHING)]
    return {entry.seq: id for id in batches for entry in store.history(id, scope=EVERYTHING)}


def _leading_to(store: Store, ids: Collection[str]) -> set[str]:
    """The redirects that lead to one of these ids, also through others."""
    found: set[str] = set()
    waiting = set(ids)
    while waiting:
        leading = list(store.scan("redirect", [Filter("new", "in", sorted(waiting))], scope=EVERYTHING))
        waiting = {each.old for each in leading if each.id not in found}
        found |= {each.id for each in leading}
    return found


# -- writing -------------------------------------------------------------------------------------


def _write(change: Change, plan: _Plan) -> None:
    change.delete(key for key in plan.gone if isinstance(key, EdgeKey))
    change.delete(sorted(key for key in plan.gone if isinstance(key, str)))
    change.put(each for each in plan.back if isinstance(each, Node))
    change.put(each for each in plan.back if isinstance(each, Edge))


def _digest(store: Store, plan: _Plan, *, by: str, today: dt.date | None, progress: Progress) -> DigestReport | None:
    """Derive anew what was touched. An id that the batch made public leads to who took its place, if anybody did."""
    mentions, cases = plan.mentions - plan.gone, plan.cases - plan.gone
    if not mentions and not cases:
        return None
    return digest(store, by=by, mentions=mentions, cases=cases, today=today, progress=progress)


__all__ = ["Dependent", "UndoReport", "undo"]
