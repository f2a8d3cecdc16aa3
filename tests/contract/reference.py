"""The contract once more, as plainly as it can be said: dictionaries, loops, and no thought of speed.

Engines are compared with it on generated graphs. A reader's scope is applied first of all: what is left is a
smaller graph, and every read is a read of that. Only the counts of hidden links look at both.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import EDGES, Edge, Node, Redirect
from graph.schema import shape_of
from graph.store import Absent, Around, Ask, EdgeKey, Filter, Hit, Link, Neighbours, Order, Scope, edge_key

_EDGE_ORDER = {each.TYPE: position for position, each in enumerate(EDGES)}
_FACTUAL = {each.TYPE for each in EDGES if not each.PROVENANCE}
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda held, asked: held == asked,
    "in": lambda held, asked: held in asked,
    "lt": lambda held, asked: held < asked,
    "le": lambda held, asked: held <= asked,
    "gt": lambda held, asked: held > asked,
    "ge": lambda held, asked: held >= asked,
    "has": lambda held, asked: asked in held,
    "contains": lambda held, asked: asked in held,
}


@dataclass
class Model:
    """A graph: its nodes by id and its edges by key."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[EdgeKey, Edge] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Node | Edge]) -> Model:
        """The graph of these records."""
        model = cls()
        model.put(records)
        return model

    # -- writing --

    def put(self, records: Iterable[Node | Edge]) -> None:
        """As `Change.put`, without its refusals."""
        for each in records:
            if isinstance(each, Node):
                self.nodes[each.id] = each
            else:
                self.edges[edge_key(each)] = stored(each)

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        """As `Change.delete`."""
        for each in targets:
            if isinstance(each, EdgeKey):
                self.edges.pop(each, None)
            else:
                self.nodes.pop(each, None)
                self.edges = {key: edge for key, edge in self.edges.items() if each not in (key.source, key.target)}

    def copy(self) -> Model:
        """Another graph, equal now."""
        return Model(dict(self.nodes), dict(self.edges))

    def within(self, scope: Scope) -> Model:
        """What a reader of this scope sees."""
        nodes = {id: node for id, node in self.nodes.items() if scope.allows(node)}
        return Model(
            nodes,
            {key: edge for key, edge in self.edges.items() if key.source in nodes and key.target in nodes},
        )

    # -- nodes --

    def answering(self, id: str) -> str:
        """The id that answers for this one now."""
        leads = {each.old: each.new for each in self.nodes.values() if isinstance(each, Redirect)}
        for _ in leads:
            id = leads.get(id, id)
        return id

    def get(self, ids: Sequence[str]) -> list[Node | None]:
        """As `Reader.get`."""
        return [self.nodes.get(self.answering(id)) for id in ids]

    def find(self, kind: str, where: Sequence[Filter] = (), order: Sequence[Order] = ()) -> list[Any]:
        """All that `Reader.find` would give, page after page."""
        found = [each for each in self.scan(kind) if all(matches(each, condition) for condition in where)]
        for each in reversed(order):
            found.sort(key=lambda node, name=each.field: none_first(getattr(node, name)), reverse=each.descending)
        return found

    def scan(self, kind: str) -> Iterator[Node]:
        """As `Reader.scan`, without a filter."""
        return (self.nodes[id] for id in sorted(self.nodes) if kind == self.nodes[id].KIND)

    def scan_edges(self, type: str) -> Iterator[Edge]:
        """As `Reader.scan_edges`."""
        return (self.edges[key] for key in sorted(self.edges) if key.type == type)

    def count(self, kind: str, where: Sequence[Filter] = (), by: str | None = None) -> dict[Any, int]:
        """As `Reader.count`."""
        found = self.find(kind, where)
        return {None: len(found)} if by is None else dict(Counter(getattr(each, by) for each in found))

    # -- walking --

    def links(self, id: str, ask: Ask) -> list[Link]:
        """All links of a node that `ask` means, whatever its limit, in the order of `Neighbours`."""
        found: list[tuple[tuple[int, str, bool, str], Link]] = []
        for key, edge in self.edges.items():
            for forward in _ways(key, id, ask.direction):
                other = self.nodes[key.target if forward else key.source]
                if key.type in _types(ask.types) and (ask.kinds is None or other.KIND in ask.kinds):
                    place = (_EDGE_ORDER[key.type], other.id, not forward, key.key)
                    found.append((place, Link(edge, other, forward)))
        return [link for _, link in sorted(found, key=lambda pair: pair[0])]

    def neighbours(self, ask: Ask, *, whole: Model) -> list[Neighbours]:
        """As `Reader.neighbours`, for one ask; `whole` is the graph without a scope."""
        return [self._neighbours(self.answering(id), ask, whole) for id in ask.ids]

    def _neighbours(self, id: str, ask: Ask, whole: Model) -> Neighbours:
        if id not in self.nodes:
            return Absent
        links = self.links(id, ask)
        shown = links[ask.skip : ask.skip + ask.limit]
        return Neighbours(tuple(shown), len(links), len(whole.links(id, ask)) - len(links))

    def edges_of(self, ids: Sequence[str], types: Sequence[str], direction: str) -> list[Edge]:
        """As `Reader.edges`."""
        mine = {self.answering(id) for id in ids}
        sides = {"out": ("source",), "in": ("target",), "both": ("source", "target")}[direction]
        found = [
            each
            for each in self.edges.values()
            if each.TYPE in types and any(getattr(each, side) in mine for side in sides)
        ]
        return sorted(found, key=lambda each: (EDGES.index(type(each)), *edge_key(each)[1:]))

    def around(
        self,
        ids: Sequence[str],
        *,
        depth: int,
        types: Sequence[str] | None,
        limit: int,
        most: int,
        whole: Model,
    ) -> Around:
        """As `Reader.around`; `whole` is the graph without a scope."""
        starts = [id for id in dict.fromkeys(map(self.answering, ids)) if id in self.nodes]
        distance = dict.fromkeys(starts[:most], 0)
        cut: dict[str, int] = {}
        front = list(distance)
        for hop in range(1, depth + 1):
            if len(distance) >= most:
                break
            ring: set[str] = set()
            for id in front:
                links = self.links(id, Ask(ids=(), types=types))
                followed = links if len(links) <= limit else links[:limit] if hop == 1 else []
                ring |= {link.node.id for link in followed}
                if len(followed) < len(links):
                    cut[id] = len(links) - len(followed)
            front = sorted(ring - distance.keys())[: most - len(distance)]
            distance.update(dict.fromkeys(front, hop))
        return Around(
            nodes=dict(sorted(distance.items(), key=lambda item: (item[1], item[0]))),
            edges=tuple(sorted({(k.source, k.type, k.target) for k in self._between(distance, types)})),
            cut=dict(sorted(cut.items())),
            hidden=self._hidden(distance, types, whole),
        )

    def _between(self, nodes: Iterable[str], types: Sequence[str] | None) -> Iterator[EdgeKey]:
        known = set(nodes)
        return (key for key in self.edges if key.type in _types(types) and {key.source, key.target} <= known)

    def _hidden(self, ids: Iterable[str], types: Sequence[str] | None, whole: Model) -> dict[str, int]:
        ask = Ask(ids=(), types=types)
        counts = {id: len(whole.links(id, ask)) - len(self.links(id, ask)) for id in sorted(ids)}
        return {id: number for id, number in counts.items() if number}

    def distance(
        self, start: str, goal: str, *, types: Sequence[str] | None, longest: int, hub: int | None
    ) -> int | None:
        """Edges of the path that `Reader.path` finds; None where there is none."""
        start, goal = self.answering(start), self.answering(goal)
        if start not in self.nodes or goal not in self.nodes:
            return None
        reached, queue = {start: 0}, deque([start])
        while queue:
            here = queue.popleft()
            if here == goal:
                return reached[here] if reached[here] <= longest else None
            links = self.links(here, Ask(ids=(), types=types))
            if here != start and hub is not None and len(links) > hub:
                continue
            for link in links:
                if link.node.id not in reached:
                    reached[link.node.id] = reached[here] + 1
                    queue.append(link.node.id)
        return None

    # -- searching --

    def search(self, text: str, *, kinds: Sequence[str] | None = None) -> list[Hit]:
        """All that `Reader.search` would give."""
        words = [word for word in _plain(text).split() if _runs(word)]
        if not words:
            return []
        nodes = [each for each in self.nodes.values() if kinds is None or each.KIND in kinds]
        hits = [hit for each in nodes if (hit := _hit(each, words))]
        return sorted(
            hits,
            key=lambda hit: (not hit.in_title, len(_title(hit.node)) if hit.in_title else 0, hit.node.id),
        )


# -- records --------------------------------------------------------------------------------------


def stored(edge: Edge) -> Edge:
    """The edge as it comes back: one without a direction starts at the smaller id."""
    if edge.SYMMETRIC and edge.source > edge.target:
        return dataclasses.replace(edge, source=edge.target, target=edge.source)
    return edge


def matches(node: Node, condition: Filter) -> bool:
    """Whether a node is what a filter asks for."""
    held = getattr(node, condition.field)
    if condition.op == "null":
        return (held is None) == condition.value
    if condition.op == "ne":
        return held != condition.value
    return held is not None and _OPERATORS[condition.op](held, condition.value)


def none_first(value: Any) -> tuple[bool, Any]:
    """The key that sorts None before everything."""
    return (value is not None, value)


def _types(types: Sequence[str] | None) -> set[str]:
    return _FACTUAL if types is None else set(types)


def _ways(key: EdgeKey, id: str, direction: str) -> Iterator[bool]:
    """How an edge is seen from a node: forward, backward or not at all; a loop once when both are asked."""
    if key.source == id and direction != "in":
        yield True
    if key.target == id and direction != "out" and (key.source != id or direction == "in"):
        yield False


# -- words ----------------------------------------------------------------------------------------

_HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _runs(text: str) -> list[str]:
    """The runs of Chinese characters, and those of other letters and digits."""
    runs: list[str] = []
    last = ""
    for character in text:
        sort = "han" if _HAN.match(character) else "word" if character.isalnum() else ""
        if sort and sort == last:
            runs[-1] += character
        elif sort:
            runs.append(character)
        last = sort
    return runs


def _hit(node: Node, words: Sequence[str]) -> Hit | None:
    texts = [_runs(_plain(each)) for each in _searched(node)]
    if not all(any(_holds(runs, _runs(word)) for runs in texts) for word in words):
        return None
    title = _runs(_plain(_title(node)))
    return Hit(node, all(_holds(title, _runs(word)) for word in words))


def _searched(node: Node) -> Iterator[str]:
    for each in shape_of(type(node)).searched:
        value = getattr(node, each.name)
        yield from value if isinstance(value, tuple) else [value]


def _title(node: Node) -> str:
    shape = shape_of(type(node))
    return getattr(node, shape.title) if shape.title and shape[shape.title].searched else ""


def _holds(runs: Sequence[str], word: Sequence[str]) -> bool:
    """Whether a word stands somewhere in a text: within one run, or over adjacent ones."""
    if len(word) == 1:
        return any(_begins(run, word[0]) or (_is_han(run) and word[0] in run) for run in runs)
    places = range(len(runs) - len(word) + 1)
    return any(_spans(runs[at : at + len(word)], word) for at in places)


def _spans(runs: Sequence[str], word: Sequence[str]) -> bool:
    opens = runs[0].endswith(word[0]) if _is_han(runs[0]) else runs[0] == word[0]
    return opens and list(runs[1:-1]) == list(word[1:-1]) and _begins(runs[-1], word[-1])


def _begins(run: str, word: str) -> bool:
    return run.startswith(word)


def _is_han(run: str) -> bool:
    return _HAN.match(run) is not None
