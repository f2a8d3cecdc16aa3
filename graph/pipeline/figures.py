"""The yearly figures of a store: one question, and what `graph/duty/figures.py` makes of its rows."""

from __future__ import annotations

import datetime as dt

from graph.duty.figures import MEDIATION_DAYS, Figures, Rate, figures_of
from graph.store import Reader, Scope
from graph.store.questions import YEARLY_FIGURES


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
    parts = {row.figure: Rate(row.part, row.whole) for row in rows}
    return figures_of(parts, year=year, start=start, end=end, settled_by=deadline)
