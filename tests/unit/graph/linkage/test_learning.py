"""Learning from judged pairs: enough of them, held to what is shipped, tried on what it has not seen."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import TooFewJudgements
from graph.linkage.learning import FOLDS, LEAST, LEAST_OF_EACH, PRECISION, Example, learn
from graph.linkage.weights import SHIPPED, SIGNALS

CHANCES = {  # signal: its weight, how often it is there when both are one matter, and when they are not
    "same_person": (4.0, 0.8, 0.3),
    "same_title": (1.0, 0.7, 0.02),
    "same_organisation": (1.0, 0.5, 0.5),
    "same_type": (0.75, 0.6, 0.6),
}


def judged(count: int, *, seed: int = 1, matter: int = 1) -> list[Example]:
    """Fictional pairs; `matter` pairs in a row hang together."""
    chance = random.Random(seed)
    found = []
    for at in range(count):
        same = at // matter % 2 == 0
        signals = {name: w for name, (w, yes, no) in CHANCES.items() if chance.random() < (yes if same else no)}
        found.append(Example(f"case-{at // matter:05}", f"case-{at // matter:05}-{at % matter:03}", signals, same))
    return found


@pytest.mark.parametrize(("yes", "no"), [(LEAST - 1, 0), (LEAST, LEAST_OF_EACH - 1), (LEAST_OF_EACH - 1, LEAST)])
def test_too_few_teach_nothing_and_it_is_said_how_many_there_are(yes: int, no: int) -> None:
    pairs = [Example(f"{at}", f"{at}b", {"same_unit": 2.0}, at < yes) for at in range(yes + no)]
    with pytest.raises(TooFewJudgements, match=f"现有 {yes + no} 对（是 {yes}，否 {no}）"):
        learn(pairs, SHIPPED)


def test_many_judgements_find_what_tells_and_what_does_not() -> None:
    lesson = learn(judged(2_000), SHIPPED)
    now = lesson.after.coefficients
    assert now["same_organisation"] < 0.5 and now["same_title"] > 2.0 and now["same_person"] < 1.0
    assert lesson.better and lesson.precise and lesson.new.precision >= PRECISION
    assert lesson.new.log_loss < 0.7 and lesson.old.log_loss > 1.0
    assert (lesson.yes, lesson.no, lesson.folds) == (1_000, 1_000, FOLDS)
    assert lesson.after.figures["pairs"] == 2_000 and "2000 对判定" in lesson.after.made


def test_few_judgements_change_little() -> None:
    few, many = (learn(judged(count), SHIPPED).after.coefficients for count in (30, 2_000))
    moved = [max(abs(1 - each[signal]) for signal in CHANCES) for each in (few, many)]
    assert 0.0 < moved[0] < 0.5 < moved[1]
    assert {few[each] for each in SIGNALS if each not in CHANCES} == {1.0}


def test_suggestions_begin_as_far_below_the_threshold_as_before() -> None:
    after = learn(judged(300), SHIPPED).after
    assert after.together - after.noticeable == pytest.approx(SHIPPED.together - SHIPPED.noticeable)


def test_what_hangs_together_is_never_on_both_sides() -> None:
    lesson = learn(judged(60, matter=15), SHIPPED)
    assert (lesson.folds, lesson.apart) == (4, "相连的事件不分在两边")
    chained = [
        replace(each, a=f"case-{at // 2:03}", b=f"case-{at // 2:03}b" if each.same else f"case-{at // 2 + 1:03}")
        for at, each in enumerate(judged(60))
    ]
    assert learn(chained, SHIPPED).apart == "同一事项不分在两边"
    hub = [replace(each, a="case-0") for each in judged(60)]
    assert (learn(hub, SHIPPED).folds, learn(hub, SHIPPED).apart) == (FOLDS, "事件都连在一起，只能按对分开")


@settings(max_examples=15, deadline=None)
@given(st.integers(30, 80), st.randoms(use_true_random=False))
def test_any_order_teaches_the_same_and_no_coefficient_is_negative(count: int, chance: random.Random) -> None:
    pairs = judged(count, seed=count)
    first = learn(pairs, SHIPPED)
    chance.shuffle(pairs)
    assert learn(pairs, SHIPPED) == first
    assert all(each >= 0 for each in first.after.coefficients.values())
    assert first.after.together >= first.after.noticeable


def test_a_signal_that_speaks_for_the_contrary_falls_silent() -> None:
    pairs = [Example(f"{at}", f"{at}b", {} if at % 2 else {"same_unit": 2.0}, at % 2 == 1) for at in range(400)]
    assert learn(pairs, SHIPPED).after.coefficients["same_unit"] == 0.0


def test_weights_without_measure_are_learned_from_all_the_same() -> None:
    pairs = [Example(f"{at}", f"{at}b", {"same_unit": 2.0 if at % 2 else -1e6}, at % 2 == 1) for at in range(60)]
    lesson = learn(pairs, SHIPPED)
    assert (lesson.new.precision, lesson.new.recall) == (1.0, 1.0)


def test_settings_that_tell_everything_already_are_not_bettered() -> None:
    pairs = [Example(f"{at}", f"{at}b", {"same_unit": 14.0 if at % 2 else -14.0}, at % 2 == 1) for at in range(60)]
    lesson = learn(pairs, SHIPPED)
    assert lesson.shipped == lesson.old and not lesson.better


def test_what_was_learned_is_not_its_own_measure() -> None:
    pairs = judged(300)
    first = learn(pairs, SHIPPED)
    again = learn(pairs, first.after)
    assert again.better and again.shipped == first.shipped and again.old.log_loss < first.old.log_loss
    assert again.after.coefficients == first.after.coefficients
