"""组织链 in a store: read for a day, edited by its terms, lines and areas, a circle refused; on every engine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.errors import BadValue, ReportingCircle, UnknownCode, UnknownField, UnknownRecord
from graph.model import Covers, MemberOf, Organisation, ReportsTo
from graph.pipeline.chain import chain_in, end_term, places_of, problems_in, put_officer, put_organisation
from graph.store import EVERYTHING, Scope, Store
from tests.contract.duty_centre import COMMITTEE, CORE, JUSTICE, ORDER, PATROL, SANMIN, START, STATION, found
from tests.contract.records import NOBODY, organisation

TODAY = START.date()
DAY = dt.timedelta(days=1)
BY = {"by": "甲", "on": TODAY}


@pytest.fixture(autouse=True)
def _centre(store: Store) -> None:
    found(store, organisation("锦绣超市", kind="shop"))


def test_the_chain_is_who_has_a_part_in_it(store: Store) -> None:
    chain = chain_in(store, on=TODAY)
    assert "锦绣超市" not in {each.name for each in chain.organisations.values()}
    assert [chain.name(each) for each in chain.way_up(PATROL.id)] == [STATION.name, ORDER.name, CORE.name]
    assert chain.way_up(JUSTICE.id) == (CORE.id,)


def test_who_only_reports_to_somebody_is_part_of_it(store: Store) -> None:
    made = put_organisation(store, {"name": "江城物业", "kind": "property_company"}, superior=COMMITTEE.id, **BY)
    chain = chain_in(store, on=TODAY)
    assert chain.way_up(made.id) == (COMMITTEE.id, ORDER.id, CORE.id)


def test_an_organisation_is_entered_and_changed(store: Store) -> None:
    made = put_organisation(
        store, {"name": "江城律师事务所", "kind": "律师事务所", "tier": "N", "functions": ["法律服务"]},
        superior=JUSTICE.id, covers=[SANMIN.id], **BY,
    )  # fmt: skip
    assert (made.kind, made.tier, made.functions) == ("law_firm", "member", ("legal_service",))
    changed = put_organisation(store, {"until": TODAY + DAY}, id=made.id, **BY)
    assert changed == replace(made, until=TODAY + DAY)
    chain = chain_in(store, on=TODAY)
    assert (chain.superior(made.id), chain.areas[made.id]) == (JUSTICE.id, (SANMIN.id,))
    assert {each.name for each in chain.of_tier("member")} == {made.name}
    assert chain_in(store, on=TODAY + 2 * DAY).of_tier("member") == []
    assert places_of(store, chain) == {SANMIN.id: SANMIN}


def test_areas_are_given_up_and_taken(store: Store) -> None:
    put_organisation(store, {}, id=COMMITTEE.id, covers=[SANMIN.id], **BY)
    head = store.head()
    put_organisation(store, {}, id=COMMITTEE.id, covers=[SANMIN.id], **BY)
    assert store.head() == head
    put_organisation(store, {}, id=COMMITTEE.id, covers=[], by="甲", on=TODAY + 9 * DAY)
    assert COMMITTEE.id not in chain_in(store, on=TODAY + 9 * DAY).areas
    assert chain_in(store, on=TODAY + 8 * DAY).areas[COMMITTEE.id] == (SANMIN.id,)


def test_a_new_superior_ends_the_line_before(store: Store) -> None:
    put_organisation(store, {}, id=PATROL.id, superior=COMMITTEE.id, **BY)
    assert chain_in(store, on=TODAY).superior(PATROL.id) == COMMITTEE.id
    assert chain_in(store, on=TODAY - DAY).superior(PATROL.id) == STATION.id
    lines = [each for each in store.scan_edges(ReportsTo.TYPE, scope=EVERYTHING) if each.source == PATROL.id]
    assert sorted((each.target, each.until) for each in lines) == sorted(
        [(STATION.id, TODAY - DAY), (COMMITTEE.id, None)]
    )


def test_a_circle_is_refused_by_its_names(store: Store) -> None:
    head = store.head()
    with pytest.raises(ReportingCircle) as refused:
        put_organisation(store, {}, id=ORDER.id, superior=PATROL.id, **BY)
    said = str(refused.value)
    assert all(each.name in said for each in (ORDER, PATROL, STATION)) and CORE.name not in said
    assert store.head() == head


def test_a_circle_that_a_later_line_will_break_is_one_until_then(store: Store) -> None:
    next_week = TODAY + 7 * DAY
    with store.change(by="甲", why="改上级") as change:
        change.put([
            ReportsTo(source=PATROL.id, target=STATION.id, until=next_week - DAY),
            ReportsTo(source=PATROL.id, target=CORE.id, since=next_week),
        ])  # fmt: skip
    with pytest.raises(ReportingCircle):
        put_organisation(store, {}, id=STATION.id, superior=PATROL.id, **BY)
    put_organisation(store, {}, id=STATION.id, superior=PATROL.id, by="甲", on=next_week)


def test_an_officer_has_a_post_a_term_and_an_area_there(store: Store) -> None:
    term = {"since": TODAY, "until": TODAY + 30 * DAY}
    zhang = put_officer(
        store, {"name": "张三", "post": "网格员"}, organisation=COMMITTEE.id, term=term, covers=[SANMIN.id], **BY
    )
    put_officer(store, {"post": "网格长"}, organisation=COMMITTEE.id, id=zhang.id, **BY)
    (member,) = chain_in(store, on=TODAY).staff[COMMITTEE.id]
    assert (member.post, member.since, member.until) == ("网格长", TODAY, TODAY + 30 * DAY)
    assert chain_in(store, on=TODAY).areas[zhang.id] == (SANMIN.id,)
    assert COMMITTEE.id not in chain_in(store, on=TODAY + 31 * DAY).staff
    put_officer(store, {}, organisation=COMMITTEE.id, id=zhang.id, term={"until": TODAY + DAY}, covers=[], **BY)
    (member,) = chain_in(store, on=TODAY).staff[COMMITTEE.id]
    assert (member.since, member.until) == (TODAY, TODAY + DAY), "the other end stays"
    assert zhang.id not in chain_in(store, on=TODAY).areas, "no area at all is not the same as none told"


def test_a_term_ends_with_its_last_day_and_all_that_came_with_it(store: Store) -> None:
    zhang = put_officer(store, {"name": "张三"}, organisation=COMMITTEE.id, covers=[SANMIN.id], **BY)
    end_term(store, zhang.id, on=TODAY, by="甲")
    assert [each.source for each in chain_in(store, on=TODAY).staff[COMMITTEE.id]] == [zhang.id]
    after = chain_in(store, on=TODAY + DAY)
    assert (after.staff, after.areas, len(after.former)) == ({}, {}, 1)
    end_term(store, PATROL.id, on=TODAY, by="甲")
    (patrol,) = store.get([PATROL.id], scope=EVERYTHING)
    assert isinstance(patrol, Organisation) and patrol.until == TODAY
    assert PATROL.id not in chain_in(store, on=TODAY + DAY).above
    edges = store.edges([zhang.id], types=[MemberOf.TYPE, Covers.TYPE], scope=EVERYTHING)
    assert {each.until for each in edges if isinstance(each, MemberOf | Covers)} == {TODAY}


def test_what_is_wrong_is_one_sentence_and_nothing_is_written(store: Store) -> None:
    head = store.head()
    with pytest.raises(UnknownField):
        put_organisation(store, {"colour": "红"}, id=PATROL.id, **BY)
    with pytest.raises(UnknownCode):
        put_organisation(store, {"tier": "第五层"}, id=PATROL.id, **BY)
    with pytest.raises(BadValue):
        put_organisation(store, {"kind": "court"}, **BY)
    with pytest.raises(BadValue):
        put_organisation(store, {"since": TODAY, "until": TODAY - DAY}, id=PATROL.id, **BY)
    with pytest.raises(BadValue):
        put_officer(store, {"name": "张三"}, organisation=PATROL.id, term={"since": TODAY, "until": TODAY - DAY}, **BY)
    for id in (NOBODY, SANMIN.id):
        with pytest.raises(UnknownRecord):
            put_organisation(store, {}, id=PATROL.id, superior=id, **BY)
        with pytest.raises(UnknownRecord):
            put_officer(store, {"name": "张三"}, organisation=id, **BY)
    with pytest.raises(UnknownRecord):
        put_organisation(store, {}, id=PATROL.id, covers=[STATION.id], **BY)
    with pytest.raises(UnknownRecord):
        end_term(store, NOBODY, on=TODAY, by="甲")
    assert store.head() == head


def test_what_is_lacking_is_said(store: Store) -> None:
    said = {each.rule: each.sentence for each in problems_in(store, on=TODAY)}
    assert said["four_residents"] == "1+4+N 的“4”缺网格中心：没有在任的常驻部门有“网格”职能"
    assert said["areas_covered"] == "三民社区没有任何单位或人员负责"
    assert "one_core" not in said


def test_a_reader_sees_the_chain_whoever_they_are(store: Store) -> None:
    assert chain_in(store, on=TODAY, scope=Scope.of()) == chain_in(store, on=TODAY)
