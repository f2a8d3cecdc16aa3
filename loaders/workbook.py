"""Workbooks through calamine, after a look at the archive that keeps bombs from being unpacked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.errors import FileUnreadable
from loaders.archive import Unseen, check_archive, damaged
from loaders.cells import Cell
from loaders.probing import probe
from loaders.sheet import Merge, Sheet, hidden_sheet, sheet_of
from loaders.source import Source

_MOST_MERGES = 100_000


def read_workbook(source: Source) -> tuple[Sheet, ...]:
    """The worksheets in their order; of a hidden one the name alone. Raises FileUnreadable, WrongFileType.

    The cells stay with calamine, in a third of the room that they would take as Python's, until a row is asked for.
    """
    unseen = check_archive(source) if source.start.startswith(b"PK") else None
    if unseen is None:  # calamine's readers of the other kinds can bring down the process
        probe(source)
    with _refusing(source), _quiet(), source.open() as stream, CalamineWorkbook.from_filelike(stream) as workbook:
        return tuple(_sheets(source, workbook, unseen or {}))


@contextmanager
def _refusing(source: Source) -> Iterator[None]:
    """Calamine's errors as ours, and those too with which its Rust gives up on a malformed part."""
    try:
        yield
    except PasswordError as error:
        advice = "请在表格软件里去掉密码另存后再试"
        raise FileUnreadable(path=source.path, reason="有密码保护", advice=advice) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged(source) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(source) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Rust writes to the standard error stream when it gives up, which users cannot read."""
    kept = os.dup(2)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _sheets(source: Source, workbook: CalamineWorkbook, unseen: Mapping[str, Unseen]) -> Iterator[Sheet]:
    for position, facts in enumerate(workbook.sheets_metadata):
        if facts.typ is not SheetTypeEnum.WorkSheet:
            continue
        if facts.visible is not SheetVisibleEnum.Visible:
            yield hidden_sheet(facts.name)
        else:
            found = unseen.get(facts.name) or Unseen()
            cells = _Cells(source, workbook.get_sheet_by_index(position), found)
            yield sheet_of(facts.name, cells.rows, height=cells.height, merged=cells.merged())


class _Cells:
    """The cells of one sheet, which calamine keeps from the first filled row and column on."""

    def __init__(self, source: Source, sheet: CalamineSheet, unseen: Unseen) -> None:
        self._source = source
        self._sheet = sheet
        self._unseen = unseen.cells
        self._before = [""] * sheet.start[1] if sheet.start else []
        self.height = max(sheet.end[0] + 1 if sheet.end else 0, *unseen.cells, 0)

    def rows(self) -> Iterator[list[Cell]]:
        """Every row from row 1 and every cell from column A on: `iter_rows` gives blank rows, but no blank columns."""
        before, unseen = self._before, self._unseen
        number = 0
        with _refusing(self._source):
            for number, row in enumerate(self._sheet.iter_rows(), 1):
                cells = [*before, *row]
                yield _filled_in(cells, unseen[number]) if number in unseen else cells
            for later in range(number + 1, self.height + 1):
                yield _filled_in([], unseen.get(later, {}))

    def merged(self) -> tuple[Merge, ...]:
        ranges = (self._sheet.merged_cell_ranges or ())[:_MOST_MERGES]
        return tuple(Merge(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in ranges)


def _filled_in(cells: list[Cell], unseen: Mapping[int, Cell]) -> list[Cell]:
    """The row with the cells that calamine gives as empty."""
    cells = cells + [""] * (max(unseen, default=-1) + 1 - len(cells))
    for column, cell in unseen.items():
        cells[column] = cell
    return cells
