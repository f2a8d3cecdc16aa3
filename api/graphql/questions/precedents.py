"""类案参考: how cases like this one were settled."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import page_size
from api.graphql.reading import Lens
from api.graphql.types import VIEWS
from api.graphql.views import NodeView, views
from graph.pipeline.similar import Precedent, similar_settled
from graph.schema import NODE_SHAPES
from graph.schema.showing import show

_RESULT = NODE_SHAPES["case"]["result"]
_AGREEMENT = NODE_SHAPES["mediation"]["agreement"]

OfCase = Annotated[strawberry.ID, strawberry.argument(description="事件的编号")]
Most = Annotated[int | None, strawberry.argument(description="最多几件")]


@strawberry.type(description="一件已化解的相似事件，和它是怎样化解的")
class SimilarCase:
    """A settled case that is offered."""

    case: NodeView = strawberry.field(graphql_type=VIEWS["case"])
    score: float = strawberry.field(description="相似程度，0 到 1")
    reasons: list[str] = strawberry.field(description="为什么列出，每条理由一句话")
    route: str | None = strawberry.field(description="化解它的调解途径；null：不是调解的，或没有写")
    route_label: str
    stage: str = strawberry.field(description="在哪一级化解")
    stage_label: str
    days: int | None = strawberry.field(description="从受理到化解用了几天；null：没有写时间")
    outcome: str | None
    outcome_label: str
    result: str = strawberry.field(description="办理结果；没有写时为协议内容")


@strawberry.type
class Precedents(Asked):
    """Questions about how others were settled."""

    @strawberry.field(description="类案参考：已化解的同类事件，最相似的在前，不含本件和同一事项的")
    def similar_settled(self, info: strawberry.Info, case: OfCase, first: Most = 10) -> list[SimilarCase] | None:
        """Settled cases like this one."""
        lens = self.context.lens
        most = page_size("similarSettled", first)
        found = similar_settled(self.reader, case, scope=self.scope, first=most, words=lens.vocabulary)
        shown: list[Any] = views([each.case for each in found], spot_at(self, info, ("case",)))
        return [_shown(each, view, lens) for each, view in zip(found, shown, strict=True)]


def _shown(precedent: Precedent, view: Any, lens: Lens) -> SimilarCase:
    case, words = precedent.case, lens.vocabulary
    result = show(_RESULT, case.result, unmask=lens.unmask)
    return SimilarCase(
        case=view,
        score=precedent.similar.score,
        reasons=list(precedent.similar.reasons),
        route=precedent.route,
        route_label=words.label("mediation_route", precedent.route),
        stage=case.stage,
        stage_label=words.label("stage", case.stage),
        days=precedent.similar.days,
        outcome=case.outcome,
        outcome_label=words.label("outcome", case.outcome),
        result=result or show(_AGREEMENT, precedent.agreement, unmask=lens.unmask),
    )
