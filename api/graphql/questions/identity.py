"""Who may be who: what people are asked, how a person came together, where judgements and records pull apart."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from api.graphql.asked import IN_PAGE, Asked, asked_fields, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.levels import Spot
from api.graphql.selection import has
from api.graphql.types import VIEWS, After, First
from api.graphql.views import NodeView, PageInfo, views
from graph.masking import mask_text
from graph.model import MayBe
from graph.pipeline.conflicts import Conflict as Found
from graph.pipeline.conflicts import conflicts
from graph.pipeline.history import Told, how
from graph.schema import EDGE_SHAPES
from graph.schema.showing import show
from graph.store.questions import SUGGESTION_COUNT, SUGGESTIONS, Suggested

_REASON = EDGE_SHAPES[MayBe.TYPE]["reason"]
_ENDS = ("a", "b")


@strawberry.enum(description="请人判定什么")
class SuggestionKind(enum.Enum):
    """What people are asked."""

    IDENTITY = strawberry.enum_value("identity", description="是否同一人")


Kind = Annotated[SuggestionKind, strawberry.argument(description="请人判定什么")]
Person = Annotated[strawberry.ID, strawberry.argument(description="自然人的编号")]


@strawberry.type(description="两条可能是同一人的记录，等人判定；判定之前什么也不归并")
class Suggestion:
    """Two mentions that may be one person's."""

    a: NodeView = strawberry.field(graphql_type=VIEWS["mention"])
    b: NodeView = strawberry.field(graphql_type=VIEWS["mention"])
    weight: float = strawberry.field(description="双方全部记录合计的评分：0 为可能性各半，每高 1 可能性加倍")
    reason: str = strawberry.field(description="支持的证据，强的在前")
    doubt: str = strawberry.field(description="评分够高而没有归并的原因；空：评分不够高")
    cases: int = strawberry.field(description="判定会影响几件事件：两边各自的事件合计")


@strawberry.type
class SuggestionEdge:
    """A suggestion of a page."""

    cursor: str
    node: Suggestion


@strawberry.type(description="一页待判定的记录对")
class SuggestionConnection:
    """A page of suggestions."""

    edges: list[SuggestionEdge]
    nodes: list[Suggestion]
    page_info: PageInfo
    total_count: int | None


@strawberry.type(description="一个人由记录归并成的一步：两边成为一人")
class HowStep:
    """One join."""

    number: int = strawberry.field(description="第几步，从 1 起")
    into: int | None = strawberry.field(description="合并的结果在第几步又与别的合并；null：最后一步")
    rule: str = strawberry.field(description="judgement、identity、account、contact 或 score")
    a: strawberry.ID = strawberry.field(description="依据哪两条记录")
    b: strawberry.ID
    left: list[strawberry.ID] = strawberry.field(description="一边的全部记录")
    right: list[strawberry.ID]
    hidden: int = strawberry.field(description="两边另有几条记录在您的查看范围之外")
    weight: float | None = strawberry.field(description="评分；null：确定的规则或人工判定")
    sentence: str


@strawberry.type(description="判定为不是同一人的两边，和一条与两边都相像的记录")
class Conflict:
    """A judged “no” and a mention that would bridge it."""

    judgement: strawberry.ID
    a: NodeView = strawberry.field(graphql_type=VIEWS["mention"])
    b: NodeView = strawberry.field(graphql_type=VIEWS["mention"])
    bridge: NodeView = strawberry.field(graphql_type=VIEWS["mention"])
    to_a: float = strawberry.field(description="与 a 一边最像的记录比较的评分")
    to_b: float
    sentence: str


@strawberry.type
class Identity(Asked):
    """Questions about who is who."""

    @strawberry.field(description="请人判定的记录对：影响事件多的在前，其次评分高的")
    def suggestions(
        self,
        info: strawberry.Info,
        kind: Kind = SuggestionKind.IDENTITY,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> SuggestionConnection | None:
        """What people are asked."""
        page = Slice.of("suggestions", first=first, after=after)
        rows = self.reader.ask(SUGGESTIONS, scope=self.scope, first=page.first + 1, skip=page.skip)
        shown = rows[: page.first]
        cursors = [cursor(n) for n in range(page.skip + 1, page.skip + len(shown) + 1)]
        nodes = _suggested(self, info, shown)
        return SuggestionConnection(
            edges=[SuggestionEdge(cursor=at, node=node) for at, node in zip(cursors, nodes, strict=True)],
            nodes=nodes,
            page_info=PageInfo.of(cursors, more=len(rows) > len(shown), before=page.skip > 0),
            total_count=_total(self) if has(asked_fields(info), "totalCount") else None,
        )

    @strawberry.field(description="一个人是怎样一步步由记录归并成的；只有一条记录时为空")
    def how(self, person: Person) -> list[HowStep] | None:
        """The joins of a person."""
        return [_step(each) for each in how(self.reader, person, scope=self.scope)]

    @strawberry.field(description="判定为不是同一人的，还有哪些记录与两边都相像")
    def conflicts(
        self, info: strawberry.Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> list[Conflict] | None:
        """Judgements that records pull at; `first` counts judgements."""
        page = Slice.of("conflicts", first=first, after=after)
        found = conflicts(self.reader, scope=self.scope, first=page.first, skip=page.skip)
        return _conflicts(self, info, found)


def _total(asked: Asked) -> int:
    return asked.reader.ask(SUGGESTION_COUNT, scope=asked.scope)[0].total


def _suggested(asked: Asked, info: strawberry.Info, rows: Sequence[Suggested]) -> list[Suggestion]:
    spot = spot_at(asked, info, *((*path, end) for path in IN_PAGE for end in _ENDS))
    seen = _seen(asked, spot, [id for each in rows for id in (each.a, each.b)])
    unmask = asked.context.lens.unmask
    return [
        Suggestion(
            a=seen[each.a],
            b=seen[each.b],
            weight=each.weight,
            reason=show(_REASON, each.reason, unmask=unmask),
            doubt=each.doubt,
            cases=each.cases,
        )
        for each in rows
    ]


def _seen(asked: Asked, spot: Spot, ids: list[str]) -> dict[str, Any]:
    """The views of mentions that the reader may see, by id, in one call."""
    found = views(asked.reader.get(ids, scope=asked.scope), spot)
    return dict(zip(ids, found, strict=True))


def _step(told: Told) -> HowStep:
    return HowStep(
        number=told.number,
        into=told.into,
        rule=told.rule,
        a=strawberry.ID(told.a),
        b=strawberry.ID(told.b),
        left=[strawberry.ID(each) for each in told.left],
        right=[strawberry.ID(each) for each in told.right],
        hidden=told.hidden,
        weight=told.weight,
        sentence=mask_text(told.sentence),
    )


def _conflicts(asked: Asked, info: strawberry.Info, found: Sequence[Found]) -> list[Conflict]:
    spot = spot_at(asked, info, *((end,) for end in (*_ENDS, "bridge")))
    seen = _seen(asked, spot, [id for each in found for id in (each.judgement.a, each.judgement.b, each.bridge)])
    return [
        Conflict(
            judgement=strawberry.ID(each.judgement.id),
            a=seen[each.judgement.a],
            b=seen[each.judgement.b],
            bridge=seen[each.bridge],
            to_a=each.to_a,
            to_b=each.to_b,
            sentence=mask_text(each.sentence),
        )
        for each in found
        if seen[each.judgement.a] and seen[each.judgement.b]
    ]
