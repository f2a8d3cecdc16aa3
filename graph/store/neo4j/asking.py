"""The named questions: `NAME.cypher` beside this file, in the language of `scoping.py`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.finding import distinct
from graph.store.neo4j.scoping import expand, parameters_of
from graph.store.protocol import Scope
from graph.store.questions import Question, Row


@cache
def text_of(question: Question[Any]) -> str:
    """The Cypher of a question."""
    return files("graph.store.neo4j").joinpath(f"{question.name}.cypher").read_text(encoding="utf-8")


def ask(bolt: Bolt, question: Question[Row], parameters: dict[str, Any], *, scope: Scope) -> list[Row]:
    """See `Reader.ask`. A parameter that is not given is None."""
    question.check(parameters)
    if "ids" in parameters:
        parameters = {**parameters, "ids": distinct(parameters["ids"])}
    values = {name: _value(parameters.get(name)) for name in question.parameters}
    rows = bolt.rows(expand(text_of(question), scope), {**values, **parameters_of(scope)})
    return [question.row(*row) for row in rows]


def _value(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
