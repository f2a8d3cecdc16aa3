"""The tasks of warnings with the store: for whoever answers for the case, or leads the matter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from graph.duty.deadlines import Timing
from graph.duty.tasks import OF_WARNINGS
from graph.duty.warnings.subject import ENDED
from graph.duty.warnings.tasks import Watch, ended, follow_warning
from graph.model import Case, LedBy, Matter, PartOf, Task, Warning
from graph.pipeline.reading import chunks, edges_at, edges_from, get_all
from graph.pipeline.standings import actors_of, standings_of
from graph.store import EVERYTHING, Change, Filter, Reader

Moved = tuple[str, Warning | None, Warning]
"""What a warning is about, the warning before (None: it is new) and as it is."""


def follow_warnings(change: Change, moved: Sequence[Moved], timing: Timing, *, now: dt.datetime) -> list[Task]:
    """Open, end or hand on the tasks of these warnings, within the change that wrote them; what was written.

    Where nobody answers for what a warning is about, and nobody speaks for the centre, there is nobody to do it.
    """
    reader = change.graph
    held = _open_tasks(reader, [warning.id for _, _, warning in moved])
    subjects = [subject for subject, _, _ in moved]
    cases, matters = get_all(reader, subjects, Case), get_all(reader, subjects, Matter)
    responsible = _responsible(reader, cases, matters, now.date())
    tasks: list[Task] = []
    for subject, was, warning in moved:
        about = cases.get(subject) or matters.get(subject)
        if about is None or responsible[subject] is None:
            continue
        watch = Watch(
            warning=warning,
            was=was,
            title=about.title,
            case=cases.get(subject),
            organisation=responsible[subject] or "",
            visible_to=about.visible_to,
        )
        tasks += follow_warning(watch, held.get(warning.id, ()), timing, now=now)
    change.put(tasks)
    return tasks


def cancel_tasks(change: Change, warnings: Collection[str], *, now: dt.datetime) -> None:
    """End what warnings gave somebody to do that are taken back."""
    held = _open_tasks(change.graph, warnings)
    change.put(ended(task, "cancelled", now) for some in held.values() for task in some)


def _open_tasks(reader: Reader, warnings: Collection[str]) -> dict[str, list[Task]]:
    found: defaultdict[str, list[Task]] = defaultdict(list)
    for some in chunks(sorted(warnings)):
        where = [Filter("subject", "in", some), Filter("ended_at", "null", True)]
        for each in reader.scan("task", where, scope=EVERYTHING):
            if each.kind in OF_WARNINGS:
                found[each.subject].append(each)
    return found


def _responsible(
    reader: Reader, cases: Mapping[str, Case], matters: Mapping[str, Matter], today: dt.date
) -> dict[str, str | None]:
    """Who answers for each: of a matter its lead, else whoever answers for its first open case; else the centre."""
    members = _first_cases(reader, matters)
    wanted = {**cases, **{each.id: each for each in members.values()}}
    of_case = {each.case: each.responsible for each in standings_of(reader, list(wanted.values()))}
    leads = {
        each.source: each.target
        for each in edges_from(reader, matters, ["led_by"])
        if isinstance(each, LedBy) and each.until is None and each.target.startswith("organisation-")
    }
    found = {id: of_case.get(id) for id in cases}
    found |= {id: leads.get(id) or (of_case.get(members[id].id) if id in members else None) for id in matters}
    if all(found.values()):
        return found
    centre = next(iter(actors_of(reader, ()).centre(today)), None)
    return {id: each or centre for id, each in found.items()}


def _first_cases(reader: Reader, matters: Collection[str]) -> dict[str, Case]:
    """By matter: its first case that has not ended, or its first one."""
    parts = [each for each in edges_at(reader, matters, ["part_of"]) if isinstance(each, PartOf)]
    cases = get_all(reader, {each.source for each in parts}, Case)
    ordered = sorted(
        (each for each in parts if each.source in cases), key=lambda each: _order(cases[each.source]), reverse=True
    )
    return {each.target: cases[each.source] for each in ordered}


def _order(case: Case) -> tuple[bool, dt.datetime, str]:
    return case.status in ENDED, case.received_at or dt.datetime.max, case.id
