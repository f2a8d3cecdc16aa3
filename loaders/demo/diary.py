"""What is written of one case, and who may see it from when: kept until the case is filed in the street's log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from graph.model import Edge, Node
from loaders.demo.log import Log


@dataclass(frozen=True, slots=True)
class _Seen:
    """From here on the readers of `area`, a community or an organisation, may see it."""

    area: str


class Diary:
    """Records as they stood from a moment on. Whoever joins later sees all that was written before."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._entries: list[tuple[dt.datetime, Node | Edge | _Seen]] = []

    def write(self, at: dt.datetime, *records: Node | Edge) -> None:
        """They stand so from `at` on."""
        self._entries += [(at, each) for each in records]

    def show(self, at: dt.datetime, areas: Iterable[str]) -> None:
        """From `at` on these see it."""
        self._entries += [(at, _Seen(each)) for each in areas]

    def file(self) -> tuple[str, ...]:
        """Put all into the log, chapter by chapter, each record seen by those who could then; all of them."""
        areas: set[str] = set()
        latest: dict[str, Node] = {}
        ordered = sorted(self._entries, key=lambda each: each[0])
        for _, group in groupby(ordered, key=lambda each: self._log.chapter_end(each[0])):
            chapter = list(group)
            new_areas = {entry.area for _, entry in chapter if isinstance(entry, _Seen)} - areas
            nodes = {entry.id: entry for _, entry in chapter if isinstance(entry, Node)}
            areas |= new_areas
            latest |= nodes
            shown = latest if new_areas else nodes
            self._log.add(chapter[-1][0], *(_seen_by(each, areas) for each in shown.values()))
            for at, entry in chapter:
                if isinstance(entry, Edge):
                    self._log.add(at, entry)
        return tuple(sorted(areas))


def _seen_by(node: Node, areas: set[str]) -> Node:
    return replace(node, visible_to=tuple(sorted({*node.visible_to, *areas})))
