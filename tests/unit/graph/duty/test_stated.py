"""From what somebody told to the act: nothing guessed, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.duty.acts import ACTS, Accept, HandOver, Meet, Visit
from graph.duty.stated import act_of, told_of
from graph.errors import BadValue, UnknownCode
from graph.vocabulary import VOCABULARY

AT = dt.datetime(2025, 3, 1, 9)
WHO = {"at": AT, "by": "organisation-0123456789abcdef"}
OTHER = "organisation-fedcba9876543210"


def test_every_field_has_a_note_in_both_languages_and_a_list_that_exists() -> None:
    for act in ACTS:
        for told in told_of(act):
            assert told.note and told.zh != told.name, (act.KIND, told.name)
            assert told.code is None or VOCABULARY[told.code]
            assert told.type in (str, bool, dt.date, dt.datetime)


def test_every_act_bears_the_name_of_a_step() -> None:
    assert [each.KIND for each in ACTS] == list(VOCABULARY["step"].labels)


def test_an_act_is_read_from_what_is_told() -> None:
    assert act_of("移交", {**WHO, "to": OTHER, "reason": " 属房管职责 "}) == HandOver(
        **WHO, to=OTHER, reason="属房管职责"
    )
    assert act_of("accept", {**WHO, "note": None}) == Accept(**WHO)
    assert act_of("visit", {**WHO, "mode": "上门", "satisfied": False}) == Visit(**WHO, mode="home", satisfied=False)


def test_several_are_each_taken_once_in_their_order() -> None:
    told = {**WHO, "kind": "联合会商", "title": "会", "attendees": [OTHER, WHO["by"], OTHER]}
    assert act_of("meet", told) == Meet(**WHO, kind="joint_consultation", title="会", attendees=(OTHER, WHO["by"]))


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        ("hand_over", {}, "“移交”的接办单位"),
        ("hand_over", {"to": " "}, "“移交”的接办单位"),
        ("decline", {"reason": ""}, "“不予受理”的原因"),
        ("whistle", {"to": [], "subject": "请到场"}, "“吹哨”的呼叫单位"),
        ("accept", {"colour": "red"}, "可写的有"),
        ("visit", {"satisfied": "maybe"}, "应为是或否"),
        ("decide", {"meeting": "m", "text": "t", "due_on": "soon"}, "应为日期"),
    ],
)
def test_what_is_missing_or_wrong_is_said(kind: str, told: dict[str, object], said: str) -> None:
    with pytest.raises(BadValue, match=said):
        act_of(kind, {**WHO, **told})


@pytest.mark.parametrize(
    ("kind", "told"), [("mediate", {"route": "私了"}), ("settle", {"outcome": "好"}), ("jump", {})]
)
def test_an_unknown_code_is_said(kind: str, told: dict[str, object]) -> None:
    with pytest.raises(UnknownCode):
        act_of(kind, {**WHO, **told})
