"""The demo street as a whole: the same for a seed, well formed, fictional, and in the shape of the centre's figures."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from graph.errors import BadValue
from graph.identity.names import organisation_name
from graph.ids import kind_of, make_id
from graph.model import Case, Edge, Matter, Mention, Node, Organisation, Person, Place, Step
from graph.schema import shape_of
from graph.store.protocol import check_ends
from graph.vocabulary import VOCABULARY
from loaders.demo import Chapter, Street, build_street
from loaders.demo.plan import plan_years
from loaders.demo.street import FEWEST_PEOPLE
from loaders.places import read_address

NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dX])(?!\d)")


def records(chapters: Iterable[Chapter]) -> Iterator[Node | Edge]:
    return (record for chapter in chapters for record in chapter.records)


def digest(chapters: Iterable[Chapter]) -> str:
    hashed = hashlib.sha256()
    for chapter in chapters:
        hashed.update(repr(chapter).encode())
    return hashed.hexdigest()


def latest(chapters: Iterable[Chapter], record: type[Node]) -> list[Node]:
    return list({each.id: each for each in records(chapters) if isinstance(each, record)}.values())


# -- the same seed, the same street ----------------------------------------------------------------


def test_a_seed_makes_the_same_bytes() -> None:
    once, again = (digest(build_street(seed=7, people=300, cases=60).chapters()) for _ in range(2))
    assert once == again


def test_another_seed_makes_another_street() -> None:
    one, other = (digest(build_street(seed=seed, people=300, cases=60).chapters()) for seed in (7, 8))
    assert one != other


# -- well formed -----------------------------------------------------------------------------------


def test_edges_join_what_their_type_allows_and_what_is_there(chapters: list[Chapter]) -> None:
    known: set[str] = set()
    for chapter in chapters:
        known |= {each.id for each in chapter.records if isinstance(each, Node)}
        for each in chapter.records:
            if isinstance(each, Edge):
                check_ends(each)
                assert {each.source, each.target} <= known


def test_chapters_stand_in_order_with_each_record_once(chapters: list[Chapter]) -> None:
    assert [each.at for each in chapters] == sorted({each.at for each in chapters})
    for chapter in chapters:
        ids = Counter(each.id for each in chapter.records if isinstance(each, Node))
        assert set(ids.values()) == {1}


def test_every_code_is_of_its_list(chapters: list[Chapter]) -> None:
    for each in records(chapters):
        for field in shape_of(type(each)).fields:
            if field.code is None:
                continue
            value = getattr(each, field.name)
            for code in value if isinstance(value, tuple) else (value,):
                assert code is None or code in VOCABULARY[field.code].labels, (field.name, code)


def test_people_and_links_are_left_to_identity_and_linkage(chapters: list[Chapter]) -> None:
    assert not [each for each in records(chapters) if isinstance(each, Person | Matter)]
    types = {each.TYPE for each in records(chapters) if isinstance(each, Edge)}
    assert types.isdisjoint({"party_to", "refers_to", "lives_in", "owns", "rents", "linked", "part_of"})


def test_every_node_can_be_seen_by_someone(chapters: list[Chapter]) -> None:
    assert not [each for each in records(chapters) if isinstance(each, Node) and not each.visible_to]


def test_a_case_and_its_steps_are_seen_by_the_same(chapters: list[Chapter]) -> None:
    cases = {each.id: each for each in latest(chapters, Case)}
    for step in latest(chapters, Step):
        assert isinstance(step, Step)
        assert step.visible_to == cases[step.case].visible_to


def test_nothing_is_known_before_it_happened(chapters: list[Chapter]) -> None:
    for chapter in chapters:
        ends = chapter.at.replace(tzinfo=None)
        for each in chapter.records:
            for field in dataclasses.fields(each):
                if field.name in (
                    "at",
                    "on",
                    "received_at",
                    "settled_on",
                    "closed_on",
                    "handled_on",
                    "done_on",
                    "reported_at",
                ):
                    value = getattr(each, field.name)
                    assert value is None or value.isoformat() <= ends.isoformat(), (each, chapter.at)


def test_addresses_lead_the_loaders_to_the_same_places(street: Street) -> None:
    for room in (*street.setting.places.dwellings, *street.setting.places.shops):
        read = read_address(room.address)
        assert read.deepest is not None
        assert read.deepest.id == room.unit.id, room.address
        assert read.community is not None
        assert read.community.id == room.community.id


# -- fictional -------------------------------------------------------------------------------------


def test_numbers_are_fictional_and_stand_in_sealed_fields_only(chapters: list[Chapter]) -> None:
    for each in records(chapters):
        for field in (field for field in shape_of(type(each)).fields if not field.hidden):
            value = getattr(each, field.name)
            texts = value if isinstance(value, tuple) else (value,)
            found = [number for text in texts if isinstance(text, str) for number in NUMBER.findall(text)]
            assert not found or field.sealed, (field.name, found)
            assert all(number.startswith(("1990", "420000")) for number in found)


def test_the_communities_are_the_street_s_own(chapters: list[Chapter]) -> None:
    places = [each for each in latest(chapters, Place) if isinstance(each, Place)]
    names = {each.name for each in places if each.level == "community"}
    assert names == {"打铜社区", "三民社区", "民生社区", "大龙社区", "世彩社区", "王家巷社区"}
    assert {each.level for each in places} >= {"street", "grid", "estate", "lane", "road", "number", "building", "unit"}


# -- its shape -------------------------------------------------------------------------------------


def test_every_kind_channel_stage_and_step_occurs(chapters: list[Chapter]) -> None:
    cases = [each for each in latest(chapters, Case) if isinstance(each, Case)]
    assert {each.kind for each in cases} == set(VOCABULARY["case_kind"].labels)
    assert {each.source for each in cases} == set(VOCABULARY["source"].labels) - {"register", "other"}
    assert {each.stage for each in cases} == set(VOCABULARY["stage"].labels)
    steps = {each.kind for each in latest(chapters, Step) if isinstance(each, Step)}
    assert steps == set(VOCABULARY["step"].labels)


def test_the_centre_has_its_one_four_and_n(chapters: list[Chapter]) -> None:
    organisations = [each for each in latest(chapters, Organisation) if isinstance(each, Organisation)]
    tiers = Counter(each.tier for each in organisations)
    assert (tiers["core"], tiers["resident"]) == (1, 4)
    assert tiers["member"] >= 10
    assert {each.mediation_level for each in organisations} == {None, *VOCABULARY["mediation_level"].labels}
    assert {each.name for each in organisations} >= {"平安锣", "楚风自管队", "帮帮应急队", "民权义警"}


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_has_the_planned_numbers(street: Street, year: int) -> None:
    (plan,) = plan_years([year])
    ours = [each for each in street.setting.journeys if each.case.received_at and each.case.received_at.year == year]
    disputes = [each for each in ours if each.case.kind == "dispute"]
    assert len(disputes) == plan.disputes
    assert sum(each.resolved for each in disputes) == plan.resolved
    assert sum(each.case.legacy and each.joint for each in ours) == plan.joint_legacy
    assert sum(bool(warning.handled_on) for each in ours for warning in each.warnings) == plan.warnings


def test_size_and_years_can_be_chosen() -> None:
    small = build_street(seed=3, people=400, cases=120, years=(2023, 2024, 2025))
    years = Counter(each.case.received_at.year for each in small.setting.journeys if each.case.received_at)
    assert set(years) >= {2023, 2024, 2025}
    assert 400 <= len(small.setting.residents.all) < 420
    assert 300 <= sum(years.values()) <= 420


def test_a_street_too_small_is_refused_and_the_smallest_works() -> None:
    with pytest.raises(BadValue):
        build_street(people=FEWEST_PEOPLE - 1)
    for seed in range(4):
        assert build_street(seed=seed, people=FEWEST_PEOPLE, cases=10, years=(2024,)).setting.journeys


def test_between_people_names_only_those_of_the_register(street: Street) -> None:
    people = {each.person for each in street.setting.residents.all}
    for edge in street.between_people():
        check_ends(edge)
        for end in (edge.source, edge.target):
            assert kind_of(end) != "person" or end in people


def test_mentions_state_their_keys(chapters: list[Chapter]) -> None:
    stated = [each for each in latest(chapters, Mention) if isinstance(each, Mention)]
    assert all(each.keys for each in stated if each.identity_number)


def test_organisations_have_the_ids_that_identity_gives_their_names(chapters: list[Chapter]) -> None:
    for each in latest(chapters, Organisation):
        assert isinstance(each, Organisation)
        assert each.id == make_id("organisation", organisation_name(each.name)), each.name
