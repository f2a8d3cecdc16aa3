"""What a warning gives somebody to do: to handle it in time, and to look again at a level that a person set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.duty.deadlines import Due, Timing
from graph.duty.tasks import new_task
from graph.duty.warnings.rules import rank
from graph.model import Case, Task, Warning
from graph.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A warning, as it was and as it is, and who answers for what it is about."""

    warning: Warning
    was: Warning | None
    """None: it is new."""
    title: str
    """Of what it is about."""
    case: Case | None
    """None: it is about a matter."""
    organisation: str
    visible_to: tuple[str, ...] = ()


def follow_warning(watch: Watch, open_tasks: Iterable[Task], timing: Timing, *, now: dt.datetime) -> list[Task]:
    """The tasks that a warning opens, ends or hands on, in their new form; `open_tasks` are those about it.

    A deadline stays, except that a higher level brings it forward and a person's decision sets it anew.
    """
    held = {each.kind: each for each in open_tasks}
    made: list[Task] = []
    for kind, due in _wanted(watch, timing, now).items():
        task = held.pop(kind, None)
        if task is None:
            made.append(_opened(kind, watch, due, now))
        elif task.organisation != watch.organisation:
            made += [ended(task, "replaced", now), _opened(kind, watch, _same(task), now)]
        elif _is_moved(kind, watch, task, due):
            made += [ended(task, "replaced", now), _opened(kind, watch, due, now)]
    done = watch.warning.handled_on is not None
    return [
        *made,
        *(ended(each, "done" if done and each.kind == "handle" else "cancelled", now) for each in held.values()),
    ]


def _wanted(watch: Watch, timing: Timing, now: dt.datetime) -> Mapping[str, Due]:
    return dict(_each_wanted(watch, timing, now))


def _each_wanted(watch: Watch, timing: Timing, now: dt.datetime) -> Iterator[tuple[str, Due]]:
    """By kind: by when it is to be done, were it opened now."""
    warning = watch.warning
    if warning.handled_on is not None:
        return
    facts = _facts(watch.case)
    yield "handle", timing.due("handle", now, level=warning.level, **facts)
    if warning.override_reason and warning.review_on is not None:
        yield "review", timing.due_at("review", now, warning.review_on, "调整等级时写明的复核日期", **facts)


def _facts(case: Case | None) -> dict[str, str | None]:
    if case is None:
        return {}
    return {
        "case_kind": case.kind, "dispute_type": case.dispute_type, "source": case.source, "stage": case.stage,
    }  # fmt: skip


def _is_moved(kind: str, watch: Watch, task: Task, due: Due) -> bool:
    """Whether the deadline that stands gives way to a new one."""
    warning, was = watch.warning, watch.was
    if kind == "review":
        return due.at != task.due_at
    if was is None or warning.level == was.level:
        return False
    by_hand = warning.override_reason != was.override_reason and bool(warning.override_reason)
    return by_hand or (rank(warning.level) > rank(was.level) and due.at < task.due_at)


def _same(task: Task) -> Due:
    return Due(task.due_at, task.risk_at or task.due_at, task.basis)


def _opened(kind: str, watch: Watch, due: Due, now: dt.datetime) -> Task:
    level = VOCABULARY.label("warning_level", watch.warning.level)
    said = f"{level}等级预警：{watch.title}" if kind == "handle" else f"复核{level}等级预警：{watch.title}"
    task = new_task(
        kind, subject=watch.warning.id, case=watch.case, organisation=watch.organisation, at=now, due=due, title=said
    )
    return replace(task, visible_to=tuple(sorted({*task.visible_to, *watch.visible_to})))


def ended(task: Task, ending: str, now: dt.datetime) -> Task:
    """The task as it is from now on: nothing is to be done any more."""
    return replace(task, ended_at=max(now, task.opened_at), ending=ending, paused_at=None)
