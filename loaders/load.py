"""Files into the graph: all are opened and checked first, then each is one atomic change.

An engine that keeps a change in memory until it is whole (see `Store.largest_change`) is given a long file in several;
what is there when such a load fails is taken back.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import NothingLoaded
from graph.model import Batch, WeeklyList
from graph.pipeline.backlog import MANY_MENTIONS, NOTHING, Waiting
from graph.pipeline.chain import keep_one_superior
from graph.pipeline.tied import tied_to
from graph.pipeline.undoing import undo
from graph.store.protocol import EVERYTHING, Change, Store
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.ahead import Ahead, DraftFile, is_worth_it
from loaders.draft import Draft
from loaders.drafting import PORTION, Drafting, Portion, Progress
from loaders.mapping import Mapping, find_mapping
from loaders.offices import unlisted_offices
from loaders.opening import Opened, open_table
from loaders.rejects import check_writable, write_rejects
from loaders.relisting import surplus_lines
from loaders.report import FileReport, LoadReport, Note
from loaders.settling import Settled, settle, surplus_parties

_TRIED = 200
"""Rows tried at a time until one is found that can be loaded."""
_TOLD = 100


def load_files(  # noqa: PLR0913 - what one command gives
    store: Store,
    paths: Sequence[Path],
    *,
    mapping: str | Path | Mapping | None = None,
    vocabulary: Vocabulary = VOCABULARY,
    by: str,
    old_names: OldNames = NO_OLD_NAMES,
    progress: Progress | None = None,
    rejects: Path | None = None,
    at: dt.datetime | None = None,
) -> LoadReport:
    """Load `paths` in their order; without a `mapping` the best built-in one is found for each.

    Nothing is written before every file was opened and found to have a row that can be loaded: a LoadError leaves the
    store as it was. `rejects` names a workbook for the rejected rows, which is written in any case. `at` is when it
    happens (UTC), now by default. Raises a LoadError, BadMapping, NothingLoaded, OutputUnwritable or a StoreError.
    """
    chosen = mapping if mapping is None or isinstance(mapping, Mapping) else find_mapping(mapping, vocabulary)
    moment = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    told = progress or _silent
    if len(paths) == 1 and is_worth_it(paths[0]):
        ahead = Ahead(DraftFile(paths[0], chosen, vocabulary, old_names, PORTION), told)
        with closing(ahead), given_back(rejects, [ahead.report]):
            _Loading(store, ahead.opened, ahead, by=by, at=moment).run(ahead.portions())
        return LoadReport([ahead.report])
    opened = [open_table(path, mapping=chosen, vocabulary=vocabulary) for path in paths]
    with given_back(rejects, [each.report for each in opened]):
        for each in opened if len(opened) > 1 else ():
            _check_usable(each, vocabulary)
        for each in opened:
            drafting = Drafting(each, vocabulary, told, old_names=old_names)
            _Loading(store, each, drafting, by=by, at=moment).run(drafting.portions(PORTION))
    return LoadReport([each.report for each in opened])


@dataclass(slots=True)
class Prepared:
    """A file that was read and mapped as a whole, and not written."""

    report: FileReport
    draft: Draft
    batch: Batch


def prepare(
    path: Path,
    *,
    mapping: Mapping | None,
    vocabulary: Vocabulary = VOCABULARY,
    by: str,
    at: dt.datetime,
    progress: Progress | None = None,
    old_names: OldNames = NO_OLD_NAMES,
) -> Prepared:
    """Read and map one file without a store, all of it at once. Raises a LoadError."""
    opened = open_table(path, mapping=mapping, vocabulary=vocabulary)
    drafting = Drafting(opened, vocabulary, progress or _silent, old_names=old_names)
    whole = Draft(memory=drafting.memory)
    for portion in drafting.portions(None):
        whole.add(portion.draft)
        drafting.tell_conflicts(portion, [*portion.draft.conflicts, *whole.conflicts])
        whole.conflicts.clear()
    return Prepared(opened.report, whole, batch_of(opened, by=by, at=at))


def batch_of(opened: Opened, *, by: str, at: dt.datetime) -> Batch:
    """The batch that a file is, with the rows that were read of it so far."""
    report = opened.report
    return Batch(
        id=opened.batch, file=report.file, digest=opened.file.digest, mapping=opened.mapping.name, loaded_at=at,
        loaded_by=by, rows=report.loaded + report.rejected, rejected=report.rejected,
    )  # fmt: skip


# -- before anything is written ------------------------------------------------------------------


def _check_usable(opened: Opened, vocabulary: Vocabulary) -> None:
    """Raises NothingLoaded, the rejects reported, when no row of the file can be loaded."""
    trial = opened.for_trial()
    if any(trial.report.loaded for _ in Drafting(trial, vocabulary, _silent).portions(_TRIED)):
        return
    check_whole(opened, vocabulary)


def check_whole(
    opened: Opened,
    vocabulary: Vocabulary,
    *,
    progress: Progress | None = None,
    old_names: OldNames = NO_OLD_NAMES,
) -> None:
    """Read every row for the sake of the report. Raises NothingLoaded when none can be loaded."""
    for _ in Drafting(opened, vocabulary, progress or _silent, old_names=old_names).portions():
        pass
    _check_loaded(opened.report)


def _check_loaded(report: FileReport) -> None:
    if not report.loaded:
        first = str(report.rejects[0]) if report.rejects else "表头下面没有数据"
        raise NothingLoaded(path=report.path, rows=report.rejected, first=first)


@contextmanager
def given_back(path: Path | None, reports: Sequence[FileReport]) -> Iterator[None]:
    """A block after which the rejected rows are in a workbook at `path`, however it ends; first, that it can be written
    is made sure of.
    """
    if path is not None:
        check_writable(path)
    try:
        yield
    finally:
        if path is not None:
            write_rejects(path, reports)


# -- writing -------------------------------------------------------------------------------------


class _Loading:
    """One file on its way into the store."""

    def __init__(self, store: Store, opened: Opened, drafting: Drafting | Ahead, *, by: str, at: dt.datetime) -> None:
        self.store = store
        self.opened = opened
        self.report = opened.report
        self.by = by
        self.at = at
        self.drafting = drafting
        self._kept_steps = 0
        self._receivers = 0
        self._later = 0
        self._over: set[str] = set()
        self._noted = NOTHING
        """What of the rows is noted as waiting on the batch."""

    def run(self, portions: Iterator[Portion]) -> None:
        """Write the file: in one change, or in as many as the engine needs. Each names the batch.

        Where it fails or is interrupted behind the first of several, what was written is taken back. Raises
        NothingLoaded when no row could be loaded: then nothing was written.
        """
        written = False
        try:
            with uncollected():
                while self._write(portions):
                    written = True
                    gc.collect()  # a server's driver leaves circles: 16 kB a row
        except BaseException:
            if written:
                undo(self.store, self.opened.batch, by=self.by, why="载入没有做完")
            raise

    def _write(self, portions: Iterator[Portion]) -> bool:
        """One change. Whether a further one is needed."""
        with self.store.change(by=self.by, why=f"载入 {self.report.file}") as change:
            more, of_nodes = self._fill(change, portions, self.store.largest_change)
        receipt = change.receipt
        links = self.report.links
        links["changed"] = links.get("changed", 0) + receipt.inserted + receipt.updated - of_nodes
        links["deleted"] = links.get("deleted", 0) + receipt.deleted
        return more

    def _fill(self, change: Change, portions: Iterator[Portion], bound: int | None) -> tuple[bool, int]:
        """Write portions until the change is as large as it may be: whether some may be left, and the nodes written."""
        of_nodes = 0
        more = False
        for portion in portions:
            unlisted = unlisted_offices(portion.draft, change.graph)
            settled = settle(portion.draft, change.graph)
            renamed = self.drafting.memory.renamed
            self.report.notes += [Note("", 0, said) for id, said in unlisted.items() if id not in renamed][:_TOLD]
            self._loosen(change, settled.corrected)
            change.delete(settled.gone)
            change.put(settled.nodes)
            change.put(settled.edges)
            keep_one_superior(change, settled.edges, on=self.at.date())
            self._tell(portion, settled)
            of_nodes += len(settled.nodes)
            if more := bound is not None and change.written >= bound:
                break
        if not more:
            _check_loaded(self.report)
            self._retire_parties(change)
            self._retire_lines(change)
        return more, of_nodes + self._put_batch(change, more=more)

    def _retire_parties(self, change: Change) -> None:
        """Delete the parties whom a corrected file states no more."""
        memory = self.drafting.memory
        gone = surplus_parties(memory, change.graph)
        self._loosen(change, gone)
        change.delete(gone)
        roles = list(dict.fromkeys(gone.values()))
        for role in roles[:_TOLD]:
            label = VOCABULARY.label("party_role", role.role)
            now = f"事件 {role.number} 的{label}现有 {memory.restated[role].taken} 位，比以前少，多出的已撤下"
            self.report.notes.append(Note("", 0, now))
        self.report.cases.add([memory.restated[role].case for role in roles])

    def _loosen(self, change: Change, mentions: Collection[str]) -> None:
        """Note who may be another person when these go, or state something else: as long as not all are resolved."""
        if mentions and len(self.report.mentions) < MANY_MENTIONS:
            self.report.loosened |= tied_to(change.graph, mentions)

    def _retire_lines(self, change: Change) -> None:
        """Delete what a week's list, given anew, does not list any more."""
        surplus = surplus_lines(self.drafting.memory)
        change.delete([each for lines in surplus.values() for each in lines])
        for each in change.graph.get(list(surplus)[:_TOLD], scope=EVERYTHING):
            if isinstance(each, WeeklyList):
                now = f"清单“{each.title}”比以前少列 {len(surplus[each.id]):,} 件，少的已从那一周的清单撤下，事件仍在"
                self.report.notes.append(Note("", 0, now))

    def _put_batch(self, change: Change, *, more: bool) -> int:
        """Name the batch in a change that it makes: 1, or 0 for a file that was loaded before and changes nothing."""
        (stored,) = change.graph.get([self.opened.batch], scope=EVERYTHING)
        known = stored if isinstance(stored, Batch) else None
        state = "loading" if more else "applied"
        if known is not None and known.state == state and not change.written:
            return 0
        batch = self._as_waiting(batch_of(self.opened, by=self.by, at=self.at), known)
        change.put([batch_as_written(batch, known, state=state, over=self._over)])
        return 1

    def _as_waiting(self, batch: Batch, known: Batch | None) -> Batch:
        """`batch` with what waits to be resolved and linked: what is written since it was noted last, and the rest."""
        now = Waiting(len(self.report.mentions), len(self.report.cases))
        mentions, cases = now.mentions - self._noted.mentions, now.cases - self._noted.cases
        self._noted = now
        if known is not None:
            mentions, cases = mentions + known.waiting_mentions, cases + known.waiting_cases
        return replace(batch, waiting_mentions=mentions, waiting_cases=cases)

    def _tell(self, portion: Portion, settled: Settled) -> None:
        report = self.report
        self._over |= settled.over
        self.drafting.tell_conflicts(portion, settled.conflicts)
        report.new += settled.new
        report.updated += settled.updated
        report.unchanged += settled.unchanged
        report.mentions.add(settled.touched.get("mention", []))
        report.cases.add(settled.touched.get("case", []))
        for number in settled.kept_receivers[: _TOLD - self._receivers]:
            report.notes.append(Note("", 0, f"事件 {number} 的首接单位已定，不因本文件改变"))
        self._receivers += len(settled.kept_receivers)
        for number in settled.kept_steps[: _TOLD - self._kept_steps]:
            text = f"事件 {number} 正在本系统办理，办理状态以办理步骤为准，不因本文件改变"
            report.notes.append(Note("", 0, text))
        self._kept_steps += len(settled.kept_steps)
        for number in settled.told_later[: _TOLD - self._later]:
            text = f"事件 {number} 也在更晚一周的清单里，办理状态和结果以那一周为准，不因本文件改变"
            report.notes.append(Note("", 0, text))
        self._later += len(settled.told_later)


@contextmanager
def uncollected() -> Iterator[None]:
    """A block without Python's search for circles: records hold none, and it would look at all of them again and again,
    for a seventh of the time. Whoever makes circles in it looks for them himself now and then.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def batch_as_written(batch: Batch, known: Batch | None, *, state: str, over: Collection[str]) -> Batch:
    """`batch` as a change that belongs to it writes it, over what is `known` of it: always another than that.

    `over`: the batches whose records the load states again.
    """
    if known is None:
        return replace(batch, state=state, changes=1, over=tuple(sorted(over)))
    before = () if known.state == "undone" else known.over
    more = tuple(sorted({*before, *over} - {batch.id}))
    return replace(batch, state=state, changes=known.changes + 1, undos=known.undos, over=more)


def _silent(done: int, of: int) -> None:
    """No progress is shown."""
