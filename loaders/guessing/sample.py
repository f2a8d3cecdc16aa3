"""The head of an unknown sheet: where its header seems to be, and what stands in each column below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from loaders.binding import IGNORED
from loaders.cells import Cell, as_text, read_line
from loaders.guessing.contents import looks_like_a_value
from loaders.guessing.headings import is_known
from loaders.headers import levels_of, plain_header, unnamed
from loaders.refused import excluded_field
from loaders.sheet import Sheet

SAMPLED = 300
"""Rows that are looked at: what a column is shows in them, and in a longer file no better."""

_SEARCHED = 40
_KNOWN_ENOUGH = 2
_DEEPEST = 3
"""Rows of a header."""
_WIDTH = 0.6
"""Of the widest row, what a header without a known word must fill."""
_NARROW = 0.34
"""Of the usual row, what a row of data must fill more than."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its header and the cells below it."""

    position: int
    header: str
    """As written; 第3列 where nothing is written."""
    cells: tuple[Cell, ...]
    """Of the sampled rows, blank ones too."""

    @property
    def plain(self) -> str:
        return plain_header(self.header)


@dataclass(frozen=True, slots=True)
class Sample:
    """The head of one sheet as a table."""

    sheet: str
    titles: tuple[str, ...]
    header_row: int
    """Counted from 1; 0: the sheet has no header, its first row is data."""
    columns: tuple[Heading, ...]
    rows: int
    """Rows of data that were looked at."""


def sample_of(sheet: Sheet, *, file_name: str) -> Sample | None:
    """The table that a sheet seems to hold; None: it holds none."""
    rows = [tuple(each) for each in first_rows(sheet, SAMPLED + _SEARCHED)]
    at = _header_of(rows[:_SEARCHED])
    if at is None:
        return None
    below = _of_some_width(rows[max(at, 0) + (at >= 0) :])[:SAMPLED]
    block = _block(rows, at)
    top = at - len(block) + 2
    levels = levels_of(block, top=top, merged=sheet.merged) if block else []
    width = max([len(levels), *(len(each) for each in below)], default=0)
    named = ["".join(levels[position]) if position < len(levels) else "" for position in range(width)]
    named = [each if plain_header(each) else "" for each in named]
    headings = [Heading(at, named[at] or unnamed(at), _cells(below, at)) for at in range(width)]
    columns = tuple(each for each in headings if named[each.position] or any(map(_is_stated, each.cells)))
    above = [read_line(each) for row in rows[: max(top - 1, 0)] for each in row]
    titles = (*(each for each in above if each), *(each for each in (sheet.name, file_name) if each))
    return Sample(sheet.name, titles, at + 1, columns, len(below))


def first_rows(sheet: Sheet, count: int) -> Iterable[Sequence[Cell]]:
    """The first `count` rows of a sheet, read no further."""
    return islice(sheet.rows(), count)


def is_worth_a_word(heading: Heading) -> bool:
    """Whether a column is more than a running number."""
    return heading.plain not in IGNORED


def _of_some_width(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The rows that are filled about as the others are: no totals, no signatures."""
    widths = [len(_filled(each)) for each in rows]
    usual = sorted(each for each in widths if each)[sum(map(bool, widths)) // 2 :][:1]
    return [row for row, width in zip(rows, widths, strict=True) if usual and width > max(1, usual[0] * _NARROW)]


def _cells(rows: Sequence[Sequence[Cell]], position: int) -> tuple[Cell, ...]:
    return tuple(row[position] if position < len(row) else None for row in rows)


def _is_stated(cell: Cell) -> bool:
    return cell is not None and bool(as_text(cell).strip())


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [each for each in row if _is_stated(each)]


def _header_of(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The position of the header; -1: there is none above the data; None: there is no table."""
    widest = max((len(_filled(each)) for each in rows), default=0)
    if widest < _KNOWN_ENOUGH:
        return None
    known = [_known_words(each) - sum(map(looks_like_a_value, _filled(each))) for each in rows]
    if max(known) >= _KNOWN_ENOUGH:
        return _lowest(rows, known.index(max(known)))
    for at, row in enumerate(rows):
        filled = _filled(row)
        if len(filled) < max(_KNOWN_ENOUGH, _WIDTH * widest):
            continue
        if not any(looks_like_a_value(each) for each in filled):
            return at
        return -1
    return -1


def _lowest(rows: Sequence[Sequence[Cell]], at: int) -> int:
    """The last row of the header of which `at` is one: 姓名 and 电话 may stand beneath 申请人."""
    for below in range(at + 1, min(at + _DEEPEST, len(rows))):
        filled = _filled(rows[below])
        is_header = len(filled) >= _KNOWN_ENOUGH and not any(map(looks_like_a_value, filled))
        if not is_header or 2 * _known_words(rows[below]) < len(filled):
            break
        at = below
    return at


def _block(rows: Sequence[Sequence[Cell]], at: int) -> list[Sequence[Cell]]:
    """The rows of the header that ends at `at`: those above it too that say over several columns whose they are."""
    if at < 0:
        return []
    top = at
    while top > 0 and at - top < _DEEPEST - 1 and _is_upper(rows[top - 1], rows[at]):
        top -= 1
    return list(rows[top : at + 1])


def _is_upper(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether a row is an upper part of a header: several short texts, and something where `header` has nothing."""
    filled = _filled(row)
    if len(filled) < _KNOWN_ENOUGH or any(map(looks_like_a_value, filled)):
        return False
    bare = [at for at, each in enumerate(row) if _is_stated(each) and not (at < len(header) and _is_stated(header[at]))]
    return bool(bare) or 2 * _known_words(row) >= len(filled)


def _known_words(row: Sequence[Cell]) -> int:
    texts = [plain_header(as_text(each)) for each in _filled(row) if isinstance(each, str)]
    return sum(is_known(each) or excluded_field(each) is not None for each in texts)
