"""`changes`, `history`, `head`: what was done, by whom, why, before and after."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.model import Edge, HandedTo, Linked
from graph.store import EVERYTHING, EdgeKey, Entry, Store, edge_key
from tests.contract import street as s
from tests.contract.records import NOBODY, case, delete, organisation, party, people, person, put, redirect

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)


def told(entries: list[Entry]) -> list[tuple[int, object, object]]:
    return [(each.seq, each.before, each.after) for each in entries]


def test_an_empty_store_has_no_journal(store: Store) -> None:
    assert store.head() == (0, None)
    assert store.changes(scope=EVERYTHING) == []
    assert store.history(NOBODY, scope=EVERYTHING) == []


def test_every_record_has_its_before_and_after(store: Store) -> None:
    old, new = person("甲"), person("甲", mentions=2)
    put(store, old)
    put(store, new)
    delete(store, new.id)
    put(store, old)
    expected = [(1, None, old), (2, old, new), (3, new, None), (4, None, old)]
    assert told(store.changes(scope=EVERYTHING)) == expected
    assert told(store.history(old.id, scope=EVERYTHING)) == expected


def test_the_whole_journal_streams(store: Store) -> None:
    put(store, *s.street())
    put(store, case("C1", title="改了"), person("新来的"))
    delete(store, s.ZHANG.id, s.C2.id)
    put(store, s.ZHANG)
    with store.change(by="contract", why="test") as change:
        change.delete([s.LI.id])
        change.put([person("李四", mentions=9)])
    for since in (0, 1, 3):
        streamed = [(each.seq, each.before, each.after) for each in store.journal(since)]
        assert [each[0] for each in streamed] == sorted(each[0] for each in streamed)
        entries = store.changes(since, limit=10**9, scope=EVERYTHING)
        assert sorted(map(repr, streamed)) == sorted(repr((each.seq, each.before, each.after)) for each in entries)
        for seq in {each[0] for each in streamed}:
            kinds = [isinstance(each[2] or each[1], Edge) for each in streamed if each[0] == seq]
            assert kinds == sorted(kinds)
    (first, *_) = store.journal(1)
    assert (first.by, first.why, first.at) == ("contract", "test", store.changes(1, scope=EVERYTHING)[0].at)
    assert list(store.journal(99)) == []


def test_an_entry_says_who_when_and_why(store: Store) -> None:
    receipt = put(store, person("甲"), by="李敏", why="接待来访 “张三”", at=NOON)
    assert receipt.at == NOON
    (entry,) = store.changes(scope=EVERYTHING)
    assert (entry.by, entry.why, entry.at, entry.seq) == ("李敏", "接待来访 “张三”", NOON, receipt.seq)
    assert entry.at.utcoffset() == dt.timedelta(0)
    assert store.head() == (1, NOON)


def test_a_time_in_another_zone_is_told_in_utc(store: Store) -> None:
    wuhan = dt.timezone(dt.timedelta(hours=8))
    put(store, person("甲"), at=dt.datetime(2024, 3, 1, 20, tzinfo=wuhan))
    assert store.head()[1] == NOON
    assert store.changes(scope=EVERYTHING)[0].at.utcoffset() == dt.timedelta(0)


def test_now_is_the_time_by_default(store: Store) -> None:
    before = dt.datetime.now(dt.UTC)
    at = put(store, person("甲")).at
    assert at is not None
    assert before - dt.timedelta(seconds=1) <= at <= dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)


def test_time_never_goes_back(store: Store) -> None:
    put(store, person("甲"), at=NOON)
    assert put(store, person("乙"), at=NOON - dt.timedelta(days=1)).at == NOON
    assert put(store, person("丙"), at=NOON + dt.timedelta(microseconds=1)).at == NOON + dt.timedelta(microseconds=1)


def test_within_a_change_nodes_stand_before_edges_in_the_order_of_the_records(store: Store) -> None:
    put(store, *s.street())
    found = [each.after for each in store.changes(limit=10_000, scope=EVERYTHING)]
    nodes = [each for each in found if each in s.NODES]
    assert found[: len(s.NODES)] == nodes
    kinds = ["case", "mention", "person", "place", "organisation", "officer", "matter", "redirect", "gist"]
    assert [(kinds.index(each.KIND), each.id) for each in nodes] == sorted(  # type: ignore[union-attr]
        (kinds.index(each.KIND), each.id) for each in s.NODES
    )
    keys = [edge_key(each) for each in found[len(s.NODES) :]]  # type: ignore[arg-type]
    grouped = [key for type in dict.fromkeys(key.type for key in keys) for key in sorted(keys) if key.type == type]
    assert keys == grouped
    assert len(keys) == len(s.EDGES)


def test_deleting_a_node_journals_each_edge_that_goes(store: Store) -> None:
    one, item = person("甲"), case("C1")
    put(store, one, item, party(one, item), party(one, item, "agent"))
    delete(store, one.id)
    gone = [(2, one, None), (2, party(one, item, "agent"), None), (2, party(one, item), None)]
    assert told(store.changes(1, scope=EVERYTHING)) == gone


def test_only_the_last_of_several_versions_in_a_change_is_told(store: Store) -> None:
    put(store, person("甲", mentions=1), person("甲", mentions=2))
    with store.change(by="contract", why="test") as change:
        change.put([person("甲", mentions=3)])
        change.put([person("甲", mentions=4), person("乙")])
        change.delete([person("乙").id])
    first, last = person("甲", mentions=2), person("甲", mentions=4)
    assert told(store.changes(scope=EVERYTHING)) == [(1, None, first), (2, first, last)]


def test_what_a_change_took_back_itself_is_not_told(store: Store) -> None:
    put(store, person("甲"))
    with store.change(by="contract", why="test") as change:
        change.put([person("甲", mentions=7), person("乙")])
        change.delete([person("乙").id])
        change.put([person("甲"), person("丙")])
    assert told(store.changes(1, scope=EVERYTHING)) == [(2, None, person("丙"))]


def test_since_and_whole_changes(store: Store) -> None:
    groups = [people(3), [person("甲")], [person("乙"), person("丙")], [person("丁")]]
    for group in groups:
        put(store, *group)
    for limit, seqs in (
        (1, {1}),
        (3, {1}),
        (4, {1, 2}),
        (5, {1, 2, 3}),
        (6, {1, 2, 3}),
        (7, {1, 2, 3, 4}),
        (99, {1, 2, 3, 4}),
    ):
        assert {each.seq for each in store.changes(limit=limit, scope=EVERYTHING)} == seqs
    assert [each.seq for each in store.changes(1, limit=2, scope=EVERYTHING)] == [2, 3, 3]
    assert store.changes(4, scope=EVERYTHING) == store.changes(99, scope=EVERYTHING) == []


def test_history_of_one_edge(store: Store) -> None:
    one, item = person("甲"), case("C1")
    old, new = party(one, item), party(one, item, certainty="provisional")
    put(store, one, item, old, party(one, item, "agent"))
    put(store, new)
    delete(store, one.id)
    found = store.history(edge_key(old), scope=EVERYTHING)
    assert told(found) == [(1, None, old), (2, old, new), (3, new, None)]


def test_history_of_an_edge_without_direction_from_either_end(store: Store) -> None:
    one, two = case("甲"), case("乙")
    put(store, one, two, Linked(source=one.id, target=two.id))
    key = edge_key(Linked(source=two.id, target=one.id))
    assert len(store.history(key, scope=EVERYTHING)) == 1


def test_history_of_an_edge_with_a_time_in_its_key(store: Store) -> None:
    item, office = case("C1"), organisation("司法所")
    edges = [HandedTo(source=item.id, target=office.id, at=dt.datetime(2024, 1, day)) for day in (1, 2)]
    put(store, item, office, *edges)
    assert told(store.history(edge_key(edges[1]), scope=EVERYTHING)) == [(1, None, edges[1])]


def test_history_does_not_follow_redirects(store: Store) -> None:
    put(store, person("甲"), redirect(s.RETIRED, person("甲").id))
    assert store.history(s.RETIRED, scope=EVERYTHING) == []


def test_history_of_what_never_was(store: Store) -> None:
    put(store, person("甲"))
    assert store.history(EdgeKey("party_to", person("甲").id, NOBODY, ""), scope=EVERYTHING) == []


@pytest.mark.parametrize("limit", [1, 2, 7, 1000])
def test_the_journal_read_page_by_page_is_the_whole(store: Store, limit: int) -> None:
    for each in range(12):
        put(store, *people(each % 4 + 1, mentions=each))
    walked: list[Entry] = []
    while page := store.changes(walked[-1].seq if walked else 0, limit=limit, scope=EVERYTHING):
        walked += page
    assert walked == store.changes(limit=10_000, scope=EVERYTHING)
