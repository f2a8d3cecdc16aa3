"""What is drawn: some nodes, the edges between them, and what was left out; every word of it masked and Chinese.

A scene knows nothing of coordinates, pages or files, and the same store gives the same scene.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import UnknownRecord
from graph.model import Edge, Node
from graph.schema import edge_shape
from graph.store.protocol import EVERYTHING, Around, Ask, Direction, EdgeKey, Neighbours, Reader, Scope, edge_key
from viz.style import kind_zh
from viz.words import Fact, Words, ids_named_by

_LINKS_READ = 500
"""Links read of one end in search of their properties; beyond it the other end is asked."""

Skeleton = tuple[str, str, str]
"""(source, type, target), as in `Around.edges`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneNode:
    """A node as it is drawn."""

    id: str
    kind: str
    kind_zh: str
    label: str
    facts: tuple[Fact, ...]
    distance: int = 0
    """Hops from the nearest of those that were asked for; 0: it was asked for."""
    provisional: bool = False
    """True: a score put it together, nobody has confirmed it."""
    cut: int = 0
    """Links that are not drawn here."""
    hidden: int = 0
    """Links that the reader's scope hides here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneEdge:
    """An edge as it is drawn, `says` being read from source to target."""

    source: str
    target: str
    type: str
    says: str
    facts: tuple[Fact, ...]
    provisional: bool = False
    """True: no certain rule and no person said so, or what said so was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Nodes by (distance, kind, label, id), edges by (source, target, type, words)."""

    title: str
    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many nodes of each kind, the most frequent first, then by name."""
        counts = Counter(node.kind for node in self.nodes)
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

    @property
    def cut(self) -> int:
        return sum(node.cut for node in self.nodes)

    @property
    def hidden(self) -> int:
        return sum(node.hidden for node in self.nodes)


def scene_of(
    reader: Reader,
    ids: Sequence[str],
    *,
    depth: int = 2,
    types: Sequence[str] | None = None,
    limit: int = 50,
    most: int = 500,
    scope: Scope = EVERYTHING,
    words: Words | None = None,
) -> Scene:
    """What lies within `depth` hops of `ids`; `types`, `limit` and `most` as in `Reader.around`.

    `words`: how values are written; None: by the built-in code lists, every number masked.

    Five or six reads whatever the size. Raises UnknownRecord when one of `ids` is absent or out of scope, BadId.
    """
    for id, found in zip(ids, reader.get(ids, scope=scope), strict=True):
        if found is None:
            raise UnknownRecord(id=id)
    around = reader.around(ids, depth=depth, types=types, limit=limit, most=most, scope=scope)
    nodes = [node for node in reader.get(list(around.nodes), scope=scope) if node is not None]
    edges = edges_between(reader, around.edges, scope=scope)
    named = {id for record in (*nodes, *edges.values()) for id in ids_named_by(record)}
    words = words or Words()
    words = replace(words, titles=titles_of(reader, named, scope=scope, words=words))
    ids = [node.id for node in nodes]
    links = dict(zip(ids, reader.neighbours([Ask(ids=ids, types=types, limit=0)], scope=scope)[0], strict=True))
    return _marked(scene_of_records(nodes, edges.values(), words=words), around, links=links)


def scene_of_records(
    nodes: Iterable[Node], edges: Iterable[Edge], *, title: str = "", words: Words | None = None
) -> Scene:
    """A scene of records at hand, for whoever has read them already; an edge without both ends is left out."""
    words = words or Words()
    drawn = {node.id: _drawn(node, words) for node in nodes}
    links = {edge_key(edge): edge for edge in edges if edge.source in drawn and edge.target in drawn}
    return Scene(
        title=title,
        nodes=_in_order(drawn.values()),
        edges=_edges_in_order(_linked(edge, words) for edge in links.values()),
    )


def edges_between(reader: Reader, wanted: Sequence[Skeleton], *, scope: Scope) -> dict[EdgeKey, Edge]:
    """The edges of a skeleton with their properties, by key.

    Most are found among the outgoing links of their sources. A source with more than a page of them (a market that is
    a party to a thousand cases) is asked about from the other end.
    """
    missing, found = set(wanted), {}
    directions: tuple[tuple[Direction, int], ...] = (("out", 0), ("in", 2))
    for direction, end in directions:
        if not missing:
            break
        ids = sorted({each[end] for each in missing})
        types = sorted({each[1] for each in missing}, key=lambda type: edge_shape(type).code)
        ask = Ask(ids=ids, types=types, direction=direction, limit=_LINKS_READ)
        for answer in reader.neighbours([ask], scope=scope)[0]:
            for link in answer.links:
                skeleton = (link.edge.source, link.edge.TYPE, link.edge.target)
                if skeleton in missing:
                    found[edge_key(link.edge)] = link.edge
        missing -= {(key.source, key.type, key.target) for key in found}
    return found


def titles_of(reader: Reader, ids: Iterable[str], *, scope: Scope, words: Words | None = None) -> dict[str, str]:
    """What the records of `ids` are called; one that the reader may not see has no entry."""
    words, wanted = words or Words(), sorted(set(ids))
    found = reader.get(wanted, scope=scope) if wanted else []
    return {id: words.label(node) for id, node in zip(wanted, found, strict=True) if node is not None}


def _marked(scene: Scene, around: Around, *, links: Mapping[str, Neighbours]) -> Scene:
    """`scene` with distances, counts of what is not drawn, and the edges whose properties were not read."""
    read = {(edge.source, edge.type, edge.target) for edge in scene.edges}
    edges = _edges_in_order([*scene.edges, *(_unread(each) for each in around.edges if each not in read)])
    drawn = Counter(end for edge in edges for end in (edge.source, edge.target))
    nodes = _in_order(
        replace(
            node,
            distance=around.nodes[node.id],
            cut=max(0, links[node.id].total - drawn[node.id]),
            hidden=links[node.id].hidden,
        )
        for node in scene.nodes
        if node.id in around.nodes
    )
    asked = [node.label for node in nodes if node.distance == 0]
    return Scene(title="、".join(asked[:3]) + (f"等{len(asked)}项" if len(asked) > 3 else ""), nodes=nodes, edges=edges)


def _drawn(node: Node, words: Words) -> SceneNode:
    return SceneNode(
        id=node.id,
        kind=node.KIND,
        kind_zh=kind_zh(node.KIND),
        label=words.label(node),
        facts=words.facts(node),
        provisional=getattr(node, "certainty", "certain") != "certain" or getattr(node, "provisional", False),
    )


def _linked(edge: Edge, words: Words) -> SceneEdge:
    return SceneEdge(
        source=edge.source,
        target=edge.target,
        type=edge.TYPE,
        says=words.says(edge),
        facts=words.facts(edge),
        provisional=getattr(edge, "certainty", "certain") != "certain",
    )


def _unread(skeleton: Skeleton) -> SceneEdge:
    source, type, target = skeleton
    return SceneEdge(
        source=source, target=target, type=type, says=edge_shape(type).record.ZH, facts=(), provisional=True
    )


def _in_order(nodes: Iterable[SceneNode]) -> tuple[SceneNode, ...]:
    return tuple(sorted(nodes, key=lambda node: (node.distance, node.kind, node.label, node.id)))


def _edges_in_order(edges: Iterable[SceneEdge]) -> tuple[SceneEdge, ...]:
    return tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.type, edge.says, edge.facts)))
