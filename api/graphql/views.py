"""What a query holds of a record: the record itself, read field by field, and where it stands in the query.

Views are plain objects of the classes that `types.py` makes into GraphQL types; `read_field` is the schema's default
resolver. A view never copies a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import strawberry

from api.graphql.cursors import cursor
from api.graphql.levels import Links, Owned, Spot, demand_of
from api.graphql.reading import Lens, ReadsField, readers
from graph.model import Node
from graph.schema import EDGE_SHAPES
from graph.store import Link

EDGE_READERS: Mapping[str, Mapping[str, ReadsField]] = {name: readers(shape) for name, shape in EDGE_SHAPES.items()}


def read_field(source: Any, name: str) -> Any:
    """What a field without a resolver of its own shows."""
    return source.read(name) if isinstance(source, Shown) else getattr(source, name)


class Shown:
    """Anything whose fields are read from a record."""

    __slots__ = ("lens", "record")
    record: Any
    lens: Lens

    def read(self, name: str) -> Any:
        """The value of a field as faces show it."""
        raise NotImplementedError


class NodeView(Shown):
    """A node as the query sees it; each kind has a class of its own, made in `types.py`."""

    __slots__ = ("spot",)
    CLASSES: ClassVar[dict[str, type[NodeView]]] = {}
    FIELDS: ClassVar[Mapping[str, ReadsField]]
    spot: Spot

    @classmethod
    def of(cls, record: Node, spot: Spot) -> NodeView:
        """The view of `record`, which stands at `spot`."""
        made = NodeView.CLASSES[record.KIND]
        view = made.__new__(made)
        view.record, view.spot, view.lens = record, spot, spot.level.lens
        return view

    def read(self, name: str) -> Any:
        """The value of a field as faces show it."""
        return self.FIELDS[name](self.record, self.lens)

    def links_at(self, field: str, **arguments: Any) -> LinksView:
        """The links that an edge field of this node gives."""
        record: Node = self.record
        return LinksView(self.spot.links(record.id, demand_of(record.KIND, field, arguments)))

    def owned(self, owned: Owned) -> list[NodeView | None]:
        """The records that name this one as their owner."""
        level = self.spot.level
        return views(level.owned_by(self.record.id, owned), level.following().spot([]))


def views(records: Sequence[Node | None], spot: Spot) -> list[NodeView | None]:
    """The views of records that come to stand at `spot` together; None where there is none."""
    spot.take(each for each in records if each is not None)
    return [None if each is None else NodeView.of(each, spot) for each in records]


class LinkView(Shown):
    """One link of a connection: the edge's properties, and the node at its other end."""

    __slots__ = ("link", "position", "spot")

    def __init__(self, link: Link, spot: Spot, position: int) -> None:
        self.record, self.link, self.spot, self.position = link.edge, link, spot, position
        self.lens = spot.level.lens

    def read(self, name: str) -> Any:
        """What every link has, or a property of the edge."""
        common = _OF_EVERY_LINK.get(name)
        return common(self) if common else EDGE_READERS[self.record.TYPE][name](self.record, self.lens)


_OF_EVERY_LINK: Mapping[str, Callable[[LinkView], Any]] = {
    "cursor": lambda view: cursor(view.position),
    "node": lambda view: NodeView.of(view.link.node, view.spot),
    "edge_type": lambda view: view.record.TYPE,
    "edge_label": lambda view: view.record.ZH if view.link.forward else view.record.BACK,
    "forward": lambda view: view.link.forward,
    "certain": lambda view: getattr(view.record, "certainty", "certain") == "certain",
}


@strawberry.type(description="这一页的位置")
class PageInfo:
    """Where a page stands among the others (Relay)."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None

    @classmethod
    def of(cls, cursors: Sequence[str], *, more: bool, before: bool) -> PageInfo:
        """The page whose records have these cursors."""
        start, end = (cursors[0], cursors[-1]) if cursors else (None, None)
        return cls(has_next_page=more, has_previous_page=before, start_cursor=start, end_cursor=end)


class LinksView:
    """A connection: a page of one node's links."""

    __slots__ = ("links",)

    def __init__(self, links: Links) -> None:
        self.links = links

    @property
    def edges(self) -> list[LinkView]:
        """The links in the store's order."""
        start = self.links.page.skip + 1
        return [LinkView(each, self.links.spot, n) for n, each in enumerate(self.links.found.links, start)]

    @property
    def nodes(self) -> list[NodeView]:
        """The nodes at their other ends, in the same order."""
        return [NodeView.of(each.node, self.links.spot) for each in self.links.found.links]

    @property
    def page_info(self) -> PageInfo:
        """Where this page stands."""
        skip, found = self.links.page.skip, self.links.found
        end = skip + len(found.links)
        ends = [cursor(skip + 1), cursor(end)] if found.links else []
        return PageInfo.of(ends, more=end < found.total, before=skip > 0)

    @property
    def total_count(self) -> int:
        """All links that the reader may see."""
        return self.links.found.total

    @property
    def hidden(self) -> int:
        """Links that lead out of the reader's scope."""
        return self.links.found.hidden
