"""The parties that a cell of names says, while it is read and afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Named:
    """One party as a cell names it; without a name, what a number alone says."""

    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    role: str | None = None
    """The role that the cell itself says; None: the column's."""


@dataclass(slots=True)
class Reading:
    """One section while it is read."""

    role: str | None
    """That of the names to come."""
    named: list[Named] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    """What is neither a name nor a fact."""


@dataclass(slots=True)
class Names:
    """What a cell of names says."""

    named: list[Named] = field(default_factory=list)
    count: int | None = None
    """How many they are in all, where the cell says so."""
    remarks: list[str] = field(default_factory=list)
