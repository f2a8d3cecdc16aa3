"""Which column of a table fills which path of a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any

from graph.vocabulary import Vocabulary
from loaders.cells import BadCell, Cell, as_text, damage
from loaders.headers import plain_header, unnamed
from loaders.mapping import Column, Mapping
from loaders.refused import refused_header
from loaders.targets import Reader

IGNORED = frozenset({"退回原因", "序号", "", "no", "序"})
"""Headers in plain form that fill nothing and are not worth a word: the reason that `rejects` adds, running numbers."""

_REMEMBERED = 4096
"""Different texts of one column."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One column of the file and the path that it fills."""

    position: int
    header: str
    """As written."""
    column: Column


@dataclass(frozen=True, slots=True)
class Binding:
    """All columns of one table."""

    columns: tuple[Bound, ...]
    missing: tuple[str, ...]
    """Required columns that were not found, by their first header."""
    unused: tuple[tuple[int, str], ...]
    """Columns that fill nothing: position and header; they stay with the record as its original."""
    refused: tuple[tuple[int, str, str], ...]
    """Columns that are never loaded: position, header, why."""
    ambiguous: tuple[str, ...]
    """Sentences about columns of which one was taken."""
    fit: int
    """How many columns of the file have a meaning."""


def bind(mapping: Mapping, headers: Sequence[str]) -> Binding:
    """What `mapping` makes of a row of headers."""
    stated = [plain_header(each) for each in headers]
    plain = [each or unnamed(at) for at, each in enumerate(stated)]
    refused = [(at, headers[at], why) for at, each in enumerate(plain) if (why := refused_header(each))]
    closed = {at for at, _, _ in refused}
    open_headers: dict[str, list[int]] = {}
    for at, each in enumerate(plain):
        if at not in closed:
            open_headers.setdefault(each, []).append(at)
    columns: list[Bound] = []
    ambiguous: list[str] = []
    missing: list[str] = []
    for column in mapping.columns:
        found = [at for header in column.among(open_headers) for at in open_headers[header]]
        if not found:
            missing += [column.headers[0]] if column.required else []
            continue
        taken = found if column.target.many else found[:1]
        columns += [Bound(at, headers[at] or plain[at], column) for at in taken]
        if same := [at for at in found[len(taken) :] if plain[at] == plain[found[0]]]:
            ambiguous.append(f"表头“{headers[found[0]]}”出现 {len(same) + 1} 次，取了第一列")
    used = {each.position for each in columns}
    unused = [(at, headers[at]) for at, each in enumerate(stated) if each not in IGNORED and at not in used | closed]
    return Binding(
        columns=tuple(columns),
        missing=tuple(missing),
        unused=tuple(unused),
        refused=tuple(refused),
        ambiguous=tuple(ambiguous),
        fit=len(used),
    )


# -- one row -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that cannot be read."""

    column: str
    value: str
    sealed: bool
    reason: str
    accepted: str


@dataclass(frozen=True, slots=True)
class RowValues:
    """What one row states, by subject and field; what it does not state is absent."""

    values: Map[str, Map[str, Any]]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, binding: Binding, mapping: Mapping, vocabulary: Vocabulary, *, year: int | None) -> None:
        self._columns = [
            (each, _remembering(_reader_of(each.column, mapping, vocabulary, year))) for each in binding.columns
        ]

    def read(self, row: Sequence[Cell]) -> RowValues:
        """The values of `row`, every fault that it has, and remarks on what was left out or looks damaged."""
        values: dict[str, dict[str, Any]] = {}
        faults: list[Fault] = []
        remarks: list[str] = []
        for bound, read in self._columns:
            cell = row[bound.position] if bound.position < len(row) else None
            column = bound.column
            try:
                value = None if cell is None or cell == "" else read(cell)
            except BadCell as bad:
                if column.lenient:
                    remarks.append(f"“{bound.header}”的值{bad.reason}，没有采用")
                else:
                    faults.append(_fault(bound, cell, bad))
                continue
            if value is None:
                if column.required:
                    faults.append(Fault(bound.header, "", False, "不能为空", column.target.zh))
                continue
            if column.target.sealed and (harm := damage(cell)):
                remarks.append(f"“{bound.header}”{harm}，按原样留存，不用于认人")
            subject = values.setdefault(column.target.subject, {})
            name = column.target.field
            subject[name] = (*subject.get(name, ()), *value) if column.target.many else value
        return RowValues(values, tuple(faults), tuple(remarks))


def _reader_of(column: Column, mapping: Mapping, vocabulary: Vocabulary, year: int | None) -> Reader:
    translations = mapping.values.get(column.path, {})
    return column.target.reads(vocabulary, translations=translations, year=year)


def _remembering(read: Reader) -> Reader:
    """`read`, with the first texts of its column remembered: most columns repeat a few all the way down."""
    known: dict[str, Any] = {}

    def remembered(cell: Cell) -> Any:
        if type(cell) is not str:
            return read(cell)
        if cell not in known:
            value = read(cell)
            if len(known) >= _REMEMBERED:
                return value
            known[cell] = value
        return known[cell]

    return remembered


def _fault(bound: Bound, cell: Cell, bad: BadCell) -> Fault:
    return Fault(bound.header, as_text(cell).strip(), bound.column.target.sealed, bad.reason, bad.accepted)


def stated_elsewhere(rows: Iterable[Sequence[Cell]], position: int) -> Iterable[str]:
    """The different texts of one column."""
    return {as_text(row[position]).strip() for row in rows if position < len(row) and row[position] not in (None, "")}
