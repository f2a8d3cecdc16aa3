"""The questions behind the figures, on small streets of cases, steps and work, drawn by chance, and by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from graph.ids import make_id
from graph.model import (
    About,
    By,
    Case,
    Decision,
    Edge,
    HandedTo,
    HelpedBy,
    LedBy,
    Linked,
    MemberOf,
    Node,
    PartOf,
    PartyTo,
    ReceivedBy,
    Step,
    Task,
    Visit,
    Warning,
)
from graph.store import EVERYTHING, Scope, Store
from graph.store.statistics_questions import CASE_MARKS, COUNTED_CASES, STATISTICS_QUESTIONS, TIES_OF_WORK
from tests.contract.records import case, matter, officer, organisation, put
from tests.contract.reference import Model
from tests.contract.statistics_answers import STATISTICS_ANSWERS
from tests.contract.test_questions import asked

STREETS = 8
AREAS = (("*",), ("a",), ("b",), ("a", "b"))
SCOPES = (EVERYTHING, Scope.of("a"), Scope.of())
PERIODS = (
    {"start": "2024-01-02", "end": "2024-01-04", "settled_by": "2024-01-05"},
    {"start": "2024-01-01", "end": "2024-01-03", "settled_by": "2024-01-02"},
    {"start": "2024-01-04", "end": "2024-01-05", "settled_by": "2024-01-04"},
    {"start": "2020-01-01", "end": "2020-02-01", "settled_by": "2020-03-01"},
)
TURNS = ("receive", "receive", "settle", "settle", "settle", "reopen", "close", "withdraw", "decline", "accept")
OUTCOMES = (None, "agreement", "failed", "referred", "withdrawn", "explained")


class _Drawn:
    """A small street: everything happens within five days, so that much of it happens at once."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.offices = [organisation(f"单位{each}") for each in range(3)]
        self.people = [officer(f"干事{each}") for each in range(2)]
        self.matters = [matter(f"事项{each}", visible_to=self.seen()) for each in range(2)]
        self.cases = [self.case(number) for number in range(6)]

    def records(self) -> list[Node | Edge]:
        work = [self.work(number) for number in range(8)]
        nodes: list[Node] = [*self.offices, *self.people, *self.matters, *self.cases, *work]
        nodes += [self.step(number) for number in range(30)]
        nodes += [self.task(number) for number in range(5)]
        return [*nodes, *self.hands(), *self.ties(work)]

    def seen(self) -> tuple[str, ...]:
        return self.chance.choice(AREAS)

    def at(self) -> dt.datetime:
        return dt.datetime(2024, 1, 1) + dt.timedelta(hours=12 * self.chance.randrange(10))

    def case(self, number: int) -> Case:
        due = self.chance.choice([None, self.at().date()])
        community, legacy = self.chance.choice([None, "place-a"]), self.chance.random() < 0.3
        return case(f"S{number}", visible_to=self.seen(), received_at=self.at(), due_on=due, community=community,
                    legacy=legacy)  # fmt: skip

    def step(self, number: int) -> Step:
        kind = self.chance.choice(TURNS)
        office = self.chance.choice([None, *(each.id for each in self.offices)])
        return Step(
            id=make_id("step", str(number)), visible_to=self.seen(), kind=kind, at=self.at(), organisation=office,
            case=self.chance.choice(self.cases).id, outcome=self.chance.choice(OUTCOMES) if kind == "settle" else None,
        )  # fmt: skip

    def task(self, number: int) -> Task:
        return Task(
            id=make_id("task", str(number)), visible_to=self.seen(), title="限期化解", opened_at=self.at(),
            kind=self.chance.choice(["settle", "visit"]), subject="", case=self.chance.choice(self.cases).id,
            organisation=self.offices[0].id, due_at=self.at(),
        )  # fmt: skip

    def work(self, number: int) -> Visit | Warning | Decision:
        kind = self.chance.choice([Visit, Warning, Decision])
        facts: dict[type, dict[str, Any]] = {
            Visit: {"on": self.at().date()},
            Warning: {"level": "high", "raised_on": self.at().date()},
            Decision: {"text": "限期整改", "on": self.at().date()},
        }
        return kind(id=make_id(kind.KIND, str(number)), visible_to=self.seen(), **facts[kind])

    def hands(self) -> Iterator[Edge]:
        for each, office in product(self.cases, self.offices):
            kind = self.chance.choice([None, None, ReceivedBy, HandedTo, LedBy, HelpedBy])
            if kind is not None:
                extra: dict[str, Any] = {"at": self.at()} if kind is HandedTo else {}
                yield kind(source=each.id, target=office.id, **extra)
            if self.chance.random() < 0.5:
                yield PartyTo(source=office.id, target=each.id)
        yield LedBy(source=self.cases[0].id, target=self.people[0].id)
        for one, other in zip(self.cases, self.cases[1:], strict=False):
            kind, certainty = (
                self.chance.choice(["recurrence", "recurrence", "group"]),
                self.chance.choice(["suggested", "provisional", "certain"]),
            )
            yield Linked(source=one.id, target=other.id, kind=kind, certainty=certainty)

    def ties(self, work: list[Visit | Warning | Decision]) -> Iterator[Edge]:
        yield MemberOf(source=self.people[0].id, target=self.offices[1].id)
        yield MemberOf(source=self.people[0].id, target=self.offices[2].id)
        for each in self.cases[:4]:
            yield PartOf(source=each.id, target=self.chance.choice(self.matters).id)
        doers = [each.id for each in (*self.offices, *self.people)]
        subjects = [each.id for each in (*self.cases, *self.matters)]
        for each in work:
            for subject in self.chance.sample(subjects, self.chance.randrange(3)):
                yield About(source=each.id, target=subject)
            for doer in self.chance.sample(doers, self.chance.randrange(3)):
                yield (LedBy if isinstance(each, Decision) else By)(source=each.id, target=doer)


@pytest.mark.parametrize("seed", range(STREETS))
def test_the_questions_agree_with_loops_over_any_street(store: Store, seed: int) -> None:
    records = _Drawn(seed).records()
    put(store, *records)
    whole = Model.of(records)
    ids = list(whole.nodes)
    for scope in SCOPES:
        seen = whole.within(scope)
        for period in PERIODS:
            expected = STATISTICS_ANSWERS["counted_cases"](seen, **period)
            assert asked(store, COUNTED_CASES, scope, **period) == expected
        for question in (CASE_MARKS, TIES_OF_WORK):
            assert asked(store, question, scope, ids=ids) == STATISTICS_ANSWERS[question.name](seen, ids=set(ids))


def test_the_streets_hold_every_turn() -> None:
    """What the test above compares is not empty: each column is true or told somewhere, and untold elsewhere."""
    rows = [
        row
        for seed in range(STREETS)
        for period in PERIODS[:3]
        for row in STATISTICS_ANSWERS["counted_cases"](Model.of(_Drawn(seed).records()), **period)
    ]
    for position, column in enumerate(zip(*rows, strict=True)):
        if position not in (0, 9):
            assert {bool(value) for value in column} == {True, False}, position


def test_every_question_has_its_loops() -> None:
    assert {each.name for each in STATISTICS_QUESTIONS} == set(STATISTICS_ANSWERS)
