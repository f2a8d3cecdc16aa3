"""The pairs of cases that people are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry

from api.graphql.asked import IN_PAGE, Asked, asked_fields, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.selection import has
from api.graphql.types import VIEWS, After, First
from api.graphql.views import NodeView, PageInfo, views
from graph.model import Linked
from graph.pipeline.link_suggesting import CasesAsked, case_suggestion_count, case_suggestions
from graph.schema.shape import shape_of
from graph.schema.showing import show

_REASONS = shape_of(Linked)["reasons"]
_ENDS = ("a", "b")


@strawberry.type(description="两件可能相关的事件，等人判定")
class CaseSuggestion:
    """Two cases of which a person should say whether they belong together."""

    a: NodeView = strawberry.field(graphql_type=VIEWS["case"])
    b: NodeView = strawberry.field(graphql_type=VIEWS["case"])
    kind: str = strawberry.field(description="现在看来属于哪一类，如 duplicate")
    kind_label: str
    certainty: str = strawberry.field(description="suggested 只是提示，provisional 已暂定关联")
    certainty_label: str
    weight: float = strawberry.field(description="理由合计的权重，每高 1 可能性加倍")
    bridge: bool = strawberry.field(description="一个事项是否靠它连着：没有第三件事件与两边都有关联")
    cases: int = strawberry.field(description="判定会影响几件事件：两边各自事项的事件合计")
    reasons: list[str] = strawberry.field(description="每条理由一句话，强的在前")


@strawberry.type
class CaseSuggestionEdge:
    """A suggestion of a page."""

    cursor: str
    node: CaseSuggestion


@strawberry.type(description="一页待判定的事件对")
class CaseSuggestionConnection:
    """A page of suggestions."""

    edges: list[CaseSuggestionEdge]
    nodes: list[CaseSuggestion]
    page_info: PageInfo
    total_count: int | None


@strawberry.type
class CaseQueue(Asked):
    """What people are asked about cases."""

    @strawberry.field(
        description="请人判定的事件对，判了最有用的在前：权重最接近门槛的，其次维系着一个事项的、影响事件多的；判过的不再列出"
    )
    def case_suggestions(
        self, info: strawberry.Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> CaseSuggestionConnection | None:
        """What people are asked."""
        page = Slice.of("caseSuggestions", first=first, after=after)
        found = case_suggestions(self.reader, scope=self.scope, first=page.first + 1, skip=page.skip)
        shown = found[: page.first]
        cursors = [cursor(n) for n in range(page.skip + 1, page.skip + len(shown) + 1)]
        nodes = _suggested(self, info, shown)
        total = has(asked_fields(info), "totalCount")
        return CaseSuggestionConnection(
            edges=[CaseSuggestionEdge(cursor=at, node=node) for at, node in zip(cursors, nodes, strict=True)],
            nodes=nodes,
            page_info=PageInfo.of(cursors, more=len(found) > len(shown), before=page.skip > 0),
            total_count=case_suggestion_count(self.reader, scope=self.scope) if total else None,
        )


def _suggested(asked: Asked, info: strawberry.Info, found: Sequence[CasesAsked]) -> list[CaseSuggestion]:
    spot = spot_at(asked, info, *((*path, end) for path in IN_PAGE for end in _ENDS))
    cases = {case.id: case for each in found for case in (each.one, each.other)}
    seen: dict[str, Any] = dict(zip(cases, views(list(cases.values()), spot), strict=True))
    words, unmask = asked.context.lens.vocabulary, asked.context.lens.unmask
    return [
        CaseSuggestion(
            a=seen[each.told.a],
            b=seen[each.told.b],
            kind=each.told.kind,
            kind_label=words.label("link_kind", each.told.kind),
            certainty=each.told.certainty,
            certainty_label=words.label("certainty", each.told.certainty),
            weight=each.told.weight,
            bridge=each.told.bridge,
            cases=each.told.cases,
            reasons=list(show(_REASONS, each.reasons, unmask=unmask)),
        )
        for each in found
    ]
