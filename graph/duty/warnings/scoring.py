"""What the rules say of a subject: points, and a sentence for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.duty.warnings.facts import Facts
from graph.duty.warnings.rules import About, RuleBook

_BY_RULE = re.compile(r"（\+[0-9.]+ 分）$")
"""How a sentence of a rule ends, by which it is told from one that a person wrote."""


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the rules that speak, the heaviest first."""

    points: float = 0.0
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def score_of(facts: Facts, about: About, book: RuleBook) -> Score:
    """What the rules say of these facts; nothing at all where there are none."""
    speaking = [each for each in book.rules if each.speaks(facts, about, book.kinds)]
    ordered = sorted(speaking, key=lambda each: (-each.points, each.name))
    return Score(
        round(sum(each.points for each in ordered), 2),
        tuple(each.name for each in ordered),
        tuple(f"{each.said(facts)}（+{each.points:g} 分）" for each in ordered),
    )


def written_by_hand(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Those that no rule wrote."""
    return tuple(each for each in reasons if _BY_RULE.search(each) is None)
