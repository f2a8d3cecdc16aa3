"""The evidence of a mention: every field from what it states."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.identity.evidence import evidence_of
from graph.identity.names import Form
from graph.identity.places import PlaceFacts
from graph.model import Mention
from tests.unit.graph.identity.rows import mention, number

MAN = number(1)
"""Born on 1901-01-01; the seventeenth digit is odd."""
BORN = "1901-01-01"


def test_a_mention_gives_all_that_it_states() -> None:
    place = PlaceFacts("place-1", "place-2", "2-1-302", "复兴花园", "estate", "民权路9号")
    stated = mention(
        "1", "欧阳明月（曾用名欧阳明玉）", number=MAN, tel=["82001234", "199****1234"], account="A",
        stated_on=dt.date(2025, 1, 1),
    )  # fmt: skip
    found = evidence_of(stated, place)
    assert found.name == ("欧阳明月", Form.FULL, "欧阳")
    assert found.other_names == ("欧阳明玉",)
    assert (found.sound, found.loose) == ("ou yang ming yue", "ou yang min yue")
    assert found.shapes
    assert (found.number, found.number_pattern, found.birth, found.sex) == (MAN, "", BORN, "male")
    assert (found.telephones, found.telephone_patterns) == (("02782001234",), ("199****1234",))
    assert len(found.accounts) == 1
    assert (found.unit, found.building, found.door, found.stem, found.stem_kind) == place[:5]
    assert found.homes == ("复兴花园|2-1-302", "民权路9号|2-1-302")
    assert found.stated_on == dt.date(2025, 1, 1)


def test_nothing_gives_nothing() -> None:
    found = evidence_of(Mention(id="mention-0000000000000000", source="grid", record="1"))
    assert found.name.form is Form.NONE
    assert not any((found.other_names, found.sound, found.loose, found.shapes, found.sex, found.birth, found.number,
                    found.number_pattern, found.telephones, found.telephone_patterns, found.unit))  # fmt: skip


def test_a_title_form_has_a_sex_but_neither_sound_nor_shape() -> None:
    found = evidence_of(mention("1", "王女士"))
    assert (found.sex, found.sound, found.loose, found.shapes) == ("female", "", "", ())


def test_the_sex_is_the_number_s_then_the_stated_one_then_the_title_s() -> None:
    assert evidence_of(mention("1", "王女士", number=MAN, sex="2")).sex == "male"
    assert evidence_of(mention("1", "王女士", sex="1")).sex == "male"
    assert evidence_of(mention("1", "王女士", sex="9")).sex == "female"
    assert evidence_of(mention("1", "王丽", number="420103********1224")).sex == "female"


def test_the_birth_date_of_a_masked_number_counts_before_the_stated_one_and_of_a_mistyped_one_behind() -> None:
    stated = dt.date(1901, 1, 2)
    masked, mistyped = MAN[:14] + "****", MAN[:-1] + ("1" if MAN[-1] != "1" else "2")
    assert evidence_of(mention("1", number=masked, birth_date=stated)).birth == BORN
    assert evidence_of(mention("1", number=mistyped, birth_date=stated)).birth == stated.isoformat()
    assert evidence_of(mention("1", number=mistyped)).birth == BORN
    assert evidence_of(mention("1", number=mistyped)).number_stated == mistyped
    assert evidence_of(mention("1", birth_date=stated)).birth == stated.isoformat()


def test_a_number_of_another_sex_or_birth_date_is_said_to_be_contradicted() -> None:
    assert not evidence_of(
        mention("1", "王强", number=MAN, sex="1", birth_date=dt.date(1901, 1, 1))
    ).number_contradicted
    assert evidence_of(mention("1", "王丽", number=MAN, sex="2")).number_contradicted
    assert evidence_of(mention("1", "王女士", number=MAN)).number_contradicted
    assert evidence_of(mention("1", "王丽", number=MAN, birth_date=dt.date(1950, 1, 1))).number_contradicted


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_row_breaks_it_and_equal_rows_give_equal_evidence(name: str, stated: str, lines: list[str]) -> None:
    row = replace(mention("1"), name=name, identity_number=stated, telephones=tuple(lines))
    assert evidence_of(row) == evidence_of(replace(row))
