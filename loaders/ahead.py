"""A long file drafted by a process of its own, some portions ahead of the one that writes them.

Reading cells and writing records each keep a processor busy for about as long; on two processors a long file is in in
little more than half the time. What the two say to each other is pickled, one message behind the other: both are this
program.
"""

from __future__ import annotations

import copyreg
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from graph.errors import FileUnreadable, SanlianError
from graph.model import Edge, Node
from graph.store.protocol import edge_key
from graph.vocabulary import Vocabulary
from loaders.addresses.old_names import OldNames
from loaders.draft import Draft, Memory, Role, Seats, Stated
from loaders.drafting import PORTION, Drafting, Portion, Progress, Telling
from loaders.mapping import Mapping as TableMapping
from loaders.opening import Opened, open_table
from loaders.report import FileReport

LARGE = 4 << 20
"""Bytes from which a second process is worth its start, which takes most of a second: some 10,000 rows."""

_COMMAND = "from loaders.ahead import work; work()"


def _proxy(known: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """What the tables of a mapping are kept in, and what pickle does not know."""
    return MappingProxyType(known)


copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


def is_worth_it(path: Path) -> bool:
    """Whether the file is so large, and a second processor there."""
    with suppress(OSError):
        return path.is_file() and path.stat().st_size >= LARGE and (os.cpu_count() or 1) > 1
    return False


# -- what is said ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    mapping: TableMapping | None
    vocabulary: Vocabulary
    old_names: OldNames
    size: int | None


@dataclass(frozen=True, slots=True)
class _Sent:
    """A portion in plain values, which pickle in half the time that records take."""

    nodes: list[tuple[type[Node], str, dict[str, Any], Mapping[str, Any], frozenset[str], int]]
    edges: list[tuple[type[Edge], tuple[Any, ...]]]
    conflicts: list[Any]
    roles: dict[Role, Seats]
    sheet: str
    rows_before: int
    row: int
    loaded: int

    @classmethod
    def of(cls, portion: Portion, loaded: int) -> _Sent:
        draft = portion.draft
        nodes = [
            (each.record, id, each.fields, each.fills, each.visible_to, each.row) for id, each in draft.nodes.items()
        ]
        edges = [
            (kind, tuple([getattr(each, name) for name in _names(kind)]))
            for each in draft.edges.values()
            for kind in [type(each)]
        ]
        return cls(
            nodes, edges, draft.conflicts, draft.roles, portion.sheet, portion.rows_before, draft.row, loaded
        )  # fmt: skip

    def portion(self, memory: Memory) -> Portion:
        """The portion as it was; it refers to what the writing process remembers."""
        edges = [kind(**dict(zip(_names(kind), values, strict=True))) for kind, values in self.edges]
        draft = Draft(
            nodes={id: Stated(record, fields, fills, seen, row) for record, id, fields, fills, seen, row in self.nodes},
            edges={edge_key(each): each for each in edges},
            conflicts=self.conflicts,
            memory=memory,
            roles=self.roles,
            row=self.row,
        )
        return Portion(draft, self.sheet, self.rows_before)


@cache
def _names(kind: type[Edge]) -> tuple[str, ...]:
    """The fields of an edge."""
    return tuple(each.name for each in fields(kind))


@dataclass(frozen=True, slots=True)
class _Finished:
    report: FileReport
    spread: int


# -- the process that writes -----------------------------------------------------------------------


class Ahead(Telling):
    """A file that another process opens and drafts; to be closed. Raises what `open_table` raises."""

    def __init__(
        self,
        path: Path,
        *,
        mapping: TableMapping | None,
        vocabulary: Vocabulary,
        old_names: OldNames,
        size: int | None = PORTION,
        progress: Progress,
    ) -> None:
        self._path = path
        self._progress = progress
        self.memory = Memory()
        command = [sys.executable, "-c", _COMMAND]
        here = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=here)
        try:
            self._say(_Task(path, mapping, vocabulary, old_names, size))
            self.opened: Opened = self._heard()
        except BaseException:
            self.close()
            raise
        super().__init__(self.opened.report)

    def portions(self) -> Iterator[Portion]:
        """What the file states; at the end the report is whole."""
        while not isinstance(sent := self._heard(), _Finished):
            self.report.loaded = sent.loaded
            self._progress(sent.row, self.report.read)
            yield sent.portion(self.memory)
        _complete(self.report, sent.report)
        self._progress(self.report.read, self.report.read)
        self.tell_rest(sent.spread)

    def close(self) -> None:
        """End the other process, wherever it is."""
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._child.wait()

    def _say(self, task: _Task) -> None:
        assert self._child.stdin is not None
        with suppress(BrokenPipeError):
            pickle.dump(task, self._child.stdin, protocol=5)
            self._child.stdin.flush()

    def _heard(self) -> Any:
        assert self._child.stdout is not None
        try:
            said = pickle.load(self._child.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            reason = "读取它的进程中断了，可能是内存不足"
            raise FileUnreadable(path=self._path, reason=reason, advice="请拆成几个文件再试") from error
        if isinstance(said, BaseException):
            raise said
        return said


def _complete(report: FileReport, whole: FileReport) -> None:
    """Take over what the other process found; what was told and counted here stays."""
    for name in ("read", "loaded", "tables", "rejects", "not_data", "refused", "unused", "returned"):
        setattr(report, name, getattr(whole, name))
    report.notes = [*whole.notes, *report.notes]


# -- the process that drafts -----------------------------------------------------------------------


def work() -> None:
    """Open and draft the file that standard input names; say on standard output what is in it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that writes is told, and ends this one
    gc.disable()  # drafts hold no circles, and the process is gone with its file
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 20)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody else's words in between
    with suppress(BrokenPipeError):
        task: _Task = pickle.load(sys.stdin.buffer)
        try:
            _work(task, out)
        except SanlianError as error:
            _send(error, out)
        out.flush()


def _work(task: _Task, out: IO[bytes]) -> None:
    opened = open_table(task.path, mapping=task.mapping, vocabulary=task.vocabulary)
    empty = replace(opened.file, sheets=())
    _send(replace(opened, file=empty, tables=(), report=_without_notes(opened.report)), out)
    drafting = Drafting(opened, task.vocabulary, lambda done, of: None, old_names=task.old_names)
    for portion in drafting.portions(task.size):
        _send(_Sent.of(portion, opened.report.loaded), out)
        portion.draft.conflicts.clear()
    _send(_Finished(opened.report, drafting.memory.spread), out)


def _without_notes(report: FileReport) -> FileReport:
    """The notes come with the whole report, at the end."""
    return replace(report, notes=[])


def _send(said: object, out: IO[bytes]) -> None:
    pickle.dump(said, out, protocol=5)
    out.flush()
