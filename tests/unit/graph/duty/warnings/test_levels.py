"""How a warning moves: no flapping, nothing against a person before the review date, one open one of a subject."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.duty.warnings.levels import History, follow, surplus
from graph.duty.warnings.rule_reading import shipped_rules
from graph.duty.warnings.rules import LEVELS, rank
from graph.duty.warnings.scoring import Score
from graph.model import Warning

LEVELS_OF = shipped_rules().levels
DAY = dt.timedelta(days=1)
FIRST = dt.date(2024, 3, 1)
SUBJECT = "case-0000000000000001"
points = st.floats(0, 30).map(lambda each: round(each, 1))


def score(points: float, *rules: str) -> Score:
    names = rules or (("some",) if points else ())
    return Score(points, names, tuple(f"{each}（+{points:g} 分）" for each in names))


def after(history: History, told: Score, day: dt.date) -> Warning | None:
    return follow(history, told, subject=SUBJECT, visible_to=("a",), today=day, levels=LEVELS_OF)


def run(sums: list[float], warning: Warning | None = None) -> list[Warning | None]:
    """The warning on each day, from one sum a day."""
    found: list[Warning | None] = []
    for number, each in enumerate(sums):
        warning = after(History((warning,) if warning else ()), score(each), FIRST + number * DAY)
        found.append(warning)
    return found


def levels(found: list[Warning | None]) -> list[str | None]:
    return [each and each.level for each in found]


def test_it_rises_at_once_and_falls_late() -> None:
    days = LEVELS_OF.days
    found = levels(run([2, 3, 6, 10, *[4] * (days + 1), 4]))
    assert found == [None, "low", "medium", "high", *["high"] * days, "low", "low"]


def test_it_says_when_it_rose_and_forgets_when_it_falls() -> None:
    days = LEVELS_OF.days
    found = [each and each.level_on for each in run([3, 6, 10, *[4] * (days + 1)])]
    assert found[:3] == [None, FIRST + DAY, FIRST + 2 * DAY]
    assert found[-2:] == [FIRST + 2 * DAY, None]


def test_what_lies_within_the_margin_lowers_nothing() -> None:
    found = run([10, *[9.5] * 30])
    assert set(levels(found)) == {"high"}
    assert found[-1] is not None and found[-1].computed == "medium"


@given(st.lists(st.sampled_from([9.2, 9.9, 10.0, 10.4]), min_size=1, max_size=60))
def test_around_a_threshold_it_does_not_flap(sums: list[float]) -> None:
    """Within the margin the level changes once at most, upward."""
    found = [each for each in levels(run(sums)) if each]
    assert found == sorted(found, key=rank)
    assert len(set(found)) <= 2


@given(st.lists(points, min_size=1, max_size=60))
def test_between_two_falls_lie_days(sums: list[float]) -> None:
    found = levels(run(sums))
    falls = [n for n, (one, other) in enumerate(pairwise(found)) if rank(other) < rank(one)]
    assert all(then - first >= LEVELS_OF.days for first, then in pairwise(falls))
    assert all(found[fall - each] is not None for fall in falls for each in range(LEVELS_OF.days))


@given(st.lists(points, min_size=1, max_size=60))
def test_it_is_never_below_what_the_rules_say_and_never_goes_away(sums: list[float]) -> None:
    found = run(sums)
    for sum_, warning in zip(sums, found, strict=True):
        assert rank(warning and warning.level) >= rank(LEVELS_OF.of(sum_))
    raised = next((n for n, each in enumerate(found) if each), len(found))
    assert all(found[raised:])


@given(st.lists(points, min_size=1, max_size=40), st.sampled_from(LEVELS), st.integers(1, 20))
def test_an_override_holds_until_its_review_date(sums: list[float], level: str, days: int) -> None:
    start = Warning(
        id="warning-0000000000000001", level=level, raised_on=FIRST, override_reason="已上门", override_by="李",
        review_on=FIRST + days * DAY,
    )  # fmt: skip
    found = run(sums, start)
    for number, (sum_, warning) in enumerate(zip(sums, found, strict=True)):
        assert warning is not None
        assert warning.computed == LEVELS_OF.of(sum_)
        if number < days:
            assert (warning.level, warning.override_reason) == (level, "已上门")
        else:
            assert warning.override_reason == ""
            assert rank(warning.level) >= rank(warning.computed)


def test_the_rules_never_lower_what_a_person_raised() -> None:
    hand = Warning(id="warning-0000000000000001", level="high", raised_on=FIRST, reasons=("李主任提出",))
    found = run([4] * 30, hand)
    assert set(levels(found)) == {"high"}
    assert found[-1] is not None and found[-1].reasons == ("李主任提出", "some（+4 分）")


def test_what_was_handled_is_raised_again_only_for_something_new() -> None:
    done = Warning(
        id="warning-0000000000000001", level="medium", raised_on=FIRST, handled_on=FIRST, result="已办",
        computed="medium", points=6.0, rules=("some",),
    )  # fmt: skip
    history = History((done,))
    assert after(history, score(6), FIRST + DAY) is None
    assert after(history, score(6), FIRST + LEVELS_OF.again * DAY) is not None
    assert after(history, score(10), FIRST + DAY) is not None
    assert after(history, score(6, "another"), FIRST + DAY) is not None
    assert after(history, score(2, "another"), FIRST + DAY) is None


def test_a_new_one_has_an_id_of_its_own() -> None:
    first = after(History(), score(6), FIRST)
    assert first is not None
    done = replace(first, handled_on=FIRST)
    again = after(History((done,)), score(10), FIRST)
    assert again is not None and again.id != first.id


def test_of_several_open_ones_the_highest_counts_and_those_of_rules_alone_are_surplus() -> None:
    low, high = (
        replace(Warning(id=f"warning-000000000000000{n}", level=level, raised_on=FIRST), computed=level)
        for n, level in enumerate(("low", "high"))
    )
    hand = Warning(id="warning-0000000000000009", level="medium", raised_on=FIRST, reasons=("李主任提出",))
    history = History((low, hand, high))
    assert history.open == high
    assert surplus(history) == [low.id]
