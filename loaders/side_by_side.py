"""Tables that stand side by side in one sheet, under one header that is repeated to the right: each is read by itself.

A ledger printed in two halves to save paper says 编号, 日期, 来访人 on the left and the same again on the right. What
repeats beneath 甲方 and 乙方 are the parties of one case, and no two tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.cells import Cell, as_text
from loaders.headers import plain_header
from loaders.parties.facts import ROLES
from loaders.sheet import Merge, Sheet

_LEAST_HEADERS = 3
"""Of each table: two columns that repeat are too little to tell."""
_LONGEST_HEADER = 20
_RUNNING = frozenset({"序号", "序", "no", "编排序号", "行号"})
_SIDES = frozenset([*ROLES, "产权人", "承租人", "出租人", "房主", "房东", "租户", "男方", "女方", "一方", "另一方"])
"""What stands above headers that repeat for the parties of one row."""


class Block(NamedTuple):
    """The columns of one of the tables, the last one left out."""

    left: int
    right: int | None
    """None: to the end."""


def apart(sheet: Sheet) -> tuple[Sheet, ...]:
    """The tables of a sheet as sheets of their own, each with the rows of the whole; mostly the sheet itself."""
    if sheet.hidden:
        return (sheet,)
    for number, row in enumerate(sheet.head, 1):
        blocks = _blocks_of(row)
        if blocks and not (number > 1 and _names_sides(sheet.head[number - 2])):
            return tuple(_part_of(sheet, each, header=number) for each in blocks)
    return (sheet,)


def _blocks_of(row: Sequence[Cell]) -> list[Block]:
    """The tables that a header of a row begins; empty: one or none."""
    if len(row) < 2 * _LEAST_HEADERS:
        return []
    filled = [(at, each) for at, each in enumerate(row) if each is not None and each != ""]
    if len(filled) < 2 * _LEAST_HEADERS or any(
        type(each) is not str or len(each) > _LONGEST_HEADER for _, each in filled
    ):
        return []
    words = [(at, plain) for at, each in filled if (plain := plain_header(str(each)))]
    counted = bool(words) and words[0][1] in _RUNNING and [plain for _, plain in words].count(words[0][1]) == 1
    period = _period([plain for _, plain in words[counted:]])
    if period is None:
        return []
    starts = [at for at, _ in words[counted::period]]
    starts[0] = 0
    return [Block(left, right) for left, right in zip(starts, [*starts[1:], None], strict=True)]


def _period(words: Sequence[str]) -> int | None:
    """After how many different words they begin again, to the end; None: they do not."""
    first = next((at for at in range(1, len(words)) if words[at] == words[0]), None)
    if first is None or first < _LEAST_HEADERS or len(words) % first or len(set(words)) != first:
        return None
    if any(any(each.isdigit() for each in word) for word in words):
        return None
    return first if all(word == words[at % first] for at, word in enumerate(words)) else None


def _names_sides(row: Sequence[Cell]) -> bool:
    return any(plain_header(as_text(each)) in _SIDES for each in row if type(each) is str)


def _part_of(sheet: Sheet, block: Block, *, header: int) -> Sheet:
    columns = (
        f"{_letters(block.left)} 列起"
        if block.right is None
        else f"{_letters(block.left)}—{_letters(block.right - 1)} 列"
    )
    note = f"几张表左右并排，各自载入；这一张在 {columns}，行数各数一遍"

    def rows() -> Iterator[Sequence[Cell]]:
        for number, row in enumerate(sheet.rows(), 1):
            yield _cut(row, block, is_above=number < header)

    return replace(
        sheet,
        name=f"{sheet.name}（{columns}）",
        head=tuple(_cut(row, block, is_above=number < header) for number, row in enumerate(sheet.head, 1)),
        merged=tuple(_shifted(sheet.merged, block)),
        notes=(*sheet.notes, note),
        source=rows,
    )


def _cut(row: Sequence[Cell], block: Block, *, is_above: bool) -> Sequence[Cell]:
    """What a row holds in the columns of a table; a title that stands alone goes for each of them."""
    filled = [each for each in row if each is not None and each != ""]
    if is_above and len(filled) == 1:
        return filled
    return row[block.left : block.right]


def _shifted(merged: Sequence[Merge], block: Block) -> Iterator[Merge]:
    for each in merged:
        right = each.right if block.right is None else min(each.right, block.right - 1)
        if each.left >= block.left and right >= each.left:
            yield Merge(each.top, each.left - block.left, each.bottom, right - block.left)


def _letters(position: int) -> str:
    """The letters of a column, counted from 0: A, Z, AA."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
