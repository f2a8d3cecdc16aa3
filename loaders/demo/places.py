"""The demo street's places: real communities of 民权街道, and invented estates, lanes and roads within them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

from graph.ids import make_id
from graph.model import EVERYONE, Edge, In, Node, Place

STREET = "民权街道"
STREET_CODE = "420103004"
DISTRICT = "江汉区"


@dataclass(frozen=True, slots=True)
class Layout:
    """What one community is laid out with: two estates, two lanes (里份), one road."""

    community: str
    code: str
    estates: tuple[str, str]
    lanes: tuple[str, str]
    road: str


LAYOUTS = (
    Layout("打铜社区", "420103004001", ("锦澜苑", "铜台雅居"), ("庆云里", "安平里"), "平澜路"),
    Layout("三民社区", "420103004003", ("望江名居", "三和佳苑"), ("瑞昌里", "怀仁里"), "云樵路"),
    Layout("民生社区", "420103004004", ("民安公寓", "江韵家园"), ("双桂里", "聚福里"), "听涛街"),
    Layout("大龙社区", "420103004005", ("龙禧苑", "大龙新居"), ("松涛里", "永绥里"), "汉润路"),
    Layout("世彩社区", "420103004006", ("世彩家园", "虹桥名邸"), ("长宁里", "仁寿里"), "锦霞街"),
    Layout("王家巷社区", "420103004008", ("巷口新居", "临江雅苑"), ("船坞里", "复安里"), "码头北路"),
)
_GRIDS = ("第一网格", "第二网格", "第三网格", "第四网格")
_ENTRANCES, _STOREYS, _DOORS = 2, 6, 2
_PER_BUILDING = _ENTRANCES * _STOREYS * _DOORS
_PER_LANE_NUMBER = 4
_PER_ROAD_NUMBER = 6
_SHARE_OF_ESTATE, _SHARE_OF_LANE, _SHARE_OF_ROAD = 0.30, 0.125, 0.15


@dataclass(frozen=True, slots=True)
class Room:
    """A dwelling or shop, and what it lies in."""

    unit: Place
    building: Place
    """Its building, or the number of its lane or road."""
    whole: Place
    """Its estate, lane or road."""
    grid: Place
    community: Place

    @property
    def address(self) -> str:
        """As a register writes it."""
        return f"{DISTRICT}{STREET}{self.community.name}{self.unit.full_name}"


@dataclass(slots=True)
class Places:
    """All places, and the rooms among them that people and shops can take."""

    street: Place
    communities: list[Place] = field(default_factory=list)
    grids: list[Place] = field(default_factory=list)
    estates: list[Place] = field(default_factory=list)
    buildings: list[Place] = field(default_factory=list)
    dwellings: list[Room] = field(default_factory=list)
    shops: list[Room] = field(default_factory=list)
    records: list[Node | Edge] = field(default_factory=list)

    def within(self, level: str, name: str, parent: Place, *, code: str | None = None) -> Place:
        """A new place of `level` in `parent`; below the community its full name goes on from its parent's."""
        below = parent.level not in ("street", "community", "grid")
        full_name = parent.full_name + name if below else name
        place = Place(
            id=make_id("place", level, full_name),
            visible_to=(EVERYONE,),
            level=level,
            name=name,
            full_name=full_name,
            code=code,
            community=parent.community or (parent.id if parent.level == "community" else None),
        )
        self.records += [place, In(source=place.id, target=parent.id)]
        return place


def lay_out(dwellings: int) -> Places:
    """A street with at least so many dwellings, and a shop at each number of its roads."""
    street = Place(
        id=make_id("place", "street", STREET), visible_to=(EVERYONE,), level="street", name=STREET, full_name=STREET,
        code=STREET_CODE, aliases=("民权街",),
    )  # fmt: skip
    places = Places(street=street, records=[street])
    for layout in LAYOUTS:
        _lay_out_community(places, layout, ceil(dwellings / len(LAYOUTS)))
    return places


def _lay_out_community(places: Places, layout: Layout, dwellings: int) -> None:
    community = places.within("community", layout.community, places.street, code=layout.code)
    places.communities.append(community)
    grids = [_grid(places, community, name) for name in _GRIDS]
    for name, grid in zip(layout.estates, grids, strict=False):
        _estate(places, name, grid, community, ceil(dwellings * _SHARE_OF_ESTATE / _PER_BUILDING))
    for name in layout.lanes:
        _lane(places, name, grids[2], community, ceil(dwellings * _SHARE_OF_LANE / _PER_LANE_NUMBER))
    _road(places, layout.road, grids[3], community, ceil(dwellings * _SHARE_OF_ROAD / _PER_ROAD_NUMBER))


def _grid(places: Places, community: Place, name: str) -> Place:
    grid = places.within("grid", community.name + name, community)
    places.grids.append(grid)
    return grid


def _estate(places: Places, name: str, grid: Place, community: Place, buildings: int) -> None:
    estate = places.within("estate", name, grid)
    places.estates.append(estate)
    for number in range(1, buildings + 1):
        building = places.within("building", f"{number}栋", estate)
        places.buildings.append(building)
        for entrance, door in _doors(places, building):
            unit = places.within("unit", door, entrance)
            places.dwellings.append(Room(unit, building, estate, grid, community))


def _doors(places: Places, building: Place) -> Iterator[tuple[Place, str]]:
    for number in range(1, _ENTRANCES + 1):
        entrance = places.within("entrance", f"{number}单元", building)
        for storey in range(1, _STOREYS + 1):
            for door in range(1, _DOORS + 1):
                yield entrance, f"{storey}{door:02d}室"


def _lane(places: Places, name: str, grid: Place, community: Place, numbers: int) -> None:
    lane = places.within("lane", name, grid)
    for number in range(1, numbers + 1):
        house = places.within("number", f"{number}号", lane)
        places.buildings.append(house)
        for door in ("101室", "102室", "201室", "202室"):
            places.dwellings.append(Room(places.within("unit", door, house), house, lane, grid, community))


def _road(places: Places, name: str, grid: Place, community: Place, numbers: int) -> None:
    road = places.within("road", name, grid)
    for number in range(1, numbers + 1):
        house = places.within("number", f"{number * 2}号", road)
        places.buildings.append(house)
        for door in ("101室", "102室"):
            places.shops.append(Room(places.within("unit", door, house), house, road, grid, community))
        for door in ("201室", "202室", "301室", "302室", "401室", "402室"):
            places.dwellings.append(Room(places.within("unit", door, house), house, road, grid, community))
