"""What a file would change, or has changed: record by record, field by field, numbers masked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadId
from graph.ids import kind_of
from graph.model import Case, Edge, Lists, Node, Place
from graph.pipeline.applied import Key, Record, effect_of, key_of, loads_of
from graph.pipeline.reading import edges_at, edges_from, get_all
from graph.schema import Field, shape_of
from graph.schema.showing import show, show_title, shown_fields
from graph.store import EdgeKey, Reader, Store
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.drafts import Unpacked, drafted
from loaders.relisting import surplus_lines
from loaders.report import FileReport
from loaders.settling import settle, surplus_parties
from loaders.weeks import Week, WeekDifference, against_week_before

_MOVES = ("at", "stated_at", "in")
"""Types of which a new link takes the place of an old one."""
Effect = Mapping[Key, tuple[Record | None, Record | None]]
"""By record what it is before, and what it is after; None: it is not there."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is another."""

    field: str
    zh: str
    before: str
    after: str
    """Both as users see them; both empty for a field that no face shows: that it changed is all that is said."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that is new, changed or gone."""

    id: str
    kind: str
    zh: str
    state: str
    number: str
    """Of a case its number, of a mention its record; else empty."""
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One link that is new, changed, gone, or leads elsewhere (moved)."""

    type: str
    zh: str
    state: str
    source: str
    source_title: str
    target: str
    target_title: str
    detail: str = ""
    """The role, the tenure or the status that it states."""
    was: str = ""
    """Of one that moved: where it led before."""
    fields: tuple[FieldChange, ...] = ()


@dataclass(slots=True)
class Difference:
    """What a file makes of the graph."""

    records: list[RecordChange] = field(default_factory=list)
    links: list[LinkChange] = field(default_factory=list)
    unchanged: Counter[str] = field(default_factory=Counter)
    """Records that the file states as they are, by kind; of a file that was applied none is known."""
    weeks: list[WeekDifference] = field(default_factory=list)
    report: FileReport | None = None
    """Of a draft: what became of its rows."""

    def counts(self) -> dict[str, dict[str, int]]:
        """By kind: how many are new, changed, gone, unchanged."""
        found: dict[str, dict[str, int]] = {}
        for each in self.records:
            of = found.setdefault(each.kind, dict.fromkeys(("new", "changed", "gone", "unchanged"), 0))
            of[each.state] += 1
        for kind, count in self.unchanged.items():
            found.setdefault(kind, dict.fromkeys(("new", "changed", "gone", "unchanged"), 0))["unchanged"] = count
        return found


def difference_of_draft(
    store: Store, files: Unpacked, *, at: dt.datetime, vocabulary: Vocabulary = VOCABULARY
) -> Difference:
    """A draft against what the graph knows now. Nothing is written."""
    draft, report, _ = drafted(files, at=at)
    weeks = _weeks_of_draft(store, draft.nodes, draft.edges.values())
    memory, settled = draft.memory, settle(draft, store)
    effect: dict[Key, tuple[Record | None, Record | None]] = {}
    nodes = {each.id: each for each in settled.nodes}
    retired = surplus_parties(memory, store)
    gone = [each for each in (*settled.gone, *retired) if isinstance(each, str) and each not in nodes]
    known = get_all(store, {*nodes, *gone}, Node)
    effect.update((id, (known.get(id), each)) for id, each in nodes.items())
    effect.update((id, (known[id], None)) for id in gone if id in known)
    effect.update((key_of(each), (each, None)) for each in edges_at(store, retired, ["mentioned_in", "stated_at"]))
    gone_edges = [each for each in settled.gone if not isinstance(each, str)]
    gone_edges += [each for lines in surplus_lines(memory).values() for each in lines]
    effect.update(_effect_on_edges(store, settled.edges, gone_edges))
    found = _difference(store, effect, vocabulary)
    found.unchanged, found.weeks, found.report = settled.unchanged, weeks, report
    return found


def difference_of_batch(store: Store, batch: str, *, vocabulary: Vocabulary = VOCABULARY) -> Difference:
    """What an applied batch changed, as the journal says it. Of one that was undone: nothing."""
    seqs = [seq for each in loads_of(store, batch) for seq in each]
    effect = effect_of(store, seqs)
    found = _difference(store, effect, vocabulary)
    lists = {each.id for _, each in effect.values() if isinstance(each, Node) and each.KIND == "weeklylist"}
    lists |= {each.source for _, each in effect.values() if isinstance(each, Lists)}
    found.weeks = _weeks_of_graph(store, lists)
    return found


def _effect_on_edges(store: Store, edges: Iterable[Edge], gone: Iterable[EdgeKey]) -> Effect:
    wanted = {key_of(each): each for each in edges}
    ends = [*wanted.values(), *gone]
    sources = {each.source for each in ends}
    types = sorted({each.TYPE if isinstance(each, Edge) else each.type for each in ends})
    held = {key_of(each): each for each in edges_from(store, sources, types)} if types else {}
    found: dict[Key, tuple[Record | None, Record | None]] = {
        key: (held.get(key), each) for key, each in wanted.items() if held.get(key) != each
    }
    found.update((key, (held[key], None)) for key in gone if key in held)
    return found


# -- in words ------------------------------------------------------------------------------------


def _difference(store: Reader, effect: Effect, vocabulary: Vocabulary) -> Difference:
    words = _Words(store, effect, vocabulary)
    found = Difference()
    edges: dict[Key, tuple[Record | None, Record | None]] = {}
    for key, (before, after) in effect.items():
        if isinstance(key, str):
            found.records.append(words.record(before, after))
        else:
            edges[key] = (before, after)
    found.links = list(words.links(edges))
    found.records.sort(key=lambda each: (each.kind, each.number, each.title, each.id))
    return found


class _Words:
    """Records as users see them: codes by their label, ids by their name."""

    def __init__(self, store: Reader, effect: Effect, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.nodes: dict[str, Node] = {}
        for before, after in effect.values():
            record = after or before
            if isinstance(record, Node):
                self.nodes[record.id] = record
        ids = {id for pair in effect.values() for each in pair if each is not None for id in _ids_in(each)}
        self.nodes |= get_all(store, ids - self.nodes.keys(), Node)

    def record(self, before: Record | None, after: Record | None) -> RecordChange:
        record = after or before
        assert isinstance(record, Node), "a record that changed was there before or is there now"
        state = "new" if before is None else "gone" if after is None else "changed"
        fields = tuple(self._fields(before, after)) if before is not None and after is not None else ()
        number = getattr(record, "number", "") or getattr(record, "record", "")
        zh = type(record).ZH
        return RecordChange(record.id, record.KIND, zh, state, number, self.title(record.id), fields)

    def links(self, edges: Effect) -> Iterator[LinkChange]:
        """The links, one that goes and one that comes in its place told as one that moved."""
        left = {self._place(before): before for before, after in edges.values() if after is None}
        for before, after in edges.values():
            if not isinstance(after, Edge):
                continue
            if before is None and (old := left.pop(self._place(after), None)) is not None:
                yield self._link(after, "moved", was=self.title(old.target))  # type: ignore[union-attr]
            else:
                fields = () if before is None else tuple(self._fields(before, after))
                yield self._link(after, "new" if before is None else "changed", fields=fields)
        for each in left.values():
            if isinstance(each, Edge):
                yield self._link(each, "gone")

    def _place(self, edge: Record | None) -> tuple[str, ...]:
        """What two edges share of which one may stand in the place of the other."""
        assert isinstance(edge, Edge), "a link's place is asked"
        if edge.TYPE not in _MOVES:
            return (edge.TYPE, edge.source, edge.target, *(str(getattr(edge, each)) for each in edge.KEY))
        return (edge.TYPE, edge.source, *(str(getattr(edge, each)) for each in edge.KEY))

    def _link(self, edge: Edge, state: str, **more: Any) -> LinkChange:
        source, target = self.title(edge.source), self.title(edge.target)
        detail = self._detail(edge)
        return LinkChange(edge.TYPE, edge.ZH, state, edge.source, source, edge.target, target, detail, **more)

    def _detail(self, edge: Edge) -> str:
        coded = next((each for each in shown_fields(type(edge)) if each.code), None)
        return "" if coded is None else self._text(coded, getattr(edge, coded.name))

    def title(self, id: str) -> str:
        node = self.nodes.get(id)
        if node is None:
            return id
        name = node.full_name if isinstance(node, Place) else show_title(node)
        label = self._coded(shape_of(type(node)).title, node, name)
        return label or (node.number if isinstance(node, Case) else id)

    def _coded(self, title: str | None, node: Node, name: str) -> str:
        code = shape_of(type(node))[title].code if title else None
        return self.vocabulary.label(code, name) if code else name

    def _fields(self, before: Record, after: Record) -> Iterator[FieldChange]:
        shown = {each.name for each in shown_fields(type(after))}
        for each in shape_of(type(after)).fields:
            old, new = getattr(before, each.name), getattr(after, each.name)
            if old == new or each.name in ("batch", "keys"):
                continue
            if each.name in shown:
                yield FieldChange(each.name, each.zh, self._text(each, old), self._text(each, new))
            else:
                yield FieldChange(each.name, each.zh, "", "")

    def _text(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, tuple):
            return "、".join(self._text_of(field, each) for each in show(field, value))
        return self._text_of(field, show(field, value))

    def _text_of(self, field: Field, value: Any) -> str:
        if field.code:
            return self.vocabulary.label(field.code, value)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, dt.datetime):
            return value.isoformat(" ", "minutes")
        text = str(value)
        return self.title(text) if text in self.nodes else text


def _ids_in(record: Record) -> Iterator[str]:
    """The ids that a record speaks of."""
    for each in shape_of(type(record)).fields:
        value = getattr(record, each.name)
        if isinstance(value, str) and not each.hidden and _is_id(value):
            yield value


def _is_id(text: str) -> bool:
    try:
        return bool(kind_of(text))
    except BadId:
        return False


# -- weekly lists --------------------------------------------------------------------------------


def _weeks_of_draft(store: Reader, nodes: Mapping[str, Any], edges: Iterable[Edge]) -> list[WeekDifference]:
    listed: dict[str, dict[str, str]] = {}
    for each in edges:
        if isinstance(each, Lists):
            listed.setdefault(each.source, {})[each.target] = each.status
    weeks = []
    for id, cases in listed.items():
        stated = {case: nodes[case].fields for case in cases if case in nodes}
        fills = {case: nodes[case].fills for case in cases if case in nodes}
        facts = nodes[id].fields
        weeks.append(Week(id, facts["title"], facts["community"], facts["week"], cases, stated, fills))
    return against_week_before(store, weeks)


def _weeks_of_graph(store: Reader, ids: Iterable[str]) -> list[WeekDifference]:
    lists = get_all(store, set(ids), Node)
    listed: dict[str, dict[str, str]] = {id: {} for id in lists}
    for each in edges_from(store, lists, ["lists"]):
        if isinstance(each, Lists):
            listed[each.source][each.target] = each.status
    weeks = [
        Week(each.id, each.title, each.community, each.week, listed[each.id], {}, {})  # type: ignore[attr-defined]
        for each in lists.values()
    ]
    return against_week_before(store, weeks)
