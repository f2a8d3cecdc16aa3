"""The rows of an opened file as drafts, a portion at a time, so that a long file is never held as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import orjson

from graph.vocabulary import Vocabulary
from loaders.binding import RowReader, refused_columns
from loaders.building import BadRow, Row, build_row
from loaders.cells import Cell, as_text
from loaders.draft import Conflict, Draft, Memory
from loaders.opening import Opened
from loaders.report import Note, Reject, RejectedRow, RejectedSheet, reject_of
from loaders.table import Table

Progress = Callable[[int, int], None]
"""Called with the rows that are done and the rows in all."""

PORTION = 4_000
"""Rows drafted together: some ten thousand records, 40 MB, and few enough round trips to the store."""

_TOLD_EVERY = 500
_CONFLICTS_TOLD = 100


@dataclass(frozen=True, slots=True)
class Portion:
    """What some rows of one table state."""

    draft: Draft
    sheet: str
    rows_before: int
    """Rows of the tables before this one: two sheets have rows of the same number."""


class Drafting:
    """The tables of one file while they are mapped; its report is filled as the portions are taken."""

    def __init__(self, opened: Opened, vocabulary: Vocabulary, progress: Progress) -> None:
        self.mapping = opened.mapping
        self.report = opened.report
        self._opened = opened
        self._vocabulary = vocabulary
        self._progress = progress
        self.memory = Memory()
        self._rows_before = 0
        self._conflicts = 0

    def portions(self, size: int | None = PORTION) -> Iterator[Portion]:
        """What the file states, `size` rows at a time; None: all of a table together."""
        for table in self._opened.tables:
            yield from self._table(table, size)
            self._rows_before += table.sheet.height
            self._progress(self._rows_before, self.report.read)
        if spread := self.memory.spread:
            text = f"有 {spread:,} 位当事人写在同一编号的另一行，已记入同一件事件"
            self.report.notes.append(Note("", 0, text))
        if (more := self._conflicts - _CONFLICTS_TOLD) > 0:
            self.report.notes.append(Note("", 0, f"另有 {more:,} 处同一条记录前后内容不同，均以后一行为准"))

    def tell_conflicts(self, portion: Portion, conflicts: Iterable[Conflict]) -> None:
        """Put into the report which rows of a portion said something else of a record than an earlier row."""
        for each in conflicts:
            self._conflicts += 1
            if self._conflicts <= _CONFLICTS_TOLD:
                self.report.notes.append(_conflict_note(portion, each))

    # -- one table ---------------------------------------------------------------------------

    def _table(self, table: Table, size: int | None) -> Iterator[Portion]:
        self._tell_columns(table)
        kept = self._kept_columns(table)
        reader = RowReader(table.binding, self.mapping, self._vocabulary, year=table.facts.year)
        above = tuple(tuple(row) for row in table.above)
        returned: list[RejectedRow] = []
        self.report.returned.append(RejectedSheet(table.sheet.name, above, tuple(table.header), returned))
        rows = table.rows()
        while some := list(islice(rows, size)):
            draft = Draft(memory=self.memory)
            for number, cells in some:
                draft.row = self._rows_before + number
                if rejects := self._row(table, number, cells, reader, kept, draft):
                    returned.append(RejectedRow(table.sheet.name, number, tuple(cells), rejects))
                    self.report.rejects += rejects
                if number % _TOLD_EVERY == 0:
                    self._progress(draft.row, self.report.read)
            yield Portion(draft, table.sheet.name, self._rows_before)
        self.report.not_data += table.not_data

    def _row(
        self,
        table: Table,
        number: int,
        cells: Sequence[Cell],
        reader: RowReader,
        kept: Sequence[tuple[int, str]],
        draft: Draft,
    ) -> tuple[Reject, ...]:
        """Draft one row; what speaks against it."""
        stated = reader.read(cells)
        if stated.faults:
            return tuple(reject_of(each, sheet=table.sheet.name, row=number) for each in stated.faults)
        row = Row(
            stated.values, self.mapping.source, self.mapping.defaults, table.facts, _original(cells, kept),
            self._opened.batch, list(stated.remarks),
        )  # fmt: skip
        try:
            build_row(self.mapping.row, row, draft)
        except BadRow as bad:
            return (Reject(table.sheet.name, number, bad.column, "", bad.reason, bad.accepted),)
        self.report.loaded += 1
        self.report.notes += [Note(table.sheet.name, number, each) for each in row.remarks]
        return ()

    # -- columns -----------------------------------------------------------------------------

    def _tell_columns(self, table: Table) -> None:
        name, binding = table.sheet.name, table.binding
        self.report.notes += [Note(name, 0, each) for each in binding.ambiguous]
        self.report.refused += [f"{header}（{why}）" for _, header, why in binding.refused]

    def _kept_columns(self, table: Table) -> list[tuple[int, str]]:
        """The columns that the original of a row keeps: all but the refused ones."""
        closed = {at for at, _, _ in table.binding.refused}
        whys = refused_columns(islice(table.sheet.rows(), table.header_row, None), table.binding.unused)
        for at, header in table.binding.unused:
            if why := whys.get(at):
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


def _conflict_note(portion: Portion, conflict: Conflict) -> Note:
    before = portion.rows_before
    earlier = f"第 {conflict.earlier - before} 行" if conflict.earlier > before else "前一张工作表"
    what = f"与{earlier}是同一条{conflict.zh}（{conflict.id}），内容不同（{'、'.join(conflict.fields)}），以本行为准"
    return Note(portion.sheet, conflict.later - before, what)
