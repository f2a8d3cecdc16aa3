"""What is still to be done about a case, by whom and by when: what each step opens, ends, moves, pauses and urges.

What has to be open follows from where the case stands alone. A step is then followed by the difference to what is open:
so nothing is dropped in between, and of what stays the deadline stays. Only a pause moves it, by the time that offices
were open meanwhile; with a hand-over it goes along to who answers from then on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.duty.deadlines import Due, Timing
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.model import Case, Step, Task

WAITING = frozenset({"accept", "settle", "stage", "conclude", "visit", "close"})
"""Kinds of which the clock stands while a case is paused; who is called, or was told a day by a meeting, is not spared.
"""
FINAL = frozenset({"settle", "visit", "close"})
"""Of a case that is not over, exactly one of these is open."""
OF_WARNINGS = frozenset({"handle", "review"})
"""Opened by warnings and ended by them, or with the case."""
_DONE_BY: Mapping[str, frozenset[str]] = {
    "accept": frozenset({"accept", "refuse"}),
    "settle": frozenset({"settle", "close"}),
    "stage": frozenset({"escalate", "settle", "close"}),
    "report": frozenset({"report"}),
    "conclude": frozenset({"conclude"}),
    "fulfil": frozenset({"fulfil"}),
    "visit": frozenset({"visit"}),
    "close": frozenset({"close"}),
}
"""By kind of task the steps that do it; ended by another step it is no longer needed."""
FOLLOWED = frozenset(_DONE_BY)
"""Kinds that steps open and end; the others they urge, and show to those who join the case."""
_STATED = "来源写明的办理期限"
_SET = "吹哨或会议写明的时限"
_STAGED = frozenset({"dispute"})
"""Kinds of case that go through the three levels (三级化解)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A task that has to be open."""

    kind: str
    subject: str
    organisation: str
    opened_at: dt.datetime
    """When it is opened, if it is not open yet."""
    due_at: dt.datetime | None = None
    """Set by somebody; None: as the table says."""
    own: bool = False
    """It is this organisation's, another one's does not become it: a second one that is called owes its own report."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from the other tasks of the case."""
        return self.kind, self.subject, self.organisation if self.own else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A step and what was known when it was taken."""

    case: Case
    """As it stands after the step, seen by whom it is seen then."""
    after: Standing
    at: dt.datetime
    step: Step | None = None
    """None: nothing was done, what should be open is made good."""
    late: bool = False
    """Whether later steps were followed already."""
    homes: Mapping[str, str] | None = None
    """By officer: the organisation that answers for what they lead."""


def follow(following: Following, open_tasks: Iterable[Task], timing: Timing) -> list[Task]:
    """The tasks that a step opens, ends or changes, in their new form; `open_tasks` are those of the case.

    Following the same step once more changes nothing, but that it urges again.
    """
    held = list(open_tasks)
    kept = {_place(task): task for task in held if task.kind in FOLLOWED}
    wanted = {each.place: each for each in wanted_of(following, timing)}
    made: list[Task] = []
    for place, each in wanted.items():
        task = kept.pop(place, None)
        if task is not None and _is_over(each, task, following):
            made.append(_ended(task, following, "done" if _does(task, following) else "replaced"))
            task = None
        if task is None:
            made.append(_opened(each, following, timing))
        elif task.organisation != each.organisation:
            made += _moved(task, each, following)
        else:
            made.append(task)
    made += [_ended(task, following, "done" if _does(task, following) else "cancelled") for task in kept.values()]
    others = [task for task in held if task.kind not in FOLLOWED]
    with_it = OF_WARNINGS if following.after.ended else frozenset()
    made += [_ended(task, following, "cancelled") if task.kind in with_it else task for task in others]
    before = {task.id: task for task in held}
    changed = (_clocked(_urged(_seen(task, following), following), following, timing) for task in made)
    return [task for task in changed if before.get(task.id) != task]


# -- what has to be open -------------------------------------------------------------------------


def wanted_of(following: Following, timing: Timing) -> Iterator[Wanted]:
    """What has to be open, as the case stands: nothing of one that is over, or that nobody has received yet."""
    now = following.after
    if now.ended or now.responsible is None:
        return
    phase = now.paused_from or "working" if now.phase == "paused" else now.phase
    if phase == "settled":
        yield _after_settlement(following, timing)
    else:
        yield from _before_settlement(following)
    if phase == "offered" and now.offered is not None:
        yield Wanted(kind="accept", subject=now.case, organisation=now.offered.to, opened_at=now.offered.at)
    yield from _called(now)
    yield from _mediating(now)
    yield from _decided(following)


def _before_settlement(following: Following) -> Iterator[Wanted]:
    now, responsible = following.after, following.after.responsible or ""
    yield Wanted(kind="settle", subject=now.case, organisation=responsible, opened_at=following.at)
    if following.case.kind in _STAGED:
        yield Wanted(kind="stage", subject=now.case, organisation=responsible, opened_at=following.at)


def _after_settlement(following: Following, timing: Timing) -> Wanted:
    """A visit, where its kind needs one; then the closing, or what an unsatisfied visit asks for."""
    now = following.after
    settled_at = now.settled.at if now.settled else following.at
    visits = timing.deadlines.needs_visit(following.case.kind) and now.visited is None
    since = settled_at if now.visited is None else now.visited.at
    return Wanted(
        kind="visit" if visits else "close", subject=now.case, organisation=now.responsible or "", opened_at=since
    )


def _called(now: Standing) -> Iterator[Wanted]:
    for id, whistle in now.whistles.items():
        for each in whistle.missing:
            yield Wanted(
                kind="report", subject=id, organisation=each, opened_at=whistle.at, due_at=whistle.due_at, own=True
            )


def _mediating(now: Standing) -> Iterator[Wanted]:
    for id, mediation in now.mediations.items():
        by = mediation.by or now.responsible or ""
        yield Wanted(kind="conclude", subject=id, organisation=by, opened_at=mediation.started)


def _decided(following: Following) -> Iterator[Wanted]:
    now = following.after
    for id, decision in now.decisions.items():
        lead = (following.homes or {}).get(decision.lead or "", decision.lead)
        by = lead if lead and lead.startswith("organisation-") else now.responsible or ""
        yield Wanted(kind="fulfil", subject=id, organisation=by, opened_at=decision.at, due_at=decision.due_at)


# -- from what is open to that -------------------------------------------------------------------


def _place(task: Task) -> tuple[str, str, str]:
    return task.kind, task.subject, task.organisation if task.kind == "report" else ""


def _is_over(wanted: Wanted, task: Task, following: Following) -> bool:
    """Whether the open task is another one than the wanted one, although of the same kind: of the level or the offer
    before.
    """
    if task.kind == "stage":
        escalated = following.step is not None and following.step.kind == "escalate"
        return escalated and (following.late or task.opened_at < following.at)
    return task.kind == "accept" and task.opened_at != wanted.opened_at


def _does(task: Task, following: Following) -> bool:
    """Whether the step does the task, and did not merely make it needless."""
    step = following.step
    if step is None or step.kind not in _DONE_BY.get(task.kind, ()):
        return False
    if task.kind == "report":
        return (step.record, step.organisation) == (task.subject, task.organisation)
    if task.kind == "accept":
        return step.organisation in (task.organisation, None)
    return task.kind not in ("conclude", "fulfil") or step.record == task.subject


def _opened(wanted: Wanted, following: Following, timing: Timing) -> Task:
    return new_task(
        wanted.kind,
        subject=wanted.subject,
        case=following.case,
        organisation=wanted.organisation,
        at=wanted.opened_at,
        due=_due(wanted, following, timing),
        title=_title(wanted, following),
    )


def new_task(
    kind: str, *, subject: str, organisation: str, at: dt.datetime, due: Due, title: str, case: Case | None = None
) -> Task:
    """A task that begins at `at`; it is seen by who has to do it, and by those who see the case."""
    seen = {organisation, *(case.visible_to if case else ())}
    return Task(
        id=_task_id(kind, subject, case.id if case else "", organisation, at),
        visible_to=tuple(sorted(seen)),
        kind=kind,
        title=title,
        subject=subject,
        case=case.id if case else None,
        organisation=organisation,
        opened_at=at,
        due_at=due.at,
        risk_at=due.risk_at,
        basis=due.basis,
    )


def _task_id(kind: str, subject: str, case: str, organisation: str, at: dt.datetime) -> str:
    return make_id("task", kind, subject, case, organisation, at.isoformat())


def _due(wanted: Wanted, following: Following, timing: Timing) -> Due:
    case, now = following.case, following.after
    facts = {"case_kind": case.kind, "dispute_type": case.dispute_type, "source": case.source, "stage": now.stage}
    if wanted.kind == "report":
        facts["whistle_kind"] = now.whistles[wanted.subject].kind
    elif wanted.kind == "conclude":
        facts["route"] = now.mediations[wanted.subject].route
    stated = timing.due(wanted.kind, wanted.opened_at, **facts)
    if wanted.due_at is not None and wanted.due_at != stated.at:
        return timing.due_at(wanted.kind, wanted.opened_at, wanted.due_at, _SET, **facts)
    if wanted.kind == "settle" and case.due_on is not None and case.due_on >= wanted.opened_at.date():
        return timing.due_at("settle", wanted.opened_at, case.due_on, _STATED, **facts)
    return stated


def _title(wanted: Wanted, following: Following) -> str:
    """What the whistle or decision says that it follows; else what the case is about."""
    step = following.step
    said = step.note.strip() if step is not None and step.record == wanted.subject else ""
    return said or following.case.title


def _moved(task: Task, wanted: Wanted, following: Following) -> list[Task]:
    """From one organisation to the next, with its deadline and all that was urged."""
    id = _task_id(task.kind, task.subject, following.case.id, wanted.organisation, following.at)
    taken = replace(task, id=id, organisation=wanted.organisation, opened_at=following.at)
    return [_ended(task, following, "replaced"), taken]


def _ended(task: Task, following: Following, ending: str) -> Task:
    return replace(task, ended_at=max(following.at, task.opened_at), ending=ending)


def _seen(task: Task, following: Following) -> Task:
    seen = tuple(sorted({*task.visible_to, *following.case.visible_to, task.organisation}))
    return replace(task, visible_to=seen)


def _urged(task: Task, following: Following) -> Task:
    """督办: one task by its id, or all that are open."""
    step = following.step
    if step is None or step.kind != "supervise" or task.ended_at is not None or step.record not in (None, task.id):
        return task
    if task.opened_at > following.at:
        return task
    return replace(task, urged=task.urged + 1, urged_at=following.at)


def _clocked(task: Task, following: Following, timing: Timing) -> Task:
    """Stop the clock with a pause, and let it go on with the time that offices were open meanwhile added."""
    paused_at = following.after.paused_at if task.kind in WAITING and task.ended_at is None else None
    if paused_at is not None and task.paused_at is None:
        return replace(task, paused_at=max(paused_at, task.opened_at))
    if paused_at is None and task.paused_at is not None:
        stood = timing.calendar.working_time_between(task.paused_at, following.at)
        later = timing.calendar.add_working_time
        risk_at = later(task.risk_at, stood) if task.risk_at else None
        return replace(task, paused_at=None, due_at=later(task.due_at, stood), risk_at=risk_at)
    return task
