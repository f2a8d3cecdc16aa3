"""What may be written over GraphQL: a case is received, a pair is judged, a judgement is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from api.access import JUDGE, RECEIVE
from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import LARGEST_PAGE
from api.graphql.duty.advising import Advising
from api.graphql.duty.chain import Organising
from api.graphql.duty.steps import Stepping
from api.graphql.intake import ReceiveCaseInput, check_ends, intake_of
from api.graphql.questions.risk_meeting import CallMeeting
from api.graphql.questions.warnings import Warn, warn_of
from api.graphql.types import VIEWS
from api.graphql.views import NodeView, views
from graph import pipeline
from graph.errors import BadValue, NotAllowed, PageTooLarge, UnknownRecord
from graph.model import Case
from graph.pipeline.tasks import tasks_made_good
from graph.store import EVERYTHING
from graph.store.questions import LINKS_OF_MENTIONS
from loaders.settling import settle

Pair = Annotated[strawberry.ID, strawberry.argument(description="两条记录（都是记录中的当事人，或都是事件）之一")]
Asks = Annotated[str, strawberry.argument(description="判定事项：identity 是否同一人，linkage 是否同一事项")]
Answer = Annotated[
    str,
    strawberry.argument(
        description="yes、no 或 unsure，中文也可以；两件事件也可以答关联类别，如 recurrence：有关联，但属复发"
    ),
]
Until = Annotated[dt.date | None, strawberry.argument(description="有效期至；不写：一直有效")]


_PERSON = VIEWS["person"]


@strawberry.type(description="登记的结果")
class ReceivedCase:
    """What came of receiving a case."""

    case: NodeView = strawberry.field(graphql_type=VIEWS["case"])
    created: bool = strawberry.field(description="false：同一来源的这个编号早已登记，什么都没有改变")


@strawberry.type(description="判定的结果")
class Judged:
    """What came of a judgement."""

    judgement: NodeView | None = strawberry.field(graphql_type=VIEWS["judgement"] | None, description="null：已撤回")


@strawberry.type(description="拆分的结果")
class Split:
    """What came of a split."""

    people: list[NodeView] = strawberry.field(graphql_type=list[_PERSON], description="这些记录现在各归的人")
    judgements: int = strawberry.field(description="记下了几个“不是同一人”的判定")


@strawberry.type(description="写入；每次写入都记入变更日志")
class Mutation(Stepping, Advising, Organising, Warn, CallMeeting):
    """The writes."""

    @strawberry.mutation(description="登记一件事件，同一来源的同一编号只登记一次；首接单位从此不变")
    def receive_case(self, info: strawberry.Info, input: ReceiveCaseInput) -> ReceivedCase | None:
        """Receive a case."""
        caller = self.context.caller
        caller.must(RECEIVE)
        case, mentions, created = _receive(self, input)
        view = _seen(self, info, case)
        pipeline.digest(self.context.store, by=caller.actor, mentions=mentions, cases=[case.id])
        warn_of(self, [case.id])
        return ReceivedCase(case=view, created=created)

    @strawberry.mutation(
        description="判定两条记录是否同一人、两件事件是否同一事项；同一对的最后一次判定有效，对事件各人的判定都留着"
    )
    def judge(
        self,
        info: strawberry.Info,
        kind: Asks,
        a: Pair,
        b: Pair,
        answer: Answer,
        why: Annotated[str, strawberry.argument(description="理由，会写入判定")],
        until: Until = None,
    ) -> Judged | None:
        """Judge a pair."""
        asked = _judging(self, kind, a, b)
        if not why.strip():
            raise BadValue(value=why, field="judge.why", reason="请写明理由")
        judgement = pipeline.judge(
            self.context.store,
            kind=asked,
            a=a,
            b=b,
            answer=_answer(self, asked, answer),
            by=self.context.caller.actor,
            why=why.strip(),
            until=until,
        )
        return Judged(judgement=views([judgement], spot_at(self, info, ("judgement",)))[0])

    @strawberry.mutation(
        description="撤回一次判定：一切回到没有它时的样子；几个人判过的两件事件，撤回自己的，没有自己的就撤回最后一次"
    )
    def unjudge(self, kind: Asks, a: Pair, b: Pair) -> Judged | None:
        """Take a judgement back."""
        asked = _judging(self, kind, a, b)
        pipeline.unjudge(self.context.store, kind=asked, a=a, b=b, by=self.context.caller.actor)
        return Judged(judgement=None)

    @strawberry.mutation(
        description="把几条记录从一个人里拆出去：以后重新认人也不会再并回；撤回其中任一判定即撤回整个拆分"
    )
    def split(
        self,
        info: strawberry.Info,
        person: Annotated[strawberry.ID, strawberry.argument(description="自然人的编号")],
        mentions: Annotated[list[strawberry.ID], strawberry.argument(description="不属于这个人的记录")],
        why: Annotated[str, strawberry.argument(description="理由，会写入判定")],
    ) -> Split | None:
        """Take mentions out of a person."""
        if len(mentions) > LARGEST_PAGE:
            raise PageTooLarge(field="split.mentions", most=LARGEST_PAGE, asked=len(mentions))
        _seen_judging(self, [person, *mentions])
        if not why.strip():
            raise BadValue(value=why, field="split.why", reason="请写明理由")
        by = self.context.caller.actor
        made = pipeline.split(self.context.store, person, mentions, by=by, why=why.strip())
        rows = self.reader.ask(LINKS_OF_MENTIONS, scope=self.scope, ids=[id for e in made for id in (e.a, e.b)])
        people = sorted({each.other for each in rows if each.type == "refers_to"})
        seen = views(self.reader.get(people, scope=self.scope), spot_at(self, info, ("people",)))
        return Split(people=[each for each in seen if each is not None], judgements=len(made))


def _receive(asked: Asked, stated: ReceiveCaseInput) -> tuple[Case, list[str], bool]:
    """The case, its mentions' ids, and whether it is new.

    The writer's lock is held from the look to the write: first come, first receiver.
    """
    context = asked.context
    now = dt.datetime.now(dt.UTC)
    check_ends(asked.reader, stated)
    intake = intake_of(stated, now=now, vocabulary=context.lens.vocabulary, old_names=context.old_names)
    case = intake.case
    if not asked.scope.allows(case):
        raise _outside(asked, "登记所属社区和首接单位都不在查看范围内的事件")
    with context.store.change(by=context.caller.actor, why=f"登记事件 {case.number}") as change:
        known = context.store.get([case.id], scope=EVERYTHING)[0]
        if known is None:
            settled = settle(intake.places, context.store)
            change.put([*settled.nodes, *intake.records, *settled.edges])
            change.put(tasks_made_good(change.graph, [case.id], timing=context.timing))
    return case, [each.id for each in intake.mentions] if known is None else [], known is None


def _seen(asked: Asked, info: strawberry.Info, case: Case) -> Any:
    view = views(asked.reader.get([case.id], scope=asked.scope), spot_at(asked, info, ("case",)))[0]
    if view is None:
        raise _outside(asked, f"查看编号 {case.number}：它早已登记在查看范围之外")
    return view


def _judging(asked: Asked, kind: str, a: str, b: str) -> str:
    """The code of what is asked. Raises NotAllowed, UnknownCode, UnknownRecord for an end out of the caller's sight."""
    _seen_judging(asked, [a, b], kind)
    return asked.context.lens.vocabulary["judgement_kind"].code(kind)


def _answer(asked: Asked, kind: str, stated: str) -> str:
    """The code of an answer, or of the kind of link that was answered. Raises UnknownCode."""
    words = asked.context.lens.vocabulary
    of_link = words["link_kind"].find(stated) if kind == "linkage" else None
    return of_link or words["answer"].code(stated)


def _seen_judging(asked: Asked, ids: Sequence[str], kind: str = "identity") -> None:
    """Raises NotAllowed, UnknownCode, UnknownRecord for an id out of the caller's sight."""
    asked.context.caller.must(JUDGE)
    asked.context.lens.vocabulary["judgement_kind"].code(kind)
    for id, seen in zip(ids, asked.reader.get(list(ids), scope=asked.scope), strict=True):
        if seen is None:
            raise UnknownRecord(id=id)


def _outside(asked: Asked, action: str) -> NotAllowed:
    role = asked.context.lens.vocabulary.label("role", asked.context.caller.role)
    return NotAllowed(role=role, action=action)
