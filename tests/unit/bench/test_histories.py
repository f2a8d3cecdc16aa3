"""The street of whole histories: the same every time, and with everything in it that findings look for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.duty import calls_of, filled
from bench.histories import END, Histories
from graph.duty.findings import FINDINGS, Wanted
from graph.model import Edge, Node
from graph.pipeline.findings import Page, find
from graph.store import EVERYTHING, Store, open_store


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('bench')}/street.db", create=True)) as store:
        with store.change(by="bench", why="histories") as change:
            change.put(Histories(1_500).records())
        yield store


def test_the_same_street_every_time() -> None:
    assert list(Histories(50).records()) == list(Histories(50).records())


def test_nodes_come_before_the_edges_between_them() -> None:
    known: set[str] = set()
    for each in Histories(50).records():
        if isinstance(each, Node):
            known.add(each.id)
        elif isinstance(each, Edge):
            assert {each.source, each.target} <= known


def test_what_has_not_happened_yet_is_still_to_be_done() -> None:
    statuses = Counter(each.status for each in Histories(1_500).cases)
    assert statuses["closed"] > 1_200 and statuses["in_progress"] and statuses["settled"]


@pytest.mark.parametrize("name", [each for each in FINDINGS if each not in ("silent_communities", "cut_departments")])
def test_each_finding_that_is_timed_finds_something(street: Store, name: str) -> None:
    assert find(street, name, Wanted(now=END, whole=True, open=False), Page(5), scope=EVERYTHING).total


def test_every_call_that_is_timed_can_be_made(street: Store) -> None:
    for call in calls_of(street).values():
        call()


def test_the_file_that_is_kept_is_taken_as_it_is(tmp_path: Path) -> None:

    path = tmp_path / "street.db"
    for _ in range(2):
        with closing(filled(path, 20)) as store:
            assert store.count("case", scope=EVERYTHING) == {None: 20}
            assert store.head()[0] == 1
