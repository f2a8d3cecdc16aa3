"""Fictional dwellings, and the many ways in which offices write one: for measuring how addresses are read.

Everything is invented from syllables; what a dwelling is stays apart from how it is written, so that two texts are the
same dwelling exactly when their `Dwelling`s are equal.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

_FIRST = "锦瑞澜景云松柏竹梅兰清和泰安福永长德仁义怡嘉盛昌华翠碧金银玉龙凤江湖山海月星晨晓春秋"
_SECOND = "澜绣祥虹樵涛霞润禧和康宁兴隆源庆贤善诚信达通远望湖汀洲溪岸峰岭林园荷莲桂枫"
_ESTATE_ENDS = (
    "苑",
    "花园",
    "家园",
    "小区",
    "公寓",
    "新村",
    "佳苑",
    "名居",
    "雅苑",
    "府",
    "湾",
    "嘉园",
    "新居",
    "华庭",
    "",
)
_TRICKY_ESTATES = (
    "三阳路小区", "八一花园", "六合里小区", "中山大道小区", "解放路花园", "二七家园", "十里新村", "百步花园",
    "五里新居", "城市花园", "万松公寓", "八古墩小区", "东门小区", "七里香苑", "一品公馆", "九号公馆", "千禧城小区",
    "街心花园",
    "锦绣江南", "滨江壹号", "金色港湾", "盛世年华", "翰林珑城", "凤凰城", "梦里水乡", "百景中央生活区",
    "城市之光", "水乡花园", "武汉小区", "汉口花园", "工业新村", "十八栋小区", "八栋公寓",
)  # fmt: skip
_TRICKY_ROADS = (
    "三眼桥路",
    "二十中路",
    "十里街",
    "八一路",
    "五里墩大道",
    "花园道",
    "前进四路",
    "民意三路",
    "南湖路",
    "里仁街",
    "景德镇路",
    "工业区三路",
    "汉口北大道",
    "二七横路",
    "友谊大道",
    "六合路",
    "四唯路",
    "新村路",
)
_TRICKY_LANES = ("六合里", "上海村", "八大家巷", "三德里", "十里坊", "五常里", "同兴村")
_NUMERALS = "零一二三四五六七八九"
_BANKERS = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True)
class Dwelling:
    """What tells a dwelling apart; 0 and empty: it has no such level."""

    kind: str
    """estate, road, lane or tower."""
    name: str
    number: int = 0
    attached: int = 0
    building: str = ""
    entrance: int = 0
    floor: int = 0
    door: int = 0
    """Its number on its floor."""
    shop: bool = False
    phase: int = 0

    @property
    def room(self) -> str:
        """The door's number with its floor: 302."""
        return f"{self.floor}{self.door:02d}"


# -- what there is --------------------------------------------------------------------------------


def dwelling(chance: random.Random) -> Dwelling:
    """Any dwelling."""
    return chance.choice((_in_estate, _in_estate, _in_estate, _on_road, _on_road, _in_lane, _in_tower))(chance)


def _syllables(chance: random.Random, count: int) -> str:
    return chance.choice(_FIRST) + "".join(chance.choice(_SECOND) for _ in range(count - 1))


def _in_estate(chance: random.Random) -> Dwelling:
    if chance.random() < 0.2:
        name = chance.choice(_TRICKY_ESTATES)
    else:
        end = chance.choice(_ESTATE_ENDS)
        name = _syllables(chance, chance.choice((2, 3)) if end else 4) + end
    building = chance.choice(
        [str(chance.randint(1, 40))] * 5
        + [chance.choice("ABCDEF")]
        + [chance.choice("ABC") + str(chance.randint(1, 9))]
    )
    return Dwelling(
        "estate", name, building=building, entrance=chance.choice((0, 1, 2, 3, 4)), floor=chance.randint(1, 33),
        door=chance.randint(1, 8), phase=chance.choice((0, 0, 0, 0, 1, 2, 3)),
    )  # fmt: skip


def _on_road(chance: random.Random) -> Dwelling:
    ends = ("路", "路", "大道", "街", "一路", "二路", "北路", "南路", "中路", "大街")
    name = chance.choice(_TRICKY_ROADS) if chance.random() < 0.2 else _syllables(chance, 2) + chance.choice(ends)
    shop = chance.random() < 0.15
    building = str(chance.randint(1, 12)) if not shop and chance.random() < 0.5 else ""
    return Dwelling(
        "road", name, number=chance.randint(1, 400), attached=chance.choice((0, 0, 0, *range(1, 10))),
        building=building, entrance=chance.randint(1, 4) if building and chance.random() < 0.7 else 0,
        floor=1 if shop else chance.randint(1, 12), door=0 if shop else chance.randint(1, 6), shop=shop,
    )  # fmt: skip


def _in_lane(chance: random.Random) -> Dwelling:
    ends = ("里", "巷", "坊", "村")
    name = chance.choice(_TRICKY_LANES) if chance.random() < 0.25 else _syllables(chance, 2) + chance.choice(ends)
    return Dwelling(
        "lane", name, number=chance.randint(1, 99), attached=chance.choice((0, 0, 0, 1, 2, 3)),
        floor=chance.randint(1, 4), door=chance.randint(1, 4),
    )  # fmt: skip


def _in_tower(chance: random.Random) -> Dwelling:
    name = _syllables(chance, 2) + chance.choice(("大厦", "国际广场", "中心大厦", "公寓"))
    building = chance.choice(("", "A", "B", "C"))
    return Dwelling("tower", name, building=building, floor=chance.randint(1, 40), door=chance.randint(1, 20))


# -- what looks alike -----------------------------------------------------------------------------


def look_alike(one: Dwelling, chance: random.Random) -> Dwelling:
    """Another dwelling that differs from `one` in a single thing, or in two that changed places."""
    changes: list[Callable[[Dwelling, random.Random], Dwelling]] = [_other_door, _other_floor, _other_name]
    if one.building:
        changes += [_other_building, _other_entrance, _swapped]
    if one.number:
        changes += [_other_number, _other_attached, _other_attached]
    if one.kind == "estate":
        changes += [_other_phase]
    for _ in range(50):
        other = chance.choice(changes)(one, chance)
        if other != one:
            return other
    raise AssertionError(one)


def _other_door(one: Dwelling, chance: random.Random) -> Dwelling:
    return one if one.shop else replace(one, door=one.door % 9 + 1)


def _other_floor(one: Dwelling, chance: random.Random) -> Dwelling:
    """302 and 1302, or the next floor."""
    if one.shop:
        return replace(one, floor=2)
    return replace(one, floor=one.floor + 10 if one.floor < 10 and chance.random() < 0.5 else one.floor % 30 + 1)


def _other_building(one: Dwelling, chance: random.Random) -> Dwelling:
    if one.building.isdecimal():
        return replace(one, building=str(chance.choice((int(one.building) + 1, int(one.building) + 10))))
    return replace(one, building=chr(ord(one.building[0]) + 1) + one.building[1:])


def _other_entrance(one: Dwelling, chance: random.Random) -> Dwelling:
    return replace(one, entrance=one.entrance % 4 + 1) if one.entrance else one


def _swapped(one: Dwelling, chance: random.Random) -> Dwelling:
    """3栋2单元 and 2栋3单元."""
    if not one.entrance or not one.building.isdecimal():
        return one
    return replace(one, building=str(one.entrance), entrance=int(one.building))


def _other_number(one: Dwelling, chance: random.Random) -> Dwelling:
    return replace(
        one, number=chance.choice((one.number + 1, one.number + 10, one.number * 10 + 1 if one.number < 99 else 1))
    )


def _other_attached(one: Dwelling, chance: random.Random) -> Dwelling:
    """15号 and 15号附1号."""
    return replace(one, attached=one.attached + 1 if chance.random() < 0.5 else 0 if one.attached else 1)


def _other_phase(one: Dwelling, chance: random.Random) -> Dwelling:
    return replace(one, phase=(one.phase + 1) % 4)


def _other_name(one: Dwelling, chance: random.Random) -> Dwelling:
    """A neighbouring road, or an estate whose name differs in one character."""
    for old, new in (("一路", "二路"), ("北路", "南路"), ("四路", "五路"), ("三", "二"), ("八", "九")):
        if old in one.name:
            return replace(one, name=one.name.replace(old, new, 1))
    at = chance.randrange(2) if len(one.name) > 2 else 0
    pool = _FIRST if at == 0 else _SECOND
    return replace(one, name=one.name[:at] + chance.choice(pool) + one.name[at + 1 :])


# -- numbers as they are written --------------------------------------------------------------------


def in_words(number: int) -> str:
    """A number below 1000 in Chinese, with its units: 二十二, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        head = _NUMERALS[hundreds] + "百"
        if not rest:
            return head
        return head + (
            "零" + _NUMERALS[ones] if not tens else _NUMERALS[tens] + "十" + (_NUMERALS[ones] if ones else "")
        )
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def digit_by_digit(number: str, chance: random.Random) -> str:
    """302 → 三〇二, 三零二 or 叁零贰."""
    words = "".join((_BANKERS if chance.random() < 0 else _NUMERALS)[int(each)] for each in number)
    return words.replace("零", "〇") if chance.random() < 0.5 else words


def wide(text: str) -> str:
    """Full-width digits and letters."""
    return "".join(chr(ord(each) + 0xFEE0) if each.isascii() and each.isalnum() else each for each in text)
