"""Of which kind a link is: one rule a kind, tried in this order."""

from __future__ import annotations

from graph.linkage.pairs import Pair

DUPLICATE_DAYS = 30
SAME_PLACE_DAYS = 365
GROUP_DAYS = 14
"""Short, because groups chain: a property company's disputes of a year are not one demand."""
DERIVED_DAYS = 365


def kind_of_link(pair: Pair) -> str:
    """A code of `link_kind`."""
    for kind, holds in _RULES:
        if holds(pair):
            return kind
    return "related"


def is_recurrence(pair: Pair) -> bool:
    """The same sides come back, about the same, after a settlement."""
    return pair.settled_between and pair.same_sides and pair.alike


def is_duplicate(pair: Pair) -> bool:
    """The same party brings the same, again or by another channel, before it was settled."""
    if pair.settled_between or pair.other_respondents or not pair.common_askers or not pair.alike:
        return False
    return pair.within(DUPLICATE_DAYS) or (pair.same_unit and (pair.days is None or pair.within(SAME_PLACE_DAYS)))


def is_group(pair: Pair) -> bool:
    """Others bring the same against the same respondent, about the same time, in one community as far as they say."""
    if not pair.common_respondents or not pair.other_askers or not pair.same_type:
        return False
    elsewhere = pair.a.community and pair.b.community and pair.a.community != pair.b.community
    return not elsewhere and pair.within(GROUP_DAYS)


def is_derived(pair: Pair) -> bool:
    """The same sides, about something else, afterwards."""
    return pair.same_type is False and pair.same_sides and len(pair.common_principals) > 1 and pair.within(DERIVED_DAYS)


_RULES = (
    ("recurrence", is_recurrence),
    ("duplicate", is_duplicate),
    ("group", is_group),
    ("derived", is_derived),
)
