"""What the texts of two cases say for a link: reasons that add up, with sentences that users read and no numbers."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

import pytest

from graph.linkage.pairs import Pair
from graph.linkage.signals import reasons_of
from graph.linkage.texts.likeness import compare
from graph.linkage.texts.reading import read
from graph.linkage.texts.scoring import SIGNALS
from graph.linkage.told import text_reasons, unlike_words
from tests.unit.graph.linkage.pairs import FIRM, LI, WANG, Stated, case, pair
from tests.unit.graph.linkage.texts.complaints import GARAGE, GARAGE_AGAIN, LATE, LESSONS, LIFT, Complaint, about

SIDES: tuple[Stated, Stated] = ({WANG: "applicant"}, {LI: "applicant"})
KNOWN: tuple[Stated, Stated] = ({WANG: "applicant", FIRM: "respondent"}, {WANG: "applicant", FIRM: "respondent"})


def told(one: Complaint, other: Complaint, sides: tuple[Stated, Stated] = SIDES) -> Pair:
    """Two cases that say this, the first with the smaller id, compared."""
    ids = sorted((case("1"), case("2", 3)), key=lambda each: each.id)
    first, second = (replace(each, title=said[0], text=said[1]) for each, said in zip(ids, (one, other), strict=True))
    a, b = (read(each.title, each.text, each.place) for each in (first, second))
    assert a is not None and b is not None
    return replace(pair(first, second, sides), likeness=compare(a, b))


def sentences(found: Pair) -> dict[str, str]:
    """By signal, of those that have something to show."""
    return {each.signal: each.sentence for each in text_reasons(found, alone=True) if each.sentence}


def test_reasons_add_up_to_what_the_texts_come_to() -> None:
    found = told(GARAGE, GARAGE_AGAIN)
    reasons = list(text_reasons(found, alone=True))
    assert fsum(each.weight for each in reasons) == pytest.approx(found.text_weight, abs=0.01)
    assert {each.signal for each in reasons} <= SIGNALS.keys()
    assert len({each.signal for each in reasons}) == len(reasons)
    assert all(each.weight for each in reasons)


def test_sentences_name_what_both_name_and_what_differs() -> None:
    same = sentences(told(GARAGE, GARAGE_AGAIN))
    assert same["same_names"] == "都提到“澜悦湾”"
    assert same["same_words"].startswith("用词相近（一件标题的用词有 ") and same["same_words"].endswith(
        "% 见于另一件）"
    )
    other = told(LIFT, about(LIFT, ("青禾苑", "碧水园")))
    assert sentences(other)["other_names"] == "但一件说的是“青禾苑”，一件说的是“碧水园”"
    (reason,) = (each for each in text_reasons(other, alone=True) if each.signal == "other_names")
    assert (reason.left, reason.right) == ("青禾苑", "碧水园") and reason.weight < 0


def test_sentences_say_which_way_numbers_districts_and_themes_speak() -> None:
    lessons = sentences(told(LESSONS, about(LESSONS, ("第二中学", "第七中学"))))
    assert lessons["other_numbers"] == "但编号不同（线路、期、栋等）" and "same_numbers" not in lessons
    near, far = (sentences(told(LATE, (f"{where}{LATE[0]}", LATE[1]))) for where in ("A7县", "A3区"))
    assert "same_district" not in near and "same_district" not in far
    here = (f"A7县{LATE[0]}", LATE[1])
    assert sentences(told(here, here))["same_district"] == "说的是同一区县"
    assert sentences(told(here, (f"A3区{LATE[0]}", LATE[1])))["same_district"] == "但说的不是同一区县"
    assert sentences(told(GARAGE, ("澜悦湾幼儿园招生", "请问何时开始报名")))["other_theme"] == "但标题说的不是一类问题"


def test_numbers_of_people_are_masked_in_what_is_shown() -> None:
    title, text = GARAGE
    said = (f"{title}电话13900001234", text)
    reasons = list(text_reasons(told(said, said), alone=True))
    shown = " ".join(f"{each.left}{each.right}{each.sentence}" for each in reasons)
    assert "13900001234" not in shown and "139****1234" in shown


def test_texts_that_say_nothing_or_were_not_compared_give_no_reason() -> None:
    assert read("漏水", "", "") is None
    assert list(text_reasons(pair(case("1"), case("2"), SIDES), alone=True)) == []


def test_unlike_words_are_silent_beside_a_fact_and_speak_against_when_alone() -> None:
    alone, beside = told(GARAGE, LIFT), told(GARAGE, LIFT, KNOWN)
    assert fsum(each.weight for each in text_reasons(alone, alone=True)) < 0
    assert list(text_reasons(beside, alone=False)) == []
    assert SIGNALS.keys().isdisjoint(each.signal for each in reasons_of(beside))
    assert list(text_reasons(told(GARAGE, GARAGE_AGAIN, KNOWN), alone=False)) != []


ALONE: tuple[Stated, Stated] = ({WANG: "applicant"}, {WANG: "applicant"})
"""One asks in both, against nobody."""


def _of_types(found: Pair, *types: str | None) -> Pair:
    a, b = (replace(each, dispute_type=kind) for each, kind in zip((found.a, found.b), types, strict=True))
    return replace(found, a=a, b=b)


def test_unlike_words_weaken_a_party_in_common_where_nothing_else_says_that_both_are_one() -> None:
    about_two = _of_types(told(GARAGE, LIFT, ALONE), None, None)
    (reason,) = unlike_words(about_two)
    assert (reason.signal, reason.weight) == ("unlike_words", -3.0)
    assert reason in reasons_of(about_two)
    nothing_in_common = replace(about_two, likeness=None, unlike=True)
    assert [each.weight for each in unlike_words(nothing_in_common)] == [-3.0]


@pytest.mark.parametrize(
    "found",
    [
        _of_types(told(GARAGE, LIFT, ALONE), "noise", "noise"),
        _of_types(told(GARAGE, LIFT, KNOWN), None, None),
        _of_types(told(GARAGE, LIFT, KNOWN), "noise", "property"),
        _of_types(told(GARAGE, GARAGE, ALONE), None, None),
        replace(_of_types(told(GARAGE, LIFT, ALONE), None, None), likeness=None),
        _of_types(told(GARAGE, LIFT), None, None),
    ],
    ids=["one type", "one respondent", "the same two", "the same words", "one says nothing", "no party in common"],
)
def test_unlike_words_are_silent_where_something_else_says_it(found: Pair) -> None:
    assert list(unlike_words(found)) == []


def test_who_wrote_is_said_by_the_person_whom_both_share() -> None:
    found = told(GARAGE, GARAGE_AGAIN, KNOWN)
    assert found.text_parts["same_account"] > 0
    signals = [each.signal for each in reasons_of(found)]
    assert "same_account" not in signals and "template_writer" not in signals and "same_person" in signals
