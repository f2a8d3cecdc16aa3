"""What a matter is called: a table of its cases and its name, the same in any order, without numbers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.linkage.titles import title_of
from graph.model import Case
from tests.unit.graph.linkage.pairs import case

MESSAGE = {"kind": "request", "dispute_type": None}


def messages(*titles: str, **facts: object) -> list[Case]:
    return [case(str(at), at, **{**MESSAGE, **facts}, title=title) for at, title in enumerate(titles)]


TABLE = [
    (
        messages("投诉润芳园小区夜间施工噪音", "润芳园小区夜间施工噪音扰民", "请管管润芳园小区工地的夜间施工噪音"),
        "润芳园小区夜间施工噪音",
        "most titles",
    ),
    (
        messages("夜间施工噪音扰民", "工地夜间施工噪音", place="润芳园小区", dispute_type="noise"),
        "润芳园小区 夜间施工噪音",
        "the object says the type",
    ),
    (
        messages("润芳园小区漏水", "润芳园小区漏水三天", place="润芳园小区", dispute_type="leakage"),
        "润芳园小区漏水",
        "the title says the place",
    ),
    (messages("一", "二", place="润芳园小区", dispute_type="leakage"), "润芳园小区 房屋漏水纠纷", "nothing shared"),
    (messages("一", "二", place="润芳园小区"), "润芳园小区 群众诉求", "no type, nothing shared"),
    (messages("关于反映问题的诉求", "其他"), "关于反映问题的诉求", "no word that says anything: the first title"),
    (
        [
            case("1", 0, **MESSAGE, title="求助", text="梧桐里二号电梯停运三天"),
            case("2", 1, **MESSAGE, title="投诉", text="梧桐里二号电梯停运，老人下不了楼"),
        ],
        "梧桐里二号电梯停运",
        "the texts",
    ),
    (messages("", ""), "", "nothing at all"),
    ([], "", "no case"),
]


@pytest.mark.parametrize(("cases", "title", "why"), TABLE)
def test_a_matter_has_a_name(cases: list[Case], title: str, why: str) -> None:
    assert title_of(cases) == title, why


def test_a_place_is_the_one_that_most_state() -> None:
    cases = [case(str(at), at, place=place) for at, place in enumerate(("甲小区", "乙小区", "乙小区"))]
    assert title_of(cases).startswith("乙小区 ")


@pytest.mark.parametrize(
    ("places", "place"),
    [
        (("润芳园小区3栋302室", "润芳园小区5栋101室"), "润芳园小区"),
        (("润芳园小区12栋", "润芳园小区15栋", ""), "润芳园小区"),
        (("润芳园小区12栋", "", ""), "润芳园小区12栋"),
        (("润芳园小区12栋", "", "", ""), ""),
        (("甲小区", "乙小区"), ""),
    ],
)
def test_neighbours_have_the_place_that_theirs_begin_with(places: tuple[str, ...], place: str) -> None:
    cases = [case(str(at), at, place=each, title="") for at, each in enumerate(places)]
    assert title_of(cases) == f"{place} 噪声扰民纠纷".strip()


def test_a_type_that_few_have_or_that_says_nothing_is_left_out() -> None:
    few = [case(str(at), at, title="暖气不热", dispute_type="consumer" if not at else None) for at in range(4)]
    other = [case(str(at), at, title="暖气不热", dispute_type="other") for at in range(2)]
    assert title_of(few) == title_of(other) == "暖气不热"


def test_no_number_of_a_person_is_in_a_name() -> None:
    name = title_of(messages("路灯不亮电话19900001234", "路灯不亮电话19900001234"))
    assert "路灯不亮" in name and "19900001234" not in name


words = st.text(st.sampled_from("路灯不亮漏水小区电梯 12，"), max_size=10)


@given(st.lists(st.tuples(words, words, words), max_size=6), st.randoms(use_true_random=False))
def test_order_never_matters(stated: list[tuple[str, str, str]], shuffle: random.Random) -> None:
    cases = [
        case(str(at), at % 3, **MESSAGE, title=title, text=text, place=place)
        for at, (title, text, place) in enumerate(stated)
    ]
    name = title_of(cases)
    shuffle.shuffle(cases)
    assert title_of(cases) == name
