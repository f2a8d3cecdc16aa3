"""Copies of one text: whether what they differ in is the name of what they are about."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from graph.linkage.texts.copies import NOTHING, renamed
from graph.linkage.texts.reading import read
from tests.unit.graph.linkage.texts.complaints import (
    FEES,
    GARAGE,
    LATE,
    LIFT,
    LINE,
    OLD_LIFT,
    TILES,
    Complaint,
    about,
    likeness,
    reading,
    texts,
)

SQUARE = ("东塘广场每晚音响扰民", "东塘广场每天晚上三四支队伍跳舞，音响开到最大，东塘广场旁边的老人孩子没法休息")
WARD = ("第三医院停车难", "去第三医院看病停车排了一个多小时，希望医院新建停车楼方便病人")
EXCHANGED = [
    (GARAGE, ("澜悦湾", "栖霞里"), ("澜悦湾", "栖霞里"), "an estate of a kind that is not known"),
    (FEES, ("魅力新城", "润景家园"), ("魅力新城", "润景家园"), "no name in the title"),
    (LINE, ("1号线", "5号线"), ("1号线", "5号线"), "a line"),
    (LATE, ("三期", "一期"), ("3期", "1期"), "a phase of one estate"),
    (SQUARE, ("东塘", "西塘"), ("东塘", "西塘"), "a square on the other side"),
    (WARD, ("第三医院", "第四医院"), ("三医院", "四医院"), "a hospital"),
]
SAME = [
    (TILES, ("请尽快维修外墙", "恳请领导过问，谢谢"), "another end"),
    (GARAGE, ("澜悦湾", "澜湾悦"), "a name mistyped"),
    (LIFT, ("5栋", "7栋"), "neighbours of two buildings"),
    (OLD_LIFT, ("很不方便", "真的很不方便"), "a word more"),
    (GARAGE, ("", ""), "the same"),
]


@pytest.mark.parametrize(("said", "names", "told"), [row[:3] for row in EXCHANGED], ids=[row[3] for row in EXCHANGED])
def test_another_name_in_one_place_is_another_thing(
    said: Complaint, names: tuple[str, str], told: tuple[str, str]
) -> None:
    weight, *found = renamed(reading(said), reading(about(said, names)))
    assert weight > 0 and tuple(found) == told
    assert likeness(said, about(said, names)).features["renamed"] == weight


@pytest.mark.parametrize(("said", "words"), [row[:2] for row in SAME], ids=[row[2] for row in SAME])
def test_what_people_change_when_they_copy_for_one_thing_is_no_name(said: Complaint, words: tuple[str, str]) -> None:
    assert renamed(reading(said), reading(about(said, words) if words[0] else said)) == NOTHING


def test_a_name_that_the_other_text_has_elsewhere_is_not_exchanged() -> None:
    other = about(GARAGE, ("澜悦湾", "栖霞里"))
    assert renamed(reading(GARAGE), reading((other[0], f"{other[1]}不比澜悦湾好"))) == NOTHING


def test_texts_that_are_no_copies_are_not_asked_for_names() -> None:
    found = likeness(GARAGE, LIFT).features
    assert found["fours_share"] < 0.5 and found["renamed"] == 0.0


@settings(max_examples=150, deadline=None)
@given(title=texts, text=texts, other=texts)
def test_either_may_come_first(title: str, text: str, other: str) -> None:
    a, b = read(title, f"小区物业停车收费问题，{text}", ""), read(title, f"小区物业停车收费问题，{other}", "")
    assert a is not None and b is not None
    weight, ours, theirs = renamed(a, b)
    assert renamed(b, a) == (weight, theirs, ours)
    assert renamed(a, a) == NOTHING
    assert bool(weight) == bool(ours) == bool(theirs)


def test_the_longest_copies_are_compared_quickly() -> None:
    rare = "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(10_000))
    one, other = ((f"{name}小区漏水", f"{rare}{name}") for name in ("澜悦湾", "栖霞里"))
    a, b = reading(one), reading(other)
    begun = time.process_time()
    renamed(a, b)
    assert time.process_time() - begun < 1.0
