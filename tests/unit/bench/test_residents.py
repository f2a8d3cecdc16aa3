"""The fictional residents: one seed one set, who is meant is known, and what is hard is in it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bench.residents import forms, marks
from bench.residents.__main__ import main
from bench.residents.given import characters
from bench.residents.mentions import COLUMNS, Mention
from bench.residents.pairs import MERGED_KINDS
from bench.residents.writing import Residents, made
from graph.identity.numbers import identity_number


@pytest.fixture(scope="module")
def residents() -> Residents:
    return made(1500, 5000, seed=3)


def test_one_seed_makes_one_set_and_another_another(residents: Residents) -> None:
    again, other = made(1500, 5000, seed=3), made(1500, 5000, seed=4)
    rows = [each.row() for each in residents.mentions]
    assert [each.row() for each in again.mentions] == rows
    assert (again.pairs, again.truth) == (residents.pairs, residents.truth)
    assert [each.row() for each in other.mentions] != rows


def test_every_person_is_mentioned_and_a_few_very_often(residents: Residents) -> None:
    times = Counter(each.person.key for each in residents.mentions)
    assert len(residents.mentions) == 5000
    assert len({each.record for each in residents.mentions}) == 5000
    assert len(times) == 1500
    assert max(times.values()) >= 20
    assert 0.3 < sum(count == 1 for count in times.values()) / 1500 < 0.6


def test_a_full_number_is_valid_and_its_owner_s_or_the_spouse_s(residents: Residents) -> None:
    for each in residents.mentions:
        if each.full_number:
            assert identity_number(each.number) == each.full_number
            owner = each.person.spouse if "spouse_number" in each.kinds else each.person
            assert owner is not None
            assert each.full_number == owner.number


def test_a_pattern_of_a_number_fits_the_number_unless_it_was_mistyped(residents: Residents) -> None:
    for each in residents.mentions:
        pattern, number = each.number_pattern, each.person.number
        if pattern and "mistyped_number" not in each.kinds:
            assert len(pattern) == 18
            assert all(shown in ("*", true) for shown, true in zip(pattern, number, strict=True))


def test_pairs_say_what_the_truth_says(residents: Residents) -> None:
    whose = {each.record: each.person for each in residents.mentions}
    for pair in residents.pairs:
        assert (whose[pair.one] is whose[pair.other]) is pair.same


def test_pairs_that_must_become_one_can_be_decided(residents: Residents) -> None:
    group = residents.truth.group
    for pair in residents.pairs:
        if pair.same:
            assert group[pair.one]
            assert group[pair.one] == group[pair.other]


def test_a_group_lies_within_one_person(residents: Residents) -> None:
    people: defaultdict[str, set[str]] = defaultdict(set)
    for each in residents.mentions:
        people[residents.truth.group[each.record]].add(each.person.key)
    people.pop("")
    assert all(len(some) == 1 for some in people.values())


def test_every_difficulty_is_there(residents: Residents) -> None:
    kinds = {(pair.kind, pair.same) for pair in residents.pairs}
    apart = (
        "twins", "siblings", "namesakes_in_building", "family_telephone", "spouse_number", "officer", "company",
        "agent", "placeholder_telephone", "placeholder_number", "fake_number", "reassigned", "strangers_of_one_name",
    )  # fmt: skip
    assert {(kind, False) for kind in apart} <= kinds
    together = {*MERGED_KINDS, "moved", "changed_telephone", "address_forms"}
    assert {(kind, True) for kind in together} <= kinds


def test_twins_are_born_on_one_day_and_named_alike(residents: Residents) -> None:
    whose = {each.record: each.person for each in residents.mentions}
    for pair in residents.pairs:
        if pair.kind == "twins":
            one, other = whose[pair.one], whose[pair.other]
            assert (one.born, one.surname) == (other.born, other.surname)
            assert one.number != other.number


def test_an_officer_s_telephone_is_many_people_s(residents: Residents) -> None:
    def users(kind: str) -> list[int]:
        some: defaultdict[str, set[str]] = defaultdict(set)
        for each in residents.mentions:
            if kind in each.kinds:
                some[each.telephone].add(each.person.key)
        return [len(people) for people in some.values()]

    assert max(users("company")) > 10
    assert 2 <= max(users("agent")) <= 10


def test_misheard_sounds_alike_and_misread_looks_alike(residents: Residents) -> None:
    def of_kind(kind: str) -> list[Mention]:
        return [each for each in residents.mentions if kind in each.kinds]

    heard = [each for each in of_kind("homophone") if each.said[0] == each.person.surname[0]]
    assert len(heard) > 20
    assert all(forms.sound(each.said) == forms.sound(each.person.name) for each in heard)
    assert len(of_kind("look_alike")) > 20
    assert all(set(forms.shapes(each.said)) & set(forms.shapes(each.person.name)) for each in of_kind("look_alike"))


def test_there_are_enough_characters_and_damaged_numbers_keep_their_beginning() -> None:
    assert len(characters()) > 250
    assert marks.fifteen("420103196001011234") == "420103600101123"
    assert marks.shown("420103xxxxxxxx1234") == "420103********1234"


def test_the_files_hold_the_columns_that_offices_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--people", "200", "--mentions", "600", "--seed", "5", "--out", str(tmp_path)])
    assert "600 mentions of 200 people, seed 5" in capsys.readouterr().out
    with (tmp_path / "mentions.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert len(rows) == 600
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    assert {each["记录编号"] for each in truth} == {row[0] for row in rows}
