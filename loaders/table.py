"""One sheet as a table: where its header is, what stands above it, which rows are no data.

Every row of the sheet ends up as data or, with a reason, as no data; none is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.schema.shape import Type
from loaders.aside import AGAIN, BENEATH, BLANK, HEADER, OTHER, TITLE, Asides, is_blank, numbered_alike
from loaders.binding import Binder, Binding, bind, binder_of
from loaders.cells import Cell, as_text, read_line
from loaders.headers import levels_of
from loaders.mapping import Mapping
from loaders.merging import Filling
from loaders.sheet import Sheet
from loaders.titles import TitleFacts, title_facts

_SEARCHED = 60
"""Rows in which the header must stand."""
_DEEPEST = 3
"""Rows of a header."""
_MOST_TITLES = 4
"""Rows that may stand over a header in the midst of a sheet."""
_LEAST_WORDS = 3
_LEAST_DIGITS = 7
_DIGITS = re.compile(r"'?[\d*][\d* \-—]{5,}[\dXx*]")
"""What telephones and numbers of persons and cases are made of."""
_FOREIGN = "像是另一张表，没有载入"

Numbered = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class NotData:
    """A run of rows that hold no data, and why."""

    sheet: str
    first: int
    last: int
    why: str

    def __str__(self) -> str:
        rows = f"第 {self.first} 行" if self.first == self.last else f"第 {self.first}—{self.last} 行"
        return f"{self.sheet + ' ' if self.sheet else ''}{rows}：{self.why}"


@dataclass(slots=True)
class Table:
    """A sheet, or the part of one from row `first` on, whose header was found."""

    sheet: Sheet
    binding: Binding
    binder: Binder
    block: Sequence[Sequence[Cell]]
    """The rows of the header."""
    header_row: int
    """The last row of the header."""
    titles: tuple[str, ...]
    """What stands above the header, and the names of sheet and file."""
    above: Sequence[Sequence[Cell]] = ()
    """The rows above the header, or above the first one of several beneath each other."""
    first: int = 1
    """The first row that is this table's."""
    not_data: list[NotData] = field(default_factory=list)
    follows: Table | None = None
    """Once all rows were read: a table with another header beneath this one."""

    @property
    def header_top(self) -> int:
        """The first row of the header."""
        return self.header_row - len(self.block) + 1

    @property
    def header(self) -> Sequence[str]:
        """The header in one row."""
        return self.binding.headers

    @property
    def facts(self) -> TitleFacts:
        return _facts_of(tuple(self.titles))

    def rows(self) -> Iterator[Numbered]:
        """The data rows with their numbers, merged cells filled down; the others are put on `not_data` as they come."""
        filling = Filling(self.sheet.merged, below=self.header_row)
        for number, row in self._data():
            yield number + self.sheet.shift, filling.fill(number, row)

    def _data(self) -> Iterator[Numbered]:
        asides = Asides(
            block=self.block, above=self.above, merged=self.sheet.merged, header_row=self.header_row,
            width=self.binding.fit, wordy=_wordy(self.binding),
        )  # fmt: skip
        held: list[Numbered] = []
        """Rows of one cell: data, or titles of a header that comes next."""
        foreign = False
        for number, row in enumerate(self.sheet.rows(), 1):
            if number < self.first:
                continue
            why = self._why(number, row, asides)
            if why is None and not foreign and _is_single(row):
                if len(held) > _MOST_TITLES:
                    yield from self._released(held, is_title=False)
                    held = []
                held.append((number, row))
                continue
            if why == BLANK and 0 < len(held) <= 2 * _MOST_TITLES:
                held.append((number, row))
                continue
            if why == OTHER:
                why, after = self._at_other_header(number, row)
                if after is not None:
                    yield from self._released(held, is_title=True)
                    self.follows = after
                    return
                foreign = foreign or why == _FOREIGN
            if why == BENEATH and not foreign and (titles := self._titled_anew(row)):
                yield from self._released(held, is_title=False)
                self._put_aside(number, why)
                self.follows = replace(self, titles=titles, first=number + 1, not_data=[], follows=None)
                return
            if why == AGAIN and (titles := _telling(held)):
                yield from self._released(held, is_title=True)
                self.follows = self._under(titles, number)
                return
            foreign = foreign and why != AGAIN
            yield from self._released(held, is_title=why in (AGAIN, _FOREIGN))
            held = []
            if why is None and not foreign:
                yield number, row
            else:
                self._put_aside(number, _FOREIGN if foreign and why != BLANK else why or _FOREIGN)
        yield from self._released(held, is_title=False)

    def _why(self, number: int, row: Sequence[Cell], asides: Asides) -> str | None:
        if number < self.header_top:
            return BLANK if is_blank(row) else TITLE
        return HEADER if number <= self.header_row else asides.why(number, row)

    def _at_other_header(self, number: int, row: Sequence[Cell]) -> tuple[str | None, Table | None]:
        """What a row of headers beneath the data begins: the same table again, another one that can be read, or not.

        Two cells that happen to be words of headers, 社区 and 网格, begin nothing: they are data.
        """
        binding = self.binder.bind(levels_of([row], top=number, merged=()), titles=self.titles)
        mine = {(each.position, each.column.path) for each in self.binding.columns}
        if {(each.position, each.column.path) for each in binding.columns} == mine:
            return AGAIN, None
        if binding.missing or binding.fit < min(self.binding.fit, 2):
            return (_FOREIGN if _filled(row) >= _LEAST_WORDS else None), None
        after = replace(self, binding=binding, block=[row], header_row=number, first=number, not_data=[], follows=None)
        return HEADER, after

    def _titled_anew(self, row: Sequence[Cell]) -> tuple[str, ...]:
        """The titles of the rows beneath a sub-heading such as 二、多福社区, which ends what 一、打铜社区 said; empty:
        it says nothing that the titles above do not.
        """
        lines = [text for each in row if (text := read_line(each))]
        ended = [each for each in self.titles if any(numbered_alike(each, line) for line in lines)]
        titles = (*lines, *(each for each in self.titles if each not in ended and each not in lines))
        return titles if _facts_of(titles) != self.facts else ()

    def _under(self, titles: Sequence[str], number: int) -> Table:
        """This table once more from its header in row `number` on, under titles that say something else."""
        return replace(
            self, header_row=number + len(self.block) - 1, titles=(*titles, *self.titles), above=(), first=number,
            not_data=[], follows=None,
        )  # fmt: skip

    def _released(self, held: Sequence[Numbered], *, is_title: bool) -> Iterator[Numbered]:
        for number, row in held:
            if is_blank(row):
                self._put_aside(number, BLANK)
            elif is_title:
                self._put_aside(number, TITLE)
            else:
                yield number, row

    def _put_aside(self, number: int, why: str) -> None:
        number += self.sheet.shift
        if number < 1:
            return
        last = self.not_data[-1] if self.not_data else None
        if last and last.why == why and last.last == number - 1:
            self.not_data[-1] = NotData(self.sheet.name, last.first, number, why)
        else:
            self.not_data.append(NotData(self.sheet.name, number, number, why))


def _wordy(binding: Binding) -> frozenset[int]:
    """The columns in which a row may hold a sentence and nothing else: all but numbers, days and codes."""
    return frozenset(
        each.position
        for each in binding.columns
        if each.column.target.type in (Type.STR, Type.STRS)
        and each.column.target.code is None
        and each.column.target.field not in ("number", "record", "code")
    )


def _telling(held: Sequence[Numbered]) -> list[str]:
    """The titles over a repeated header, where they say something of the rows beneath."""
    lines = [text for _, row in held for each in row if (text := read_line(each))]
    return lines if lines and title_facts(lines) != TitleFacts() else []


def find_table(sheet: Sheet, mapping: Mapping, *, file_name: str) -> Table | None:
    """The table of `mapping` in a sheet: the rows of its head that fit best, every required column in them.

    Of equal fits the one that leaves no merged cell half read, then the one of fewest rows, then the first. A header
    neither begins nor ends with a row in which nothing can be a header: without that row it fits as well.
    """
    binder = binder_of(mapping)
    hopeful = [
        not any(map(_is_value, row))
        and (any(each.top <= number <= each.bottom for each in sheet.merged) or binder.may_be_header(row))
        for number, row in enumerate(sheet.head[: _SEARCHED + _DEEPEST], 1)
    ]
    best: tuple[tuple[int, int, int], int, int, Binding] | None = None
    for top in range(1, min(_SEARCHED, len(sheet.head)) + 1):
        if is_blank(sheet.head[top - 1]) or not hopeful[top - 1]:
            continue
        for depth in range(1, _DEEPEST + 1):
            block = sheet.head[top - 1 : top - 1 + depth]
            if len(block) < depth or is_blank(block[-1]):
                break
            if not hopeful[top + depth - 2]:
                continue
            binding = binder.bind(levels_of(block, top=top, merged=sheet.merged))
            rank = (binding.fit, -_cut_through(sheet, top, top + depth - 1), -depth)
            if binding.columns and not binding.missing and (best is None or rank > best[0]):
                best = (rank, top, depth, binding)
    if best is None:
        return None
    _, top, depth, _ = best
    return _table_at(sheet, binder, top, depth, file_name=file_name)


def _table_at(sheet: Sheet, binder: Binder, top: int, depth: int, *, file_name: str) -> Table:
    above = sheet.head[: top - 1]
    lines = [read_line(each) for row in above for each in row]
    titles = (*(each for each in lines if each), sheet.name, file_name)
    block = sheet.head[top - 1 : top - 1 + depth]
    binding = binder.bind(levels_of(block, top=top, merged=sheet.merged), titles=titles)
    return Table(sheet, binding, binder, block, top + depth - 1, titles, above)


def _cut_through(sheet: Sheet, top: int, bottom: int) -> int:
    """1: a cell merged downward begins within these rows and ends beneath them."""
    return int(any(top <= each.top <= bottom < each.bottom for each in sheet.merged))


def likeliest_header(sheet: Sheet, mapping: Mapping) -> list[str]:
    """For an error: the row that fits `mapping` best although a required column is missing."""
    rows = [[as_text(each).strip() for each in row] for row in sheet.head[:_SEARCHED] if not is_blank(row)]
    return max(rows, key=lambda row: bind(mapping, row).fit, default=[])


@lru_cache(maxsize=64)
def _facts_of(titles: tuple[str, ...]) -> TitleFacts:
    """Asked for several times of each part; beneath four hundred sub-headings there are as many parts."""
    return title_facts(titles)


def _is_single(row: Sequence[Cell]) -> bool:
    return _filled(row) == 1


def _is_value(cell: Cell) -> bool:
    """Whether a cell is a number or telephone, which a header never is."""
    if type(cell) is str:
        return len(cell) >= _LEAST_DIGITS and _DIGITS.fullmatch(cell) is not None
    return isinstance(cell, int | float) and abs(cell) >= 10 ** (_LEAST_DIGITS - 1)


def _filled(row: Sequence[Cell]) -> int:
    """How many cells are filled."""
    return sum(1 for each in row if each is not None and each != "" and not (type(each) is str and each.isspace()))


__all__ = ["NotData", "Table", "TitleFacts", "find_table", "likeliest_header", "title_facts"]
