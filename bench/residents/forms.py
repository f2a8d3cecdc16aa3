"""What channels do to a name: sounds taken for others, look-alikes, titles, traditional characters, blanks."""

from __future__ import annotations

import random
from functools import cache

import opencc
from pypinyin import Style, lazy_pinyin

from bench.residents.given import FEMALE, characters
from bench.residents.lists import words
from bench.residents.surnames import HEARD_ALIKE

_LOOK_ALIKE = words(
    """
    未末 己已巳 钧钩 晴睛 日曰 士土 干千于 天夭 人入八 大太犬 王玉主 力刀 午牛 见贝 今令 风凤 兰三
    治冶 冼洗 佳住 清请青 侍待 永水 木本 伟纬 玮炜 婷停 莉利 梅悔 晨晟 昊吴 旭旮 明朋 鹏鸥 辉挥
    祥详 详样 波坡 浩洁 涛寿 海每 杨扬 洋样 艳滟 燕蒸 霞暇 敏繁 静净 娟捐 萍苹 芳芬 荣荥 莹萤 颖颍
    斌赋 军车 刚钢 强弹 峰锋 建健 健键 丹舟 卫工 东车 华毕 国围 庆床 宁字 宇字 守宇 宝室 安妥 宜宣
    宸震 泽译 博搏 轩斩 梓样 涵函 萱宣 怡恰 悦说 欣忻 桐铜 琪淇 瑶摇 璐潞 玲铃 珍诊 琴瑟 莲连 菊掬
    香杳 秀秃 英莫 凯剀 俊峻 杰木 磊垒 鑫森 伦轮 侯候 傅博 淑椒 桂挂 银很 翠萃 惠慧 春舂 冬各 雪雷
    雨两 思恩 恩恳 心必 福幅 禄绿 喜善 贵责 元无 先光 兆北 兴只 成戊 平乎 才木 文又 义叉 长卡 正止
    立丘 云去 生主 发友
    """
)
"""Characters that a scanner or a tired eye takes for each other."""
_TITLES_OF_WOMEN = ("女士", "女士", "女士", "小姐", "老师")
_TITLES_OF_MEN = ("先生", "先生", "先生", "师傅", "老师", "老板")
_BLANKS = (" ", "\u3000", "  ")


@cache
def sound(name: str) -> str:
    """Pinyin without tones: what an operator hears."""
    return " ".join(lazy_pinyin(name, style=Style.NORMAL))


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for each in characters():
        groups.setdefault(sound(each), []).append(each)
    return {spoken: tuple(some) for spoken, some in groups.items()}


@cache
def _by_shape() -> dict[str, tuple[str, ...]]:
    partners: dict[str, set[str]] = {}
    for group in _LOOK_ALIKE:
        for each in group:
            partners.setdefault(each, set()).update(set(group) - {each})
    return {each: tuple(sorted(some)) for each, some in partners.items()}


def shapes(name: str) -> tuple[str, ...]:
    """Every form of `name` with one place left open and that place's look-alikes: equal for two that look alike."""
    table = _by_shape()
    return tuple(
        f"{name[:at]}?{name[at + 1 :]}:{''.join(sorted((each, other)))}"
        for at, each in enumerate(name)
        for other in table.get(each, ())
    )


def misheard(family: str, given: str, chance: random.Random) -> str:
    """The name with a character that sounds alike; as it is, where none does."""
    if family in HEARD_ALIKE and chance.random() < 0.12:
        return HEARD_ALIKE[family] + given
    places = [at for at, each in enumerate(given) if len(_by_sound().get(sound(each), ())) > 1]
    if not places or not family:
        return family + given
    at = chance.choice(places)
    other = chance.choice([each for each in _by_sound()[sound(given[at])] if each != given[at]])
    return family + given[:at] + other + given[at + 1 :]


def misread(family: str, given: str, chance: random.Random) -> str:
    """The name with a character that looks alike; as it is, where none does."""
    places = [at for at, each in enumerate(given) if each in _by_shape()]
    if not places or not family:
        return family + given
    at = chance.choice(places)
    return family + given[:at] + chance.choice(_by_shape()[given[at]]) + given[at + 1 :]


def titled(family: str, sex: str, age: int, chance: random.Random) -> str:
    """王女士, 老李, 陈阿姨: a surname and a title that fit sex and age."""
    roll = chance.random()
    if roll < 0.08 and age > 40 and len(family) == 1:
        return f"老{family}"
    if roll < 0.12 and age < 40 and len(family) == 1:
        return f"小{family}"
    if roll < 0.2:
        return family + ("某某" if chance.random() < 0.3 else "某")
    if age >= 55 and roll < 0.6:
        old = ("婆婆", "奶奶", "太婆") if age >= 72 else ("阿姨", "阿姨", "大姐")
        man = ("爹爹", "爷爷", "大爷") if age >= 72 else ("师傅", "大叔", "叔叔")
        return family + chance.choice(old if sex == FEMALE else man)
    return family + chance.choice(_TITLES_OF_WOMEN if sex == FEMALE else _TITLES_OF_MEN)


def sex_of_title(name: str) -> str:
    """男, 女 or empty, as the title says."""
    if any(each in name for each in ("女士", "小姐", "婆", "奶奶", "阿姨", "大姐")):
        return "女"
    return "男" if any(each in name for each in ("先生", "爹爹", "爷", "叔")) else ""


def traditional(name: str) -> str:
    """The name in traditional characters."""
    return _converter().convert(name)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def spaced(name: str, chance: random.Random) -> str:
    """Blanks within or around the name."""
    blank = chance.choice(_BLANKS)
    return blank.join(name) if len(name) < 4 and chance.random() < 0.7 else f"{blank}{name}{blank}"
