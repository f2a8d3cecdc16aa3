"""A period's figures as a chart and as a workbook whose charts are Excel's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from graph.duty.statistics import PERIODICAL, Cell, Line
from graph.errors import OutputUnwritable, system_says
from graph.pipeline.statistics import Statistics
from viz.chart import Chart, Series

COMPARED = ("received", "disputes", "settled", "closed", "requests_done", "visits", "warnings_handled", "whistles")
"""Counts that a chart sets beside those of the periods before."""
BROKEN_DOWN = ("received", "settled")
_ROWS_TO_A_CHART = 18
_HEAD = ("指标", "单位", "本期", "分子", "分母", "上期", "增减", "去年同期", "增减", "定义")
_FORMATS = {"rate": "0.00%", "mean": "0.0", "median": "0.0", "count": "0"}


def chart_of(statistics: Statistics, figures: Sequence[str] = ()) -> Chart:
    """By the values of its dimension; without one, beside the periods before.

    `figures` by name, none: the usual; those alone that are of the form of the first, as counts.
    """
    known = {each.figure.name: each for each in statistics.lines}
    chosen = [known[name] for name in figures or _usual(statistics) if name in known]
    if statistics.dimension is None:
        return _beside(statistics, chosen)
    chosen = _alike([each for each in chosen if each.by is not None])
    return Chart(
        title=f"{statistics.period.name} 按{statistics.dimension.zh}",
        labels=[each.label for each in statistics.values],
        series=[Series(each.figure.zh, [_value(each, value.code) for value in statistics.values]) for each in chosen],
        lines=statistics.dimension.name in PERIODICAL,
        share=bool(chosen) and chosen[0].figure.form == "rate",
    )


def write_book(statistics: Statistics, path: Path) -> None:
    """Figures, their values by the dimension, charts, definitions. Raises OutputUnwritable."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    _Book(book, statistics).write()
    try:
        book.close()
    except (FileCreateError, OSError) as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error


class _Book:
    def __init__(self, book: Any, statistics: Statistics) -> None:
        self._book = book
        self._statistics = statistics
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self._forms = {form: book.add_format({"num_format": text}) for form, text in _FORMATS.items()}
        self._grown = book.add_format({"num_format": "+0.0%;-0.0%;0.0%"})

    def write(self) -> None:
        self._figures()
        if self._statistics.dimension is not None:
            self._by_value(self._statistics.dimension.zh)

    def _figures(self) -> None:
        asked = self._statistics
        sheet = self._book.add_worksheet("指标")
        days = f"{asked.period.start} 至 {asked.period.last}，化解和回访算到 {asked.settled_by}"
        beside = f"上期 {asked.before.name}，去年同期 {asked.year_before.name}"
        sheet.write(0, 0, f"{asked.period.name}（{days}；{beside}）")
        sheet.write_row(1, 0, _HEAD, self._head)
        for row, line in enumerate(asked.lines, start=2):
            self._figure(sheet, row, line)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 8, 11)
        sheet.set_column(9, 9, 70)
        sheet.freeze_panes(2, 1)
        self._beside(sheet)

    def _figure(self, sheet: Any, row: int, line: Line) -> None:
        form = self._forms[line.figure.form]
        sheet.write_row(row, 0, (line.figure.zh, line.figure.unit))
        _write(sheet, row, 2, line.now.value, form)
        if line.now.part is not None:
            sheet.write_row(row, 3, (line.now.part, line.now.whole))
        for column, cell, grown in ((5, line.before, line.change), (7, line.year_before, line.change_of_year)):
            _write(sheet, row, column, cell.value if cell else None, form)
            _write(sheet, row, column + 1, grown, self._grown)
        sheet.write(row, 9, line.figure.says)

    def _beside(self, sheet: Any) -> None:
        """The usual counts of this period, the one before and a year before, as columns."""
        rows = [row for row, line in enumerate(self._statistics.lines, start=2) if line.figure.name in COMPARED]
        chart = self._book.add_chart({"type": "column"})
        for name, column in (("本期", 2), ("上期", 5), ("去年同期", 7)):
            chart.add_series(
                {"name": name, "categories": _cells("指标", rows, 0), "values": _cells("指标", rows, column)}
            )
        chart.set_title({"name": f"{self._statistics.period.name} 与以前相比"})
        chart.set_size({"width": 860, "height": 340})
        sheet.insert_chart(len(self._statistics.lines) + 4, 0, chart)

    def _by_value(self, zh: str) -> None:
        name = f"按{zh}"
        sheet = self._book.add_worksheet(name)
        lines = [each for each in self._statistics.lines if each.by is not None]
        sheet.write_row(0, 0, (zh, *(each.figure.zh for each in lines)), self._head)
        for row, value in enumerate(self._statistics.values, start=1):
            sheet.write(row, 0, value.label)
            for column, line in enumerate(lines, start=1):
                _write(sheet, row, column, _value(line, value.code), self._forms[line.figure.form])
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, len(lines), 14)
        sheet.freeze_panes(1, 1)
        self._charts(sheet, name, lines)

    def _charts(self, sheet: Any, name: str, lines: Sequence[Line]) -> None:
        """What came in and was settled; then every rate, below the table."""
        values, kind = len(self._statistics.values), self._kind()
        rates = [(column, line) for column, line in enumerate(lines, start=1) if line.figure.form == "rate"]
        counts = [(column, line) for column, line in enumerate(lines, start=1) if line.figure.name in BROKEN_DOWN]
        for position, (title, chosen) in enumerate((("件数", counts), ("比率", rates))):
            if not values or not chosen:
                continue
            chart = self._book.add_chart({"type": kind})
            for column, line in chosen:
                chart.add_series({"name": line.figure.zh, "categories": [name, 1, 0, values, 0],
                                  "values": [name, 1, column, values, column]})  # fmt: skip
            chart.set_title({"name": f"{self._statistics.period.name} {name} {title}"})
            chart.set_size({"width": 860, "height": 340})
            sheet.insert_chart(values + 2 + position * _ROWS_TO_A_CHART, 0, chart)

    def _kind(self) -> str:
        dimension = self._statistics.dimension
        return "line" if dimension is not None and dimension.name in PERIODICAL else "column"


def _beside(statistics: Statistics, chosen: Sequence[Line]) -> Chart:
    chosen = _alike(chosen)
    rows: tuple[tuple[str, list[Cell | None]], ...] = (
        (statistics.period.name, [each.now for each in chosen]),
        (f"上期 {statistics.before.name}", [each.before for each in chosen]),
        (f"去年同期 {statistics.year_before.name}", [each.year_before for each in chosen]),
    )
    distinct = rows[:2] if statistics.before == statistics.year_before else rows
    return Chart(
        title=f"{statistics.period.name} 与以前相比",
        labels=[each.figure.zh for each in chosen],
        series=[Series(name, [cell.value if cell else None for cell in cells]) for name, cells in distinct],
        share=bool(chosen) and chosen[0].figure.form == "rate",
    )


def _alike(chosen: Sequence[Line]) -> list[Line]:
    return [each for each in chosen if each.figure.form == chosen[0].figure.form]


def _usual(statistics: Statistics) -> Sequence[str]:
    return COMPARED if statistics.dimension is None else BROKEN_DOWN


def _value(line: Line, code: str | None) -> float | None:
    """A value that does not occur counts nothing; of a rate, a mean or a median there is none."""
    if line.by is None:
        return None
    cell = line.by.get(code)
    return cell.value if cell is not None else (0 if line.figure.form == "count" else None)


def _write(sheet: Any, row: int, column: int, value: float | None, form: Any) -> None:
    if value is not None:
        sheet.write_number(row, column, value, form)


def _cells(sheet: str, rows: Sequence[int], column: int) -> str:
    """Cells that do not stand together, as Excel writes them."""
    letter = chr(ord("A") + column)
    return f"=({','.join(f'{sheet}!${letter}${row + 1}' for row in rows)})"
