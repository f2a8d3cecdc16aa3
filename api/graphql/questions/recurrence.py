"""Who and where disputes come back to: counts with their cases, never a rank of people."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.filters import local_iso
from api.graphql.types import After, First, Record
from api.graphql.views import views
from graph.errors import BadValue
from graph.store.questions import RECURRING_PARTIES, RECURRING_PLACES, RecurringParty, RecurringPlace
from graph.vocabulary import VOCABULARY

_PARTIES = ("person", "organisation")
_LEVELS = ("estate", "lane", "number", "building", "entrance", "floor", "unit")

Least = Annotated[int, strawberry.argument(description="至少几件")]
Start = Annotated[dt.datetime | None, strawberry.argument(description="从何时起受理的")]
End = Annotated[dt.datetime | None, strawberry.argument(description="到何时之前受理的")]


@strawberry.type(description="反复出现的当事人或地点：件数，以及翻到那些事件的路")
class Recurrence:
    """A party or a place, and how many cases it has."""

    cursor: str
    node: Record
    cases: int = strawberry.field(description="不同事件的件数")
    first_at: dt.datetime | None
    last_at: dt.datetime | None


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
        page = Slice.of("recurringParties", first=first, after=after)
        parties = chosen("recurringParties.kinds", kinds, _PARTIES)
        rows = self.reader.ask(
            RECURRING_PARTIES,
            scope=self.scope,
            kinds=parties,
            least=least,
            start=local_iso(start),
            end=local_iso(end),
            first=page.first,
            skip=page.skip,
        )
        return _shown(self, info, rows, page)

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
        page = Slice.of("recurringPlaces", first=first, after=after)
        codes = [VOCABULARY["place_level"].code(each) for each in levels or _LEVELS]
        rows = self.reader.ask(
            RECURRING_PLACES,
            scope=self.scope,
            levels=codes,
            least=least,
            start=local_iso(start),
            end=local_iso(end),
            first=page.first,
            skip=page.skip,
        )
        return _shown(self, info, rows, page)


def _shown(
    asked: Asked, info: strawberry.Info, rows: list[RecurringParty] | list[RecurringPlace], page: Slice
) -> list[Recurrence]:
    records = asked.reader.get([each[0] for each in rows], scope=asked.scope)
    seen: list[Any] = views(records, spot_at(asked, info, ("node",)))
    return [
        Recurrence(
            cursor=cursor(n), node=view, cases=row.cases, first_at=_time(row.first_at), last_at=_time(row.last_at)
        )
        for n, (row, view) in enumerate(zip(rows, seen, strict=True), page.skip + 1)
        if view is not None
    ]


def chosen(field: str, given: list[str] | None, known: tuple[str, ...]) -> list[str]:
    """What was given, or all that is known. Raises BadValue, which names the field."""
    for each in given or ():
        if each not in known:
            raise BadValue(value=each, field=field, reason=f"可用的有 {', '.join(known)}")
    return list(given or known)


def _time(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
