"""How names sound: homophones together, other names apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.names import read_name
from graph.identity.sounds import loose_sound_of, sound_of

SAME = [
    ("王丽", "王莉", "a homophone"),
    ("李静", "李婧", "another tone"),
    ("张伟", "张炜", "a homophone"),
    ("刘洋", "刘扬", "a homophone"),
    ("张伟", "张卫", "another tone"),
    ("张军", "张俊", "another tone"),
    ("单亮", "善亮", "as a surname 单 is shàn"),
    ("解晓东", "谢晓东", "as a surname 解 is xiè"),
    ("查强", "扎强", "as a surname 查 is zhā"),
    ("区建国", "欧建国", "as a surname 区 is ōu"),
    ("仇英", "邱英", "as a surname 仇 is qiú"),
    ("曾强", "增强", "as a surname 曾 is zēng"),
    ("尉迟恭", "玉迟恭", "尉迟 is yùchí"),
    ("李晟", "李胜", "in names 晟 is shèng"),
    ("阿依古丽·买买提", "阿依古丽买买提", "dots do not sound"),
]
LOOSE = [
    ("张志", "张自", "z and zh"),
    ("陈晨", "陈岑", "c and ch"),
    ("李诗", "李思", "s and sh"),
    ("王宁", "王玲", "n and l, as in Wuhan"),
    ("王琴", "王晴", "in and ing"),
    ("王芬", "王峰", "en and eng"),
    ("刘军", "牛军", "n and l in the surname"),
]
APART = [
    ("王志强", "王志刚"),
    ("王志刚", "王志甘"),
    ("王强", "王刚"),
    ("王芳", "王帆"),
    ("王丹", "王当"),
    ("王丽", "王立娜"),
    ("王伟", "李伟"),
    ("王华", "王花花"),
    ("王东", "王丹"),
]


def stated(name: str) -> tuple[str, str]:
    read = read_name(name)
    return sound_of(read), loose_sound_of(read)


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_homophones_sound_the_same(one: str, other: str, why: str) -> None:
    assert stated(one) == stated(other), why


@pytest.mark.parametrize(("one", "other", "why"), LOOSE)
def test_what_dictation_confuses_sounds_loosely_the_same(one: str, other: str, why: str) -> None:
    (sound, loose), (other_sound, other_loose) = stated(one), stated(other)
    assert sound != other_sound, why
    assert loose == other_loose, why


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert stated(one)[1] != stated(other)[1]


def test_only_a_full_name_sounds() -> None:
    assert stated("王女士") == stated("匿名") == stated("") == ("", "")
    assert stated("John Smith")[0] != stated("John Smyth")[0] != ""


@given(st.text(min_size=1, max_size=12))
def test_an_equal_sound_is_an_equal_loose_sound(name: str) -> None:
    read = read_name(name)
    assert bool(sound_of(read)) == bool(loose_sound_of(read)) == (read.form == "full")
    assert loose_sound_of(read).count(" ") == sound_of(read).count(" ")
