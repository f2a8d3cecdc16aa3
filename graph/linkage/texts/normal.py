"""The words of a case as they are compared: one form of every character, number and unit name."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase, ascii_uppercase

from graph.characters import simplified

_NOISE = re.compile(r"https?://[\w./?=&%#~-]+|\*{3,}")
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_BETWEEN = re.compile(r"[·•・‧∙](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
"""Points inside a name: 汀兰·雅苑."""
_OF_NO_WIDTH = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_NUMERALS = {each: str(at) for at, each in enumerate("零一二三四五六七八九")} | {"两": "2"}
_NUMBERED = re.compile(r"第?([一二三四五六七八九十]{1,3})(?=号线|期|栋|幢|号楼|单元|组(?!织|建|长)|号院)")
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十]{1,3}|\d{1,2})(中学|小学|医院|人民医院|幼儿园|附属小学|附属中学|初级中学|高级中学)"
)
_ROOM = re.compile(r"((?:栋|单元)\d{3,4})(?![\d室号])")
_BUILDING = re.compile(r"(?<=\d)(?:号楼|幢)")
_BUS = re.compile(
    r"(?<!\d)(\d{1,3})(?:号公交车?|路(?:公交线路|公交线|公交车|公交|线路|线|车"
    r"|(?![0-9\u4e00-\u9fff]|$)|(?=等|的|改|取|末|首|收|班|早|晚|增|延|恢|停|甩)))"
)
_NUMBERED_BUS = re.compile(r"公交(?:车)?(\d{1,3})(?!\d|[号路]?站)路?")
_LINE = re.compile(r"(?<![\dA-Za-z])(\d{2,3})线(?!城市|[上下品])")
_NUMERAL_SCHOOL = re.compile(r"([一二三四五六七八九十]{1,3})中学(?!生)")
_SHORT = {"中学": "中", "小学": "小", "医院": "医院", "人民医院": "医院", "幼儿园": "幼"}
_SHORT |= {"附属小学": "附小", "附属中学": "附中", "初级中学": "初中", "高级中学": "高中"}
_DISTRICT = re.compile(r"[A-Z]\d*(?:市区|[市区县])|(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))")
_RUNS = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]+")


def plain(text: str) -> str:
    """`text` in half-width, simplified form, without addresses of pages.

    一号线 is 1号线, 第二中学 二中, 3幢 3栋, 8路车 8路公交, ktv KTV, 汀兰·雅苑 汀兰雅苑.
    """
    text = _NOISE.sub(" ", simplified(unicodedata.normalize("NFKC", _OF_NO_WIDTH.sub("", text))))
    text = _BETWEEN.sub("", text.translate(_CAPITALS))
    text = _ORDINAL.sub(lambda found: _ordinal(found[1]) + _SHORT[found[2]], text)
    text = _NUMERAL_SCHOOL.sub(r"\1中", text)
    text = _NUMBERED.sub(lambda found: str(_number(found[1])), text)
    return _LINE.sub(
        r"\1路公交",
        _NUMBERED_BUS.sub(r"\1路公交", _BUS.sub(r"\1路公交", _ROOM.sub(r"\1室", _BUILDING.sub("栋", text)))),
    )


def districts(text: str) -> frozenset[str]:
    """The districts and counties that `text` names by letter and number, as in sets without real names."""
    return frozenset(re.findall(r"[A-Z]\d+(?=[市区县])", text))


def runs(text: str) -> list[str]:
    """The stretches of Chinese characters, letters and digits of plain `text`, without the names of its districts."""
    return _RUNS.findall(_DISTRICT.sub(" ", text))


def _number(numeral: str) -> int:
    """Of 一 to 九十九."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int("".join(_NUMERALS.get(each, "0") for each in numeral))
    return 10 * int(_NUMERALS.get(tens, "1")) + int(_NUMERALS.get(ones, "0"))


def _ordinal(numeral: str) -> str:
    """In characters, the form in which short names are written: 二中, 十一小."""
    if not numeral.isdigit():
        return numeral
    tens, ones = divmod(int(numeral), 10)
    digits = "零一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")
