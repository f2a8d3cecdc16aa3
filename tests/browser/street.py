"""A few houses of a street: a leak, who quarrels over it, a landlord with many flats, and names that attack a page."""

from __future__ import annotations

import datetime as dt

from graph.ids import make_id
from graph.model import (
    At,
    Case,
    Edge,
    HandedTo,
    In,
    Linked,
    LivesIn,
    Node,
    Organisation,
    Owns,
    PartyTo,
    Person,
    Place,
    ReceivedBy,
)

ATTACKS = ("<img src=x onerror=\"document.title='hacked'\">", "</script><script>document.title='hacked'</script>")
TELEPHONE, IDENTITY = "19900001234", "420103199001011237"
FLATS = 70

COMMUNITY = Place(
    id=make_id("place", "community", "花楼水塔社区"), level="community", name="花楼水塔社区", full_name="花楼水塔社区"
)


def _place(level: str, name: str) -> Place:
    return Place(id=make_id("place", level, name), level=level, name=name, full_name=name, community=COMMUNITY.id)


def _person(name: str, **more: object) -> Person:
    return Person(id=make_id("person", name), name=name, visible_to=(COMMUNITY.id,), **more)


def _case(number: str, title: str, **more: object) -> Case:
    return Case(
        id=make_id("case", "grid", number), source="grid", number=number, kind="dispute", title=title,
        community=COMMUNITY.id, received_at=dt.datetime(2025, 3, 5, 9, 30), **more,
    )  # fmt: skip


BUILDING, UNIT = _place("building", "汉润里3栋"), _place("unit", "汉润里3栋302室")
LEAK = _case("WG-1", "302室漏水致楼下天花板发霉", text=f"来电 {TELEPHONE}，身份证 {IDENTITY}")
AGAIN = _case("WG-2", "楼上再次漏水")
APART = _case("WG-3", "无人相干的一件事")
WANG = _person("王建国", telephones=(TELEPHONE,), identity_numbers=(IDENTITY,))
LI = _person("李秀英", certainty="provisional")
ATTACKERS = tuple(_person(name) for name in ATTACKS)
LANDLORD = Organisation(id=make_id("organisation", "汉润置业"), name="汉润置业有限公司", kind="company")
COMMITTEE = Organisation(id=make_id("organisation", "居委会"), name="花楼水塔社区居民委员会")
JUSTICE = Organisation(id=make_id("organisation", "司法所"), name="民权街道司法所", tier="core")
ALL_FLATS = tuple(_place("unit", f"汉润里{n // 10 + 4}栋{n % 10 + 1}01室") for n in range(FLATS))


def nodes() -> list[Node]:
    """Every node of it."""
    named = [COMMUNITY, BUILDING, UNIT, LEAK, AGAIN, APART, WANG, LI, LANDLORD, COMMITTEE, JUSTICE]
    return [*named, *ATTACKERS, *ALL_FLATS]


def edges() -> list[Edge]:
    """Every edge of it."""
    first, second = sorted([LEAK.id, AGAIN.id])
    return [
        In(source=UNIT.id, target=BUILDING.id),
        In(source=BUILDING.id, target=COMMUNITY.id),
        At(source=LEAK.id, target=UNIT.id),
        PartyTo(source=WANG.id, target=LEAK.id, role="applicant"),
        PartyTo(source=WANG.id, target=LEAK.id, role="witness"),
        PartyTo(source=WANG.id, target=AGAIN.id, role="applicant"),
        PartyTo(source=LI.id, target=LEAK.id, role="respondent", certainty="provisional"),
        LivesIn(source=LI.id, target=UNIT.id),
        *(LivesIn(source=each.id, target=UNIT.id) for each in ATTACKERS),
        ReceivedBy(source=LEAK.id, target=COMMITTEE.id),
        HandedTo(source=LEAK.id, target=JUSTICE.id, at=dt.datetime(2025, 3, 6, 9), giver=COMMITTEE.id, accepted=True),
        Linked(source=first, target=second, kind="duplicate", reasons=("同一申请人",)),
        Owns(source=LANDLORD.id, target=UNIT.id),
        *(Owns(source=LANDLORD.id, target=each.id) for each in ALL_FLATS),
    ]
