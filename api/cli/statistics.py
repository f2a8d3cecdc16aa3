"""stats."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from api.cli.session import JsonOption, StoreOption, opened, people, print_json, written
from api.cli.telling import tell_behind
from api.settings import Settings
from graph.store import EVERYTHING

if TYPE_CHECKING:
    from graph.duty.statistics import Cell, Figure, Line, Period
    from graph.pipeline.statistics import Statistics


_HEADING = 4
_WIDEST_FIGURE, _WIDEST_VALUE = 20, 16
"""Columns of the terminal; a Chinese character takes two."""


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(stats)


def stats(  # noqa: PLR0913 - one option a column of the manual
    *,
    year: Annotated[int | None, typer.Option(help="年份", min=1990, max=2100)] = None,
    compare: Annotated[int | None, typer.Option(help="与哪一年比", min=1990, max=2100)] = None,
    period: Annotated[
        str | None, typer.Option(help="期间：2024、2024-Q1、2024-03 或 2024-W05", metavar="PERIOD")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="从哪一天起，如 2024-03-01", metavar="DATE")] = None,
    end: Annotated[str | None, typer.Option("--to", help="到哪一天止（含）", metavar="DATE")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help="按什么分：community、kind、dispute_type、source、stage、organisation、route、mode、level、"
            "task、year、quarter、month、week",
            metavar="BY",
        ),
    ] = None,
    figure: Annotated[list[str] | None, typer.Option(help="只看这些指标，可写多个", metavar="NAME")] = None,
    out: Annotated[Path | None, typer.Option(help="写成 Excel，图表可编辑", metavar="FILE.xlsx")] = None,
    chart: Annotated[Path | None, typer.Option(help="画成一张图", metavar="FILE.svg")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """中心的各项数据，由办理过程中的事件算出；定义见 docs/statistics.md。只写 --year 时是年度数据。"""
    asked = _period(year, period, start, end)
    if asked is None:
        assert year is not None
        if not (by or figure or out or chart):
            _yearly(year, compare, store, json=json)
            return
        asked = _whole(year)
    if compare is not None:
        raise typer.BadParameter("--compare 只和 --year 一起用；别的期间总是与上期和去年同期比")
    _check_files(out, chart)
    from graph.pipeline.statistics import statistics_of

    with opened(store) as opened_store:
        found = statistics_of(
            opened_store, asked, scope=EVERYTHING, by=by, figures=figure or None, words=Settings().words()
        )
        tell_behind(opened_store)
    _write(found, figure or [], out, chart)
    if json:
        print_json(as_json(found))
    elif by is None:
        _print_compared(found)
    else:
        _print_broken_down(found, figure or [])


def as_json(statistics: Statistics) -> dict[str, Any]:
    """What `--json` prints: the periods, then each figure with what it is made of."""
    return {
        "period": _period_json(statistics.period),
        "settled_by": statistics.settled_by,
        "before": _period_json(statistics.before),
        "year_before": _period_json(statistics.year_before),
        "by": statistics.dimension and statistics.dimension.name,
        "figures": {each.figure.name: _line_json(statistics, each) for each in statistics.lines},
    }


# -- what was asked --------------------------------------------------------------------------------


def _period(year: int | None, period: str | None, start: str | None, end: str | None) -> Period | None:
    """The period; None: a whole year, by `--year`."""
    from graph.duty.statistics import between, read_period

    ways = [year is not None, period is not None, start is not None or end is not None]
    if sum(ways) != 1:
        raise typer.BadParameter("写 --year、--period，或 --from 和 --to，三者之一")
    if period is not None:
        return read_period(period)
    if year is not None:
        return None
    if start is None or end is None:
        raise typer.BadParameter("--from 和 --to 要一起写")
    return between(_day(start), _day(end))


def _whole(year: int) -> Period:
    from graph.duty.statistics import read_period

    return read_period(str(year))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}”不是日期，写成 2024-03-01") from error


def _check_files(out: Path | None, chart: Path | None) -> None:
    for option, path, suffix in (("--out", out, ".xlsx"), ("--chart", chart, ".svg")):
        if path is not None and path.suffix.lower() != suffix:
            raise typer.BadParameter(f"{option} 的扩展名只有 {suffix}")


# -- what is answered ------------------------------------------------------------------------------


def _write(statistics: Statistics, figures: list[str], out: Path | None, chart: Path | None) -> None:
    if out is not None:
        from viz.statistics import write_book

        write_book(statistics, out)
        people.print(f"{out}：已写入", markup=False)
    if chart is not None:
        from viz.chart import svg_of
        from viz.statistics import chart_of

        asked = [each.figure.name for each in statistics.lines] if figures else ()
        with written(chart) as file:
            file.write(svg_of(chart_of(statistics, asked)))
        people.print(f"{chart}：已画好", markup=False)


def _print_compared(statistics: Statistics) -> None:
    table = Table(
        Column("指标", max_width=_WIDEST_FIGURE, overflow="fold"), statistics.period.name,
        f"上期\n{statistics.before.name}", "增减", f"去年同期\n{statistics.year_before.name}", "增减",
    )  # fmt: skip
    for each in statistics.lines:
        table.add_row(
            each.figure.zh,
            _told(each.figure, each.now),
            _told(each.figure, each.before),
            _grown(each.figure, each.change),
            _told(each.figure, each.year_before),
            _grown(each.figure, each.change_of_year),
        )
    Console(highlight=False).print(table)
    people.print(f"化解和回访算到 {statistics.settled_by}；比率的增减是百分点。", markup=False)


def _print_broken_down(statistics: Statistics, figures: list[str]) -> None:
    """A row for each value; unless figures were asked for only the main ones, that a screen has room for them."""
    from graph.duty.statistics import MAIN, PERIODICAL

    assert statistics.dimension is not None
    known = [each for each in statistics.lines if each.by is not None]
    main = [each for each in known if each.figure.name in MAIN]
    shown = known if figures else main or known
    first = Column(statistics.dimension.zh, max_width=_WIDEST_VALUE, overflow="fold")
    table = Table(first, *(_heading(each.figure) for each in shown))
    for value in statistics.values:
        cells = [each.by.get(value.code) if each.by else None for each in shown]
        if statistics.dimension.name in PERIODICAL or any(cells):
            table.add_row(value.label, *(_told(each.figure, cell) for each, cell in zip(shown, cells, strict=True)))
    table.add_section()
    table.add_row("合计", *(_told(each.figure, each.now) for each in shown))
    Console(highlight=False).print(table)


def _heading(figure: Figure) -> Column:
    """The figure's name in lines of four characters: columns stay narrow."""
    lines = (figure.zh[start : start + _HEADING] for start in range(0, len(figure.zh), _HEADING))
    return Column("\n".join(lines), no_wrap=True)


def _told(figure: Figure, cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return "—"
    if figure.form == "rate":
        return f"{cell.value:.2%}"
    return f"{cell.value:g}" + ("" if figure.form == "count" else figure.unit)


def _grown(figure: Figure, change: float | None) -> str:
    if change is None:
        return "—"
    return f"{change * 100:+.2f}点" if figure.form == "rate" else f"{change:+.1%}"


def _period_json(period: Period) -> dict[str, Any]:
    return {"name": period.name, "first": period.start, "last": period.last}


def _line_json(statistics: Statistics, line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {
        "zh": line.figure.zh,
        "unit": line.figure.unit,
        **_cell_json(line.now),
        "before": line.before.value if line.before else None,
        "change": line.change,
        "year_before": line.year_before.value if line.year_before else None,
        "change_of_year": line.change_of_year,
    }
    if line.by is not None:
        told["by"] = [
            {"code": value.code, "label": value.label, **_cell_json(line.by[value.code])}
            for value in statistics.values
            if value.code in line.by
        ]
    return told


def _cell_json(cell: Cell) -> dict[str, Any]:
    made_of = {} if cell.part is None else {"part": cell.part}
    return {"value": cell.value, **made_of, "whole": cell.whole}


# -- the yearly figures ----------------------------------------------------------------------------


def _yearly(year: int, compare: int | None, store: str | None, *, json: bool) -> None:
    from graph.pipeline.figures import yearly_figures

    with opened(store) as opened_store:
        years = [year] if compare is None else [year, compare]
        figures = {each: yearly_figures(opened_store, each, scope=EVERYTHING).as_json() for each in years}
        tell_behind(opened_store)
    if json:
        print_json({str(each): found for each, found in figures.items()})
        return
    table = Table("指标", *map(str, figures))
    for name, label in _LABELS.items():
        table.add_row(label, *(_yearly_value(name, found.get(name)) for found in figures.values()))
    Console(highlight=False).print(table)


_LABELS = {
    "disputes": "矛盾纠纷（件）",
    "dispute_resolution_rate": "化解率",
    "requests_done": "线上诉求办结（件）",
    "satisfaction_rate": "满意率",
    "warnings_handled": "预警处置（条）",
    "legacy_problems_solved_jointly": "多部门联动解决的历史遗留问题（件）",
    "disputes_resolved": "　其中已化解（件）",
    "visits_told": "　线上诉求回访有答复（件）",
    "visits_satisfied": "　其中满意（件）",
    "legacy_problems_solved": "　解决的历史遗留问题（件）",
    "settled_by": "　统计到",
}


def _yearly_value(name: str, value: Any) -> str:
    if isinstance(value, float) and name.endswith("rate"):
        return f"{value:.2%}"
    return "—" if value is None else str(value)
