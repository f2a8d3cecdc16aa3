"""A dwelling as channels write it: by its estate or by its street number, in words or figures, with levels left out."""

from __future__ import annotations

import random
from typing import NamedTuple

from bench.dwellings import digit_by_digit, in_words, wide
from bench.residents.places import Home

UNIT, DOOR, BUILDING, STEM, NOTHING = "unit", "door", "building", "stem", "nothing"
"""DOOR: the dwelling but for its entrance."""
_NO_ENTRANCE = 0.05
NEW, OLD, BOTH = "new", "old", "both"
_STREETS = ("民权街道", "民权街", "民权街办事处", "民权街道办事处")
_TOWNS = ("湖北省武汉市江汉区", "武汉市江汉区", "江汉区", "武汉江汉区")
_UNKNOWN = ("未知", "不详", "无", "同上", "武汉市江汉区")


class Address(NamedTuple):
    """What is written, down to which level it tells the dwelling, and by which of its names."""

    text: str
    level: str
    form: str


EMPTY = Address("", NOTHING, NEW)


class Manner(NamedTuple):
    """How a channel writes addresses: shares between 0 and 1."""

    town: float
    street: float
    community: float
    old: float
    """By the street number instead of the estate's name."""
    both: float
    """By the street number and the estate's name."""
    dashed: float
    worded: float
    """Numbers in Chinese."""
    to_building: float
    """Ends with the building."""
    to_stem: float
    """Ends with the estate or lane."""


def unknown(chance: random.Random) -> Address:
    """What a form holds that had to be filled in."""
    return Address(chance.choice(_UNKNOWN), NOTHING, NEW)


def write(home: Home, manner: Manner, chance: random.Random) -> Address:
    """`home` in the channel's manner."""
    form = _form(home, manner, chance)
    worded = chance.random() < manner.worded
    text = _before(home, manner, chance) + _stem(home, form, worded=worded)
    roll = chance.random()
    if roll < manner.to_stem:
        level = STEM if home.stem.entrances else NOTHING
        return Address(text, level, form)
    if roll < manner.to_stem + manner.to_building:
        return Address(text + _building(home, chance, worded=worded), BUILDING, form)
    if home.entrance and chance.random() < _NO_ENTRANCE:
        return Address(text + _building(home, chance, worded=worded) + home.room + "室", DOOR, form)
    dashed = chance.random() < manner.dashed
    text += _dashed(home, chance) if dashed else _spelled(home, chance, worded=worded)
    if chance.random() < 0.03:
        text = wide(text)
    return Address(text, UNIT, form)


def _form(home: Home, manner: Manner, chance: random.Random) -> str:
    if not home.stem.road:
        return NEW
    roll = chance.random()
    return OLD if roll < manner.old else BOTH if roll < manner.old + manner.both else NEW


def _before(home: Home, manner: Manner, chance: random.Random) -> str:
    text = chance.choice(_TOWNS) if chance.random() < manner.town else ""
    if chance.random() < manner.street:
        text += chance.choice(_STREETS)
    return text + (home.stem.community if chance.random() < manner.community else "")


def _stem(home: Home, form: str, *, worded: bool) -> str:
    stem = home.stem
    gate = f"{stem.road}{in_words(stem.number) if worded else stem.number}号"
    return {NEW: stem.name, OLD: gate, BOTH: gate + stem.name}[form]


def _building(home: Home, chance: random.Random, *, worded: bool) -> str:
    number = in_words(home.building) if worded else str(home.building)
    if not home.stem.entrances:
        return f"{number}号"
    return number + chance.choice(("栋", "栋", "栋", "号楼", "幢"))


def _spelled(home: Home, chance: random.Random, *, worded: bool) -> str:
    room = digit_by_digit(home.room, chance) if worded else home.room
    entrance = ""
    if home.entrance:
        entrance = (
            f"{in_words(home.entrance) if worded else home.entrance}{chance.choice(('单元', '单元', '单元', '门'))}"
        )
    return _building(home, chance, worded=worded) + entrance + room + chance.choice(("室", "室", "室", "号", ""))


def _dashed(home: Home, chance: random.Random) -> str:
    if not home.stem.entrances:
        return f"{home.building}号{home.room}"
    dash = chance.choice(("-", "-", "-", "－", "—"))
    return dash.join((str(home.building), str(home.entrance), home.room))
