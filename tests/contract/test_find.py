"""`find`, `scan`, `scan_edges` and `count`: nodes by their fields, page by page, streamed, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from graph.errors import BadCursor, BadFilter, UnknownField, UnknownKind
from graph.model import EDGES, NODES, Node
from graph.store import EVERYTHING, Filter, Order, Reader, Store, edge_key
from tests.contract import street as s
from tests.contract.records import case, delete, ids, person, put
from tests.contract.reference import stored

MARCH_1 = dt.datetime(2024, 3, 1, 9)


def found(reader: Reader, *where: Filter, kind: str = "case") -> set[str]:
    return set(ids(reader.find(kind, where, scope=EVERYTHING).nodes))


# -- filters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "cases"),
    [
        (Filter("number", "eq", "C3"), [s.C3]),
        (Filter("number", "eq", "c3"), []),
        (Filter("dispute_type", "eq", "leakage"), [s.C1]),
        (Filter("dispute_type", "ne", "leakage"), [s.C2, s.C3, s.C4, s.C5, s.C6]),
        (Filter("participants", "ne", 2), [s.C2, s.C3, s.C4, s.C5, s.C6]),
        (Filter("number", "in", ["C1", "C9", "C5", "C1"]), [s.C1, s.C5]),
        (Filter("number", "in", ()), []),
        (Filter("id", "in", [s.C1.id, s.ZHANG.id]), [s.C1]),
        (Filter("community", "in", [s.DALONG.id]), [s.C3, s.C4]),
        (Filter("received_at", "lt", MARCH_1), []),
        (Filter("received_at", "le", MARCH_1), [s.C1]),
        (Filter("received_at", "gt", MARCH_1), [s.C2, s.C3, s.C5, s.C6]),
        (Filter("received_at", "ge", MARCH_1), [s.C1, s.C2, s.C3, s.C5, s.C6]),
        (Filter("received_at", "lt", dt.datetime(2024, 5, 31, 23)), [s.C1, s.C2]),
        (Filter("settled_on", "le", dt.date(2024, 3, 20)), [s.C1]),
        (Filter("participants", "ge", 3), [s.C2]),
        (Filter("participants", "lt", 10), [s.C1]),
        (Filter("amount", "gt", 80), [s.C1, s.C6]),
        (Filter("amount", "eq", 1500), [s.C1]),
        (Filter("legacy", "eq", True), [s.C3]),
        (Filter("legacy", "eq", False), [s.C1, s.C2, s.C4, s.C5, s.C6]),
        (Filter("community", "null", True), [s.C5]),
        (Filter("community", "null", False), [s.C1, s.C2, s.C3, s.C4, s.C6]),
        (Filter("title", "contains", "物业"), [s.C2, s.C6]),
        (Filter("text", "contains", "%"), []),
        (Filter("text", "contains", "漏_"), []),
        (Filter("number", "contains", "c"), []),
        (Filter("number", "contains", ""), [*s.CASES]),
        (Filter("visible_to", "has", s.POLICE.id), [s.C1, s.C3]),
        (Filter("visible_to", "has", "*"), [s.C5]),
    ],
    ids=lambda value: f"{value.field} {value.op} {value.value!r}" if isinstance(value, Filter) else "",
)  # fmt: skip
def test_a_filter_matches(street: Reader, condition: Filter, cases: Sequence[Node]) -> None:
    assert found(street, condition) == set(ids(cases))


def test_a_list_that_is_indexed_by_value_is_found_by_each(street: Reader) -> None:
    assert found(street, Filter("keys", "has", "k-phone"), kind="mention") == {s.M1.id, s.M4.id}
    assert found(street, Filter("keys", "has", "k-"), kind="mention") == set()


def test_all_filters_must_match(street: Reader) -> None:
    both = (Filter("community", "eq", s.SANMIN.id), Filter("received_at", "ge", dt.datetime(2024, 5, 1)))
    assert found(street, *both) == {s.C2.id, s.C6.id}
    assert found(street, *both, Filter("number", "eq", "C1")) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        Filter("title", "has", "物业"),
        Filter("participants", "contains", "1"),
        Filter("received_at", "ge", 2024),
        Filter("participants", "eq", "many"),
        Filter("number", "in", "C1"),
        Filter("number", "in", 5),
        Filter("number", "like", "C%"),  # type: ignore[arg-type]
        Filter("visible_to", "eq", "*"),
        Filter("visible_to", "has", 1),
    ],
    ids=str,
)
def test_a_filter_that_cannot_be_is_refused(street: Reader, wrong: Filter) -> None:
    with pytest.raises(BadFilter):
        street.find("case", [wrong], scope=EVERYTHING)
    with pytest.raises(BadFilter):
        street.count("case", [wrong], scope=EVERYTHING)


def test_unknown_kinds_and_fields_are_refused(street: Reader) -> None:
    with pytest.raises(UnknownKind):
        street.find("dragon", scope=EVERYTHING)
    with pytest.raises(UnknownKind):
        street.count("dragon", scope=EVERYTHING)
    with pytest.raises(UnknownKind):
        list(street.scan("party_to", scope=EVERYTHING))
    with pytest.raises(UnknownKind):
        list(street.scan_edges("case", scope=EVERYTHING))
    for asked in ({"where": [Filter("colour", "eq", "red")]}, {"order": [Order("colour")]}):
        with pytest.raises(UnknownField):
            street.find("case", scope=EVERYTHING, **asked)  # type: ignore[arg-type]
    with pytest.raises(UnknownField):
        street.count("case", by="colour", scope=EVERYTHING)


def test_values_are_never_read_as_a_query(street: Reader) -> None:
    evil = "C1' OR '1'='1"
    assert found(street, Filter("number", "eq", evil)) == set()
    assert found(street, Filter("title", "contains", "') OR 1=1 --")) == set()
    with pytest.raises(UnknownField):
        street.find("case", [Filter("number = '' OR 1=1 --", "eq", "")], scope=EVERYTHING)


# -- order, pages, total ---------------------------------------------------------------------------


def test_without_an_order_the_id_is_it(street: Reader) -> None:
    assert ids(street.find("case", scope=EVERYTHING).nodes) == sorted(ids(s.CASES))


def test_none_comes_first_ascending_and_last_descending(street: Reader) -> None:
    up = street.find("case", order=[Order("received_at")], scope=EVERYTHING)
    assert ids(up.nodes) == ids([s.C4, s.C1, s.C2, s.C6, s.C3, s.C5])
    down = street.find("case", order=[Order("received_at", descending=True)], scope=EVERYTHING)
    assert ids(down.nodes) == ids([s.C5, s.C3, s.C6, s.C2, s.C1, s.C4])


def test_the_id_breaks_ties_ascending_whichever_way_the_order_goes(street: Reader) -> None:
    disputes = [s.C1, s.C2, s.C4, s.C6]
    page = street.find(
        "case", [Filter("kind", "eq", "dispute")], order=[Order("kind", descending=True)], scope=EVERYTHING
    )
    assert ids(page.nodes) == sorted(ids(disputes))


def test_an_order_may_name_several_fields(street: Reader) -> None:
    page = street.find(
        "case", order=[Order("kind", descending=True), Order("number", descending=True)], scope=EVERYTHING
    )
    assert ids(page.nodes) == ids([s.C3, s.C5, s.C6, s.C4, s.C2, s.C1])


@pytest.mark.parametrize(
    "order",
    [[], [Order("id", descending=True)], [Order("amount")], [Order("amount", descending=True)],
     [Order("community"), Order("received_at", descending=True)], [Order("legacy"), Order("participants")]],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("first", [1, 2, 4, 5, 6, 50])
def test_pages_put_together_are_the_whole(street: Reader, order: list[Order], first: int) -> None:
    whole = street.find("case", order=order, scope=EVERYTHING)
    walked: list[Any] = []
    after = None
    while True:
        page = street.find("case", order=order, first=first, after=after, total=True, scope=EVERYTHING)
        assert page.total == 6
        assert len(page.cursors) == len(page.nodes) <= first
        walked += page.nodes
        if not page.more:
            break
        after = page.cursors[-1]
    assert tuple(walked) == whole.nodes


def test_a_page_may_start_after_any_node(street: Reader) -> None:
    whole = street.find("case", order=[Order("received_at")], scope=EVERYTHING)
    for position, cursor in enumerate(whole.cursors):
        rest = street.find("case", order=[Order("received_at")], after=cursor, scope=EVERYTHING)
        assert rest.nodes == whole.nodes[position + 1 :]


def test_a_cursor_outlives_the_node_that_it_names(store: Store) -> None:
    some = [case(str(each)) for each in range(5)]
    put(store, *some)
    page = store.find("case", order=[Order("number")], first=2, scope=EVERYTHING)
    delete(store, page.nodes[1].id)
    rest = store.find("case", order=[Order("number")], after=page.cursors[1], scope=EVERYTHING)
    assert [each.number for each in rest.nodes] == ["2", "3", "4"]


def test_the_total_is_told_only_when_asked(street: Reader) -> None:
    where = [Filter("kind", "eq", "dispute")]
    assert street.find("case", where, first=1, scope=EVERYTHING).total is None
    page = street.find("case", where, first=1, total=True, scope=EVERYTHING)
    assert (page.total, len(page.nodes), page.more) == (4, 1, True)


def test_nothing_found_is_an_empty_page(store: Store) -> None:
    page = store.find("case", total=True, scope=EVERYTHING)
    assert (page.nodes, page.cursors, page.more, page.total) == ((), (), False, 0)


def test_a_page_of_none_still_has_its_total(street: Reader) -> None:
    page = street.find("case", first=0, total=True, scope=EVERYTHING)
    assert (page.nodes, page.total, page.more) == ((), 6, True)


@pytest.mark.parametrize("cursor", ["", "x", "!!!!", "AAAA", "bnVsbA", "W10", "物业", "e30=" * 50])
def test_a_broken_cursor_is_refused(street: Reader, cursor: str) -> None:
    with pytest.raises(BadCursor):
        street.find("case", after=cursor, scope=EVERYTHING)


def test_a_cursor_of_another_question_is_refused(street: Reader) -> None:
    cursor = street.find("case", order=[Order("number")], scope=EVERYTHING).cursors[0]
    for kind, where, order in (
        ("case", [], [Order("title")]),
        ("case", [], [Order("number", descending=True)]),
        ("case", [Filter("kind", "eq", "dispute")], [Order("number")]),
        ("place", [], [Order("name")]),
    ):
        with pytest.raises(BadCursor):
            street.find(kind, where, order=order, after=cursor, scope=EVERYTHING)


# -- scan ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NODES, ids=lambda kind: kind.KIND)
def test_scan_gives_every_node_of_a_kind_by_id(street: Reader, kind: type[Node]) -> None:
    expected = sorted((each for each in s.NODES if type(each) is kind), key=lambda node: node.id)
    assert list(street.scan(kind.KIND, scope=EVERYTHING)) == expected


def test_scan_takes_filters(street: Reader) -> None:
    scanned = street.scan("case", [Filter("kind", "eq", "dispute")], scope=EVERYTHING)
    assert ids(scanned) == sorted(ids([s.C1, s.C2, s.C4, s.C6]))


@pytest.mark.parametrize("type", [each.TYPE for each in EDGES])
def test_scan_edges_gives_every_edge_of_a_type_in_order(street: Reader, type: str) -> None:
    expected = sorted((stored(each) for each in s.EDGES if type == each.TYPE), key=edge_key)
    assert list(street.scan_edges(type, scope=EVERYTHING)) == expected


def test_a_scan_sees_one_moment_though_others_write_meanwhile(store: Store) -> None:
    before = [person(f"先来{each}") for each in range(500)]
    put(store, *before)
    scan = store.scan("person", scope=EVERYTHING)
    seen = [next(scan)]
    put(store, *(person(f"后来{each}") for each in range(100)))
    delete(store, *ids(before))
    assert ids([*seen, *scan]) == sorted(ids(before))


def test_two_scans_do_not_disturb_each_other(street: Reader) -> None:
    pairs = list(zip(street.scan("case", scope=EVERYTHING), street.scan("case", scope=EVERYTHING), strict=True))
    assert all(one == other for one, other in pairs)
    assert all(one[0].id < other[0].id for one, other in pairwise(pairs))


# -- count -----------------------------------------------------------------------------------------


def test_count_of_all_and_of_some(street: Reader) -> None:
    assert street.count("case", scope=EVERYTHING) == {None: 6}
    assert street.count("case", [Filter("kind", "eq", "hazard")], scope=EVERYTHING) == {None: 1}
    assert street.count("visit", scope=EVERYTHING) == {None: 0}


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        ("kind", {"dispute": 4, "request": 1, "hazard": 1}),
        ("community", {s.SANMIN.id: 3, s.DALONG.id: 2, None: 1}),
        ("legacy", {True: 1, False: 5}),
        ("settled_on", {None: 5, dt.date(2024, 3, 20): 1}),
        ("participants", {None: 4, 2: 1, 12: 1}),
        ("amount", {None: 4, 1500.0: 1, 80.5: 1}),
    ],
)
def test_count_by_a_field_has_every_value_that_occurs(street: Reader, by: str, counts: dict[Any, int]) -> None:
    assert street.count("case", by=by, scope=EVERYTHING) == counts


def test_count_by_a_time(street: Reader) -> None:
    counts = street.count("case", [Filter("community", "eq", s.DALONG.id)], by="received_at", scope=EVERYTHING)
    assert counts == {None: 1, s.C3.received_at: 1}


def test_count_by_of_nothing_is_empty(street: Reader) -> None:
    assert street.count("visit", by="mode", scope=EVERYTHING) == {}
