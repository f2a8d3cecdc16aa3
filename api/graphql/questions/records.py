"""Records by their ids, and pages of every kind: the root fields that are derived from the records."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.asked import IN_PAGE, Asked, asked_fields, spot_at
from api.graphql.cursors import DEFAULT_PAGE, LARGEST_PAGE, page_size
from api.graphql.filters import FILTERS, ORDERS, conditions, orders
from api.graphql.levels import Spot
from api.graphql.names import plural, singular
from api.graphql.selection import has
from api.graphql.types import RECORD_CONNECTIONS, VIEWS, After, First, Record
from api.graphql.views import NodeView, PageInfo, views
from graph.errors import PageTooLarge
from graph.ids import kind_of
from graph.schema import NODE_SHAPES, Shape
from graph.store import Page

Id = Annotated[strawberry.ID, strawberry.argument(description="记录的编号，如 case-0123456789abcdef")]


class PageView:
    """A connection: a page of the records of a kind."""

    __slots__ = ("asked_after", "page", "spot")

    def __init__(self, page: Page[Any], spot: Spot, *, asked_after: bool) -> None:
        self.page, self.spot, self.asked_after = page, spot, asked_after
        spot.take(page.nodes)

    @property
    def edges(self) -> list[RecordEdge]:
        """The records with their cursors."""
        return [RecordEdge(*each) for each in zip(self.page.cursors, self.nodes, strict=True)]

    @property
    def nodes(self) -> list[NodeView]:
        """The records of the page."""
        return [NodeView.of(each, self.spot) for each in self.page.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where this page stands."""
        return PageInfo.of(self.page.cursors, more=self.page.more, before=self.asked_after)

    @property
    def total_count(self) -> int | None:
        """How many match in all."""
        return self.page.total


class RecordEdge:
    """A record of a page, with its cursor."""

    __slots__ = ("cursor", "node")

    def __init__(self, cursor: str, node: NodeView) -> None:
        self.cursor, self.node = cursor, node


def get(asked: Asked, ids: list[str], spot: Spot) -> list[NodeView | None]:
    """The views of these ids; None for one that is absent or out of scope. Raises BadId, PageTooLarge."""
    if len(ids) > LARGEST_PAGE:
        raise PageTooLarge(field="ids", most=LARGEST_PAGE, asked=len(ids))
    return views(asked.reader.get(ids, scope=asked.scope), spot)


@strawberry.type
class Records(Asked):
    """Any record by its id; `add_kinds` adds the fields of each kind."""

    @strawberry.field(graphql_type=Record | None, description="一条记录；没有或不在查看范围内时为 null")
    def node(self, info: strawberry.Info, id: Id) -> Any:
        """One record."""
        return get(self, [id], spot_at(self, info))[0]

    @strawberry.field(graphql_type=list[Record | None], description="多条记录，次序与 ids 相同")
    def nodes(self, info: strawberry.Info, ids: list[strawberry.ID]) -> Any:
        """Records in the order of their ids."""
        return get(self, list(ids), spot_at(self, info))


def _one(kind: str, shape: Shape) -> Any:
    def resolve(self: Any, info: strawberry.Info, id: Id) -> Any:
        return get(self, [id], spot_at(self, info))[0] if kind_of(id) == kind else None

    note = f"一条{shape.record.ZH}；没有或不在查看范围内时为 null"
    return strawberry.field(resolver=resolve, name=singular(shape), graphql_type=VIEWS[kind] | None, description=note)


def page_of(
    asked: Asked, info: strawberry.Info, kind: str, *, where: Any, order_by: Any, first: int | None, after: str | None
) -> PageView:
    """A page of a kind, filtered and sorted by the fields of its records."""
    shape = NODE_SHAPES[kind]
    page = asked.reader.find(
        kind,
        conditions(shape, where),
        order=orders(order_by),
        first=page_size(plural(shape), first),
        after=after,
        total=has(asked_fields(info), "totalCount"),
        scope=asked.scope,
    )
    return PageView(page, spot_at(asked, info, *IN_PAGE), asked_after=after is not None)


def _page(kind: str, shape: Shape) -> Any:
    def resolve(
        self: Any,
        info: strawberry.Info,
        where: Any = None,
        order_by: Any = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Any:
        return page_of(self, info, kind, where=where, order_by=order_by, first=first, after=after)

    resolve.__annotations__ |= {"where": FILTERS[kind] | None, "order_by": list[ORDERS[kind]] | None}
    return strawberry.field(
        resolver=resolve,
        name=plural(shape),
        graphql_type=RECORD_CONNECTIONS[kind] | None,
        description=f"{shape.record.ZH}：可筛选、排序、翻页",
    )


def add_kinds(made: type) -> type:
    """Give a class, before it becomes a type, a root field for one record and for a page of each kind; a kind whose
    page one of the class's questions answers keeps that.
    """
    for kind, shape in NODE_SHAPES.items():
        setattr(made, f"one_{kind}", _one(kind, shape))
        if not hasattr(made, plural(shape)):
            setattr(made, f"page_of_{kind}", _page(kind, shape))
    return made
