"""高中低 warnings: the list of them, the rules that they are made from, and what a person does about one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Annotated, Any

import strawberry

from api.access import WARN
from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import DEFAULT_PAGE, LARGEST_PAGE, Slice, cursor
from api.graphql.types import VIEWS, After, First, Record
from api.graphql.views import NodeView, PageInfo, views
from graph.clock import street_now
from graph.errors import PageTooLarge, UnknownRecord
from graph.ids import kind_of
from graph.model import Warning
from graph.pipeline.warning import ZH, WarnReport, handle, override, warn
from graph.pipeline.warning_list import ListedWarning, WantedWarnings, listed, warnings_of

_WARNING = VIEWS["warning"]


def _option(note: str) -> Any:
    return strawberry.field(default=None, description=note)


@strawberry.input(description="要哪些预警；不写的不限")
class WarningsInput:
    """Which warnings a list is to hold."""

    levels: list[str] | None = _option("等级，代码或中文：高、中、低")
    handled: bool | None = strawberry.field(default=False, description="false：待处置的；true：已处置的；null：全部")
    overridden: bool | None = _option("true：由人定级的")
    rule: str | None = _option("命中这条规则的，名称见 warningRules")
    community: strawberry.ID | None = _option("属于这个社区的")
    start: dt.date | None = _option("这天起发出的")
    end: dt.date | None = _option("到这天为止发出的")

    def wanted(self, asked: Asked) -> WantedWarnings:
        """The same for the store. Raises UnknownCode, BadId."""
        levels = asked.context.lens.vocabulary["warning_level"]
        if self.community is not None:
            kind_of(self.community)
        return WantedWarnings(
            levels=tuple(levels.code(each) for each in self.levels or ()), handled=self.handled,
            overridden=self.overridden, rule=self.rule, community=self.community, start=self.start, end=self.end,
        )  # fmt: skip


@strawberry.type(description="一条预警，和它所关的事件或事项")
class WarningAbout:
    """A warning with what it is about."""

    warning: NodeView = strawberry.field(graphql_type=_WARNING)
    subject: Record | None = strawberry.field(description="事件或事项；null：不在查看范围内")


@strawberry.type(description="一页预警，等级高、分值大的在前")
class WarningPage:
    """A page of warnings."""

    nodes: list[WarningAbout]
    page_info: PageInfo
    total_count: int


@strawberry.type(description="一条预警规则；只问矛盾本身，不问当事人是谁")
class WarningRule:
    """A line of the table."""

    name: str
    zh: str = strawberry.field(description="中文名称")
    points: float
    when: str = strawberry.field(description="何时命中，用中文说")
    about: list[str] = strawberry.field(description="问事件（case）、事项（matter）还是两者")
    sentence: str = strawberry.field(description="理由的写法；{…} 是事实")


@strawberry.type(description="预警规则和高中低的门槛，本中心的已在其中")
class WarningRules:
    """The whole table."""

    rules: list[WarningRule] = strawberry.field(description="分值大的在前")
    high: float
    medium: float
    low: float
    margin: float = strawberry.field(description="低于门槛这么多分才降级")
    days: int = strawberry.field(description="……而且要满这么多天")
    again: int = strawberry.field(description="处置后这么多天内，同样的理由不再预警")


@strawberry.type(description="规则改变了的一条预警")
class WarningMove:
    """What the rules did."""

    what: str = strawberry.field(description="raised、risen、lowered、told")
    what_label: str
    was: str | None = strawberry.field(description="原来的等级；null：新增")
    warning: NodeView | None = strawberry.field(graphql_type=_WARNING | None)
    subject: Record | None


@strawberry.type(description="研判的结果")
class Warned:
    """What asking the rules came to."""

    looked: int = strawberry.field(description="看了几个事件和事项")
    moves: list[WarningMove]


@strawberry.type
class Warnings(Asked):
    """Questions about warnings."""

    @strawberry.field(description="预警清单，等级高、分值大的在前，每条都有理由")
    def warning_list(
        self,
        info: strawberry.Info,
        where: WarningsInput | None = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> WarningPage | None:
        """A page of warnings."""
        page = Slice.of("warningList", first=first, after=after)
        wanted = (where or WarningsInput()).wanted(self)
        found, total = warnings_of(self.reader, wanted, first=page.first, skip=page.skip, scope=self.scope)
        end = page.skip + len(found)
        ends = [cursor(page.skip + 1), cursor(end)] if found else []
        return WarningPage(
            nodes=_about(self, info, found, "nodes"),
            page_info=PageInfo.of(ends, more=end < total, before=page.skip > 0),
            total_count=total,
        )

    @strawberry.field(description="预警规则")
    def warning_rules(self) -> WarningRules:
        """The table of rules."""
        book, levels = self.context.book, self.context.book.levels
        rules = [
            WarningRule(
                name=each.name, zh=each.zh, points=each.points, when=book.says(each), about=list(each.about),
                sentence=each.sentence,
            )
            for each in sorted(book.rules, key=lambda each: (-each.points, each.name))
        ]  # fmt: skip
        return WarningRules(
            rules=rules, high=levels.high, medium=levels.medium, low=levels.low, margin=levels.margin,
            days=levels.days, again=levels.again,
        )  # fmt: skip


Id = Annotated[strawberry.ID, strawberry.argument(description="预警、事件或事项的编号")]
Cases = Annotated[list[strawberry.ID], strawberry.argument(description="哪些事件；它们的事项也一并研判")]
Level = Annotated[str, strawberry.argument(description="高、中、低，或代码")]
Review = Annotated[dt.date, strawberry.argument(description="复核日期：到那天规则重新说了算，最多一年")]
On = Annotated[dt.date | None, strawberry.argument(description="哪天处置的；不写：今天")]


@strawberry.type
class Warn(Asked):
    """What is written about warnings."""

    @strawberry.mutation(description="按规则研判这些事件及其事项：该升的当天升，该降的缓降")
    def warn(self, info: strawberry.Info, cases: Cases) -> Warned | None:
        """Ask the rules about some cases."""
        self.context.caller.must(WARN)
        if len(cases) > LARGEST_PAGE:
            raise PageTooLarge(field="warn.cases", most=LARGEST_PAGE, asked=len(cases))
        _seen(self, *cases)
        report = warn_of(self, [str(each) for each in cases])
        seen = [each for each in report.moves if self.scope.allows(each.warning)]
        about = _shown(self, info, listed(self.reader, [each.warning for each in seen], scope=self.scope), "moves")
        moves = [
            WarningMove(what=each.what, what_label=ZH[each.what], was=each.was, warning=warning, subject=subject)
            for each, (warning, subject) in zip(seen, about, strict=True)
        ]
        return Warned(looked=report.looked, moves=moves)

    @strawberry.mutation(description="由人定一条预警的等级，到复核日期为止；没有预警的事件和事项，由此发出一条")
    def override_warning(
        self, info: strawberry.Info, id: Id, level: Level, reason: str, review_on: Review
    ) -> WarningAbout | None:
        """Set the level of a warning."""
        self.context.caller.must(WARN)
        _seen(self, id)
        made = override(
            self.context.store, str(id), level=level, reason=reason, review_on=review_on,
            by=self.context.caller.actor, now=street_now(), timing=self.context.timing,
            words=self.context.lens.vocabulary,
        )  # fmt: skip
        return _one(self, info, made)

    @strawberry.mutation(description="处置一条预警，写明结果")
    def handle_warning(self, info: strawberry.Info, id: Id, result: str, on: On = None) -> WarningAbout | None:
        """End a warning."""
        self.context.caller.must(WARN)
        _seen(self, id)
        made = handle(self.context.store, str(id), result=result, by=self.context.caller.actor, now=street_now(), on=on)
        return _one(self, info, made)


def warn_of(asked: Asked, cases: Collection[str]) -> WarnReport:
    """Ask the rules about these cases, in the caller's name: after each of them has changed."""
    context = asked.context
    return warn(
        context.store, by=context.caller.actor, now=street_now(), cases=cases, book=context.book, timing=context.timing
    )


def _seen(asked: Asked, *ids: str) -> None:
    """Raises UnknownRecord for an id out of the caller's sight."""
    for id, record in zip(ids, asked.reader.get(list(ids), scope=asked.scope), strict=True):
        if record is None:
            raise UnknownRecord(id=id)


def _one(asked: Asked, info: strawberry.Info, warning: Warning) -> WarningAbout | None:
    found = _about(asked, info, listed(asked.reader, [warning], scope=asked.scope))
    return found[0] if found else None


def _about(asked: Asked, info: strawberry.Info, found: list[ListedWarning], *path: str) -> list[WarningAbout]:
    pairs = _shown(asked, info, found, *path)
    return [WarningAbout(warning=warning, subject=subject) for warning, subject in pairs if warning is not None]


def _shown(asked: Asked, info: strawberry.Info, found: list[ListedWarning], *path: str) -> list[tuple[Any, Any]]:
    """Each warning and what it is about, as the query selects them."""
    level = asked.level()
    warnings = views([each.warning for each in found], spot_at(asked, info, (*path, "warning"), level=level))
    subjects = views([each.subject for each in found], spot_at(asked, info, (*path, "subject"), level=level))
    return list(zip(warnings, subjects, strict=True))
