"""What the figures of a period are counted from, read from a store: each kind of record once, then of which cases."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.duty.statistics import Period
from graph.duty.statistics.facts import (
    NO_CASE,
    CallFact,
    CaseFact,
    ConsultationFact,
    DecisionFact,
    Fact,
    Marks,
    MediationFact,
    TaskFact,
    VisitFact,
    WarningFact,
)
from graph.model import Consultation, Decision, Mediation, Task, Visit, Warning
from graph.store import Filter, Reader, Scope
from graph.store.statistics_questions import CASE_MARKS, COUNTED_CASES, TIES_OF_WORK, CountedCase

Facts = Mapping[type[Fact], Sequence[Fact]]


def facts_of(
    store: Reader, period: Period, *, scope: Scope, settled_by: dt.date | None = None,
    kinds: Collection[type[Fact]] | None = None,
) -> Facts:  # fmt: skip
    """All that the figures of a period are counted from; `kinds`: those alone, None: all."""
    return _Gathering(store, scope, period, settled_by or period.settled_by).of(kinds)


class _Gathering:
    """Reads a period's facts: each kind of record once, then whose they are and of which cases, in one question."""

    def __init__(self, store: Reader, scope: Scope, period: Period, settled_by: dt.date) -> None:
        self._store = store
        self._scope = scope
        self._period = period
        self._settled_by = settled_by

    def of(self, kinds: Collection[type[Fact]] | None) -> Facts:
        def wanted(kind: type[Fact]) -> bool:
            return kinds is None or kind in kinds

        counted = self._counted() if wanted(CaseFact) or wanted(VisitFact) else []
        work = self._visits(counted) if wanted(VisitFact) else []
        for kind, (fact, dates) in _WORK.items():
            work += self._dated(kind, *dates) if wanted(fact) else []
        whistles = {each.id: each for each in (self._dated("whistle", "at") if wanted(CallFact) else ())}
        tasks = self._tasks() if wanted(TaskFact) else []
        ties = self._ties([*(each.id for each in work), *whistles])
        concerned = {case for found in ties.values() for case, _ in found} | {each.case for each in tasks}
        marks = self._marks({each.case for each in counted} | concerned)
        facts: dict[type[Fact], list[Fact]] = defaultdict(list)
        facts[CaseFact] = [_case_fact(each, marks[each.case]) for each in counted if each.case in marks]
        facts[CallFact] = list(self._calls(whistles, ties, marks))
        facts[TaskFact] = [self._task_fact(each, marks.get(each.case, NO_CASE)) for each in tasks]
        closed: dict[str | None, str | None] = {each.case: each.closed_at for each in counted}
        for each in work:
            for case, organisation in ties.get(each.id, ()):
                fact = _FACTS[each.KIND](each, marks=marks.get(case, NO_CASE), organisation=organisation)
                facts[type(fact)].append(self._closed(fact, closed.get(case)))
        return facts

    def _counted(self) -> list[CountedCase]:
        start, end = self._period.bounds
        return self._store.ask(
            COUNTED_CASES, scope=self._scope, start=start, end=end, settled_by=self._settled_by.isoformat()
        )

    def _dated(self, kind: str, *fields: str) -> list[Any]:
        """The records of a kind of which one of `fields` lies in the period, each once."""
        start, end = self._period.start, self._period.end
        found = {
            each.id: each
            for field in fields
            for each in self._store.scan(
                kind, [Filter(field, "ge", start), Filter(field, "lt", end)], scope=self._scope
            )
        }
        return list(found.values())

    def _visits(self, counted: Iterable[CountedCase]) -> list[Any]:
        """Those of the period, and all to cases that were closed in it."""
        closed = [each.case for each in counted if each.closed_at]
        about = self._store.edges(closed, types=["about"], direction="in", scope=self._scope)
        ids = {each.source for each in about if each.source.startswith("visit-")}
        found = {each.id: each for each in self._dated("visit", "on")}
        others = self._store.get(sorted(ids - found.keys()), scope=self._scope)
        return [*found.values(), *(each for each in others if isinstance(each, Visit))]

    def _tasks(self) -> list[Task]:
        """Those that ended in the period, and those whose time was over at its end and that had not ended by then."""
        end = self._period.end
        late = Filter("due_at", "lt", end)
        still = (Filter("ended_at", "null", True), Filter("ended_at", "ge", end))
        found: dict[str, Task] = {each.id: each for each in self._dated("task", "ended_at")}
        for condition in still:
            found |= {each.id: each for each in self._store.scan("task", [late, condition], scope=self._scope)}
        return list(found.values())

    def _task_fact(self, task: Task, marks: Marks) -> TaskFact:
        end = dt.datetime.combine(self._period.end, dt.time())
        still = task.opened_at < end and (task.ended_at is None or task.ended_at >= end) and task.paused_at is None
        return TaskFact(
            id=task.id, marks=marks, organisation=task.organisation, task=task.kind, due_at=task.due_at.isoformat(),
            done_at=_iso(task.ended_at) if task.ending == "done" else None, overdue=still and task.due_at < end,
        )  # fmt: skip

    def _closed(self, fact: Fact, closed_at: str | None) -> Fact:
        """A visit with the closing that it goes with, when it came by the last day that counts."""
        if isinstance(fact, VisitFact) and fact.on <= self._settled_by.isoformat():
            return VisitFact(
                id=fact.id, marks=fact.marks, organisation=fact.organisation, on=fact.on, satisfied=fact.satisfied,
                closed_at=closed_at,
            )  # fmt: skip
        return fact

    def _ties(self, ids: Sequence[str]) -> dict[str, list[tuple[str | None, str | None]]]:
        ties: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
        for row in self._store.ask(TIES_OF_WORK, scope=self._scope, ids=ids):
            ties[row.work].append((row.case, row.organisation))
        return ties

    def _marks(self, cases: Iterable[str | None]) -> dict[str | None, Marks]:
        ids = sorted(each for each in cases if each is not None)
        return {
            row.case: Marks(kind=row.kind, source=row.source, dispute_type=row.dispute_type, community=row.community,
                            stage=row.stage, legacy=bool(row.legacy))
            for row in self._store.ask(CASE_MARKS, scope=self._scope, ids=ids)
        }  # fmt: skip

    def _calls(
        self, whistles: Mapping[str, Any], ties: Mapping[str, list[tuple[str | None, str | None]]],
        marks: Mapping[str | None, Marks],
    ) -> Iterator[CallFact]:  # fmt: skip
        edges: list[Any] = self._store.edges(sorted(whistles), types=["calls"], direction="out", scope=self._scope)
        for edge in edges:
            whistle = whistles[edge.source]
            if whistle.status == "withdrawn" and edge.reported_at is None:
                continue
            for case, _ in ties.get(whistle.id, ()):
                yield CallFact(
                    id=f"{whistle.id} {edge.target}", marks=marks.get(case, NO_CASE), organisation=edge.target,
                    whistle=whistle.id, at=_iso(whistle.at) or "", due_at=_iso(whistle.due_at),
                    reported_at=_iso(edge.reported_at),
                )  # fmt: skip


def _case_fact(row: CountedCase, marks: Marks) -> CaseFact:
    return CaseFact(
        id=row.case, marks=marks, organisation=row.receiver, received_at=row.received_at, resolved_at=row.resolved_at,
        settled_at=row.settled_at, closed_at=row.closed_at, reopened_at=row.reopened_at, due_at=row.due_at,
        open=bool(row.open), hands=row.hands, came_back=bool(row.came_back),
    )  # fmt: skip


def _visit_fact(visit: Visit, **ties: Any) -> VisitFact:
    return VisitFact(id=visit.id, on=visit.on.isoformat(), satisfied=visit.satisfied, **ties)


def _warning_fact(warning: Warning, **ties: Any) -> WarningFact:
    return WarningFact(
        id=warning.id, level=warning.level, raised_on=warning.raised_on.isoformat(),
        handled_on=_iso(warning.handled_on), **ties,
    )  # fmt: skip


def _decision_fact(decision: Decision, **ties: Any) -> DecisionFact:
    return DecisionFact(
        id=decision.id, on=decision.on.isoformat(), due_on=_iso(decision.due_on), done_on=_iso(decision.done_on),
        status=decision.status, **ties,
    )  # fmt: skip


def _mediation_fact(mediation: Mediation, **ties: Any) -> MediationFact:
    return MediationFact(
        id=mediation.id, route=mediation.route, started_on=mediation.started_on.isoformat(), result=mediation.result,
        ended_on=_iso(mediation.ended_on), confirmed_on=_iso(mediation.confirmed_on), **ties,
    )  # fmt: skip


def _consultation_fact(consultation: Consultation, **ties: Any) -> ConsultationFact:
    return ConsultationFact(id=consultation.id, on=consultation.on.isoformat(), mode=consultation.mode, **ties)


_FACTS: Mapping[str, Callable[..., Fact]] = {
    "visit": _visit_fact,
    "warning": _warning_fact,
    "decision": _decision_fact,
    "mediation": _mediation_fact,
    "consultation": _consultation_fact,
}
_WORK: Mapping[str, tuple[type[Fact], tuple[str, ...]]] = {
    "warning": (WarningFact, ("raised_on", "handled_on")),
    "decision": (DecisionFact, ("on",)),
    "mediation": (MediationFact, ("ended_on", "confirmed_on")),
    "consultation": (ConsultationFact, ("on",)),
}
"""By kind of record: what it becomes, and the dates of which one has to lie in the period."""


def _iso(at: dt.date | None) -> str | None:
    return None if at is None else at.isoformat()
