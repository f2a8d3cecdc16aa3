"""On what a step is taken, who is known there, and whether the rules allow it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.duty import acts
from graph.duty.acts import Act, named_by, zh_of
from graph.duty.asked import Asked, clock
from graph.duty.checking import against, check
from graph.duty.late import hindered
from graph.duty.partial import History
from graph.duty.rights import Actors
from graph.duty.standing import Standing, level_of
from graph.duty.stated import told_of
from graph.errors import BadValue, StepOvertaken, StepRefused, UnknownRecord
from graph.model import About, Case, Matter, PartOf, Task
from graph.pipeline.desk import Desk
from graph.pipeline.reading import get_all
from graph.pipeline.standings import actors_of, known_to
from graph.pipeline.step_placing import step_at
from graph.store import EVERYTHING, Reader

_ELSEWHERE = frozenset({"by_has_the_right"})
"""Rules that an act on a matter has to keep on one of its cases only."""


# -- what it is about ----------------------------------------------------------------------------


def case_ids(reader: Reader, subject: str) -> list[str]:
    """A case, or the cases of a matter."""
    if not subject.startswith("matter-"):
        return [subject]
    edges = reader.edges([subject], types=(PartOf.TYPE,), direction="in", scope=EVERYTHING)
    return [each.source for each in edges]


def cases_of(reader: Reader, ids: Iterable[str]) -> dict[str, Case]:
    return get_all(reader, set(ids), Case)


def subjects_of(reader: Reader, act: Act, id: str) -> tuple[Case | Matter, list[Case]]:
    """The case or matter, and the cases on which the act is a step, the one that was meant first."""
    subject = reader.get([id], scope=EVERYTHING)[0]
    if subject is None:
        raise UnknownRecord(id=id)
    if isinstance(subject, Matter) and act.MATTER:
        cases = sorted(cases_of(reader, case_ids(reader, subject.id)).values(), key=lambda each: each.id)
        return subject, cases
    if not isinstance(subject, Case):
        what = "会商、决定、牵头和协办可以办在事项上，其余办在事件上" if isinstance(subject, Matter) else "应是事件"
        raise BadValue(value=id, field="办理对象", reason=what)
    if isinstance(act, acts.Fulfil | acts.Drop):
        about = reader.edges([act.decision], types=(About.TYPE,), direction="out", scope=EVERYTHING)
        others = cases_of(reader, (each.target for each in about if each.target.startswith("case-")))
        return subject, [subject, *(each for id, each in sorted(others.items()) if id != subject.id)]
    return subject, [subject]


def check_named(reader: Reader, act: Act, case: str) -> None:
    """Raises UnknownRecord, or BadValue for a record of another kind, or for a task of another case."""
    named = list(named_by(act))
    labels = {each.name: each.zh for each in told_of(type(act))}
    for (name, id, kinds), node in zip(named, reader.get([id for _, id, _ in named], scope=EVERYTHING), strict=True):
        if node is None:
            raise UnknownRecord(id=id)
        if node.KIND not in kinds:
            field = f"“{zh_of(act.KIND)}”的{labels[name]}"
            raise BadValue(value=id, field=field, reason=f"这是{node.ZH}的编号")
        _check_task(act, node, case)


def _check_task(act: Act, node: object, case: str) -> None:
    """Raises BadValue for a task that is none of the case's, or is over."""
    if isinstance(node, Task) and (node.case != case or node.ended_at is not None):
        raise BadValue(value=node.id, field=zh_of(act.KIND), reason="不是本件还没有办的待办")


def check_expected(histories: Sequence[History], standings: Sequence[Standing], expected: str | None) -> None:
    if expected is None or any(each.last_step == expected for each in standings):
        return
    case, last = histories[0].case, standings[0].last_step
    step = next((each for each in histories[0].steps if each.id == last), None)
    told = f"{zh_of(step.kind)}，{clock(step.at)}" if step else "没有步骤"
    raise StepOvertaken(case=case.number, last=told)


def known_actors(reader: Reader, act: Act, cases: Sequence[Case], standings: Sequence[Standing]) -> Actors:
    known = {id for each in standings for id in known_to(each)}
    named = {id for _, id, kinds in named_by(act) if not {"organisation", "officer"}.isdisjoint(kinds)}
    return actors_of(reader, known | named, community=cases[0].community if cases else None)


# -- whether it is allowed -----------------------------------------------------------------------


def open_to(
    desk: Desk, histories: Sequence[History], standings: Sequence[Standing], subject: Case | Matter
) -> list[tuple[History, Standing]]:
    """The cases on which the step is taken. Raises StepRefused when it may not be taken on the one that is meant, or
    on no case of the matter.
    """
    open_ones = [each for each in standings if not each.ended and each.settled is None]
    stage = max((each.stage for each in open_ones), key=level_of, default=None) if desk.matter else None
    asked = [
        _asked(desk, history, standing, stage=stage) for history, standing in zip(histories, standings, strict=True)
    ]
    found = [against(each) for each in asked]
    if desk.matter is None or all(each is not None for each in found):
        _refuse_first(asked, subject)
    pairs = zip(histories, standings, found, strict=True)
    return [(history, standing) for history, standing, no in pairs if no is None or _is_elsewhere(desk, no[0].name)]


def _is_elsewhere(desk: Desk, rule: str) -> bool:
    return desk.matter is not None and rule in _ELSEWHERE


def _refuse_first(asked: Sequence[Asked], subject: Case | Matter) -> None:
    if not asked:
        raise StepRefused(
            step="办理", why=f"事项“{getattr(subject, 'title', '')}”没有事件", rule="先受理", name="received_first",
            allowed="先受理事件",
        )  # fmt: skip
    check(asked[0])


def _asked(desk: Desk, history: History, standing: Standing, *, stage: str | None) -> Asked:
    place, step = step_at(desk, history, standing)
    asked = Asked(
        kind=desk.act.KIND,
        by=desk.act.by,
        standing=place.before,
        case=history.case,
        actors=desk.actors,
        at=desk.act.at,
        now=desk.now,
        needs_visit=desk.timing.deadlines.needs_visit(history.case.kind),
        calendar=desk.timing.calendar,
        act=desk.act,
        matter_stage=stage,
        present=standing if place.later else None,
    )
    return replace(asked, later=hindered(place, step, history, asked)) if place.later else asked
