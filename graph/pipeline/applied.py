"""What the journal says of a batch: which changes it wrote, what they did in the end, and what came after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from typing import Any

from graph.errors import UnknownRecord
from graph.model import (
    Batch,
    Edge,
    Gist,
    Linked,
    Matter,
    MayBe,
    Mention,
    Node,
    Organisation,
    PartOf,
    Person,
    Place,
    Redirect,
    RefersTo,
)
from graph.pipeline.derived import is_derived
from graph.pipeline.unstated import RESOLVED
from graph.store import EVERYTHING, EdgeKey, Entry, Reader, Store, edge_key

Key = str | EdgeKey
Record = Node | Edge
_DERIVED = (Person, Matter, Redirect, RefersTo, MayBe, Linked, PartOf, Gist)
_NO_REFERENCES = frozenset({"id", "batch", "over", "original", "text"})
_ONLY_NAMED = frozenset({"id", "name", "kind", "aliases", "visible_to"})


@dataclass(slots=True)
class Later:
    """A record that something else wrote after the batch."""

    first: Record | None
    """As it was before the first of these changes."""
    last: Entry
    spoken: frozenset[str] = frozenset()
    """Ids of created records that it speaks of now, or spoke of before."""

    @property
    def differs(self) -> bool:
        """Whether all of it together changed anything: what was done and taken back did not."""
        return self.first != self.last.after


@dataclass(slots=True)
class Written:
    """What some changes did in the end, and what was built on it. Of large ones there are millions: no more is kept of
    a record than is needed.
    """

    nodes: dict[str, Node | None] = field(default_factory=dict)
    """Created ones; the record itself of places and organisations alone."""
    edges: dict[EdgeKey, Edge] = field(default_factory=dict)
    """Created ones that do not go with a created node: between places and organisations, or between older records."""
    before: dict[Key, Record] = field(default_factory=dict)
    """What was changed or deleted, as it was before."""
    overwritten: dict[Key, Later] = field(default_factory=dict)
    """Records of the batch that something else wrote later."""
    users: dict[Key, Later] = field(default_factory=dict)
    """Later records that speak of created ones."""
    born: dict[str, Organisation] = field(default_factory=dict)
    """Organisations that resolving made after the batch, because mentions name them."""

    def is_own(self, key: Key) -> bool:
        """Whether a record was written by the batch, as far as that is kept."""
        return key in self.before or (key in self.nodes if isinstance(key, str) else key in self.edges)

    def has_changed(self, key: Key) -> bool:
        """Whether a record is not as the batch left it."""
        later = self.overwritten.get(key)
        return later is not None and later.differs

    def ids_of(self, kind: str) -> set[str]:
        """Nodes of a kind that were written, or whose edges were."""
        found = {each for each in self.nodes if each.startswith(f"{kind}-")}
        for key in (*self.edges, *self.before):
            ends = (key,) if isinstance(key, str) else (key.source, key.target)
            found.update(each for each in ends if each.startswith(f"{kind}-"))
        return found


def key_of(record: Record) -> Key:
    """What makes a record the one that it is."""
    return edge_key(record) if isinstance(record, Edge) else record.id


def batch_of(store: Reader, id: str) -> Batch:
    """The batch of that id. Raises UnknownRecord, BadId."""
    (found,) = store.get([id], scope=EVERYTHING)
    if not isinstance(found, Batch):
        raise UnknownRecord(id=id)
    return found


def loads_of(store: Store, batch: str) -> list[tuple[int, ...]]:
    """The loads of a batch that stand, oldest first, each with the numbers of the changes that it wrote.

    Most have one. One that was interrupted comes last.
    """
    loads: list[tuple[int, ...]] = []
    open_load: tuple[int, ...] = ()
    for entry in store.history(batch, scope=EVERYTHING):
        before, after = entry.before, entry.after
        if not isinstance(after, Batch):
            loads, open_load = [], ()
        elif isinstance(before, Batch) and after.undos > before.undos:
            loads, open_load = ([], ()) if after.state == "undone" else (loads[:-1], ())
        elif before is None or (isinstance(before, Batch) and after.changes > before.changes):
            open_load = (*open_load, entry.seq)
            if after.state == "applied":
                loads, open_load = [*loads, open_load], ()
    return [*loads, open_load] if open_load else loads


def written_by(store: Store, batch: str) -> Iterator[int]:
    """The numbers of the changes that loaded a batch or took it back; others only note how much of it waits."""
    for entry in store.history(batch, scope=EVERYTHING):
        sides = {(each.changes, each.undos) for each in (entry.before, entry.after) if isinstance(each, Batch)}
        if entry.before is None or entry.after is None or len(sides) > 1:
            yield entry.seq


def read_written(store: Store, seqs: Sequence[int]) -> Written:
    """What the changes of these numbers did, and all that came after the first of them.

    It reads the journal from there on once; what it keeps are the records that the changes wrote.
    """
    own, found = frozenset(seqs), Written()
    for seq, entries in groupby(store.journal(min(seqs) - 1), key=lambda each: each.seq):
        if seq in own:
            _note_own(found, entries)
        else:
            _note_later(found, entries)
    return found


def _merged(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """The entries of one change by record: one that was deleted and put anew in it may have two."""
    found: dict[Key, Entry] = {}
    for each in entries:
        key = _key_of(each)
        known = found.get(key, each)
        found[key] = replace(each, before=known.before or each.before, after=known.after or each.after)
    return found


def _key_of(entry: Entry) -> Key:
    record = entry.after or entry.before
    assert record is not None, "an entry is about a record"
    return key_of(record)


def effect_of(store: Store, seqs: Sequence[int]) -> dict[Key, tuple[Record | None, Record | None]]:
    """What the changes of these numbers made of each record: as it was before the first, and after the last of them.

    What follows from mentions and judgements is none of theirs, and neither are batches.
    """
    found: dict[Key, tuple[Record | None, Record | None]] = {}
    for seq in sorted(seqs):
        entries = (each for each in store.changes(seq - 1, limit=1, scope=EVERYTHING) if each.seq == seq)
        for key, entry in _merged(entries).items():
            if not _is_passed_over(entry):
                found[key] = (found[key][0] if key in found else entry.before, entry.after)
    return {key: each for key, each in found.items() if each[0] != each[1]}


def is_ground(record: Record) -> bool:
    """Whether others may stand on a record without being a reason to keep the batch: a place, an office's mere name."""
    if isinstance(record, Place):
        return True
    return isinstance(record, Organisation) and all(
        getattr(record, each.name) == each.default for each in fields(record) if each.name not in _ONLY_NAMED
    )


def follows(record: Record) -> bool:
    """Whether a record is made anew from mentions and judgements at any time."""
    return isinstance(record, _DERIVED) or (isinstance(record, Edge) and is_derived(record))


# -- one change ----------------------------------------------------------------------------------


def _is_passed_over(entry: Entry) -> bool:
    """Batches say what they did, and what follows from a batch's records is made anew."""
    sides = [each for each in (entry.before, entry.after) if each is not None]
    return any(isinstance(each, Batch) or follows(each) for each in sides)


def _note_own(found: Written, entries: Iterable[Entry]) -> None:
    fresh: set[Key] = set()
    """Created in this change: what it also deletes of that name was there before."""
    for entry in entries:
        key = _key_of(entry)
        if _is_passed_over(entry) or _goes_with_an_end(found, key):
            continue
        if found.is_own(key) and key not in found.before:
            if key in fresh and entry.before is not None:
                _forget(found, key)
                found.before[key] = entry.before
            elif entry.after is None:
                _forget(found, key)
            else:
                _create(found, key, entry.after)
        elif key not in found.before:
            if entry.before is not None:
                found.before[key] = entry.before
            elif entry.after is not None:
                _create(found, key, entry.after)
                fresh.add(key)


def _goes_with_an_end(found: Written, key: Key) -> bool:
    """Whether a record is an edge of a created node, and goes when that goes."""
    return isinstance(key, EdgeKey) and any(found.nodes.get(id, found) is None for id in (key.source, key.target))


def _create(found: Written, key: Key, record: Record) -> None:
    if isinstance(record, Edge):
        assert isinstance(key, EdgeKey), "an edge has an edge's key"
        found.edges[key] = record
    else:
        found.nodes[record.id] = record if isinstance(record, Place | Organisation) else None


def _forget(found: Written, key: Key) -> None:
    if isinstance(key, str):
        found.nodes.pop(key, None)
    else:
        found.edges.pop(key, None)


def _note_later(found: Written, entries: Iterable[Entry]) -> None:
    """Keep of a change what is about the batch's records, or speaks of them."""
    touching: list[Entry] = []
    for entry in entries:
        record = entry.after or entry.before
        if isinstance(record, Batch) or (record is not None and follows(record) and not isinstance(record, RefersTo)):
            continue
        if isinstance(record, Organisation) and entry.before is None and entry.why == RESOLVED and is_ground(record):
            found.born[record.id] = record
        key = _key_of(entry)
        if found.is_own(key) or key in found.users or _speaks(entry.before, found) or _speaks(entry.after, found):
            touching.append(entry)
    for key, entry in _merged(touching).items():
        if found.is_own(key):
            found.overwritten.setdefault(key, Later(entry.before, entry)).last = entry
        later = found.users.setdefault(key, Later(entry.before, entry))
        sides = [each for each in (later.first, entry.after) if each is not None]
        later.last, later.spoken = entry, frozenset(id for each in sides for id in _spoken_of(each, found))


def _speaks(record: Record | None, found: Written) -> bool:
    return record is not None and any(True for _ in _spoken_of(record, found))


def _spoken_of(record: Record, found: Written) -> Iterator[str]:
    """The created records that a record speaks of."""
    return (each for each in references(record) if each in found.nodes or each in found.born)


def references(record: Record) -> Iterator[str]:
    """The texts of a record that may be ids of others; of a mention its sight alone, of `refers_to` the target."""
    if isinstance(record, RefersTo):
        yield record.target
        return
    if isinstance(record, Mention):
        yield from record.visible_to
        return
    for each in fields(record):
        if each.name not in _NO_REFERENCES:
            yield from _texts(getattr(record, each.name))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()
