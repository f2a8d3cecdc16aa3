"""A value of a mapping file that is wrong."""

from __future__ import annotations


class Wrong(Exception):
    """The keys that lead to a wrong value, and why it is wrong; with `value` its own place counts, not its key's."""

    def __init__(self, key: tuple[str | int, ...], reason: str, *, value: bool = False) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason
        self.value = value
