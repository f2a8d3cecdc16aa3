"""Names that no list has, and what they are the names of: a table of text, name, kind."""

from __future__ import annotations

import pytest

from graph.linkage.texts.names import Name, core_of, names_in
from graph.linkage.texts.normal import plain, runs
from graph.linkage.texts.rarity import shipped
from graph.linkage.texts.words import is_known, words_of

NAMED = [
    ("投诉天麓尚层小区附近渣土车扰民", "天麓尚层", "estate"),
    ("澜悦湾小区漏水", "澜悦湾", "estate"),
    ("青禾苑5栋电梯坏了", "青禾苑", "estate"),
    ("临湖公馆物业乱收费", "临湖公馆", "firm"),
    ("星城大道路面破损", "星城", "road"),
    ("锦程路堵车", "锦程路", "road"),
    ("茶亭街道办事", "茶亭", "village"),
    ("博雅小学补课", "博雅", "school"),
    ("瑞康医院停车难", "瑞康", "hospital"),
    ("澄湖站施工", "澄湖", "station"),
    ("37度小区门口", "37度", "estate"),
    ("临湖公馆野狗伤人", "临湖公馆", "estate"),
    ("汀璟国际城暖气不热", "汀璟", "estate"),
    ("禾栎园林绿化工程公司拖欠薪水", "禾栎园林绿化", "firm"),
    ("珩萤饲料厂废水直排", "珩萤饲料厂", "firm"),
    ("在澍屿生活馆买东西", "澍屿生活馆", "firm"),
]
NAMED += [
    ("荷花路堵车", "荷花路", "road"),
    ("翡翠华庭漏水", "翡翠华庭", "estate"),
    ("烈士公园停车", "烈士公园", "park"),
    ("荷花小区漏水", "荷花", "estate"),
]
"""Of a common word the word behind it is part."""
NAMELESS = ["我们什么时候能收房，尊敬的领导", "噪音扰民", "请问如何办理", "2024.5", ""]


def _names(text: str) -> list[Name]:
    return [name for run in words_of(runs(plain(text))) for name in names_in(run, shipped())]


@pytest.mark.parametrize(("text", "name", "kind"), NAMED)
def test_a_name_is_what_common_words_leave(text: str, name: str, kind: str) -> None:
    found = _names(text)[0]
    assert (found.text, found.kind) == (name, kind)
    assert 0 < found.weight <= 9.0
    assert found.text in plain(text)


@pytest.mark.parametrize("text", NAMELESS)
def test_common_words_name_nothing(text: str) -> None:
    assert _names(text) == []


@pytest.mark.parametrize(
    ("name", "core"),
    [("笙铎美容美发", "笙铎"), ("千山制药", "千山"), ("澜悦湾", "澜悦湾"), ("阳光花园", "阳光"), ("变压器", "变压器")],
)
def test_the_core_of_a_name_is_what_no_word_of_the_dictionary_says(name: str, core: str) -> None:
    assert core_of(name) == core


def test_what_nobody_else_says_weighs_more_than_what_many_say() -> None:
    (own,), (common, *_) = _names("去澜悦湾"), _names("渣土车")
    assert own.weight > common.weight
    assert not is_known("澜悦湾") and is_known("渣土")


def test_words_keep_their_order_and_make_up_their_runs() -> None:
    text = ["澜悦湾小区漏水", "物业不管"]
    assert ["".join(word for word, _ in run) for run in words_of(text)] == text
