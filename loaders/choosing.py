"""Which built-in mapping a file is for, when nobody says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.errors import MissingColumn, NoMapping
from graph.vocabulary import Vocabulary
from loaders.mapping import Mapping, built_in, built_in_names
from loaders.reading import File
from loaders.table import Table, find_table, likeliest_header

_LEAST_FIT = 2
"""Columns with a meaning, below which nothing is recognised."""
_HINT = 2
"""Columns that a word of a title, sheet or file name weighs as much as."""
_HEADERS_SHOWN = 20


class Chosen(NamedTuple):
    """A mapping and the tables that it found in a file."""

    mapping: Mapping
    tables: tuple[Table, ...]


def tables_of(file: File, mapping: Mapping) -> tuple[Table, ...]:
    """The tables of `mapping` in a file's visible sheets. Raises MissingColumn when there is none."""
    tables = _find(file, mapping)
    if not tables:
        header = max((likeliest_header(each, mapping) for each in file.sheets if not each.hidden), key=len, default=[])
        found = "、".join([each for each in header if each][:_HEADERS_SHOWN]) or "（没有表头）"
        columns = "、".join(each.headers[0] for each in mapping.required) or "至少一个认得的列"
        raise MissingColumn(path=file.path, mapping=mapping.zh, columns=columns, found=found)
    return tables


def choose(file: File, vocabulary: Vocabulary) -> Chosen:
    """The built-in mapping that gives the most columns a meaning. Raises NoMapping when none is clearly best."""
    scored = []
    for name in built_in_names():
        mapping = built_in(name, vocabulary)
        if tables := _find(file, mapping):
            scored.append((_score(mapping, tables), Chosen(mapping, tables)))
    scored.sort(key=lambda each: -each[0])
    if not scored:
        raise NoMapping(path=file.path, reason="表头和哪一种都对不上", known=_known())
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        alike = "、".join(each.mapping.zh for score, each in scored if score == scored[0][0])
        raise NoMapping(path=file.path, reason=f"同样像{alike}", known=_known())
    return scored[0][1]


def _find(file: File, mapping: Mapping) -> tuple[Table, ...]:
    found = (find_table(each, mapping, file_name=file.path.stem) for each in file.sheets if not each.hidden)
    return tuple(each for each in found if each is not None and each.binding.fit >= _enough(mapping))


def _enough(mapping: Mapping) -> int:
    return max(_LEAST_FIT, len(mapping.required)) if len(mapping.columns) > 1 else 1


def _score(mapping: Mapping, tables: Sequence[Table]) -> int:
    titles = " ".join(title for each in tables for title in each.titles)
    hinted = any(each in titles for each in mapping.hints)
    required = max(len(mapping.required), 1)
    return 10 * (sum(each.binding.fit for each in tables) + _HINT * hinted) + required


def _known() -> str:
    return "、".join(built_in_names())
