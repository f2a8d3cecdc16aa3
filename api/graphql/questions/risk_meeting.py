"""The weekly lists of the communities, and the monthly risk meeting that is made from the graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated

import strawberry

from api.access import may_step
from api.graphql.asked import Asked, views_of
from api.graphql.types import VIEWS, Record
from api.graphql.views import NodeView
from graph.clock import street_now
from graph.duty.acts import Meet
from graph.duty.agenda import SECTIONS, Agenda
from graph.duty.lists import STATES, CommunityWeek, Week, summary
from graph.errors import BadValue
from graph.masking import mask_text
from graph.pipeline.agenda import call_meeting, month_agenda
from graph.pipeline.listing import lists_of

_MOST_WEEKS = 60
_PLACE, _LIST, _MEETING = (VIEWS[each] for each in ("place", "weeklylist", "meeting"))


@strawberry.type(description="清单上处于某种状态的有几件")
class ListedCount:
    """Cases by status."""

    status: str
    status_label: str
    count: int


@strawberry.type(description="一个社区一周的清单，与上一期相比")
class CommunityList:
    """What one community reported."""

    community: NodeView | None = strawberry.field(graphql_type=_PLACE | None)
    name: str
    state: str = strawberry.field(description="、".join(f"{code} {zh}" for code, zh in STATES.items()))
    state_label: str
    list: NodeView | None = strawberry.field(graphql_type=_LIST | None)
    submitted_on: dt.date | None
    before: dt.date | None = strawberry.field(description="上一期是哪一周（星期一）；null：八周内没有")
    total: int
    counts: list[ListedCount]
    appeared: list[strawberry.ID] = strawberry.field(description="上一期没有的事件")
    settled: list[strawberry.ID] = strawberry.field(description="这一期化解的事件")
    dropped: list[strawberry.ID] = strawberry.field(description="上一期在列、未化解，这一期不再列出的事件")


@strawberry.type(description="各社区一周的清单")
class WeekOfLists:
    """All communities of a week."""

    monday: dt.date
    due_at: dt.datetime = strawberry.field(description="报送截止")
    summary: list[str] = strawberry.field(description="汇总，一句一条")
    communities: list[CommunityList]


@strawberry.type(description="风险研判会的一个议题")
class AgendaItem:
    """One thing to talk about."""

    section: str
    section_label: str
    title: str
    reason: str
    subject: Record | None = strawberry.field(description="事件、事项、社区或单位")
    records: list[strawberry.ID] = strawberry.field(description="依据的记录")


@strawberry.type(description="一个月的风险研判会议题")
class AgendaView:
    """All items of a month."""

    start: dt.date
    end: dt.date = strawberry.field(description="月后第一天，本月则是明天")
    items: list[AgendaItem]


@strawberry.type(description="没有提交会议的事件或事项，和为什么")
class NotPut:
    """What the rules did not let be put before the meeting."""

    subject: strawberry.ID
    why: str


@strawberry.type(description="召开的会议")
class CalledMeeting:
    """A meeting that was called."""

    meeting: NodeView | None = strawberry.field(graphql_type=_MEETING | None, description="null：没有能提交的")
    about: list[strawberry.ID] = strawberry.field(description="提交会议的事件和事项")
    refused: list[NotPut]


Day = Annotated[dt.date | None, strawberry.argument(description="其中的任何一天；不写：今天")]
Weeks = Annotated[int, strawberry.argument(description="连同之前共几周")]


@strawberry.type
class RiskMeetings(Asked):
    """What a risk meeting is prepared from."""

    @strawberry.field(description="各社区一周的矛盾隐患清单：谁按时报、谁迟报、谁没报，与上一期相比；新的一周在前")
    def weekly_reports(self, info: strawberry.Info, day: Day = None, weeks: Weeks = 1) -> list[WeekOfLists] | None:
        """The lists of some weeks."""
        if not 1 <= weeks <= _MOST_WEEKS:
            raise BadValue(value=weeks, field="weeklyReports.weeks", reason=f"要在 1 到 {_MOST_WEEKS} 之间")
        now = street_now()
        found = lists_of(
            self.reader, day or now.date(), now=now, scope=self.scope, weeks=weeks + 1, timing=self.context.timing
        )
        cast = _Cast(self, info, found[:-1])
        return [cast.week(week, before) for week, before in pairwise(found)]

    @strawberry.field(description="一个月的风险研判会议题，从图中算出，每条都有理由和依据")
    def risk_agenda(self, info: strawberry.Info, month: Day = None) -> AgendaView | None:
        """The agenda of a month."""
        found = _agenda(self, month)
        subjects = views_of(self, info, (each.subject for each in found.items), ("items", "subject"))
        items = [
            AgendaItem(
                section=each.section, section_label=SECTIONS[each.section], title=mask_text(each.title),
                reason=mask_text(each.reason), subject=subjects.get(each.subject or ""),
                records=[strawberry.ID(id) for id in each.records],
            )
            for each in found.items
        ]  # fmt: skip
        return AgendaView(start=found.start, end=found.end, items=items)


@strawberry.type
class CallMeeting(Asked):
    """The calling of a risk meeting."""

    @strawberry.mutation(description="据一个月的议题召开风险研判会：其中的事件和事项都提交会议；再召开同名的是同一个会")
    def call_risk_meeting(
        self,
        info: strawberry.Info,
        title: str,
        month: Day = None,
        by: strawberry.ID | None = None,
        attendees: list[strawberry.ID] | None = None,
        venue: str = "",
    ) -> CalledMeeting | None:
        """Call a meeting on the agenda of a month."""
        caller, context, now = self.context.caller, self.context, street_now()
        organisation = may_step(caller, Meet.KIND, by)
        if not title.strip():
            raise BadValue(value=title, field="callRiskMeeting.title", reason="请写会议名称")
        act = Meet(
            at=now, by=organisation, kind="risk_review", title=title.strip(), venue=venue,
            attendees=tuple(str(each) for each in attendees or ()),
        )  # fmt: skip
        found = _agenda(self, month)
        called = call_meeting(context.store, found, act, by_user=caller.actor, now=now, timing=context.timing)
        meetings = views_of(self, info, [called.meeting], ("meeting",))
        return CalledMeeting(
            meeting=meetings.get(called.meeting or ""),
            about=[strawberry.ID(each) for each in called.about],
            refused=[NotPut(subject=strawberry.ID(id), why=why) for id, why in called.refused],
        )


def _agenda(asked: Asked, month: dt.date | None) -> Agenda:
    now = street_now()
    return month_agenda(asked.reader, month or now.date(), now=now, scope=asked.scope, timing=asked.context.timing)


class _Cast:
    """The communities and lists that an answer names, fetched together."""

    def __init__(self, asked: Asked, info: strawberry.Info, weeks: Iterable[Week]) -> None:
        rows = [row for week in weeks for row in week.rows]
        self.words = asked.context.lens.vocabulary
        self.communities = views_of(asked, info, (each.community for each in rows), ("communities", "community"))
        self.lists = views_of(asked, info, (each.list for each in rows), ("communities", "list"))

    def week(self, week: Week, before: Week) -> WeekOfLists:
        return WeekOfLists(
            monday=week.monday,
            due_at=week.due_at,
            summary=list(summary(week, before)),
            communities=[self._row(each) for each in week.rows],
        )

    def _row(self, row: CommunityWeek) -> CommunityList:
        label = self.words["weekly_status"].label
        return CommunityList(
            community=self.communities.get(row.community),
            name=row.name,
            state=row.state,
            state_label=STATES[row.state],
            list=self.lists.get(row.list or ""),
            submitted_on=row.submitted_on,
            before=row.before,
            total=row.total,
            counts=[ListedCount(status=each, status_label=label(each), count=n) for each, n in row.counts.items()],
            appeared=[strawberry.ID(each) for each in row.appeared],
            settled=[strawberry.ID(each) for each in row.settled],
            dropped=[strawberry.ID(each) for each in row.dropped],
        )
