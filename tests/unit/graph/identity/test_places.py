"""Doors: one dwelling's two forms agree in theirs."""

import pytest

from graph.identity.places import NOWHERE, PlaceFacts, door_of, entrance_of, flat_of


@pytest.mark.parametrize(
    ("names", "door", "flat", "entrance"),
    [
        ({"building": "3栋", "entrance": "2单元", "unit": "302室"}, "3-2-302", "3-302", "2"),
        ({"building": "3栋", "unit": "302室"}, "3--302", "3-302", ""),
        ({"entrance": "2单元", "unit": "302室"}, "-2-302", "", "2"),
        ({"unit": "302室"}, "--302", "", ""),
        ({"building": "A3栋", "entrance": "2单元", "unit": "302-1室"}, "A3-2-302.1", "A3-302.1", "2"),
        ({"building": "东楼", "unit": "阁楼"}, "东楼--阁楼", "东楼-阁楼", ""),
        ({"building": "3栋", "entrance": "2单元"}, "", "", ""),
    ],
)
def test_a_door_is_building_entrance_and_room(names: dict[str, str], door: str, flat: str, entrance: str) -> None:
    assert (door_of(names), flat_of(door), entrance_of(door)) == (door, flat, entrance)


def test_a_dwelling_is_a_home_under_each_stem() -> None:
    both = PlaceFacts(door="3-3-701", stem="三和佳苑", kind="estate", other_stem="云樵路36号")
    assert both.homes == ("三和佳苑|3-3-701", "云樵路36号|3-3-701")
    assert both._replace(other_stem="").homes == ("三和佳苑|3-3-701",)
    assert both._replace(door="").homes == NOWHERE.homes == ()
