"""The demo street keeps the rules of duty: each step was allowed, each case stands as its steps say, nothing is
forgotten, and something is overdue on its last day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from graph.duty.acts import ACTS
from graph.duty.asked import Asked
from graph.duty.chain import circles
from graph.duty.checking import against
from graph.duty.deadline_files import shipped
from graph.duty.folding import after
from graph.duty.rights import Actors, Member, Term
from graph.duty.standing import Standing
from graph.duty.steps import Taking, step_of
from graph.duty.tasks import FINAL
from graph.model import Case, Covers, MemberOf, Officer, Organisation, ReportsTo, Task, WeeklyList
from graph.pipeline.chain import problems_in
from graph.pipeline.standings import histories_of, standing_of
from graph.pipeline.tasks import backfill
from graph.store import EVERYTHING, Store
from loaders.demo import Chapter, Street, build_street
from loaders.demo.journey import Journey
from tests.unit.loaders.demo.test_street import latest, records

LAST_DAY = dt.datetime(2026, 1, 31, 18)


@pytest.fixture(scope="module")
def tasks(chapters: list[Chapter]) -> list[Task]:
    return [each for each in latest(chapters, Task) if isinstance(each, Task)]


def actors_of(chapters: list[Chapter]) -> Actors:
    """Everybody who works with the centre, as the street's records tell of them."""
    edges = list(records(chapters))
    lines = {each.source: ((each.target, Term(since=each.since)),) for each in edges if isinstance(each, ReportsTo)}
    organisations = [each for each in latest(chapters, Organisation) if isinstance(each, Organisation)]
    members = {
        each.id: Member(
            id=each.id, name=each.name, kind=each.kind, tier=each.tier, functions=each.functions,
            mediation_level=each.mediation_level, term=Term(since=each.since, until=each.until),
            reports_to=lines.get(each.id, ()),
        )
        for each in organisations
    }  # fmt: skip
    homes = {each.source: [(each.target, Term(since=each.since, until=each.until))] for each in edges
             if isinstance(each, MemberOf) and each.source.startswith("officer-")}  # fmt: skip
    return Actors(members=members, officers=homes)


@pytest.fixture(scope="module")
def actors(chapters: list[Chapter]) -> Actors:
    return actors_of(chapters)


def areas(chapters: list[Chapter]) -> dict[str, frozenset[str]]:
    covers = [
        each for each in records(chapters) if isinstance(each, Covers) and each.source.startswith("organisation-")
    ]
    return {
        place: frozenset(each.source for each in covers if each.target == place)
        for place in {each.target for each in covers}
    }


def refused(journey: Journey, actors: Actors, area: frozenset[str]) -> list[str]:
    """What the rules say against the steps of a case, were they taken one after the other."""
    said, standing = [], Standing(case=journey.case.id, stage=journey.begins_at)
    known = Actors(members=actors.members, officers=actors.officers, area=area)
    for act in journey.acts:
        visits = shipped().deadlines.needs_visit(journey.case.kind)
        asked = Asked(kind=act.KIND, by=act.by, standing=standing, case=journey.case, actors=known, at=act.at,
                      now=act.at, needs_visit=visits, act=act)  # fmt: skip
        found = against(asked)
        if found is not None:
            said.append(f"{journey.case.title} {act.KIND} {found[0].name}: {found[1]}")
        standing = after(
            standing, step_of(Taking(act=act, before=standing, at=act.at, to=journey.above(act, standing)))
        )
    return said


def refused_in(street: Street, chapters: list[Chapter]) -> list[str]:
    of_place, everybody = areas(chapters), actors_of(chapters)
    return [
        said
        for journey in street.setting.journeys
        for said in refused(journey, everybody, of_place.get(journey.case.community or "", frozenset()))
    ]


def test_every_step_was_allowed(street: Street, chapters: list[Chapter]) -> None:
    assert not refused_in(street, chapters)


@pytest.mark.parametrize(
    ("seed", "people", "cases", "years"), [(1, 400, 150, (2024, 2025)), (3, 100, 40, (2023, 2025))]
)
def test_so_is_every_step_of_another_street(seed: int, people: int, cases: int, years: tuple[int, int]) -> None:
    other = build_street(seed=seed, people=people, cases=cases, years=years)
    assert not refused_in(other, list(other.chapters()))


def test_every_kind_of_step_was_taken(street: Street) -> None:
    assert {type(act) for each in street.setting.journeys for act in each.acts} == set(ACTS)


def test_a_case_stands_as_its_stored_steps_say(linked: Store) -> None:
    cases = list(linked.scan("case", scope=EVERYTHING))
    for history in histories_of(linked, cases):
        standing, case = standing_of(history), history.case
        assert (standing.status, standing.stage) == (case.status, case.stage), case.title
        assert standing.first_receiver is not None


def test_what_is_open_has_one_who_answers_and_what_is_over_has_nothing_left(
    tasks: list[Task], chapters: list[Chapter]
) -> None:
    cases = [each for each in latest(chapters, Case) if isinstance(each, Case)]
    final = Counter(each.case for each in tasks if each.ended_at is None and each.kind in FINAL)
    any_open = {each.case for each in tasks if each.ended_at is None and each.kind != "handle"}
    for case in cases:
        over = case.status in ("closed", "withdrawn", "rejected")
        assert final[case.id] == (0 if over else 1), case.title
        assert not over or case.id not in any_open


def test_nothing_has_to_be_made_good(linked: Store) -> None:
    """What should be open is, and nothing else: following the stored steps anew changes no task."""
    made = backfill(linked, by="test")
    assert made.cases > 10
    assert (made.opened, made.ended, made.moved, made.nobodys) == (0, 0, 0, ())


def test_the_chain_is_whole(linked: Store) -> None:
    """1+4+N, the mediation network and the areas; one member's term is over."""
    assert {each.rule for each in problems_in(linked, on=LAST_DAY.date())} == {"term_over"}


def test_something_is_to_be_done_and_some_of_it_is_overdue(tasks: list[Task]) -> None:
    still = [each for each in tasks if each.ended_at is None and each.paused_at is None]
    late = [each for each in still if each.due_at < LAST_DAY]
    assert {each.kind for each in still} >= {"settle", "visit", "fulfil", "handle"}
    assert 5 < len(late) < len(still)
    assert any(each.urged for each in tasks)


def test_tasks_are_seen_with_their_case(tasks: list[Task], chapters: list[Chapter]) -> None:
    cases = {each.id: each for each in latest(chapters, Case)}
    for task in tasks:
        assert task.case is not None
        assert task.visible_to == cases[task.case].visible_to


def test_everybody_reports_to_somebody_and_nobody_in_a_circle(chapters: list[Chapter], actors: Actors) -> None:
    above = {each.source: each.target for each in records(chapters) if isinstance(each, ReportsTo)}
    assert not circles(above)
    (core,) = (each.id for each in actors.members.values() if each.tier == "core")
    below = [each.id for each in actors.members.values() if each.of_the_network and each.id != core]
    assert {each for each in below if each not in above} <= {street_centre(actors)}


def street_centre(actors: Actors) -> str:
    return next(id for id, each in actors.members.items() if each.name.endswith("治理中心"))


def test_some_terms_have_ended(chapters: list[Chapter]) -> None:
    ended = [each for each in latest(chapters, Organisation) if isinstance(each, Organisation) and each.until]
    assert any(each.until and each.until < LAST_DAY.date() for each in ended)
    officers = {each.id for each in latest(chapters, Officer)}
    terms = [
        each for each in records(chapters) if isinstance(each, MemberOf) and each.source in officers and each.until
    ]
    assert terms


def test_a_list_is_missing_now_and_then_and_one_is_late(street: Street, chapters: list[Chapter]) -> None:
    lists = [each for each in latest(chapters, WeeklyList) if isinstance(each, WeeklyList)]
    weeks = {each.week for each in lists}
    missing = len(weeks) * len(street.setting.places.communities) - len(lists)
    late = [each for each in lists if each.submitted_on and each.submitted_on > each.week + dt.timedelta(days=4)]
    assert 0 < missing < len(late) < len(lists) / 10
