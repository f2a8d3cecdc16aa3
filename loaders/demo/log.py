"""The street's diary: every record as it stood from a moment on, and the chapters in which a store hears of it.

A case appears in the chapter of the month that it came in, as it stood at the end of that month, and again in each
later month that changed it; so the street as of any month's end is what was known then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from graph.model import Edge, Node
from graph.store.protocol import EdgeKey, edge_key

Record = Node | Edge
WUHAN = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one change writes: nodes first, each record once."""

    at: dt.datetime
    """When it is recorded, with zone."""
    why: str
    records: tuple[Record, ...]


class Log:
    """Records and the local times from which they stood so."""

    def __init__(self, opening: dt.date) -> None:
        self._opening = dt.datetime.combine(opening, dt.time())
        self._entries: list[tuple[dt.datetime, Record]] = []

    def add(self, at: dt.datetime | dt.date, *records: Record) -> None:
        """`records` stand so from `at` on; a day counts from its midnight."""
        moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
        self._entries += [(moment, each) for each in records]

    def chapters(self) -> Iterator[Chapter]:
        """What stood when the register opened, then month by month; a month in which nothing happened has none."""
        ordered = sorted(self._entries, key=lambda entry: entry[0])
        for ends, entries in groupby(ordered, key=lambda entry: self.chapter_end(entry[0])):
            latest = _latest(record for _, record in entries)
            why = "建立示范街道台账" if ends == self._opening else f"{ends - dt.timedelta(days=1):%Y年%m月}工作记录"
            yield Chapter(ends.replace(tzinfo=WUHAN), why, latest)

    def chapter_end(self, at: dt.datetime) -> dt.datetime:
        """When the chapter is written that tells of the local time `at`."""
        if at <= self._opening:
            return self._opening
        return dt.datetime(at.year + at.month // 12, at.month % 12 + 1, 1)


def _latest(records: Iterator[Record]) -> tuple[Record, ...]:
    """Each record as it last stood, nodes before edges."""
    nodes: dict[str, Node] = {}
    edges: dict[EdgeKey, Edge] = {}
    for each in records:
        if isinstance(each, Node):
            nodes[each.id] = each
        else:
            edges[edge_key(each)] = each
    return (*nodes.values(), *edges.values())
