"""The agenda of a month's risk meeting with the store, and the calling of the meeting on its cases and matters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.duty.acts import Meet
from graph.duty.agenda import Agenda, Month, agenda_of
from graph.duty.deadlines import Timing
from graph.errors import BadValue, SanlianError
from graph.model import Calls, Case, Decision, Edge, Matter, Node, PartOf, Whistle
from graph.pipeline.listing import lists_of, weeks_of
from graph.pipeline.reading import chunks, titles_of
from graph.pipeline.stepping import take
from graph.pipeline.warning_list import listed
from graph.store import Filter, Reader, Scope, Store

_LOOKED_BACK = dt.timedelta(days=366)
"""How long before a month a whistle may have been blown to be asked about."""


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first day of its month, and of the next one."""
    start = day.replace(day=1)
    return start, (start + dt.timedelta(days=32)).replace(day=1)


def month_agenda(
    store: Reader, day: dt.date, *, now: dt.datetime, scope: Scope, timing: Timing | None = None
) -> Agenda:
    """The agenda of the month in which `day` lies, as far as a reader may see it; of the present month so far.

    Raises BadValue for a month that has not begun.
    """
    start, end = month_of(day)
    if start > now.date():
        raise BadValue(value=day, field="月份", reason="这个月还没有开始")
    return agenda_of(_read(store, start, min(end, now.date() + dt.timedelta(days=1)), now, scope, timing))


def _read(store: Reader, start: dt.date, end: dt.date, now: dt.datetime, scope: Scope, timing: Timing | None) -> Month:
    ground = _Ground(store, start, end, scope)
    warnings, matters = ground.warnings(), ground.matters()
    decisions, whistles, tasks = ground.decisions(), ground.whistles(), ground.tasks()
    mondays = weeks_of(start, end)
    weeks = lists_of(store, mondays[-1], now=now, scope=scope, weeks=len(mondays), timing=timing) if mondays else []
    wanted = {about for _, about in warnings} | {about for _, about, _ in (*decisions, *whistles)}
    wanted |= {id for _, _, some in (*decisions, *whistles) for id in some} | {each.organisation for each in tasks}
    names = ground.names({id for id in wanted if id})
    names |= {row.community: row.name for week in weeks for row in week.rows}
    return Month(
        start=start, end=end, names=names, warnings=warnings, matters=matters, decisions=decisions,
        whistles=whistles, weeks=weeks, tasks=tasks,
    )  # fmt: skip


class _Ground:
    """What a month's agenda is read from, each sort of record in one go."""

    def __init__(self, store: Reader, start: dt.date, end: dt.date, scope: Scope) -> None:
        self.store = store
        self.start = start
        self.end = end
        self.scope = scope
        self.last = dt.datetime.combine(end, dt.time())

    def _scan(self, kind: str, *where: Filter) -> list:
        return list(self.store.scan(kind, list(where), scope=self.scope))

    def _edges(self, ids: Iterable[str], *types: str) -> dict[str, list[Edge]]:
        found: defaultdict[str, list[Edge]] = defaultdict(list)
        for some in chunks(sorted(ids)):
            for each in self.store.edges(some, types=types, direction="out", scope=self.scope):
                found[each.source].append(each)
        return found

    def warnings(self) -> list:
        before = Filter("raised_on", "lt", self.end)
        found = self._scan("warning", before, Filter("handled_on", "null", True))
        found += self._scan("warning", before, Filter("handled_on", "ge", self.end))
        return [
            (each.warning, each.subject and each.subject.id) for each in listed(self.store, found, scope=self.scope)
        ]

    def matters(self) -> list:
        """Those with a case of the month or later."""
        matters: list[Matter] = self._scan("matter", Filter("last_on", "ge", self.start))
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for some in chunks([each.id for each in matters]):
            for edge in self.store.edges(some, types=["part_of"], direction="in", scope=self.scope):
                if isinstance(edge, PartOf):
                    parts[edge.target].append(edge.source)
        several = [each for each in matters if len(parts[each.id]) > 1]
        cases = self.records({id for each in several for id in parts[each.id]})
        return [(each, [case for id in parts[each.id] if isinstance(case := cases.get(id), Case)]) for each in several]

    def decisions(self) -> list:
        found: list[Decision] = self._scan("decision", Filter("on", "lt", self.end), Filter("done_on", "null", True))
        found += self._scan("decision", Filter("on", "lt", self.end), Filter("done_on", "ge", self.end))
        edges = self._edges([each.id for each in found], "about", "led_by")
        return [(each, _about(edges[each.id]), _targets(edges[each.id], "led_by")) for each in found]

    def whistles(self) -> list:
        since = self.last - _LOOKED_BACK
        found: list[Whistle] = self._scan("whistle", Filter("at", "ge", since), Filter("at", "lt", self.last))
        edges = self._edges([each.id for each in found], "about", "calls")
        return [
            (each, _about(edges[each.id]), {
                call.target: call.reported_at for call in edges[each.id] if isinstance(call, Calls)
            })
            for each in found if each.status != "withdrawn"
        ]  # fmt: skip

    def tasks(self) -> list:
        late = Filter("due_at", "lt", self.last)
        found = self._scan("task", late, Filter("ended_at", "null", True))
        return [each for each in (*found, *self._scan("task", late, Filter("ended_at", "ge", self.last))) if
                each.paused_at is None]  # fmt: skip

    def records(self, ids: Collection[str]) -> dict[str, Node]:
        return {
            each.id: each
            for some in chunks(sorted(ids))
            for each in self.store.get(some, scope=self.scope)
            if each is not None
        }

    def names(self, ids: Collection[str]) -> dict[str, str]:
        return titles_of(self.store, ids, scope=self.scope)


def _about(edges: Iterable[Edge]) -> str | None:
    """What something is about: the matter, if it is about one, else its first case."""
    about = _targets(edges, "about")
    return next((each for each in about if each.startswith("matter-")), about[0] if about else None)


def _targets(edges: Iterable[Edge], type: str) -> list[str]:
    return sorted(each.target for each in edges if type == each.TYPE)


# -- calling the meeting ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting that was called."""

    meeting: str | None
    """Its id; None: nothing could be put before it."""
    about: tuple[str, ...]
    """Ids of the cases and matters that are put before it."""
    refused: tuple[tuple[str, str], ...]
    """Ids of those that are not, each with the sentence that says why."""


def call_meeting(
    store: Store, agenda: Agenda, act: Meet, *, by_user: str, now: dt.datetime, timing: Timing | None = None
) -> Called:
    """Put every case and matter of an agenda before one meeting, each as a step that the rules allow.

    Calling it again with the same kind, title and day is the same meeting, and writes nothing.
    """
    meeting: str | None = None
    about: list[str] = []
    refused: list[tuple[str, str]] = []
    for each in agenda.subjects:
        key = f"{act.kind}/{act.at.date()}/{act.title}/{each}"
        try:
            taken = take(store, act, case=each, by_user=by_user, at_now=now, key=key, timing=timing)
        except SanlianError as error:
            refused.append((each, str(error)))
            continue
        meeting = taken.step.record
        about.append(each)
    return Called(meeting, tuple(about), tuple(refused))
