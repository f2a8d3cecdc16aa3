"""What depends on a batch, so that it cannot be taken back; of nothing, what taking it back has to write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from graph.model import Batch, Edge, In, Node
from graph.pipeline.applied import Key, Record, Written, is_ground, key_of, loads_of, references, written_by
from graph.pipeline.derived import is_derived
from graph.pipeline.gathering import Limits, sharing
from graph.pipeline.homes import FACTS
from graph.pipeline.reading import ask_all, edges_at, edges_from, get_all
from graph.pipeline.tied import tied_to
from graph.pipeline.warned_by_rules import made_by_rules
from graph.schema import shape_of
from graph.schema.showing import show_title
from graph.store import EVERYTHING, EdgeKey, Entry, Filter, Store
from graph.store.questions import MENTIONS_OF
from graph.vocabulary import VOCABULARY

_ALL_AT_ONCE = 5_000
"""Cases and mentions from which on deriving all anew is no more work than finding out what these touch."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """A later fact because of which a batch cannot be taken back."""

    record: str
    """Id of the record that depends on the batch; of an edge its source, type and target."""
    zh: str
    """What it is, in Chinese."""
    title: str
    """Its name as users see it, numbers masked; empty when it has none."""
    how: str
    """changed: the batch wrote it and something changed it; uses: it speaks of what the batch wrote; restates: a later
    file states the same rows."""
    seq: int
    at: dt.datetime
    by: str
    why: str
    batch: str | None
    """Id of the batch that wrote it; None: no load did."""

    def __str__(self) -> str:
        name = f"“{self.title}”" if self.title else self.record
        how = {"changed": "被改动", "uses": "用到它", "restates": "又载入了同样的行"}[self.how]
        return f"{self.zh}{name}{how}：{self.change}"

    @property
    def change(self) -> str:
        """The change that wrote it, in words."""
        batch = f"，{self.batch}" if self.batch else ""
        return f"第 {self.seq} 次变更“{self.why}”（{self.by}，{self.at:%Y-%m-%d %H:%M} UTC{batch}）"


@dataclass(slots=True)
class Plan:
    """What taking some loads back writes."""

    seqs: tuple[int, ...]
    written: Written
    gone: set[Key] = field(default_factory=set)
    back: list[Record] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)
    """Mentions and cases to be derived anew afterwards."""
    cases: set[str] = field(default_factory=set)
    whole: bool = False
    """Whether everything is to be derived anew."""


# -- what speaks against it, and what it takes ---------------------------------------------------


class Looking:
    """A plan while it is made: first whether it may be, then all that it has to write."""

    def __init__(self, store: Store, batch: Batch, plan: Plan) -> None:
        self.store = store
        self.batch = batch
        self.plan = plan
        self.written = plan.written
        self.ground = {id: each for id, each in self.written.nodes.items() if each is not None and is_ground(each)}
        self._batches: dict[int, str] | None = None
        self._ruled = made_by_rules(store, [id for id in self.written.nodes if id.startswith("case-")])
        """What rules made of its cases without a person: it goes with them."""

    def dependents(self) -> list[Dependent]:
        """Every later fact in the way; of none, the plan is complete afterwards."""
        found = [*self._restated(), *self._changed(), *self._used()]
        if not found:
            self._settle_nodes()
            found = [*self._orphans()]
        if not found:
            found = [*self._ends_missing()]
        return sorted(found, key=lambda each: (each.seq, each.record))

    # -- what is in the way ------------------------------------------------------------------

    def _restated(self) -> Iterator[Dependent]:
        """Later files that state the same rows: they wrote nothing of it, because it stood there already."""
        for other in self.store.scan("batch", [Filter("state", "ne", "undone")], scope=EVERYTHING):
            if self.batch.id in other.over and other.id != self.batch.id:
                loads = loads_of(self.store, other.id)
                if loads and (seq := loads[-1][-1]) > self.plan.seqs[0]:
                    own = (each for each in self.store.history(other.id, scope=EVERYTHING) if each.seq == seq)
                    yield self._dependent(next(own), "restates")

    def _changed(self) -> Iterator[Dependent]:
        for key, each in self.written.overwritten.items():
            if each.differs and not self._is_shared(key):
                yield self._dependent(each.last, "changed")

    def _used(self) -> Iterator[Dependent]:
        """Later records that speak of what will be gone."""
        for key, each in self.written.users.items():
            is_reference = isinstance(key, EdgeKey) and key.type == "refers_to"
            if is_reference or not each.differs or self.written.is_own(key) or self._is_ruled(key):
                continue
            if any(id in self.written.nodes and id not in self.ground for id in each.spoken):
                yield self._dependent(each.last, "uses" if each.last.after is not None else "changed")

    def _is_ruled(self, key: Key) -> bool:
        return (key if isinstance(key, str) else key.source) in self._ruled

    def _is_shared(self, key: Key) -> bool:
        """Whether a record is ground that several may write, or lies between two of it."""
        if isinstance(key, str):
            record = self.ground.get(key) or self.written.before.get(key)
            return record is not None and is_ground(record)
        return key.type == In.TYPE

    def _orphans(self) -> Iterator[Dependent]:
        """People and matters that lose all they were made of: they go too, unless something was written of them."""
        lost = {"person": self._people_lost(), "matter": self._matters_lost()}
        self._ruled |= made_by_rules(self.store, lost["matter"])
        self.plan.gone |= self._ruled
        for kind, ids in lost.items():
            for edge in edges_at(self.store, ids, FACTS[kind]):
                if self._is_ruled(key_of(edge)):
                    continue
                yield self._dependent(self.store.history(key_of(edge), scope=EVERYTHING)[-1], "uses")
            self.plan.gone |= ids
        self.plan.gone |= _leading_to(self.store, lost["person"] | lost["matter"])

    def _people_lost(self) -> set[str]:
        gone = {each for each in self.plan.gone if isinstance(each, str) and each.startswith("mention-")}
        referred = {each.target for each in edges_from(self.store, gone, ["refers_to"])}
        left = {row.person for row in ask_all(self.store, MENTIONS_OF, "ids", referred) if row.mention not in gone}
        self.plan.gone |= {
            key_of(each)
            for each in edges_from(self.store, referred, ["party_to", "lives_in", "owns", "rents"])
            if is_derived(each) and getattr(each, "origin", "") in gone
        }
        return {each for each in referred - left if each.startswith("person-")}

    def _matters_lost(self) -> set[str]:
        gone = {each for each in self.plan.gone if isinstance(each, str) and each.startswith("case-")}
        matters = {each.target for each in edges_from(self.store, gone, ["part_of"])}
        parts = [each for each in edges_at(self.store, matters, ["part_of"]) if each.target in matters]
        self.plan.cases |= {each.source for each in parts} - gone
        return matters - {each.target for each in parts if each.source not in gone}

    def _ends_missing(self) -> Iterator[Dependent]:
        """What deleted an end of an edge that has to come back."""
        edges = [each for each in self.plan.back if isinstance(each, Edge)]
        ends = {id for each in edges for id in (each.source, each.target)}
        coming = {each.id for each in self.plan.back if isinstance(each, Node)}
        there = get_all(self.store, ends, Node).keys() - self.plan.gone
        for id in sorted(ends - there - coming):
            yield self._dependent(self.store.history(id, scope=EVERYTHING)[-1], "changed")

    # -- what it takes -----------------------------------------------------------------------

    def _settle_nodes(self) -> None:
        plan, written = self.plan, self.written
        kept = self._ground_in_use()
        plan.kept = [each for each in kept if each in written.nodes]
        plan.gone = {id for id in written.nodes if id not in kept}
        plan.gone |= {key for key in written.edges if not self._holds_up(key, kept)}
        plan.gone |= self._born_for_nobody(kept)
        plan.back = [
            each for key, each in written.before.items() if not (written.has_changed(key) and self._is_shared(key))
        ]
        self._settle_derived(written.ids_of("mention"), written.ids_of("case"))

    def _settle_derived(self, mentions: set[str], cases: set[str]) -> None:
        """Which mentions and cases are to be derived anew: those that share something with what goes or changes."""
        plan = self.plan
        plan.whole = len(mentions) + len(cases) > _ALL_AT_ONCE
        if plan.whole:
            return
        plan.mentions = tied_to(self.store, mentions)
        more = len(plan.mentions) + len(cases)
        plan.cases |= cases | sharing(self.store, cases, Limits().raised(more))

    def _holds_up(self, key: EdgeKey, kept: Collection[str]) -> bool:
        """Whether an edge is one between places of which the lower one stays."""
        return key.type == In.TYPE and key.source in kept

    def _ground_in_use(self) -> set[str]:
        """Places and organisations, of those that came with the batch, that later facts use, and what holds them up."""
        known = {**self.ground, **self.written.born}
        waiting = {id for id in known if self.written.has_changed(id)}
        for key, later in self.written.users.items():
            if later.last.after is not None and later.differs and not self._goes_with_it(key):
                now = references(later.last.after)
                waiting |= {id for id in now if id in known and id != key}
        above = self._above(known)
        kept: set[str] = set()
        while waiting:
            kept |= waiting
            waiting = {each for id in waiting for each in above.get(id, ())} - kept
        return kept

    def _goes_with_it(self, key: Key) -> bool:
        """Whether a record that was written later goes, or becomes what it was, when the batch goes."""
        written = self.written
        if isinstance(key, EdgeKey) and key.type == "refers_to":
            return key.source in written.nodes or key.source in written.before
        return self._is_ruled(key) or (written.is_own(key) and not written.has_changed(key))

    def _above(self, known: Collection[str]) -> dict[str, set[str]]:
        """For each place what it lies in and names, as far as that came with the batch too."""
        above: dict[str, set[str]] = {}
        for id, record in self.ground.items():
            above.setdefault(id, set()).update(each for each in references(record) if each in known)
        for key in self.written.edges:
            if key.type == In.TYPE and key.target in known:
                above.setdefault(key.source, set()).add(key.target)
        return above

    def _born_for_nobody(self, kept: Collection[str]) -> set[Key]:
        """Organisations that resolving made of mentions which are gone now, or name another again."""
        named = {
            key.target
            for key in self.written.users
            if isinstance(key, EdgeKey) and key.type == "refers_to" and self._goes_with_it(key)
        }
        return {id for id in self.written.born if id in named and id not in kept}

    # -- how it is told ----------------------------------------------------------------------

    def _dependent(self, entry: Entry, how: str) -> Dependent:
        record = entry.after or entry.before
        assert record is not None, "an entry is about a record"
        if self._batches is None:
            self._batches = _batches_by_change(self.store)
        return Dependent(
            record=record.id if isinstance(record, Node) else f"{record.source} {record.TYPE} {record.target}",
            zh=shape_of(type(record)).record.ZH,
            title=_title_of(record) if isinstance(record, Node) else self._ends_of(record),
            how=how,
            seq=entry.seq,
            at=entry.at,
            by=entry.by,
            why=entry.why,
            batch=self._batches.get(entry.seq),
        )

    def _ends_of(self, edge: Edge) -> str:
        ends = self.store.get([edge.source, edge.target], scope=EVERYTHING)
        return " — ".join(_title_of(each) or each.id for each in ends if each is not None)


def _title_of(node: Node) -> str:
    """A node's name as users see it; a code by its label."""
    shape, name = shape_of(type(node)), show_title(node)
    code = shape[shape.title].code if shape.title else None
    return VOCABULARY.label(code, name) if code else name


def _batches_by_change(store: Store) -> dict[int, str]:
    """Which batch wrote each change that is a load's."""
    batches = [each.id for each in store.scan("batch", scope=EVERYTHING)]
    return {seq: id for id in batches for seq in written_by(store, id)}


def _leading_to(store: Store, ids: Collection[str]) -> set[str]:
    """The redirects that lead to one of these ids, also through others."""
    found: set[str] = set()
    waiting = set(ids)
    while waiting:
        leading = list(store.scan("redirect", [Filter("new", "in", sorted(waiting))], scope=EVERYTHING))
        waiting = {each.old for each in leading if each.id not in found}
        found |= {each.id for each in leading}
    return found
