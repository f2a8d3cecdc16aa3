"""The questions about duty on crowded random graphs, beside loops that say the same; by hand: `test_findings.py`."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graph.store import EVERYTHING, Question, Scope, Store
from graph.store.duty_questions import DUTY_QUESTIONS
from tests.contract import duty_graphs as g
from tests.contract.answers import answer
from tests.contract.engines import Engine
from tests.contract.reference import Model
from tests.contract.test_questions import asked

SCOPES = (EVERYTHING, Scope.of("community-a"), Scope.of())
TIMES = (None, "2024-01-02T00:00:00", "2024-01-02T12:00:00", "2024-01-03T00:00:00")


def _parameters(question: Question[Any], chance: random.Random) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "ids": chance.sample([*g.ids_of("case"), *g.ids_of("matter")], 4), "least": chance.choice((0, 1, 1, 2)),
        "most": chance.choice((2, 50)), "open": chance.choice((None, True, False)), "start": chance.choice(TIMES),
        "end": chance.choice(TIMES), "now": chance.choice(TIMES[1:]), "before": chance.choice(TIMES[1:]),
        "days": chance.randrange(3), "sources": ["grid"], "first": chance.choice((1, 100)), "skip": chance.randrange(2),
        "communities": chance.choice((None, g.ids_of("place")[:3])),
    }  # fmt: skip
    return {name: drawn[name] for name in question.parameters}


@pytest.fixture
def graphs(engine: Engine) -> range:
    """The seeds of the graphs that are tried on this engine: from one on, among whose first two dozen every question is
    answered with something.
    """
    return range(160, 160 + engine.examples * 2)


def test_every_answer_is_the_loops_answer(store: Store, graphs: range) -> None:
    told: dict[str, int] = {}
    for seed in graphs:
        records, chance = g.graph(seed), random.Random(seed)
        _replace(store, records)
        for scope in SCOPES:
            model = Model.of(records).within(scope)
            for question in DUTY_QUESTIONS:
                parameters = _parameters(question, chance)
                rows = asked(store, question, scope, **parameters)
                assert rows == answer(model, question, **parameters), (seed, scope, question.name, parameters)
                told[question.name] = told.get(question.name, 0) + len(rows)
    assert all(told.values()), told


def _replace(store: Store, records: list[Any]) -> None:
    """Put a graph in the place of what the store holds."""
    old = [node.id for kind in g.KINDS for node in store.scan(kind, scope=EVERYTHING)]
    with store.change(by="contract", why="replace") as change:
        change.delete(old)
        change.put(records)
