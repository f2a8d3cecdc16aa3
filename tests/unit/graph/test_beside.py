"""Work done by other processes: the same pieces in the same order, their errors, and their end."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from graph.beside import Worker, handed, packed, unpacked
from graph.errors import HelperLost, UnknownRecord
from graph.ids import make_id
from graph.model import Case, PartyTo, Person


@dataclass(frozen=True)
class Count:
    """Numbers from `first` on."""

    first: int
    last: int

    def pieces(self) -> Iterator[int]:
        yield from range(self.first, self.last + 1)


@dataclass(frozen=True)
class Fail:
    """One piece, then an error that users know."""

    def pieces(self) -> Iterator[str]:
        yield "one"
        raise UnknownRecord(id="case-0123456789abcdef")


@dataclass(frozen=True)
class Die:
    """One piece, then nothing more: as when there is no memory left."""

    def pieces(self) -> Iterator[str]:
        yield "one"
        os._exit(1)


@dataclass(frozen=True)
class Talk:
    """Prints, which must not come between the pieces."""

    def pieces(self) -> Iterator[str]:
        print("a word from a library")
        yield "one"


def test_pieces_come_in_turn_while_there_are_any() -> None:
    assert list(handed([Count(1, 3), Count(11, 12), Count(21, 21)])) == [1, 11, 21, 2, 12, 3]


def test_an_error_is_raised_here_as_it_was_there() -> None:
    pieces = handed([Fail()])
    assert next(pieces) == "one"
    with pytest.raises(UnknownRecord, match="case-0123456789abcdef"):
        next(pieces)


def test_a_process_that_dies_is_told() -> None:
    pieces = handed([Die()])
    assert next(pieces) == "one"
    with pytest.raises(HelperLost):
        next(pieces)


def test_what_it_prints_is_no_piece() -> None:
    assert list(handed([Talk()])) == ["one"]


def test_a_worker_ends_when_it_is_closed() -> None:
    with closing(Worker(Count(1, 10**9))) as worker:
        assert next(worker.pieces()) == 1
    assert worker._child.poll() is not None


def test_records_travel_whole() -> None:
    case = Case(id=make_id("case", "1"), source="grid", number="1", kind="dispute", title="漏水")
    person = Person(id=make_id("person", "1"), name="王丽", birth_date=dt.date(1985, 3, 5), telephones=("19900000001",))
    party = PartyTo(source=person.id, target=case.id, role="applicant", since=dt.date(2024, 3, 5))
    assert list(unpacked(packed([case, person, party]))) == [case, person, party]
