"""Cells that are merged from row to row: what they say goes for each of the rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from loaders.cells import Cell
from loaders.sheet import Merge


class Filling:
    """Fills merged cells down, row after row, and never beyond the rows that they are merged over."""

    def __init__(self, merged: Sequence[Merge], *, below: int) -> None:
        """`below` is the last row of the header."""
        tall = (each for each in merged if each.bottom > each.top > below)
        self._coming = sorted(tall, reverse=True)
        self._open: list[tuple[Merge, Cell]] = []

    def fill(self, number: int, row: Sequence[Cell]) -> Sequence[Cell]:
        """Row `number` with the values of the cells merged into it; rows must come in their order."""
        if not self._coming and not self._open:
            return row
        self._open = [each for each in self._open if each[0].bottom >= number]
        filled = list(row)
        for merge, value in self._open:
            if merge.left < len(filled) and filled[merge.left] in (None, ""):
                filled[merge.left] = value
            elif merge.left >= len(filled):
                filled += [""] * (merge.left - len(filled)) + [value]
        while self._coming and self._coming[-1].top <= number:
            merge = self._coming.pop()
            if merge.top == number and merge.left < len(row) and row[merge.left] not in (None, ""):
                self._open.append((merge, row[merge.left]))
        return filled


def continued(merged: Sequence[Merge], positions: Collection[int]) -> set[int]:
    """The rows that a cell of one of the columns at `positions` joins to the row above."""
    tall = [each for each in merged if each.left in positions and each.bottom > each.top]
    return {number for each in tall for number in range(each.top + 1, each.bottom + 1)}
