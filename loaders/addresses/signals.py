"""What two address texts have in common, as figures from 0 to 1: names, numbers and plain characters.

All are symmetric, and none needs that either text was recognised: shops and offices are named without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.addresses.plain import HAN, NUMERAL, plain
from loaders.addresses.reading import read_address
from loaders.addresses.spots import Address
from loaders.addresses.tokens import figure

_N = rf"(?:[0-9]+|[{NUMERAL}]{{1,5}})"
_NEAR = re.compile(
    rf"[东西南北]{{0,2}}(?:侧|边|面|方向)?(?:约|近)?{_N}米(?:处|路[东西南北])?|附近|旁边?|对面|交叉口|交汇处?|路口|斜对过|内|处"
)
_DISTRICT = re.compile(
    rf"^(?:(?:{HAN}{{2,3}}(?:省|自治区))?(?:{HAN}{{2,4}}?(?:自治州|地区|盟|市))?)?({HAN}{{1,8}}?(?:新区|区|县|市|旗)(?![0-9一二三四五]))?"
)
_ROAD = re.compile(rf"{HAN}{{1,7}}?(?:大道|大街|路|街|道|巷|胡同|公路|国道|省道)(?:[东西南北中]段)?(?=[^道口路]|$)")
_DOOR = re.compile(rf"(附?{_N}(?:-[0-9]+)*[甲乙丙丁]?)(?:号(?!楼|栋|幢|座|线|路)|弄)")
_BUILDING = re.compile(rf"([A-Z]?{_N}|[A-Z])(?:号楼|栋|幢|座|#)|(?<!号)([A-Z]座)")
_FINER = re.compile(rf"([A-Z]?{_N})(?:单元|门(?!店)|层|楼|室|F|房)")
_AREA = re.compile(rf"{HAN}{{1,5}}?(?:街道办事处|街道|办事处|镇|乡|社区)")
_FIGURES = re.compile(r"[0-9]+")
_SUFFIX = re.compile(r"(?:小区|花园|家园|公寓|大厦|广场|中心|有限公司|公司|超市|酒店|店|村|苑|园|城)+$")
_COMMON = frozenset(
    "路街道号楼栋幢座单元室层区市县省镇乡村小园苑店公司有限东西南北中门大新一二三四五六七八九十附近交叉口米"
)


class View(NamedTuple):
    """One text, taken apart for comparing."""

    text: str
    core: str
    """Without province, city and district."""
    district: str
    roads: tuple[str, ...]
    names: tuple[str, ...]
    """What is neither area, road nor number: estates, shops, firms."""
    doors: frozenset[str]
    buildings: frozenset[str]
    finer: frozenset[str]
    figures: frozenset[str]
    pairs: frozenset[str]
    """Pairs of neighbouring characters."""


@lru_cache(maxsize=16_384)
def view_of(text: str) -> View:
    """`text`, taken apart."""
    whole = plain(text).text
    match = _DISTRICT.match(whole)
    district = (match[1] or "") if match else ""
    core = whole[match.end() :] if match and match.end() < len(whole) else whole
    bare = _NEAR.sub("\x1f", core)
    doors = frozenset(_number(each) for each in _DOOR.findall(bare))
    buildings = frozenset(_number((one or other).rstrip("座")) for one, other in _BUILDING.findall(bare))
    finer = frozenset(_number(each) for each in _FINER.findall(bare))
    rest = _FINER.sub("\x1f", _DOOR.sub("\x1f", _BUILDING.sub("\x1f", bare)))
    rest = _AREA.sub("\x1f", rest)
    roads = tuple(dict.fromkeys(_ROAD.findall(rest)))
    names = tuple(dict.fromkeys(each for each in re.split(r"[\x1f0-9\-]+", _ROAD.sub("\x1f", rest)) if len(each) > 1))
    pairs = frozenset(core[at : at + 2] for at in range(len(core) - 1))
    return View(whole, core, district, roads, names, doors, buildings, finer, frozenset(_FIGURES.findall(core)), pairs)


def _number(text: str) -> str:
    letters = text.strip("0123456789" + NUMERAL)
    label, value = figure(text.removeprefix("附").strip("甲乙丙丁ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return text if value is None else letters + label


SIGNALS = (
    "ratio", "ratio_without_district", "pairs", "pairs_of_shorter", "common_stretch", "common_stretch_of_shorter",
    "rare_characters", "rare_of_shorter", "roads_equal", "roads_differ", "names_alike", "names_within", "names_missing",
    "doors_equal", "doors_differ", "buildings_equal", "buildings_differ", "finer_equal", "finer_differ",
    "figures_shared", "districts_equal", "districts_differ", "lengths", "end_alike", "whole_equal", "levels_equal",
    "levels_differ", "levels_missing", "unread",
)  # fmt: skip


def signals(one: str, other: str) -> list[float]:
    """The figures of `SIGNALS` for two texts."""
    a, b = view_of(one), view_of(other)
    stretch = longest_common(a.core, b.core)
    shorter = max(min(len(a.core), len(b.core)), 1)
    shared, least, most = _rare(a.core, b.core)
    names, within = _best_names(a.names, b.names)
    roads = max((ratio(x, y) for x in a.roads for y in b.roads), default=0.0)
    return [
        ratio(a.text, b.text),
        ratio(a.core, b.core),
        _dice(a.pairs, b.pairs),
        _of_smaller(a.pairs, b.pairs),
        min(stretch, 12) / 12,
        stretch / shorter,
        shared / most,
        shared / least,
        float(roads == 1),
        float(bool(a.roads and b.roads)) * (1 - roads),
        names,
        within,
        float(not a.names or not b.names),
        *_agreement(a.doors, b.doors),
        *_agreement(a.buildings, b.buildings),
        *_agreement(a.finer, b.finer),
        len(a.figures & b.figures) / max(len(a.figures | b.figures), 1),
        float(bool(a.district) and a.district == b.district),
        float(bool(a.district and b.district) and a.district != b.district),
        shorter / max(len(a.core), len(b.core), 1),
        ratio(a.core[-6:], b.core[-6:]),
        *_levels(read_address(one), read_address(other)),
    ]


def _levels(one: Address, other: Address) -> tuple[float, ...]:
    """What the readings say: same road or estate, all levels equal, a level that contradicts, a level that is missing
    on one side, and whether one of the two was not read at all.
    """
    if not one.spots or not other.spots:
        return 0.0, 0.0, 0.0, 0.0, 1.0
    same_whole = one.spots[0].id == other.spots[0].id
    names = {each.level: each.name for each in other.spots[1:]}
    differ = any(names.get(each.level, each.name) != each.name for each in one.spots[1:])
    return (
        float(same_whole),
        float(one.spots[-1].id == other.spots[-1].id),
        float(same_whole and differ),
        float(same_whole and not differ and len(one.spots) != len(other.spots)),
        0.0,
    )


def _agreement(some: frozenset[str], others: frozenset[str]) -> tuple[float, float]:
    """Whether numbers of one level agree, and whether they contradict; neither where one side states none."""
    if not some or not others:
        return 0.0, 0.0
    return (1.0, 0.0) if some & others else (0.0, 1.0)


def _best_names(some: Sequence[str], others: Sequence[str]) -> tuple[float, float]:
    """How alike the two most alike names are, and how much of the shorter one the other holds."""
    best = within = 0.0
    for one in some:
        for other in others:
            best = max(best, ratio(_SUFFIX.sub("", one) or one, _SUFFIX.sub("", other) or other))
            within = max(within, longest_common(one, other) / min(len(one), len(other)))
    return best, within


def _rare(one: str, other: str) -> tuple[float, float, float]:
    """The weight of the characters that both have, of those of the lighter text, and of all."""
    a, b = set(one), set(other)
    weigh = _weight(a), _weight(b)
    return _weight(a & b), max(min(weigh), 0.1), max(_weight(a | b), 0.1)


def _weight(characters: Iterable[str]) -> float:
    return sum(0.2 if each in _COMMON else 0.5 if each.isascii() else 1.0 for each in characters)


def _dice(some: frozenset[str], others: frozenset[str]) -> float:
    return 2 * len(some & others) / max(len(some) + len(others), 1)


def _of_smaller(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(min(len(some), len(others)), 1)


# -- strings ----------------------------------------------------------------------------------------


def ratio(one: str, other: str) -> float:
    """Twice the longest common subsequence by both lengths, 0 to 1: what rapidfuzz calls `ratio`, over 100.

    Bit-parallel, after Hyyrö (2004).
    """
    if not one or not other:
        return float(one == other)
    places: dict[str, int] = {}
    for at, each in enumerate(one):
        places[each] = places.get(each, 0) | 1 << at
    full = (1 << len(one)) - 1
    row = full
    for each in other:
        hits = row & places.get(each, 0)
        row = ((row + hits) | (row - hits)) & full
    return 2 * (len(one) - row.bit_count()) / (len(one) + len(other))


def longest_common(one: str, other: str) -> int:
    """The length of the longest stretch that both texts hold."""
    best = 0
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    for start in range(len(shorter)):
        while start + best < len(shorter) and shorter[start : start + best + 1] in longer:
            best += 1
    return best
