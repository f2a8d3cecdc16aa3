"""Who is who is the same on every engine, in whatever order rows come, all at once or a few at a time."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.residents.writing import made, write
from graph.identity.resolve import resolve_mentions
from graph.model import Edge, Mention, Node, Place
from graph.pipeline import resolve
from graph.store import EVERYTHING, Store, open_store
from loaders.load import load_files

PEOPLE, MENTIONS = 40, 150
TODAY = dt.date(2025, 1, 1)
State = tuple[list[Any], ...]


@cache
def residents() -> tuple[list[Node], list[Edge], dict[str, list[Edge]], list[Mention]]:
    """Places, the tree that they make, the addresses of each mention, and mentions, as a file gives them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(made(PEOPLE, MENTIONS, seed=3), folder)
        with closing(open_store(f"sqlite:///{folder / 'read.db'}", create=True)) as store:
            load_files(store, [folder / "mentions.csv"], by="test")
            places: list[Node] = [each for each in store.scan("place", scope=EVERYTHING) if isinstance(each, Place)]
            homes: defaultdict[str, list[Edge]] = defaultdict(list)
            for edge in store.scan_edges("stated_at", scope=EVERYTHING):
                homes[edge.source].append(edge)
            return places, list(store.scan_edges("in", scope=EVERYTHING)), homes, list(_mentions(store))


def _mentions(store: Store) -> Iterator[Mention]:
    return (each for each in store.scan("mention", scope=EVERYTHING) if isinstance(each, Mention))


def filled(store: Store, order: list[Mention], *, at_once: int) -> State:
    """What identity makes of the mentions, so many at a time in this order; all of them: by a run over everything."""
    places, tree, homes, _ = residents()
    with store.change(by="test", why="地点") as change:
        change.put(places)
        change.put(tree)
    for first in range(0, len(order), at_once):
        some = order[first : first + at_once]
        with store.change(by="test", why="记录") as change:
            change.put(some)
            change.put(edge for each in some for edge in homes[each.id])
        if at_once < len(order):
            resolve(store, by="test", mentions=[each.id for each in some])
    if at_once >= len(order):
        resolve(store, by="test")
    return state(store)


def state(store: Store) -> State:
    """People, whom each mention means and why, and what a person is asked."""
    edges = ("refers_to", "may_be", "lives_in")
    return (
        list(store.scan("person", scope=EVERYTHING)),
        *(list(store.scan_edges(each, scope=EVERYTHING)) for each in edges),
    )


@cache
def whole() -> State:
    """All of them at once, on SQLite."""
    with tempfile.TemporaryDirectory() as name, closing(open_store(f"sqlite:///{name}/all.db", create=True)) as store:
        return filled(store, residents()[3], at_once=MENTIONS)


def shuffled(seed: int) -> list[Mention]:
    order = list(residents()[3])
    random.Random(seed).shuffle(order)
    return order


def test_the_residents_are_worth_it() -> None:
    people, refers, asked, _ = whole()
    assert len(people) < MENTIONS * 2 / 3
    assert {each.basis for each in refers} >= {"rule", "score"}
    assert asked


@pytest.mark.parametrize("at_once", [20, MENTIONS])
def test_any_order_and_any_number_at_a_time(store: Store, at_once: int) -> None:
    assert filled(store, shuffled(at_once), at_once=at_once) == whole()


@pytest.mark.parametrize(("seed", "at_once"), [(1, 1), (2, 3), (3, 7), (4, 20), (5, 40), (6, 90)])
def test_one_by_one_or_a_few_at_a_time(tmp_path: Path, seed: int, at_once: int) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/street.db", create=True)) as store:
        assert filled(store, shuffled(seed), at_once=at_once) == whole()


def test_a_hundred_shuffles_are_one_partition() -> None:
    *_, mentions = residents()
    first = resolve_mentions(mentions, today=TODAY)
    assert any(not each.is_certain for each in first.clusters)
    for seed in range(100):
        assert resolve_mentions(shuffled(seed), today=TODAY) == first
