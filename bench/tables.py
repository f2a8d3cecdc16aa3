"""Figures as people and as programs read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.measuring import Figure


def markdown(figures: Mapping[str, Sequence[Figure]]) -> str:
    """A table with a row for each figure and, for each engine, its median and its spread."""
    names = list(dict.fromkeys(each.name for some in figures.values() for each in some))
    held = {(engine, each.name): each for engine, some in figures.items() for each in some}
    head = ["", *(cell for engine in figures for cell in (engine, "p10–p90"))]
    rows = [[name, *(cell for engine in figures for cell in _cells(held.get((engine, name))))] for name in names]
    return "\n".join(_line(each) for each in (head, ["---", *("---:" for _ in head[1:])], *rows))


def _cells(figure: Figure | None) -> tuple[str, str]:
    if figure is None:
        return "–", ""
    spread = "" if figure.runs == 1 else f"{_number(figure.p10)}–{_number(figure.p90)}"
    return f"{_number(figure.median)} {figure.unit}", spread


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
