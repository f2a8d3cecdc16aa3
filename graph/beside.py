"""Work that another process does beside this one, and hands over piece by piece.

Python runs on one processor at a time; deriving and writing each keep one busy for about as long. The other process is
this program too, so that what they say to each other can be pickled.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import IO, Any, Protocol

from graph.errors import HelperLost, SanlianError
from graph.model import Edge, Node

_COMMAND = "from graph.beside import work; work()"
Packed = tuple[type[Node] | type[Edge], tuple[Any, ...]]
"""A record in plain values, which pickle in half the time."""


class Task(Protocol):
    """What can be done beside: a record of module level, so that it can be pickled."""

    def pieces(self) -> Iterator[Any]:
        """What it hands over, in order. Its errors are raised where they are taken."""
        ...


WORKERS = 2
"""Processes that plan what one writes: planning takes twice as long as writing."""


def has_room() -> bool:
    """Whether there is a second processor."""
    return (os.cpu_count() or 1) > 1


def handed(tasks: Sequence[Task]) -> Iterator[Any]:
    """The pieces of `tasks`, each of them done by a process of its own: one of each in turn, while they have any.

    Raises what a task raises; HelperLost when a process ended before it was done.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(closing(Worker(each))).pieces() for each in tasks]
        while workers:
            for each in tuple(workers):
                try:
                    yield next(each)
                except StopIteration:
                    workers.remove(each)


class Worker:
    """Another process at work on a task; to be closed."""

    def __init__(self, task: Task) -> None:
        here = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-c", _COMMAND]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=here)
        assert self._child.stdin is not None
        with suppress(BrokenPipeError):
            pickle.dump(task, self._child.stdin, protocol=5)
            self._child.stdin.flush()

    def pieces(self) -> Iterator[Any]:
        """See `handed`."""
        while (said := self._heard()) is not None:
            yield said[0]

    def close(self) -> None:
        """End the other process, wherever it is."""
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._child.wait()

    def _heard(self) -> tuple[Any] | None:
        assert self._child.stdout is not None
        try:
            said = pickle.load(self._child.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise HelperLost() from error
        if isinstance(said, BaseException):
            raise said
        return said


def work() -> None:
    """Do the task that comes on standard input; hand its pieces over on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one
    gc.disable()  # records hold no circles, and the process is gone with its task
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 20)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody else's words in between
    with suppress(BrokenPipeError):
        task: Task = pickle.load(sys.stdin.buffer)
        try:
            for piece in task.pieces():
                _send((piece,), out)
            _send(None, out)
        except SanlianError as error:
            _send(error, out)


def _send(said: object, out: IO[bytes]) -> None:
    pickle.dump(said, out, protocol=5)
    out.flush()


# -- records ---------------------------------------------------------------------------------------


def packed(records: Iterable[Node | Edge]) -> list[Packed]:
    """The records in plain values."""
    return [(kind, _values(kind)(each)) for each in records for kind in [type(each)]]


def unpacked(records: Iterable[Packed]) -> Iterator[Any]:
    """The records that these were."""
    for kind, values in records:
        yield _maker(kind)(values)


@cache
def _values(kind: type[Node] | type[Edge]) -> Callable[[Node | Edge], tuple[Any, ...]]:
    return attrgetter(*[each.name for each in fields(kind)])


@cache
def _maker(kind: type[Node] | type[Edge]) -> Callable[[tuple[Any, ...]], Node | Edge]:
    """Written out as source, as `dataclasses` does it: a dictionary for each record would take as long again."""
    own = ", ".join(f"{each.name}=values[{at}]" for at, each in enumerate(fields(kind)))
    return eval(f"lambda values: kind({own})", {"kind": kind})
