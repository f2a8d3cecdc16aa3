"""The questions that linking asks people: two cases that may belong together, whose judgement teaches most first."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Case, Linked
from graph.pipeline.link_settings import link_settings_of
from graph.store import Reader, Scope
from graph.store.questions import CASE_SUGGESTION_COUNT, CASE_SUGGESTIONS, SuggestedCases

_WIDTH = 1.0
"""Bits above the threshold up to which a provisional link is asked about, where suggestions begin less far below it."""


@dataclass(frozen=True, slots=True)
class CasesAsked:
    """A question with all that a person looks at."""

    told: SuggestedCases
    one: Case
    other: Case
    reasons: tuple[str, ...]
    """The strongest first: Chinese, numbers masked."""


def case_suggestions(store: Reader, *, scope: Scope, first: int = 50, skip: int = 0) -> tuple[CasesAsked, ...]:
    """The questions in the order of what an answer teaches; a constant number of calls.

    Nearest the threshold first, of these links that hold a matter together, then what most cases hang on. What was
    judged is left out, and so is what somebody left open, until something new is stated.
    """
    together, most = _window(store)
    rows = store.ask(CASE_SUGGESTIONS, scope=scope, together=together, most=most, first=first, skip=skip)
    cases = {each.id: each for each in store.get(_ends(rows), scope=scope) if isinstance(each, Case)}
    links = store.edges(sorted({row.a for row in rows}), types=[Linked.TYPE], direction="out", scope=scope)
    reasons = {(each.source, each.target): each.reasons for each in links if isinstance(each, Linked)}
    return tuple(
        CasesAsked(each._replace(bridge=bool(each.bridge)), cases[each.a], cases[each.b], reasons[each.a, each.b])
        for each in rows
    )


def case_suggestion_count(store: Reader, *, scope: Scope) -> int:
    """How many questions a reader may see."""
    _, most = _window(store)
    return store.ask(CASE_SUGGESTION_COUNT, scope=scope, most=most)[0].total


def _window(store: Reader) -> tuple[float, float]:
    """The threshold, and the weight up to which a provisional link is worth a question."""
    settings = link_settings_of(store)
    return settings.together, settings.together + max(_WIDTH, settings.together - settings.noticeable)


def _ends(rows: list[SuggestedCases]) -> list[str]:
    return sorted({id for each in rows for id in (each.a, each.b)})
