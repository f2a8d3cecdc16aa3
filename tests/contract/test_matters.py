"""The questions about matters, and about settled cases of the same sort, by hand; generated graphs are elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.model import About, Calls, Case, LedBy, PartOf, PartyTo, ReceivedBy, Warning, Whistle
from graph.store import Reader, Store
from graph.store import questions as q
from tests.contract import street as s
from tests.contract.records import case, matter, organisation, person, put
from tests.contract.test_questions import PAGE, PERIODLESS, asked, step

MATTERS_BY_HAND = [matter(each).id for each in "甲乙丙"]
ALL_MATTERS: dict[str, Any] = {
    "least": 1, "community": None, "department": None, "open": None, "words": [], "by": "size", **PERIODLESS, **PAGE,
}  # fmt: skip


@pytest.fixture
def three_matters(store: Store) -> Store:
    """甲 of three cases by one person, 乙 of two by two people, 丙 of one that is settled and nobody's."""
    sizes, cases = {"甲": 3, "乙": 2, "丙": 1}, {}
    matters = {each: matter(each) for each in sizes}
    office, police = organisation("司法所"), organisation("派出所")
    one, other = person("张三"), person("李四")
    for name, size in sizes.items():
        for each in range(size):
            cases[f"{name}{each}"] = case(
                f"{name}{each}", received_at=dt.datetime(2024, 1 + each, 1 + "甲乙丙".index(name)),
                community="place-b" if name == "乙" else "place-a", status="closed" if name == "丙" else "received",
                stage="street" if each == 1 else "grid",
            )  # fmt: skip
    whistle = Whistle(id="whistle-0000000000000000", subject="请到场", at=dt.datetime(2024, 2, 2), visible_to=("*",))
    levels = {"0": ("low", None), "1": ("medium", dt.date(2024, 3, 1))}
    warnings = {
        end: Warning(id=f"warning-000000000000000{end}", level=level, raised_on=dt.date(2024, 2, 1),
                     handled_on=handled, visible_to=("*",))
        for end, (level, handled) in levels.items()
    }  # fmt: skip
    put(
        store, *matters.values(), *cases.values(), office, police, one, other, whistle, *warnings.values(),
        step(cases["丙0"], "mediate", "2024-02-02", organisation=police.id),
        *(PartOf(source=each.id, target=matters[name[0]].id) for name, each in cases.items()),
        *(PartyTo(source=one.id, target=cases[each].id, role="applicant") for each in ("甲0", "甲1", "甲2", "乙0")),
        PartyTo(source=one.id, target=cases["甲0"].id, role="reporter"),
        PartyTo(source=other.id, target=cases["乙1"].id),
        PartyTo(source=other.id, target=cases["甲0"].id, role="witness"),
        PartyTo(source=office.id, target=cases["甲0"].id, role="applicant"),
        ReceivedBy(source=cases["甲0"].id, target=office.id), LedBy(source=matters["甲"].id, target=police.id),
        About(source=whistle.id, target=cases["乙1"].id), Calls(source=whistle.id, target=office.id),
        About(source=warnings["0"].id, target=matters["甲"].id), About(source=warnings["1"].id, target=cases["甲2"].id),
    )  # fmt: skip
    return store


@pytest.mark.parametrize(
    ("asked_for", "names"),
    [
        ({}, "甲乙丙"),
        ({"by": "newest"}, "甲乙丙"),
        ({"by": "participants"}, "乙甲丙"),
        ({"least": 2}, "甲乙"),
        ({"community": "place-b"}, "乙"),
        ({"open": True}, "甲乙"),
        ({"open": False}, "丙"),
        ({"department": organisation("司法所").id}, "甲乙"),
        ({"department": organisation("派出所").id}, "甲丙"),
        ({"start": "2024-03-01T00:00:00", "end": None}, "甲"),
        ({"start": None, "end": "2024-01-02T00:00:00"}, "甲"),
        ({"words": ["纠纷", "乙1"]}, "乙"),
        ({"words": ["没有这个词"]}, ""),
        ({"first": 1, "skip": 1}, "乙"),
    ],
)
def test_matters_by_what_their_cases_come_to(three_matters: Store, asked_for: dict[str, Any], names: str) -> None:
    found = asked(three_matters, q.MATTERS, **{**ALL_MATTERS, **asked_for})
    total = 3 if "skip" in asked_for else len(names)
    assert found == [(matter(each).id, total) for each in names]


def test_what_a_matter_comes_to(three_matters: Store) -> None:
    ranks: dict[str, Any] = {"stages": ["grid", "community", "street"], "warnings": ["high", "medium", "low"]}
    found = {row[0]: row[1:] for row in asked(three_matters, q.MATTER_FACTS, ids=MATTERS_BY_HAND, **ranks)}
    assert found == {
        matter("甲").id: (3, "2024-01-01T00:00:00", "2024-03-01T00:00:00", 3, 1, "street", "medium", 1),
        matter("乙").id: (2, "2024-01-02T00:00:00", "2024-02-02T00:00:00", 2, 2, "street", None, 0),
        matter("丙").id: (1, "2024-01-03T00:00:00", "2024-01-03T00:00:00", 0, 0, "grid", None, 0),
    }


def test_who_took_part_in_a_matter(three_matters: Store) -> None:
    office, police = organisation("司法所"), organisation("派出所")
    assert asked(three_matters, q.MATTER_DEPARTMENTS, ids=MATTERS_BY_HAND) == sorted(
        [
            (matter("甲").id, office.id, "司法所", 1),
            (matter("甲").id, police.id, "派出所", 0),
            (matter("乙").id, office.id, "司法所", 1),
            (matter("丙").id, police.id, "派出所", 1),
        ],
        key=lambda row: (row[0], -row[3], row[1]),
    )


def test_matters_of_a_party_and_of_a_place(street: Reader) -> None:
    ids = [s.ZHANG.id, s.COMPANY.id, s.BUILDING.id, s.STREET.id, s.UNIT_302.id]
    found = asked(street, q.MATTERS_OF, ids=ids, **PERIODLESS)
    counts = {s.ZHANG.id: 2, s.COMPANY.id: 1, s.BUILDING.id: 2, s.STREET.id: 2}
    assert found == sorted((id, s.MATTER.id, number) for id, number in counts.items())
    of_march: dict[str, Any] = {"start": "2024-03-01T00:00:00", "end": "2024-04-01T00:00:00"}
    assert asked(street, q.MATTERS_OF, ids=[s.ZHANG.id, s.COMPANY.id], **of_march) == [(s.ZHANG.id, s.MATTER.id, 1)]


def test_settled_cases_of_the_same_sort(store: Store) -> None:
    def settled(number: str, day: int, **facts: Any) -> Case:
        known = {"dispute_type": "leakage", "settled_on": dt.date(2024, 1, day), "outcome": "agreement", **facts}
        return case(number, **known)

    own, twin = settled("0", 1, settled_on=None), settled("1", 2)
    late, early = settled("2", 9, amount=10.0), settled("3", 3, outcome=None)
    others = [
        settled("4", 4, outcome="failed"), settled("5", 4, outcome="withdrawn"), settled("6", 4, dispute_type="noise"),
        settled("7", 4, settled_on=None), settled("8", 4, dispute_type=None),
    ]  # fmt: skip
    untyped = case("9", dispute_type=None)
    whole = matter("一回事")
    put(store, own, twin, late, early, *others, untyped, whole,
        *(PartOf(source=each.id, target=whole.id) for each in (own, twin)))  # fmt: skip
    found = asked(store, q.SETTLED_ALIKE, ids=[own.id], most=9)
    assert [row[:2] for row in found] == [(own.id, late.id), (own.id, early.id)]
    assert found[0][2:] == (late.title, "", None, "2024-01-09", 10.0, None, "agreement")
    assert [row[1] for row in asked(store, q.SETTLED_ALIKE, ids=[own.id], most=1)] == [late.id]
    of_kind = asked(store, q.SETTLED_ALIKE, ids=[untyped.id], most=9)
    assert [row[1] for row in of_kind][:1] == [late.id] and len(of_kind) == 5
