"""Weak bridges: found as networkx finds bridges, cut between firm groups alone, the same in any order."""

from __future__ import annotations

import random

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.linkage.bridges import BARELY, CLEARLY, bridges, parted, weak_bridges
from graph.model import Linked

AT = 2.5
FIRM = AT + BARELY + CLEARLY
IDS = [f"case-{number:016d}" for number in range(10)]
COUPLES = [(a, b) for a in IDS for b in IDS if a < b]


def link(a: int, b: int, weight: float = FIRM, certainty: str = "provisional") -> Linked:
    one, other = sorted((IDS[a], IDS[b]))
    return Linked(source=one, target=other, kind="duplicate", weight=weight, certainty=certainty)


def cut(*links: Linked) -> list[tuple[int, int]]:
    return [(IDS.index(each.source), IDS.index(each.target)) for each in weak_bridges(links, threshold=AT)]


def test_one_weak_link_between_two_firm_groups_is_cut() -> None:
    assert cut(link(0, 1), link(2, 3), link(1, 2, AT)) == [(1, 2)]


def test_nothing_is_cut_where_a_group_is_one_case_or_as_loose_as_the_bridge() -> None:
    assert cut(link(0, 1), link(1, 2, AT)) == []
    assert cut(link(0, 1), link(1, 2, AT), link(2, 3, AT)) == []
    assert cut(link(0, 1), link(2, 3, FIRM - 0.1), link(1, 2, AT)) == []


def test_two_ways_between_the_groups_are_no_bridge() -> None:
    assert cut(link(0, 1), link(2, 3), link(1, 2, AT), link(0, 3, AT)) == []


def test_what_is_more_than_barely_likely_stays() -> None:
    assert cut(link(0, 1), link(2, 3), link(1, 2, AT + BARELY + 0.1)) == []


def test_a_judged_yes_is_never_cut_and_makes_a_group_firm() -> None:
    assert cut(link(0, 1), link(2, 3), link(1, 2, 0.0, "certain")) == []
    assert cut(link(0, 1, 0.0, "certain"), link(2, 3), link(1, 2, AT)) == [(1, 2)]


def test_a_chain_over_single_cases_is_cut_at_its_weakest_link_alone() -> None:
    assert cut(link(0, 1), link(1, 2, AT + 0.2), link(2, 3, AT), link(3, 4, AT + 0.1), link(4, 5)) == [(2, 3)]


def test_three_groups_in_a_row_become_three() -> None:
    assert cut(link(0, 1), link(1, 2, AT), link(2, 3), link(3, 4, AT), link(4, 5)) == [(1, 2), (3, 4)]


drawn = st.lists(
    st.tuples(st.sampled_from(COUPLES), st.sampled_from((AT, AT + 0.5, FIRM, FIRM + 1)), st.booleans()),
    max_size=18,
    unique_by=lambda each: each[0],
).map(
    lambda some: [
        Linked(source=a, target=b, kind="duplicate", weight=weight, certainty="certain" if sure else "provisional")
        for (a, b), weight, sure in some
    ]
)


def graph_of(links: list[Linked]) -> nx.Graph:
    return nx.Graph([(each.source, each.target) for each in links])


@given(drawn)
def test_bridges_are_those_of_networkx(links: list[Linked]) -> None:
    theirs = {(min(ends), max(ends)) for ends in nx.bridges(graph_of(links))}
    assert {(each.source, each.target) for each in bridges(links)} == theirs


@given(drawn, st.randoms(use_true_random=False))
def test_cuts_are_weak_bridges_whose_sides_hold_together_whatever_the_order(
    links: list[Linked], shuffle: random.Random
) -> None:
    found = weak_bridges(links, threshold=AT)
    shuffle.shuffle(links)
    assert weak_bridges(links, threshold=AT) == found
    known = set(nx.bridges(graph_of(links))) | {(b, a) for a, b in nx.bridges(graph_of(links))}
    kept = [each for each in links if each not in found]
    parts = {case: frozenset(part) for part in parted(IDS, kept) for case in part}
    for each in found:
        assert each.certainty == "provisional" and each.weight <= AT + BARELY
        assert (each.source, each.target) in known
        assert len(parts[each.source]) > 1 < len(parts[each.target])
        assert parts[each.source] != parts[each.target]
    assert weak_bridges(kept, threshold=AT) == [], "nothing is left to cut"
