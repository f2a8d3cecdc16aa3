"""A change under way: its time, its portions, its receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

import pytest

from graph.model import Edge, Node
from graph.store import EdgeKey, Reader
from graph.store.changing import OpenChange, chunks, moment_of, text_of
from graph.store.protocol import Tally

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
WUHAN = dt.timezone(dt.timedelta(hours=8))


class Counting:
    """Writes nothing, counts what it is given."""

    def __init__(self) -> None:
        self.tally = Tally()

    def put(self, records: Iterable[Node | Edge]) -> None:
        self.tally.inserted += len(list(records))

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        self.tally.deleted += len(list(targets))


@pytest.mark.parametrize(
    ("at", "last", "moment"),
    [
        (NOON, None, NOON),
        (NOON, NOON - dt.timedelta(days=1), NOON),
        (NOON, NOON + dt.timedelta(microseconds=1), NOON + dt.timedelta(microseconds=1)),
        (dt.datetime(2024, 3, 1, 20, tzinfo=WUHAN), None, NOON),
    ],
)
def test_a_change_is_never_before_the_last(at: dt.datetime, last: dt.datetime | None, moment: dt.datetime) -> None:
    assert moment_of(at, last) == moment
    assert moment_of(at, last).tzinfo is dt.UTC


def test_without_a_time_it_is_now() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= moment_of(None, NOON) <= dt.datetime.now(dt.UTC)


def test_the_order_of_times_is_that_of_their_texts() -> None:
    times = [NOON, NOON + dt.timedelta(microseconds=1), NOON.astimezone(WUHAN) + dt.timedelta(seconds=1)]
    assert sorted(map(text_of, times)) == [text_of(each) for each in times]


@pytest.mark.parametrize(
    ("items", "portions"), [("", []), ("ab", ["ab"]), ("abc", ["ab", "c"]), ("abcd", ["ab", "cd"])]
)
def test_portions(items: str, portions: list[str]) -> None:
    assert list(chunks(iter(items), 2)) == [list(each) for each in portions]


def test_the_receipt_comes_when_the_change_is_closed() -> None:
    change = OpenChange(Counting(), cast(Reader, None))
    change.delete(["case-1", "case-2"])
    with pytest.raises(RuntimeError):
        _ = change.receipt
    change.close(3, NOON)
    assert (change.receipt.seq, change.receipt.at, change.receipt.deleted) == (3, NOON, 2)
