"""The questions behind the figures, answered by loops, as their docstrings say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from graph.ids import kind_of
from graph.model import Case, Step
from graph.store.statistics_questions import CASE_MARKS, COUNTED_CASES, TIES_OF_WORK
from tests.contract.reference import Model
from tests.contract.steps import cases_in, edges, iso

Rows = list[tuple[Any, ...]]
WORK = ("whistle", "meeting", "decision", "mediation", "visit", "warning", "consultation")
SETTLES_NOTHING = ("failed", "referred", "withdrawn")
ENDS = ("close", "withdraw", "decline")


def counted_cases(model: Model, *, start: str, end: str, settled_by: str) -> Rows:
    rows = []
    cases, events = cast(list[Case], [*model.scan("case")]), cast(list[Step], [*model.scan("step")])
    for case in cases:
        steps = [each for each in events if each.case == case.id]
        if row := _counted(model, case, steps, start, end, settled_by):
            rows.append(row)
    return rows


def _counted(model: Model, case: Case, steps: list[Step], start: str, end: str, settled_by: str) -> Any:
    received = min((iso(each.at) for each in steps if each.kind == "receive"), default=None)
    resolved = _settled([each for each in steps if iso(each.at)[:10] <= settled_by])
    before = [each for each in steps if iso(each.at) < end]
    within = [each for each in before if iso(each.at) >= start]
    settled = _settled(before)
    closed, reopened = (_last(within, kind) for kind in ("close", "reopen"))
    over = max(_last(before, *ENDS) or "", settled or "") > (_last(before, "reopen") or "")
    is_open = received is not None and received < end and not over
    if not (is_open or closed or reopened or (received and start <= received < end) or (settled and settled >= start)):
        return None
    hands = {each.organisation for each in steps if each.organisation}
    hands |= _organisations(model, case.id, "received_by", "handed_to", "led_by", "helped_by")
    receivers = _organisations(model, case.id, "received_by")
    return (
        case.id, received, resolved, settled, closed, reopened, is_open, _due(model, case),
        min(receivers, default=None), len(hands), settled is not None and _came_back(model, case.id, settled),
    )  # fmt: skip


def _settled(steps: list[Step]) -> str | None:
    holds = [each for each in steps if each.kind == "settle" and each.outcome not in SETTLES_NOTHING]
    last = _last(holds, "settle")
    return last if last and last > (_last(steps, "reopen") or "") else None


def _last(steps: list[Step], *kinds: str) -> str | None:
    return max((iso(each.at) for each in steps if each.kind in kinds), default=None)


def _organisations(model: Model, source: str, *types: str) -> set[str]:
    targets = {edge.target for edge in edges(model, *types) if edge.source == source}
    return {each for each in targets if kind_of(each) == "organisation"}


def _due(model: Model, case: Case) -> str | None:
    every: Iterator[Any] = model.scan("task")
    tasks = [iso(each.due_at) for each in every if each.case == case.id and each.kind == "settle"]
    return max(tasks, default=f"{case.due_on}T23:59:59" if case.due_on else None)


def _came_back(model: Model, case: str, settled: str) -> bool:
    links = [edge for edge in edges(model, "linked") if case in (edge.source, edge.target)]
    others = [
        model.nodes[edge.target if edge.source == case else edge.source]
        for edge in links
        if edge.kind == "recurrence" and edge.certainty != "suggested"
    ]
    return any(
        isinstance(each, Case)
        and each.received_at is not None
        and iso(each.received_at) > settled
        and _parties(model, case) & _parties(model, each.id)
        for each in others
    )


def _parties(model: Model, case: str) -> set[str]:
    return {edge.source for edge in edges(model, "party_to") if edge.target == case}


def case_marks(model: Model, ids: set[str]) -> Rows:
    cases: Iterator[Any] = model.scan("case")
    return [
        (each.id, each.kind, each.source, each.dispute_type, each.community, each.stage, each.legacy)
        for each in cases
        if each.id in ids
    ]


def ties_of_work(model: Model, ids: set[str]) -> Rows:
    rows = []
    for id in sorted(id for id in ids if id in model.nodes and kind_of(id) in WORK):
        about = {edge.target for edge in edges(model, "about") if edge.source == id}
        cases = {each for each in about if kind_of(each) == "case"}
        cases |= {each for matter in about for each in cases_in(model, matter)}
        doers = {edge.target for edge in edges(model, "by", "led_by") if edge.source == id}
        own = [each for each in doers if kind_of(each) == "organisation"]
        through = [edge.target for edge in edges(model, "member_of") if edge.source in doers - set(own)]
        rows += [(id, case, min(own or through, default=None)) for case in sorted(cases) or [None]]
    return rows


STATISTICS_ANSWERS: Mapping[str, Callable[..., Rows]] = {
    COUNTED_CASES.name: counted_cases,
    CASE_MARKS.name: case_marks,
    TIES_OF_WORK.name: ties_of_work,
}
