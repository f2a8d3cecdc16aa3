"""What a set teaches, and what it does not."""

from __future__ import annotations

import random
from functools import cache

from bench.evidence import messy
from graph.identity.evidence import Evidence
from graph.identity.weights import COMPARISONS, SHIPPED, Settings
from graph.identity.weights.training import LEAST_MENTIONS, train


@cache
def _set() -> tuple[Evidence, ...]:
    return tuple(messy(6_000, seed=5))


@cache
def _trained() -> Settings:
    return train(_set(), SHIPPED)


def test_the_order_of_a_set_teaches_nothing() -> None:
    turned = list(_set())
    random.Random(1).shuffle(turned)
    assert train(turned, SHIPPED) == _trained()


def test_a_small_set_teaches_nothing() -> None:
    assert train(_set()[: LEAST_MENTIONS - 1], SHIPPED) is SHIPPED


def test_the_writing_of_the_set_is_learned() -> None:
    """Here 3 in 10 numbers are whole, a telephone hardly ever changes, and 1 in 10 names is a title."""
    before, after = SHIPPED.chances, _trained().chances
    assert after["number"]["equal"].m < before["number"]["equal"].m
    assert after["telephone"]["differ"].m < before["telephone"]["differ"].m
    assert after["number"]["fits"].m > before["number"]["fits"].m
    assert after["name"]["title"].m > before["name"]["title"].m


def test_names_of_several_people_are_counted_as_people() -> None:
    people: dict[str, set[str]] = {}
    for each in _set():
        if each.number and each.name.form == "full":
            people.setdefault(each.name.text, set()).add(each.number)
    everybody = sum(map(len, people.values()))
    assert set(_trained().names) == {name for name, numbers in people.items() if len(numbers) >= 3}
    name, share = max(_trained().names.items(), key=lambda each: (each[1], each[0]))
    assert abs(share - min(len(people[name]) / everybody, 0.0032)) < 1e-8


def test_what_guards_against_harm_stays() -> None:
    for comparison in COMPARISONS:
        for level in comparison.levels:
            if not level.learned:
                assert _trained().chances[comparison.key][level.key] == SHIPPED.chances[comparison.key][level.key]


def test_what_is_learned_is_named_after_itself() -> None:
    assert _trained().version.startswith("trained-")
    assert (_trained().prior, _trained().provisional) == (SHIPPED.prior, SHIPPED.provisional)
