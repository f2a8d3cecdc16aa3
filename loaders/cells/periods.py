"""A period in one cell: 2022年1月1日至2026年12月31日."""

from __future__ import annotations

import datetime as dt
import re

from loaders.cells.cell import BadCell, Cell, Remarks
from loaders.cells.days import read_date
from loaders.cells.texts import read_term

PERIOD_ACCEPTED = "起止日期，如 2022-01-01至2026-12-31、2022年1月1日起"
Period = tuple[dt.date | None, dt.date | None]
"""First and last day; None: open on that side."""
_BETWEEN = re.compile(r"\s*(?:至|到|[—–~～]+|\s-+\s|-(?=\d{4}\s?[年./\-]))\s*")
_OPEN = frozenset({"", "今", "现在", "长期", "届满"})


def read_period(cell: Cell, *, remarks: Remarks = None) -> Period | None:
    """The first and the last day; one that only begins, or goes on to this day (至今), has no last one."""
    text = read_term(cell) if isinstance(cell, str) else None
    if text is None:
        day = read_date(cell, remarks=remarks)
        return None if day is None else (day, None)
    first, *rest = _BETWEEN.split(text.strip().removesuffix("起"))
    if len(rest) > 1:
        raise BadCell("看不出从哪一天到哪一天", PERIOD_ACCEPTED)
    period = (_day(first, remarks), _day(rest[0] if rest else "", remarks))
    if period[0] and period[1] and period[1] < period[0]:
        raise BadCell("止早于起", PERIOD_ACCEPTED)
    return period


def _day(text: str, remarks: Remarks) -> dt.date | None:
    text = text.strip().removesuffix("止")
    return None if text in _OPEN else read_date(text, remarks=remarks)
