"""What loading did: every row accounted for, every rejected value with its reason, numbers masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.masking import mask, mask_text
from graph.schema import NODE_SHAPES
from loaders.binding import Fault
from loaders.cells import Cell
from loaders.listing import Listing
from loaders.table import NotData, TitleFacts

_LONGEST_VALUE = 60
_SHOWN = 20
_LISTED = 100
_EXPECTED = ("表头", "空行", "表头上方的标题", "重复的表头")
"""Rows without data that need no word in the report for people."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One value for which a row was rejected."""

    sheet: str
    row: int
    column: str
    value: str
    """Masked, shortened."""
    reason: str
    accepted: str
    position: int | None = None
    """The column of the cell, from 0; None: the row as a whole."""

    def as_json(self, file: str) -> dict[str, Any]:
        return {
            "file": file, "sheet": self.sheet, "row": self.row, "column": self.column, "value": self.value,
            "reason": self.reason, "accepted": self.accepted,
        }  # fmt: skip

    def __str__(self) -> str:
        where = f"{self.sheet} " if self.sheet else ""
        value = f"“{self.value}”" if self.value else ""
        return f"{where}第 {self.row} 行 {self.column}{value}：{self.reason}；可填：{self.accepted}"


def reject_of(fault: Fault, *, sheet: str, row: int) -> Reject:
    """The reject of a fault, its value masked."""
    value = mask(fault.value) if fault.sealed else mask_text(fault.value)
    short = value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…"
    return Reject(sheet, row, fault.column, short, mask_text(fault.reason), fault.accepted, fault.position)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of the report should know; row 0: of the whole sheet or file."""

    sheet: str
    row: int
    text: str

    def __str__(self) -> str:
        place = " ".join(each for each in (self.sheet, f"第 {self.row} 行" if self.row else "") if each)
        return f"{place}：{self.text}" if place else self.text


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A rejected row as it was, for correction; never masked, so never part of a report."""

    sheet: str
    row: int
    cells: tuple[Cell, ...]
    """Empty where the column is refused."""
    rejects: tuple[Reject, ...]
    continues: bool = False
    """It is of one case with the row before."""


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """The rejected rows of one table with what stood above them."""

    sheet: str
    above: tuple[tuple[Cell, ...], ...]
    header: tuple[Cell, ...]
    rows: Sequence[RejectedRow]
    naming: frozenset[int] = frozenset()
    """The columns that tell a case apart: merged over its rows, they hold them together."""
    facts: TitleFacts = field(default_factory=TitleFacts)
    """What the titles said, among them the names of sheet and file."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Where a table was found, and what was made of it."""

    sheet: str
    first: int
    last: int
    """The rows of its header."""
    columns: tuple[tuple[str, str, str], ...]
    """Header, path and what the path is called, of each column with a meaning."""
    facts: TitleFacts

    def as_json(self) -> dict[str, Any]:
        facts = self.facts
        return {
            "sheet": self.sheet,
            "header_rows": [self.first, self.last],
            "columns": [{"header": header, "field": path, "zh": zh} for header, path, zh in self.columns],
            "title": {"year": facts.year, "community": facts.community, "day": facts.day and facts.day.isoformat()},
        }

    def __str__(self) -> str:
        where = f"在第 {self.first} 行" if self.first == self.last else f"在第 {self.first}—{self.last} 行"
        where = where if self.first else "是各对象的键"
        told = f"；标题说明：{self.facts}" if str(self.facts) else ""
        names = "、".join(header if header == zh else f"{header}→{zh}" for header, _, zh in self.columns)
        return f"{self.sheet + ' ' if self.sheet else ''}表头{where}，认出 {len(self.columns)} 列：{names}{told}"


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What one file gave."""

    path: Path
    mapping: str
    mapping_zh: str
    chosen: bool
    """True: the mapping was found from the headers."""
    read: int = 0
    """Rows of all visible sheets: loaded, rejected and no data together."""
    loaded: int = 0
    tables: list[FoundTable] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    not_data: list[NotData] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    returned: list[RejectedSheet] = field(default_factory=list)
    new: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    links: dict[str, int] = field(default_factory=dict)
    """Edges: how many are new, updated, deleted."""
    mentions: Listing = field(default_factory=Listing)
    cases: Listing = field(default_factory=Listing)
    """Ids of mentions and cases that are new or changed."""
    loosened: set[str] = field(default_factory=set)
    """Ids of mentions that are gone or corrected, and of those that may be another person's because of it."""

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def rejected(self) -> int:
        """Rows rejected."""
        return sum(len(each.rows) for each in self.returned)

    @property
    def aside(self) -> int:
        """Rows that are no data."""
        return sum(each.last - each.first + 1 for each in self.not_data)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "mapping": self.mapping,
            "mapping_chosen_automatically": self.chosen,
            "rows": self.read,
            "loaded": self.loaded,
            "rejected": self.rejected,
            "not_data": self.aside,
            "records": {
                kind: {"new": self.new[kind], "updated": self.updated[kind], "unchanged": self.unchanged[kind]}
                for kind in self._kinds()
            },
            "links": self.links,
            "tables": [each.as_json() for each in self.tables],
            "rejects": [each.as_json(self.file) for each in self.rejects],
            "not_data_rows": [
                {"sheet": each.sheet, "first": each.first, "last": each.last, "why": each.why} for each in self.not_data
            ],
            "refused_columns": self.refused,
            "unused_columns": self.unused,
            "notes": [{"sheet": each.sheet, "row": each.row, "text": each.text} for each in self.notes],
        }

    def lines(self) -> Iterator[str]:
        """The report for people, a line each."""
        how = "自动识别为" if self.chosen else "按"
        yield (
            f"{self.file}：{how}“{self.mapping_zh}”（{self.mapping}），共 {self.read:,} 行："
            f"载入 {self.loaded:,}，退回 {self.rejected:,}，非数据 {self.aside:,}"
        )
        for kind in self._kinds():
            name = NODE_SHAPES[kind].record.ZH
            yield f"  {name}：新增 {self.new[kind]:,}，更新 {self.updated[kind]:,}，未变 {self.unchanged[kind]:,}"
        yield from _header_lines(self.tables)
        yield from _shortened("非数据", [str(each) for each in self.not_data if each.why not in _EXPECTED])
        for label, some in (("拒收的列", self.refused), ("没有对应的列（留在原始记录里）", self.unused)):
            if some:
                yield f"  {label}：{_listed(some)}"
        yield from _shortened("说明", [str(each) for each in self.notes])
        yield from _shortened("退回", [str(each) for each in self.rejects])

    def _kinds(self) -> list[str]:
        return [kind for kind in NODE_SHAPES if self.new[kind] or self.updated[kind] or self.unchanged[kind]]


def _header_lines(tables: Sequence[FoundTable]) -> Iterator[str]:
    """A line for each header; beneath one that serves several parts, what their headings say."""
    for header, parts in groupby(tables, key=lambda each: (each.sheet, each.first, each.last, each.columns)):
        first, *others = parts
        yield f"  表头：{first}"
        if told := [str(each.facts) for each in others if str(each.facts)]:
            where = f"{header[0]} " if header[0] else ""
            yield f"  小标题说明：{where}{_listed(told)}"


def _listed(texts: Sequence[str]) -> str:
    """Each text once, long ones and long lists cut short: of a header of thousands of characters, its beginning."""
    once = [each if len(each) <= _LONGEST_VALUE else each[:_LONGEST_VALUE] + "…" for each in dict.fromkeys(texts)]
    more = f" 等 {len(once):,} 项，用 --json 看全部" if len(once) > _LISTED else ""
    return "、".join(once[:_LISTED]) + more


def _shortened(label: str, lines: list[str]) -> Iterator[str]:
    for each in lines[:_SHOWN]:
        yield f"  {label}：{each}"
    if len(lines) > _SHOWN:
        yield f"  {label}：另有 {len(lines) - _SHOWN:,} 条，用 --json 看全部"


@dataclass(slots=True)
class LoadReport:
    """What all files gave, in their order."""

    files: list[FileReport] = field(default_factory=list)

    @property
    def loaded(self) -> int:
        """Rows loaded."""
        return sum(each.loaded for each in self.files)

    @property
    def rejected(self) -> int:
        """Rows rejected."""
        return sum(each.rejected for each in self.files)

    @property
    def mentions(self) -> Listing:
        """Ids of mentions that are new, changed or gone, and of those that may be another person's because of it."""
        loosened = Listing()
        loosened.add(sorted(set[str]().union(*(each.loosened for each in self.files))))
        return Listing.joined([*(each.mentions for each in self.files), loosened])

    @property
    def cases(self) -> Listing:
        """Ids of cases that are new or changed."""
        return Listing.joined(each.cases for each in self.files)

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": sum(each.read for each in self.files),
            "loaded": self.loaded,
            "rejected": self.rejected,
            "files": [each.as_json() for each in self.files],
        }

    def as_text(self) -> str:
        return "\n".join(line for each in self.files for line in each.lines())
