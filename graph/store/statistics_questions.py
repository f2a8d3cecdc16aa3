"""The named questions from which the centre's figures are counted: what is defined in `graph/duty/statistics`."""

from __future__ import annotations

from typing import NamedTuple

from graph.store.question import Question


class CountedCase(NamedTuple):
    """A case that has a place in a period's figures. Times are ISO; None: it did not happen."""

    case: str
    received_at: str | None
    """Its first `receive` step, whenever that was."""
    resolved_at: str | None
    """Its last settlement that holds, when that is how it stood at the end of the day `settled_by`."""
    settled_at: str | None
    """The same as it stood before `end`."""
    closed_at: str | None
    """Its last `close` step of the period."""
    reopened_at: str | None
    """Its last `reopen` step of the period."""
    open: bool
    """Received before `end`, and by then neither settled, closed, withdrawn nor declined since the last re-opening."""
    due_at: str | None
    """By when it was to be settled: the latest limit of its `settle` tasks, else the end of `due_on`."""
    receiver: str | None
    """The first receiver; of several the smallest id."""
    hands: int
    """Organisations on it: first receiver, handed to, leading, helping, or of any step."""
    came_back: bool
    """A later case with a party of it is linked to it as a recurrence, provisional or certain."""


COUNTED_CASES = Question("counted_cases", CountedCase, ("start", "end", "settled_by"))
"""The cases of which some step lies from `start` to before `end` (received, last settlement, closing, re-opening), or
that were open at `end`; by id. ISO dates; `settled_by` is the last day that counts."""


class CaseMarks(NamedTuple):
    """What a case is counted by."""

    case: str
    kind: str
    source: str
    dispute_type: str | None
    community: str | None
    stage: str
    legacy: bool


CASE_MARKS = Question("case_marks", CaseMarks, ("ids",))
"""The marks of cases, by id."""


class WorkTie(NamedTuple):
    """A whistle, meeting, decision, mediation, visit, warning or consultation, a case of it, and whose it is."""

    work: str
    case: str | None
    """A case that it is about, itself or through a matter; None: of none."""
    organisation: str | None
    """Whose work it is (`by`; a decision's `led_by`), an officer's by his membership; of several the smallest id."""


TIES_OF_WORK = Question("ties_of_work", WorkTie, ("ids",))
"""Whose and of which cases pieces of work are, by (work, case), a row a case; one row when it is about none."""

STATISTICS_QUESTIONS = (COUNTED_CASES, CASE_MARKS, TIES_OF_WORK)
