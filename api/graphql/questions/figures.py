"""The figures that the centre publishes (docs/statistics.md)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import strawberry

from api.graphql.asked import Asked
from graph.duty.figures import Figures, change
from graph.errors import BadValue
from graph.pipeline.figures import yearly_figures

Year = Annotated[int, strawberry.argument(description="哪一年，如 2024")]
Compared = Annotated[int | None, strawberry.argument(description="与哪一年相比")]


@strawberry.type(description="一年的数字；比率是 0 到 1 的小数")
class YearFigures:
    """One year's figures."""

    year: int
    disputes: int = strawberry.field(description="受理的矛盾纠纷")
    dispute_resolution_rate: float | None = strawberry.field(description="化解率")
    disputes_resolved: int
    requests_done: int = strawberry.field(description="办结的网上诉求")
    satisfaction_rate: float | None = strawberry.field(description="回访满意率")
    visits_told: int = strawberry.field(description="问到满意与否的回访")
    visits_satisfied: int
    warnings_handled: int = strawberry.field(description="处置的预警")
    legacy_problems_solved: int = strawberry.field(description="解决的历史遗留问题")
    legacy_problems_solved_jointly: int = strawberry.field(description="其中多部门联合解决的")
    settled_by: dt.date = strawberry.field(description="化解和回访算到哪一天")

    @classmethod
    def of(cls, figures: Figures) -> YearFigures:
        """The same figures as `sanlian stats --json` prints."""
        return cls(**{**figures.as_json(), "settled_by": figures.settled_by})


@strawberry.type(description="一年的数字，可与另一年相比")
class Statistics:
    """The figures of a year, and by how much another differs."""

    year: YearFigures
    compared: YearFigures | None
    disputes_change: float | None = strawberry.field(description="纠纷数从 year 到 compare 增减的比例")


@strawberry.type
class Reporting(Asked):
    """The centre's own numbers."""

    @strawberry.field(description="年度数字，从办理步骤、回访和预警算出")
    def statistics(self, year: Year, compare: Compared = None) -> Statistics | None:
        """A year's figures, of what the caller may see."""
        of_year = yearly_figures(self.reader, _year("year", year), scope=self.scope)
        if compare is None:
            return Statistics(year=YearFigures.of(of_year), compared=None, disputes_change=None)
        other = yearly_figures(self.reader, _year("compare", compare), scope=self.scope)
        return Statistics(
            year=YearFigures.of(of_year),
            compared=YearFigures.of(other),
            disputes_change=change(of_year.disputes, other.disputes),
        )


def _year(field: str, value: int) -> int:
    if not dt.MINYEAR <= value < dt.MAXYEAR:
        raise BadValue(value=value, field=f"statistics.{field}", reason="不是一个年份")
    return value
