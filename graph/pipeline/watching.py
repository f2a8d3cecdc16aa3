"""What of the journal is about one case, one matter or one organisation: for those who wait for changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.errors import BadValue, UnknownRecord
from graph.model import About, Case, Edge, Matter, Node, Organisation, PartOf, Step, Task
from graph.store import Entry, Reader, Scope, Store

PORTION = 1_000
"""Entries of the journal in one call."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One change, as far as it is about what is watched."""

    seq: int
    entries: tuple[Entry, ...]
    """In the order of `Store.changes`."""


@dataclass(slots=True)
class Watch:
    """One subject, and what hangs on it: proceedings about a case, the cases of a matter."""

    subject: str
    kind: str
    within: set[str] = field(default_factory=set)
    """Ids of the subject and of all records whose changes are its changes."""
    seq: int = 0
    """The last change that was looked at."""

    def news(self, store: Store, *, scope: Scope) -> list[Moved]:
        """The changes since the last look that are about the subject, oldest first; then they count as looked at.

        At most some `PORTION` entries at a time: ask again until `seq` is the head.
        """
        entries = store.changes(self.seq, limit=PORTION, scope=scope)
        if not entries:
            self.seq = max(self.seq, store.head()[0])
            return []
        told = self._told(store, entries, scope)
        moved = [Moved(seq, tuple(filter(_moved, each))) for seq, each in _by_change(entries)]
        found = [Moved(each.seq, tuple(self._about(each.entries, told))) for each in moved]
        self.seq = entries[-1].seq
        return [each for each in found if each.entries]

    def _about(self, entries: Sequence[Entry], told: frozenset[str]) -> Iterator[Entry]:
        """Those of one change; what they attach to the subject is watched from then on."""
        self.within |= set(self._attached(entries))
        return (each for each in entries if self._concerns(each, told))

    def _attached(self, entries: Iterable[Entry]) -> Iterator[str]:
        for record in (each.after for each in entries):
            joins = isinstance(record, About) or (isinstance(record, PartOf) and self.kind == "matter")
            if isinstance(record, Edge) and joins and record.target in self.within:
                yield record.source

    def _concerns(self, entry: Entry, told: frozenset[str]) -> bool:
        return any(self._is_of(record, told) for record in (entry.before, entry.after) if record is not None)

    def _is_of(self, record: Node | Edge, told: frozenset[str]) -> bool:
        if isinstance(record, Edge):
            return self.subject in (record.source, record.target) or record.source in self.within
        if isinstance(record, Step):
            named = {record.case, record.organisation, *record.to, *record.helpers}
            return not self.within.isdisjoint(named) or record.case in told
        if isinstance(record, Task):
            return not self.within.isdisjoint({record.organisation, record.case, record.subject})
        return record.id in self.within

    def _told(self, store: Reader, entries: Iterable[Entry], scope: Scope) -> frozenset[str]:
        """Cases of which an organisation is told every step: those that it received first."""
        if self.kind != "organisation":
            return frozenset()
        cases = sorted({each.after.case for each in entries if isinstance(each.after, Step)})
        received = store.edges(cases, types=["received_by"], direction="out", scope=scope) if cases else []
        return frozenset(each.source for each in received if each.target == self.subject)


def watch(store: Store, id: str, *, scope: Scope, since: int | None = None) -> Watch:
    """Begin to watch a case, a matter or an organisation, from change number `since` on; None: from now.

    Raises UnknownRecord, BadValue for another kind of record.
    """
    seq = store.head()[0] if since is None else since
    subject = store.get([id], scope=scope)[0]
    if subject is None:
        raise UnknownRecord(id=id)
    if not isinstance(subject, Case | Matter | Organisation):
        raise BadValue(value=id, field="关注的对象", reason="应是一件事件、一个事项或一个单位")
    return Watch(subject.id, subject.KIND, _hanging_on(store, subject, scope), seq)


def _hanging_on(store: Reader, subject: Node, scope: Scope) -> set[str]:
    """The ids of the subject and of what stands about it now."""
    within = {subject.id}
    if isinstance(subject, Matter):
        within |= {each.source for each in store.edges([subject.id], types=["part_of"], direction="in", scope=scope)}
    if not isinstance(subject, Organisation):
        about = store.edges(sorted(within), types=["about"], direction="in", scope=scope)
        within |= {each.source for each in about}
    return within


def _moved(entry: Entry) -> bool:
    """Whether more changed than who sees it: every new hand widens that, on all that hangs on a case."""
    before, after = entry.before, entry.after
    if not isinstance(before, Node) or not isinstance(after, Node):
        return True
    return replace(before, visible_to=after.visible_to) != after


def _by_change(entries: Iterable[Entry]) -> Iterator[tuple[int, list[Entry]]]:
    portion: list[Entry] = []
    for each in entries:
        if portion and portion[0].seq != each.seq:
            yield portion[0].seq, portion
            portion = []
        portion.append(each)
    if portion:
        yield portion[0].seq, portion
