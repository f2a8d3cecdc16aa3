"""Names that look alike: the same but for one character that may be taken for the other."""

from __future__ import annotations

from functools import cache, lru_cache

from graph.identity.look_alikes import ALIKE, SAME_PART

_LONGEST = 6
"""Longer ones are not Chinese names; they have no patterns."""


@lru_cache(maxsize=16384)
def shapes_of(name: str) -> tuple[str, ...]:
    """The patterns of a full name: one character replaced by a group that it belongs to, each in turn.

    Two different names look alike if and only if they share a pattern. A name without such characters has none.
    """
    if len(name) > _LONGEST:
        return ()
    groups = _groups()
    return tuple(
        f"{name[:place]}~{group}~{name[place + 1 :]}"
        for place, character in enumerate(name)
        for group in groups.get(character, ())
    )


def alike(one: str, other: str) -> bool:
    """Whether two characters may be taken for one another."""
    groups = _groups()
    return one == other or not frozenset(groups.get(one, ())).isdisjoint(groups.get(other, ()))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """The groups of each character, by number; the whole-character pairs and those of one main part count alike."""
    found: dict[str, list[str]] = {}
    for number, group in enumerate((*SAME_PART, *ALIKE)):
        for character in sorted(set(group)):
            found.setdefault(character, []).append(f"{number:x}")
    return {character: tuple(numbers) for character, numbers in found.items()}
