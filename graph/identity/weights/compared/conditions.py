"""Conditions on two values, once for Python and once for DuckDB: the same answer for the same pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from graph.identity.compared.facts import Values
from graph.identity.weights.levels import ELSE, otherwise

Holds = Callable[[Values, Values], bool]


class Condition(NamedTuple):
    """One condition; never asked where a value of its field is not stated."""

    sql: str
    holds: Holds


OTHERWISE = Condition(ELSE, otherwise)


def silent(field: str) -> Condition:
    """One of the two says nothing."""
    return Condition(
        f"{field}_l is null or {field}_r is null", lambda one, other: one[field] is None or other[field] is None
    )


def equal(field: str) -> Condition:
    return Condition(f"{field}_l = {field}_r", lambda one, other: one[field] is not None and one[field] == other[field])


def alike(field: str, least: float) -> Condition:
    """Jaro and Winkler's similarity, 0 to 1; DuckDB's is made of the same algorithm as rapidfuzz's."""
    return Condition(
        f"jaro_winkler_similarity({field}_l, {field}_r) >= {least}",
        lambda one, other: JaroWinkler.similarity(one[field], other[field]) >= least,
    )


def slipped(field: str) -> Condition:
    """One letter is wrong, missing, too many, or changed over with the next (Damerau)."""
    return Condition(
        f"damerau_levenshtein({field}_l, {field}_r) <= 1",
        lambda one, other: OSA.distance(one[field], other[field], score_cutoff=1) <= 1,
    )


def within(field: str, most: int) -> Condition:
    """Two numbers so far apart at the most."""
    return Condition(f"abs({field}_l - {field}_r) <= {most}", lambda one, other: abs(one[field] - other[field]) <= most)


def crossed(field: str, second: str) -> Condition:
    """A value of one stands in another field of the other."""
    return Condition(
        f"({field}_l = {second}_r or {second}_l = {field}_r)",
        lambda one, other: one[field] == other[second] or one[second] == other[field],
    )


def among(field: str, words: str) -> Condition:
    """A value of one is among the words of the other."""
    return Condition(
        f"(list_contains({words}_l, {field}_r) or list_contains({words}_r, {field}_l))",
        lambda one, other: other[field] in (one[words] or ()) or one[field] in (other[words] or ()),
    )


def sharing(words: str, least: int) -> Condition:
    """So many words in common."""
    return Condition(
        f"len(list_intersect({words}_l, {words}_r)) >= {least}",
        lambda one, other: len(set(one[words]).intersection(other[words])) >= least,
    )


def initial(field: str) -> Condition:
    """One is the first letter of the other."""
    return Condition(
        f"(length({field}_l) = 1 or length({field}_r) = 1) and {field}_l[1] = {field}_r[1]",
        lambda one, other: 1 in (len(one[field]), len(other[field])) and one[field][0] == other[field][0],
    )


def new_year(field: str) -> Condition:
    """The same year, and one of the two is its first day: all that is known is the year."""
    return Condition(
        f"{field}_year_l = {field}_year_r and ({field}_l like '%-01-01' or {field}_r like '%-01-01')",
        lambda one, other: (
            one[f"{field}_year"] == other[f"{field}_year"]
            and (one[field].endswith("-01-01") or other[field].endswith("-01-01"))
        ),
    )
