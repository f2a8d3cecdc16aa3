"""Names: what a source writes, what is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.names import Form, agree, organisation_name, read_cell, read_name, sex_of_title

READ = [
    ("王丽", "王丽", Form.FULL, "王"),
    (" 王　丽 ", "王丽", Form.FULL, "王"),
    ("王\u200b丽", "王丽", Form.FULL, "王"),
    ("王丽女士", "王丽", Form.FULL, "王"),
    ("王丽（业主）", "王丽", Form.FULL, "王"),
    ("王丽(代", "王丽", Form.FULL, "王"),
    ("王丽 199-0000-1234", "王丽", Form.FULL, "王"),
    ("19900001234", "", Form.NONE, ""),
    ("欧阳明月", "欧阳明月", Form.FULL, "欧阳"),
    ("欧阳女士", "欧阳女士", Form.TITLE, "欧阳"),
    ("王女士", "王女士", Form.TITLE, "王"),
    ("老王", "老王", Form.TITLE, "王"),
    ("小李", "小李", Form.TITLE, "李"),
    ("张某某", "张某某", Form.TITLE, "张"),
    ("张*", "张*", Form.TITLE, "张"),
    ("欧阳*", "欧阳*", Form.TITLE, "欧阳"),
    ("陈总", "陈总", Form.TITLE, "陈"),
    ("陈", "陈", Form.TITLE, "陈"),
    ("阿依古丽·买买提", "阿依古丽·买买提", Form.FULL, ""),
    ("阿依古丽•买买提", "阿依古丽·买买提", Form.FULL, ""),
    ("John Smith", "JOHNSMITH", Form.FULL, ""),
    ("匿名", "", Form.NONE, ""),
    ("（不详）", "", Form.NONE, ""),
    ("", "", Form.NONE, ""),
    ("  ", "", Form.NONE, ""),
    ("****", "", Form.NONE, ""),
    ("12345", "", Form.NONE, ""),
    ("未知", "", Form.NONE, ""),
    ("热心市民", "", Form.NONE, ""),
    ("王" * 40, "", Form.NONE, ""),
    ("（业主）王丽", "王丽", Form.FULL, "王"),
    ("业主王丽", "王丽", Form.FULL, "王"),
    ("申请人：王丽", "王丽", Form.FULL, "王"),
    ("王丽业主", "王丽", Form.FULL, "王"),
    ("王建国等3人", "王建国", Form.FULL, "王"),
    ("502室王丽", "王丽", Form.FULL, "王"),
    ("王丽2", "王丽", Form.FULL, "王"),
    ("王丽138****1234", "王丽", Form.FULL, "王"),
    ("安全", "安全", Form.FULL, "安"),
    ("高明明", "高明明", Form.FULL, "高"),
    ("欧阳娜娜", "欧阳娜娜", Form.FULL, "欧阳"),
    ("业主小李", "小李", Form.TITLE, "李"),
    ("业主王女士", "王女士", Form.TITLE, "王"),
    ("王女士（业主）", "王女士", Form.TITLE, "王"),
    ("张太婆", "张太婆", Form.TITLE, "张"),
    ("张大爷", "张大爷", Form.TITLE, "张"),
    ("李嗲嗲", "李嗲嗲", Form.TITLE, "李"),
    ("刘老师", "刘老师", Form.TITLE, "刘"),
    ("小李师傅", "小李师傅", Form.TITLE, "李"),
    ("王**", "王**", Form.TITLE, "王"),
    ("王×丽", "王×丽", Form.TITLE, "王"),
    ("王某甲", "王某甲", Form.TITLE, "王"),
    ("王氏", "王氏", Form.TITLE, "王"),
    ("女士", "", Form.NONE, ""),
    ("某女士", "", Form.NONE, ""),
    ("某居民", "", Form.NONE, ""),
    ("匿名群众", "", Form.NONE, ""),
    ("热心李女士", "", Form.NONE, ""),
    ("业主138****1234", "", Form.NONE, ""),
    ("待核实", "", Form.NONE, ""),
    ("王丽的儿子", "", Form.NONE, ""),
    ("王丽妈妈", "", Form.NONE, ""),
    ("李家属", "", Form.NONE, ""),
    ("阿姨", "", Form.NONE, ""),
    ("阿强", "", Form.NONE, ""),
    ("/", "", Form.NONE, ""),
    ("王丽/", "王丽", Form.FULL, "王"),
    ("N/A", "", Form.NONE, ""),
]


@pytest.mark.parametrize(("stated", "text", "form", "surname"), READ)
def test_a_stated_name_is_read_for_what_it_tells(stated: str, text: str, form: Form, surname: str) -> None:
    assert read_name(stated) == (text, form, surname)


AGREE = [
    ("王丽", "王 丽", True, "spaces do not count"),
    ("王丽", "王女士", True, "a title form of the surname"),
    ("王丽", "", True, "not stated"),
    ("王女士", "老王", True, "two title forms of one surname"),
    ("阿依古丽·买买提", "阿依古丽买买提", True, "the dot left out"),
    ("王丽", "王莉", False, "another given name"),
    ("王丽", "李女士", False, "another surname"),
    ("欧阳明月", "欧女士", False, "欧 is not 欧阳"),
    ("JOHN SMITH", "王女士", False, "no surname to compare"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "why"), AGREE)
def test_names_agree_or_do_not(one: str, other: str, verdict: bool, why: str) -> None:
    assert agree(read_name(one), read_name(other)) is verdict, why
    assert agree(read_name(other), read_name(one)) is verdict, why


OTHERS = [
    ("王丽（曾用名王莉）", ("王莉",)),
    ("王丽(曾用名：王莉)", ("王莉",)),
    ("王丽，曾用名王莉", ("王莉",)),
    ("王丽 又名 王莉", ("王莉",)),
    ("王丽/王莉", ("王莉",)),
    ("王丽（原名李丽）", ("李丽",)),
    ("王丽（又名王莉、王立）", ("王立", "王莉")),
    ("王丽（曾用名王丽）", ()),
    ("王丽（小名丽丽）", ()),
    ("王丽/李强", ()),
    ("王丽（李强代）", ()),
    ("王丽（业主）", ()),
]


@pytest.mark.parametrize(("stated", "others"), OTHERS)
def test_former_and_other_names_stand_beside_the_name(stated: str, others: tuple[str, ...]) -> None:
    assert read_cell(stated)[:2] == (("王丽", Form.FULL, "王"), others)


SEXES = [
    ("王女士", "female"),
    ("王丽女士", "female"),
    ("张太婆", "female"),
    ("刘阿姨", "female"),
    ("李姐", "female"),
    ("某女士", "female"),
    ("王丽（女）", "female"),
    ("王先生", "male"),
    ("张大爷", "male"),
    ("李叔", "male"),
    ("刘老师", None),
    ("老王", None),
    ("王丽", None),
    ("王小姐姐夫", None),
    ("", None),
]


@pytest.mark.parametrize(("stated", "sex"), SEXES)
def test_a_title_may_say_a_sex(stated: str, sex: str | None) -> None:
    assert sex_of_title(stated) == sex


@given(st.text())
def test_no_text_breaks_a_name_and_a_full_one_is_read_again_as_itself(text: str) -> None:
    cell = read_cell(text)
    assert (cell.name.text == "") == (cell.name.form is Form.NONE)
    if cell.name.form is Form.FULL and cell.name.text.isalpha():
        assert read_name(cell.name.text).text == cell.name.text


def test_an_organisation_has_one_name_however_its_brackets_are_typed() -> None:
    assert (
        organisation_name("汉江物业 （武汉）有限公司")
        == organisation_name("汉江物业(武汉)有限公司")
        == "汉江物业(武汉)有限公司"
    )
