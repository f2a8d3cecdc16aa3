"""Taking a step: what the rules allow is written with all that it makes, in one change; the rest is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.duty.acts import Act, codes_of, zh_of
from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.partial import standing_of
from graph.duty.steps import step_id
from graph.errors import BadValue, KeyReused
from graph.model import Case, Matter, Step, Task
from graph.pipeline.desk import Desk
from graph.pipeline.standings import histories_of
from graph.pipeline.step_subjects import (
    case_ids,
    cases_of,
    check_expected,
    check_named,
    known_actors,
    open_to,
    subjects_of,
)
from graph.pipeline.step_writing import step_on, write
from graph.store import EVERYTHING, Filter, Reader, Store
from graph.vocabulary import VOCABULARY, Vocabulary

A = TypeVar("A", bound=Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken."""

    step: Step
    """On the case; of a matter the one on the first of its cases."""
    case: Case
    steps: tuple[Step, ...]
    """All of them: an act on a matter is a step on each of its open cases."""
    cases: tuple[Case, ...]
    tasks: tuple[Task, ...] = ()
    """Those that it opened, ended or moved."""
    repeated: bool = False
    """True: it was taken before under the same key; nothing was written."""


def take(  # noqa: PLR0913 - what a request says of itself
    store: Store,
    act: Act,
    *,
    case: str,
    by_user: str,
    at_now: dt.datetime,
    key: str = "",
    expected: str | None = None,
    timing: Timing | None = None,
    vocabulary: Vocabulary = VOCABULARY,
) -> Taken:
    """Take a step on a case; `case` may be a matter's id where the act allows it (`Act.MATTER`).

    `at_now` is the street's local time. Under a `key` that was used before for the same step nothing is written and the
    step of then is answered. `expected` is the last step that the caller saw: None, they do not mind. Raises
    StepRefused, StepOvertaken, KeyReused, UnknownRecord, UnknownCode, BadValue; nothing is written then.
    """
    act = coded(act, vocabulary)
    with store.change(by=by_user, why=f"办理：{zh_of(act.KIND)}") as change:
        reader = change.graph
        before = _under(reader, key)
        if before:
            return _repeated(reader, before, act, case, key)
        subject, cases = subjects_of(reader, act, case)
        check_named(reader, act, subject.id)
        histories = histories_of(reader, cases)
        standings = [standing_of(each) for each in histories]
        check_expected(histories, standings, expected)
        desk = Desk(
            reader=reader, act=act, now=at_now, key=key, timing=timing or shipped(),
            actors=known_actors(reader, act, cases, standings),
            matter=subject if isinstance(subject, Matter) else None,
        )  # fmt: skip
        stepped = [step_on(desk, *each) for each in open_to(desk, histories, standings, subject)]
        written = write(change, desk, stepped)
    return Taken(
        step=written.steps[0], case=written.cases[0], steps=written.steps, cases=written.cases, tasks=written.tasks
    )


def coded(act: A, vocabulary: Vocabulary = VOCABULARY) -> A:
    """The act with codes where it was given labels or synonyms. Raises UnknownCode; BadValue for a time with a zone."""
    if act.at.tzinfo is not None:
        raise BadValue(value=act.at.isoformat(), field="时间", reason="应是街道当地时间，不带时区")
    stated = {name: (getattr(act, name), each) for name, each in codes_of(type(act))}
    return replace(act, **{name: vocabulary[each].code(value) for name, (value, each) in stated.items()})


# -- repeated requests ---------------------------------------------------------------------------


def _under(reader: Reader, key: str) -> list[Step]:
    """The steps that were taken under a key."""
    return list(reader.scan("step", [Filter("key", "eq", key)], scope=EVERYTHING)) if key else []


def _repeated(reader: Reader, steps: Sequence[Step], act: Act, case: str, key: str) -> Taken:
    same = all(each.id == step_id(act, each.case, at=each.at, key=key) for each in steps)
    found = cases_of(reader, case_ids(reader, case))
    own = [each for each in steps if each.case in found]
    if not same or not own:
        raise KeyReused(key=key, step=zh_of(steps[0].kind))
    cases = cases_of(reader, [each.case for each in steps])
    first = own[0]
    return Taken(step=first, case=cases[first.case], steps=tuple(steps), cases=tuple(cases.values()), repeated=True)
