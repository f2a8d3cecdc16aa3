"""How a fictional dwelling is written: each call another way, by chance."""

from __future__ import annotations

import random
from itertools import pairwise

from bench.dwellings import Dwelling, digit_by_digit, in_words, wide

_CITIES = (
    "",
    "",
    "",
    "湖北省武汉市江汉区",
    "武汉市江汉区",
    "江汉区",
    "湖北省 武汉市 江汉区 ",
    "湖北武汉江汉区",
    "临江市望江区",
    "云江省临江市望江区",
    "上海市徐汇区",
    "武汉市",
)
_STREETS = (
    "",
    "",
    "民权街道",
    "民权街街道",
    "民权街道办事处",
    "民权街街道办事处",
    "前进街道",
    "民权街办事处",
    "民权街道办",
    "二七街道",
)
_COMMUNITIES = (
    "",
    "",
    "铜鼓社区",
    "铜鼓社区居委会",
    "三桥社区",
    "王家墩社区居民委员会",
    "金港社区第二网格",
    "金港社区2网格",
    "八古墩社区",
)
_TRADITIONAL = str.maketrans(
    "单号栋楼层门园兰湾厦广场国际龙凤云里义银华长兴庆贤诚达远岭莲枫泽苏区社业东铜桥",
    "單號棟樓層門園蘭灣廈廣場國際龍鳳雲裡義銀華長興慶賢誠達遠嶺蓮楓澤蘇區社業東銅橋",
)
_BLANKS = (" ", "\u3000", "\u00a0", "  ", "\t")
_DASHES = ("-", "－", "—", "–", "~", "_", "―", "‐", "/", "、", " ", ".")


def written(one: Dwelling, chance: random.Random) -> str:
    """One of the many texts that mean `one`."""
    text = _before(one, chance) + _whole(one, chance) + _parts(one, chance)
    return _spoiled(text, chance)


def _before(one: Dwelling, chance: random.Random) -> str:
    city, street, community = (chance.choice(each) for each in (_CITIES, _STREETS, _COMMUNITIES))
    if city == "武汉市" and not street:
        city = ""
    if community and chance.random() < 0.1:
        return f"{city}{street}（{community}）"
    return city + street + community


def _whole(one: Dwelling, chance: random.Random) -> str:
    name = one.name
    if one.kind == "estate":
        name = _estate(one, chance)
        if chance.random() < 0.15:
            name = (
                chance.choice(("云樵路15号", "平澜大道", "听涛街203号", "松涛路8号（铜鼓社区）", "江汉路66号")) + name
            )
    elif one.kind == "lane":
        name += chance.choice(("", "", "", "（里份）", "份")) if name.endswith("里") else ""
    elif one.kind == "tower" and chance.random() < 0.3:
        name = f"中山大道{chance.randint(1, 999)}号{name}"
    elif one.kind == "road" and chance.random() < 0.06:
        name = chance.choice(("民权街道", "铜鼓社区")) + name
    return name


def _estate(one: Dwelling, chance: random.Random) -> str:
    name = one.name
    if not name.endswith("小区") and len(name) > 2 and chance.random() < 0.3:
        name += "小区"
    if one.phase:
        name += f"{chance.choice((str(one.phase), in_words(one.phase)))}期"
    return name


def _parts(one: Dwelling, chance: random.Random) -> str:
    number = _number(one, chance) if one.number else ""
    if number[-1:] not in "号）" and (one.building or one.shop or number[-1:] not in "123456789"):
        number += "号"  # 附5 and 7栋 are not written as one
    if one.shop:
        floor = chance.choice((f"{one.floor}楼", f"{in_words(one.floor)}楼", f"{one.floor}层"))
        return number + floor + chance.choice(("门面", "商铺", "门面房"))
    if one.building and chance.random() < 0.25 and (one.entrance or one.kind == "estate"):
        return number + _dashed(one, chance)
    return number + _building(one, chance) + _entrance(one, chance) + _room(one, chance)


def _figure(number: int, chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.72:
        return str(number)
    if roll < 0.8:
        return f"{number:02d}"
    return in_words(number)


def _number(one: Dwelling, chance: random.Random) -> str:
    number, attached = _figure(one.number, chance), one.attached
    if not attached:
        return f"{number}号"
    small = chance.choice((str(attached), in_words(attached)))
    plain = str(one.number)
    forms = [f"{number}号附{small}号", f"{number}号附{small}", f"{number}号-附{small}号", f"{number}号（附{small}号）"]
    forms += [f"{plain}附{attached}号", f"{plain}-{attached}号", f"{plain}—{attached}号", f"{plain}号之{attached}"]
    return chance.choice([*forms, f"第{plain}号附{small}号", f"{plain}号－{attached}号"])


def _building(one: Dwelling, chance: random.Random) -> str:
    if not one.building:
        return ""
    if one.building.isdecimal():
        number = _figure(int(one.building), chance)
        words = ["栋", "幢", "号楼", "栋楼", "号栋", "座"] + (["#", "#楼"] if number.isascii() else [])
        before = chance.choice(("第", "NO.", "No", "№")) if chance.random() < 0.06 and number.isascii() else ""
        if one.entrance and one.kind == "estate" and chance.random() < 0.08:
            words = ["楼"]
        return before + number + chance.choice(words)
    return one.building + chance.choice(
        ("栋", "座", "幢", "号楼") if one.building[1:] or one.kind == "estate" else ("座", "栋")
    )


def _entrance(one: Dwelling, chance: random.Random) -> str:
    if not one.entrance:
        return ""
    return _figure(one.entrance, chance) + chance.choice(("单元", "单元", "单元", "门", "梯", "单元门"))


def _room(one: Dwelling, chance: random.Random) -> str:
    end = chance.choice(("室", "室", "房", "号", "户", "号房", "号室", ""))
    roll = chance.random()
    if roll < 0.6:
        return one.room + end
    if roll < 0.68:
        return f"0{one.room}{end}" if len(one.room) == 3 else one.room + end
    if roll < 0.76:
        return digit_by_digit(one.room, chance) + (end or "室")
    floor = chance.choice(
        (f"{one.floor}楼", f"{one.floor}层", f"{in_words(one.floor)}楼", f"第{one.floor}层", f"{one.floor}F")
    )
    if floor.endswith("F") or chance.random() < 0.5:
        return floor + one.room + end
    return f"{floor}{one.door:02d}{end or '室'}"


def _dashed(one: Dwelling, chance: random.Random) -> str:
    dash = chance.choice(_DASHES)
    parts = [one.building] + ([str(one.entrance)] if one.entrance else []) + [one.room]
    if not one.building.isdecimal() and dash in (" ", ".", "、", "/"):
        dash = "-"
    if chance.random() < 0.15 and one.building.isdecimal():
        parts = [
            in_words(int(one.building)),
            *([in_words(one.entrance)] if one.entrance else []),
            digit_by_digit(one.room, chance),
        ]
        dash = "-"
    if chance.random() < 0.3:
        word = chance.choice(("栋", "号楼", "#" if one.building.isdecimal() else "栋"))
        return one.building + word + ("-" if dash in " .、/" else dash) + "-".join(parts[1:])
    return dash.join(parts) + chance.choice(("", "", "室", "号"))


def _spoiled(text: str, chance: random.Random) -> str:
    """The same text with what typing and copying do to it."""
    if chance.random() < 0.04:
        text = chance.choice(("地址：", "住址: ", "现住", "家住", "居住地址：", "家庭住址:")) + text
    if chance.random() < 0.04:
        text += chance.choice((" 江汉区民权街道", "（铜鼓社区）", "，武汉市江汉区", "（出租）", " 铜鼓社区"))
    if chance.random() < 0.15:
        text = wide(text)
    if chance.random() < 0.1:
        text = text.translate(_TRADITIONAL)
    if chance.random() < 0.2:
        text = _with_blanks(text, chance)
    if chance.random() < 0.08:
        text = text.lower()
    if chance.random() < 0.05:
        text = chance.choice((" ", "\n", "\ufeff", "'")) + text + chance.choice((" ", "\n", "。", "（自住）", "\u200b"))
    return text


def _with_blanks(text: str, chance: random.Random) -> str:
    """Blanks where no two figures stand side by side."""
    blank = chance.choice(_BLANKS)
    figures = set("0123456789０１２３４５６７８９零〇一二三四五六七八九十百-—")
    out = [text[0]]
    for before, after in pairwise(text):
        if chance.random() < 0.15 and not (before in figures and after in figures):
            out.append(blank)
        out.append(after)
    return "".join(out)
