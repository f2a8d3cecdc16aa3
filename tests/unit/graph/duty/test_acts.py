"""Every step has a typed act, and an act tells of itself what faces need: its words, codes and the records it names."""

import datetime as dt
from dataclasses import fields
from typing import get_type_hints

import pytest

from graph.duty.acts import ACTS, BlowWhistle, Meet, codes_of, named_by, zh_of
from graph.model.notes import Zh
from graph.vocabulary import VOCABULARY

AT = dt.datetime(2026, 3, 2, 9)


def test_there_is_one_act_for_each_step_in_the_order_of_the_list():
    assert [each.KIND for each in ACTS] == list(VOCABULARY["step"].labels)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.KIND)
def test_every_field_says_what_it_is_in_both_languages(act):
    hints = get_type_hints(act, include_extras=True)
    for each in fields(act):
        notes = hints[each.name].__metadata__
        assert isinstance(notes[0], str) and notes[0], each.name
        assert any(isinstance(note, Zh) for note in notes), each.name


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.KIND)
def test_the_words_are_a_field_and_the_codes_are_of_known_lists(act):
    assert act.WORDS in {each.name for each in fields(act)}
    assert all(name in VOCABULARY.lists for _, name in codes_of(act))
    assert act.__doc__ and zh_of(act.KIND)


def test_an_act_names_the_records_that_it_needs():
    whistle = BlowWhistle(at=AT, by="organisation-a", to=("organisation-b", "organisation-c"), subject="请到场")
    assert [(name, id) for name, id, _ in named_by(whistle)] == [
        ("by", "organisation-a"),
        ("to", "organisation-b"),
        ("to", "organisation-c"),
    ]
    assert whistle.words == "请到场"


def test_a_meeting_is_attended_by_organisations_and_officers():
    meet = Meet(at=AT, by="o", kind="joint_consultation", title="会商", attendees=("officer-x",))
    assert list(named_by(meet))[-1] == ("attendees", "officer-x", ("organisation", "officer"))
    assert ("kind", "meeting_kind") in codes_of(Meet)
