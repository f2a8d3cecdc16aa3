"""Who and where disputes come back to: counts with their cases, never a rank of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, asked_fields, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.filters import local_iso
from api.graphql.selection import has
from api.graphql.types import VIEWS, After, First, Record
from api.graphql.views import NodeView, views
from graph.errors import BadValue
from graph.pipeline.matters import matters_of
from graph.store.matter_questions import MatterOf
from graph.store.questions import RECURRING_PARTIES, RECURRING_PLACES, RecurringParty, RecurringPlace
from graph.vocabulary import VOCABULARY

Period = tuple[str | None, str | None]
"""Start and end, ISO times; None: no bound."""
_PARTIES = ("person", "organisation")
_LEVELS = ("estate", "lane", "number", "building", "entrance", "floor", "unit")

_MOST_MATTERS = 50
_OF_MATTERS = ("matterCount", "matters")

Least = Annotated[int, strawberry.argument(description="至少几件")]
Start = Annotated[dt.datetime | None, strawberry.argument(description="从何时起受理的")]
End = Annotated[dt.datetime | None, strawberry.argument(description="到何时之前受理的")]


@strawberry.type(description="其中一个事项")
class RecurringMatter:
    """A matter that the party or place has cases in."""

    matter: NodeView = strawberry.field(graphql_type=VIEWS["matter"])
    cases: int = strawberry.field(description="这个事项中有它的几件")


@strawberry.type(description="反复出现的当事人或地点：件数和事项，以及翻到那些事件的路")
class Recurrence:
    """A party or a place, and how many cases it has."""

    cursor: str
    node: Record
    cases: int = strawberry.field(description="不同事件的件数")
    first_at: dt.datetime | None
    last_at: dt.datetime | None
    matter_count: int = strawberry.field(description="这些事件属于几个事项；没有归并的事件不算")
    matters: list[RecurringMatter] = strawberry.field(description=f"那些事项，件数多的在前，最多 {_MOST_MATTERS} 个")


@strawberry.type
class Recurring(Asked):
    """What comes back."""

    @strawberry.field(description="多件事件的当事人，件数多的在前；只是件数，不是对人的评价")
    def recurring_parties(
        self,
        info: strawberry.Info,
        least: Least = 3,
        kinds: list[str] | None = None,
        start: Start = None,
        end: End = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> list[Recurrence] | None:
        """Parties to several cases."""
        page, period = Slice.of("recurringParties", first=first, after=after), (local_iso(start), local_iso(end))
        parties = chosen("recurringParties.kinds", kinds, _PARTIES)
        rows = self.reader.ask(
            RECURRING_PARTIES,
            scope=self.scope,
            kinds=parties,
            least=least,
            start=period[0],
            end=period[1],
            first=page.first,
            skip=page.skip,
        )
        return _shown(self, info, rows, page, period)

    @strawberry.field(description="多件事件发生的地点，连同其下各级")
    def recurring_places(
        self,
        info: strawberry.Info,
        least: Least = 3,
        levels: list[str] | None = None,
        start: Start = None,
        end: End = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> list[Recurrence] | None:
        """Places of several cases."""
        page, period = Slice.of("recurringPlaces", first=first, after=after), (local_iso(start), local_iso(end))
        codes = [VOCABULARY["place_level"].code(each) for each in levels or _LEVELS]
        rows = self.reader.ask(
            RECURRING_PLACES,
            scope=self.scope,
            levels=codes,
            least=least,
            start=period[0],
            end=period[1],
            first=page.first,
            skip=page.skip,
        )
        return _shown(self, info, rows, page, period)


def _shown(
    asked: Asked, info: strawberry.Info, rows: list[RecurringParty] | list[RecurringPlace], page: Slice, period: Period
) -> list[Recurrence]:
    matters = _matters(asked, info, [each[0] for each in rows], period)
    shown = [each.matter for some in matters.values() for each in some[:_MOST_MATTERS]]
    ids = list(dict.fromkeys([*(each[0] for each in rows), *shown]))
    records = dict(zip(ids, asked.reader.get(ids, scope=asked.scope) if ids else (), strict=True))
    level = asked.level()
    seen: list[Any] = views([records[each[0]] for each in rows], spot_at(asked, info, ("node",), level=level))
    spot = spot_at(asked, info, ("matters", "matter"), level=level)
    of_matters: dict[str, Any] = dict(zip(shown, views([records[each] for each in shown], spot), strict=True))
    level.budget.spend("matters", len(shown))
    return [
        Recurrence(
            cursor=cursor(n),
            node=view,
            cases=row.cases,
            first_at=_time(row.first_at),
            last_at=_time(row.last_at),
            matter_count=len(matters.get(row[0], ())),
            matters=[
                RecurringMatter(matter=of_matters[each.matter], cases=each.cases)
                for each in matters.get(row[0], ())[:_MOST_MATTERS]
            ],
        )
        for n, (row, view) in enumerate(zip(rows, seen, strict=True), page.skip + 1)
        if view is not None
    ]


def _matters(
    asked: Asked, info: strawberry.Info, subjects: list[str], period: Period
) -> Mapping[str, Sequence[MatterOf]]:
    """The matters of each, where the query asks for them."""
    fields = asked_fields(info)
    if not subjects or not any(has(fields, each) for each in _OF_MATTERS):
        return {}
    return matters_of(asked.reader, subjects, start=period[0], end=period[1], scope=asked.scope)


def chosen(field: str, given: list[str] | None, known: tuple[str, ...]) -> list[str]:
    """What was given, or all that is known. Raises BadValue, which names the field."""
    for each in given or ():
        if each not in known:
            raise BadValue(value=each, field=field, reason=f"可用的有 {', '.join(known)}")
    return list(given or known)


def _time(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
