"""Warnings and tasks that rules alone made: they go with what they are about."""

from __future__ import annotations

from collections.abc import Collection

from graph.duty.warnings.levels import by_rules_alone
from graph.model import Warning
from graph.pipeline.reading import chunks, edges_at, get_all
from graph.store import EVERYTHING, Filter, Reader


def made_by_rules(store: Reader, subjects: Collection[str]) -> set[str]:
    """Ids of the open warnings about these cases and matters in which no person had a part, and of all their tasks.

    What a person did about a task is a step, which stands in the way by itself.
    """
    about = {each.source for each in edges_at(store, subjects, ["about"]) if each.source.startswith("warning-")}
    warnings = {id for id, each in get_all(store, about, Warning).items() if by_rules_alone(each)}
    cases = [each for each in subjects if each.startswith("case-")]
    return warnings | _tasks(store, "subject", warnings) | _tasks(store, "case", cases)


def _tasks(store: Reader, field: str, ids: Collection[str]) -> set[str]:
    return {
        each.id
        for some in chunks(sorted(ids))
        for each in store.scan("task", [Filter(field, "in", some)], scope=EVERYTHING)
    }
