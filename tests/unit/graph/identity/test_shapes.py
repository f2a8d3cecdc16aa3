"""Look-alike names: pairs that registers confuse together, other common names apart."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.look_alikes import ALIKE, SAME_PART
from graph.identity.shapes import alike, shapes_of


def pairs(names: str) -> list[tuple[str, str]]:
    """The first and second, the third and fourth …"""
    every = names.split()
    return list(zip(every[::2], every[1::2], strict=True))


TOGETHER = pairs("""
    王未 王末  李己 李已  李已 李巳  王钧 王钩  王玲 王铃  李婷 李停  张清 张青  张清 张情  李钢 李刚
    王晴 王睛  王茜 王西  李侯明 李候明  陈丽华 阵丽华  沈海 沉海  冯强 马强  汪洋 江洋  张伟 弘伟  季军 李军
    刘波 列波  徐明 除明  杨帆 扬帆  赵飞 越飞  郭靖 廓靖  何勇 河勇  罗兰 萝兰  梁红 粱红  宋玉 宋王
    唐山 塘山  王宇 王字  王建国 王健国  李志国 李志囯  王晨 王震  王浩 王洁  王明 王朋  王俊 王峻  王颖 王颍
    王琪 王淇  王瑶 王谣  王凤 王风  王雪 王雷  王霞 王露  王萍 王苹  王芝 王艺  王静 王净  王娟 王捐
    王晖 王辉  王斌 王武  王佳 王住  王祥 王详  王勇 王男  王士海 王土海  王大林 王太林  王小千 王小干
    欧阳晴 欧阳睛  王梓涵 王锌涵
""")
APART = pairs("""
    王志强 王志刚  王强 王刚  王芳 王芬  王伟 王刚  王丽 王娜  王敏 王梅  王军 王勇  王秀英 王秀兰
    王建国 王建军  王小红 王小江  王婷 王娜  王海 王涛  王杰 王然  王佳 王桂  王磊 王森  王洋 王翔  王平 王年
    王志明 王志民  王国强 王国庆  王文 王大
""")
COMMON = list(
    dict.fromkeys(
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文志海云春生梅琴松柏佳怡欣宇浩子涵国庆小晓东波斌辉鹏飞峰亮龙新"
        "利宏林永凤萍玲慧燕莉颖婷雪琳倩蕾媛洁丹琪瑶薇梦思雨诗妍宁瑞博睿轩昊泽晨阳俊豪凯鑫健旭航翔宝金银珍珠荣贵福财发才德义仁礼智"
        "信忠孝良善和顺安康长寿喜双全成学武振兴家邦民正清光耀祖先继承传大中立胜利少年爱菊香莲桃杏竹月星晶彤彩虹美佩芬芝蓉蓓茜卫保"
        "跃进援朝根土水火木石山川江河汉湖楚源泉"
    )
)


def look_alike(one: str, other: str) -> bool:
    return not set(shapes_of(one)).isdisjoint(shapes_of(other))


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_names_that_registers_confuse_look_alike(one: str, other: str) -> None:
    assert look_alike(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_common_names_do_not(one: str, other: str) -> None:
    assert not look_alike(one, other)


def test_two_characters_at_once_are_another_name() -> None:
    assert not look_alike("王玲清", "王铃青")
    assert not look_alike("王玲", "王玲玲")


def test_of_two_hundred_common_characters_few_look_alike() -> None:
    """A pair in 400 at the most: that is how often two namesakes of one surname could be taken for one another."""
    every = list(combinations(COMMON, 2))
    assert len(COMMON) > 190
    assert sum(alike(*each) for each in every) < len(every) / 400


def test_no_group_is_idle() -> None:
    """Each has two characters or more, each once, and none lies in another."""
    groups = [frozenset(each) for each in (*ALIKE, *SAME_PART)]
    assert all(len(group) == len(word) > 1 for group, word in zip(groups, (*ALIKE, *SAME_PART), strict=True))
    assert not [one for one in groups if any(one < other for other in groups)]
    assert len(set(groups)) == len(groups)


@given(st.text(COMMON, min_size=2, max_size=3), st.integers(0, 2), st.sampled_from(COMMON))
def test_names_look_alike_where_the_one_differing_character_does(name: str, place: int, other: str) -> None:
    place %= len(name)
    changed = name[:place] + other + name[place + 1 :]
    if changed != name:
        assert look_alike(name, changed) is look_alike(changed, name) is alike(name[place], other)


def test_nothing_long_has_patterns() -> None:
    assert shapes_of("青" * 7) == shapes_of("") == ()
