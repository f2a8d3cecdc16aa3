"""What waits for an organisation, and what is due: tasks with the case that each is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

import strawberry

from api.graphql.asked import Asked, asked_fields, spot_at, views_of
from api.graphql.cursors import DEFAULT_PAGE, page_size
from api.graphql.filters import local_time
from api.graphql.selection import has
from api.graphql.types import VIEWS, After, First
from api.graphql.views import NodeView, PageInfo, views
from graph.clock import street_now
from graph.errors import BadValue
from graph.ids import kind_of
from graph.model import Task
from graph.pipeline import inbox as asking
from graph.store import Page

_CASE, _ORGANISATION, _STEP, _TASK = (VIEWS[each] for each in ("case", "organisation", "step", "task"))
_WHICH = "、".join(f"{code} {zh}" for code, zh in asking.DUE.items())
Whose = Annotated[strawberry.ID | None, strawberry.argument(description="单位的编号；不写：令牌上的单位")]
Looked = Annotated[
    dt.datetime | None, strawberry.argument(description="从何时起的步骤，如上次查看的时间；不写：最近三十天")
]


@strawberry.type(description="一项待办，和它所关的事件")
class TaskInHand:
    """A task with what it is about."""

    task: NodeView = strawberry.field(graphql_type=_TASK)
    case: NodeView | None = strawberry.field(graphql_type=_CASE | None, description="null：没有，或不在查看范围内")
    organisation: NodeView | None = strawberry.field(graphql_type=_ORGANISATION | None, description="责任单位")
    overdue: bool = strawberry.field(description="时限已过，且没有中止")
    at_risk: bool = strawberry.field(description="时限将到")


@strawberry.type(description="一页待办，时限早的在前")
class TasksInHand:
    """A page of tasks, the earliest deadline first."""

    nodes: list[TaskInHand]
    page_info: PageInfo
    total_count: int | None = strawberry.field(description="共有几项")


@strawberry.type(description="某类待办有几项")
class Waiting:
    """How many tasks of a kind wait."""

    kind: str
    kind_label: str
    count: int


@strawberry.type(description="首接单位应知道的一步：别的单位对它首接的事件办的")
class ToldStep:
    """A step on a case that the organisation received first."""

    step: NodeView = strawberry.field(graphql_type=_STEP)
    case: NodeView = strawberry.field(graphql_type=_CASE)


@strawberry.type(description="一个单位的收件箱")
class InboxView:
    """What an organisation finds when it looks."""

    organisation: NodeView | None = strawberry.field(graphql_type=_ORGANISATION | None)
    tasks: TasksInHand
    waiting: list[Waiting] = strawberry.field(description="各类待办共有几项")
    overdue: int = strawberry.field(description="其中逾期的几项")
    told: list[ToldStep] = strawberry.field(description="它首接的事件别人办到哪里了，新的在前")


@strawberry.input(description="要哪些待办；不写的不限")
class TasksDueInput:
    """Which tasks a list is to hold."""

    which: str = strawberry.field(default="open", description=_WHICH)
    kind: str | None = strawberry.field(default=None, description="待办事项，代码或中文")
    organisation: strawberry.ID | None = strawberry.field(default=None, description="责任单位的编号")
    community: strawberry.ID | None = strawberry.field(default=None, description="所属社区的编号")
    case: strawberry.ID | None = None
    until: dt.datetime | None = strawberry.field(default=None, description="时限不晚于")


@strawberry.type
class Inboxes(Asked):
    """What is still to be done."""

    @strawberry.field(
        description="一个单位的待办（移交待接收、吹哨待报到、到期的都在内），和它首接的事件有什么新的步骤"
    )
    def inbox(
        self,
        info: strawberry.Info,
        organisation: Whose = None,
        since: Looked = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> InboxView | None:
        """The inbox of an organisation."""
        whose = organisation or self.context.caller.organisation
        if whose is None:
            raise BadValue(value="", field="inbox.organisation", reason="令牌上没有单位，请写明")
        size = page_size("inbox", first)
        found = asking.inbox(
            self.reader, whose, now=street_now(), first=size, after=after, since=local_time(since), scope=self.scope
        )
        level = self.level()
        owner = self.reader.get([whose], scope=self.scope)
        told = spot_at(self, info, ("told", "step"), level=level), spot_at(self, info, ("told", "case"), level=level)
        steps, cases = views([e.step for e in found.told], told[0]), views([e.case for e in found.told], told[1])
        words = self.context.lens.vocabulary
        return InboxView(
            organisation=views(owner, spot_at(self, info, ("organisation",), level=level))[0],
            tasks=_in_hand(self, info, found.tasks, sum(found.waiting.values()), at=("tasks", "nodes"), paged=after),
            waiting=[
                Waiting(kind=kind, kind_label=words.label("task_kind", kind), count=count)
                for kind, count in sorted(found.waiting.items())
            ],
            overdue=found.overdue,
            told=[
                ToldStep(step=s, case=c) for s, c in zip(steps, cases, strict=True) if s is not None and c is not None
            ],
        )

    @strawberry.field(description="待办清单，时限早的在前")
    def tasks_due(
        self,
        info: strawberry.Info,
        where: TasksDueInput | None = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> TasksInHand | None:
        """Tasks that are still to be done."""
        asked = where or TasksDueInput()
        for each in filter(None, (asked.organisation, asked.community, asked.case)):
            kind_of(each)
        page = asking.due_list(
            self.reader,
            asked.which,
            now=street_now(),
            kind=self.context.lens.vocabulary["task_kind"].code(asked.kind) if asked.kind else None,
            organisation=asked.organisation,
            community=asked.community,
            case=asked.case,
            until=local_time(asked.until),
            first=page_size("tasksDue", first),
            after=after,
            total=has(asked_fields(info), "totalCount"),
            scope=self.scope,
        )
        return _in_hand(self, info, page, page.total, at=("nodes",), paged=after)


def _in_hand(
    asked: Asked, info: strawberry.Info, page: Page[Task], total: int | None, *, at: Sequence[str], paged: str | None
) -> TasksInHand:
    level, now = asked.level(), street_now()
    tasks = views(page.nodes, spot_at(asked, info, (*at, "task"), level=level))
    cases = views_of(asked, info, [each.case for each in page.nodes], (*at, "case"), level=level)
    owners = views_of(asked, info, [each.organisation for each in page.nodes], (*at, "organisation"), level=level)
    nodes = [
        TaskInHand(
            task=view,
            case=cases.get(task.case or ""),
            organisation=owners.get(task.organisation),
            overdue=task.paused_at is None and task.due_at < now,
            at_risk=task.paused_at is None and task.risk_at is not None and task.risk_at <= now <= task.due_at,
        )
        for task, view in zip(page.nodes, tasks, strict=True)
        if view is not None
    ]
    where = PageInfo.of(page.cursors, more=page.more, before=paged is not None)
    return TasksInHand(nodes=nodes, page_info=where, total_count=total)
