"""Matters: which there are, and what happened in one, from its first case to its last visit."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from api.graphql.asked import IN_PAGE, Asked, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.filters import FILTERS, ORDERS, local_time
from api.graphql.questions.records import PageView, page_of
from api.graphql.types import RECORD_CONNECTIONS, After, First, Record
from api.graphql.views import NodeView, PageInfo, views
from graph.errors import BadValue
from graph.linkage.timeline import KINDS, Event
from graph.pipeline.matters import Wanted, matter_page
from graph.pipeline.timeline import Timeline, timeline_of
from graph.store import Page


@strawberry.enum(description="事项的次序，大的、新的、人多的在前")
class MatterRank(enum.Enum):
    """What comes first."""

    SIZE = strawberry.enum_value("size", description="件数")
    NEWEST = strawberry.enum_value("newest", description="末件受理时间")
    PARTICIPANTS = strawberry.enum_value("participants", description="诉求一方的人数")


def _argument(note: str) -> Any:
    return strawberry.argument(description=note)


def _option(note: str) -> Any:
    return strawberry.field(default=None, description=note)


@strawberry.input(description="事项的事件合起来须是怎样的，各条件同时成立；只算您能看到的事件")
class MatterHaving:
    """What the cases of a matter come to."""

    least: int = strawberry.field(default=1, description="至少几件")
    start: dt.datetime | None = _option("有事件从此时起受理")
    end: dt.datetime | None = _option("有事件在此时之前受理")
    community: strawberry.ID | None = _option("有事件属于这个社区")
    department: strawberry.ID | None = _option("这个单位参与过")
    open: bool | None = _option("true：还有事件没有了结；false：全部了结")
    text: str = strawberry.field(
        default="", description="名称，或事件的标题、内容、地点、编号中有的词，用空格分开；每个词都要有"
    )

    def wanted(self, by: MatterRank) -> Wanted:
        """The same for the store."""
        return Wanted(
            least=self.least,
            start=local_time(self.start),
            end=local_time(self.end),
            community=self.community,
            department=self.department,
            open=self.open,
            text=self.text,
            by=str(by.value),
        )


_Order: Any = ORDERS["matter"]
Where = Annotated[Any, strawberry.argument(graphql_type=FILTERS["matter"] | None, description="按记录的字段筛选")]
OrderBy = Annotated[Any, strawberry.argument(graphql_type=list[_Order] | None)]
Having = Annotated[MatterHaving | None, _argument("按事件合起来的样子筛选；不与 where、orderBy 同用")]
By = Annotated[MatterRank | None, _argument("次序；有 having 而不写：按件数")]
OfMatter = Annotated[strawberry.ID | None, _argument("事项的编号；与 case 二者写一")]
OfCase = Annotated[strawberry.ID | None, _argument("事件的编号")]


@strawberry.type(description="时间线上的一件事")
class TimelineEvent:
    """One thing that happened."""

    on: dt.date = strawberry.field(description="哪一天")
    at: dt.datetime | None = strawberry.field(description="时刻；null：只知道是哪一天")
    kind: str = strawberry.field(description="如 receive、hand_over、whistle、settle、visit、join")
    kind_label: str
    sentence: str
    subject: Record | None = strawberry.field(description="发生在哪件事件（或整个事项）上")
    record: Record | None = strawberry.field(description="出自哪条记录")


@strawberry.type(description="一个事项或一件事件的时间线，先发生的在前")
class TimelineConnection:
    """A page of what happened."""

    nodes: list[TimelineEvent]
    page_info: PageInfo
    total_count: int
    hidden: int = strawberry.field(description="另有几件事件和记录在您的查看范围之外")


@strawberry.type
class Matters(Asked):
    """Questions about matters."""

    @strawberry.field(
        graphql_type=RECORD_CONNECTIONS["matter"] | None,
        description="事项：可按记录筛选、排序，也可按其中的事件合起来的样子；可翻页",
    )
    def matters(
        self,
        info: strawberry.Info,
        where: Where = None,
        order_by: OrderBy = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        having: Having = None,
        by: By = None,
    ) -> Any:
        """A page of matters, by the fields of their records or by what their cases come to."""
        if having is None and by is None:
            return page_of(self, info, "matter", where=where, order_by=order_by, first=first, after=after)
        if where is not None or order_by is not None:
            raise BadValue(value="where、orderBy", field="matters", reason="不能与 having、by 同用")
        wanted = (having or MatterHaving()).wanted(by or MatterRank.SIZE)
        return _page(self, info, wanted, Slice.of("matters", first=first, after=after))

    @strawberry.field(description="一个事项或一件事件的时间线：受理、移交、吹哨、会商、调解、化解、回访、判定")
    def timeline(
        self,
        info: strawberry.Info,
        matter: OfMatter = None,
        case: OfCase = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> TimelineConnection | None:
        """What happened, the earliest first."""
        if (matter is None) == (case is None):
            raise BadValue(value="matter、case", field="timeline", reason="须写其中一个")
        page = Slice.of("timeline", first=first, after=after)
        lens = self.context.lens
        found = timeline_of(
            self.reader, str(matter or case), scope=self.scope, words=lens.vocabulary, unmask=lens.unmask
        )
        return _shown(self, info, found, page)


def _page(asked: Asked, info: strawberry.Info, wanted: Wanted, page: Slice) -> PageView:
    found, total = matter_page(asked.reader, wanted, first=page.first, skip=page.skip, scope=asked.scope)
    end = page.skip + len(found)
    cursors = tuple(cursor(n) for n in range(page.skip + 1, end + 1))
    made = Page(nodes=tuple(found), more=end < total, cursors=cursors, total=total)
    return PageView(made, spot_at(asked, info, *IN_PAGE), asked_after=page.skip > 0)


def _shown(asked: Asked, info: strawberry.Info, found: Timeline, page: Slice) -> TimelineConnection:
    events = found.events[page.skip : page.skip + page.first]
    end = page.skip + len(events)
    ends = [cursor(page.skip + 1), cursor(end)] if events else []
    return TimelineConnection(
        nodes=_events(asked, info, events),
        page_info=PageInfo.of(ends, more=end < len(found.events), before=page.skip > 0),
        total_count=len(found.events),
        hidden=found.hidden,
    )


def _events(asked: Asked, info: strawberry.Info, events: Sequence[Event]) -> list[TimelineEvent]:
    ids = list(dict.fromkeys(id for each in events for id in (each.subject, each.record)))
    level = asked.level()
    records = dict(zip(ids, asked.reader.get(ids, scope=asked.scope) if ids else (), strict=True))
    shown: dict[str, dict[str, NodeView | None]] = {}
    for name in ("subject", "record"):
        own = list(dict.fromkeys(getattr(each, name) for each in events))
        spot = spot_at(asked, info, ("nodes", name), level=level)
        shown[name] = dict(zip(own, views([records[id] for id in own], spot), strict=True))
    return [_event(each, shown["subject"][each.subject], shown["record"][each.record]) for each in events]


def _event(event: Event, subject: Any, record: Any) -> TimelineEvent:
    return TimelineEvent(
        on=event.day,
        at=event.at if isinstance(event.at, dt.datetime) else None,
        kind=event.kind,
        kind_label=KINDS[event.kind],
        sentence=event.sentence,
        subject=subject,
        record=record,
    )
