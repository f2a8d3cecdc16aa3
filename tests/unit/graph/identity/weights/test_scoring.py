"""One weight for a pair, whichever comes first and whoever works it out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from bench.evidence import messy
from graph.identity.evidence import Evidence
from graph.identity.weights import COMPARISONS, SHIPPED, Weighed, blocks_of, candidates, crowded_among, weigh
from graph.identity.weights.batch import weigh_all

EVERYTHING = float("-inf")


@cache
def _set() -> tuple[Evidence, ...]:
    return tuple(messy(5_000, seed=7))


@cache
def _weighed() -> tuple[Weighed, ...]:
    return tuple(weigh_all(_set(), SHIPPED, EVERYTHING))


def test_splink_and_python_give_the_same_weight() -> None:
    by_id = {each.mention: each for each in _set()}
    assert len(_weighed()) > 10_000
    for pair in _weighed():
        alone = weigh(by_id[pair.a], by_id[pair.b], SHIPPED)
        assert abs(alone.weight - pair.weight) < 1e-9, (by_id[pair.a], by_id[pair.b])
        assert alone.levels == pair.levels


def test_every_level_is_tried_by_those_pairs() -> None:
    seen = Counter((key, level) for pair in _weighed() for key, level in pair.levels._asdict().items())
    missing = [(each.key, level.key) for each in COMPARISONS for level in each.levels if not seen[each.key, level.key]]
    assert missing == []


def test_the_order_of_a_pair_does_not_matter() -> None:
    by_id = {each.mention: each for each in _set()}
    for pair in _weighed()[::50]:
        one, other = by_id[pair.a], by_id[pair.b]
        assert weigh(one, other, SHIPPED) == weigh(other, one, SHIPPED)
        assert pair.a < pair.b


def test_python_finds_the_pairs_that_splink_finds() -> None:
    ours = {(_set()[a].mention, _set()[b].mention) for a, b in candidates(blocks_of(_set()))}
    assert ours == {(each.a, each.b) for each in _weighed()}


def test_least_keeps_what_weighs_enough() -> None:
    kept = list(weigh_all(_set(), SHIPPED, 5.0))
    assert [each for each in _weighed() if each.weight >= 5.0] == kept
    assert list(weigh_all(_set(), SHIPPED)) == [each for each in _weighed() if each.weight >= SHIPPED.suggest]


def test_learned_shares_count_in_both() -> None:
    settings = replace(SHIPPED, names={"王丽": 0.003, "李伟": 1e-6})
    by_id = {each.mention: each for each in _set()}
    pairs = list(weigh_all(_set(), settings, EVERYTHING))
    assert pairs != list(_weighed())
    assert all(abs(weigh(by_id[each.a], by_id[each.b], settings).weight - each.weight) < 1e-9 for each in pairs)


def test_no_evidence_no_pairs() -> None:
    assert list(weigh_all((), SHIPPED)) == []
    assert list(candidates(blocks_of(()))) == []


def test_a_crowded_value_finds_nobody_and_is_told() -> None:
    crowd = [replace(each, telephones=("02782345678",), unit="", finding=()) for each in _set()[:201]]
    crowded = crowded_among(crowd)
    assert [(each.kind, each.value, each.mentions) for each in crowded.values()] == [("电话", "027****5678", 201)]
    blocks = blocks_of(crowd, crowded)
    assert len(list(weigh_all(crowd, SHIPPED, EVERYTHING, blocks=blocks))) < 201
    assert len(list(weigh_all(crowd, SHIPPED, EVERYTHING))) == 201 * 200 / 2
    assert crowded_among(crowd[:200]) == {}
