"""What a case says, read once: names, numbers, themes, and nothing that stops at any text."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from math import fsum, isclose, log
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph.linkage.texts.rarity import shipped
from graph.linkage.texts.reading import read
from tests.unit.graph.linkage.texts.complaints import GARAGE, LESSONS, LIFT, NIGHT, SMOKE, reading, texts

ROOT = Path(__file__).parents[5]
LONG = 10_000
ODD = {
    "empty": ("", ""),
    "one word": ("漏水", ""),
    "one word, many times": ("漏水", "漏水" * (LONG // 2)),
    "marks": ("？？？", "！" * LONG),
    "emoji": ("😀", "😀👍🏽" * (LONG // 3)),
    "control characters": ("\x00\x01", "\x07\x1b[31m\r\n\t\u202e" * (LONG // 10)),
    "digits": ("123", "0123456789 " * (LONG // 11)),
    "half a surrogate": ("\ud83d", "漏水\udc00" * 20),
    "English": ("Noise at night", "The shop below plays loud music until two in the morning. " * (LONG // 58)),
    "long": ("澜悦湾小区漏水", "澜悦湾小区地下车库漏水，物业一直不管。" * (LONG // 19)),
    "long title": ("澜悦湾小区地下车库漏水，物业一直不管" * (LONG // 18), ""),
    "rare characters": ("龘靐", "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(LONG))),
}
TELLING = ("English", "long", "long title", "rare characters")


@pytest.mark.parametrize("kind", ODD)
def test_any_text_is_read_and_quickly(kind: str) -> None:
    title, text = ODD[kind]
    shipped()
    begun = time.process_time()
    found = read(title, text, "")
    assert time.process_time() - begun < 2.0
    assert (found is not None) == (kind in TELLING)


@settings(max_examples=150, deadline=None)
@given(title=texts, text=texts, place=texts)
def test_a_reading_holds_what_it_says_it_holds(title: str, text: str, place: str) -> None:
    found = read(title, text, place)
    if found is None:
        return
    assert found == read(title, text, place)
    assert found.length == sum(len(each) for each in found.said.split("|"))
    assert found.title.keys() <= found.words.keys() and found.topics.keys() <= found.words.keys()
    assert found.title_themes <= found.themes.keys()
    assert found.title_numbers <= found.numbers and found.title_districts <= found.districts
    for vector in (found.words, found.topics):
        assert not vector or isclose(fsum(each * each for each in vector.values()), 1.0)
    assert all(each.text in found.said.replace("|", "") for each in found.names)


def test_what_stands_in_the_title_is_kept_apart() -> None:
    found = reading(NIGHT)
    assert found.title_numbers == {("7", "号线")} == found.numbers
    assert {"澄湖站", "7号线"} <= {each.text for each in found.title_names}
    assert "施工" in found.title and "打桩" in found.words and "打桩" not in found.title
    assert {"施工", "噪音", "轨道"} <= found.title_themes


def test_names_of_the_title_come_first_and_each_once_of_those_found_in_words() -> None:
    found = reading(SMOKE)
    assert found.names[: len(found.title_names)] == found.title_names
    assert len({each.text for each in found.names}) == len(found.names)


def test_a_word_weighs_its_rarity_and_more_when_it_is_repeated() -> None:
    once, twice = (read("", f"澜悦湾小区车库积水{more}物业", "") for more in ("", "澜悦湾"))
    assert once is not None and twice is not None
    rarity = shipped()
    share = rarity.of("积水") / rarity.of("物业")
    assert isclose(once.words["积水"] / once.words["物业"], share)
    assert isclose(
        twice.words["澜悦湾"] / twice.words["积水"], (1 + log(2)) * once.words["澜悦湾"] / once.words["积水"]
    )


def test_short_and_long_forms_are_read_alike() -> None:
    title, text = LESSONS
    assert reading((title.replace("第二中学", "二中"), text.replace("第二中学", "二中"))) == reading(LESSONS)
    title, text = LIFT
    assert reading((title, text.replace("5栋", "五栋"))) == reading(LIFT)


def test_the_place_is_read_as_part_of_the_text_and_not_of_the_title() -> None:
    title, text = GARAGE
    with_place, without = reading((title, text), "白鹭街道A7县3栋"), reading((title, text))
    assert with_place.districts == {"A7"} and not with_place.title_districts
    assert with_place.title == without.title
    assert ("3", "栋") in with_place.numbers - without.numbers


def test_the_end_of_an_endless_text_is_not_read() -> None:
    filler = "物业一直没有处理，请督促解决。" * 300
    assert reading(("漏水", f"{filler}澜悦湾")) == reading(("漏水", f"{filler}望江郡"))


SCRIPT = """
from tests.unit.graph.linkage.texts.complaints import COPIED, IN_OTHER_WORDS, likeness, reading
from graph.linkage.texts.keys import keys_of
for one, other in (*COPIED, *IN_OTHER_WORDS):
    found, said = likeness(one, other), reading(one)
    print(list(found.features.items()), found.names, found.other_names, found.themes, keys_of(*one, ""))
    print(said.names, list(said.words.items()), list(said.themes.items()))
"""


def test_no_order_of_sets_shows_in_what_is_read_or_compared() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True, check=True, cwd=ROOT,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(printed) == 1 and len(printed.pop()) > LONG
