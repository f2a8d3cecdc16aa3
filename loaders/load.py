"""Files into the graph: all are read and checked first, then each is one atomic change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from graph.errors import FileUnreadable, NothingLoaded
from graph.ids import make_id
from graph.masking import mask_text
from graph.model import Batch
from graph.store.protocol import EVERYTHING, Store
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.addresses.tally import Tally
from loaders.binding import RowReader, stated_elsewhere
from loaders.building import BadRow, Row, build_row
from loaders.cells import Cell, as_text
from loaders.choosing import choose, tables_of
from loaders.draft import Draft
from loaders.mapping import Mapping, find_mapping
from loaders.reading import File, read_file
from loaders.refused import refused_cells, refused_title
from loaders.rejects import write_rejects
from loaders.report import FileReport, LoadReport, Note, Reject, RejectedRow, RejectedSheet, reject_of
from loaders.settling import Settled, settle
from loaders.table import NotData, Table

Progress = Callable[[int, int], None]
"""Called with the rows that are done and the rows in all."""

_TOLD_EVERY = 500
_CONFLICTS_TOLD = 100


@dataclass(slots=True)
class Prepared:
    """A file that was read and mapped, and not yet written."""

    report: FileReport
    draft: Draft
    batch: Batch


def load_files(  # noqa: PLR0913 - what one command gives
    store: Store,
    paths: Sequence[Path],
    *,
    mapping: str | Path | Mapping | None = None,
    vocabulary: Vocabulary = VOCABULARY,
    by: str,
    progress: Progress | None = None,
    rejects: Path | None = None,
    at: dt.datetime | None = None,
    old_names: OldNames = NO_OLD_NAMES,
) -> LoadReport:
    """Load `paths` in their order; without a `mapping` the best built-in one is found for each.

    Nothing is written before every file was read: a LoadError leaves the store as it was. `rejects` names a
    workbook for the rejected rows, which is written in any case. `at` is when it happens (UTC), now by default.
    Raises a LoadError, BadMapping, NothingLoaded, OutputUnwritable or a StoreError.
    """
    chosen = mapping if mapping is None or isinstance(mapping, Mapping) else find_mapping(mapping, vocabulary)
    moment = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    told = progress or _silent
    prepared = [
        prepare(path, mapping=chosen, vocabulary=vocabulary, by=by, at=moment, progress=told, old_names=old_names)
        for path in paths
    ]
    reports = [each.report for each in prepared]
    if rejects is not None:
        write_rejects(rejects, reports)
    for each in reports:
        _check_usable(each)
    for each in prepared:
        _write(store, each, by=by)
    return LoadReport(reports)


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
    """Read and map one file without a store. Raises a LoadError."""
    file = read_file(path)
    _refuse_register(file.path, [path.stem, *(each.name for each in file.sheets)])
    if mapping is None:
        chosen, tables = choose(file, vocabulary)
    else:
        chosen, tables = mapping, tables_of(file, mapping)
    report = FileReport(path=path, mapping=chosen.name, mapping_zh=chosen.zh, chosen=mapping is None)
    report.read = sum(len(each.rows) for each in file.sheets)
    batch_id = make_id("batch", file.digest, chosen.name)
    draft = Draft(old_names=old_names)
    reading = _Reading(chosen, vocabulary, report, draft, batch_id, progress or _silent)
    for table in tables:
        reading.read(table)
    _note_other_sheets(file, tables, report)
    batch = Batch(
        id=batch_id, file=path.name, digest=file.digest, mapping=chosen.name, loaded_at=at, loaded_by=by,
        rows=report.loaded + report.rejected, rejected=report.rejected,
    )  # fmt: skip
    return Prepared(report, draft, batch)


class _Reading:
    """The tables of one file while they are mapped."""

    def __init__(
        self,
        mapping: Mapping,
        vocabulary: Vocabulary,
        report: FileReport,
        draft: Draft,
        batch: str,
        progress: Progress,
    ) -> None:  # fmt: skip
        self.mapping = mapping
        self.vocabulary = vocabulary
        self.report = report
        self.draft = draft
        self.batch = batch
        self.progress = progress
        self._rows_before = 0
        """Rows of the tables before this one: two sheets have rows of the same number."""

    def read(self, table: Table) -> None:
        """Map every row of a table."""
        _refuse_register(self.report.path, table.titles)
        self._tell_columns(table)
        kept = self._kept_columns(table)
        reader = RowReader(table.binding, self.mapping, self.vocabulary, year=table.facts.year)
        facts = table.facts
        returned: list[RejectedRow] = []
        for number, cells in table.rows():
            self.draft.row = self._rows_before + number
            stated = reader.read(cells)
            rejects = tuple(reject_of(each, sheet=table.sheet.name, row=number) for each in stated.faults)
            if not rejects:
                row = Row(
                    stated.values, self.mapping.source, self.mapping.defaults, facts, _original(cells, kept),
                    self.batch, list(stated.remarks),
                )  # fmt: skip
                rejects = self._build(row, sheet=table.sheet.name, number=number)
            if rejects:
                returned.append(RejectedRow(table.sheet.name, number, tuple(cells), rejects))
            if number % _TOLD_EVERY == 0:
                self.progress(self._rows_before + number, self.report.read)
        self._finish(table, returned)

    def _build(self, row: Row, *, sheet: str, number: int) -> tuple[Reject, ...]:
        """Build a row whose cells could all be read; what speaks against it as a whole."""
        try:
            build_row(self.mapping.row, row, self.draft)
        except BadRow as bad:
            return (Reject(sheet, number, bad.column, "", bad.reason, bad.accepted),)
        self.report.loaded += 1
        self.report.notes += [Note(sheet, number, each) for each in row.remarks]
        return ()

    def _finish(self, table: Table, returned: list[RejectedRow]) -> None:
        report = self.report
        report.not_data += table.not_data
        report.rejects += [each for row in returned for each in row.rejects]
        above = tuple(tuple(row) for row in table.sheet.rows[: table.header_row - 1])
        report.returned.append(RejectedSheet(table.sheet.name, above, tuple(table.header), tuple(returned)))
        report.notes += self._conflicts(table)
        self.draft.conflicts.clear()
        told = self.draft.addresses.told(before=self._rows_before)
        report.notes += [Note(table.sheet.name, 0, mask_text(each)) for each in told]
        self.draft.addresses = Tally()
        self._rows_before += len(table.sheet.rows)
        self.progress(self._rows_before, report.read)

    def _conflicts(self, table: Table) -> Iterator[Note]:
        """The rows that said something else of a record than an earlier row."""
        name, before = table.sheet.name, self._rows_before
        for each in self.draft.conflicts[:_CONFLICTS_TOLD]:
            earlier = f"第 {each.earlier - before} 行" if each.earlier > before else "前一张工作表"
            text = f"与{earlier}是同一条{each.zh}（{each.id}），内容不同（{'、'.join(each.fields)}），以本行为准"
            yield Note(name, each.later - before, text)
        if (more := len(self.draft.conflicts) - _CONFLICTS_TOLD) > 0:
            yield Note(name, 0, f"另有 {more:,} 处同一条记录前后内容不同，均以后一行为准")

    # -- columns -----------------------------------------------------------------------------

    def _tell_columns(self, table: Table) -> None:
        name, binding = table.sheet.name, table.binding
        self.report.notes += [Note(name, 0, each) for each in binding.ambiguous]
        self.report.refused += [f"{header}（{why}）" for _, header, why in binding.refused]

    def _kept_columns(self, table: Table) -> list[tuple[int, str]]:
        """The columns that the original of a row keeps: all but the refused ones."""
        closed = {at for at, _, _ in table.binding.refused}
        data = table.sheet.rows[table.header_row :]
        for at, header in table.binding.unused:
            if why := refused_cells(stated_elsewhere(data, at)):
                closed.add(at)
                self.report.refused.append(f"{header}（{why}）")
            else:
                self.report.unused.append(header)
        headers = [as_text(each).strip() for each in table.header]
        return [(at, each) for at, each in enumerate(headers) if each and at not in closed]


def _original(cells: Sequence[Cell], kept: Sequence[tuple[int, str]]) -> str:
    """The row as it stood, without what is refused."""
    row = {header: as_text(cells[at]) for at, header in kept if at < len(cells) and cells[at] not in (None, "")}
    return orjson.dumps(row).decode()


def _refuse_register(path: Path, titles: Sequence[str]) -> None:
    """A register of a special population is refused whole."""
    if (title := refused_title(titles)) is not None:
        raise FileUnreadable(
            path=path, reason=f"标题“{title}”说明这是特殊人群的名册", advice="本系统不收特殊人群数据，请不要载入"
        )


def _note_other_sheets(file: File, tables: Sequence[Table], report: FileReport) -> None:
    """Say of every sheet that was not loaded why."""
    loaded = [id(each.sheet) for each in tables]
    for sheet in file.sheets:
        if sheet.hidden:
            report.notes.append(Note(sheet.name, 0, "工作表是隐藏的，没有载入"))
        elif id(sheet) not in loaded and sheet.rows:
            report.notes.append(Note(sheet.name, 0, f"没有找到“{report.mapping_zh}”的表头，整张工作表没有载入"))
            report.not_data.append(NotData(sheet.name, 1, len(sheet.rows), "工作表没有认得的表头"))


def _check_usable(report: FileReport) -> None:
    if not report.loaded:
        first = str(report.rejects[0]) if report.rejects else "表头下面没有数据"
        raise NothingLoaded(path=report.path, rows=report.rejected, first=first)


# -- writing -------------------------------------------------------------------------------------


def _write(store: Store, prepared: Prepared, *, by: str) -> None:
    """One file as one change. A file loaded twice was loaded the first time: its batch stays as it is."""
    report = prepared.report
    settled = settle(prepared.draft, store)
    is_new = store.get([prepared.batch.id], scope=EVERYTHING) == [None]
    with store.change(by=by, why=f"载入 {report.file}") as change:
        change.delete(settled.gone)
        change.put([prepared.batch] if is_new else [])
        change.put(settled.nodes)
        change.put(settled.edges)
    nodes = settled.new.total() + settled.updated.total() + is_new
    receipt = change.receipt
    report.new, report.updated, report.unchanged = settled.new, settled.updated, settled.unchanged
    report.links = {"changed": max(receipt.inserted + receipt.updated - nodes, 0), "deleted": receipt.deleted}
    report.mentions = settled.touched.get("mention", [])
    report.cases = settled.touched.get("case", [])
    _note_receivers(report, settled)


def _note_receivers(report: FileReport, settled: Settled) -> None:
    for number in settled.kept_receivers[:_CONFLICTS_TOLD]:
        report.notes.append(Note("", 0, f"事件 {number} 的首接单位已定，不因本文件改变"))


def _silent(done: int, of: int) -> None:
    """No progress is shown."""
