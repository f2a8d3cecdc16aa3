"""Tasks in a store: what steps change of them, and what is made good where no step was followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.folding import after, in_order
from graph.duty.partial import History, known_steps, standing_before
from graph.duty.standing import Standing
from graph.duty.tasks import FOLLOWED, OF_WARNINGS, Following, follow
from graph.model import Case, MemberOf, ReceivedBy, Step, Task
from graph.pipeline.reading import Progress, chunks, edges_from, silent
from graph.pipeline.standings import histories_of
from graph.store import EVERYTHING, Filter, Reader, Store

_PORTION = 1_000
_STEPS_OPEN = Filter("kind", "in", sorted(FOLLOWED))
_OF_CASES = Filter("kind", "in", sorted(FOLLOWED | OF_WARNINGS))
_OVER = ("closed", "withdrawn", "rejected")
"""Statuses of cases that are over, whose steps need not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGood:
    """What `backfill` did."""

    cases: int
    """Cases that were looked at."""
    opened: int
    ended: int
    moved: int
    """Tasks that stay open and were changed."""
    nobodys: tuple[str, ...]
    """Cases that are not over and for which nobody is responsible, by id."""


def open_tasks(reader: Reader, cases: Iterable[str]) -> dict[str, list[Task]]:
    """The tasks of these cases that are still to be done, by case."""
    found: dict[str, list[Task]] = {}
    for some in chunks(sorted(set(cases))):
        where = [Filter("case", "in", some), Filter("ended_at", "null", True)]
        for each in reader.scan("task", where, scope=EVERYTHING):
            found.setdefault(each.case, []).append(each)
    return found


class FollowedStep(NamedTuple):
    """A step that was taken, and what was known of its case before."""

    history: History
    case: Case
    """As it stands after the step."""
    after: Standing
    """Where it stands now: with a step that is entered late, after the later ones."""
    step: Step
    late: bool = False


def followed(
    reader: Reader, taken: Sequence[FollowedStep], *, homes: Mapping[str, str], timing: Timing | None = None
) -> list[Task]:
    """The tasks that steps change, a few reads for all of them. Of a case that came from a file and never had a task
    the steps before are followed first, so that its deadlines are those of then.

    `homes`: by officer the organisation that answers for what they lead.
    """
    ids = [each.case.id for each in taken]
    held, ever = open_tasks(reader, ids), _ever_had(reader, ids)
    changed: list[Task] = []
    for each in taken:
        moments = [Following(case=each.case, after=each.after, at=each.step.at, step=each.step, late=each.late)]
        if each.case.id not in ever:
            before = _moments(each.history, known_steps(each.history))
            moments = list(_moments_with(each)) if each.late else [*before, *moments]
        changed += _through(moments, held.get(each.case.id, ()), homes, timing or shipped())
    return changed


def homes_of(reader: Reader, officers: Iterable[str], *, on: dt.date) -> dict[str, str]:
    """Where officers serve on a day, by officer; of several organisations the first by id."""
    homes: dict[str, str] = {}
    for each in edges_from(reader, sorted(set(officers)), [MemberOf.TYPE]):
        if isinstance(each, MemberOf) and (each.since or on) <= on <= (each.until or on):
            homes[each.source] = min(each.target, homes.get(each.source, each.target))
    return homes


# -- made good -----------------------------------------------------------------------------------


def backfill(store: Store, *, by: str, timing: Timing | None = None, progress: Progress = silent) -> MadeGood:
    """Open what should be open, and end what should not, on every case: files are loaded without following steps.

    A case that never had a task gets those that following all its steps would have left open, with the deadlines of
    then; one that has some keeps their deadlines. Repeated, it writes nothing.
    """
    done = _Tally()
    with store.change(by=by, why="补齐待办") as change:
        cases = _to_look_at(change.graph)
        for some in chunks(cases, _PORTION):
            progress("补齐待办", done.cases, len(cases))
            tasks = _of_portion(change.graph, some, timing or shipped(), done)
            change.put(tasks)
    return done.made_good()


def open_tasks_of(store: Store, cases: Collection[str], *, by: str, timing: Timing | None = None) -> int:
    """Open what these cases need, as `backfill` does of all; how many tasks were opened, ended or moved."""
    with store.change(by=by, why="开立待办") as change:
        for some in chunks(sorted(cases), _PORTION):
            change.put(tasks_made_good(change.graph, some, timing=timing))
    return change.written


def tasks_made_good(reader: Reader, cases: Sequence[str], *, timing: Timing | None = None) -> list[Task]:
    """The tasks that these cases need to have what should be open, as `backfill` finds them: of a case that has just
    come in those of its intake.
    """
    return _of_portion(reader, cases, timing or shipped(), _Tally())


def _to_look_at(reader: Reader) -> list[str]:
    """Cases that are not over, and those that have something open although they are."""
    where = [Filter("ended_at", "null", True), Filter("case", "null", False), _OF_CASES]
    held = {each.case for each in reader.scan("task", where, scope=EVERYTHING)}
    live = {id for status, ids in _by_status(reader).items() if status not in _OVER for id in ids}
    return sorted(held | live)


def _by_status(reader: Reader) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for status in reader.count("case", by="status", scope=EVERYTHING):
        if status not in _OVER:
            found[status] = [each.id for each in reader.scan("case", [Filter("status", "eq", status)],
                                                             scope=EVERYTHING)]  # fmt: skip
    return found


class _Tally:
    """What was done so far."""

    def __init__(self) -> None:
        self.cases = self.opened = self.ended = self.moved = 0
        self.nobodys: list[str] = []

    def add(self, changed: Iterable[Task], held: Iterable[Task]) -> None:
        known = {each.id for each in held}
        for each in changed:
            self.opened += each.id not in known
            self.ended += each.id in known and each.ended_at is not None
            self.moved += each.id in known and each.ended_at is None

    def look_at(self, case: str, standing: Standing) -> None:
        self.cases += 1
        if not standing.ended and standing.responsible is None:
            self.nobodys.append(case)

    def made_good(self) -> MadeGood:
        return MadeGood(cases=self.cases, opened=self.opened, ended=self.ended, moved=self.moved,
                        nobodys=tuple(self.nobodys))  # fmt: skip


def _of_portion(reader: Reader, ids: Sequence[str], timing: Timing, done: _Tally) -> list[Task]:
    cases = [each for each in reader.get(ids, scope=EVERYTHING) if isinstance(each, Case)]
    held, ever = open_tasks(reader, ids), _ever_had(reader, ids)
    past = [(each, known_steps(each)) for each in histories_of(reader, cases)]
    homes = _homes_in(reader, past)
    changed: list[Task] = []
    for history, steps in past:
        id = history.case.id
        moments = list(_moments(history, steps))
        made = _through(moments if id not in ever else _last(moments), held.get(id, ()), homes, timing)
        done.add(made, held.get(id, ()))
        done.look_at(id, moments[-1].after if moments else standing_before(history))
        changed += made
    return changed


def _ever_had(reader: Reader, ids: Sequence[str]) -> set[str]:
    """Those that have a task which a step opened, ended or not."""
    return set(reader.count("task", [Filter("case", "in", ids), _STEPS_OPEN], by="case", scope=EVERYTHING))


def _homes_in(reader: Reader, past: Iterable[tuple[History, Sequence[Step]]]) -> dict[str, str]:
    """Where the officers serve whom decisions name, on the day of the last one."""
    decided = [step for _, steps in past for step in steps if step.kind == "decide"]
    officers = {each for step in decided for each in step.to if each.startswith("officer-")}
    return homes_of(reader, officers, on=max(step.at.date() for step in decided)) if officers else {}


def _moments_with(taken: FollowedStep) -> Iterator[Following]:
    """Those of a case with a step that is entered late, where it falls."""
    steps = sorted([*known_steps(taken.history), taken.step], key=in_order)
    return _moments(replace(taken.history, case=taken.case), steps, standing_before(taken.history))


def _moments(history: History, steps: Sequence[Step], start: Standing | None = None) -> Iterator[Following]:
    """The case as it came in, where no step tells that, and then after each of its steps."""
    standing = start or standing_before(history)
    begun = history.case.received_at or _received_at(history) or (steps[0].at if steps else None)
    if begun is not None and standing.responsible is not None:
        yield Following(case=history.case, after=standing, at=begun)
    for step in steps:
        standing = after(standing, step)
        yield Following(case=history.case, after=standing, at=step.at, step=step)


def _received_at(history: History) -> dt.datetime | None:
    """When its first receiver took it, where only a list told of it."""
    return next((each.at for each in history.edges if isinstance(each, ReceivedBy)), None)


def _last(moments: Sequence[Following]) -> list[Following]:
    """The last moment, without urging again."""
    urged = moments and moments[-1].step is not None and moments[-1].step.kind == "supervise"
    return [replace(moments[-1], step=None)] if urged else list(moments[-1:])


def _through(
    moments: Iterable[Following], held: Sequence[Task], homes: Mapping[str, str], timing: Timing
) -> list[Task]:
    """What following these moments changes of the tasks that were there, and leaves open beside them."""
    before = {each.id: each for each in held}
    tasks = dict(before)
    for each in moments:
        open_now = [task for task in tasks.values() if task.ended_at is None]
        tasks |= {task.id: task for task in follow(replace(each, homes=homes), open_now, timing)}
    changed = (task for task in tasks.values() if before.get(task.id) != task)
    return [task for task in changed if task.ended_at is None or task.id in before]
