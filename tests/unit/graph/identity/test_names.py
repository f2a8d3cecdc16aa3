"""Names: what a source writes, what is compared."""

import pytest

from graph.identity.names import Form, agree, organisation_name, read_name

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
]


@pytest.mark.parametrize(("stated", "text", "form", "surname"), READ)
def test_a_stated_name_is_read_for_what_it_tells(stated: str, text: str, form: Form, surname: str) -> None:
    assert read_name(stated) == (text, form, surname)


AGREE = [
    ("王丽", "王 丽", True, "spaces do not count"),
    ("王丽", "王女士", True, "a title form of the surname"),
    ("王丽", "", True, "not stated"),
    ("王女士", "老王", True, "two title forms of one surname"),
    ("王丽", "王莉", False, "another given name"),
    ("王丽", "李女士", False, "another surname"),
    ("欧阳明月", "欧女士", False, "欧 is not 欧阳"),
    ("JOHN SMITH", "王女士", False, "no surname to compare"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "why"), AGREE)
def test_names_agree_or_do_not(one: str, other: str, verdict: bool, why: str) -> None:
    assert agree(read_name(one), read_name(other)) is verdict, why
    assert agree(read_name(other), read_name(one)) is verdict, why


def test_an_organisation_has_one_name_however_its_brackets_are_typed() -> None:
    assert (
        organisation_name("汉江物业 （武汉）有限公司")
        == organisation_name("汉江物业(武汉)有限公司")
        == "汉江物业(武汉)有限公司"
    )
