"""Where the residents live: fictional estates with a street number too, and lanes, in communities of one street."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from bench.residents.lists import words

COMMUNITIES = ("打铜社区", "三民社区", "民生社区", "大龙社区", "世彩社区", "王家巷社区", "多福社区", "积庆社区")
_ESTATES = words(
    """
    锦澜苑 铜台雅居 望江名居 三和佳苑 民安公寓 江韵家园 龙禧苑 大龙新居 世彩家园 虹桥名邸 巷口新居
    临江雅苑 云栖花园 福安新村 清芬苑 长堤雅居 民意家园 汉润里小区 景明小区 桂馨园 万松公寓
    同馨花园 新安佳苑 和美小区
    """
)
_ROADS = words(
    """
    长堤街 民权路 平澜路 云樵路 听涛街 汉润路 锦霞街 码头北路 前进四路 花楼街 民主二街
    """
)
_LANES = words(
    """
    庆云里 安平里 瑞昌里 怀仁里 双桂里 聚福里 松涛里 永绥里 长宁里 仁寿里 船坞里 复安里 德润里
    咸安坊 兰陵巷 三德里
    """
)


_BEYOND = "．东西南北新旧上下前后里外左右金银玉翠碧丹青紫蓝红白黄乌彩花春夏秋冬"
"""What the estates of further streets are called by; the first street's have nothing before their names."""


@dataclass(frozen=True, slots=True)
class Stem:
    """An estate or lane: what a door belongs to."""

    name: str
    road: str
    """The road that its gate stands on; empty for a lane."""
    number: int
    community: str
    buildings: int
    entrances: int
    """0: a lane, whose houses have numbers."""
    floors: int
    doors: int


@dataclass(frozen=True, slots=True)
class Home:
    """A dwelling."""

    stem: Stem
    building: int
    """Of a lane: the house number."""
    entrance: int
    floor: int
    door: int

    @property
    def room(self) -> str:
        """The door's number with its floor: 302."""
        return f"{self.floor}{self.door:02d}"

    @property
    def house(self) -> tuple[str, int]:
        """Which building it lies in."""
        return self.stem.name, self.building


def stems(chance: random.Random) -> list[Stem]:
    """All estates and lanes."""
    made: list[Stem] = []
    for position, name in enumerate(_ESTATES):
        high = chance.random() < 0.35
        made.append(
            Stem(
                name, _ROADS[position % len(_ROADS)], 15 + 7 * position, COMMUNITIES[position % len(COMMUNITIES)],
                chance.randint(3, 5) if high else chance.randint(4, 12), chance.randint(1, 2) if high else
                chance.randint(2, 4), chance.randint(18, 32) if high else chance.randint(5, 8), 4 if high else 2,
            )
        )  # fmt: skip
    for position, name in enumerate(_LANES):
        community = COMMUNITIES[position * 3 % len(COMMUNITIES)]
        made.append(Stem(name, "", 0, community, chance.randint(20, 60), 0, chance.randint(2, 3), chance.randint(2, 3)))
    return made


def homes(chance: random.Random, count: int) -> list[Home]:
    """So many dwellings, in any order; where one street has too few, of as many streets as it takes."""
    found: list[Home] = []
    for street in range(len(_BEYOND)):
        found += [home for stem in stems(chance) for home in _of(_beyond(stem, street))]
        if len(found) >= count:
            break
    chance.shuffle(found)
    return found[:count]


def _beyond(stem: Stem, street: int) -> Stem:
    """The like of it in another street: its name and its road's begin with another character."""
    if not street:
        return stem
    road = f"{_BEYOND[street]}{stem.road}" if stem.road else ""
    return replace(stem, name=f"{_BEYOND[street]}{stem.name}", road=road)


def _of(stem: Stem) -> list[Home]:
    return [
        Home(stem, building, entrance, floor, door)
        for building in range(1, stem.buildings + 1)
        for entrance in (range(1, stem.entrances + 1) if stem.entrances else (0,))
        for floor in range(1, stem.floors + 1)
        for door in range(1, stem.doors + 1)
    ]
