"""The measures against brute force: every pair looked at, every record's cluster laid out."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.measuring import (
    JudgedPair,
    Truth,
    b_cubed,
    by_value,
    count_pairs,
    judged_pairs,
    missed_pairs,
    wrong_pairs,
)
from graph.measures import Pairs

_LABELS = st.sampled_from("abcd")
_RECORDS = st.lists(st.tuples(_LABELS, _LABELS, st.sampled_from(("", "1", "2")), st.sets(_LABELS)), max_size=14)
Rows = list[tuple[str, str, str, set[str]]]


def _told(rows: Rows) -> tuple[dict[str, str], Truth]:
    """Cluster, person and group of each row; a group lies within one person."""
    found = {f"r{at}": cluster for at, (cluster, _, _, _) in enumerate(rows)}
    person = {f"r{at}": whose for at, (_, whose, _, _) in enumerate(rows)}
    group = {f"r{at}": whose + part if part else "" for at, (_, whose, part, _) in enumerate(rows)}
    return found, Truth(person, group)


def _brute(found: dict[str, str], truth: Truth, touching: set[str] | None = None) -> Pairs:
    right = wrong = missed = 0
    for one, other in combinations(truth.person, 2):
        if touching is not None and one not in touching and other not in touching:
            continue
        if truth.group is not None and not (truth.group[one] and truth.group[other]):
            continue
        joined = found[one] == found[other]
        if truth.person[one] != truth.person[other]:
            wrong += joined
        elif truth.group is None or truth.group[one] == truth.group[other]:
            right += joined
            missed += not joined
    return Pairs(right, wrong, missed)


@given(_RECORDS)
def test_pairs_are_those_that_one_counts_by_hand(rows: Rows) -> None:
    found, truth = _told(rows)
    assert count_pairs(found, truth) == _brute(found, truth)
    assert count_pairs(found, Truth(truth.person)) == _brute(found, Truth(truth.person))


@given(_RECORDS)
def test_pairs_by_value_are_those_that_touch_it(rows: Rows) -> None:
    found, truth = _told(rows)
    values = {f"r{at}": some for at, (_, _, _, some) in enumerate(rows)}
    counted = by_value(found, truth, values.__getitem__)
    assert counted.keys() == set().union(*values.values())
    for value, (count, pairs) in counted.items():
        holders = {record for record, some in values.items() if value in some}
        assert count == len(holders)
        assert pairs == _brute(found, truth, holders)


@given(_RECORDS)
def test_b_cubed_is_the_mean_over_the_records(rows: Rows) -> None:
    found, truth = _told(rows)
    if not rows:
        assert b_cubed(found, truth) == (1, 1)
        return
    precision = recall = 0.0
    for record in found:
        cluster = {each for each in found if found[each] == found[record]}
        own = {each for each in found if truth.person[each] == truth.person[record]}
        precision += len(cluster & own) / len(cluster)
        recall += len(cluster & own) / len(own)
    assert b_cubed(found, truth) == pytest.approx((precision / len(rows), recall / len(rows)))


@given(_RECORDS)
def test_the_errors_listed_are_the_errors_counted(rows: Rows) -> None:
    found, truth = _told(rows)
    every = Truth(truth.person)
    assert len(set(wrong_pairs(found, every))) == len([*wrong_pairs(found, every)]) == count_pairs(found, every).wrong
    assert len(set(missed_pairs(found, truth))) == count_pairs(found, truth).missed


@given(_RECORDS, st.randoms(use_true_random=False))
def test_names_and_order_of_clusters_do_not_matter(rows: Rows, chance: random.Random) -> None:
    found, truth = _told(rows)
    shuffled = list(found)
    chance.shuffle(shuffled)
    other = {each: f"cluster of {found[each]}" for each in shuffled}
    assert count_pairs(other, truth) == count_pairs(found, truth)
    assert b_cubed(other, truth) == pytest.approx(b_cubed(found, truth))


def test_precision_recall_and_f1_of_a_known_case() -> None:
    """Two people of three records each; one record of the second was put with the first."""
    found = {"1": "x", "2": "x", "3": "x", "4": "x", "5": "y", "6": "y"}
    pairs = count_pairs(found, Truth(dict.fromkeys("123", "a") | dict.fromkeys("456", "b")))
    assert pairs == Pairs(right=4, wrong=3, missed=2)
    assert (pairs.precision, pairs.recall) == (pytest.approx(4 / 7), pytest.approx(2 / 3))
    assert pairs.f1 == pytest.approx(8 / 13)


def test_many_records_in_one_cluster_are_counted_and_not_listed() -> None:
    records = [str(each) for each in range(300_000)]
    counted = count_pairs(dict.fromkeys(records, "one"), Truth({each: each for each in records}))
    assert counted.wrong == 300_000 * 299_999 // 2


def test_judged_pairs_are_counted_by_kind_and_verdict_and_unknown_ones_left_out() -> None:
    found = {"1": "x", "2": "x", "3": "y"}
    pairs = [
        JudgedPair("1", "2", True, "title"),
        JudgedPair("1", "3", True, "title"),
        JudgedPair("1", "2", False, "twins"),
        JudgedPair("2", "3", False, "twins"),
        JudgedPair("1", "9", True, "title"),
    ]
    title, twins = judged_pairs(found, pairs)
    assert (title.kind, title.same, title.count, title.joined, title.share) == ("title", True, 2, 1, 0.5)
    assert (twins.kind, twins.same, twins.count, twins.joined) == ("twins", False, 2, 1)
