"""`ask`: every named question, on the street by hand and on generated graphs by the reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from graph.errors import BadId, UnknownField
from graph.ids import make_id
from graph.model import (
    About,
    LedBy,
    Linked,
    LivesIn,
    MayBe,
    Node,
    PartOf,
    PartyTo,
    ReceivedBy,
    StatedAt,
    Step,
    Visit,
    Warning,
)
from graph.schema import NODE_SHAPES
from graph.store import EVERYTHING, Question, Reader, Scope, Store, edge_key
from graph.store import questions as q
from tests.contract import graphs as g
from tests.contract import street as s
from tests.contract.answers import ANSWERS, Rows, answer
from tests.contract.comparing import IDS, Check
from tests.contract.records import NOBODY, case, delete, matter, organisation, put
from tests.contract.reference import Model
from tests.contract.statistics_answers import STATISTICS_ANSWERS
from tests.contract.test_scope import SCOPES as READERS

OF_IDS = [each for each in q.QUESTIONS if "ids" in each.parameters]
CASE_IDS = [each.id for each in s.CASES]
WHOLE = Model.of(s.street())
PERIODLESS: dict[str, Any] = {"start": None, "end": None}
PAGE: dict[str, Any] = {"first": 100, "skip": 0}


def asked(reader: Reader, question: Question[Any], scope: Scope = EVERYTHING, **parameters: Any) -> Rows:
    rows = reader.ask(question, scope=scope, **parameters)
    assert all(type(row) is question.row for row in rows)
    return [tuple(row) for row in rows]


def test_every_question_is_held_to_something() -> None:
    held = ANSWERS.keys() | STATISTICS_ANSWERS.keys() | {"yearly_figures"}
    assert {each.name for each in q.QUESTIONS} == held


# -- by hand ---------------------------------------------------------------------------------------


def test_cases_of(street: Reader) -> None:
    rows = asked(street, q.CASES_OF, ids=[s.WANG.id, s.COMPANY.id, NOBODY, s.WANG.id])
    assert rows == sorted(
        [
            (s.WANG.id, s.C3.id, "applicant", "certain"),
            (s.WANG.id, s.C4.id, "respondent", "certain"),
            (s.COMPANY.id, s.C2.id, "respondent", "certain"),
            (s.COMPANY.id, s.C3.id, "respondent", "provisional"),
            (s.COMPANY.id, s.C6.id, "respondent", "certain"),
        ]
    )


def test_a_retired_id_asks_for_its_heir(street: Reader) -> None:
    rows = asked(street, q.CASES_OF, ids=[s.LONG_RETIRED])
    assert rows == asked(street, q.CASES_OF, ids=[s.ZHANG.id, s.RETIRED])
    assert [row[2] for row in rows if row[1] == s.C6.id] == ["applicant", "reporter"]


def test_recurring_parties(street: Reader) -> None:
    both: dict[str, Any] = {"kinds": ["person", "organisation"], "least": 2, **PAGE}
    first, second, third = (
        (s.COMPANY.id, 3, "2024-05-10T09:00:00", "2025-01-05T09:00:00"),
        (s.ZHANG.id, 3, "2024-03-01T09:00:00", "2024-05-31T23:00:00"),
        (s.WANG.id, 2, "2025-01-05T09:00:00", "2025-01-05T09:00:00"),
    )
    assert asked(street, q.RECURRING_PARTIES, **both, **PERIODLESS) == [first, second, third]
    assert asked(street, q.RECURRING_PARTIES, **{**both, "first": 1, "skip": 1}, **PERIODLESS) == [second]
    of_may: dict[str, Any] = {"start": "2024-05-01T00:00:00", "end": "2024-06-01T00:00:00"}
    assert asked(street, q.RECURRING_PARTIES, **both, **of_may) == [
        (id, 2, "2024-05-10T09:00:00", "2024-05-31T23:00:00") for id in sorted([s.COMPANY.id, s.ZHANG.id])
    ]
    assert asked(street, q.RECURRING_PARTIES, **{**both, "kinds": ["person"], "least": 3}, **PERIODLESS) == [second]


def test_the_end_of_a_period_is_not_in_it(street: Reader) -> None:
    rest: dict[str, Any] = {"kinds": ["person"], "least": 1, **PAGE}
    at = "2024-03-01T09:00:00"
    assert asked(street, q.RECURRING_PARTIES, start=None, end=at, **rest) == []
    assert len(asked(street, q.RECURRING_PARTIES, start=at, end="2024-03-01T09:00:01", **rest)) == 2


def test_recurring_places(street: Reader) -> None:
    found = asked(street, q.RECURRING_PLACES, levels=["building", "lane", "street"], least=2, **PERIODLESS, **PAGE)
    span = ("2024-03-01T09:00:00", "2025-02-02T09:00:00")
    assert found == [
        (s.STREET.id, 4, *span),
        *((id, 3, *span) for id in sorted([s.BUILDING.id, s.LANE.id])),
    ]
    of_one = asked(street, q.RECURRING_PLACES, levels=["unit"], least=1, **PERIODLESS, **PAGE)
    assert [row[0] for row in of_one] == [s.UNIT_302.id, s.UNIT_101.id]


def test_mentions_with_keys(street: Reader) -> None:
    keys = ["k-zhang", "k-phone", "k-nobody", "k-zhang"]
    rows = asked(street, q.MENTIONS_WITH_KEYS, keys=keys, most=None)
    assert asked(street, q.MENTIONS_WITH_KEYS, keys=keys, most=2) == rows
    assert asked(street, q.MENTIONS_WITH_KEYS, keys=keys, most=1) == []
    assert rows == sorted([("k-phone", s.M1.id), ("k-phone", s.M4.id), ("k-zhang", s.M1.id), ("k-zhang", s.M3.id)])


def test_gists_with_keys(street: Reader) -> None:
    keys = ["w-leak", "w-parking", "w-nothing", "w-leak"]
    alone = ("w-parking", s.C3.id, "d-two")
    both = sorted([("w-leak", s.C1.id, "d-one"), ("w-leak", s.C2.id, "d-two")])
    assert asked(street, q.GISTS_WITH_KEYS, keys=keys, least=1, most=2) == [*both, alone]
    assert asked(street, q.GISTS_WITH_KEYS, keys=keys, least=1, most=1) == [alone]
    assert asked(street, q.GISTS_WITH_KEYS, keys=keys, least=2, most=2) == both


def test_cases_without_gist(street: Reader) -> None:
    unread = [(id,) for id in sorted([s.C4.id, s.C6.id])]
    assert asked(street, q.CASES_WITHOUT_GIST, first=10) == unread
    assert asked(street, q.CASES_WITHOUT_GIST, first=1) == unread[:1]


def test_mentions_at(street: Reader) -> None:
    ids = [s.UNIT_302.id, s.UNIT_101.id, s.BUILDING.id]
    stated = [(each.target, each.source) for each in s.street() if isinstance(each, StatedAt) and each.target in ids]
    assert asked(street, q.MENTIONS_AT, ids=ids, most=100) == sorted(set(stated)) != []
    places = [place for place, _ in stated]
    lonely = [each for each in stated if places.count(each[0]) == 1]
    assert asked(street, q.MENTIONS_AT, ids=ids, most=1) == sorted(lonely)


def test_shared_keys(street: Reader) -> None:
    shared = sorted([("k-phone", s.M1.id), ("k-phone", s.M4.id), ("k-zhang", s.M1.id), ("k-zhang", s.M3.id)])
    assert asked(street, q.SHARED_KEYS, low="k", high="l") == shared
    assert asked(street, q.SHARED_KEYS, low="k-phone", high="k-zhang") == shared[:2]
    assert asked(street, q.SHARED_KEYS, low="l", high="m") == []


@pytest.mark.parametrize(("question", "kind"), [(q.MENTION_IDS, "mention"), (q.CASE_IDS, "case")])
def test_ids_page_by_page(street: Reader, question: Any, kind: str) -> None:
    every = [(each.id,) for each in street.scan(kind, scope=EVERYTHING)]
    assert asked(street, question, after="", first=100) == every
    assert asked(street, question, after=every[0][0], first=1) == every[1:2]
    assert asked(street, question, after=every[-1][0], first=5) == []


def test_what_mentions_left_behind(store: Store) -> None:
    put(store, *s.street())
    assert asked(store, q.UNREFERRED_PEOPLE) == [(s.ZHAO.id,)]
    assert asked(store, q.ORPHANED_EDGES) == []
    party = PartyTo(source=s.ZHANG.id, target=s.C2.id, role="witness", origin=s.M1.id)
    home = LivesIn(source=s.ZHANG.id, target=s.UNIT_302.id, origin=s.M1.id)
    put(store, party, home)
    delete(store, s.M1.id)
    assert asked(store, q.ORPHANED_EDGES) == [tuple(edge_key(each)) for each in (home, party)]


def test_unresolved_mentions(street: Reader) -> None:
    assert asked(street, q.UNRESOLVED_MENTIONS, first=10) == [(s.M5.id,)]
    assert asked(street, q.UNRESOLVED_MENTIONS, first=0) == []


def test_links_of_mentions(street: Reader) -> None:
    rows = asked(street, q.LINKS_OF_MENTIONS, ids=[s.M4.id, s.M1.id])
    assert rows == sorted(
        [
            (s.M1.id, "mentioned_in", s.C1.id, "applicant", None, None, None),
            (s.M1.id, "refers_to", s.ZHANG.id, "certain", None, None, None),
            (s.M1.id, "stated_at", s.UNIT_101.id, "lives", "2019-05-01", None, "民权路9号"),
            (s.M1.id, "stated_at", s.UNIT_101.id, "owns", None, "2024-12-31", ""),
            (s.M4.id, "mentioned_in", s.C3.id, "applicant", None, None, None),
            (s.M4.id, "refers_to", s.WANG.id, "provisional", None, None, None),
        ],
        key=lambda row: row[:4],
    )


def test_mentions_of(street: Reader) -> None:
    rows = asked(street, q.MENTIONS_OF, ids=[s.ZHANG.id, s.COMPANY.id, s.ZHAO.id])
    assert rows == sorted([(s.ZHANG.id, s.M1.id), (s.ZHANG.id, s.M3.id), (s.COMPANY.id, s.M6.id)])


def test_suggestions_come_by_the_cases_of_both_people(store: Store) -> None:
    put(store, *s.street())
    asks = [
        MayBe(source=s.M5.id, target=s.M4.id, weight=9.5, reason="电话相同"),
        MayBe(source=s.M1.id, target=s.M4.id, weight=1.0, doubt="与两个不同的人都相像"),
        MayBe(source=s.M5.id, target=s.M1.id, weight=2.0),
    ]
    put(store, *asks)
    rows = asked(store, q.SUGGESTIONS, first=10, skip=0)
    assert [({a, b}, weight, cases) for a, b, weight, _, _, cases in rows] == [
        ({s.M1.id, s.M4.id}, 1.0, 5),
        ({s.M1.id, s.M5.id}, 2.0, 3),
        ({s.M4.id, s.M5.id}, 9.5, 2),
    ]
    assert all(a < b for a, b, *_ in rows)
    assert (rows[0][4], rows[2][3]) == ("与两个不同的人都相像", "电话相同")
    assert asked(store, q.SUGGESTIONS, first=1, skip=1) == rows[1:2]
    assert asked(store, q.SUGGESTION_COUNT) == [(3,)]


def test_case_suggestions_come_by_what_an_answer_teaches(store: Store) -> None:
    cases = sorted((case(f"S{each}") for each in range(6)), key=lambda each: each.id)
    a, b, c, d, e, f = (each.id for each in cases)
    first, second = matter("甲"), matter("乙")

    def linked(source: str, target: str, weight: float, **facts: Any) -> Linked:
        return Linked(source=source, target=target, weight=weight, **{"kind": "group", **facts})

    sure = {"certainty": "certain", "basis": "judgement"}
    put(
        store, *cases, first, second, *(PartOf(source=each, target=first.id) for each in (a, b, c)),
        *(PartOf(source=each, target=second.id) for each in (d, e)),
        linked(a, b, 3.2), linked(b, c, 3.1), linked(a, c, 3.3), linked(d, e, 3.0),
        linked(a, d, 2.4, certainty="suggested"), linked(c, f, 2.3, certainty="suggested"),
        linked(a, f, 2.6, certainty="suggested", left_open=True), linked(b, d, 2.5, **sure), linked(b, e, 4.5),
    )  # fmt: skip
    found = asked(store, q.CASE_SUGGESTIONS, together=2.5, most=4.0, **PAGE)
    assert [row[:2] for row in found] == [(a, d), (c, f), (a, c), (a, b), (b, c), (d, e)]
    assert [(bool(row[5]), row[6]) for row in found[:2]] == [(False, 5), (False, 4)]
    assert found[0][2:5] == ("group", "suggested", 2.4)
    assert asked(store, q.CASE_SUGGESTIONS, together=2.5, most=4.0, first=2, skip=1) == found[1:3]
    assert asked(store, q.CASE_SUGGESTION_COUNT, most=4.0) == [(6,)]
    assert asked(store, q.CASE_SUGGESTION_COUNT, most=5.0) == [(7,)]
    delete(store, edge_key(linked(b, d, 0)), edge_key(linked(b, e, 0)))
    bridges = [row[:2] for row in asked(store, q.CASE_SUGGESTIONS, together=2.5, most=4.0, **PAGE) if row[5]]
    assert bridges == [(d, e)]


def test_shared_parties(street: Reader) -> None:
    rows = asked(street, q.SHARED_PARTIES, ids=[s.C2.id], kinds=["person", "organisation"], most=10)
    assert rows == sorted(
        [
            (s.C2.id, s.C1.id, s.ZHANG.id, "applicant/applicant"),
            (s.C2.id, s.C6.id, s.ZHANG.id, "applicant/applicant"),
            (s.C2.id, s.C6.id, s.ZHANG.id, "applicant/reporter"),
            (s.C2.id, s.C3.id, s.COMPANY.id, "respondent/respondent"),
            (s.C2.id, s.C6.id, s.COMPANY.id, "respondent/respondent"),
        ]
    )
    assert asked(street, q.SHARED_PARTIES, ids=CASE_IDS, kinds=["organisation"], most=2) == []


def test_shared_households(street: Reader) -> None:
    rows = asked(street, q.SHARED_HOUSEHOLDS, ids=[s.C3.id], most=10)
    together = f"{s.WANG.id}/{s.ZHANG.id}"
    assert rows == sorted((s.C3.id, other.id, s.UNIT_101.id, together) for other in (s.C1, s.C2, s.C6))
    assert asked(street, q.SHARED_HOUSEHOLDS, ids=[s.C3.id], most=1) == []


def test_shared_places(street: Reader) -> None:
    rows = asked(street, q.SHARED_PLACES, ids=[s.C1.id, s.C2.id], levels=["building", "unit"], most=10)
    assert rows == [(s.C1.id, s.C5.id, s.BUILDING.id, "")]
    assert asked(street, q.SHARED_PLACES, ids=[s.C1.id], levels=["unit"], most=10) == []


def test_departments_of(street: Reader) -> None:
    rows = asked(street, q.DEPARTMENTS_OF, ids=[s.C1.id, s.MATTER.id, s.C4.id])
    of_c1 = [(s.JUSTICE.id, "received_by"), (s.POLICE.id, "handed_to")]
    of_c2 = [(s.SAFETY.id, "received_by"), (s.JUSTICE.id, "led_by"), (s.POLICE.id, "helped_by")]
    assert rows == sorted([*((s.C1.id, *part) for part in of_c1), *((s.MATTER.id, *part) for part in (*of_c1, *of_c2))])


def test_cross_department(street: Reader) -> None:
    every: dict[str, Any] = {"kinds": ["case", "matter"], "least": 2, "led": None, **PAGE}
    tied = sorted([(s.C2.id, 3, s.JUSTICE.id), (s.MATTER.id, 3, s.LEADER.id)])
    assert asked(street, q.CROSS_DEPARTMENT, **every) == [*tied, (s.C1.id, 2, None)]
    assert asked(street, q.CROSS_DEPARTMENT, **{**every, "led": True}) == tied
    assert asked(street, q.CROSS_DEPARTMENT, **{**every, "led": False}) == [(s.C1.id, 2, None)]
    assert asked(street, q.CROSS_DEPARTMENT, **{**every, "kinds": ["matter"], "least": 4}) == []
    assert asked(street, q.CROSS_DEPARTMENT, **{**every, "first": 1, "skip": 2}) == [(s.C1.id, 2, None)]


def test_several_leaders_are_no_common_lead(store: Store) -> None:
    one, other = organisation("甲"), organisation("乙")
    item = case("C1")
    put(store, one, other, item, *(LedBy(source=item.id, target=each.id) for each in (one, other)))
    assert asked(store, q.CROSS_DEPARTMENT, kinds=["case"], least=1, led=None, **PAGE) == [(item.id, 2, None)]


def test_cases_by_month(street: Reader) -> None:
    rows = asked(street, q.CASES_BY_MONTH, start="2024-01-01", end="2025-02-02")
    assert rows == [
        ("2024-03", "dispute", s.SANMIN.id, 1),
        ("2024-05", "dispute", s.SANMIN.id, 2),
        ("2025-01", "request", s.DALONG.id, 1),
    ]
    assert asked(street, q.CASES_BY_MONTH, start="2025-02-01", end="2026-01-01") == [("2025-02", "hazard", None, 1)]


# -- the yearly figures ----------------------------------------------------------------------------


def step(item: Node, kind: str, day: str, **facts: Any) -> Step:
    at = dt.datetime.fromisoformat(day)
    id = make_id("step", item.id, kind, day)
    return Step(id=id, kind=kind, at=at, case=item.id, visible_to=("*",), **facts)


def test_yearly_figures_are_counted_from_events(store: Store) -> None:
    office, police = organisation("司法所"), organisation("派出所")
    settled, again, late, open_one = (case(f"D{each}") for each in range(4))
    happy, angry, by_hand = (
        case("R1", kind="request", source="online"),
        case("R2", kind="request", source="petition"),
        case("R3", kind="request", source="grid"),
    )
    legacy = case("L1", kind="request", source="grid", legacy=True)
    events = [
        step(settled, "receive", "2024-02-01"), step(settled, "settle", "2024-02-09", outcome="agreement"),
        step(again, "receive", "2024-02-01"), step(again, "settle", "2024-03-01"), step(again, "reopen", "2024-04-01"),
        step(late, "receive", "2024-12-20"), step(late, "settle", "2025-01-10", outcome="explained"),
        step(open_one, "receive", "2024-06-01"), step(open_one, "settle", "2024-06-09", outcome="failed"),
        step(happy, "close", "2024-05-05"), step(angry, "close", "2024-05-06"), step(by_hand, "close", "2024-05-07"),
        step(legacy, "settle", "2024-07-07", organisation=office.id),
    ]  # fmt: skip
    visits = [
        Visit(id=f"visit-{each:016}", on=dt.date(2024, 6, 1), satisfied=each == 0, visible_to=("*",)) for each in (0, 1)
    ]
    warnings = [
        Warning(id="warning-0000000000000000", level="high", raised_on=dt.date(2023, 12, 30),
                handled_on=dt.date(2024, 1, 1), visible_to=("*",)),
        Warning(id="warning-0000000000000001", level="low", raised_on=dt.date(2024, 1, 1), visible_to=("*",)),
    ]  # fmt: skip
    links = [
        About(source=visits[0].id, target=happy.id), About(source=visits[1].id, target=angry.id),
        ReceivedBy(source=legacy.id, target=police.id),
    ]  # fmt: skip
    cases = [settled, again, late, open_one, happy, angry, by_hand, legacy]
    put(store, office, police, *cases, *events, *visits, *warnings, *links)
    year: dict[str, Any] = {"start": "2024-01-01", "end": "2025-01-01", "settled_by": "2025-03-31"}
    assert asked(store, q.YEARLY_FIGURES, **year) == [
        ("dispute_resolution_rate", 2, 4),
        ("disputes", 4, 0),
        ("legacy_problems_solved", 1, 0),
        ("legacy_problems_solved_jointly", 1, 0),
        ("requests_done", 2, 0),
        ("satisfaction_rate", 1, 2),
        ("warnings_handled", 1, 0),
    ]
    before: dict[str, Any] = {"start": "2000-01-01", "end": "2001-01-01", "settled_by": "2001-03-31"}
    assert {row[1:] for row in asked(store, q.YEARLY_FIGURES, **before)} == {(0, 0)}


# -- what cannot be asked --------------------------------------------------------------------------


def test_a_parameter_that_a_question_does_not_name_is_refused(street: Reader) -> None:
    with pytest.raises(UnknownField):
        street.ask(q.CASES_OF, scope=EVERYTHING, ids=[], colour="red")


def test_an_id_that_is_none_is_refused(street: Reader) -> None:
    with pytest.raises(BadId):
        street.ask(q.CASES_OF, scope=EVERYTHING, ids=["nonsense"])


@pytest.mark.parametrize("question", OF_IDS, ids=lambda each: each.name)
def test_no_ids_have_no_rows(street: Reader, question: Question[Any]) -> None:
    rest = {"kinds": ["person"], "levels": ["unit"], "most": 5}
    parameters: dict[str, Any] = {name: value for name, value in rest.items() if name in question.parameters}
    assert asked(street, question, ids=[], **parameters) == []
    assert asked(street, question, ids=[NOBODY], **parameters) == []


# -- scope, and any graph --------------------------------------------------------------------------

SOME = st.lists(st.sampled_from(IDS), max_size=6)
TIMES = st.none() | st.sampled_from(["2024-01-01T00:00:00", "2024-01-01T12:00:00", "2024-01-02T00:00:00"])
NOWS = st.sampled_from(["2024-01-01T00:00:00", "2024-01-01T12:00:00", "2024-01-03T00:00:00"])
TEXTS = g.values_of(NODE_SHAPES["case"]["number"])
LEVELS = g.values_of(NODE_SHAPES["place"]["level"])
PARAMETERS: dict[str, st.SearchStrategy[Any]] = {
    "ids": SOME,
    "keys": st.lists(TEXTS, max_size=4),
    "levels": st.lists(LEVELS, max_size=3),
    "kinds": st.lists(st.sampled_from(["person", "organisation", "case", "matter"]), max_size=3, unique=True),
    "least": st.integers(1, 3),
    "most": st.integers(1, 4),
    "together": st.sampled_from([0.0, 0.5]),
    "led": st.none() | st.booleans(),
    "first": st.integers(0, 5),
    "skip": st.integers(0, 2),
    "start": TIMES,
    "end": TIMES,
    "low": TEXTS,
    "high": TEXTS,
    "after": st.sampled_from(["", *IDS]),
    "community": st.none() | g.values_of(NODE_SHAPES["case"]["community"]),
    "department": st.none() | st.sampled_from(g.node_ids("organisation")),
    "open": st.none() | st.booleans(),
    "words": st.lists(st.sampled_from(["物", "漏水", "3栋", "%", "a"]), max_size=2),
    "by": st.sampled_from(["size", "newest", "participants"]),
    "stages": st.permutations(["grid", "community", "street"]),
    "warnings": st.just(["high", "low"]),
    "now": NOWS,
    "before": NOWS,
    "days": st.integers(0, 3),
    "sources": st.lists(g.values_of(NODE_SHAPES["case"]["source"]), max_size=3),
    "communities": st.none() | st.lists(st.sampled_from(g.node_ids("place")), max_size=3),
}
BY_HAND: dict[str, Any] = {
    "ids": [*CASE_IDS, s.MATTER.id, *(each.id for each in (s.ZHANG, s.LI, s.WANG, s.ZHAO, s.COMPANY, *s.MENTIONS))],
    "keys": ["k-zhang", "k-phone", "w-leak", "w-lane"],
    "levels": ["street", "community", "lane", "building", "unit"],
    "kinds": ["person", "organisation", "case", "matter"],
    "least": 1,
    "most": 50,
    "together": 2.5,
    "led": None,
    "low": "k",
    "high": "l",
    "after": "",
    "words": [],
    "by": "participants",
    "stages": ["grid", "community", "street"],
    "warnings": ["high", "medium", "low"],
    "now": "2025-03-01T00:00:00",
    "before": "2025-03-01T00:00:00",
    "days": 15,
    "sources": ["grid", "hotline_12345"],
    **dict.fromkeys(["community", "department", "open", "communities"]),
    **PAGE,
    **PERIODLESS,
}
COMPARED = [each for each in q.QUESTIONS if each.name in ANSWERS]


@pytest.mark.parametrize("scope", READERS.values(), ids=READERS.keys())
@pytest.mark.parametrize("question", COMPARED, ids=lambda each: each.name)
def test_a_question_sees_only_what_its_reader_may(street: Reader, question: Question[Any], scope: Scope) -> None:
    parameters = {name: BY_HAND[name] for name in question.parameters}
    if question is q.CASES_BY_MONTH:
        parameters = {"start": "2000-01-01", "end": "2100-01-01"}
    assert asked(street, question, scope, **parameters) == answer(WHOLE.within(scope), question, **parameters)


def test_every_question_on_any_graph(comparing: Callable[[Check], None]) -> None:
    def check(store: Reader, model: Model, scope: Scope, data: st.DataObject) -> None:
        for question in COMPARED:
            parameters = {name: data.draw(PARAMETERS[name], name) for name in question.parameters}
            if question is q.CASES_BY_MONTH:
                parameters = {name: value or "2024-01-01T06:00:00" for name, value in parameters.items()}
            assert asked(store, question, scope, **parameters) == answer(model.within(scope), question, **parameters)

    comparing(check)
