"""The figures that a centre publishes each year, computed from events, never from a status that someone typed.

What each of them counts stands in `docs/statistics.md`, and once more, in the languages of the engines, in
`graph/store/*/yearly_figures.*`. Here they get their period, their names and their form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graph.store.protocol import Reader, Scope
from graph.store.questions import YEARLY_FIGURES, Figure

MEDIATION_DAYS = 30
"""A dispute of 31 December is mediated into January: 人民调解工作若干规定 第三十三条 gives a month."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def fraction(self) -> float | None:
        """To four decimals; None of an empty whole: nothing was asked, so nothing was answered."""
        return round(self.part / self.whole, 4) if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One year's figures."""

    year: int
    start: dt.date
    end: dt.date
    """The first day after the period."""
    settled_by: dt.date
    """The last day on which a settlement of the year's disputes, or a visit to its requests, still counts."""
    disputes: int
    dispute_resolution: Rate
    requests_done: int
    satisfaction: Rate
    warnings_handled: int
    legacy_problems_solved: int
    legacy_problems_solved_jointly: int

    def as_json(self) -> dict[str, int | float | str | None]:
        """What `sanlian stats --json` prints for the year: the published keys, then what they were made of."""
        return {
            "year": self.year,
            "disputes": self.disputes,
            "dispute_resolution_rate": self.dispute_resolution.fraction,
            "requests_done": self.requests_done,
            "satisfaction_rate": self.satisfaction.fraction,
            "warnings_handled": self.warnings_handled,
            "legacy_problems_solved_jointly": self.legacy_problems_solved_jointly,
            "disputes_resolved": self.dispute_resolution.part,
            "visits_told": self.satisfaction.whole,
            "visits_satisfied": self.satisfaction.part,
            "legacy_problems_solved": self.legacy_problems_solved,
            "settled_by": self.settled_by.isoformat(),
        }


def yearly_figures(store: Reader, year: int, *, scope: Scope, settled_by: dt.date | None = None) -> Figures:
    """The figures of `year`, of what the reader's scope shows.

    `settled_by`: the last day on which settlements and visits count; None: `MEDIATION_DAYS` after the year's end.
    Another day changes nothing but the two rates.
    """
    start, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    deadline = settled_by or end - dt.timedelta(days=1) + dt.timedelta(days=MEDIATION_DAYS)
    rows = store.ask(
        YEARLY_FIGURES,
        scope=scope,
        start=start.isoformat(),
        end=end.isoformat(),
        settled_by=deadline.isoformat(),
    )
    return figures_of(rows, year=year, start=start, end=end, settled_by=deadline)


def figures_of(rows: Iterable[Figure], *, year: int, start: dt.date, end: dt.date, settled_by: dt.date) -> Figures:
    """The figures from the question's rows. Raises KeyError when one is missing: a question file is wrong."""
    rates = {row.figure: Rate(row.part, row.whole) for row in rows}
    return Figures(
        year=year,
        start=start,
        end=end,
        settled_by=settled_by,
        disputes=rates["disputes"].part,
        dispute_resolution=rates["dispute_resolution_rate"],
        requests_done=rates["requests_done"].part,
        satisfaction=rates["satisfaction_rate"],
        warnings_handled=rates["warnings_handled"].part,
        legacy_problems_solved=rates["legacy_problems_solved"].part,
        legacy_problems_solved_jointly=rates["legacy_problems_solved_jointly"].part,
    )


def change(before: int, after: int) -> float | None:
    """By what fraction of `before` it grew, to four decimals, negative when it shrank; None from nothing."""
    return round((after - before) / before, 4) if before else None
