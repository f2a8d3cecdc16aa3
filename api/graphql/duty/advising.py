"""法律咨询 over GraphQL that is about no case; one about a case is the step `consult`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import strawberry

from api.access import may_step
from api.graphql.asked import Asked, spot_at
from api.graphql.filters import local_time
from api.graphql.types import VIEWS
from api.graphql.views import NodeView, views
from graph.clock import street_now
from graph.duty.acts import Consult
from graph.duty.stated import act_of
from graph.errors import UnknownRecord
from graph.pipeline.advising import advise

_CONSULTATION = VIEWS["consultation"]


@strawberry.input(description="一次不关于任何事件的法律咨询；代码写代码或中文都可以")
class AdviseInput:
    """What was asked and answered."""

    mode: str = strawberry.field(description="咨询方式：线上、预约或现场")
    subject: str = strawberry.field(description="咨询事项")
    advice: str | None = strawberry.field(default=None, description="解答；不写：还没有解答")
    on: dt.date | None = strawberry.field(default=None, description="咨询或预约的日期；不写：当天")
    person: strawberry.ID | None = strawberry.field(default=None, description="咨询人的编号")
    community: strawberry.ID | None = strawberry.field(default=None, description="咨询人所在社区的编号：它也能看到")
    at: dt.datetime | None = strawberry.field(default=None, description="何时登记；不写：现在")
    by: strawberry.ID | None = strawberry.field(default=None, description="替哪个单位；不写：令牌上的单位")
    officer: strawberry.ID | None = strawberry.field(default=None, description="经办人的编号")
    client_key: str | None = strawberry.field(default=None, description="客户端自定的标记：同样的再发一次，还是那一次")


@strawberry.type(description="登记的结果")
class AdviceGiven:
    """What came of it."""

    consultation: NodeView = strawberry.field(graphql_type=_CONSULTATION)
    repeated: bool = strawberry.field(description="true：早已登记，这次什么都没有写")


@strawberry.type
class Advising(Asked):
    """Advice beside the cases."""

    @strawberry.mutation(description="登记一次不关于任何事件的法律咨询；关于一件事件的，用 consult")
    def advise(self, info: strawberry.Info, input: AdviseInput) -> AdviceGiven | None:
        """Enter a consultation."""
        caller, words = self.context.caller, self.context.lens.vocabulary
        named = [each for each in (input.person, input.community) if each]
        for id, found in zip(named, self.reader.get(named, scope=self.scope), strict=True):
            if found is None:
                raise UnknownRecord(id=id)
        now = street_now()
        stated: dict[str, Any] = {
            "mode": input.mode, "subject": input.subject, "advice": input.advice, "on": input.on,
            "person": input.person, "officer": input.officer, "at": local_time(input.at) or now,
            "by": may_step(caller, Consult.KIND, input.by),
        }  # fmt: skip
        act = act_of(Consult.KIND, stated, words=words)
        assert isinstance(act, Consult)
        made = advise(
            self.context.store, act, by_user=caller.actor, at_now=now, community=input.community,
            key=input.client_key or "", vocabulary=words,
        )  # fmt: skip
        (view,) = views([made.consultation], spot_at(self, info, ("consultation",)))
        assert view is not None
        return AdviceGiven(consultation=view, repeated=made.repeated)
