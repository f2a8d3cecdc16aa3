"""The first rows of a file as they would become, for whoever writes a mapping: nothing is written to a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graph.masking import mask, mask_text
from graph.model import Edge
from graph.schema import NODE_SHAPES
from graph.schema.shape import Field, shape_of
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.binding import Binding, Fault, RowReader
from loaders.building import BadRow, Row, build_row
from loaders.cells import as_text
from loaders.choosing import tables_of
from loaders.draft import Draft
from loaders.mapping import Mapping
from loaders.mapping.comparing import profile_for
from loaders.reading import File
from loaders.report import Reject, reject_of
from loaders.table import Table

ROWS = 5
_LONGEST = 80
_UNTOLD = frozenset({"original", "batch", "keys", "profile", "visible_to", "source", "record", "community"})
"""Fields that say nothing of how a mapping reads a row."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record that a row states."""

    kind: str
    zh: str
    fields: tuple[tuple[str, str, str], ...]
    """Name, Chinese name, value as people read it, numbers masked."""
    links: tuple[str, ...] = ()
    """What it is linked to in the same row, a sentence each."""

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "fields": {name: value for name, _, value in self.fields}, "links": list(self.links)}


@dataclass(frozen=True, slots=True)
class TriedRow:
    """One row: what it states, what is said about it, or why it would come back."""

    sheet: str
    row: int
    records: tuple[Record, ...] = ()
    remarks: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()

    def as_json(self, file: str) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "records": [each.as_json() for each in self.records],
            "remarks": list(self.remarks),
            "rejects": [each.as_json(file) for each in self.rejects],
        }


@dataclass(frozen=True, slots=True)
class Trial:
    """A mapping tried on the first rows of a file."""

    file: str
    mapping: Mapping
    bindings: tuple[tuple[str, Binding], ...]
    """By sheet."""
    rows: tuple[TriedRow, ...] = field(default=())

    @property
    def rejected(self) -> int:
        """Rows that would come back."""
        return sum(bool(each.rejects) for each in self.rows)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "mapping": self.mapping.name,
            "row": self.mapping.row,
            "tables": [{"sheet": sheet, **_binding_json(binding)} for sheet, binding in self.bindings],
            "rows": [each.as_json(self.file) for each in self.rows],
        }


def try_mapping(file: File, mapping: Mapping, *, rows: int = ROWS, vocabulary: Vocabulary = VOCABULARY) -> Trial:
    """What the first `rows` data rows of each table of `file` would become. Raises MissingColumn."""
    tables = tables_of(file, mapping)
    tried = [each for table in tables for each in islice(tried_rows(table, mapping, vocabulary), rows)]
    bindings = tuple((each.sheet.name, each.binding) for each in tables)
    return Trial(file.name, mapping, bindings, tuple(tried))


def tried_rows(table: Table, mapping: Mapping, vocabulary: Vocabulary) -> Iterator[TriedRow]:
    """The data rows of a table, each built on its own, as they are asked for."""
    facts = table.facts
    reader = RowReader(table.binding, mapping, vocabulary, year=facts.year)
    today = dt.datetime.now(dt.UTC).date()
    profile = profile_for(filter(None, table.header), mapping.compared)
    for number, cells in table.rows():
        stated = reader.read(cells)
        row = Row(
            stated.values, mapping.source, mapping.defaults, facts, "", "", today, list(stated.remarks), profile=profile
        )  # fmt: skip
        yield _tried(table.sheet.name, number, row, stated.faults, mapping, vocabulary)


def _tried(
    name: str, number: int, row: Row, faults: Sequence[Fault], mapping: Mapping, vocabulary: Vocabulary
) -> TriedRow:
    rejects = tuple(reject_of(each, sheet=name, row=number) for each in faults)
    draft = Draft(row=number)
    if not rejects:
        try:
            build_row(mapping.row, row, draft)
        except BadRow as bad:
            rejects = (Reject(name, number, bad.column, "", bad.reason, bad.accepted),)
    records = () if rejects else _records(draft, vocabulary)
    return TriedRow(name, number, records, tuple(mask_text(each) for each in row.remarks), rejects)


# -- a draft for people --------------------------------------------------------------------------


def _records(draft: Draft, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """The records of one row, cases first, in the order of the records' definition."""
    titles = {id: _title(stated.fields, stated.fills) for id, stated in draft.nodes.items()}
    links: dict[str, list[str]] = {}
    for edge in draft.edges.values():
        links.setdefault(edge.source, []).append(_link(edge, titles, vocabulary))
    order = {kind: at for at, kind in enumerate(NODE_SHAPES)}
    found = []
    for id, stated in draft.nodes.items():
        shape = shape_of(stated.record)
        values = {**stated.fills, **stated.fields}
        fields = tuple(
            (each.name, each.zh, _shown(each, values[each.name], titles, vocabulary))
            for each in shape.properties
            if each.name in values and each.name not in _UNTOLD and values[each.name] not in (None, "", ())
        )
        found.append((order[shape.name], Record(shape.name, stated.record.ZH, fields, tuple(links.get(id, ())))))
    return tuple(record for _, record in sorted(found, key=lambda each: each[0]))


def _title(fields: Any, fills: Any) -> str:
    values = {**fills, **fields}
    return str(values.get("full_name") or values.get("title") or values.get("name") or values.get("kind") or "")


def _link(edge: Edge, titles: Map[str, str], vocabulary: Vocabulary) -> str:
    """An edge as a sentence: 当事人角色 申请人 → 楼上漏水."""
    shape = shape_of(type(edge))
    facts = [
        f"{each.zh} {_shown(each, value, titles, vocabulary)}"
        for each in shape.properties
        if each.name not in _UNTOLD and (value := getattr(edge, each.name)) not in (None, "", ())
    ]
    other = titles.get(edge.target) or "（已知的记录）"
    return mask_text(f"{type(edge).ZH} → {other}" + (f"（{'，'.join(facts)}）" if facts else ""))


def _shown(field: Field, value: Any, titles: Map[str, str], vocabulary: Vocabulary) -> str:
    """A value as people read it: codes by their label, ids by what they name, numbers masked, long texts shortened."""
    if isinstance(value, tuple | list):
        return "、".join(_shown(field, each, titles, vocabulary) for each in value)
    if field.code is not None:
        return vocabulary.label(field.code, str(value))
    if value in titles:
        return titles[value]
    text = as_text(value)
    shown = mask(text) if field.sealed else mask_text(text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def _binding_json(binding: Binding) -> dict[str, Any]:
    return {
        "columns": [
            {"column": each.position + 1, "header": each.header, "path": each.column.path, "zh": each.column.target.zh}
            for each in binding.columns
        ],
        "unused": [header for _, header in binding.unused],
        "refused": [{"header": header, "why": why} for _, header, why in binding.refused],
        "remarks": list(binding.ambiguous),
    }
