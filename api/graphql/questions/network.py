"""What lies around records, and the way from one to another."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, asked_fields, spot_at
from api.graphql.cursors import LARGEST_PAGE, page_size
from api.graphql.selection import has
from api.graphql.sentences import path_sentence, sentence
from api.graphql.types import Record, Types
from api.graphql.views import views
from graph.errors import BadValue, PageTooLarge
from graph.model import Edge, Node
from graph.schema import EDGE_SHAPES, edge_shape
from graph.store import Around, Ask

DEEPEST, LONGEST = 4, 12
_UNSURE = tuple(name for name, shape in EDGE_SHAPES.items() if "certainty" in shape.names)
"""Edge types that may be provisional."""

Depth = Annotated[int, strawberry.argument(description=f"几步以内，1 到 {DEEPEST}")]
Limit = Annotated[int, strawberry.argument(description="连线多于此数的记录只显示、不展开")]
Most = Annotated[int, strawberry.argument(description="最多几条记录，近的优先")]
Hub = Annotated[int | None, strawberry.argument(description="连线多于此数的记录不作中转；null：不限")]
From = Annotated[strawberry.ID, strawberry.argument(name="from", description="起点")]
To = Annotated[strawberry.ID, strawberry.argument(name="to", description="终点")]


@strawberry.type(description="邻域中的一条记录")
class NeighbourhoodNode:
    """A node of a neighbourhood."""

    node: Record
    distance: int = strawberry.field(description="离起点几步")
    cut: int = strawberry.field(description="还有几条连线没有展开")
    hidden: int = strawberry.field(description="有几条连线在您的查看范围之外")


@strawberry.type(description="一条连线")
class Hop:
    """An edge by its ends."""

    source: strawberry.ID
    target: strawberry.ID
    type: str
    label: str = strawberry.field(description="由 source 读到 target 的中文")
    back_label: str = strawberry.field(description="由 target 读到 source 的中文")
    certain: bool = strawberry.field(description="false：暂定，图上画虚线")


@strawberry.type(description="一些记录的周围")
class Neighbourhood:
    """Everything within some hops."""

    nodes: list[NeighbourhoodNode]
    edges: list[Hop]
    cut: int = strawberry.field(description="共有几条连线没有展开")
    hidden: int = strawberry.field(description="共有几条连线在您的查看范围之外")


@strawberry.type(name="PathStep", description="路径上的一条连线")
class PathStep:
    """An edge of a path."""

    hop: Hop
    sentence: str


@strawberry.type(name="Path", description="两条记录之间的一条最短路径")
class Way:
    """A shortest way between two nodes."""

    length: int = strawberry.field(description="几条连线")
    nodes: list[Record]
    steps: list[PathStep]
    sentence: str = strawberry.field(description="整条路径的中文")


@strawberry.type
class Network(Asked):
    """Questions about who is connected with whom."""

    @strawberry.field(description="这些记录周围的网络：共有多少、哪些没有展开，都写明")
    def neighbourhood(
        self,
        info: strawberry.Info,
        ids: list[strawberry.ID],
        depth: Depth = 1,
        types: Types = None,
        limit: Limit = 50,
        most: Most = 300,
    ) -> Neighbourhood | None:
        """What lies around."""
        _within("neighbourhood.depth", depth, 1, DEEPEST)
        around = self.reader.around(
            _few(ids),
            depth=depth,
            types=_known(types),
            limit=page_size("neighbourhood.limit", limit),
            most=page_size("neighbourhood.most", most),
            scope=self.scope,
        )
        return Neighbourhood(
            nodes=_nodes(self, info, around) if has(asked_fields(info), "nodes") else [],
            edges=_hops(self, info, around),
            cut=sum(around.cut.values()),
            hidden=sum(around.hidden.values()),
        )

    @strawberry.field(description="两条记录怎样相连；连不上时为 null")
    def path(
        self,
        info: strawberry.Info,
        start: From,
        end: To,
        types: Types = None,
        longest: int = 8,
        hub: Hub = 200,
    ) -> Way | None:
        """A shortest way, and its sentence."""
        _within("path.longest", longest, 0, LONGEST)
        ends = [(start, end)]
        found = self.reader.path(ends, types=_known(types), longest=longest, hub=hub, scope=self.scope)[0]
        if found is None:
            return None
        lens, by_id = self.context.lens, {each.id: each for each in found.nodes}
        nodes: list[Any] = views(found.nodes, spot_at(self, info, ("nodes",)))
        return Way(
            length=len(found.edges),
            nodes=nodes,
            steps=[PathStep(hop=hop_of(each), sentence=sentence(each, by_id, lens)) for each in found.edges],
            sentence=path_sentence(found, lens),
        )


def hop_of(edge: Edge) -> Hop:
    """An edge as its ends and its words."""
    return _hop(edge.TYPE, edge.source, edge.target, certain=getattr(edge, "certainty", "certain") == "certain")


def _hop(type: str, source: str, target: str, *, certain: bool) -> Hop:
    record: Any = edge_shape(type).record
    return Hop(
        source=strawberry.ID(source),
        target=strawberry.ID(target),
        type=type,
        label=record.ZH,
        back_label=record.BACK,
        certain=certain,
    )


def _nodes(asked: Asked, info: strawberry.Info, around: Around) -> list[NeighbourhoodNode]:
    records: list[Node | None] = asked.reader.get(list(around.nodes), scope=asked.scope)
    seen: list[Any] = views(records, spot_at(asked, info, ("nodes", "node")))
    return [
        NeighbourhoodNode(node=view, distance=distance, cut=around.cut.get(id, 0), hidden=around.hidden.get(id, 0))
        for (id, distance), view in zip(around.nodes.items(), seen, strict=True)
        if view is not None
    ]


def _hops(asked: Asked, info: strawberry.Info, around: Around) -> list[Hop]:
    asks_certainty = has(asked_fields(info), "edges", "certain")
    unsure = _provisional(asked, around) if asks_certainty else frozenset()
    return [
        _hop(type, source, target, certain=(source, type, target) not in unsure)
        for source, type, target in around.edges
    ]


def _provisional(asked: Asked, around: Around) -> frozenset[tuple[str, str, str]]:
    """Which of the edges are not certain, in one call."""
    sources = sorted({source for source, type, _ in around.edges if type in _UNSURE})
    if not sources:
        return frozenset()
    ask = Ask(ids=sources, types=_UNSURE, direction="out", limit=LARGEST_PAGE)
    return frozenset(
        (link.edge.source, link.edge.TYPE, link.edge.target)
        for found in asked.reader.neighbours([ask], scope=asked.scope)[0]
        for link in found.links
        if getattr(link.edge, "certainty", "certain") != "certain"
    )


def _known(types: list[str] | None) -> list[str] | None:
    """Edge types as they were given. Raises UnknownKind."""
    for each in types or ():
        edge_shape(each)
    return types


def _few(ids: list[strawberry.ID]) -> list[str]:
    if len(ids) > LARGEST_PAGE:
        raise PageTooLarge(field="neighbourhood.ids", most=LARGEST_PAGE, asked=len(ids))
    return list(ids)


def _within(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise BadValue(value=value, field=field, reason=f"应在 {least} 到 {most} 之间")
