"""What an address says: its levels, what they were read from, what was left, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import NamedTuple

from graph.ids import make_id


@dataclass(frozen=True, slots=True)
class Spot:
    """One level of an address."""

    id: str
    """Of its place."""
    level: str
    name: str
    full_name: str


@lru_cache(maxsize=16_384)
def spot(level: str, name: str, above: str = "") -> Spot:
    """The spot `name` within the one whose full name is `above`."""
    full_name = above + name
    return Spot(make_id("place", level, full_name), level, name, full_name)


def chain(whole: Spot | None, names: Sequence[tuple[str, str]], *, above: str = "") -> tuple[Spot, ...]:
    """The spots below `whole`, each within the one before; `above` is what the first of them lies in without it."""
    spots = [] if whole is None else [whole]
    full_name = above if whole is None else whole.full_name
    for level, name in names:
        if level == "unit":  # nearly every one is another: to remember it costs more than to make it
            full_name += name
            spots.append(Spot(make_id("place", level, full_name), level, name, full_name))
        else:
            spots.append(spot(level, name, full_name))
            full_name = spots[-1].full_name
    return tuple(spots)


class Piece(NamedTuple):
    """A level as the text writes it, after width, blanks and characters were made one."""

    level: str
    text: str


Stretch = tuple[str, str]
"""A piece as a plain tuple: the garbage collector lets go of those, and a file has millions."""


class Doubt(NamedTuple):
    """One reason for which a reading may be wrong."""

    zh: str
    keeps: float
    """What share of the sureness it leaves, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address text says."""

    street: Spot | None
    community: Spot | None
    grid: Spot | None
    spots: tuple[Spot, ...]
    """From the road, lane or estate down; an estate stands for the road and number before it."""
    left: str
    """What was not recognised."""
    read: tuple[tuple[Stretch, ...], ...] = ()
    """What was read, one part of the text after the other: for `pieces`."""
    doubts: tuple[Doubt, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Old names that were replaced, each with the new one."""
    other: tuple[Spot, ...] = ()
    """The road and number, or the lane, for which a finer name in `spots` stands: empty: none was stated."""

    @property
    def also(self) -> str:
        """The other form of what `spots` begin with: 云樵路36号 of 云樵路36号三和佳苑3栋; empty: none."""
        return self.other[-1].full_name if self.other else ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What each level was read from, in the order of the text. A level that the dwelling's name does without (the
        road before an estate, the floor of a door) has its piece too.
        """
        return tuple(Piece(*each) for part in self.read for each in part)

    @property
    def deepest(self) -> Spot | None:
        """The finest level that is known."""
        return self.spots[-1] if self.spots else self.grid or self.community or self.street

    @property
    def sure(self) -> float:
        """How sure it is that the finest level is the one that the text means, 0 to 1.

        1: every character belongs to a form that has one reading; 0: nothing was recognised; each doubt takes its
        share.
        """
        return round(prod(each.keeps for each in self.doubts), 3) if self.deepest else 0.0

    @property
    def floor(self) -> str | None:
        """The floor, stated or told by the door's number: 3 of 302, 13 of 1302, B1 of B105; None: not known."""
        stated = next((each.name for each in reversed(self.spots) if each.level == "floor"), None)
        if stated is not None:
            return stated.removesuffix("层")
        last = self.spots[-1] if self.spots else None
        return floor_of(last.name.removesuffix("室")) if last and last.level == "unit" else None


NOWHERE = Address(None, None, None, (), "")


def floor_of(door: str) -> str | None:
    """The floor that the number of a door tells; None: it tells none."""
    below = door.startswith("B")
    number = door.partition("-")[0].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not number.isdecimal() or not 3 <= len(number) <= 4:
        return None
    return f"{'B' if below else ''}{int(number[:-2])}"
