"""A draft against the graph: what is new, what changes, what stays, and what the new facts replace.

- A stated field replaces the stored one, a silent one keeps it.
- The first receiver is permanent (首接负责制): a later file that names another one changes nothing.
- Where a case happened and where a mention lives are replaced when they are stated anew, and so are the steps
  that a case's dates tell.
- Who may see a case may see its mentions and steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from graph.identity.keys import keys_of, with_handed_on
from graph.ids import make_id
from graph.model import Case, Edge, In, Lists, Mention, Node, Place, ReceivedBy, Step
from graph.store.protocol import EVERYTHING, Ask, EdgeKey, Filter, Reader, edge_key
from loaders.building.steps import STEPS, step_id
from loaders.draft import Conflict, Draft, Memory, Role, Stated
from loaders.received import receive_by_lists
from loaders.relisting import hold_back
from loaders.renaming import known_by_other_names, renamed_edges, renamed_nodes
from loaders.worked import first_receivers, stand_by_steps, with_first_receiver

_REPLACED = ("at", "stated_at")
_FIRST_STANDS = ("received_by", "in")
_FINEST_FIRST = {"grid": 0, "community": 1, "street": 2}


@dataclass(slots=True)
class Settled:
    """What a change has to write."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    gone: list[str | EdgeKey] = field(default_factory=list)
    new: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    touched: dict[str, list[str]] = field(default_factory=dict)
    """Ids of new and changed nodes, by kind."""
    corrected: set[str] = field(default_factory=set)
    """Ids of mentions that do not state any more what they stated."""
    over: set[str] = field(default_factory=set)
    """Ids of other batches whose cases and mentions the draft states again, changed or not."""
    kept_receivers: list[str] = field(default_factory=list)
    """Numbers of cases for which the file names another first receiver than the graph has."""
    kept_steps: list[str] = field(default_factory=list)
    """Numbers of cases that are worked on here, of which the file says that they stand otherwise."""
    told_later: list[str] = field(default_factory=list)
    """Numbers of cases of which a later week's list says how they stand."""
    conflicts: list[Conflict] = field(default_factory=list)
    """Where the draft says something else than an earlier draft of the same file."""


def settle(draft: Draft, store: Reader) -> Settled:
    """What `store` needs so that it says what `draft` states. Uses the draft up, to hold a large file once only."""
    return _Settling(draft, store).settle()


class _Settling:
    """One draft while it is settled."""

    def __init__(self, draft: Draft, store: Reader) -> None:
        self.store = store
        self.memory = draft.memory
        self.conflict = draft.conflict
        self.done = Settled(conflicts=draft.conflicts)
        self.memory.renamed |= known_by_other_names(draft, store)
        renamed = self.memory.renamed
        self.roles = draft.roles
        self.keys = draft.keys
        self.drafted = renamed_nodes(draft.nodes, renamed)
        self.edges = renamed_edges(draft.edges, renamed)
        ids = list(self.drafted)
        self.stored = {id: node for id, node in zip(ids, store.get(ids, scope=EVERYTHING), strict=True) if node}
        receive_by_lists(self.drafted, self.edges, self.stored, store)
        self.earlier = self.memory.rows.of([id for id in ids if id in self.stored])
        """The rows of earlier drafts of the same file that stated these nodes."""
        self.areas = self.memory.areas
        self.again: set[str] = set()
        """Nodes that an earlier draft of the same file stated: they are counted already."""
        self.links = self._stored_links()
        self.merged: dict[str, Node] = {}

    def settle(self) -> Settled:
        merged = self.merged
        self._note_restated()
        self.done.told_later = hold_back(self.drafted, self.stored, self._lines(), self.store)
        self.done.kept_steps = stand_by_steps(self.drafted, self.edges, self.stored, self.store)
        self._note_rows()
        receivers = first_receivers(self.edges.values(), self.links)
        for id in list(self.drafted):
            merged[id] = with_first_receiver(self._merged(id, self.drafted.pop(id)), receivers)
        retired = self._retired_steps(merged)
        self._share_sight(merged, set(retired))
        for id, node in merged.items():
            self._sort(id, node)
        self._settle_edges()
        self.done.corrected |= {
            each.source for each in self.done.gone if isinstance(each, EdgeKey) and each.type == "stated_at"
        }
        self.done.gone += retired
        return self.done

    # -- nodes -------------------------------------------------------------------------------

    def _merged(self, id: str, stated: Stated) -> Node:
        stored = self.stored.get(id)
        self._remember(id, stated, stored)
        if stored is not None:
            if isinstance(stored, Case | Mention) and stored.batch not in (None, stated.fills.get("batch")):
                self.done.over.add(str(stored.batch))
            return _filled(stored, stated)
        visible_to = tuple(sorted(stated.visible_to))
        facts = {**stated.fills, **stated.fields}
        if stated.record is Mention:
            facts["keys"] = self.keys.get(id) or stated.keys()
        return stated.record(id=id, visible_to=visible_to, **facts)

    def _remember(self, id: str, stated: Stated, stored: Node | None) -> None:
        """Keep the level of an area, and note where an earlier one said something else."""
        if stated.record is Place and (level := stated.fills.get("level")) in _FINEST_FIRST:
            self.areas[id] = level
        earlier = self.earlier.get(id)
        if earlier is not None and stored is not None:
            self.again.add(id)
            known = ((name, getattr(stored, name), value) for name, value in stated.fields.items())
            fields = [name for name, was, value in known if was not in (None, "", ()) and was != value]
            self.conflict(stated.record, id, fields, earlier=earlier, later=stated.row)

    def _note_rows(self) -> None:
        last = [(id, each.row) for id, each in self.drafted.items() if each.record is not Step]
        self.memory.rows.note((id for id, _ in last), (row for _, row in last))

    def _note_restated(self) -> None:
        """Note of which cases, known before this file, the parties of a role are stated anew, and of which lists the
        lines.
        """
        restated = self.memory.restated
        for role, seats in self.roles.items():
            if role in restated or (seats.case in self.stored and seats.case not in self.earlier):
                restated[role] = seats
        self._note_relisted()

    def _lines(self) -> list[Edge]:
        """The lines of weekly lists."""
        return [each for each in self.edges.values() if each.TYPE == Lists.TYPE]

    def _note_relisted(self) -> None:
        lines, listed = self._lines(), self.memory.listed
        known = {each.source: set[str]() for each in lines if each.source in self.stored and each.source not in listed}
        for each in self.store.edges(sorted(known), types=[Lists.TYPE], direction="out", scope=EVERYTHING):
            known[each.source].add(each.target)
        self.memory.relisted |= {id: frozenset(cases) for id, cases in known.items()}
        for each in lines:
            listed.setdefault(each.source, set()).add(each.target)

    def _share_sight(self, merged: dict[str, Node], retired: Set[str]) -> None:
        """Give mentions and steps the sight of their case, those of earlier files too; not the retired ones."""
        for edge in self.edges.values():
            if edge.TYPE == "mentioned_in":
                merged[edge.source] = _seen_by(merged[edge.source], merged[edge.target].visible_to)
        for id, node in list(merged.items()):
            if isinstance(node, Step) and node.case in merged:
                merged[id] = _seen_by(node, merged[node.case].visible_to)
        grown = [
            id
            for id, node in merged.items()
            if isinstance(node, Case) and id in self.stored and node.visible_to != self.stored[id].visible_to
        ]
        for node, case in self._hangers_on(grown):
            if node.id in retired:
                continue
            if node.id not in merged:
                self.stored[node.id] = node
            merged[node.id] = _seen_by(merged.get(node.id, node), merged[case].visible_to)

    def _hangers_on(self, cases: Sequence[str]) -> Iterable[tuple[Node, str]]:
        """The stored mentions and steps of `cases`."""
        if not cases:
            return
        ask = Ask(ids=cases, types=["mentioned_in"], direction="in", limit=10_000)
        for case, found in zip(cases, self.store.neighbours([ask], scope=EVERYTHING)[0], strict=True):
            for link in found.links:
                yield link.node, case
        for step in self.store.scan("step", [Filter("case", "in", list(cases))], scope=EVERYTHING):
            yield step, step.case

    def _sort(self, id: str, node: Node) -> None:
        stored = self.stored.get(id)
        counts = self.done.new if stored is None else self.done.unchanged if stored == node else self.done.updated
        counts[node.KIND] += id not in self.again
        if stored == node:
            return
        if isinstance(node, Mention) and isinstance(stored, Mention) and not set(stored.keys) <= set(node.keys):
            self.done.corrected.add(id)
        self.done.nodes.append(node)
        self.done.touched.setdefault(node.KIND, []).append(id)

    # -- edges -------------------------------------------------------------------------------

    def _stored_links(self) -> dict[tuple[str, str], dict[EdgeKey, Edge]]:
        """By (source, type): the stored edges of the types that a new one may replace or must respect."""
        wanted: dict[str, list[str]] = {}
        for edge in self.edges.values():
            if edge.TYPE in (*_REPLACED, *_FIRST_STANDS) and edge.source in self.stored:
                wanted.setdefault(edge.TYPE, []).append(edge.source)
        found: dict[tuple[str, str], dict[EdgeKey, Edge]] = {}
        for type, ids in wanted.items():
            for edge in self.store.edges(list(dict.fromkeys(ids)), types=[type], direction="out", scope=EVERYTHING):
                found.setdefault((edge.source, type), {})[edge_key(edge)] = edge
        self._learn_areas(
            {edge.target for (_, type), some in found.items() if type == In.TYPE for edge in some.values()}
        )
        return found

    def _learn_areas(self, places: Set[str]) -> None:
        """Read the level of the places that others lie in."""
        for each in self.store.get(sorted(places - self.areas.keys()), scope=EVERYTHING):
            if isinstance(each, Place) and each.level in _FINEST_FIRST:
                self.areas[each.id] = each.level

    def _settle_edges(self) -> None:
        first: dict[tuple[str, str], Edge] = {}
        for key, edge in self.edges.items():
            stored = self.links.get((edge.source, edge.TYPE), {})
            if edge.TYPE in _FIRST_STANDS:
                if self._goes_before(edge, first.get((edge.source, edge.TYPE))):
                    first[edge.source, edge.TYPE] = edge
                continue
            if edge.TYPE in _REPLACED:
                self.done.gone += [each for each, old in stored.items() if self._is_replaced(old, edge)]
            if stored.get(key) != edge:
                self.done.edges.append(edge)
        for place, edge in first.items():
            self._settle_first(edge, self.links.get(place, {}))

    def _settle_first(self, edge: Edge, stored: Mapping[EdgeKey, Edge]) -> None:
        """The first receiver stays; so does the place that one lies in, unless a finer one is stated."""
        if not stored:
            self.done.edges.append(edge)
        elif isinstance(edge, In) and all(self._goes_before(edge, each) for each in stored.values()):
            self.done.gone += stored
            self.done.edges.append(edge)
        else:
            self._note_kept(edge, stored)

    def _is_replaced(self, stored: Edge, edge: Edge) -> bool:
        """Whether a stored edge gives way: it is of the same kind of fact, and the draft does not state it again."""
        same = all(getattr(stored, name) == getattr(edge, name) for name in edge.KEY)
        return same and edge_key(stored) not in self.edges and edge_key(stored) not in self.done.gone

    def _goes_before(self, edge: Edge, other: Edge | None) -> bool:
        """Of several places that one place lies in the finest, of several receivers the first."""
        if other is None:
            return True
        return isinstance(edge, In) and self._rank(edge.target) < self._rank(other.target)

    def _rank(self, place: str) -> int:
        return _FINEST_FIRST.get(self.areas.get(place, ""), -1)

    def _note_kept(self, edge: Edge, stored: Mapping[EdgeKey, Edge]) -> None:
        if isinstance(edge, ReceivedBy) and all(each.target != edge.target for each in stored.values()):
            case = self.stored[edge.source]
            self.done.kept_receivers.append(case.number if isinstance(case, Case) else edge.source)

    # -- steps -------------------------------------------------------------------------------

    def _retired_steps(self, merged: Mapping[str, Node]) -> list[str]:
        """The steps told by dates that a later file corrects."""
        retired: list[str] = []
        for id, node in merged.items():
            stored = self.stored.get(id)
            if not isinstance(node, Case) or not isinstance(stored, Case):
                continue
            for kind, told_by in STEPS.items():
                before, after = getattr(stored, told_by), getattr(node, told_by)
                if before is not None and before != after:
                    retired.append(step_id(id, kind, before))
        return retired


def _filled(stored: Node, stated: Stated) -> Node:
    """`stored` with the stated fields, and with the fills where it has nothing; itself when nothing changes.

    A case or mention that changes says which batch changed it.
    """
    facts = {name: value for name, value in stated.fills.items() if getattr(stored, name) in (None, "", ())}
    facts |= {
        name: value for name, value in _with_former_names(stored, stated).items() if getattr(stored, name) != value
    }
    if isinstance(stored, Mention) and "keys" in facts:
        facts["keys"] = with_handed_on(facts["keys"], stored.keys)
        if set(facts["keys"]).issubset(stored.keys):
            del facts["keys"]  # the rest is made from the others
    if isinstance(stored, Case | Mention):
        facts = {**facts, "batch": stated.fills.get("batch")} if facts.keys() - {"batch"} else {}
    if not stated.visible_to.issubset(stored.visible_to):
        facts["visible_to"] = tuple(sorted(stated.visible_to.union(stored.visible_to)))
    return _keyed(replace(stored, **facts)) if facts else stored


def _with_former_names(stored: Node, stated: Stated) -> Mapping[str, Any]:
    """The stated fields; of a place that has other names already, with the old names that the centre's list adds."""
    former = stated.fills.get("aliases")
    if not isinstance(stored, Place) or not former:
        return stated.fields
    known = stated.fields.get("aliases", stored.aliases)
    return {**stated.fields, "aliases": (*known, *(each for each in former if each not in known))}


def _keyed(node: Node) -> Node:
    """A mention with the keys that its facts make."""
    if not isinstance(node, Mention) or (keys := keys_of(node)) == node.keys:
        return node
    return replace(node, keys=keys)


def _seen_by(node: Node, areas: Iterable[str]) -> Node:
    more = set(areas).difference(node.visible_to)
    return replace(node, visible_to=tuple(sorted({*node.visible_to, *more}))) if more else node


# -- parties that are stated no more ----------------------------------------------------------


def surplus_parties(memory: Memory, store: Reader) -> dict[str, Role]:
    """Mentions of earlier files that this file, which states all parties of their role anew, has no more: fewer
    applicants than before. Their ids, and the role that they had.
    """
    asked = {role: seats.taken + 1 for role, seats in memory.restated.items()}
    found: dict[str, Role] = {}
    while asked:
        ids = {role: make_id("mention", role.source, role.record(seat)) for role, seat in asked.items()}
        nodes = store.get(list(ids.values()), scope=EVERYTHING)
        there = {role for role, node in zip(ids, nodes, strict=True) if node is not None and node.id == ids[role]}
        found |= {ids[role]: role for role in there}
        asked = {role: seat + 1 for role, seat in asked.items() if role in there}
    return found
