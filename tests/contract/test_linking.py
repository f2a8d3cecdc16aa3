"""Linking on every engine: by what cases say, one by one with changes and removals, the same as all at once."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from graph.model import Case, Edge, Node
from graph.pipeline import Limits, link
from graph.store import EVERYTHING, Store, edge_key
from tests.contract.records import case, delete, put

TODAY = dt.date(2024, 6, 1)
LIMITS = Limits(text=4, copies=2)
PLACES = ("锦鸿翠苑", "泰岳琴台")
SAID = ("地下车库坡道防滑条脱落，电动车接连侧翻", "屋顶太阳能集热管爆裂，铁皮雨棚砸中晾衣架")


def told(number: int, chance: random.Random) -> Case:
    """One of a few complaints, about one of two estates."""
    place, said, end = chance.choice(PLACES), chance.choice(SAID), chance.choice(("", "", "，已拍照"))
    return case(
        f"{number}",
        title=f"{place}{said[:9]}",
        text=f"{place}{said}，{place}业委会无人过问{end}",
        place=place,
        received_at=dt.datetime(2024, 1, 1) + dt.timedelta(days=chance.randrange(60)),
    )


def linked(store: Store, *cases: Case, whole: bool = False) -> None:
    link(store, by="contract", cases=None if whole else [each.id for each in cases], today=TODAY, limits=LIMITS)


def derived(store: Store) -> tuple[list[Node], list[Edge]]:
    nodes = [each for kind in ("gist", "matter") for each in store.scan(kind, scope=EVERYTHING)]
    return nodes, [each for type in ("linked", "part_of") for each in store.scan_edges(type, scope=EVERYTHING)]


@pytest.mark.parametrize("seed", range(4))
def test_one_by_one_with_changes_and_removals_is_as_all_at_once(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    cases = [told(number, chance) for number in range(8)]
    for each in cases:
        put(store, each)
        linked(store, each)
    changed, gone = cases[0], cases[1]
    anew = told(0, chance)
    put(store, replace(changed, title=anew.title, text=anew.text, place=anew.place))
    linked(store, changed)
    delete(store, gone.id)
    linked(store, gone)
    step_by_step = derived(store)
    assert step_by_step[1]
    nodes, links = step_by_step
    delete(store, *map(edge_key, links))
    delete(store, *(each.id for each in nodes))
    linked(store, whole=True)
    for one, other in zip(derived(store), step_by_step, strict=True):
        assert one == other
