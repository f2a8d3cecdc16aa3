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


class Unreadable(str):
    """A cell of which no value is known, only this text."""

    __slots__ = ()
    reason = "读不了"
    accepted = "一段文字或一个数"


class Uncomputed(Unreadable):
    """A formula that was saved without its value."""

    __slots__ = ()
    reason = "是公式，文件里没有存下计算结果"
    accepted = "在表格软件里打开后保存一次，或直接填写结果"


class Nested(Unreadable):
    """A list or an object within a JSON object."""

    __slots__ = ()
    reason = "是嵌套的列表或对象"


class BrokenLine(Unreadable):
    """A line of JSON lines that is no object; it is the only cell of its row."""

    __slots__ = ()
    reason = "这一行不是 JSON 对象"
    accepted = '一行一个对象，如 {"事件编号": "G1"}'


class Merge(NamedTuple):
    """Cells merged into one: rows counted from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet; the n-th row that `rows` gives is row n of the file (but see `shift`)."""

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
    shift: int = 0
    """What is added to the place of a row to give its number: -1 where the header is no row of the file."""
    source: Rows = field(default=lambda: iter(()), repr=False)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every row from row 1 on, lazily; each call begins again."""
        return self.source()


def sheet_of(
    name: str,
    source: Rows,
    *,
    height: int,
    merged: Sequence[Merge] = (),
    notes: Sequence[str] = (),
    shift: int = 0,
) -> Sheet:
    """A visible sheet whose rows `source` reads; reads the head of it."""
    return Sheet(name, height, tuple(islice(source(), HEAD)), merged=merged, notes=notes, shift=shift, source=source)


def hidden_sheet(name: str) -> Sheet:
    """A hidden sheet, of which the name alone is known."""
    return Sheet(name, 0, (), hidden=True)


def column_letters(position: int) -> str:
    """The letters of a column, from 0: A, B … AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
