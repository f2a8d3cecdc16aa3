"""Where a mention says that it lives, as far as identity compares it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_DIGITS = re.compile(r"[0-9A-Z]+", re.IGNORECASE)
_DOOR_LEVELS = ("building", "entrance", "unit")


class PlaceFacts(NamedTuple):
    """The place that a mention's address was read to; the pipeline takes it from the places' tree."""

    unit: str = ""
    """Id of the dwelling; empty: the address has none."""
    building: str = ""
    """Id of the building, else of the number or estate that stands for it; empty: not known."""
    door: str = ""
    """楼栋-单元-户室 in digits, 2-1-302, so that an estate's address and a road's can be compared; empty: no unit."""
    stem: str = ""
    """The normal name of the estate, lane, or road and number that the door belongs to; empty: not known."""
    kind: str = ""
    """What the stem is: estate, lane or road; empty: not known."""
    other_stem: str = ""
    """The road and number, or the lane, that the address states beside its stem; empty: none."""

    @property
    def homes(self) -> tuple[str, ...]:
        """The dwelling under each of its stems, 云樵路36号|3-3-701, the tree's first; none without a door."""
        if not self.door:
            return ()
        return tuple(f"{each}|{self.door}" for each in (self.stem, self.other_stem) if each)


NOWHERE = PlaceFacts()
"""No address, or none that was read to a place."""


def door_of(names: Mapping[str, str]) -> str:
    """栋-单元-室 in digits, of names by level; a level that is not stated is empty: 2--302. Empty: there is no unit."""
    if "unit" not in names:
        return ""
    return "-".join(_digits(names[level]) if level in names else "" for level in _DOOR_LEVELS)


def flat_of(door: str) -> str:
    """A door without its entrance, 2-302; empty for one without a building, which says too little."""
    building, _, rest = door.partition("-")
    return f"{building}-{rest.partition('-')[2]}" if building else ""


def entrance_of(door: str) -> str:
    """The entrance of a door; empty: not stated."""
    return door.partition("-")[2].partition("-")[0]


def _digits(name: str) -> str:
    return ".".join(_DIGITS.findall(name)).upper() or name
