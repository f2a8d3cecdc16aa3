"""`as_of`: the graph as it was recorded, answered by the same reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from graph.errors import AsOfTooEarly
from graph.store import EVERYTHING, Ask, Filter, Order, Store
from graph.store.questions import CASES_OF
from tests.contract import street as s
from tests.contract.records import case, ids, lives, mention, party, person, place, put, redirect

DAY = dt.timedelta(days=1)
START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def past(store: Store) -> Iterator[Store]:
    """Four days: 甲 in C1; then C1 retitled and C2; then 甲 becomes 乙; then C1 gone and C3 come."""
    one, other, first = person("甲"), person("乙"), case("C1", title="漏水")
    put(store, one, first, party(one, first), mention("R1", keys=("k",)), at=START)
    second = case("C2", title="噪声", visible_to=(s.SANMIN.id,))
    put(store, case("C1", title="停水", amount=5.0), second, party(one, second), at=START + DAY)
    with store.change(by="contract", why="merge", at=START + 2 * DAY) as change:
        change.delete([one.id, mention("R1").id])
        change.put([other, redirect(one.id, other.id), party(other, first), party(other, second)])
    delete_and_add = store.change(by="contract", why="tidy", at=START + 3 * DAY)
    with delete_and_add as change:
        change.delete([first.id])
        change.put([case("C3", title="漏水"), place("unit", "101室"), lives(other, place("unit", "101室"))])
    yield store


def test_before_the_first_change_there_is_nothing_to_see(past: Store) -> None:
    for early in (0, -1, START - DAY):
        with pytest.raises(AsOfTooEarly), past.as_of(early):
            pass


def test_an_empty_store_has_no_past(store: Store) -> None:
    for moment in (0, 1, START, dt.datetime.now(dt.UTC)):
        with pytest.raises(AsOfTooEarly), store.as_of(moment):
            pass


@pytest.mark.parametrize(
    ("moment", "titles"),
    [
        (1, ["漏水"]),
        (2, ["停水", "噪声"]),
        (3, ["停水", "噪声"]),
        (4, ["噪声", "漏水"]),
        (99, ["噪声", "漏水"]),
        (START, ["漏水"]),
        (START + DAY - dt.timedelta(microseconds=1), ["漏水"]),
        (START + DAY, ["停水", "噪声"]),
        (START + 2.5 * DAY, ["停水", "噪声"]),
        ((START + DAY).astimezone(dt.timezone(dt.timedelta(hours=8))), ["停水", "噪声"]),
        (dt.datetime(2099, 1, 1, tzinfo=dt.UTC), ["噪声", "漏水"]),
    ],
    ids=str,
)
def test_a_moment_by_number_or_time(past: Store, moment: int | dt.datetime, titles: list[str]) -> None:
    with past.as_of(moment) as then:
        found = then.find("case", order=[Order("number")], total=True, scope=EVERYTHING)
        assert [each.title for each in found.nodes] == titles
        assert found.total == len(titles)


def test_get_and_redirects_then(past: Store) -> None:
    one, other = person("甲"), person("乙")
    with past.as_of(2) as then:
        assert then.get([one.id, other.id, case("C3").id], scope=EVERYTHING) == [one, None, None]
    with past.as_of(3) as then:
        assert then.get([one.id, other.id], scope=EVERYTHING) == [other, other]


def test_walking_then(past: Store) -> None:
    one, other = person("甲").id, person("乙").id
    with past.as_of(1) as then:
        assert then.neighbours([Ask(ids=[one])], scope=EVERYTHING)[0][0].total == 1
        assert dict(then.around([one], depth=1, scope=EVERYTHING).nodes) == {one: 0, case("C1").id: 1}
        assert then.path([(one, case("C2").id)], scope=EVERYTHING) == [None]
    with past.as_of(2) as then:
        assert then.neighbours([Ask(ids=[one])], scope=EVERYTHING)[0][0].total == 2
        (way,) = then.path([(case("C1").id, case("C2").id)], scope=EVERYTHING)
        assert way is not None
        assert ids(way.nodes) == [case("C1").id, one, case("C2").id]
    with past.as_of(4) as then:
        (found,) = then.neighbours([Ask(ids=[other])], scope=EVERYTHING)[0]
        assert [link.edge.TYPE for link in found.links] == ["party_to", "lives_in"]


@pytest.mark.parametrize(
    ("seq", "word", "numbers"),
    [
        (1, "漏水", ["C1"]),
        (1, "停水", []),
        (2, "漏水", []),
        (2, "停水", ["C1"]),
        (3, "噪声", ["C2"]),
        (4, "漏水", ["C3"]),
        (4, "停水", []),
    ],
)
def test_searching_then(past: Store, seq: int, word: str, numbers: list[str]) -> None:
    with past.as_of(seq) as then:
        hits, total = then.search(word, scope=EVERYTHING)
        assert [hit.node.number for hit in hits] == numbers  # type: ignore[attr-defined]
        assert total == len(numbers)


def test_counting_scanning_and_asking_then(past: Store) -> None:
    keyed = [Filter("keys", "has", "k")]
    with past.as_of(2) as then:
        assert then.count("case", scope=EVERYTHING) == {None: 2}
        assert then.count("case", by="amount", scope=EVERYTHING) == {None: 1, 5.0: 1}
        assert then.find("mention", [Filter("keys", "has", "k")], scope=EVERYTHING).nodes == (
            mention("R1", keys=("k",)),
        )
        assert [each.target for each in then.scan_edges("party_to", scope=EVERYTHING)] == sorted(
            [case("C1").id, case("C2").id]
        )
        rows = then.ask(CASES_OF, ids=[person("甲").id], scope=EVERYTHING)
        assert sorted(row.case for row in rows) == sorted([case("C1").id, case("C2").id])
    with past.as_of(3) as then:
        assert then.find("mention", keyed, scope=EVERYTHING).nodes == ()
        assert list(then.scan("mention", scope=EVERYTHING)) == []
        assert {row.party for row in then.ask(CASES_OF, ids=[person("甲").id], scope=EVERYTHING)} == {person("乙").id}


def test_the_scope_is_that_of_the_records_then(past: Store) -> None:
    put(past, case("C2", title="噪声"))
    with past.as_of(4) as then:
        assert then.find("case", scope=s.IN_DALONG).nodes == (case("C3", title="漏水"),)
        assert len(then.find("case", scope=s.IN_SANMIN).nodes) == 2
    with past.as_of(5) as then:
        assert len(then.find("case", scope=s.IN_DALONG).nodes) == 2


def test_two_pasts_and_the_present_at_once(past: Store) -> None:
    with past.as_of(1) as first, past.as_of(2) as second:
        titles = [each.get([case("C1").id], scope=EVERYTHING)[0] for each in (first, second, past)]
        assert [each and each.title for each in titles] == ["漏水", "停水", None]  # type: ignore[union-attr]


def test_the_past_stays_while_the_present_goes_on(past: Store) -> None:
    with past.as_of(2) as then:
        before = then.find("case", scope=EVERYTHING)
        put(past, case("C1", title="又一次"), case("C9"))
        assert then.find("case", scope=EVERYTHING) == before
