"""How alike two texts are: the same both ways, within bounds, and by what people compare by."""

from __future__ import annotations

import time
from math import isfinite

import pytest
from hypothesis import given, settings

from graph.linkage.texts.likeness import compare
from graph.linkage.texts.reading import read
from tests.unit.graph.linkage.texts.complaints import (
    COURSE,
    GARAGE,
    LATE,
    LESSONS,
    LIFT,
    NIGHT,
    SMOKE,
    WATER,
    about,
    likeness,
    reading,
    texts,
)
from tests.unit.graph.linkage.texts.test_reading import ODD, TELLING

SHARES = {
    "cosine", "topic_cosine", "words_most", "words_least", "title_least", "title_most", "topic_least", "topic_most",
    "topic_titles", "chain_most", "chain_least", "fours_share", "title_name_least", "title_name_most", "name_share",
    "theme_titles", "theme_most", "theme_least", "themes", "themes_differ",
}  # fmt: skip
SIGNS = {"district", "title_district"}
LEAST, MOST = -0.2, 1.0 + 1e-9
ENOUGH = "小区物业停车收费问题，"
"""Words before any text, so that it has a reading."""


@settings(max_examples=200, deadline=None)
@given(title=texts, text=texts, other_title=texts, other_text=texts)
def test_either_may_come_first(title: str, text: str, other_title: str, other_text: str) -> None:
    a, b = read(title, ENOUGH + text, ""), read(other_title, ENOUGH + other_text, "")
    assert a is not None and b is not None
    there, back = compare(a, b), compare(b, a)
    assert there.features == back.features
    assert (there.names, there.themes, there.copied) == (back.names, back.themes, back.copied)
    assert there.other_names == tuple((ours, theirs) for theirs, ours in back.other_names)


@settings(max_examples=150, deadline=None)
@given(title=texts, text=texts, other=texts)
def test_every_feature_is_within_its_bounds(title: str, text: str, other: str) -> None:
    a, b = read(title, ENOUGH + text, ""), read(other, ENOUGH, "")
    assert a is not None and b is not None
    found = compare(a, b).features
    assert all(isfinite(each) for each in found.values())
    assert found.keys() > SHARES
    assert all(LEAST <= found[each] <= MOST for each in SHARES), found
    assert all(found[each] in (-1.0, 0.0, 1.0) for each in SIGNS)
    assert all(each >= 0 for name, each in found.items() if name not in SHARES | SIGNS)
    assert found["name_all"] <= 60 and found["numbers"] <= 3


@settings(max_examples=100, deadline=None)
@given(title=texts, text=texts)
def test_a_text_is_most_like_itself(title: str, text: str) -> None:
    said = read(title, ENOUGH + text, "")
    assert said is not None
    found = compare(said, said)
    assert found.copied and not found.other_names
    assert found.features["cosine"] == pytest.approx(1.0)
    assert found.features["words_least"] == pytest.approx(1.0)
    assert found.features["names_differ"] == found.features["names_apart"] == found.features["themes_differ"] == 0


def test_copied_means_word_for_word_whatever_the_characters_are() -> None:
    title, text = GARAGE
    assert likeness(GARAGE, (title, text.replace("，", " , ").replace("小区", "小區"))).copied
    assert not likeness(GARAGE, (title, f"{text}谢谢")).copied
    assert not likeness(LIFT, SMOKE).copied


@pytest.mark.parametrize("one", TELLING)
@pytest.mark.parametrize("other", TELLING)
def test_the_longest_texts_are_compared_quickly(one: str, other: str) -> None:
    a, b = reading(ODD[one]), reading(ODD[other])
    begun = time.process_time()
    compare(a, b)
    assert time.process_time() - begun < 1.0


# -- names -----------------------------------------------------------------------------------

MISTYPED = [
    ("千山制药", "山千制药", 0.8, "two exchanged"),
    ("千山制药", "千山治药厂", 0.8, "one another"),
    ("梨棠美容美发", "骊棠美容", 0.8, "one that sounds the same"),
    ("汀骊美容美发", "驿骊美容", 0.0, "one that sounds otherwise: another name"),
    ("澜悦湾", "澜湾悦", 0.8, "two exchanged of three"),
    ("千山制药", "千山制药", 1.0, "as it is"),
    ("澜悦湾", "澜月湾", 0.0, "one another of three: another name"),
    ("千山制药", "百川制剂", 0.0, "two others"),
    ("东塘制药", "西塘制药", 0.0, "another direction: another name"),
]


@pytest.mark.parametrize(
    ("name", "other", "share"), [each[:3] for each in MISTYPED], ids=[each[3] for each in MISTYPED]
)
def test_a_mistyped_name_counts_less_than_one_written_right(name: str, other: str, share: float) -> None:
    one, two = (f"{name}拖欠退款", "一直没有说法，请领导过问"), ("退款没有到账", f"{other}一直推脱，希望有人管")
    named = [each for each in reading(one).title_names if each.text == name]
    assert named, "the name was not found"
    found = likeness(one, two)
    assert found.features["title_name_best"] == (named[0].weight if share == 1.0 else 0.0)
    assert (name in [each.text for each in found.names]) == bool(share)
    if share:
        assert found.features["name_best"] == pytest.approx(named[0].weight * share)


def test_both_names_are_shown_the_heaviest_first_and_each_once() -> None:
    found = likeness(SMOKE, ("桂溪名邸油烟大", "桂溪名邸3栋楼下的烧烤店每天晚上冒油烟"))
    assert found.names[0].text == "桂溪名邸"
    assert len({each.text for each in found.names}) == len(found.names)
    assert sorted(-each.weight for each in found.names) == [-each.weight for each in found.names]


@pytest.mark.parametrize(
    ("one", "name", "other", "told"),
    [
        (LIFT, "青禾苑", "碧水园", ("青禾苑", "碧水园")),
        (WATER, "瑞和园", "紫薇苑", ("瑞和园", "紫薇苑")),
        (LESSONS, "第二中学", "第七中学", ("二中", "七中")),
    ],
)
def test_names_of_one_kind_differ_when_neither_speaks_of_the_other_s(
    one: tuple[str, str], name: str, other: str, told: tuple[str, str]
) -> None:
    assert likeness(one, about(one, (name, other))).other_names == (told,)
    assert likeness(one, (one[0].replace(name, other), f"{one[1]}不是{other}，是{name}")).other_names == ()


# -- numbers, themes, districts ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same", "differs"),
    [
        ("地铁1号线噪音", "地铁一号线噪音", 1, 0),
        ("地铁1号线噪音", "地铁3号线噪音", 0, 1),
        ("澜悦湾三期5栋漏水", "澜悦湾一期5栋漏水", 1, 1),
        ("澜悦湾三期漏水", "澜悦湾5栋漏水", 0, 0),
        ("第二中学补课", "二中补课", 1, 0),
        ("地铁噪音", "地铁3号线噪音", 0, 0),
        ("第三医院停车难", "三医院停车", 1, 0),
        ("第三医院停车难", "第四医院停车难", 0, 1),
    ],
)
def test_numbers_are_compared_with_those_that_count_the_same(one: str, other: str, same: int, differs: int) -> None:
    found = likeness((one, ENOUGH), (other, ENOUGH)).features
    assert (found["number_same"], found["number_differs"]) == (same, differs)


def test_themes_differ_when_neither_text_speaks_of_what_the_other_s_title_does() -> None:
    lift, parking = ("青禾苑电梯困人", "请尽快维修这部机器"), ("青禾苑停车乱收费", "要求公示依据")
    apart = likeness(lift, parking)
    assert apart.features["themes_differ"] == 1.0 and apart.themes == ()
    both = likeness(lift, (parking[0], f"{parking[1]}，电梯也坏了"))
    assert both.features["themes_differ"] == 0.0 and both.themes == ("电梯",)


@pytest.mark.parametrize(
    ("one", "other", "says"), [("A7县", "A7县", 1), ("A7县", "A3区", -1), ("A7县", "", 0), ("A7县A3区", "A3区", 1)]
)
def test_districts_speak_only_where_both_name_one(one: str, other: str, says: int) -> None:
    a, b = ((f"{each}路灯不亮", f"{ENOUGH}晚上看不见") for each in (one, other))
    found = likeness(a, b).features
    assert (found["district"], found["title_district"]) == (says, says)


def test_what_else_is_alike_counts_beside_a_name_of_both() -> None:
    found = likeness(COURSE, LATE).features
    assert found["name_and_topic"] == found["name_best"] * found["topic_cosine"]
    garage = likeness(GARAGE, ("澜悦湾地下车库积水", "澜悦湾车库又进水了，物业没有人管")).features
    assert garage["name_and_theme"] > 0 and garage["title_name_most"] == 1.0
    night = likeness(NIGHT, about(NIGHT, ("澄湖站", "柳港站"))).features
    assert night["copied_apart"] == night["names_apart"] * night["cosine"] >= 0


APART = [
    ("望江郡漏水", "听松苑漏水", "estates_differ"),
    ("汀骊装饰公司拖欠工资", "驿骊装饰公司拖欠工资", "firms_differ"),
    ("第三小学学位不足", "第五小学学位不足", "schools_differ"),
    ("2栋1102室漏水", "5栋804室漏水", "rooms_differ"),
]


@pytest.mark.parametrize(("one", "other", "feature"), APART, ids=[each[2] for each in APART])
def test_names_of_one_kind_are_apart_wherever_they_stand(one: str, other: str, feature: str) -> None:
    """Also where no title has them."""
    a, b = (reading(("请尽快处理", f"{each}，多次反映没有结果，请有关部门管一管")) for each in (one, other))
    assert compare(a, b).features[feature] == compare(b, a).features[feature] == 1.0
    assert compare(a, a).features[feature] == 0.0


def test_a_name_of_both_beside_others_that_differ_is_something_met() -> None:
    one, other = (
        reading(("请尽快处理", f"翠湖公馆的业主反映{firm}不修电梯，请有关部门管一管"))
        for firm in ("澜汐物业", "谷芷物业")
    )
    found = compare(one, other).features
    assert (found["firms_differ"], found["estates_differ"], found["nothing_met"]) == (1.0, 0.0, 0.0)
