"""The rows of an opened file as drafts, a portion at a time, so that a long file is never held as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import orjson

from graph.identity.compared.profile import Comparator, profile_of_text
from graph.masking import mask_text
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.addresses.tally import Tally
from loaders.binding import IGNORED, SHARED, Bound, Fault, RowReader, RowValues
from loaders.building import BadRow, Row, build_row
from loaders.cells import Cell, as_shown
from loaders.draft import Conflict, Draft, Memory
from loaders.grouping import Group, grouped, naming_columns
from loaders.headers import plain_header
from loaders.mapping.comparing import profile_for
from loaders.opening import Opened
from loaders.report import FileReport, FoundTable, Note, Reject, RejectedRow, RejectedSheet, reject_of
from loaders.surveying import survey
from loaders.table import Table

Progress = Callable[[int, int], None]
"""Called with the rows that are done and the rows in all."""

PORTION = 1_000
"""Rows drafted together: some thousands of records; four times as many take as long, and 70 MB more in each process."""

_TOLD_EVERY = 500
_CONFLICTS_TOLD = 100


@dataclass(frozen=True, slots=True)
class Portion:
    """What some rows of one table state."""

    draft: Draft
    sheet: str
    rows_before: int
    """Rows of the tables before this one: two sheets have rows of the same number."""


class Telling:
    """What is told of a file while its portions are written."""

    def __init__(self, report: FileReport) -> None:
        self.report = report
        self._conflicts = 0

    def tell_conflicts(self, portion: Portion, conflicts: Iterable[Conflict]) -> None:
        """Put into the report which rows of a portion said something else of a record than an earlier row."""
        for each in conflicts:
            self._conflicts += 1
            if self._conflicts <= _CONFLICTS_TOLD:
                self.report.notes.append(_conflict_note(portion, each))

    def tell_rest(self, spread: int) -> None:
        """Put into the report what is known at the end; `spread`: see `Memory`."""
        if spread:
            text = f"有 {spread:,} 位当事人写在同一编号的另一行，已记入同一件事件"
            self.report.notes.append(Note("", 0, text))
        if (more := self._conflicts - _CONFLICTS_TOLD) > 0:
            self.report.notes.append(Note("", 0, f"另有 {more:,} 处同一条记录前后内容不同，均以后一行为准"))


class Drafting(Telling):
    """The tables of one file while they are mapped; its report is filled as the portions are taken."""

    def __init__(
        self,
        opened: Opened,
        vocabulary: Vocabulary,
        progress: Progress,
        *,
        old_names: OldNames = NO_OLD_NAMES,
        today: dt.date | None = None,
    ) -> None:
        """`today` is the day from which days far ahead are counted, this one by default."""
        super().__init__(opened.report)
        self.mapping = opened.mapping
        self._opened = opened
        self._vocabulary = vocabulary
        self._progress = progress
        self._old_names = old_names
        self._today = today or dt.datetime.now(dt.UTC).date()
        self.memory = Memory()
        self._rows_before = 0
        self._kept: dict[int, str] = {}
        """Of the part of a table that was gone through last: see `_kept_columns`."""

    def portions(self, size: int | None = PORTION) -> Iterator[Portion]:
        """What the file states, `size` rows at a time; None: all of a table together."""
        for table in self._opened.tables:
            part: Table | None = table
            while part is not None:
                yield from self._table(part, size)
                part = part.follows
            self._rows_before += table.sheet.height
            self._progress(self._rows_before, self.report.read)
        self.tell_rest(self.memory.spread)

    # -- one table ---------------------------------------------------------------------------

    def _table(self, table: Table, size: int | None) -> Iterator[Portion]:
        is_further_part = table.first > table.header_row + 1
        kept = self._kept = self._kept if is_further_part else self._kept_columns(table)
        self._tell_columns(table)
        facts = table.facts
        next_year = facts.until.year if facts.until else None
        reader = RowReader(table.binding, self.mapping, self._vocabulary, year=facts.year, next_year=next_year)
        rows = _Rows(table, reader, kept, self.mapping.compared, self.mapping.defaults)
        self._tell_compared(table.sheet.name, rows.profile)
        returned: list[RejectedRow] = []
        above = tuple(tuple(row) for row in table.above)
        naming = frozenset(naming_columns(table))
        self.report.returned.append(
            RejectedSheet(table.sheet.name, above, tuple(table.header), returned, naming, table.facts)
        )
        groups = grouped(table, self.mapping)
        addresses = Tally()
        while some := _some(groups, size):
            draft = Draft(memory=self.memory, old_names=self._old_names, addresses=addresses)
            for group in some:
                returned += self._group(rows, group, draft)
                self._tell_progress(group[-1][0])
            yield Portion(draft, table.sheet.name, self._rows_before)
        told = addresses.told(before=self._rows_before)
        self.report.notes += [Note(table.sheet.name, 0, mask_text(each)) for each in told]
        self.report.not_data += table.not_data

    def _tell_progress(self, number: int) -> None:
        if number % _TOLD_EVERY == 0:
            self._progress(self._rows_before + number, self.report.read)

    def _group(self, rows: _Rows, group: Group, draft: Draft) -> Iterator[RejectedRow]:
        """Draft a row, or the rows of one case; a case of which a row is at fault is rejected with all its rows."""
        sheet = rows.table.sheet.name
        stated = [rows.read(cells, continues=at > 0) for at, (_, cells) in enumerate(group)]
        at_fault = next((number for (number, _), each in zip(group, stated, strict=True) if each.faults), None)
        leader: Row | None = None
        for (number, cells), each in zip(group, stated, strict=True):
            draft.row = self._rows_before + number
            if at_fault is None:
                row = self._row_of(each, rows, cells, leader)
                rejects = self._build(row, draft, table=rows.table, number=number)
                if rejects and leader is None:
                    at_fault = number
                leader = leader or row
            else:
                rejects = tuple(reject_of(fault, sheet=sheet, row=number) for fault in each.faults)
                rejects = rejects or (_sent_along(sheet, number, at_fault),)
            if rejects:
                self.report.rejects += rejects
                yield RejectedRow(sheet, number, rows.open_cells(each.cells), rejects, number != group[0][0])

    def _row_of(self, stated: RowValues, rows: _Rows, cells: Sequence[Cell], leader: Row | None) -> Row:
        """A row as it is built; what the first row of its case said goes for it too."""
        values = stated.values if leader is None else _shared(leader, stated)
        return Row(
            values, self.mapping.source, rows.defaults, rows.facts, _original(cells, rows.lasting),
            self._opened.batch, self._today, list(stated.remarks), leader, rows.profile,
        )  # fmt: skip

    def _build(self, row: Row, draft: Draft, *, table: Table, number: int) -> tuple[Reject, ...]:
        """Draft a row whose cells could all be read; what speaks against it as a whole."""
        sheet = table.sheet.name
        try:
            build_row(self.mapping.row, row, draft)
        except BadRow as bad:
            name = plain_header(bad.column)
            columns = (each.position for each in table.binding.columns if name in each.column.headers)
            return (Reject(sheet, number, bad.column, "", bad.reason, bad.accepted, next(columns, None)),)
        self.report.loaded += 1
        self.report.notes += [Note(sheet, number, each) for each in row.remarks]
        return ()

    # -- columns -----------------------------------------------------------------------------

    def _tell_columns(self, table: Table) -> None:
        name, binding, shift = table.sheet.name, table.binding, table.sheet.shift
        columns = tuple((each.header, each.column.path, _called(each)) for each in binding.columns)
        self.report.tables.append(
            FoundTable(name, table.header_top + shift, table.header_row + shift, columns, table.facts)
        )
        if table.first > table.header_row + 1:  # a part beneath a sub-heading: its header is told of already
            return
        said = ("标题列写的是隐患，件别记为隐患",) if _is_of_hazards(table) else ()
        self.report.notes += [Note(name, 0, each) for each in (*table.sheet.notes, *binding.ambiguous, *said)]
        self.report.notes += [
            Note(name, 0, f"“{each.header}”列按表头或标题的单位换算成元（乘以 {each.scale:,}）")
            for each in binding.columns
            if each.scale != 1
        ]

    def _tell_compared(self, sheet: str, profile: str) -> None:
        """Which columns tell people apart, where the mapping says so."""
        if self.mapping.compared:
            stated = profile_of_text(profile) if profile else {}
            said = "、".join(f"{column}（{how.zh}）" for column, how in stated.items()) or "一列也没有，每行各是一人"
            self.report.notes.append(Note(sheet, 0, f"认人时对照的列：{said}"))
            self.report.unused[:] = [each for each in self.report.unused if each not in stated]

    def _kept_columns(self, table: Table) -> dict[int, str]:
        """The columns that the original of a row keeps, by position: all but the refused ones. What stands in them was
        looked at to the end of the sheet, so that it holds for the further parts, beneath sub-headings, too.
        """
        found = survey(islice(table.sheet.rows(), table.header_row, None), table.binding)
        kept = {at: each for at, each in enumerate(table.header) if each}
        kept |= {at: f"{_letters(at)}列（没有表头）" for at in found.nameless}
        self.report.refused += [f"{header}（{why}）" for _, header, why in table.binding.refused]
        self.report.refused += [f"{kept[at]}（{why}）" for at, why in found.refused.items()]
        for at in (*(at for at, _, _ in table.binding.refused), *found.refused):
            kept.pop(at, None)
        if found.refused:
            columns = tuple(each for each in table.binding.columns if each.position in kept)
            table.binding = replace(table.binding, columns=columns)
        self.report.unused += [header for at, header in table.binding.unused if at in kept]
        self.report.unused += [kept[at] for at in found.nameless if at in kept]
        return kept


class _Rows:
    """What all rows of one table have in common."""

    def __init__(
        self,
        table: Table,
        reader: RowReader,
        kept: Mapping[int, str],
        compared: Mapping[str, Comparator],
        defaults: Mapping[str, Any],
    ) -> None:
        self.table = table
        self.reader = reader
        self.kept = kept
        self.lasting = {at: each for at, each in kept.items() if plain_header(each) not in IGNORED}
        """Without running numbers, which change from list to list although the matter does not."""
        self.facts = table.facts
        self.defaults = {**defaults, "case.kind": "hazard"} if _is_of_hazards(table) else defaults
        self.profile = profile_for(self.lasting.values(), compared)

    def read(self, cells: Sequence[Cell], *, continues: bool) -> RowValues:
        """The values of a row. In a text, one that goes on right behind the last header has slid: a comma too many."""
        stated = self.reader.read(cells, continues=continues)
        width = len(self.table.header)
        if self.table.sheet.name or len(cells) <= width or not cells[width]:
            return stated
        reason = f"这一行有 {len(cells)} 格，表头只有 {width} 格，后面的格可能错了位"
        slid = Fault("整行", "", False, reason, "与表头一样多的格；文字里有分隔符的，用英文引号括起来")
        return replace(stated, faults=(*stated.faults, slid))

    def open_cells(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells of a row, those of refused columns left out."""
        return tuple(each if at in self.kept else "" for at, each in enumerate(cells))


def _is_of_hazards(table: Table) -> bool:
    """Whether a table of cases says by the header of their titles that they are hazards, and no column says another."""
    headers = {each.column.path: each.header for each in table.binding.columns}
    title = headers.get("case.title", "")
    return "隐患" in title and "矛盾" not in title and "纠纷" not in title and "case.kind" not in headers


def _called(bound: Bound) -> str:
    """What a column is called in the report: 被反映人 stays that, where its role has the label 被申请人."""
    target = bound.column.target
    is_word_of_role = VOCABULARY["party_role"].find(plain_header(bound.header)) == target.subject
    return bound.header if target.field == "name" and is_word_of_role else target.zh


def _some(groups: Iterator[Group], size: int | None) -> list[Group]:
    """Groups of `size` rows together, or a little more."""
    taken: list[Group] = []
    rows = 0
    for each in groups:
        taken.append(each)
        rows += len(each)
        if size is not None and rows >= size:
            break
    return taken


def _shared(leader: Row, stated: RowValues) -> dict[str, Mapping[str, Any]]:
    """What a row states, and what the first row of its case states of the case."""
    values = dict(stated.values)
    for subject in SHARED:
        if shared := {**leader.of(subject), **stated.values.get(subject, {})}:
            values[subject] = shared
    return values


def _sent_along(sheet: str, number: int, at_fault: int) -> Reject:
    reason = f"与第 {at_fault} 行是同一件，那一行退回，本行随同退回"
    return Reject(sheet, number, "整行", "", reason, f"本行不用改，改好第 {at_fault} 行后一起载入")


def _letters(position: int) -> str:
    """The letters of a column, from 0: A, B … AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _original(cells: Sequence[Cell], kept: Mapping[int, str]) -> str:
    """The row as it stood, without what is refused."""
    row = {
        header: as_shown(cells[at]) for at, header in kept.items() if at < len(cells) and cells[at] not in (None, "")
    }
    return orjson.dumps(row).decode()


def _conflict_note(portion: Portion, conflict: Conflict) -> Note:
    before = portion.rows_before
    earlier = f"第 {conflict.earlier - before} 行" if conflict.earlier > before else "前一张工作表"
    what = f"与{earlier}是同一条{conflict.zh}，内容不同（{'、'.join(conflict.fields)}），以本行为准"
    return Note(portion.sheet, conflict.later - before, what)
