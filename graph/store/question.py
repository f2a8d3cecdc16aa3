"""What a named question is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graph.errors import UnknownField

Row = TypeVar("Row", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Question(Generic[Row]):
    """One question, whichever engine answers it."""

    name: str
    row: type[Row]
    parameters: tuple[str, ...]

    def check(self, parameters: Iterable[str]) -> None:
        """Raises UnknownField for a parameter that the question does not name."""
        for name in parameters:
            if name not in self.parameters:
                raise UnknownField(kind=self.name, field=name, known=", ".join(self.parameters))
