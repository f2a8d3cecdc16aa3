"""What the journal says of a batch: which changes it wrote, what they did in the end, and what came after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from graph.errors import UnknownRecord
from graph.model import (
    Batch,
    Edge,
    Linked,
    Matter,
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
from graph.pipeline.resolving import RESOLVED
from graph.store import EVERYTHING, EdgeKey, Entry, Reader, Store, edge_key
from graph.store.replay import changes_of

Key = str | EdgeKey
Record = Node | Edge
_DERIVED = (Person, Matter, Redirect, RefersTo, Linked, PartOf)
_NO_REFERENCES = frozenset({"id", "batch", "over", "original", "text"})
_ONLY_NAMED = frozenset({"id", "name", "kind", "aliases", "visible_to"})


@dataclass(slots=True)
class Overwritten:
    """A record of the batch that something else wrote later."""

    first: Record | None
    """As it was before the first of these changes."""
    last: Entry


@dataclass(slots=True)
class Written:
    """What some changes did in the end, and what was built on it."""

    created: dict[Key, Record] = field(default_factory=dict)
    """As they were created; of anything but places and organisations only the key counts."""
    before: dict[Key, Record] = field(default_factory=dict)
    """What was changed or deleted, as it was before."""
    overwritten: dict[Key, Overwritten] = field(default_factory=dict)
    users: dict[Key, tuple[Entry, frozenset[str]]] = field(default_factory=dict)
    """Later records that speak of created ones, each with its last entry and the ids of those."""
    born: dict[str, Organisation] = field(default_factory=dict)
    """Organisations that resolving made after the batch, because mentions name them."""

    @property
    def changed_since(self) -> dict[Key, Overwritten]:
        """The records that are not as the batch left them."""
        return {key: each for key, each in self.overwritten.items() if each.first != each.last.after}

    def ids_of(self, kind: str) -> set[str]:
        """Nodes of a kind that were written, or whose edges were."""
        found: set[str] = set()
        for key in (*self.created, *self.before):
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


def read_written(store: Store, seqs: Sequence[int]) -> Written:
    """What the changes of these numbers did, and all that came after the first of them.

    It reads the journal from there on once; what it keeps are the records that the changes wrote.
    """
    own, found = frozenset(seqs), Written()
    for entries in changes_of(store, since=min(seqs) - 1):
        for key, entry in _merged(entries).items():
            if not (isinstance(key, str) and key.startswith("batch-")):
                (_note_own if entry.seq in own else _note_later)(found, key, entry)
    return found


def _merged(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """The entries of one change by record: one that was deleted and put anew in it may have two."""
    found: dict[Key, Entry] = {}
    for each in entries:
        record = each.after or each.before
        assert record is not None, "an entry is about a record"
        key = key_of(record)
        known = found.get(key, each)
        found[key] = replace(each, before=known.before or each.before, after=known.after or each.after)
    return found


def effect_of(store: Store, seqs: Sequence[int]) -> dict[Key, tuple[Record | None, Record | None]]:
    """What the changes of these numbers made of each record: as it was before the first, and after the last of them.

    What follows from mentions and judgements is none of theirs, and neither are batches.
    """
    found: dict[Key, tuple[Record | None, Record | None]] = {}
    for seq in sorted(seqs):
        entries = (each for each in store.changes(seq - 1, limit=1, scope=EVERYTHING) if each.seq == seq)
        for key, entry in _merged(entries).items():
            sides = [each for each in (entry.before, entry.after) if each is not None]
            if not any(isinstance(each, Batch) or follows(each) for each in sides):
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


# -- one entry -----------------------------------------------------------------------------------


def _note_own(found: Written, key: Key, entry: Entry) -> None:
    if any(each is not None and follows(each) for each in (entry.before, entry.after)):
        return  # it went with a mention that the batch retired
    if key in found.created:
        if entry.after is None:
            del found.created[key]
        else:
            found.created[key] = _kept(entry.after)
    elif key not in found.before:
        if entry.before is not None:
            found.before[key] = entry.before
        elif entry.after is not None:
            found.created[key] = _kept(entry.after)


def _kept(record: Record) -> Record:
    """The record where its fields are needed later, else as little of it as says what it is."""
    if isinstance(record, Place | Organisation | Edge):
        return record
    return Node(id=record.id)


def _note_later(found: Written, key: Key, entry: Entry) -> None:
    record = entry.after or entry.before
    assert record is not None, "an entry is about a record"
    if key in found.created or key in found.before:
        known = found.overwritten.setdefault(key, Overwritten(entry.before, entry))
        known.last = entry
    if isinstance(record, Organisation) and entry.before is None and entry.why == RESOLVED and is_ground(record):
        found.born[record.id] = record
    if follows(record) and not isinstance(record, RefersTo):
        return
    spoken = frozenset() if entry.after is None else _spoken_of(entry.after, found)
    if spoken:
        found.users[key] = (entry, spoken)
    else:
        found.users.pop(key, None)


def _spoken_of(record: Record, found: Written) -> frozenset[str]:
    """The created records that a record speaks of."""
    return frozenset(each for each in references(record) if each in found.created or each in found.born)


def references(record: Record) -> Iterator[str]:
    """The texts of a record that may be ids of others: of a mention its sight alone."""
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
