"""Which column of a table fills which path of a mapping."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from graph.masking import mask_text
from graph.schema.shape import Type
from graph.vocabulary import Vocabulary
from loaders.cells import BadCell, Cell, as_text, error_value
from loaders.cells.cell import shortened
from loaders.headers import plain_header, scale_of, unit_of, unnamed
from loaders.joining import PARTS, day_of_parts, days_in_parts
from loaders.mapping import Column, Mapping
from loaders.naming import Naming
from loaders.refused import refused_header
from loaders.sheet import BrokenLine, Unreadable
from loaders.targets import Reader

IGNORED = frozenset({"退回原因", "序号", "", "no", "序", "编排序号", "行号"})
"""Headers in plain form that fill nothing and are not worth a word: the reason that `rejects` adds, running numbers."""

SHARED = ("case", "place", "weekly")
"""Subjects of which the rows of one case speak together."""

_REMEMBERED = 4096
"""Different texts of one column."""
_LONGEST_HEADER = 300
"""Characters, with the remark in brackets that forms put behind a header."""
_FIRST_MONTHS = 6
_DITTO = frozenset({"同上", "同前", "〃", "″", "〞"})
"""What a clerk writes for the cell above."""
_BARE_NUMBER = re.compile(r"[\d,，.．０-９\s]+")
_BY_THE_WAY = frozenset({"birth_date", "since", "until"})
"""Days of which registers often know the month alone: it is no day, and no reason to send the row back."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One column of the file and the path that it fills."""

    position: int
    header: str
    """As written; of a header of several rows the text that says what the column is."""
    column: Column
    parts: int = 1
    """Columns from this one on that make the value together: 年, 月 and 日 in a column each."""
    scale: int = 1
    """Yuan in one unit of an amount that is written without a unit."""


@dataclass(frozen=True, slots=True)
class Binding:
    """All columns of one table."""

    headers: tuple[str, ...]
    """The header in one row: the same columns are found from it again."""
    columns: tuple[Bound, ...]
    missing: tuple[str, ...]
    """Required columns that were not found, by their first header."""
    unused: tuple[tuple[int, str], ...]
    """Columns that fill nothing: position and header; they stay with the record as its original."""
    refused: tuple[tuple[int, str, str], ...]
    """Columns that are never loaded: position, header, why."""
    ambiguous: tuple[str, ...]
    """Sentences about columns of which one was taken, or that were understood from the columns before them."""
    fit: int
    """How many columns of the file have a meaning."""


def bind(mapping: Mapping, headers: Sequence[str]) -> Binding:
    """What `mapping` makes of a row of headers."""
    return Binder(mapping).bind([(each,) if each.strip() else () for each in headers])


class Binder:
    """One mapping, made ready to be compared with many rows."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._naming = Naming(mapping)
        dates = (each for each in mapping.columns if each.target.type in (Type.DATE, Type.DATETIME))
        self._dates = frozenset(header for each in dates for header in each.headers)

    def may_be_header(self, row: Sequence[Cell]) -> bool:
        """Whether some cell of a row can be a header, or a part of one."""
        return any(
            type(each) is str and 0 < len(each) <= _LONGEST_HEADER and self._naming.may_name(each) for each in row
        )

    def bind(self, levels: Sequence[Sequence[str]], *, titles: Sequence[str] = ()) -> Binding:
        """What the mapping makes of columns with these levels (see `headers.levels_of`)."""
        names = [self._naming.of(each) for each in levels]
        days = days_in_parts([each.plain for each in names], self._dates)
        names = [each._replace(plain=days[at]) if at in days else each for at, each in enumerate(names)]
        headers = _different([each.text for each in names])
        refused = [(at, headers[at], why) for at, each in enumerate(levels) if (why := _refused(each))]
        closed = {at for at, _, _ in refused}
        found: dict[str, list[int]] = {}
        for at, each in enumerate(names):
            if at not in closed:
                found.setdefault(each.plain or unnamed(at), []).append(at)
        columns, missing, ambiguous = self._columns(found, headers)
        columns += [
            Bound(at, headers[at], each.column)
            for at, each in enumerate(names)
            if each.column is not None and at not in closed and at not in {bound.position for bound in columns}
        ]
        columns, understood = self._naming.in_context(columns)
        columns = [replace(each, parts=PARTS) if each.position in days else each for each in columns]
        columns = [self._scaled(each, levels, titles) for each in columns]
        headers = _with_units(headers, columns)
        used = {at for each in columns for at in range(each.position, each.position + each.parts)}
        plain = [each.plain for each in names]
        return Binding(
            headers=headers,
            columns=tuple(columns),
            missing=tuple(missing),
            unused=tuple(
                (at, headers[at]) for at, each in enumerate(plain) if each not in IGNORED and at not in used | closed
            ),
            refused=tuple(refused),
            ambiguous=(*ambiguous, *understood),
            fit=len(used),
        )

    def _columns(
        self, found: Map[str, Sequence[int]], headers: Sequence[str]
    ) -> tuple[list[Bound], list[str], list[str]]:
        """The columns by the synonyms of the mapping, the required ones that are missing, and what was ambiguous."""
        columns: list[Bound] = []
        missing: list[str] = []
        ambiguous: list[str] = []
        end = self._end_of_first(found)
        for column in self.mapping.columns:
            known = column.among(found)
            places = [at for header in known for at in found[header]]
            if not places:
                missing += [column.headers[0]] if column.required else []
                continue
            places = [each for each in places if each < end] or places[:1]
            first = known[0]
            whose_is_open = found[first] if self._naming.is_bare(first) else places[:1]
            taken = places if column.target.many else whose_is_open
            columns += [Bound(at, headers[at] or unnamed(at), column) for at in taken]
            if same := [at for at in places[len(taken) :] if at in found[first]]:
                ambiguous.append(f"表头“{headers[places[0]]}”出现 {len(same) + 1} 次，取了第一列")
        return columns, missing, ambiguous

    def _end_of_first(self, found: Map[str, Sequence[int]]) -> float:
        """Where headers begin again that say one thing only, so that what stands beyond is of another table."""
        again = [
            found[header][1]
            for column in self.mapping.columns
            if not column.target.many and column.target.subject in SHARED and column.target.field != "name"
            for header in column.headers
            if len(found.get(header, ())) > 1
        ]
        return min(again) if len(again) > 1 else math.inf

    def _scaled(self, bound: Bound, levels: Sequence[Sequence[str]], titles: Sequence[str]) -> Bound:
        if bound.column.target.type is not Type.FLOAT or bound.column.target.field != "amount":
            return bound
        return replace(bound, scale=scale_of("".join(levels[bound.position]), titles))


def _refused(levels: Sequence[str]) -> str | None:
    plain = [plain_header(each) for each in levels]
    return refused_header("".join(plain)) or next((why for each in plain if (why := refused_header(each))), None)


def _with_units(headers: Sequence[str], columns: Sequence[Bound]) -> tuple[str, ...]:
    """The headers, with the unit of an amount where joining the rows of the header, or leaving a title, lost it."""
    lost = {each.position: each.scale for each in columns if scale_of(each.header, ()) != each.scale}
    return tuple(f"{each}（{unit_of(lost[at])}）" if at in lost else each for at, each in enumerate(headers))


def _different(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers, a repeated one with its count in brackets, which comparing passes over."""
    seen: dict[str, int] = {}
    made = []
    for each in headers:
        seen[each] = seen.get(each, 0) + 1
        made.append(f"{each}({seen[each]})" if each and seen[each] > 1 else each)
    return tuple(made)


@lru_cache(maxsize=64)
def binder_of(mapping: Mapping) -> Binder:
    """The binder of a mapping, made once."""
    return Binder(mapping)


# -- one row -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that cannot be read."""

    column: str
    value: str
    sealed: bool
    reason: str
    accepted: str
    position: int | None = None
    """The column of the cell, from 0."""


@dataclass(frozen=True, slots=True)
class RowValues:
    """What one row states, by subject and field; what it does not state is absent."""

    values: Map[str, Map[str, Any]]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    cells: Sequence[Cell]
    """The row as it was read: for 同上 what stands above, which a row that is sent back has lost."""


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        binding: Binding,
        mapping: Mapping,
        vocabulary: Vocabulary,
        *,
        year: int | None,
        next_year: int | None = None,
    ) -> None:
        """`year` is that of dates without one; `next_year` that of their first months, in a period over New Year."""
        self._columns = [
            _column_of(each, _scaling(_dated(each.column, mapping, vocabulary, year, next_year), each.scale))
            for each in binding.columns
        ]
        self._above: Sequence[Cell] = ()

    def read(self, row: Sequence[Cell], *, continues: bool = False) -> RowValues:
        """The values of `row`, every fault that it has, and remarks on what was left out or looks damaged.

        A row that continues the case of the row before need not say again what that one said.
        """
        if row and type(line := row[0]) is BrokenLine:
            return RowValues({}, (Fault("整行", line, False, line.reason, line.accepted),), (), row)
        values: dict[str, dict[str, Any]] = {}
        faults: list[Fault] = []
        remarks: list[str] = []
        said: list[str] = []
        row = self._above = row if _DITTO.isdisjoint(row) else self._meant(row, remarks)
        width = len(row)
        for bound, at, empty, known, subject, name, many, read in self._columns:
            cell = row[at] if at < width else None
            if empty == "" and (cell is None or cell == ""):
                continue
            if type(cell) is str and (value := known.get(cell)) is not None:
                stated = values.get(subject)
                if stated is None:
                    stated = values[subject] = {}
                stated[name] = (*stated.get(name, ()), *value) if many else value
                continue
            if bound.parts > 1:
                cell = day_of_parts(row[at : at + bound.parts])
            column = bound.column
            try:
                value = None if cell is None or cell == "" else read(_known(cell), remarks=said)
            except BadCell as bad:
                if column.lenient or (column.target.field in _BY_THE_WAY and bad.reason.startswith("只有年")):
                    remarks.append(_passed_over(bound, cell, bad))
                else:
                    faults.append(_fault(bound, cell, bad))
                said.clear()
                continue
            why = said[0] if said else "不能为空"
            if said:
                remarks += [f"“{bound.header}”{mask_text(each)}" for each in said]
                said.clear()
            if value is None:
                if column.required and not (continues and column.target.subject in SHARED):
                    faults.append(_fault(bound, cell, BadCell(why, column.target.zh)))
                continue
            stated = values.setdefault(subject, {})
            stated[name] = (*stated.get(name, ()), *value) if many else value
        return RowValues(values, tuple(faults), tuple(remarks), row)

    def _meant(self, row: Sequence[Cell], remarks: list[str]) -> list[Cell]:
        """The row with 同上 replaced by what stands above, which is said of each column that has a meaning."""
        meant = [self._above[at] if each in _DITTO and at < len(self._above) else each for at, each in enumerate(row)]
        meant = [None if each in _DITTO else each for each in meant]
        for bound, at, *_ in self._columns:
            if at < len(row) and row[at] in _DITTO:
                how = "按上一行的内容读" if meant[at] not in (None, "") else "上面没有内容，没有采用"
                remarks.append(f"“{bound.header}”写的是“{row[at]}”，{how}")
        return meant


class _ReadColumn(NamedTuple):
    """A column as its cells are read, a million times: what is asked of it is at hand."""

    bound: Bound
    position: int
    empty: str | None
    """What a cell that is passed over holds; None: every cell is looked at."""
    known: dict[str, Any]
    """The values of texts that were read before; none of a day in parts."""
    subject: str
    field: str
    many: bool
    read: Reader


def _column_of(bound: Bound, read: Reader) -> _ReadColumn:
    target, known = bound.column.target, dict[str, Any]()
    whole = bound.parts == 1
    return _ReadColumn(
        bound, bound.position, "" if whole and not bound.column.required else None, known if whole else {},
        target.subject, target.field, target.many, _remembering(read, known),
    )  # fmt: skip


def _reader_of(column: Column, mapping: Mapping, vocabulary: Vocabulary, year: int | None) -> Reader:
    translations = mapping.values.get(column.path, {})
    return column.target.reads(vocabulary, translations=translations, year=year)


def _dated(column: Column, mapping: Mapping, vocabulary: Vocabulary, year: int | None, next_year: int | None) -> Reader:
    """The reader of a column; in a period over New Year a date of its first months is of the second year."""
    read = _reader_of(column, mapping, vocabulary, year)
    if next_year is None or column.target.type not in (Type.DATE, Type.DATETIME):
        return read
    read_later = _reader_of(column, mapping, vocabulary, next_year)

    def dated(cell: Cell, *, remarks: list[str]) -> Any:
        value = read(cell, remarks=remarks)
        is_early = value is not None and value.month <= _FIRST_MONTHS
        return read_later(cell, remarks=[]) if is_early else value

    return dated


def _remembering(read: Reader, known: dict[str, Any]) -> Reader:
    """`read`, with the first texts of its column remembered in `known`: most columns repeat a few all the way down.

    A text that gives rise to a remark is read anew each time, as the remark is of each row.
    """
    bad: dict[str, BadCell] = {}

    def remembered(cell: Cell, *, remarks: list[str]) -> Any:
        if type(cell) is not str:
            return read(cell, remarks=remarks)
        if cell in known:
            return known[cell]
        if (why := bad.get(cell)) is not None:
            raise BadCell(why.reason, why.accepted)
        if (error := error_value(cell)) is not None:
            remarks.append(f"是表格的错误值 {error}，没有采用")
            return None
        try:
            value = read(cell, remarks=remarks)
        except BadCell as error:
            if len(bad) < _REMEMBERED:
                bad[cell] = BadCell(error.reason, error.accepted)
            raise
        if not remarks and len(known) < _REMEMBERED:
            known[cell] = value
        return value

    return remembered


def _scaling(read: Reader, scale: int) -> Reader:
    """`read` for a column of amounts whose header states a unit; a cell that states its own keeps that."""
    if scale == 1:
        return read

    def scaled(cell: Cell, *, remarks: list[str]) -> Any:
        value = read(cell, remarks=remarks)
        is_bare = not isinstance(cell, str) or _BARE_NUMBER.fullmatch(cell.strip()) is not None
        return round(value * scale, 2) if value is not None and is_bare else value

    return scaled


def _known(cell: Cell) -> Cell:
    """The cell itself. Raises BadCell for one of which no value is known."""
    if isinstance(cell, Unreadable):
        raise BadCell(cell.reason, cell.accepted)
    return cell


def _passed_over(bound: Bound, cell: Cell, bad: BadCell) -> str:
    """What is said of a value that is not taken, and no reason to send the row back."""
    shown = None if bound.column.target.sealed else as_text(cell).strip()
    return _not_taken(bound.header, shown, bad.reason)


@lru_cache(maxsize=4096)
def _not_taken(header: str, shown: str | None, reason: str) -> str:
    """One text for all the rows that say the same: in a long file there may be a million."""
    value = "" if shown is None else f"“{mask_text(shortened(shown))}”"
    return f"“{header}”的值{value}{reason}，没有采用"


def _fault(bound: Bound, cell: Cell, bad: BadCell) -> Fault:
    return Fault(
        bound.header, as_text(cell).strip(), bound.column.target.sealed, bad.reason, bad.accepted, bound.position
    )
