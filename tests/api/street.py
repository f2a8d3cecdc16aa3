"""A small street, made by hand, that the tests of the faces ask."""

from __future__ import annotations

import datetime as dt

from graph.ids import make_id
from graph.model import (
    At,
    Case,
    Edge,
    HandedTo,
    In,
    LedBy,
    Linked,
    LivesIn,
    Matter,
    Mention,
    MentionedIn,
    Node,
    Organisation,
    PartOf,
    PartyTo,
    Person,
    Place,
    ReceivedBy,
    RefersTo,
    StatedAt,
    Step,
)
from graph.store import Store

TELEPHONE = "19900001234"
IDENTITY_NUMBER = "420103198001010017"
CASES, PEOPLE = 12, 6


def place(level: str, name: str) -> str:
    return make_id("place", level, name)


def organisation(name: str) -> str:
    return make_id("organisation", name)


def case(n: int) -> str:
    return make_id("case", "grid", f"W{n:03d}")


def mention(n: int) -> str:
    return make_id("mention", "grid", f"W{n:03d}/applicant/1")


def person(n: int) -> str:
    return make_id("person", mention(n))


STREET = place("street", "民权街道")
COMMUNITY = place("community", "打铜社区")
OTHER_COMMUNITY = place("community", "三民社区")
UNIT = place("unit", "打铜街15号2栋1单元302室")
POLICE, JUSTICE, COMMITTEE = (organisation(each) for each in ("民权派出所", "民权司法所", "打铜社区居委会"))
MATTER = make_id("matter", case(0))


def records() -> list[Node | Edge]:
    """The street's records, nodes before edges."""
    made = [*_places(), *_organisations(), *_linkage()]
    made += [record for n in range(CASES) for record in [*_case(n), *_edges_of_case(n)]]
    made += [record for n in range(PEOPLE) for record in _person(n)]
    return sorted(made, key=lambda each: isinstance(each, Edge))


def fill(store: Store) -> None:
    """Write the street in one change."""
    with store.change(by="测试", why=f"一条小街，电话{TELEPHONE}") as change:
        change.put(records())


def _places() -> list:
    def at(level: str, name: str, community: str | None = None) -> Place:
        return Place(id=place(level, name), level=level, name=name, full_name=name, community=community)

    unit = at("unit", "打铜街15号2栋1单元302室", COMMUNITY)
    edges = [In(source=COMMUNITY, target=STREET), In(source=UNIT, target=COMMUNITY)]
    return [at("street", "民权街道"), at("community", "打铜社区"), at("community", "三民社区"), unit, *edges]


def _organisations() -> list[Organisation]:
    def one(name: str, kind: str, tier: str | None = None) -> Organisation:
        return Organisation(id=organisation(name), name=name, kind=kind, tier=tier, telephone="02785001234")

    return [
        one("民权派出所", "department", "resident"),
        one("民权司法所", "department", "resident"),
        one("打铜社区居委会", "community_committee"),
    ]


def _case(n: int) -> list:
    at = dt.datetime(2024, 1 + n, 3, 9, 30)
    community = COMMUNITY if n % 3 else OTHER_COMMUNITY
    made = Case(
        id=case(n), source="grid", number=f"W{n:03d}", kind="dispute" if n % 2 else "request",
        title=f"楼上漏水 {n}", text=f"302室漏水，电话{TELEPHONE}，请联系。", received_at=at,
        dispute_type="leakage" if n % 2 else None, community=community, visible_to=(community, POLICE),
    )  # fmt: skip
    step = Step(
        id=make_id("step", made.id, "receive", at.isoformat()), kind="receive", at=at, case=made.id,
        organisation=COMMITTEE, note=f"来电{TELEPHONE}", visible_to=made.visible_to,
    )  # fmt: skip
    return [made, step]


def _person(n: int) -> list:
    scope = (COMMUNITY if n % 3 else OTHER_COMMUNITY,)
    stated = Mention(
        id=mention(n), source="grid", record=f"W{n:03d}/applicant/1", name=f"张{'一二三四五六'[n]}", role="applicant",
        identity_number=IDENTITY_NUMBER, telephones=(TELEPHONE,), visible_to=scope, original=TELEPHONE,
    )  # fmt: skip
    resolved = Person(
        id=person(n), name=stated.name, names=(stated.name,), telephones=(TELEPHONE,),
        identity_numbers=(IDENTITY_NUMBER,), mentions=1, visible_to=scope,
    )  # fmt: skip
    edges = [
        MentionedIn(source=stated.id, target=case(n), role="applicant"),
        StatedAt(source=stated.id, target=UNIT),
        RefersTo(source=stated.id, target=resolved.id),
        LivesIn(source=resolved.id, target=UNIT),
    ]
    return [stated, resolved, *edges]


def _edges_of_case(n: int) -> list:
    at = dt.datetime(2024, 1 + n, 4, 10, 0)
    who = person(n % PEOPLE)
    edges = [
        PartyTo(source=who, target=case(n), role="applicant", certainty="certain" if n % 2 else "provisional"),
        PartyTo(source=person((n + 1) % PEOPLE), target=case(n), role="respondent"),
        ReceivedBy(source=case(n), target=COMMITTEE, at=at),
    ]
    if n != 5:
        edges.append(At(source=case(n), target=UNIT))
    if n % 4 == 0:
        edges.append(HandedTo(source=case(n), target=POLICE, at=at, giver=COMMITTEE, accepted=True))
        edges.append(HandedTo(source=case(n), target=JUSTICE, at=at + dt.timedelta(days=1), giver=POLICE))
        edges.append(LedBy(source=case(n), target=POLICE))
    return edges


def _linkage() -> list:
    matter = Matter(id=MATTER, title="302室漏水", cases=2, visible_to=(COMMUNITY, OTHER_COMMUNITY))
    linked = Linked(source=case(0), target=case(1), kind="duplicate", weight=3.0, reasons=("同一当事人张二",))
    return [matter, linked, PartOf(source=case(0), target=MATTER), PartOf(source=case(1), target=MATTER)]
