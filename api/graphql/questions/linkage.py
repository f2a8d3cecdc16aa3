"""Which cases belong together, and for which reasons."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import DEFAULT_PAGE, LARGEST_PAGE, page_size
from api.graphql.levels import Spot
from api.graphql.types import VIEWS, First
from api.graphql.views import NodeView, views
from graph import pipeline
from graph.errors import PageTooLarge
from graph.masking import mask_text
from graph.model import Linked
from graph.pipeline import Explanation, Signal
from graph.pipeline.linked import Wanted, linked_cases
from graph.schema.shape import shape_of
from graph.schema.showing import show
from graph.store import Link
from graph.vocabulary import VOCABULARY

_REASONS = shape_of(Linked)["reasons"]

Kind = Annotated[str | None, strawberry.argument(description="一种关联类别，如 duplicate；几种写在 kinds 里")]
Kinds = Annotated[list[str] | None, strawberry.argument(description="关联类别，如 duplicate、复发；不写：全部")]
MinScore = Annotated[float | None, strawberry.argument(description="权重至少多少")]
Certainty = Annotated[
    list[str] | None,
    strawberry.argument(description="可靠程度：certain 确定、provisional 暂定、suggested 待判定；不写：全部"),
]


@strawberry.type(description="与一件事件关联的另一件，及其理由")
class LinkedCase:
    """One link between two cases."""

    case: NodeView = strawberry.field(graphql_type=VIEWS["case"], description="关联到的事件")
    kind: str
    kind_label: str
    certainty: str = strawberry.field(description="certain 确定，provisional 暂定，suggested 只是提示")
    certainty_label: str
    basis_label: str = strawberry.field(description="依据：规则、评分或人工判定")
    weight: float
    reasons: list[str] = strawberry.field(description="每条理由一句话，强的在前")


@strawberry.type(description="一件事件和与它关联的事件")
class LinkedCases:
    """A case and those linked to it."""

    case: NodeView = strawberry.field(graphql_type=VIEWS["case"])
    links: list[LinkedCase]
    total: int = strawberry.field(description="符合条件的共有几件")
    hidden: int = strawberry.field(description="另有几件关联事件在您的查看范围之外，不论类别和权重")


@strawberry.type(description="一条理由")
class Reason:
    """One signal that two records belong together."""

    signal: str = strawberry.field(description="规则或信号的名称")
    a: strawberry.ID = strawberry.field(description="左边的值出自哪条记录")
    b: strawberry.ID
    left: str = strawberry.field(description="左边的值，号码已遮盖")
    right: str
    weight: float | None = strawberry.field(description="null：确定的规则，或人工判定")
    sentence: str


@strawberry.type(description="评分累计的一步")
class WaterfallStep:
    """One bar of a waterfall."""

    label: str
    weight: float
    total: float = strawberry.field(description="到这一步为止")


@strawberry.type(description="两条记录为什么在一起，或为什么不在")
class Why:
    """What speaks for two records belonging together, and what against."""

    kind: str = strawberry.field(description="identity 是否同一人，linkage 是否同一事项")
    together: bool = strawberry.field(description="现在是否认作同一人，或已关联")
    reasons: list[Reason] = strawberry.field(description="支持的理由；相隔较远的记录，逐步列出")
    against: list[str] = strawberry.field(description="相反的理由；不在一起时，还差什么")
    signals: list[Reason] = strawberry.field(description="两条记录直接比较：每种证据的评分，正的支持、负的反对")
    weight: float | None = strawberry.field(description="直接比较的合计（可能性之比的对数）；null：不作这种比较")
    waterfall: list[WaterfallStep] = strawberry.field(description="合计是怎样一步步累计的")


@strawberry.type(description="两条记录为什么不是同一人，两件事件为什么没有关联")
class WhyNot:
    """What speaks against two records belonging together."""

    together: bool = strawberry.field(description="现在是否认作同一人，或已关联")
    sentences: list[str] = strawberry.field(description="矛盾、人工判定、不计入的值，或还差什么")
    signals: list[Reason] = strawberry.field(description="直接比较中反对的证据，最重的在前")


@strawberry.type
class Linkage(Asked):
    """Questions about cases that belong together."""

    @strawberry.field(description="两个人、两条记录中的当事人或两件事件，为什么在一起或不在一起")
    def why(self, a: strawberry.ID, b: strawberry.ID) -> Why | None:
        """What the rules and the judgements say of a pair, now."""
        return _shows(self, pipeline.why(self.reader, a, b, scope=self.scope, unmask=self.context.lens.unmask))

    @strawberry.field(description="两个人、两条记录中的当事人或两件事件，什么反对它们在一起")
    def why_not(self, a: strawberry.ID, b: strawberry.ID) -> WhyNot | None:
        """What speaks against a pair, now."""
        found = pipeline.why(self.reader, a, b, scope=self.scope, unmask=self.context.lens.unmask)
        opposed = [each for each in found.signals if (each.weight or 0.0) < 0]
        return WhyNot(
            together=found.together,
            sentences=[mask_text(each) for each in found.why_not],
            signals=[_reason(self, each) for each in sorted(opposed, key=lambda each: each.weight or 0.0)],
        )

    @strawberry.field(description="与这些事件关联的事件：重复件、群体诉求、复发、衍生，及其理由；权重大的在前")
    def linked_cases(
        self,
        info: strawberry.Info,
        ids: list[strawberry.ID],
        kind: Kind = None,
        kinds: Kinds = None,
        min_score: MinScore = None,
        certainty: Certainty = None,
        first: First = DEFAULT_PAGE,
    ) -> list[LinkedCases] | None:
        """The cases linked to each of `ids`; what is absent, or no case, is left out."""
        if len(ids) > LARGEST_PAGE:
            raise PageTooLarge(field="linkedCases.ids", most=LARGEST_PAGE, asked=len(ids))
        codes = VOCABULARY["link_kind"], VOCABULARY["certainty"]
        asked_kinds = [*(kinds or ()), *([kind] if kind is not None else ())]
        wanted = Wanted(
            kinds=frozenset(map(codes[0].code, asked_kinds)) if asked_kinds else None,
            least=min_score,
            certainties=None if certainty is None else frozenset(map(codes[1].code, certainty)),
        )
        limit = page_size("linkedCases", first)
        found = linked_cases(self.reader, list(ids), wanted, scope=self.scope)
        level = self.level()
        subjects: list[Any] = views([each.case for each in found], spot_at(self, info, ("case",), level=level))
        others = spot_at(self, info, ("links", "case"), level=level)
        others.take(link.node for each in found for link in each.links[:limit])
        level.budget.spend("linkedCases", sum(len(each.links[:limit]) for each in found))
        return [
            LinkedCases(
                case=subject,
                links=[_shown(self, link, others) for link in each.links[:limit]],
                total=len(each.links),
                hidden=each.hidden,
            )
            for subject, each in zip(subjects, found, strict=True)
        ]


def _shows(asked: Asked, found: Explanation) -> Why:
    return Why(
        kind=found.kind,
        together=found.together,
        reasons=[_reason(asked, each) for each in found.why],
        against=[mask_text(each) for each in found.why_not],
        signals=[_reason(asked, each) for each in found.signals],
        weight=found.weight,
        waterfall=[WaterfallStep(label=e.label, weight=e.weight, total=e.total) for e in found.waterfall],
    )


def _reason(asked: Asked, signal: Signal) -> Reason:
    shown = str if asked.context.lens.unmask else mask_text
    return Reason(
        signal=signal.signal,
        a=strawberry.ID(signal.a),
        b=strawberry.ID(signal.b),
        left=shown(signal.left),
        right=shown(signal.right),
        weight=signal.weight,
        sentence=shown(signal.sentence),
    )


def _shown(asked: Asked, link: Link, spot: Spot) -> LinkedCase:
    edge, lens = link.edge, asked.context.lens
    assert isinstance(edge, Linked)
    return LinkedCase(
        case=NodeView.of(link.node, spot),
        kind=edge.kind,
        kind_label=lens.vocabulary.label("link_kind", edge.kind),
        certainty=edge.certainty,
        certainty_label=lens.vocabulary.label("certainty", edge.certainty),
        basis_label=lens.vocabulary.label("basis", edge.basis),
        weight=edge.weight,
        reasons=list(show(_REASONS, edge.reasons, unmask=lens.unmask)),
    )
