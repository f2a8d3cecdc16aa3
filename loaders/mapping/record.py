"""A mapping as it is used: checked, with all that it inherits."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from graph.identity.compared.profile import Comparator
from loaders.targets import Target


@dataclass(frozen=True, slots=True)
class Column:
    """One path and the headers by which its column is known, the likeliest first."""

    target: Target
    headers: tuple[str, ...]
    """In the plain form of `plain_header`."""
    required: bool = False
    """The file must have the column, and every row a value in it."""
    lenient: bool = False
    """A value that cannot be read is left out and noted; the row is loaded all the same."""
    shared: bool = False
    """Its column of the file may fill another path as well."""
    ranks: Map[str, int] = field(init=False, repr=False, compare=False)
    """By header: its place among the headers."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", {header: rank for rank, header in enumerate(self.headers)})

    @property
    def path(self) -> str:
        return self.target.path

    def among(self, headers: Map[str, Any]) -> list[str]:
        """Those of `headers` by which the column is known, the likeliest first."""
        return sorted(headers.keys() & self.ranks.keys(), key=self.ranks.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One checked mapping."""

    name: str
    zh: str
    row: str
    source: str
    about: str = ""
    """What a row is, for people."""
    extends: str = ""
    """The mapping that it started from; empty: none."""
    hints: tuple[str, ...] = ()
    """Words of a title, sheet or file name that speak for it when several fit."""
    columns: tuple[Column, ...] = ()
    roles: Map[str, tuple[str, ...]] = field(default_factory=dict)
    """By subject: the words for whom a header such as 诉求人电话 speaks of."""
    person: str = ""
    """The subject that a bare 姓名 or 电话 speaks of; empty: none."""
    dropped: frozenset[str] = frozenset()
    """Paths that nothing of the file may fill."""
    values: Map[str, Map[str, str]] = field(default_factory=dict)
    """By path: a word of the file and the code that it means; an empty code: it means nothing."""
    defaults: Map[str, Any] = field(default_factory=dict)
    compared: Map[str, Comparator] = field(default_factory=dict)
    """By header in plain form: how identity compares the column; empty: people are told apart by the rules of
    residents."""

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if each.required)

    def __hash__(self) -> int:
        return hash((self.name, self.row, len(self.columns)))
