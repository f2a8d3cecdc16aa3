"""A leak between two floors, told by a neighbour: one case with what belongs to it, and names that attack a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.ids import make_id
from graph.model import About as AboutEdge
from graph.model import (
    At,
    Case,
    Edge,
    HandedTo,
    In,
    Linked,
    LivesIn,
    Matter,
    Mediation,
    Node,
    Organisation,
    PartOf,
    PartyTo,
    Person,
    Place,
    ReceivedBy,
)
from graph.store import Store, open_store

ATTACK = "张<img src=x onerror=alert(1)></script>伟"
TELEPHONE, IDENTITY = "19900001234", "420103199001011237"


@dataclass(frozen=True)
class Story:
    """The records by the names that the tests call them by."""

    nodes: dict[str, Node]
    edges: list[Edge]

    def id(self, name: str) -> str:
        return self.nodes[name].id


def _place(level: str, name: str, **more: str) -> Place:
    return Place(id=make_id("place", level, name), level=level, name=name, full_name=name, **more)


def _case(number: str, title: str, *, community: str, **more: object) -> Case:
    return Case(
        id=make_id("case", "grid", number), source="grid", number=number, kind="dispute", title=title,
        community=community, visible_to=(community,), received_at=dt.datetime(2025, 3, 5, 9, 30), **more,
    )  # fmt: skip


def _nodes() -> dict[str, Node]:
    community = _place("community", "花楼水塔社区")
    here = {"community": community.id}
    seen = {"visible_to": (community.id,)}
    return {
        "community": community,
        "building": _place("building", "汉润里3栋", **here),
        "unit": _place("unit", "汉润里3栋302室", **here),
        "leak": _case("WG-1", "302室漏水致楼下天花板发霉", text=f"来电 {TELEPHONE} 反映漏水", amount=12500.0, **here),
        "again": _case("WG-2", "楼上再次漏水", **here),
        "elsewhere": _case("WG-3", "另一社区的噪声扰民", community=make_id("place", "community", "民权社区")),
        "wang": Person(
            id=make_id("person", "1"), name="王建国", telephones=(TELEPHONE,), identity_numbers=(IDENTITY,), **seen
        ),
        "li": Person(id=make_id("person", "2"), name="李秀英", certainty="provisional", **seen),
        "attack": Person(id=make_id("person", "3"), name=ATTACK, **seen),
        "committee": Organisation(id=make_id("organisation", "居委会"), name="花楼水塔社区居民委员会"),
        "justice": Organisation(id=make_id("organisation", "司法所"), name="民权街道司法所", tier="core"),
        "matter": Matter(id=make_id("matter", "1"), title="汉润里3栋漏水", cases=2, **seen),
        "mediation": Mediation(id=make_id("mediation", "1"), route="people", started_on=dt.date(2025, 3, 7), **seen),
    }  # fmt: skip


def _edges(nodes: dict[str, Node]) -> list[Edge]:
    def join(made: type[Edge], source: str, target: str, /, **more: object) -> Edge:
        return made(source=nodes[source].id, target=nodes[target].id, **more)

    first, second = sorted(["leak", "again"], key=lambda name: nodes[name].id)
    return [
        join(In, "unit", "building"),
        join(In, "building", "community"),
        join(At, "leak", "unit"),
        join(LivesIn, "li", "unit"),
        join(LivesIn, "attack", "unit"),
        join(PartyTo, "wang", "leak", role="applicant"),
        join(PartyTo, "wang", "leak", role="witness"),
        join(PartyTo, "wang", "again", role="applicant"),
        join(PartyTo, "wang", "elsewhere", role="reporter"),
        join(PartyTo, "li", "leak", role="respondent", certainty="provisional"),
        join(ReceivedBy, "leak", "committee"),
        join(HandedTo, "leak", "justice", at=dt.datetime(2025, 3, 6, 9), giver=nodes["committee"].id, accepted=False),
        join(HandedTo, "leak", "justice", at=dt.datetime(2025, 3, 8, 9), giver=nodes["committee"].id, accepted=True),
        join(Linked, first, second, kind="duplicate", reasons=("同一申请人", f"同一电话 {TELEPHONE}")),
        join(PartOf, "leak", "matter"),
        join(PartOf, "again", "matter"),
        join(AboutEdge, "mediation", "leak"),
    ]


@pytest.fixture(scope="session")
def story() -> Story:
    nodes = _nodes()
    return Story(nodes, _edges(nodes))


@pytest.fixture(scope="session")
def store(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("store") / "story.db"
    opened = open_store(f"sqlite:///{path}", create=True)
    with opened.change(by="test", why="a story") as change:
        change.put([*story.nodes.values(), *story.edges])
    yield opened
    opened.close()
