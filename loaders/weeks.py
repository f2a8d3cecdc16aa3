"""A community's list of one week beside that of the week before: new, changed, gone, the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.masking import mask_text
from graph.model import Case, Lists, WeeklyList
from graph.pipeline.reading import edges_from, get_all
from graph.store import EVERYTHING, Filter, Order, Reader
from graph.vocabulary import VOCABULARY

_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """What a community lists for a week."""

    id: str
    title: str
    community: str
    week: dt.date
    """Its Monday."""
    cases: Mapping[str, str]
    """By case: how it stands that week (code list `weekly_status`)."""
    stated: Mapping[str, Mapping[str, Any]]
    """By case: the fields that the file states; of a list that the graph has, none."""
    fills: Mapping[str, Mapping[str, Any]]
    """By case: what serves where neither file nor graph says it."""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One case of two weeks' lists."""

    id: str
    number: str
    title: str
    state: str
    """new: only on this list; gone: only on the one before; changed: another status; same."""
    before: str
    """How it stood the week before, in Chinese; empty when it was not listed."""
    after: str


@dataclass(frozen=True, slots=True)
class WeekDifference:
    """One list beside the one before."""

    id: str
    title: str
    week: dt.date
    before: dt.date | None
    """The Monday of the community's last list before it; None: there is none. Not always a week earlier."""
    cases: tuple[ListedCase, ...] = field(default=())

    @property
    def skips(self) -> bool:
        """Whether lists between the two are missing."""
        return self.before is not None and self.week - self.before != _WEEK

    def of(self, state: str) -> list[ListedCase]:
        """The cases in that state, by number."""
        return [each for each in self.cases if each.state == state]


def against_week_before(store: Reader, weeks: Iterable[Week]) -> list[WeekDifference]:
    """Each of these lists beside the last one of its community before it, by community and week."""
    ordered = sorted(weeks, key=lambda each: (each.community, each.week))
    earlier: dict[str, Week] = {}
    found = []
    for week in ordered:
        before = _last_before(store, week, earlier.get(week.community))
        found.append(_difference(store, week, before))
        earlier[week.community] = week
    return found


def _last_before(store: Reader, week: Week, same_file: Week | None) -> Week | None:
    """The community's last list before a week, of the graph or of the same file, whichever is later."""
    where = [Filter("community", "eq", week.community), Filter("week", "lt", week.week)]
    page = store.find("weeklylist", where, order=[Order("week", descending=True)], first=1, scope=EVERYTHING)
    stored = next((each for each in page.nodes if isinstance(each, WeeklyList)), None)
    if stored is None or (same_file is not None and same_file.week >= stored.week):
        return same_file
    edges = edges_from(store, [stored.id], ["lists"])
    cases = {each.target: each.status for each in edges if isinstance(each, Lists)}
    return Week(stored.id, stored.title, stored.community, stored.week, cases, {}, {})


def _difference(store: Reader, week: Week, before: Week | None) -> WeekDifference:
    earlier = before.cases if before else {}
    known = get_all(store, {*week.cases, *earlier}, Case)
    cases = (_listed(id, week, before, known.get(id)) for id in {**week.cases, **earlier})
    ordered = tuple(sorted(cases, key=lambda each: (each.number, each.id)))
    return WeekDifference(week.id, week.title, week.week, before.week if before else None, ordered)


def _listed(id: str, week: Week, before: Week | None, case: Case | None) -> ListedCase:
    now, then = week.cases.get(id), before.cases.get(id) if before else None
    stated = week.stated.get(id) or (before.stated.get(id) if before else None) or {}
    fills = week.fills.get(id) or (before.fills.get(id) if before else None) or {}
    number = str(stated.get("number") or getattr(case, "number", "") or id)
    title = str(stated.get("title") or getattr(case, "title", "") or fills.get("title", ""))
    said = week.stated.get(id, {}).get("status")
    held = None if case is None or said is None else case.status
    state = "new" if then is None else "gone" if now is None else "same"
    if state == "same" and (_is_open(now) != _is_open(then) or (held is not None and held != said)):
        state = "changed"
    return ListedCase(id, number, mask_text(title), state, _words(then, held), _words(now, said))


def _is_open(status: str | None) -> bool:
    """New this week and ongoing the next is no change: settled is."""
    return status != "settled"


def _words(listed: str | None, status: str | None) -> str:
    """How a case stands on a list, with its own status where the file states one."""
    if listed is None:
        return ""
    label = VOCABULARY.label("weekly_status", listed)
    return f"{label}（{VOCABULARY.label('case_status', status)}）" if status else label
