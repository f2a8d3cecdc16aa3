"""What stands in the columns of a table that are no texts of the case, before its rows are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass

from loaders.binding import Binding
from loaders.cells import UNSTATED, Cell, as_text
from loaders.refused import refused_cell, trait_in

_REMEMBERED = 4096
"""Different texts of one column."""
_MOST_LABELS = 100
"""Different texts of a column of which most may be labels of a personal trait."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands in the columns that are no texts of the case."""

    refused: Map[int, str]
    """Columns that are refused for what stands in a cell, and why."""
    nameless: tuple[int, ...]
    """Columns without a header in which something stands."""


def _count(counts: dict[str, int], cell: Cell) -> None:
    """Count a cell of a column, as long as it holds few different ones."""
    if len(counts) < _MOST_LABELS:
        text = as_text(cell).strip()
        if text.upper() not in UNSTATED:
            counts[text] = counts.get(text, 0) + 1


def survey(rows: Iterable[Sequence[Cell]], binding: Binding) -> Survey:
    """Go through the cells of the columns that fill nothing or a code, those without a header too."""
    bound = {each.position for each in binding.columns}
    known = {each.position for each in binding.columns if each.column.target.code is None}
    known |= {at for at, _, _ in binding.refused}
    width = len(binding.headers)
    others = [at for at in range(width) if at not in known]
    blank = {at for at in others if not binding.headers[at]}
    refused: dict[int, str] = {}
    nameless: set[int] = set()
    passed: set[str] = set()
    words: dict[int, dict[str, int]] = {at: {} for at in others if at not in bound}
    of = 0
    for row in rows:
        of += 1
        for at in others if len(row) <= width else (*others, *range(width, len(row))):
            cell = row[at] if at < len(row) else None
            if cell is None or cell == "" or at in refused:
                continue
            if at in blank or at >= width:
                nameless.add(at)
            if at in words or at >= width:
                _count(words.setdefault(at, {}), cell)
            if type(cell) is not str or cell in passed:
                continue
            if why := refused_cell(cell.strip()):
                refused[at] = why
            elif len(passed) < _REMEMBERED:
                passed.add(cell)
    for at, counts in words.items():
        if at not in refused and len(counts) < _MOST_LABELS and trait_in(counts, rows=of) is not None:
            refused[at] = "内容是民族、宗教、政治面貌、婚姻、健康等个人特征"
    return Survey(refused, tuple(sorted(nameless)))
