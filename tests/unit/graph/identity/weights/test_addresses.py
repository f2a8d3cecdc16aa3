"""Which level two addresses reach, in Python and in a database."""

from __future__ import annotations

from itertools import product
from typing import Any

import duckdb
import pytest

from graph.identity.places import PlaceFacts
from graph.identity.weights.batch import table_of
from graph.identity.weights.columns import columns_of
from graph.identity.weights.of_contacts import ADDRESS
from tests.unit.graph.identity.weights.people import stated


def _at(unit: str, door: str, stem: str, kind: str, other: str = "") -> dict[str, Any]:
    place = PlaceFacts(unit, f"{stem}{door.partition('-')[0]}", door, stem, kind, other)
    return {
        "unit": unit, "building": place.building, "door": door, "stem": stem, "stem_kind": kind, "homes": place.homes,
    }  # fmt: skip


ESTATE = _at("u1", "3-3-701", "三和佳苑", "estate")
ROAD = _at("u2", "3-3-701", "云樵路36号", "road")
BOTH = _at("u1", "3-3-701", "三和佳苑", "estate", "云樵路36号")
LANE = _at("u3", "3-3-701", "三德里12号", "lane")
OTHER_ESTATE = _at("u4", "3-3-701", "锦澜苑", "estate")
OTHER_ROAD = _at("u5", "3-3-701", "民权路9号", "road")
NO_ENTRANCE = _at("u6", "3--701", "三和佳苑", "estate")
ROAD_NO_ENTRANCE = _at("u7", "3--701", "云樵路36号", "road")
OTHER_ENTRANCE = _at("u8", "3-2-701", "三和佳苑", "estate")
ROAD_OTHER_ENTRANCE = _at("u9", "3-2-701", "云樵路36号", "road")
NO_BUILDING = _at("v1", "--701", "三和佳苑", "estate")
ROAD_NO_BUILDING = _at("v2", "--701", "云樵路36号", "road")
HOUSE = {"building": "三和佳苑3"}
NOWHERE: dict[str, Any] = {}

CASES = (
    (ESTATE, ESTATE, "unit", "one form"),
    (ESTATE, BOTH, "unit", "one unit of the tree"),
    (ROAD, BOTH, "unit", "the row that states both says that they are one"),
    (ESTATE, ROAD, "door", "an estate and a street may be one"),
    (ESTATE, LANE, "door", "and a lane"),
    (ROAD, LANE, "other", "two streets are two"),
    (ESTATE, OTHER_ESTATE, "other", "two estates are two"),
    (BOTH, OTHER_ROAD, "other", "its street is known, and is another"),
    (BOTH, OTHER_ESTATE, "other", "and its estate"),
    (ESTATE, NO_ENTRANCE, "door", "an entrance is left out"),
    (BOTH, ROAD_NO_ENTRANCE, "door", "in the other form too"),
    (ESTATE, ROAD_NO_ENTRANCE, "door", "in two forms"),
    (ESTATE, OTHER_ENTRANCE, "neighbour", "another entrance"),
    (ESTATE, ROAD_OTHER_ENTRANCE, "other", "in two forms"),
    (NO_BUILDING, ROAD_NO_BUILDING, "other", "a room number alone says little"),
    (ESTATE, HOUSE, "building", "no dwelling stated"),
    (ESTATE, NOWHERE, "silent", "no address"),
)


@pytest.mark.parametrize(("one", "other", "level", "why"), CASES)
def test_level(one: dict[str, Any], other: dict[str, Any], level: str, why: str) -> None:
    sides = [columns_of(stated("王丽", **each)) for each in (one, other)]
    assert ADDRESS.level(*sides).key == ADDRESS.level(*reversed(sides)).key == level, why


def test_a_database_says_the_same() -> None:
    seen = list({str(each): each for case in CASES for each in case[:2]}.values())
    evidence = [stated("王丽", mention=f"mention-{at:02d}", **each) for at, each in enumerate(seen)]
    with duckdb.connect() as connection:
        connection.register("mentions", table_of(evidence))
        names = [each[0] for each in connection.execute("describe mentions").fetchall()]
        columns = ", ".join(f"l.{each} as {each}_l, r.{each} as {each}_r" for each in names)
        levels = (ADDRESS.silent, *ADDRESS.levels)
        whens = " ".join(f"when {each.sql} then '{each.key}'" for each in levels[:-1])
        rows = connection.execute(
            f"select place_l, place_r, case {whens} else '{levels[-1].key}' end"
            f" from (select {columns} from mentions l, mentions r)"
        ).fetchall()
    said = {(one, other): level for one, other, level in rows}
    for one, other in product(range(len(evidence)), repeat=2):
        assert ADDRESS.level(columns_of(evidence[one]), columns_of(evidence[other])).key == said[one, other]
