"""From one store to another, change by change: copy, backup across engines, as-of views of a server."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from graph.errors import CopyDiffers, StoreExists
from graph.model import Edge, Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES
from graph.store.protocol import EVERYTHING, EdgeKey, Entry, Store, edge_key

_PAGE = 20_000
Progress = Callable[[int, int], None]
"""Called with the number of changes done and of all there are."""


def replay(source: Store, target: Store, *, until: int | None = None, progress: Progress | None = None) -> int:
    """Write the journal of `source` (to change `until`) into the empty `target`; the number of changes written.

    Numbers, times, authors and reasons stay the same. A failure between two changes leaves the complete changes before
    it. Raises StoreExists
    when the target holds anything.
    """
    if target.head()[0]:
        raise StoreExists(url=target.url)
    last = source.head()[0] if until is None else until
    done = 0
    for entries in changes_of(source, until=last):
        first = entries[0]
        with target.change(by=first.by, why=first.why, at=first.at) as change:
            change.delete(_key(each.before) for each in entries if each.after is None and each.before is not None)
            change.put(each.after for each in entries if each.after is not None)
        done = first.seq
        if progress:
            progress(done, last)
    if until is None:
        copy_kept(source, target)
    return done


def copy_kept(source: Store, target: Store) -> None:
    """Write into `target` what `source` keeps beside the graph: its facts, and files that are not loaded yet."""
    target.set_meta({name: value for name, value in source.meta().items() if name != "schema_version"})
    for name, facts in source.kept_files().items():
        target.keep_file(name, facts, source.kept_file(name))


def changes_of(source: Store, *, since: int = 0, until: int | None = None) -> Iterator[Sequence[Entry]]:
    """The journal, one list of entries a change, oldest first."""
    last = source.head()[0] if until is None else until
    while since < last:
        page = source.changes(since, limit=_PAGE, scope=EVERYTHING)
        if not page:
            return
        for seq, entries in groupby(page, key=lambda each: each.seq):
            if seq > last:
                return
            yield list(entries)
        since = page[-1].seq


def verify(source: Store, target: Store) -> None:
    """Prove that two stores hold the same records and the same journal. Raises CopyDiffers with what differs first."""
    for shape in NODE_SHAPES.values():
        _compare(
            shape.name,
            source.scan(shape.name, scope=EVERYTHING),
            target.scan(shape.name, scope=EVERYTHING),
            target,
        )
    for shape in EDGE_SHAPES.values():
        left, right = (store.scan_edges(shape.name, scope=EVERYTHING) for store in (source, target))
        _compare(shape.name, left, right, target)
    _compare("日志", _journal(source), _journal(target), target)


def _journal(store: Store) -> Iterator[Any]:
    for entries in changes_of(store):
        yield from entries


def _compare(what: str, left: Iterator[Any], right: Iterator[Any], target: Store) -> None:
    digests = [_digest(each) for each in (left, right)]
    if digests[0] != digests[1]:
        counts = " / ".join(str(count) for count, _ in digests)
        raise CopyDiffers(url=target.url, difference=f"{what}（{counts} 条）")


def _digest(records: Iterator[Any]) -> tuple[int, str]:
    """How many there are, and one digest over all of them in their order."""
    digest = hashlib.blake2b(digest_size=16)
    count = 0
    for each in records:
        digest.update(repr(each).encode())
        count += 1
    return count, digest.hexdigest()


def _key(record: Node | Edge) -> str | EdgeKey:
    return edge_key(record) if isinstance(record, Edge) else record.id
