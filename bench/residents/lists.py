"""Long lists as running text."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, which blanks and line ends part."""
    return tuple(text.split())
