"""The named questions: `NAME.sql` beside this file, run as it stands."""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files
from typing import Any

from graph.store.questions import Question, Row
from graph.store.sqlite.finding import follow, listed


@cache
def text_of(question: Question[Any]) -> str:
    """The SQL of a question."""
    return files("graph.store.sqlite").joinpath(f"{question.name}.sql").read_text(encoding="utf-8")


def ask(connection: sqlite3.Connection, question: Question[Row], parameters: dict[str, Any]) -> list[Row]:
    """See `Reader.ask`. A list travels as JSON, for `json_each`."""
    question.check(parameters)
    if "ids" in parameters:
        parameters = {
            **parameters,
            "ids": list(dict.fromkeys(follow(connection, parameters["ids"]).values())),
        }
    values = {name: _value(parameters.get(name)) for name in question.parameters}
    return [question.row(*row) for row in connection.execute(text_of(question), values)]


def _value(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return listed(sorted(value) if isinstance(value, set | frozenset) else value)
    return value.isoformat() if hasattr(value, "isoformat") else value
