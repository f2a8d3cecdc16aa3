"""The measures of matters and links against brute force, and on cases that one can count by hand."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.linkage.measuring import (
    AtFalse,
    JudgedPair,
    Point,
    Top,
    Wholes,
    at_false,
    at_false_of_judged,
    b_cubed,
    carried,
    count_judged,
    count_pairs,
    couple,
    missed_pairs,
    pairs_within,
    strongest,
    whole_matters,
    wrong_pairs,
)
from graph.measures import Pairs

_LABELS = st.sampled_from("abcd")
_CASES = st.lists(st.tuples(_LABELS, st.one_of(st.none(), _LABELS)), max_size=12)
_WEIGHTS = st.lists(st.one_of(st.none(), st.sampled_from((0.5, 1.0, 2.0))), min_size=66, max_size=66)
Rows = list[tuple[str, str | None]]


def _told(rows: Rows) -> tuple[dict[str, str], dict[str, str]]:
    """The matter that was found for each case, and that of the labelled ones."""
    found = {f"c{at:02}": matter for at, (matter, _) in enumerate(rows)}
    return found, {f"c{at:02}": label for at, (_, label) in enumerate(rows) if label is not None}


def _links(cases: list[str], weights: list[float | None]) -> dict[tuple[str, str], float]:
    told = zip(combinations(cases, 2), weights, strict=False)
    return {pair: weight for pair, weight in told if weight is not None}


@given(_CASES)
def test_pairs_are_those_that_one_counts_by_hand(rows: Rows) -> None:
    found, truth = _told(rows)
    verdicts = [(found[a] == found[b], truth[a] == truth[b]) for a, b in combinations(truth, 2)]
    counted = [verdicts.count(each) for each in ((True, True), (True, False), (False, True))]
    assert count_pairs(found, truth) == Pairs(*counted)


@given(_CASES)
def test_the_errors_listed_are_the_errors_counted(rows: Rows) -> None:
    found, truth = _told(rows)
    counted = count_pairs(found, truth)
    assert len(set(wrong_pairs(found, truth))) == len([*wrong_pairs(found, truth)]) == counted.wrong
    assert len(set(missed_pairs(found, truth))) == len([*missed_pairs(found, truth)]) == counted.missed


@given(_CASES)
def test_whole_matters_are_those_whose_cases_stand_together_alone(rows: Rows) -> None:
    found, truth = _told(rows)
    exact = clean = 0
    labels = {label for label in truth.values() if list(truth.values()).count(label) > 1}
    for label in labels:
        own = {case for case, each in truth.items() if each == label}
        whole = {case for case, matter in found.items() if matter in {found[each] for each in own}}
        one = len({found[each] for each in own}) == 1
        exact += one and whole & set(truth) == own
        clean += one and whole == own
    swept = sum(case not in truth and found[case] in {found[each] for each in truth} for case in found)
    assert whole_matters(found, truth) == Wholes(len(labels), exact, clean, swept)


def test_an_unlabelled_case_sweeps_a_matter_without_breaking_it() -> None:
    found = {"1": "x", "2": "x", "3": "x", "4": "y", "5": "y", "6": "z"}
    truth = {"1": "a", "2": "a", "4": "b", "5": "b", "6": "c"}
    assert whole_matters(found, truth) == Wholes(of=2, exact=2, clean=1, swept=1)
    assert count_pairs(found, truth) == Pairs(2, 0, 0)
    assert b_cubed(found, truth) == (1, 1)


@given(_CASES, _WEIGHTS)
def test_the_strongest_links_are_those_of_a_sorted_list(rows: Rows, weights: list[float | None]) -> None:
    found, truth = _told(rows)
    links = _links(list(found), weights)
    siblings = {couple(a, b) for a, b in combinations(truth, 2) if truth[a] == truth[b]}
    for top in strongest(links, truth, (1, 2, 4)):
        held, hit = set(), 0
        for case in truth:
            own = [(-weight, couple(*pair) in siblings, pair) for pair, weight in links.items() if case in pair]
            best = {pair for _, same, pair in sorted(own)[: top.k] if same}
            held |= best
            hit += bool(best)
        cases = {case for pair in siblings for case in pair}
        assert top == Top(top.k, len(cases), hit, len(siblings), len(held))


def test_among_equal_links_the_true_one_comes_last() -> None:
    truth = {"1": "a", "2": "a", "3": "b"}
    (top,) = strongest({("1", "2"): 3.0, ("1", "3"): 3.0, ("2", "9"): 4.0}, truth, (1,))
    assert (top.hit, top.cases, top.held, top.pairs) == (0, 2, 0, 1)
    assert (top.share_of_cases, top.share_of_pairs) == (0, 0)


@given(_CASES, _WEIGHTS)
def test_the_points_are_the_lowest_thresholds_that_hold(rows: Rows, weights: list[float | None]) -> None:
    found, truth = _told(rows)
    links = _links(list(found), weights)
    told = {pair: weight for pair, weight in links.items() if set(pair) <= set(truth)}
    false = sum(truth[a] != truth[b] for a, b in told)
    points = at_false(links, truth, 0.25)
    expected: list[float | None] = [None, None]
    for threshold in sorted(set(told.values()), reverse=True):
        above = [pair for pair, weight in told.items() if weight >= threshold]
        wrong = sum(truth[a] != truth[b] for a, b in above)
        expected = [
            threshold if wrong <= 0.25 * many else before
            for many, before in zip((len(above), false), expected, strict=True)
        ]
    assert [points.of_reported.threshold, points.of_false.threshold] == expected


def test_the_figure_at_five_per_cent_of_a_known_case() -> None:
    """Nineteen true pairs above the one false one, and one true pair that is not linked."""
    truth = {f"{side}{at}": f"m{at}" for at in range(20) for side in "ab"}
    links = {(f"a{at}", f"b{at}"): 5.0 for at in range(18)} | {("a18", "b18"): 2.0, ("a0", "b1"): 3.0}
    points = at_false(links, truth)
    assert points == AtFalse(Point(2.0, 19, 1, 20), Point(5.0, 18, 0, 20), 1)
    assert at_false(links, truth, compared=20).of_false == Point(2.0, 19, 1, 20)
    assert at_false(links, truth, compared=19).of_false == Point(5.0, 18, 0, 20)
    assert points.of_reported.share == pytest.approx(0.95)
    assert at_false({("a0", "b1"): 3.0}, truth) == AtFalse(Point(None, 0, 0, 20), Point(None, 0, 0, 20), 1)


def test_judged_pairs_are_counted_by_matter_and_by_link() -> None:
    judged = [JudgedPair("2", "1", True), JudgedPair("1", "3", False), JudgedPair("3", "4", True)]
    assert count_judged({"1": "x", "2": "x", "3": "x", "4": "y"}, judged) == Pairs(1, 1, 1)
    points = at_false_of_judged({("1", "2"): 4.0, ("1", "3"): 1.0, ("1", "4"): 9.0}, judged)
    assert points.of_reported == Point(4.0, 1, 0, 2)
    assert points.compared == 1


@given(_CASES, _WEIGHTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(rows: Rows, weights: list[float | None], chance: random.Random) -> None:
    found, truth = _told(rows)
    links = _links(list(found), weights)

    def shuffled(some: dict) -> dict:
        return dict(chance.sample(list(some.items()), len(some)))

    assert strongest(shuffled(links), shuffled(truth)) == strongest(links, truth)
    assert at_false(shuffled(links), shuffled(truth)) == at_false(links, truth)
    assert whole_matters(shuffled(found), shuffled(truth)) == whole_matters(found, truth)


def test_pairs_within_groups_say_whether_they_belong_together() -> None:
    labels = {"1": "a", "2": "a", "3": "b", "4": "a"}
    assert dict(pairs_within(labels, {"1": "s", "2": "s", "3": "s"})) == {
        ("1", "2"): True,
        ("1", "3"): False,
        ("2", "3"): False,
    }


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.integers(0, 5), max_size=20), st.data())
def test_what_carries_two_cases_is_the_weakest_link_of_their_strongest_way(
    links: dict[tuple[int, int], int], data: st.DataObject
) -> None:
    weights = {couple(str(a), str(b)): float(weight) for (a, b), weight in links.items() if a != b}
    found = {str(each): data.draw(st.sampled_from("xy")) for each in range(8)}
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items() if found[a] == found[b])
    ways = nx.maximum_spanning_tree(graph)
    expected = dict(weights)
    for one, other in combinations(sorted(graph), 2):
        if nx.has_path(ways, one, other):
            way = nx.shortest_path(ways, one, other)
            expected.setdefault((one, other), min(ways[a][b]["weight"] for a, b in pairwise(way)))
    assert carried(weights, found) == expected
