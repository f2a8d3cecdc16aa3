"""The centre's figures of any period, by any mark (docs/statistics.md)."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked
from graph.duty import statistics as duty
from graph.errors import BadValue
from graph.pipeline.statistics import Statistics, statistics_of

_DIMENSIONS: Any = Enum("StatisticsBy", {name.upper(): name for name in duty.DIMENSIONS})
Dimension = strawberry.enum(_DIMENSIONS, description="数字按什么分")
PeriodName = Annotated[str | None, strawberry.argument(description="2024、2024-Q1、2024-03 或 2024-W05")]
From = Annotated[dt.date | None, strawberry.argument(name="from", description="不写 period 时：第一天")]
To = Annotated[dt.date | None, strawberry.argument(description="不写 period 时：最后一天，含")]
By = Annotated[Dimension | None, strawberry.argument(description="按什么分")]  # pyright: ignore[reportInvalidTypeForm]
Names = Annotated[list[str] | None, strawberry.argument(description="只要这些指标；不写是全部")]
SettledBy = Annotated[dt.date | None, strawberry.argument(description="化解和回访算到哪一天；不写是期末后 30 天")]


@strawberry.type(description="一个期间")
class CountedPeriod:
    """A period, both days in it."""

    name: str
    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, period: duty.Period) -> CountedPeriod:
        return cls(name=period.name, first=period.start, last=period.last)


@strawberry.type(description="一个数，和它由什么组成")
class FigureValue:
    """A figure's value."""

    value: float | None = strawberry.field(description="件数、0 到 1 的比率、天数或小时数；没有可算的是空")
    part: int | None = strawberry.field(description="比率的分子")
    whole: int = strawberry.field(description="看了多少件")

    @classmethod
    def of(cls, cell: duty.Cell) -> FigureValue:
        return cls(value=cell.value, part=cell.part, whole=cell.whole)


@strawberry.type(description="某一类的数")
class FigureOf:
    """A figure of one value of a dimension."""

    code: str | None = strawberry.field(description="代码、编号或期间；空：未注明")
    label: str
    value: FigureValue


@strawberry.type(description="一项指标")
class FigureLine:
    """A figure of the period, beside those before."""

    name: str
    label: str
    definition: str
    unit: str
    now: FigureValue
    before: FigureValue | None = strawberry.field(description="上期")
    change: float | None = strawberry.field(description="与上期比：增减的比例；比率是增减多少")
    year_before: FigureValue | None = strawberry.field(description="去年同期")
    change_of_year: float | None = strawberry.field(description="与去年同期比")
    by: list[FigureOf] | None = strawberry.field(description="按 by 分；空：没有要求分，或这项指标不能这样分")

    @classmethod
    def of(cls, line: duty.Line, statistics: Statistics) -> FigureLine:
        broken_down = None
        if line.by is not None:
            broken_down = [
                FigureOf(code=value.code, label=value.label, value=FigureValue.of(line.by[value.code]))
                for value in statistics.values
                if value.code in line.by
            ]
        return cls(
            name=line.figure.name, label=line.figure.zh, definition=line.figure.says, unit=line.figure.unit,
            now=FigureValue.of(line.now), before=line.before and FigureValue.of(line.before), change=line.change,
            year_before=line.year_before and FigureValue.of(line.year_before), change_of_year=line.change_of_year,
            by=broken_down,
        )  # fmt: skip


@strawberry.type(description="一个期间的各项指标，与上期和去年同期相比")
class PeriodFigures:
    """The figures of a period."""

    period: CountedPeriod
    before: CountedPeriod
    year_before: CountedPeriod
    settled_by: dt.date = strawberry.field(description="化解和回访算到哪一天")
    figures: list[FigureLine]


@strawberry.type
class Figuring(Asked):
    """The centre's figures of any period."""

    @strawberry.field(description="任何期间的各项指标，从事件算出；定义见 docs/statistics.md")
    def figures(
        self, period: PeriodName = None, start: From = None, to: To = None, by: By = None, names: Names = None,
        settled_by: SettledBy = None,
    ) -> PeriodFigures | None:  # fmt: skip
        """Of what the caller may see."""
        found = statistics_of(
            self.reader,
            _period(period, start, to),
            scope=self.scope,
            by=by.value if by is not None else None,
            figures=names,
            settled_by=settled_by,
            words=self.context.lens.vocabulary,
        )
        return PeriodFigures(
            period=CountedPeriod.of(found.period),
            before=CountedPeriod.of(found.before),
            year_before=CountedPeriod.of(found.year_before),
            settled_by=found.settled_by,
            figures=[FigureLine.of(each, found) for each in found.lines],
        )


def _period(name: str | None, start: dt.date | None, to: dt.date | None) -> duty.Period:
    if name is not None and start is None and to is None:
        return duty.read_period(name)
    if name is None and start is not None and to is not None:
        return duty.between(start, to)
    raise BadValue(value=name or "", field="figures", reason="写 period，或 from 和 to")
