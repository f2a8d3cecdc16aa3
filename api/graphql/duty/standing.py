"""Where a case stands, and what may be done about it now, by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

import strawberry

from api.graphql.asked import Asked, views_of
from api.graphql.types import VIEWS, Record
from api.graphql.views import NodeView
from graph.clock import street_now
from graph.duty.acts import zh_of
from graph.duty.checking import Possible
from graph.duty.rules import RULE_OF
from graph.duty.standing import PHASES
from graph.pipeline.allowed import Now, allowed_now

_ORGANISATION = VIEWS["organisation"]
_ONE = ("firstReceiver", "responsible", "offeredTo", "leader")
Of = Annotated[strawberry.ID, strawberry.argument(description="事件的编号")]


@strawberry.type(description="一种步骤：现在谁可以办，或为什么不可以")
class AllowedStep:
    """A step, and who may take it now."""

    step: str = strawberry.field(description="步骤的代码，如 hand_over")
    step_label: str
    by: list[NodeView] = strawberry.field(graphql_type=list[_ORGANISATION], description="可以办的单位；空：谁都不可以")
    rule: str | None = strawberry.field(description="不许的规则的代码；null：有单位可以办")
    rule_label: str
    why_not: str = strawberry.field(description="为什么不可以；空：有单位可以办")


@strawberry.type(description="一件事件办到哪里了：由步骤推出，不由人填")
class CaseStanding:
    """Where a case stands."""

    phase: str = strawberry.field(description="如 offered")
    phase_label: str
    stage: str = strawberry.field(description="化解层级")
    stage_label: str
    first_receiver: NodeView | None = strawberry.field(graphql_type=_ORGANISATION | None, description="首接单位，不变")
    responsible: NodeView | None = strawberry.field(graphql_type=_ORGANISATION | None, description="现办单位")
    offered_to: NodeView | None = strawberry.field(graphql_type=_ORGANISATION | None, description="移交给谁，等它接收")
    leader: NodeView | None = strawberry.field(graphql_type=Record | None, description="牵头单位或包案领导")
    helpers: list[NodeView] = strawberry.field(graphql_type=list[_ORGANISATION], description="协办单位")
    returns: int = strawberry.field(description="上次会商以来，交回办过的单位几次")
    open_whistles: list[strawberry.ID] = strawberry.field(description="还有单位没有报到的吹哨")
    open_mediations: list[strawberry.ID]
    open_decisions: list[strawberry.ID]
    paused_since: dt.datetime | None
    settled_at: dt.datetime | None
    outcome: str | None
    outcome_label: str
    satisfied: bool | None = strawberry.field(description="化解后最近一次回访；null：没有回访，或没有问到")
    last_step: strawberry.ID | None = strawberry.field(description="最后一步：办下一步时写进 expected")
    last_at: dt.datetime | None


@strawberry.type
class Standings(Asked):
    """Where cases stand."""

    @strawberry.field(description="一件事件现在可以办哪些步骤，由谁办；不可以的，是哪条规则、为什么")
    def allowed_steps(self, info: strawberry.Info, case: Of) -> list[AllowedStep] | None:
        """Every step, in the order of the list."""
        now = _now(self, case)
        seen = _Seen(self, info, (id for each in now.possible for id in each.by), "by")
        return [_allowed(each, seen) for each in now.possible]

    @strawberry.field(description="一件事件办到哪里了：谁负责、等谁、还有什么没有了结")
    def standing(self, info: strawberry.Info, case: Of) -> CaseStanding | None:
        """Where a case stands."""
        now = _now(self, case)
        at, words = now.standing, self.context.lens.vocabulary
        offered = at.offered.to if at.offered else None
        parts = (at.first_receiver, at.responsible, offered, at.leader)
        seen = _Seen(self, info, (id for id in (*parts, *at.helpers) if id), *_ONE, "helpers")
        outcome = at.settled.outcome if at.settled else None
        first, responsible, taker, leader = (seen.one(id) for id in parts)
        return CaseStanding(
            phase=at.phase, phase_label=PHASES[at.phase], stage=at.stage, stage_label=words.label("stage", at.stage),
            first_receiver=first, responsible=responsible, offered_to=taker, leader=leader,
            helpers=seen.some(at.helpers), returns=at.returns,
            open_whistles=_ids(each for each, whistle in at.whistles.items() if whistle.missing),
            open_mediations=_ids(at.mediations), open_decisions=_ids(at.decisions), paused_since=at.paused_at,
            settled_at=at.settled.at if at.settled else None, outcome=outcome,
            outcome_label=words.label("outcome", outcome), satisfied=at.visited.satisfied if at.visited else None,
            last_step=strawberry.ID(at.last_step) if at.last_step else None, last_at=at.last_at,
        )  # fmt: skip


def _now(asked: Asked, case: str) -> Now:
    return allowed_now(asked.reader, case, now=street_now(), timing=asked.context.timing, scope=asked.scope)


def _allowed(possible: Possible, seen: _Seen) -> AllowedStep:
    rule = RULE_OF.get(possible.rule or "")
    return AllowedStep(
        step=possible.kind,
        step_label=zh_of(possible.kind),
        by=seen.some(possible.by),
        rule=possible.rule,
        rule_label=rule.title if rule else "",
        why_not=possible.why_not,
    )


def _ids(found: Iterable[str]) -> list[strawberry.ID]:
    return [strawberry.ID(each) for each in sorted(found)]


class _Seen:
    """The organisations and officers of an answer, fetched in one call."""

    def __init__(self, asked: Asked, info: strawberry.Info, ids: Iterable[str], *paths: str) -> None:
        self._by_id = views_of(asked, info, ids, *((each,) for each in paths))

    def one(self, id: str | None) -> NodeView | None:
        return self._by_id.get(id or "")

    def some(self, ids: Iterable[str]) -> list[NodeView]:
        return [self._by_id[each] for each in ids if each in self._by_id]
