"""What every kind of file is read into: sheets whose rows come one by one, as often as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from loaders.cells import Cell

HEAD = 64
"""Rows that are held: titles and the header stand among them."""

Rows = Callable[[], Iterator[Sequence[Cell]]]
"""Reads the rows anew from the first one at each call."""


class Uncomputed(str):
    """A formula that was saved without its value: nothing is known of the cell but this text of the formula."""

    __slots__ = ()


class Merge(NamedTuple):
    """Cells merged into one: rows counted from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet; the n-th row that `rows` gives is row n of the file."""

    name: str
    """Empty: a file of text has no sheets."""
    height: int
    """Rows in all, blank ones included."""
    head: Sequence[Sequence[Cell]]
    """The first rows, at most `HEAD`."""
    hidden: bool = False
    """Its rows were not read."""
    merged: Sequence[Merge] = ()
    """Empty too where the kind of file does not say."""
    notes: Sequence[str] = ()
    """What was noticed while it was read."""
    source: Rows = field(default=lambda: iter(()), repr=False)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every row from row 1 on, lazily; each call begins again."""
        return self.source()


def sheet_of(name: str, source: Rows, *, height: int, merged: Sequence[Merge] = (), notes: Sequence[str] = ()) -> Sheet:
    """A visible sheet whose rows `source` reads; reads the head of it."""
    return Sheet(name, height, tuple(islice(source(), HEAD)), merged=merged, notes=notes, source=source)


def hidden_sheet(name: str) -> Sheet:
    """A hidden sheet, of which the name alone is known."""
    return Sheet(name, 0, (), hidden=True)
