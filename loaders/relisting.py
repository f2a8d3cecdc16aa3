"""Weekly lists that come again or late: lines that a corrected list has no more, cases of which a later week tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Case, Edge, Lists, Node, WeeklyList
from graph.store.protocol import EVERYTHING, EdgeKey, Reader
from loaders.building.steps import STEPS, step_id
from loaders.draft import Memory, Stated

MOVING = ("status", "stage", "outcome", "result", "settled_on", "closed_on")
"""What of a case changes from week to week; an older list does not take it back."""


def surplus_lines(memory: Memory) -> dict[str, list[EdgeKey]]:
    """By weekly list: the lines of earlier files that this file, a corrected list of that week, has no more.

    A file that repeats fewer than half of the lines that are known is no corrected list but a further one.
    """
    found: dict[str, list[EdgeKey]] = {}
    for id, before in memory.relisted.items():
        omitted = sorted(before - memory.listed[id])
        if omitted and 2 * len(omitted) <= len(before):
            found[id] = [EdgeKey(Lists.TYPE, id, case, "") for case in omitted]
    return found


def hold_back(
    drafted: dict[str, Stated], stored: Mapping[str, Node], lines: Iterable[Edge], store: Reader
) -> list[str]:
    """Let how a case stands by an older week's list serve only where the graph has nothing, if a later week's list in
    the graph names it too. Alters `drafted`; returns the numbers of cases for which that makes a difference.
    """
    weeks = {each.target: drafted[each.source].fields["week"] for each in lines if each.target in stored}
    if not weeks:
        return []
    told = store.edges(sorted(weeks), types=[Lists.TYPE], direction="in", scope=EVERYTHING)
    lists = store.get(list({each.source for each in told}), scope=EVERYTHING)
    known = {each.id: each.week for each in lists if isinstance(each, WeeklyList)}
    later = {each.target for each in told if known[each.source] > weeks[each.target]}
    return [case.number for id in sorted(later) if isinstance(case := stored[id], Case) and _held(drafted, case)]


def _held(drafted: dict[str, Stated], case: Case) -> bool:
    """Whether the draft would have changed how `case` stands."""
    stated = drafted[case.id]
    moving = {name: value for name, value in stated.fields.items() if name in MOVING}
    for kind, told_by in STEPS.items():
        day, known = moving.get(told_by), getattr(case, told_by)
        if day is not None and known is not None and known != day:
            drafted.pop(step_id(case.id, kind, day), None)
    fields = {name: value for name, value in stated.fields.items() if name not in MOVING}
    drafted[case.id] = replace(stated, fields=fields, fills={**moving, **stated.fills})
    return any(getattr(case, name) not in (None, "", value) for name, value in moving.items())
