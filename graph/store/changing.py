"""A change under way, as both engines lead it: what is handed on, in which portions, at what time, and the receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from graph.model import Edge, Node
from graph.store.protocol import EdgeKey, Reader, Receipt, Tally

T = TypeVar("T")


class Writes(Protocol):
    """What an engine does in a change."""

    tally: Tally

    def put(self, records: Iterable[Node | Edge]) -> None:
        """See `Change.put`."""
        ...

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        """See `Change.delete`."""
        ...


class OpenChange:
    """See `Change`; the store that opened it closes it."""

    def __init__(self, writing: Writes, graph: Reader) -> None:
        self._writing = writing
        self.graph = graph
        self._receipt: Receipt | None = None

    def put(self, records: Iterable[Node | Edge]) -> None:
        self._writing.put(records)

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        self._writing.delete(targets)

    @property
    def written(self) -> int:
        tally = self._writing.tally
        return tally.inserted + tally.updated + tally.deleted

    @property
    def receipt(self) -> Receipt:
        if self._receipt is None:
            raise RuntimeError("a change has its receipt after its block")
        return self._receipt

    def close(self, seq: int | None, at: dt.datetime | None) -> None:
        """Make the receipt: of the change of this number and time, or of one that changed nothing."""
        self._receipt = self._writing.tally.receipt(seq, at)


def moment_of(at: dt.datetime | None, last: dt.datetime | None) -> dt.datetime:
    """When a change is recorded, in UTC: at `at` or now, but never before the last change."""
    moment = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
    return moment if last is None else max(moment, last)


def text_of(moment: dt.datetime) -> str:
    """A moment as the journal keeps it, in UTC: the order of these texts is that of time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in portions of `size`, the last one perhaps smaller; none of no items."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
