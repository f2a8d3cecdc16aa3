"""A dwelling written in two forms, from a file to what identity compares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.identity.keys import KeyKind, keys_of
from graph.identity.places import PlaceFacts
from graph.model import Mention
from graph.pipeline import resolve
from graph.pipeline.whereabouts import Whereabouts
from graph.store import EVERYTHING, Store, open_store
from graph.store.questions import LINKS_OF_MENTIONS
from loaders.load import load_files

HEADER = "记录编号,来源,受理日期,姓名,联系电话,住址,角色\n"
ROWS = """A1,网格,2024-01-01,王丽,,云樵路36号3号楼3门701,申请人
A2,网格,2024-01-02,王丽,,三和佳苑3栋3单元701室,申请人
A3,网格,2024-01-03,王丽,,云樵路36号三和佳苑3栋3单元7楼701,申请人
A4,网格,2024-01-04,王丽,,三和佳苑3栋701,申请人
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path / 'street.db'}", create=True)) as store:
        _load(store, tmp_path, ROWS)
        yield store


def _load(store: Store, folder: Path, rows: str) -> None:
    path = folder / "mentions.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    load_files(store, [path], by="test")


def _mentions(store: Store) -> dict[str, Mention]:
    return {each.record: each for each in store.scan("mention", scope=EVERYTHING) if isinstance(each, Mention)}


def _homes(store: Store) -> dict[str, PlaceFacts]:
    mentions = _mentions(store)
    ids = [each.id for each in mentions.values()]
    links = store.ask(LINKS_OF_MENTIONS, ids=ids, scope=EVERYTHING)
    homes = Whereabouts(store).of_mentions(links)
    return {record: homes[each.id] for record, each in mentions.items()}


def test_each_form_is_a_stem_with_its_door(store: Store) -> None:
    homes = _homes(store)
    assert {record: each.homes for record, each in homes.items()} == {
        "A1": ("云樵路36号|3-3-701",),
        "A2": ("三和佳苑|3-3-701",),
        "A3": ("三和佳苑|3-3-701", "云樵路36号|3-3-701"),
        "A4": ("三和佳苑|3--701",),
    }
    assert {record: each.kind for record, each in homes.items()} == {
        "A1": "road", "A2": "estate", "A3": "estate", "A4": "estate",
    }  # fmt: skip


def test_a_run_over_everything_reads_the_same(store: Store) -> None:
    stays = [
        (each.source, each.target, each.tenure, each.also) for each in store.scan_edges("stated_at", scope=EVERYTHING)
    ]
    everywhere = Whereabouts.of_all(store).of_statements(stays)
    assert {record: everywhere[each.id] for record, each in _mentions(store).items()} == _homes(store)


def test_loading_makes_the_key_that_the_tree_makes(store: Store) -> None:
    mentions, homes = _mentions(store), _homes(store)
    assert all(keys_of(each, door=homes[record].door) == each.keys for record, each in mentions.items())
    doors = [[key for key in each.keys if key[0] == KeyKind.DOOR] for each in mentions.values()]
    assert len(doors[0]) == 1 and doors == [doors[0]] * 4


def test_a_later_file_moves_the_key_with_the_home(store: Store, tmp_path: Path) -> None:
    before = _mentions(store)["A1"].keys
    _load(store, tmp_path, "A1,网格,2024-01-01,王丽,18571920463,,申请人\n")
    silent = _mentions(store)["A1"].keys
    assert set(before) < set(silent)
    _load(store, tmp_path, "A1,网格,2024-01-01,王丽,18571920463,云樵路36号3号楼3门702,申请人\n")
    moved = _mentions(store)["A1"]
    assert set(before).isdisjoint(moved.keys)
    assert moved.keys == keys_of(moved, door=_homes(store)["A1"].door)


def test_one_person_under_both_forms(store: Store) -> None:
    resolve(store, by="test")
    assert len({each.target for each in store.scan_edges("refers_to", scope=EVERYTHING)}) == 1
