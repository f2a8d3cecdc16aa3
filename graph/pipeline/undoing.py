"""Taking a batch back: all that its changes wrote becomes what it was before, unless later facts depend on it.

What follows from mentions and judgements (people, matters, links) is no reason to refuse: it is made anew afterwards.
Places, and organisations that are only named, are shared ground: what nobody else uses goes, the rest stays.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.errors import BatchInUse, BatchUndone
from graph.model import Batch, Edge
from graph.pipeline.applied import Key, Written, batch_of, key_of, loads_of, read_written
from graph.pipeline.depending import Dependent, Looking, Plan
from graph.pipeline.digesting import DigestReport, digest
from graph.pipeline.linking import link
from graph.pipeline.reading import Progress, chunks, silent
from graph.pipeline.resolving import resolve
from graph.schema import NODE_SHAPES
from graph.store import EVERYTHING, Change, EdgeKey, Store

Verb = Literal["delete", "put"]
_STEP = 1_000
"""Records written between two looks at how large the change has become; of a node its edges go too."""
_NAMED = 5
"""Changes that the error's sentence names."""


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
    run = _Run(store, batch, by=by, at=moment, progress=progress)
    more = True
    while more:
        with store.change(by=by, why=reason) as change:
            more = run.go_on(change)
        run.last = change.receipt.seq
    plan = run.plan
    return UndoReport(
        batch=run.batch,
        loads_left=run.left,
        removed=_by_kind(id for id in plan.gone if id in plan.written.nodes),
        restored=_by_kind(key_of(each) for each in plan.back),
        kept=tuple(sorted(plan.kept)),
        digested=_digest(store, plan, by=by, today=today, progress=progress),
    )


class _Run:
    """One batch while it is taken back: in one change, or in as many as the engine needs."""

    def __init__(self, store: Store, batch: str, *, by: str, at: dt.datetime, progress: Progress) -> None:
        self.store = store
        self.id = batch
        self.by = by
        self.at = at
        self.progress = progress
        self.last: int | None = None
        """The change that this run wrote last."""
        self.plan = Plan((), Written())
        self.left = 0
        """Loads of the file that stand afterwards."""
        self._steps: Iterator[tuple[Verb, list[Any]]] = iter(())

    def go_on(self, change: Change) -> bool:
        """Write until the change is as large as it may be. Whether some is left."""
        if self.last is None or self.store.head()[0] != self.last:  # somebody else wrote between two changes
            self._look()
        bound = self.store.largest_change
        for verb, some in self._steps:
            (change.delete if verb == "delete" else change.put)(some)
            if bound is not None and change.written >= bound:
                self.batch = replace(self.batch, state="loading", changes=self.batch.changes + 1)
                change.put([self.batch])
                return True
        self.batch = self._undone()
        change.put([self.batch])
        return False

    def _look(self) -> None:
        self.progress("查找依赖", 0, 0)
        self.batch = batch_of(self.store, self.id)
        loads = loads_of(self.store, self.batch.id)
        if self.batch.state == "undone" or not loads:
            raise BatchUndone(file=self.batch.file, id=self.batch.id)
        self.plan, self.left = _possible_plan(self.store, self.batch, loads)
        self.progress("撤销", 0, len(self.plan.gone) + len(self.plan.back))
        self._steps = _steps(self.plan)

    def _undone(self) -> Batch:
        """The batch after it: undone, or, where earlier loads are left, as the last of them wrote it."""
        batch = self.batch
        if not self.left:
            undone = replace(batch, state="undone", undos=batch.undos + 1, over=(), waiting_mentions=0, waiting_cases=0)
            return replace(undone, undone_at=self.at, undone_by=self.by)
        first = min(self.plan.seqs)
        last = next(each for each in self.store.history(batch.id, scope=EVERYTHING) if each.seq == first).before
        assert isinstance(last, Batch), "a load is left"
        return replace(
            last,
            changes=batch.changes,
            undos=batch.undos + 1,
            waiting_mentions=min(last.waiting_mentions, batch.waiting_mentions),
            waiting_cases=min(last.waiting_cases, batch.waiting_cases),
        )


def _possible_plan(store: Store, batch: Batch, loads: list[tuple[int, ...]]) -> tuple[Plan, int]:
    """The plan of taking all loads back, else of the last one, and how many are left then. Raises BatchInUse."""
    dependents: list[Dependent] = []
    for first in dict.fromkeys((0, len(loads) - 1)):
        plan = Plan(tuple(seq for each in loads[first:] for seq in each), Written())
        plan.written = read_written(store, plan.seqs)
        dependents = Looking(store, batch, plan).dependents()
        if not dependents:
            return plan, first
    raise BatchInUse(
        file=batch.file, id=batch.id, count=len(dependents), changes=_changes_of(dependents), dependents=dependents
    )


def _changes_of(dependents: list[Dependent]) -> str:
    """The changes that dependents come from, in words."""
    told = list(dict.fromkeys(each.change for each in dependents))
    return "、".join(told[:_NAMED]) + (f"等 {len(told):,} 次变更" if len(told) > _NAMED else "")


def _by_kind(keys: Iterable[Key]) -> dict[str, int]:
    counted = Counter(key.split("-", 1)[0] for key in keys if isinstance(key, str))
    return {kind: counted[kind] for kind in NODE_SHAPES if counted[kind]}


# -- writing -------------------------------------------------------------------------------------


def _steps(plan: Plan) -> Iterator[tuple[Verb, list[Any]]]:
    """What to write, in an order in which every edge has both ends."""
    edges = [key for key in plan.gone if isinstance(key, EdgeKey)]
    nodes = sorted(key for key in plan.gone if isinstance(key, str))
    back = sorted(plan.back, key=lambda each: isinstance(each, Edge))
    orders: tuple[tuple[Verb, list[Any]], ...] = (("delete", edges), ("delete", nodes), ("put", back))
    for verb, all_of_it in orders:
        for some in chunks(all_of_it, _STEP):
            yield verb, some


def _digest(store: Store, plan: Plan, *, by: str, today: dt.date | None, progress: Progress) -> DigestReport | None:
    """Derive anew what was touched. An id that the batch made public leads to who took its place, if anybody did."""
    if plan.whole:
        resolved = resolve(store, by=by, today=today, progress=progress)
        return DigestReport(resolved, link(store, by=by, today=today, progress=progress))
    mentions = plan.mentions - plan.gone
    if not mentions and not plan.cases:
        return None
    return digest(store, by=by, mentions=mentions, cases=plan.cases, today=today, progress=progress)


__all__ = ["Dependent", "UndoReport", "undo"]
