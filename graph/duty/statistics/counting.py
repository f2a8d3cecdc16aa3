"""Facts into figures: each by its line of the table, in all and for each value of a dimension."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from graph.duty.figures import Rate, change
from graph.duty.statistics.facts import Fact
from graph.duty.statistics.periods import Period, bucket_of
from graph.duty.statistics.table import OF_CASES, PERIODICAL, Dimension, Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure's value, and what it was made of."""

    value: float | None
    """A count, a fraction to four decimals, or days or hours to one; None: nothing to count it from."""
    whole: int
    """How many things were looked at."""
    part: int | None = None
    """Of a rate."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in its period, in those that it is compared with, and by the values of a dimension."""

    figure: Figure
    now: Cell
    before: Cell | None = None
    year_before: Cell | None = None
    by: Mapping[str | None, Cell] | None = None
    """By value, those alone that occur; None: it is not broken down, or does not have the dimension."""

    @property
    def change(self) -> float | None:
        """Against the period before: see `difference`."""
        return difference(self.figure, self.before, self.now)

    @property
    def change_of_year(self) -> float | None:
        """Against the same period a year before."""
        return difference(self.figure, self.year_before, self.now)


def count(figure: Figure, facts: Iterable[Fact], period: Period) -> Cell:
    """One figure of one period. Things that several facts tell of are counted once."""
    things = _things(figure, facts, period)
    if figure.part is not None:
        rate = Rate(sum(bool(figure.part(each)) for each in things), len(things))
        return Cell(rate.fraction, rate.whole, rate.part)
    if figure.measure is None:
        return Cell(len(things), len(things))
    values = [value for each in things if (value := figure.measure(each)) is not None]
    middle = {"mean": statistics.fmean, "median": statistics.median}[figure.form]
    return Cell(round(middle(values), 1) if values else None, len(values))


def count_by(figure: Figure, facts: Iterable[Fact], period: Period, dimension: Dimension) -> dict[str | None, Cell]:
    """The same for each value of a dimension; a thing about cases of two communities is counted in both."""
    groups: dict[str | None, list[Fact]] = defaultdict(list)
    for each in _placed(figure, facts, period):
        groups[_value(dimension, figure, each)].append(each)
    return {value: count(figure, group, period) for value, group in groups.items()}


def difference(figure: Figure, before: Cell | None, after: Cell) -> float | None:
    """By what fraction a count, mean or median grew; of a rate by how much, as a fraction. None: nothing before."""
    if before is None or before.value is None or after.value is None:
        return None
    if figure.form == "rate":
        return round(after.value - before.value, 4)
    return change(before.value, after.value)


def lines(
    figures: Sequence[Figure], facts: Mapping[type[Fact], Sequence[Fact]], period: Period, *,
    before: tuple[Period, Mapping[type[Fact], Sequence[Fact]]] | None = None,
    year_before: tuple[Period, Mapping[type[Fact], Sequence[Fact]]] | None = None,
    dimension: Dimension | None = None,
) -> tuple[Line, ...]:  # fmt: skip
    """A line for each figure; `before`, `year_before`: what it is compared with."""

    def past(figure: Figure, then: Any) -> Cell | None:
        return None if then is None else count(figure, then[1].get(figure.of, ()), then[0])

    def broken_down(figure: Figure) -> dict[str | None, Cell] | None:
        if dimension is None or not dimension.applies(figure):
            return None
        return count_by(figure, facts.get(figure.of, ()), period, dimension)

    return tuple(
        Line(
            each,
            count(each, facts.get(each.of, ()), period),
            past(each, before),
            past(each, year_before),
            broken_down(each),
        )
        for each in figures
    )


def _things(figure: Figure, facts: Iterable[Fact], period: Period) -> list[Fact]:
    return list({getattr(each, figure.each): each for each in _placed(figure, facts, period)}.values())


def _placed(figure: Figure, facts: Iterable[Fact], period: Period) -> list[Fact]:
    """The facts that the figure means, in the period."""
    if figure.on is None:
        return [each for each in facts if figure.where(each)]
    (start, end), when = period.bounds, attrgetter(figure.on)
    return [each for each in facts if (at := when(each)) is not None and start <= at < end and figure.where(each)]


def _value(dimension: Dimension, figure: Figure, fact: Fact) -> str | None:
    if dimension.name in PERIODICAL:
        assert figure.on is not None
        return bucket_of(dimension.name, getattr(fact, figure.on))
    assert dimension.field is not None
    return getattr(fact.marks if dimension.field in OF_CASES else fact, dimension.field)
