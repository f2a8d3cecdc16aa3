"""What figures are counted from: one fact for each thing that happened, with what it is counted by.

Times are ISO text as engines keep it, local to the street; None: it did not happen, or nobody told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a case is counted by."""

    kind: str | None = None
    source: str | None = None
    dispute_type: str | None = None
    community: str | None = None
    stage: str | None = None
    legacy: bool = False


NO_CASE = Marks()
"""Of what is about no case that the reader may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing; a thing about several cases has a fact for each, and is counted once all the same."""

    id: str
    marks: Marks = NO_CASE
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact(Fact):
    """A case (see `CountedCase`); its organisation is the first receiver."""

    received_at: str | None = None
    resolved_at: str | None = None
    settled_at: str | None = None
    closed_at: str | None = None
    reopened_at: str | None = None
    due_at: str | None = None
    open: bool = False
    hands: int = 0
    came_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFact(Fact):
    """One organisation that a whistle called; the organisation is the called one."""

    whistle: str
    at: str
    due_at: str | None = None
    reported_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFact(Fact):
    """A follow-up visit; the organisation is the visitor's."""

    on: str
    satisfied: bool | None = None
    closed_at: str | None = None
    """When the case was closed in the period; None: it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningFact(Fact):
    """A warning; the organisation is who raised it."""

    level: str
    raised_on: str
    handled_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFact(Fact):
    """A meeting's decision; the organisation is its lead."""

    on: str
    due_on: str | None = None
    done_on: str | None = None
    status: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationFact(Fact):
    """An attempt to mediate; the organisation is who mediates."""

    route: str
    started_on: str
    ended_on: str | None = None
    result: str = "open"
    confirmed_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFact(Fact):
    """Legal advice; the organisation is the adviser's."""

    on: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFact(Fact):
    """Something to be done; the organisation is who has to do it."""

    task: str
    due_at: str
    done_at: str | None = None
    """When it was done; None: it was not, or was no longer needed."""
    overdue: bool = False
    """At the period's end: its time was over, and it was still to be done."""


def days_between(start: str | None, end: str | None) -> float | None:
    """Calendar days from one ISO date or time to another; None when either is missing."""
    if start is None or end is None:
        return None
    return float((dt.date.fromisoformat(end[:10]) - dt.date.fromisoformat(start[:10])).days)


def hours_between(start: str | None, end: str | None) -> float | None:
    """Hours from one ISO time to another; None when either is missing."""
    if start is None or end is None:
        return None
    return (dt.datetime.fromisoformat(end) - dt.datetime.fromisoformat(start)).total_seconds() / 3600
