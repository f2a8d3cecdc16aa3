"""A small chart as SVG: groups of bars, or lines over time. One file that needs no script and no network."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from viz.style import FONT

COLOURS = ("#1f5f99", "#b5541c", "#3b7d4f", "#7a4fa3", "#8a6d1d", "#a0365f")
"""Each has a contrast of 4.5 to 1 with white (WCAG 2.1, AA); series beyond take them again."""
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0."""
_WIDTH, _TOP, _LEFT, _RIGHT, _PLOT = 960, 76, 64, 24, 320
_LABEL_HEIGHT = 96
_TICKS = 5
_LONGEST_LABEL = 12
_NOTHING = 1e-300
"""Below it a tick of the scale is no number any more."""
_MOST_NUMBERS = 40
"""Numbers above the bars; with more of them they would stand on one another."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values; None: there is none."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    lines: bool = False
    """Lines instead of bars: the labels are points in time."""
    share: bool = False
    """The values are fractions, shown as per cent."""


def svg_of(chart: Chart) -> str:
    """The chart as the text of an SVG file."""
    height = _TOP + _PLOT + _LABEL_HEIGHT
    title = _written(chart.title)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
            f'width="{_WIDTH}" height="{height}" role="img" aria-label="{title}" font-family="{FONT}" font-size="12">',
            f"<title>{title}</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="28" font-size="17" font-weight="600" fill="#1a1a1a">{title}</text>',
            *_legend(chart),
            *_axis(chart),
            *_labels(chart),
            *(_lines(chart) if chart.lines else _bars(chart)),
            "</svg>\n",
        )
    )


def top_of(chart: Chart) -> float:
    """The end of the scale: 1, 2 or 5 times a power of ten for each of the ticks, at or above the largest value."""
    largest = max((value for each in chart.series for value in each.values if value is not None), default=0)
    if largest < _NOTHING:
        return 1.0
    rough = largest / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough - 1e-12)
    return max(largest, step * math.ceil(largest / step - 1e-9))


def _legend(chart: Chart) -> Iterator[str]:
    x = float(_LEFT)
    for position, each in enumerate(chart.series):
        yield f'<rect x="{x:g}" y="43" width="12" height="12" rx="2" fill="{_colour(position)}"/>'
        yield f'<text x="{x + 18:g}" y="53" fill="#333">{_written(each.name)}</text>'
        x += 36 + _width(each.name)


def _axis(chart: Chart) -> Iterator[str]:
    top = top_of(chart)
    for tick in range(_TICKS + 1):
        value = top * tick / _TICKS
        y = _height(value, top)
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{_told(chart, value)}</text>'


def _labels(chart: Chart) -> Iterator[str]:
    told = [label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…" for label in chart.labels]
    slant = max(map(_width, told), default=0) > _step(chart)
    for position, short in enumerate(told):
        x = _LEFT + _step(chart) * (position + 0.5)
        place = f'x="{x:.1f}" y="{_TOP + _PLOT + 20}" fill="#333"'
        if slant:
            turn = f'transform="rotate(-40 {x:.1f} {_TOP + _PLOT + 20})"'
            yield f'<text {place} text-anchor="end" {turn}>{_written(short)}</text>'
        else:
            yield f'<text {place} text-anchor="middle">{_written(short)}</text>'


def _bars(chart: Chart) -> Iterator[str]:
    top, step, count = top_of(chart), _step(chart), max(1, len(chart.series))
    width = step * 0.76 / count
    numbers = len(chart.labels) * count <= _MOST_NUMBERS
    for row, each in enumerate(chart.series):
        for position, value in enumerate(each.values):
            if value is None:
                continue
            x, y = _LEFT + step * (position + 0.12) + width * row, _height(value, top)
            told = _told(chart, value)
            yield (
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width * 0.94:.1f}" height="{_TOP + _PLOT - y:.1f}" '
                f'fill="{_colour(row)}">'
                f"<title>{_written(f'{chart.labels[position]} {each.name} {told}')}</title></rect>"
            )
            if numbers:
                place = f'x="{x + width * 0.47:.1f}" y="{y - 4:.1f}" text-anchor="middle"'
                yield f'<text {place} fill="#333" font-size="10">{told}</text>'


def _lines(chart: Chart) -> Iterator[str]:
    top, step = top_of(chart), _step(chart)
    for row, each in enumerate(chart.series):
        points = [
            None if value is None else (_LEFT + step * (position + 0.5), _height(value, top))
            for position, value in enumerate(each.values)
        ]
        for run in _runs(points):
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
            yield f'<polyline points="{path}" fill="none" stroke="{_colour(row)}" stroke-width="2.5"/>'
        for position, point in enumerate(points):
            value = each.values[position]
            if point is not None and value is not None:
                told = _written(f"{chart.labels[position]} {each.name} {_told(chart, value)}")
                circle = f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3.5" fill="{_colour(row)}">'
                yield f"{circle}<title>{told}</title></circle>"


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """Stretches without a gap: where there is no value, there is no line."""
    run: list[tuple[float, float]] = []
    for each in (*points, None):
        if each is not None:
            run.append(each)
        elif run:
            yield run
            run = []


def _width(text: str) -> int:
    """Of a text at 12 pixels: Chinese takes a full square, Latin letters and digits a little over half."""
    return sum(7 if ord(each) < 0x2E80 else 12 for each in text)


def _step(chart: Chart) -> float:
    return (_WIDTH - _LEFT - _RIGHT) / max(1, len(chart.labels))


def _height(value: float, top: float) -> float:
    return _TOP + _PLOT * (1 - min(max(value, 0.0), top) / top)


def _colour(position: int) -> str:
    return COLOURS[position % len(COLOURS)]


def _told(chart: Chart, value: float) -> str:
    return f"{value:.1%}" if chart.share else f"{value:g}"


def _written(text: str) -> str:
    """A text as XML 1.0 holds it, in an attribute too; characters that it has no place for are left out."""
    return escape(_UNWRITABLE.sub("", text))
