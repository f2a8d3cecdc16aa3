"""Names of roads, lanes (里份) and estates: where one ends, and which of two is meant."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.addresses.plain import HAN, NUMERAL
from loaders.numerals import chinese_number, in_chinese

ESTATE = (
    "小区|花园|家园|公寓|新村|大厦|大楼|宿舍|广场|名邸|名居|雅居|新居|雅苑|佳苑|苑|府|邸|庭|湾|郡|轩|阁|公馆|别墅|山庄|花苑|"
    "嘉园|庄园|家属院|家属楼|大院|国际|华庭|名都|新城|星城|水岸|小镇"
)
_WEAK = "园|居|城|台|楼|院|中心|村|寓|里|坊|座|巷"
_PHASE = rf"(?:第?[0-9{NUMERAL}]{{1,2}}[期区]|[A-Z东西南北中]区)"
_ROAD_ENDS = re.compile(r"(?:大道|大街|路|街|道|胡同)(?:[东西南北中]{1,2}[段路])?(?!口)")
_ROAD_END = re.compile(rf"(?:大道|大街|路|街|道|胡同|公路)(?:[东西南北中]{{1,2}}[段路]|[{NUMERAL}]段)?$")
_LANE_END = re.compile(
    r"(?<!新)(?:里份|里弄|里|巷子?|弄|坊|村|屯|塆|湾子|垸)$|(?:里|坊|村|巷)份$|(?:[村湾])[0-9零一二三四五六七八九十]{1,3}组$"
)
_NAMED = re.compile(rf".*(?:{ESTATE}){_PHASE}*(?:小区)?$|.+(?:{_WEAK}){_PHASE}*$|.+{_PHASE}$")
_STRONG = re.compile(rf".+(?:{ESTATE}){_PHASE}*(?:小区)?$")
_GENERIC = re.compile(
    rf"(?:{ESTATE}|国际|商务|中心|商城|住宅|职工|家属|单身|时代|印象|步行街|商业街|市场|菜场|菜市场|小学|中学|医院|"
    rf"第?[0-9{NUMERAL}A-Z]+[期区村院段坊组]|[东西南北中上下前后新老大小正横直内外]|村|里|楼|城|园|院|段|区|口|头|桥|站)+|.(?:{ESTATE})"
)
"""Words that alone name nothing: after a road's name they go with it (三阳路小区, 中山大道商城)."""
_PLAIN_WORDS = re.compile(rf"[东西南北中上下前后新老大小正横直内外环0-9{NUMERAL}]*")
NO_NAME = re.compile(
    r"门口|附近|旁边|对面|楼下|路边|马路边|马路上|人行道|过道|走道|通道|交叉|交汇|路口|隔壁|后面|前面|里面|位于|不详|未知|无固定"
)
_SHORTENED = re.compile(rf"(.+?)(?:住宅|居民|生活)?小区({_PHASE}*)$")
_OF_SUFFIX = re.compile(rf".+(?:{ESTATE}|园|居|城|台|楼|院|中心|寓){_PHASE}*$")
_PHASED = re.compile(rf"第?([0-9{NUMERAL}]{{1,2}})(?=[期区]|小区$|组$)")
_COUNTED = re.compile(r"(?<![0-9])[0-9]{1,2}(?=[路街巷弄里村道段])")


class Named(NamedTuple):
    """A name with its level."""

    level: str
    name: str
    """In the form that all its spellings have in common."""
    text: str
    sure: bool = True
    """False: nothing in the name says what it is."""


def named(text: str, *, numbered: bool) -> tuple[list[Named], str]:
    """The names that `text` is made of, and what is left of it.

    `numbered`: a number, a building or a door follows, so that all of the text is a name.
    """
    names: list[Named] = []
    while text and (end := _road_before(text, numbered=numbered)):
        names.append(_road(text[:end]))
        text = text[end:]
    if not text:
        return names, ""
    last = _last(text, numbered=numbered)
    if last is not None:
        return [*names, last], ""
    if not numbered and not names and (end := _road_in_front(text)):
        return [_road(text[:end])], text[end:]
    return names, text


def _last(text: str, *, numbered: bool) -> Named | None:
    """All of `text` as one name."""
    if NO_NAME.search(text):
        return None
    if _ROAD_END.search(text) and len(text) > 1:
        return _road(text)
    if _LANE_END.search(text) and len(text) > 1:
        return Named("lane", _lane_name(text), text)
    if _STRONG.match(text):
        return Named("estate", estate_name(text), text)
    if text.isascii() and not text.isalpha():  # HX2023 is the front of a code, and no name
        return None
    if (numbered and len(text) > 1) or _NAMED.match(text):
        return Named("estate", estate_name(text), text, sure=bool(_NAMED.match(text)))
    return None


def _road(text: str) -> Named:
    return Named("road", _counted(text), text)


def _lane_name(text: str) -> str:
    return _counted(
        re.sub(r"(?<=[里坊村巷])份$", "", text).removesuffix("子") if text.endswith(("份", "巷子")) else text
    )


def estate_name(text: str) -> str:
    """An estate's name without the word for estate, where the rest still says that it is one; phases in Chinese."""
    name = _PHASED.sub(lambda found: _in_words(found[1]), _counted(text))
    shortened = _SHORTENED.match(name)
    if shortened is None or shortened[1][-1] in NUMERAL:  # 常青花园四小区 is the fourth of several
        return name
    stem, phase = shortened[1], shortened[2]
    if _OF_SUFFIX.match(stem) or (len(stem) > 2 and not _ROAD_END.search(stem) and not _LANE_END.search(stem)):
        return stem + phase
    return f"{stem}小区{phase}"


def _counted(name: str) -> str:
    """前进5路 → 前进五路."""
    return _COUNTED.sub(lambda found: _in_words(found[0]), name)


def _in_words(number: str) -> str:
    value = int(number) if number.isdecimal() else chinese_number(number)
    return in_chinese(value) if value is not None and value < 100 else number


def _road_before(text: str, *, numbered: bool) -> int:
    """Where a road's name ends that only leads to another name; 0: there is none."""
    for match in _ROAD_ENDS.finditer(text):
        if match.start() >= 2 and _is_name_of_its_own(text[match.end() :], numbered=numbered):
            return match.end()
    return 0


def _is_name_of_its_own(text: str, *, numbered: bool) -> bool:
    """Whether what follows a road's name names something itself, and does not go on with the road's."""
    if len(text) < 3 or _GENERIC.fullmatch(text) or NO_NAME.search(text):
        return False
    if road := _ROAD_END.search(text):
        return not _PLAIN_WORDS.fullmatch(text[: road.start()])
    if lane := _LANE_END.search(text):
        return not _PLAIN_WORDS.fullmatch(text[: lane.start()])
    return numbered or bool(_STRONG.match(text))


def _road_in_front(text: str) -> int:
    """Where a road's name at the front ends, whatever follows; 0: there is none."""
    match = re.match(rf"{HAN}{{1,8}}?(?:大道|大街|路|街|道|胡同)(?:[东西南北中]{{1,2}}[段路])?(?!口)", text)
    return match.end() if match and not NO_NAME.search(match[0]) else 0
