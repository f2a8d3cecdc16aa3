"""From likeness to bits: signs that must hold, names that users read, and verdicts on fictional complaints."""

from __future__ import annotations

from math import log

import pytest

from graph.linkage.texts.scoring import (
    AGAINST,
    GATHERED,
    SIGNALS,
    TOGETHER,
    TextWeights,
    features_of,
    shipped,
    weigh,
)
from graph.linkage.weights import SIGNALS as ALL_SIGNALS
from tests.unit.graph.linkage.texts.complaints import (
    COPIED,
    DAYS,
    GARAGE,
    IN_OTHER_WORDS,
    LIFT,
    LITTLE_IN_COMMON,
    Complaint,
    bits,
    likeness,
)

EITHER_WAY = {"length"}
ALIKE = likeness(*IN_OTHER_WORDS[0])
FEATURES = features_of(ALIKE, account=False, template=False, days=DAYS)
WHO_AND_WHEN = {"account", "template", "days"}


def _title(pair: tuple[Complaint, Complaint]) -> str:
    return pair[0][0]


# -- the shipped model -------------------------------------------------------------------------


@pytest.mark.parametrize("feature", shipped().coefficients)
def test_a_coefficient_is_of_a_feature_that_likeness_gives_and_has_its_sign(feature: str) -> None:
    assert feature in FEATURES
    coefficient = shipped().coefficients[feature]
    assert coefficient
    if feature not in EITHER_WAY:
        assert (coefficient < 0) == (feature in AGAINST)


def test_every_feature_is_gathered_to_one_signal_and_every_signal_has_a_name() -> None:
    gathered = [feature for features in GATHERED.values() for feature in features]
    assert sorted(gathered) == sorted(FEATURES)
    assert set(GATHERED) | {"text_base"} == set(SIGNALS)
    assert all(SIGNALS.values()) and len(set(SIGNALS.values())) == len(SIGNALS)
    assert SIGNALS.items() <= ALL_SIGNALS.items()
    assert set(gathered) >= AGAINST


def test_who_and_when_are_weighed_beside_the_words() -> None:
    assert set(FEATURES) - set(ALIKE.features) == WHO_AND_WHEN
    days = [features_of(ALIKE, account=False, template=False, days=each)["days"] for each in (None, 0, 7, 49)]
    assert days == pytest.approx([0.0, 0.0, log(2), log(8)]), "in weeks"
    parts = [
        weigh(features_of(ALIKE, account=account, template=template, days=days))
        for account, template, days in ((False, False, 3), (True, False, 3), (False, True, 3), (False, False, 300))
    ]
    plain, account, template, late = (sum(each.values()) for each in parts)
    assert account > plain > template and plain > late
    assert [signal for signal in SIGNALS if parts[0][signal] != parts[1][signal]] == ["same_account"]


def test_a_signal_is_the_sum_of_its_features_and_base_is_beside_them() -> None:
    found = weigh({**dict.fromkeys(FEATURES, 0.0), "fours": 2.0, "fours_share": 0.5}, TextWeights(-3.0, {"fours": 1.5}))
    assert found["copied_text"] == 3.0 and found["text_base"] == -3.0
    assert set(found) == set(SIGNALS)
    assert sum(map(abs, found.values())) == 6.0


# -- verdicts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", IN_OTHER_WORDS, ids=_title)
def test_one_matter_in_other_words_is_one(pair: tuple[Complaint, Complaint]) -> None:
    assert bits(*pair) >= TOGETHER


@pytest.mark.parametrize("pair", COPIED, ids=_title)
def test_a_copied_text_about_something_else_is_another_matter(pair: tuple[Complaint, Complaint]) -> None:
    assert bits(*pair) < TOGETHER


@pytest.mark.parametrize("pair", LITTLE_IN_COMMON, ids=_title)
def test_one_matter_of_which_two_tell_little_in_common_is_one(pair: tuple[Complaint, Complaint]) -> None:
    assert bits(*pair) >= TOGETHER


def test_the_same_words_again_are_one_matter_and_other_words_about_another_place_are_not() -> None:
    assert bits(GARAGE, GARAGE) > 10.0
    assert bits(GARAGE, LIFT) < -5.0


@pytest.mark.parametrize("pair", COPIED, ids=_title)
def test_another_name_speaks_against(pair: tuple[Complaint, Complaint]) -> None:
    one, other = pair
    found = weigh(features_of(likeness(one, other), account=False, template=False, days=DAYS))
    assert found["other_names"] < 0 and likeness(one, other).other_names
    assert bits(one, one) > bits(one, other) + 3
