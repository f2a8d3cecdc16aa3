"""Search by words."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.types import After, First, Names, Record
from api.graphql.views import PageInfo, views

Words = Annotated[str, strawberry.argument(description="要找的词，用空格分开；每个词都要有")]


@strawberry.type(description="一条搜索结果")
class SearchEdge:
    """A node that search found."""

    cursor: str
    node: Record
    in_title: bool = strawberry.field(description="名称中就有这些词")


@strawberry.type(description="一页搜索结果")
class SearchConnection:
    """A page of what search found."""

    edges: list[SearchEdge]
    nodes: list[Record]
    page_info: PageInfo
    total_count: int


@strawberry.type
class Search(Asked):
    """Search over every kind of record."""

    @strawberry.field(description="全文搜索：名称中有的在前；身份证号和电话搜不到")
    def search(
        self,
        info: strawberry.Info,
        text: Words,
        kinds: Names = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> SearchConnection | None:
        """Nodes that hold every word."""
        page = Slice.of("search", first=first, after=after)
        hits, total = self.reader.search(text, kinds=kinds, first=page.first, skip=page.skip, scope=self.scope)
        spot = spot_at(self, info, ("nodes",), ("edges", "node"))
        nodes: list[Any] = views([each.node for each in hits], spot)
        cursors = [cursor(n) for n in range(page.skip + 1, page.skip + len(hits) + 1)]
        return SearchConnection(
            edges=[
                SearchEdge(cursor=at, node=node, in_title=hit.in_title)
                for at, node, hit in zip(cursors, nodes, hits, strict=True)
            ],
            nodes=nodes,
            page_info=PageInfo.of(cursors, more=page.skip + len(hits) < total, before=page.skip > 0),
            total_count=total,
        )
