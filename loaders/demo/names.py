"""Invented people's names, with about the frequencies that one meets in a Wuhan street."""

from __future__ import annotations

from typing import NamedTuple

from loaders.demo.chance import Chance

MALE, FEMALE = "1", "2"

_SURNAMES = {
    "王": 70, "李": 68, "张": 66, "刘": 60, "陈": 58, "杨": 32, "周": 30, "黄": 29, "吴": 24, "徐": 22, "胡": 24,
    "朱": 17, "高": 14, "林": 10, "何": 16, "郭": 14, "马": 11, "罗": 15, "梁": 8, "宋": 9, "郑": 10, "谢": 10, "韩": 7,
    "唐": 9, "冯": 9, "于": 6, "董": 8, "萧": 3, "程": 12, "曹": 10, "袁": 11, "邓": 10, "许": 8, "傅": 5, "沈": 6,
    "曾": 7, "彭": 12, "吕": 6, "苏": 5, "卢": 5, "蒋": 6, "蔡": 7, "贾": 4, "丁": 7, "魏": 7, "薛": 4, "叶": 7,
    "阎": 2, "余": 12, "潘": 7, "杜": 6, "戴": 6, "夏": 9, "钟": 4, "汪": 13, "田": 6, "任": 5, "姜": 4, "范": 6,
    "方": 9, "石": 5, "姚": 5, "谭": 7, "廖": 5, "邹": 6, "熊": 11, "金": 5, "陆": 4, "郝": 3, "孔": 2, "白": 3,
    "崔": 3, "康": 3, "毛": 4, "邱": 4, "秦": 4, "江": 5, "史": 3, "顾": 3, "侯": 3, "邵": 3, "孟": 3, "龙": 3, "万": 7,
    "段": 4, "雷": 5, "钱": 3, "汤": 4, "尹": 4, "易": 5, "常": 2, "武": 2, "乔": 2, "贺": 3, "龚": 6, "文": 3,
    "喻": 3, "欧阳": 2, "上官": 1, "皮": 2, "柯": 4, "祝": 2, "鲁": 2, "涂": 4,
}  # fmt: skip
_OLDER = {
    MALE: (tuple("国建志文德明正家光保汉长永炳"), tuple("华平明强林生清祥发荣福贵安友")),
    FEMALE: (tuple("秀桂玉淑凤金翠春兰冬腊惠爱"), tuple("英兰珍芳华梅香云珠莲娥枝琴")),
}
_MIDDLE = {
    MALE: (tuple("建志晓海文永红少新汉利俊"), tuple("军勇斌涛波辉刚峰兵杰伟忠")),
    FEMALE: (tuple("丽小红晓艳海慧玉春汉燕"), tuple("红霞燕萍丽芳敏娟玲琴蓉华")),
}
_YOUNGER = {
    MALE: (tuple("子浩宇俊梓博思天嘉睿一鹏"), tuple("轩涵宇豪杰然航哲阳凡帆诚")),
    FEMALE: (tuple("雨思梦欣子佳诗若梓语可心"), tuple("涵怡婷琪萱彤妍悦菲雯瑶颖")),
}
_SINGLE = {MALE: tuple("伟强勇军磊涛斌超鹏杰浩俊"), FEMALE: tuple("芳娜敏静丽艳娟霞婷雪倩颖")}


class FullName(NamedTuple):
    """A name in its two parts."""

    surname: str
    given: str

    def __str__(self) -> str:
        return self.surname + self.given


def surname(chance: Chance) -> str:
    return chance.weighted(_SURNAMES)


def full_name(chance: Chance, *, sex: str, born: int, family: str | None = None) -> FullName:
    """A name for someone born in the year `born`; `family` is a surname to inherit."""
    generation = _OLDER if born < 1962 else _MIDDLE if born < 1988 else _YOUNGER
    first, second = generation[sex]
    given = chance.one(_SINGLE[sex]) if chance.happens(0.18) else chance.one(first) + chance.one(second)
    return FullName(family or surname(chance), given)


def polite(name: FullName, sex: str) -> str:
    """The name as an operator notes it: 王女士, 李先生."""
    return name.surname + ("女士" if sex == FEMALE else "先生")
