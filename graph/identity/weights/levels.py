"""The parts of a comparison (Fellegi and Sunter 1969; Splink's names for them)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Term(StrEnum):
    """A column whose rare values tell more than its common ones."""

    NAME = "name"
    SURNAME = "surname"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One degree of likeness."""

    key: str
    zh: str
    """What it says of two mentions, for a drawing."""
    sql: str
    """The condition on columns `x_l` and `x_r`, in words that DuckDB and Spark share; "ELSE": any other pair."""
    holds: Callable[[Any, Any], bool]
    """The same condition, on two `Columns`, or on the `Values` of two mentions that are compared by columns."""
    term: str | None = None
    """Whose frequency corrects u."""
    share: float = 1.0
    """How much of that correction counts, 0 to 1."""
    learned: bool = True
    """False: a sample never changes its m, since what it guards against is rare and grave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One kind of evidence: the first level that holds is the pair's."""

    key: str
    zh: str
    silent: Level
    """Where the pair is not compared on this: it weighs nothing."""
    levels: tuple[Level, ...]
    """From the likest; the last is ELSE."""

    def level(self, one: Any, other: Any) -> Level:
        """The level of this pair, whichever comes first."""
        return next(each for each in (self.silent, *self.levels) if each.holds(one, other))

    def of_key(self, key: str) -> Level:
        """The level of this key; raises KeyError for one that it does not have."""
        for each in (self.silent, *self.levels):
            if each.key == key:
                return each
        raise KeyError(key)


ELSE = "ELSE"


def otherwise(_one: Any, _other: Any) -> bool:
    """The condition of a last level."""
    return True


def overlap(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    """Whether two lists share a value."""
    return bool(one and other and not set(one).isdisjoint(other))


def overlapping(column: str) -> str:
    """`overlap` in SQL."""
    return f"cardinality(array_intersect({column}_l, {column}_r)) >= 1"


def unstated(column: str) -> str:
    """Where one side says nothing, in SQL."""
    return f"({column}_l is null or {column}_r is null)"
