"""One form of every character, number and name of a unit: tables of what is written and what is compared."""

from __future__ import annotations

import pytest

from graph.linkage.texts.normal import districts, plain, runs

WRITTEN = [
    ("ＡＢＣ１２３，（测试）", "ABC123,(测试)", "full width"),
    ("臺灣學區樓棟", "台湾学区楼栋", "traditional"),
    ("地铁一号线", "地铁1号线", "a line"),
    ("十号线", "10号线", "ten"),
    ("十三栋", "13栋", "a building"),
    ("二十三幢", "23栋", "a building, its older word"),
    ("第三期", "3期", "a phase"),
    ("二单元五号院", "2单元5号院", "two in a row"),
    ("第二中学", "二中", "a school"),
    ("第2中学", "二中", "a school, its number in digits"),
    ("二中学", "二中", "a school, half short"),
    ("二中学生", "二中学生", "who goes there"),
    ("第一人民医院", "一医院", "a hospital"),
    ("第三幼儿园", "三幼", "a kindergarten"),
    ("第二附属小学", "二附小", "a school of a school"),
    ("第十二初级中学", "十二初中", "a lower school"),
    ("61路线绕行", "61路公交绕行", "a bus line"),
    ("61线绕行", "61路公交绕行", "a bus line, shortened"),
    ("公交24绕行", "24路公交绕行", "a bus line, its number behind"),
    ("3线城市", "3线城市", "no bus line"),
    ("3栋1204漏水", "3栋1204室漏水", "a room"),
    ("星光ktv扰民", "星光KTV扰民", "letters of either case"),
    ("汀兰·雅苑", "汀兰雅苑", "a point within a name"),
    ("a·b·园", "A·B·园", "no point within a name"),
    ("垃\u200b圾", "垃圾", "a character of no width within a word"),
    ("第100小学", "第100小学", "no ordinal of a school"),
    ("第一组织了三组长", "第一组织了三组长", "no unit"),
    ("一个两个", "一个两个", "no unit either"),
    ("见https://a.example/x?y=1。好", "见 。好", "the address of a page"),
    ("***电话***", " 电话 ", "what was made unreadable"),
]


@pytest.mark.parametrize(("text", "said"), [each[:2] for each in WRITTEN], ids=[each[2] for each in WRITTEN])
def test_one_form_of_what_is_written_in_several(text: str, said: str) -> None:
    assert plain(text) == said
    assert plain(said) == said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一号线北延", "１號線北延"),
        ("第二中学", "二中"),
        ("十三栋", "13栋"),
        ("第三期", "三期"),
        ("第一幼儿园", "一幼"),
    ],
)
def test_what_is_one_is_written_as_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_a_number_is_that_of_its_characters() -> None:
    ones = ("", *"一二三四五六七八九")
    spelt = [f"{ten}十{one}" for ten in ("", *ones[2:]) for one in ones]
    assert [plain(f"{each}栋") for each in spelt] == [f"{number}栋" for number in range(10, 100)]


def test_districts_without_names_are_read_by_letter_and_number() -> None:
    assert districts("A7县的小区，B市区，A3市，C1区，D9镇") == {"A7", "A3", "C1"}
    assert districts("") == districts("天麓区") == frozenset()


def test_runs_end_at_marks_and_leave_districts_out() -> None:
    assert runs("A7县天麓湾小区，B市12栋；湖南省的A座") == ["天麓湾小区", "12栋", "的A座"]
    assert runs("，。 \n") == []
