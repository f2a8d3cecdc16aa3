"""What the planted stories are for: the graph finds each of them, and the figures come out of the events."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest

from graph.duty.figures import change
from graph.model import Case, HandedTo, Linked, Mention, Organisation
from graph.pipeline.figures import yearly_figures
from graph.store import EVERYTHING, Ask, Reader, Store
from graph.store.questions import CASES_BY_MONTH, CROSS_DEPARTMENT, DEPARTMENTS_OF, RECURRING_PARTIES
from loaders.demo import Street
from loaders.demo.organisations import CONTRACTOR, CONTRACTOR_ALIKE


@pytest.fixture(scope="module")
def links(linked: Reader) -> dict[frozenset[str], Linked]:
    return {frozenset((each.source, each.target)): each for each in linked.scan_edges("linked", scope=EVERYTHING)}


def told(street: Street, words: str) -> list[Case]:
    """The cases of a story: those that the stories opened, before any other, with these words in the title."""
    return [each.case for each in street.setting.journeys[:50] if words in each.case.title]


def kinds(links: dict[frozenset[str], Linked], cases: list[Case]) -> set[str | None]:
    pairs = (frozenset((a.id, b.id)) for a, b in combinations(cases, 2))
    return {links[pair].kind if pair in links else None for pair in pairs}


# -- the stories -----------------------------------------------------------------------------------


def test_three_channels_about_one_restaurant_are_duplicates(
    street: Street, links: dict[frozenset[str], Linked]
) -> None:
    cases = told(street, "聚香阁")
    assert {each.source for each in cases} == {"hotline_12345", "petition", "grid"}
    assert kinds(links, cases) == {"duplicate"}


def test_a_leak_comes_back_every_year(street: Street, links: dict[frozenset[str], Linked]) -> None:
    cases = told(street, "天花板漏水")[:3]
    assert [each.received_at.year for each in cases if each.received_at] == [2023, 2024, 2025]
    assert kinds(links, cases) == {"recurrence"}


def test_twelve_workers_are_one_matter_and_the_contractor_alike_another(
    street: Street, linked: Reader, links: dict[frozenset[str], Linked]
) -> None:
    groups = [told(street, name) for name in (CONTRACTOR, CONTRACTOR_ALIKE)]
    assert [len(each) for each in groups] == [12, 4]
    assert [kinds(links, each) for each in groups] == [{"group"}, {"group"}]
    asks = [Ask(ids=[case.id for case in group], types=["part_of"]) for group in groups]
    matters = [
        {link.node.id for found in answers for link in found.links}
        for answers in linked.neighbours(asks, scope=EVERYTHING)
    ]
    assert [len(each) for each in matters] == [1, 1]
    assert matters[0] != matters[1]


def test_the_landlord_recurs_over_four_communities(street: Street, linked: Reader) -> None:
    cases = told(street, "退租押金")
    assert len({each.community for each in cases}) == 4
    found = linked.ask(
        RECURRING_PARTIES, kinds=["person"], least=len(cases), start=None, end=None, first=20, skip=0, scope=EVERYTHING
    )
    (mentions,) = linked.neighbours(
        [Ask(ids=[case.id for case in cases], types=["party_to"], kinds=["person"])], scope=EVERYTHING
    )
    everywhere = set.intersection(*({link.node.id for link in each.links} for each in mentions))
    assert len(everywhere) == 1
    assert everywhere <= {each.party for each in found}


def test_a_property_company_is_disputed_in_two_communities(street: Street) -> None:
    cases = told(street, "物业擅自涨价")
    assert len(cases) == 6
    assert len({each.community for each in cases}) == 2


def test_a_case_goes_to_one_department_and_back(street: Street, linked: Reader) -> None:
    (case,) = told(street, "楼顶违建")
    ((handed,),) = linked.neighbours([Ask(ids=[case.id], types=["handed_to"])], scope=EVERYTHING)
    steps = [(link.edge, link.node) for link in handed.links]
    chain = sorted(
        (edge.at, taker.aliases[0])
        for edge, taker in steps
        if isinstance(edge, HandedTo) and isinstance(taker, Organisation)
    )
    assert [name for _, name in chain] == ["城管执法中心", "房管所", "城管执法中心", "房管所", "城管执法中心"]


def test_departments_with_and_without_one_who_leads(street: Street, linked: Reader) -> None:
    flooded, market = told(street, "逢雨必淹"), told(street, "私拉电线")
    least = {"kinds": ["case"], "least": 4, "first": 500, "skip": 0}
    led = {each.subject for each in linked.ask(CROSS_DEPARTMENT, led=True, scope=EVERYTHING, **least)}
    leaderless = {each.subject for each in linked.ask(CROSS_DEPARTMENT, led=False, scope=EVERYTHING, **least)}
    assert {each.id for each in flooded} <= led
    assert {each.id for each in market} <= leaderless
    assert len(linked.ask(DEPARTMENTS_OF, ids=[market[0].id], scope=EVERYTHING)) >= 4


def test_namesakes_stay_two(street: Street, linked: Reader) -> None:
    one, other = (each for each in street.setting.journeys[:50] if "夜间噪音" in each.case.title)
    mentions = [next(iter(each.parties)).mention for each in (one, other)]
    assert mentions[0].name == mentions[1].name
    asks = [Ask(ids=[each.id for each in mentions], types=["refers_to"])]
    (found,) = linked.neighbours(asks, scope=EVERYTHING)
    first, second = ({link.node.id for link in each.links} for each in found)
    assert first.isdisjoint(second)


# -- the figures -----------------------------------------------------------------------------------


def test_the_figures_that_the_centre_reported(linked: Reader) -> None:
    before, after = (yearly_figures(linked, year, scope=EVERYTHING) for year in (2024, 2025))
    answer = before.as_json()
    assert (before.disputes, answer["dispute_resolution_rate"]) == (308, 0.987)
    assert (before.requests_done, answer["satisfaction_rate"]) == (560, 0.9699)
    assert (before.warnings_handled, before.legacy_problems_solved_jointly) == (124, 13)
    assert change(before.disputes, after.disputes) == 0.3506


def test_the_months_add_up_to_the_year(linked: Reader) -> None:
    months = linked.ask(CASES_BY_MONTH, start="2024-01-01", end="2025-01-01", scope=EVERYTHING)
    assert sum(each.cases for each in months if each.kind == "dispute") == 308


# -- as it was recorded ----------------------------------------------------------------------------


def test_the_past_is_as_it_was_known_then(street: Street, linked: Store) -> None:
    (case,) = told(street, "楼顶违建")
    assert case.received_at is not None
    with linked.as_of(dt.datetime(2024, 5, 2, tzinfo=dt.UTC)) as then:
        (known,) = then.get([case.id], scope=EVERYTHING)
        assert isinstance(known, Case)
        assert known.status != "closed"
        assert yearly_figures(then, 2025, scope=EVERYTHING).disputes == 0
    (now,) = linked.get([case.id], scope=EVERYTHING)
    assert isinstance(now, Case)
    assert now.status == "closed"


def test_what_the_register_says_founds_each_resident(street: Street, linked: Reader) -> None:
    residents = street.setting.residents.all
    people = linked.get([each.person for each in residents], scope=EVERYTHING)
    assert all(people)
    assert all(isinstance(each, Mention) for each in linked.get([residents[0].mention.id], scope=EVERYTHING))
