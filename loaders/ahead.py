"""A long file drafted by a process of its own, some portions ahead of the one that writes them (see `graph.beside`).

Reading cells and writing records each keep a processor busy for about as long; on two processors a long file is in in
little more than half the time.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.beside import Packed, Worker, has_room, packed, unpacked
from graph.errors import FileUnreadable, HelperLost
from graph.model import Mention, Node
from graph.store.protocol import edge_key
from graph.vocabulary import Vocabulary
from loaders.addresses.old_names import OldNames
from loaders.draft import Draft, Memory, Role, Seats, Stated
from loaders.drafting import Drafting, Portion, Progress, Telling
from loaders.mapping import Mapping as TableMapping
from loaders.opening import Opened, open_table
from loaders.report import FileReport

LARGE = 4 << 20
"""Bytes from which a second process is worth its start, which takes most of a second: some 10,000 rows."""


def _proxy(known: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """What the tables of a mapping are kept in, and what pickle does not know."""
    return MappingProxyType(known)


copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


def is_worth_it(path: Path) -> bool:
    """Whether the file is so large, and a second processor there."""
    with suppress(OSError):
        return path.is_file() and path.stat().st_size >= LARGE and has_room()
    return False


# -- what is handed over -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A portion in plain values."""

    nodes: list[tuple[type[Node], str, dict[str, Any], Mapping[str, Any], frozenset[str], int]]
    edges: list[Packed]
    keys: dict[str, tuple[str, ...]]
    conflicts: list[Any]
    roles: dict[Role, Seats]
    sheet: str
    rows_before: int
    row: int
    loaded: int

    @classmethod
    def of(cls, portion: Portion, loaded: int) -> _Drafted:
        draft = portion.draft
        nodes = [
            (each.record, id, each.fields, each.fills, each.visible_to, each.row) for id, each in draft.nodes.items()
        ]
        keys = {id: each.keys() for id, each in draft.nodes.items() if each.record is Mention}
        return cls(
            nodes, packed(draft.edges.values()), keys, draft.conflicts, draft.roles, portion.sheet,
            portion.rows_before, draft.row, loaded,
        )  # fmt: skip

    def portion(self, memory: Memory) -> Portion:
        """The portion as it was; it refers to what the writing process remembers."""
        draft = Draft(
            nodes={id: Stated(record, fields, fills, seen, row) for record, id, fields, fills, seen, row in self.nodes},
            edges={edge_key(each): each for each in unpacked(self.edges)},
            keys=self.keys,
            conflicts=self.conflicts,
            memory=memory,
            roles=self.roles,
            row=self.row,
        )
        return Portion(draft, self.sheet, self.rows_before)


@dataclass(frozen=True, slots=True)
class _Finished:
    report: FileReport
    spread: int


@dataclass(frozen=True, slots=True)
class DraftFile:
    """Open a file and draft it: first the `Opened` alone, then portions, at last the whole report."""

    path: Path
    mapping: TableMapping | None
    vocabulary: Vocabulary
    old_names: OldNames
    size: int | None

    def pieces(self) -> Iterator[Opened | _Drafted | _Finished]:
        opened = open_table(self.path, mapping=self.mapping, vocabulary=self.vocabulary)
        empty = replace(opened.file, sheets=())
        yield replace(opened, file=empty, tables=(), report=replace(opened.report, notes=[]))
        drafting = Drafting(opened, self.vocabulary, lambda done, of: None, old_names=self.old_names)
        for portion in drafting.portions(self.size):
            yield _Drafted.of(portion, opened.report.loaded)
        yield _Finished(opened.report, drafting.memory.spread)


# -- the process that writes -----------------------------------------------------------------------


class Ahead(Telling):
    """A file that another process opens and drafts; to be closed. Raises what `open_table` raises."""

    def __init__(self, task: DraftFile, progress: Progress) -> None:
        self._path = task.path
        self._progress = progress
        self.memory = Memory()
        self._worker = Worker(task)
        self._pieces = self._worker.pieces()
        try:
            self.opened: Opened = self._next()
        except BaseException:
            self.close()
            raise
        super().__init__(self.opened.report)

    def portions(self) -> Iterator[Portion]:
        """What the file states; at the end the report is whole."""
        while not isinstance(piece := self._next(), _Finished):
            self.report.loaded = piece.loaded
            self._progress(piece.row, self.report.read)
            yield piece.portion(self.memory)
        _complete(self.report, piece.report)
        self._progress(self.report.read, self.report.read)
        self.tell_rest(piece.spread)

    def close(self) -> None:
        """End the other process, wherever it is."""
        self._worker.close()

    def _next(self) -> Any:
        try:
            return next(self._pieces)
        except HelperLost as error:
            reason = "读取它的进程中断了，可能是内存不足"
            raise FileUnreadable(path=self._path, reason=reason, advice="请拆成几个文件再试") from error


def _complete(report: FileReport, whole: FileReport) -> None:
    """Take over what the other process found; what was told and counted here stays."""
    for name in ("read", "loaded", "tables", "rejects", "not_data", "refused", "unused", "returned"):
        setattr(report, name, getattr(whole, name))
    report.notes = [*whole.notes, *report.notes]
