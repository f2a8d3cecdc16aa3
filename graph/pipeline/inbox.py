"""What waits for an organisation, and what is due, overdue or at risk: a page of plain rows, in one or two reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import BadValue
from graph.model import Case, Step, Task
from graph.store import EVERYTHING, Filter, Order, Page, Reader, Scope
from graph.store.inbox_questions import TOLD_STEPS

DUE: Mapping[str, str] = {
    "open": "待办",
    "due": "未到期",
    "at_risk": "临期",
    "overdue": "逾期",
    "paused": "中止",
}
"""Which tasks a list may hold. What is paused is neither due nor overdue: its clock stands."""
_BY_DUE = (Order("due_at"),)
_OPEN = Filter("ended_at", "null", True)
_RUNNING = Filter("paused_at", "null", True)
_TOLD_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A step that others took on a case which the organisation received first (首接负责)."""

    step: Step
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What an organisation finds when it looks."""

    organisation: str
    now: dt.datetime
    tasks: Page[Task]
    """What it has to do, the earliest deadline first; offers (accept) and whistles (report) are among them."""
    waiting: Mapping[str, int]
    """How many of them there are in all, by kind."""
    overdue: int
    told: tuple[Told, ...]
    """What others did about the cases that it received first, newest first."""


def inbox(
    store: Reader,
    organisation: str,
    *,
    now: dt.datetime,
    first: int = 20,
    after: str | None = None,
    since: dt.datetime | None = None,
    scope: Scope = EVERYTHING,
) -> Inbox:
    """The inbox of an organisation at `now` (the street's local time).

    `after`: a cursor of an earlier page of its tasks. `since`: from when it is told of steps, as when it looked last;
    None: the last 30 days.
    """
    own = [Filter("organisation", "eq", organisation), _OPEN]
    waiting = store.count("task", own, by="kind", scope=scope)
    overdue = store.count("task", [*own, _RUNNING, Filter("due_at", "lt", now)], scope=scope)
    return Inbox(
        organisation=organisation,
        now=now,
        tasks=store.find("task", own, order=_BY_DUE, first=first, after=after, scope=scope),
        waiting=waiting,
        overdue=overdue.get(None, 0),
        told=told(store, organisation, since=since or now - dt.timedelta(days=_TOLD_DAYS), first=first, scope=scope),
    )


def told(
    store: Reader, organisation: str, *, since: dt.datetime, first: int = 20, skip: int = 0, scope: Scope = EVERYTHING
) -> tuple[Told, ...]:
    """The steps that the first receiver is told of, newest first."""
    rows = store.ask(TOLD_STEPS, ids=[organisation], start=since, first=first, skip=skip, scope=scope)
    steps = [each for each in store.get([row.step for row in rows], scope=scope) if isinstance(each, Step)]
    cases = store.get([each.case for each in steps], scope=scope)
    return tuple(Told(step=step, case=case) for step, case in zip(steps, cases, strict=True) if isinstance(case, Case))


def due_list(  # noqa: PLR0913 - what one list is narrowed by
    store: Reader,
    which: str = "open",
    *,
    now: dt.datetime,
    kind: str | None = None,
    organisation: str | None = None,
    community: str | None = None,
    case: str | None = None,
    until: dt.datetime | None = None,
    first: int = 50,
    after: str | None = None,
    total: bool = False,
    scope: Scope = EVERYTHING,
) -> Page[Task]:
    """Tasks that are still to be done, the earliest deadline first.

    `which`: one of DUE. `kind`: of task. `community`: id of one, for the tasks about its cases. `until`: whose deadline
    is not later. Raises BadValue for another `which`.
    """
    where = [*_which(which, now)]
    for field, value in (("kind", kind), ("organisation", organisation), ("case", case)):
        where += [Filter(field, "eq", value)] if value is not None else []
    where += [Filter("visible_to", "has", community)] if community is not None else []
    where += [Filter("due_at", "le", until)] if until is not None else []
    return store.find("task", where, order=_BY_DUE, first=first, after=after, total=total, scope=scope)


def _which(which: str, now: dt.datetime) -> list[Filter]:
    match which:
        case "open":
            return [_OPEN]
        case "due":
            return [_OPEN, _RUNNING, Filter("due_at", "ge", now)]
        case "at_risk":
            return [_OPEN, _RUNNING, Filter("risk_at", "le", now), Filter("due_at", "ge", now)]
        case "overdue":
            return [_OPEN, _RUNNING, Filter("due_at", "lt", now)]
        case "paused":
            return [_OPEN, Filter("paused_at", "null", False)]
    raise BadValue(
        value=which, field="清单", reason=f"可用的有 {'、'.join(f'{zh}（{code}）' for code, zh in DUE.items())}"
    )
