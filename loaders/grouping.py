"""Rows that are one case: its parties stand in a row each, and its number is merged over them or repeated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from loaders.cells import Cell, as_text
from loaders.headers import plain_header
from loaders.mapping import Mapping
from loaders.merging import continued
from loaders.table import Numbered, Table

_OF_CASES = ("case", "weekly")
_NAMING = ("case.number", "case.title")
_RUNNING = frozenset({"序号", "序", "no"})
_MOST = 500
"""Rows of one case: more are a column that says the same all the way down."""

Group = list[Numbered]


def grouped(table: Table, mapping: Mapping) -> Iterator[Group]:
    """The data rows of a table, those of one case together; rows that are no cases one by one."""
    if mapping.row not in _OF_CASES:
        yield from ([each] for each in table.rows())
        return
    numbers = [each.position for each in table.binding.columns if each.column.path == "case.number"]
    joined = continued(table.sheet.merged, naming_columns(table))
    group: Group = []
    for each in table.rows():
        if group and not (len(group) < _MOST and _belongs(each, group, numbers, joined)):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def naming_columns(table: Table) -> set[int]:
    """The columns that tell a case apart: its number, its title, the running number."""
    named = {each.position for each in table.binding.columns if each.column.path in _NAMING}
    return named | {at for at, each in enumerate(table.header) if plain_header(each) in _RUNNING}


def _belongs(row: Numbered, group: Group, numbers: Sequence[int], joined: Collection[int]) -> bool:
    """Whether a row goes on with the case of the rows before: by its number, or by cells merged with theirs."""
    own, first = _number_in(row[1], numbers), _number_in(group[0][1], numbers)
    if own and first:
        return own == first
    return not own and row[0] in joined and row[0] - 1 == group[-1][0]


def _number_in(cells: Sequence[Cell], positions: Sequence[int]) -> str:
    return next((text for at in positions if at < len(cells) and (text := as_text(cells[at]).strip())), "")
