"""Whatever the size of the street, each of the findings finds something in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.duty.findings import FINDINGS, Wanted
from graph.pipeline.findings import Page, find
from graph.store import EVERYTHING, Reader
from loaders.demo import build_street
from tests.unit.loaders.demo.conftest import written

NOW = dt.datetime(2026, 1, 31, 18)


def nothing_found(store: Reader) -> list[str]:
    wanted = Wanted(now=NOW, whole=True, open=False)
    return [name for name in FINDINGS if not find(store, name, wanted, Page(first=1), scope=EVERYTHING).findings]


def test_the_centres_own_size(linked: Reader) -> None:
    assert nothing_found(linked) == []


@pytest.mark.parametrize("cases", [50, 125])
def test_smaller_streets(cases: int, tmp_path: Path) -> None:
    """`cases` a year, of two years."""
    street = build_street(cases=cases)
    with written(street, street.chapters(), tmp_path) as store:
        assert nothing_found(store) == []
