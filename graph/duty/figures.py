"""The figures that a centre publishes each year, computed from events, never from a status that someone typed.

What each of them counts stands in `docs/statistics.md`, and once more, in the languages of the engines, in
`graph/store/*/yearly_figures.*`. Here they get their period, their names and their form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

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


def figures_of(parts: Mapping[str, Rate], *, year: int, start: dt.date, end: dt.date, settled_by: dt.date) -> Figures:
    """The figures of a year from their parts by name. Raises KeyError when one is missing: a question file is wrong."""
    return Figures(
        year=year,
        start=start,
        end=end,
        settled_by=settled_by,
        disputes=parts["disputes"].part,
        dispute_resolution=parts["dispute_resolution_rate"],
        requests_done=parts["requests_done"].part,
        satisfaction=parts["satisfaction_rate"],
        warnings_handled=parts["warnings_handled"].part,
        legacy_problems_solved=parts["legacy_problems_solved"].part,
        legacy_problems_solved_jointly=parts["legacy_problems_solved_jointly"].part,
    )


def change(before: float, after: float) -> float | None:
    """By what fraction of `before` it grew, to four decimals, negative when it shrank; None from nothing."""
    return round((after - before) / before, 4) if before else None
