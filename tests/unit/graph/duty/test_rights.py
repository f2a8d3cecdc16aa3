"""Who may take which step: by what they are to the case, by their terms, and always somebody."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from graph.duty.checking import allowed
from graph.duty.folding import fold
from graph.duty.rights import RELATIONS, RIGHTS, Actors, Member, Term, holders, may_take
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.model import Step
from graph.vocabulary import VOCABULARY
from tests.unit.graph.duty.cast import (
    ACTORS,
    CASE,
    CITY,
    COMMITTEE,
    CORE,
    FIRM,
    GRID,
    GUARD,
    HOUSING,
    JUSTICE,
    OFFERED,
    PANEL,
    POLICE,
    RECEIVED,
    SAFETY,
    SECRETARY,
    SETTLED,
    START,
    TEAM,
    WORKING,
    Told,
)

DAY = START.date()
LED = WORKING.then("lead", SAFETY, leader=SECRETARY)
CALLED = WORKING.then("whistle", GRID, to=(POLICE, TEAM))
MEDIATED = WORKING.then("mediate", PANEL)
MET = WORKING.then("meet", GRID, attendees=(HOUSING, GUARD))
HELD: tuple[tuple[str, Told, set[str]], ...] = (
    ("first_receiver", OFFERED.then("accept", CITY), {GRID}),
    ("responsible", OFFERED.then("accept", CITY), {CITY}),
    ("responsible", OFFERED, {GRID}),
    ("offered", OFFERED, {CITY}),
    ("offered", WORKING, set()),
    ("giver", OFFERED, {GRID}),
    ("giver", WORKING, set()),
    ("called", CALLED, {POLICE, TEAM}),
    ("leader", LED, {CORE}),
    ("leader", WORKING.then("lead", SAFETY, leader=CITY), {CITY}),
    ("helper", WORKING.then("help", GRID, helpers=(POLICE, FIRM)), {POLICE, FIRM}),
    ("mediator", WORKING, {PANEL}),
    ("mediated", WORKING, set()),
    ("mediated", MEDIATED, {PANEL}),
    ("mediated", WORKING.then("mediate", JUSTICE).then("conclude", JUSTICE), {JUSTICE}),
    ("court", WORKING, set()),
    ("attendee", MET, {GRID, HOUSING, FIRM, TEAM}),
    ("decision", MET.then("decide", GRID), {HOUSING}),
    ("decision", MET.then("decide", GRID, lead=SECRETARY), {CORE}),
    ("superior", WORKING, {CORE}),
    ("superior", RECEIVED.then("hand_over", GRID, to=POLICE).then("accept", POLICE), {SAFETY}),
    ("area", WORKING, {COMMITTEE}),
    ("centre", WORKING, {CORE, SAFETY}),
)


@pytest.mark.parametrize(("relation", "told", "who"), HELD)
def test_what_an_organisation_is_to_a_case(relation, told, who):
    assert holders(relation, told.standing, told.actors, DAY) == who


def test_every_relation_is_tried_and_named():
    assert {each[0] for each in HELD} | {"network"} == set(RELATIONS)
    assert list(RIGHTS) == list(VOCABULARY["step"].labels)
    assert {each for relations in RIGHTS.values() for each in relations} <= set(RELATIONS)


def test_a_court_mediates_and_enters_its_own_confirmation():
    court = Member(id=make_id("organisation", "法院"), name="法院", kind="court", tier="member")
    actors = replace(ACTORS, members={**ACTORS.members, court.id: court})
    for kind in ("mediate", "confirm"):
        assert court.id in may_take(kind, WORKING.standing, actors, DAY)
    assert court.id not in may_take("settle", WORKING.standing, actors, DAY)


def test_everybody_of_the_network_may_receive_but_no_firm():
    may = may_take("receive", Standing(case=CASE.id), ACTORS, DAY)
    assert FIRM not in may and {GRID, TEAM, PANEL} <= may


def test_the_departments_settle_the_substance_and_the_centre_moves_it_along():
    assert SAFETY not in may_take("settle", WORKING.standing, ACTORS, DAY)
    for kind in ("hand_over", "supervise", "whistle", "meet", "close"):
        assert SAFETY in may_take(kind, WORKING.standing, ACTORS, DAY)


def test_rights_end_with_the_term_and_the_centre_passes_to_who_serves():
    over = replace(ACTORS.members[SAFETY], term=Term(until=DAY - dt.timedelta(days=1)))
    actors = replace(ACTORS, members={**ACTORS.members, SAFETY: over})
    assert actors.centre(DAY) == (CORE,)


def test_a_street_that_entered_no_centre_can_work():
    offices = {id: Member(id=id, name=name) for id, name in ((GRID, "网格中心"), (CITY, "城管"))}
    told = Told(WORKING.standing, WORKING.at, actors=Actors(members=offices))
    assert told.refused("hand_over", CITY, to=CITY) == "not_to_oneself", "they may, but not so"
    assert told.refused("meet", CITY) is None
    assert Told(actors=Actors(members=offices)).refused("receive", CITY, later=dt.timedelta()) is None


def test_the_superior_is_the_last_line_that_holds_else_the_core():
    line = ((SAFETY, Term(since=dt.date(2025, 1, 1))), (GRID, Term(until=dt.date(2025, 12, 31))))
    police = replace(ACTORS.members[POLICE], reports_to=line)
    actors = replace(ACTORS, members={**ACTORS.members, POLICE: police})
    assert actors.superior(POLICE, DAY) == SAFETY
    assert actors.superior(CITY, DAY) == CORE
    assert actors.superior(CORE, DAY) is actors.superior(make_id("organisation", "无"), DAY) is None


def test_who_stands_above_the_core_does_not_report_to_it():
    district = Member(id=make_id("organisation", "区委政法委"), name="区委政法委")
    core = replace(ACTORS.members[CORE], reports_to=((district.id, Term()),))
    actors = replace(ACTORS, members={**ACTORS.members, CORE: core, district.id: district})
    assert actors.superior(CITY, DAY) == CORE
    assert actors.superior(CORE, DAY) == district.id
    assert actors.superior(district.id, DAY) is None


def test_a_superior_out_of_office_is_passed_over():
    over = replace(ACTORS.members[SAFETY], term=Term(until=DAY - dt.timedelta(days=1)), reports_to=((GRID, Term()),))
    actors = replace(ACTORS, members={**ACTORS.members, SAFETY: over})
    assert actors.superior(POLICE, DAY - dt.timedelta(days=1)) == SAFETY
    assert actors.superior(POLICE, DAY) == GRID


def test_whatever_a_file_told_somebody_may_take_a_step():
    chance = random.Random(11)
    for _ in range(300):
        steps = [
            Step(
                id=make_id("step", str(number)), case=CASE.id, kind=chance.choice(list(RIGHTS)),
                at=START + dt.timedelta(hours=number), organisation=chance.choice([GRID, CITY, FIRM, None]),
                to=chance.choice([(POLICE,), (FIRM,), ()]), record=chance.choice([None, "whistle-x", "mediation-x"]),
                outcome=chance.choice(["agreement", "failed", None]),
            )
            for number in range(chance.randrange(12))
        ]  # fmt: skip
        standing = fold(steps, Standing(case=CASE.id))
        possible = allowed(standing, case=CASE, actors=ACTORS, now=START + dt.timedelta(days=1))
        assert [each.kind for each in possible] == list(RIGHTS)
        assert any(each.by for each in possible), standing
        assert all(bool(each.by) == (each.rule is None) and bool(each.why_not) != bool(each.by) for each in possible)


def test_what_is_possible_can_be_done():
    for told in (RECEIVED, OFFERED, WORKING, SETTLED, CALLED, MEDIATED, MET):
        for each in allowed(told.standing, case=CASE, actors=ACTORS, now=told.at):
            if each.kind in ("escalate", "hand_over", "meet", "decide", "lead", "mediate", "raise_up"):
                continue  # what they name decides
            for by in each.by:
                assert told.refused(each.kind, by) is None, (each.kind, by)
