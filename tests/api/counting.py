"""A store that counts what is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Counting:
    """Any reader, with the names of the verbs that were called on it."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.calls: list[str] = []

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        asked = getattr(self._reader, verb)

        def count(*arguments: Any, **named: Any) -> Any:
            self.calls.append(verb)
            return asked(*arguments, **named)

        return count
