"""The picture of the organisations: who stands where, to whom lines lead, and what the facts say."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest

from graph.duty.chain import Chain, chain_of
from graph.ids import make_id
from graph.model import Covers, Edge, MemberOf, Officer, Organisation, Place, ReportsTo
from viz.layout import box_of
from viz.organisations import organisation_scene, tier_points
from viz.page import page_of
from viz.scene import Scene

TODAY = dt.date(2026, 3, 2)


def office(name: str, **facts: object) -> Organisation:
    return Organisation(id=make_id("organisation", name), visible_to=("*",), name=name, **facts)  # type: ignore[arg-type]


CORE = office("党工委", tier="core")
ORDER = office("平安建设办公室", tier="resident")
POLICE = office("派出所", tier="resident")
FIRM = office("律师事务所", tier="member", until=dt.date(2025, 12, 31))
PANEL = office("打铜社区调委会", kind="mediation_committee", mediation_level="community")
TEAMS = [office(f"第{each}支义务巡逻队", kind="volunteer_team") for each in range(40)]
ZHANG = Officer(id=make_id("officer", "张三"), visible_to=("*",), name="张三", post="民警")
LI = Officer(id=make_id("officer", "李四"), visible_to=("*",), name="李四")
PLACE = Place(
    id=make_id("place", "打铜社区"), visible_to=("*",), level="community", name="打铜社区", full_name="打铜社区"
)
EDGES: list[Edge] = [
    ReportsTo(source=ORDER.id, target=CORE.id),
    ReportsTo(source=PANEL.id, target=ORDER.id),
    MemberOf(source=ZHANG.id, target=POLICE.id, post="民警", until=dt.date(2026, 12, 31)),
    MemberOf(source=LI.id, target=POLICE.id, until=dt.date(2025, 12, 31)),
    Covers(source=ZHANG.id, target=PLACE.id),
    Covers(source=PANEL.id, target=PLACE.id),
]


@pytest.fixture(scope="module")
def chain() -> Chain:
    return chain_of([*TEAMS, PANEL, FIRM, POLICE, ORDER, CORE], [ZHANG, LI], EDGES, on=TODAY)


@pytest.fixture(scope="module")
def scene(chain: Chain) -> Scene:
    return organisation_scene(chain, {PLACE.id: PLACE})


def test_lines_lead_upward_and_those_that_nobody_entered_are_dashed(scene: Scene) -> None:
    lines = {(each.source, each.target): each.provisional for each in scene.edges}
    assert lines == {
        (ORDER.id, CORE.id): False,
        (PANEL.id, ORDER.id): False,
        (POLICE.id, CORE.id): True,
        (FIRM.id, CORE.id): True,
    }


def test_tiers_stand_beneath_each_other_and_no_label_covers_another(chain: Chain, scene: Scene) -> None:
    points = tier_points(chain, scene)
    assert points.keys() == {each.id for each in scene.nodes}
    tiers = [points[each.id].y for each in (CORE, ORDER, FIRM, PANEL, TEAMS[0])]
    assert tiers == sorted(set(tiers))
    assert points[ORDER.id].y == points[POLICE.id].y
    for one, other in combinations(scene.nodes, 2):
        a, b = points[one.id], points[other.id]
        width = (box_of(one)[0] + box_of(other)[0]) / 2
        height = (box_of(one)[1] + box_of(other)[1]) / 2
        assert abs(a.x - b.x) >= width or abs(a.y - b.y) >= height, (one.label, other.label)


def test_the_facts_tell_people_terms_and_areas(scene: Scene) -> None:
    facts = {node.id: {each.name: each.value for each in node.facts} for node in scene.nodes}
    assert facts[POLICE.id]["在任人员"] == "张三（民警，打铜社区，任期至 2026-12-31）"
    assert facts[POLICE.id]["不在任人员"] == "1 人"
    assert facts[PANEL.id]["负责区域"] == "打铜社区"
    over = {node.label for node in scene.nodes if node.provisional}
    assert over == {"律师事务所"}


def test_it_is_drawn_on_a_page(chain: Chain, scene: Scene) -> None:
    page = page_of(scene, points=tier_points(chain, scene))
    assert "组织链（2026-03-02）" in page
    assert "第39支义务巡逻队" in page


def test_a_street_without_organisations_is_an_empty_picture() -> None:
    empty = chain_of([], [], [], on=TODAY)
    drawn = organisation_scene(empty, {})
    assert (drawn.nodes, tier_points(empty, drawn)) == ((), {})
    assert "共 0 个对象" in page_of(drawn, points={})
