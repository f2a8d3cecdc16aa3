"""What stands before the numbered parts: areas, then the names of roads, lanes and estates.

A file says the same few of them over and over, so each is read once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from loaders.addresses.areas import area_at, area_inside
from loaders.addresses.spots import Spot, Stretch
from loaders.addresses.wholes import Named, named


class Head(NamedTuple):
    """One beginning."""

    street: Spot | None
    community: Spot | None
    grid: Spot | None
    names: tuple[Named, ...]
    pieces: tuple[Stretch, ...]
    left: str
    """What is no name."""
    innermost: Spot | None = None
    """The last community: 打铜社区国际社区3栋 stands in an estate that calls itself one."""


@lru_cache(maxsize=8_192)
def head_of(text: str, *, numbered: bool) -> Head:
    """The areas and names of `text`. `numbered`: a number, a building or a door follows it."""
    found: dict[str, Spot | None] = {"street": None, "community": None, "grid": None, "innermost": None}
    pieces: list[Stretch] = []
    rest = _areas(text, found, pieces)
    while (inside := area_inside(rest, community=found["community"])) is not None:
        found[inside.level] = found[inside.level] or inside.spot
        pieces.append((inside.level, rest[inside.start : inside.end]))
        rest = rest[: inside.start] + rest[inside.end :]
    names, left = named(rest, numbered=numbered) if rest else ([], "")
    pieces += ((each.level, each.text) for each in names)
    return Head(
        found["street"], found["community"], found["grid"], tuple(names), tuple(pieces), left, found["innermost"]
    )


def areas_end(text: str) -> int:
    """Where the areas at the front of `text` end."""
    return len(text) - len(_areas(text, {"street": None, "community": None, "grid": None}, []))


def _areas(rest: str, found: dict[str, Spot | None], pieces: list[Stretch]) -> str:
    """Keep the areas at the front of `rest`, the first of each level; what is left of it."""
    while rest and (area := area_at(rest, community=found["community"])) is not None:
        if area.level in found:
            found[area.level] = found[area.level] or area.spot
        if area.level == "community":
            found["innermost"] = area.spot
        pieces.append((area.level, rest[: area.end]))
        rest = rest[area.end :]
    return rest
