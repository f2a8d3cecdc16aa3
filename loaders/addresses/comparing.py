"""Two addresses: the same place, partly the same, or different, with the reason.

Where both texts were read for certain, their levels decide. Otherwise what they have in common is weighed: shops and
offices are often named without a number, and a road or an estate is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp
from typing import Any

from loaders.addresses.plain import NUMERAL
from loaders.addresses.reading import read_address
from loaders.addresses.signals import SIGNALS, View, ratio, signals, view_of
from loaders.addresses.spots import Address, Spot
from loaders.addresses.weights import OFFSETS, WEIGHTS

VERDICTS = ("different", "partial", "same")
ZH = {"different": "不同", "partial": "部分相同", "same": "相同"}
_LEVELS = {"road": "路", "lane": "里份", "estate": "小区", "number": "门牌", "building": "楼栋", "entrance": "单元",
           "floor": "楼层", "unit": "户室"}  # fmt: skip
_WHOLES = ("road", "lane", "estate")
_TOLD_APART = re.compile(rf"[{NUMERAL}东西南北中上下前后A-Z]")
_CERTAIN = 0.8
"""From here the levels of a reading decide alone."""
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two addresses are to each other."""

    verdict: str
    """different, partial, same."""
    sure: float
    """0 to 1: how much more likely the verdict is than the two others together make it, from labelled pairs; where
    levels decided, how sure both readings are."""
    zh: str
    """The reason."""

    def as_json(self) -> dict[str, Any]:
        return {"verdict": self.verdict, "verdict_zh": ZH[self.verdict], "sure": self.sure, "reason": self.zh}


def compare(one: str, other: str) -> Comparison:
    """What `one` and `other` are to each other; the order of the two does not matter."""
    if view_of(one).text == view_of(other).text:
        return Comparison("same", 1.0, "写法相同")
    some, others = read_address(one), read_address(other)
    return _by_levels(some, others) or _by_signals(one, other, some, others)


# -- by levels ---------------------------------------------------------------------------------------


def _by_levels(one: Address, other: Address) -> Comparison | None:
    """The verdict of two readings of one road, lane or estate that leave nothing; None: they decide nothing."""
    if one.left or other.left or not one.spots or not other.spots or one.spots[0].id != other.spots[0].id:
        return None
    sure = min(one.sure, other.sure)
    last, against = one.spots[-1], other.spots[-1]
    if last.id == against.id and last.level not in _WHOLES:
        return Comparison("same", sure, f"两处都是{last.full_name}")
    if sure < _CERTAIN:
        return None
    coarse, fine = sorted((last.level, against.level), key=tuple(_LEVELS).index)
    if _first_difference(one, other) or (coarse in _WHOLES) != (fine in _WHOLES) or fine == "unit":
        return Comparison("partial", sure, _levels_zh(one, other))
    return None


def _are_neighbours(one: Address, other: Address) -> bool:
    """Whether two names differ in a numeral or a direction only: 民意一路 and 民意二路 are no two spellings of one."""
    names = {spot.name for spot in (*one.spots[:1], *other.spots[:1])}
    return len(names) == 2 and len({_TOLD_APART.sub("", each) for each in names}) == 1


def _are_apart(one: Address, other: Address) -> bool:
    """Whether two readings that leave nothing stand in two roads, two lanes or two estates that are not called alike:
    the same numbers beneath do not make them one.
    """
    if one.left or other.left or not one.spots or not other.spots:
        return False
    some, others = one.spots[0], other.spots[0]
    return some.level == others.level and ratio(some.name, others.name) < _ALIKE


def _first_difference(one: Address, other: Address) -> tuple[Spot, Spot] | None:
    """The first level that both state and state differently."""
    known = {each.level: each for each in other.spots}
    for spot in one.spots:
        against = known.get(spot.level)
        if against is not None and against.name != spot.name:
            return spot, against
    return None


def _levels_zh(one: Address, other: Address) -> str:
    """Which levels agree, contradict or are missing, for those whose road, lane or estate was read on both sides."""
    if not one.spots or not other.spots:
        return ""
    known = {each.level: each for each in other.spots}
    agreeing = [each for each in one.spots if each.level in known and known[each.level].name == each.name]
    parts = [f"{_LEVELS[each.level]}同为{each.name}" for each in agreeing]
    if difference := _first_difference(one, other):
        spot, against = difference
        parts.append(f"{_LEVELS[spot.level]}不同（{'、'.join(sorted((spot.name, against.name)))}）")
    elif agreeing and len(one.spots) != len(other.spots):
        longer = max(one.spots, other.spots, key=len)
        missing = [_LEVELS[each.level] for each in longer if each.level not in {x.level for x in agreeing}]
        parts.append(f"只有一处写到{'、'.join(dict.fromkeys(missing))}")
    return "，".join(parts)


# -- by what they have in common ------------------------------------------------------------------------


def _by_signals(one: str, other: str, some: Address, others: Address) -> Comparison:
    likely = likelihoods(signals(one, other))
    if _are_neighbours(some, others) or _are_apart(some, others):
        likely = [likely[0] + likely[2], likely[1], 0.0]
    best = max(range(3), key=likely.__getitem__)
    reason, views = _levels_zh(some, others), (view_of(one), view_of(other))
    if not reason:
        reason = _common_zh(*views)
    elif some.left or others.left:
        reason += f"，{_names_zh(*views)}"
    return Comparison(VERDICTS[best], round(likely[best], 3), reason)


def likelihoods(values: list[float]) -> list[float]:
    """How likely each verdict is, in the order of `VERDICTS`."""
    logits = list(OFFSETS)
    for name, value in zip(SIGNALS, values, strict=True):
        for at, weight in enumerate(WEIGHTS[name]):
            logits[at] += weight * value
    top = max(logits)
    powers = [exp(each - top) for each in logits]
    return [each / sum(powers) for each in powers]


def _common_zh(one: View, other: View) -> str:
    """What stands out, in words."""
    parts: list[str] = []
    if one.roads and other.roads:
        shared = [each for each in one.roads if each in other.roads]
        parts.append(f"路名同为{shared[0]}" if shared else "路名不同")
    for zh, some, others in (("门牌", one.doors, other.doors), ("楼栋", one.buildings, other.buildings)):
        if some and others:
            parts.append(f"{zh}相同" if some & others else f"{zh}不同")
    parts.append(_names_zh(one, other))
    return "，".join(each for each in parts if each)


def _names_zh(one: View, other: View) -> str:
    if not one.names or not other.names:
        return "一处没有写名称" if one.names or other.names else "没有可比的名称"
    alike = max(((ratio(x, y), x, y) for x in one.names for y in other.names), key=lambda each: each[0])
    if alike[0] == 1:
        return f"名称同为{alike[1]}"
    words = "、".join(sorted(alike[1:]))
    return f"名称相近（{words}）" if alike[0] >= _ALIKE else f"名称不同（{words}）"
