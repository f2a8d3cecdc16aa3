"""Counts of people or things, and amounts in yuan: in digits, in words, and in both at once.

A vague number (约20余人, 10人以上) is read as the number that it names, with a remark; a period between two
numbers and what is less than nothing are refused.
"""

from __future__ import annotations

import re

from loaders.cells.cell import BadCell, Cell, Remarks, plain, remark, shortened
from loaders.cells.damage import damage
from loaders.cells.texts import as_shown, without_blanks
from loaders.numerals import stated_number

_COUNT_ACCEPTED = "整数，如 12、十二、12人"
_AMOUNT_ACCEPTED = "以元计的数，如 3000、3,000.50、3.5万元"
_LARGEST_COUNT = 10**9
_LARGEST_AMOUNT = 10**13

_PEOPLE = "人次|人员|人|名|位|口人|口"
_HOUSEHOLDS = "户居民|户家庭|住户|户|家"
_THINGS = "件次|件|次|个|起|宗|套|栋|条|项|批|岁|层|周岁"
_BEFORE = re.compile(
    r"(?:每[月年次]|约为?|共有?|共计|总计|合计|大约|大概|近|将近|上(?=[百千])|涉及|涉|超过?|至少|不少于|达|逾|现有|有|[>≥:]"
    r"|要求|赔偿|补偿|索赔|拖欠|欠款|欠薪|欠|工资|货款|租金|押金|定金|金额|总额|工程款|合同款)+"
)
_VAGUE_BEFORE = re.compile(r"约|大概|近|上|超|至少|不少于|逾|[>≥]")
_NUMBER = r"[\d,.〇零○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅半]+?"
_THEM = "居民|业主|群众|住户|租户|村民|工人|员工|职工|商户|学生|家长|老人"
_COUNT = re.compile(
    rf"(?P<number>{_NUMBER})(?P<more>余|多|来|几)?(?P<scale>万|千|百)?"
    rf"(?P<unit>{_PEOPLE}|{_HOUSEHOLDS}|{_THINGS})?(?:{_THEM})?(?P<after>以上|左右|上下|多|余|\+)?"
)
_HOUSEHOLDS_AND_PEOPLE = re.compile(
    rf"{_NUMBER}余?(?:{_HOUSEHOLDS})[,、/共计约(]*(?P<number>{_NUMBER})余?(?:{_PEOPLE})\)?(?:左右|以上)?"
    rf"|(?P<first>{_NUMBER})余?(?:{_PEOPLE})[,、/共计约(]*{_NUMBER}余?(?:{_HOUSEHOLDS})\)?"
)
_ASIDE = re.compile(r"(?P<said>.+?)\((?P<aside>[^()]+)\)(?P<rest>元?整?)")
_BARE_SCALE = re.compile(r"[百千万](?=余|多|来|$|人|户|名)")
_TWO = re.compile(
    r".*\d.*(?:-|—|–|~|至|到).*\d.*|.*[一二三四五六七八九十百千万].*(?:-|—|–|~|至|到).*[一二三四五六七八九十百千万].*"
)
_NEGATIVE = re.compile(r"(?:人民币|¥|RMB)?[-−负].*|\(\d[\d,.]*\)")

_CURRENCY = re.compile(r"(?:人民币|¥|RMB|CNY|:)+")
_ENDING = re.compile(r"(?:人民币|RMB|CNY|整|正|左右|上下|以上|\+|\.-|[/每]?(?:月|年|次))+$")
_VAGUE_ENDING = re.compile(r"左右|上下|以上|\+")
_PER = re.compile(r"/?(?:月|年|次)$|每[月年次]")
_YUAN = re.compile(r"(?P<yuan>.+?)(?P<mark>元|圆|块)(?:钱)?(?P<rest>.*)")
_DIGIT = r"[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_SMALL = re.compile(rf"零?(?:(?P<jiao>{_DIGIT})[角毛])?零?(?:(?P<fen>{_DIGIT})分)?")
_FOREIGN = re.compile(r"美元|港[币元]|欧元|日元|英镑|USD|HKD|\$|€|£")


def read_count(cell: Cell, *, remarks: Remarks = None) -> int | None:
    """A number of people or things, from 0 upward: 12, 12.0, 十二人; of 8户25人 the people."""
    if type(cell) is str and cell.isascii() and cell.isdigit() and len(cell) < 10:
        return int(cell)
    if isinstance(cell, bool):
        raise BadCell("不是整数", _COUNT_ACCEPTED)
    if isinstance(cell, int | float):
        if cell != cell or not 0 <= cell < _LARGEST_COUNT or cell != int(cell):  # noqa: PLR0124 - nan
            raise BadCell("不是整数", _COUNT_ACCEPTED)
        return int(cell)
    text = without_blanks(plain(as_shown(cell)))
    if not text:
        return None
    number, said = _count(re.sub(r"(?<=\d)\.0+(?!\d)", "", text))
    if said:
        remark(remarks, f"“{shortened(text)}”{said} {number}")
    return number


def _count(text: str) -> tuple[int, str]:
    """The number that `text` says, and what was not exact about it."""
    text = text.strip(",.。;、")
    before = _BEFORE.match(text)
    bare = text[before.end() :] if before else text
    if match := _HOUSEHOLDS_AND_PEOPLE.fullmatch(bare):
        return _whole(match["number"] or match["first"]), "写了户数和人数，取了人数"
    if match := _ASIDE.fullmatch(bare):
        return _count(match["said"])[0], "取了括号前的数"
    if _BARE_SCALE.match(bare) and (before or re.search("[余多来]", bare)):
        bare = f"一{bare}"
    match = _COUNT.fullmatch(bare)
    if match is None:
        raise BadCell(_why_no_number(text, "不是整数"), _COUNT_ACCEPTED)
    number = _whole(match["number"] + (match["scale"] or ""))
    vague = match["more"] or match["after"] or (before and _VAGUE_BEFORE.search(before[0]))
    if vague:
        return number, "是约数，记为"
    return number, "写的是户数，记为" if match["unit"] and re.fullmatch(_HOUSEHOLDS, match["unit"]) else ""


def _whole(text: str) -> int:
    number = stated_number(text)
    if number is None or number != int(number) or number >= _LARGEST_COUNT:
        raise BadCell("不是整数", _COUNT_ACCEPTED)
    return int(number)


def read_amount(cell: Cell, *, remarks: Remarks = None) -> float | None:
    """An amount in yuan: 3000, 3,000.50元, 3.5万, 三万五千元, 壹仟元伍角整."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 <= cell < _LARGEST_AMOUNT:  # false for nan too
            raise BadCell("小于零" if cell < 0 else "不是金额", _AMOUNT_ACCEPTED)
        return float(cell)
    if type(cell) is str and len(cell) < 14 and cell.isascii() and cell.replace(".", "", 1).isdigit():
        return round(_checked(float(cell)), 2)
    if harm := damage(cell):
        raise BadCell(harm, _AMOUNT_ACCEPTED)
    text = without_blanks(plain(as_shown(cell)))
    if not text:
        return None
    number, said = _amount(text.upper())
    if said:
        remark(remarks, f"“{shortened(text)}”{said}，记为 {number:.15g} 元")
    return number


def _amount(text: str) -> tuple[float, str]:
    """The yuan that `text` says, and what was not exact about it."""
    if _NEGATIVE.fullmatch(text):
        raise BadCell("小于零", _AMOUNT_ACCEPTED)
    if _FOREIGN.search(text):
        raise BadCell("不是人民币", _AMOUNT_ACCEPTED)
    if match := _ASIDE.fullmatch(text.strip(",。;、")):
        return _told_twice(match)
    bare, vague = _without_words(re.sub(r"(?<=\d)W(?=元?$)", "万", text))
    per = _PER.search(bare) or _PER.search(text)
    ended = _ENDING.sub("", bare)
    vague = vague or _VAGUE_ENDING.search(bare[len(ended) :]) is not None
    plainest = re.sub(r"(?<=[\d万千百十亿])[余多](?=[万千百十亿元块圆]|$)", "", ended)
    number = _in_yuan(plainest)
    if number is None:
        raise BadCell(_why_no_number(text, "不是金额"), _AMOUNT_ACCEPTED)
    said = "是约数" if vague or plainest != ended else ""
    return _checked(number), f"{said}{'，' if said else ''}只取了数目" if per else said


def _told_twice(match: re.Match[str]) -> tuple[float, str]:
    """An amount with brackets behind: 叁仟元整（¥3000）, whose two numbers must be one, or 3万元（含利息）."""
    number, said = _amount(match["said"] + match["rest"])
    try:
        again, _ = _amount(match["aside"])
    except BadCell:
        return number, said if match["aside"] in ("人民币", "元") else "取了括号前的数"
    if again != number:
        raise BadCell("括号里外是两个数", _AMOUNT_ACCEPTED)
    return number, said


def _without_words(text: str) -> tuple[str, bool]:
    """`text` without currency and words before the number, and whether they say that it is about so much."""
    vague = False
    while match := _CURRENCY.match(text) or _BEFORE.match(text):
        vague = vague or _VAGUE_BEFORE.search(match[0]) is not None
        text = text[match.end() :]
    return text, vague


def _in_yuan(text: str) -> float | None:
    """壹拾贰元柒角捌分, 12万3千元, 3块5."""
    match = _YUAN.fullmatch(text)
    if match is None:
        small = _SMALL.fullmatch(text) if text else None
        return _jiao_and_fen(small) if small and text else stated_number(text)
    yuan = stated_number(match["yuan"])
    if yuan is None:
        return None
    rest = match["rest"]
    if match["mark"] == "块" and len(rest) == 1 and (jiao := stated_number(rest)) is not None and jiao < 10:
        return round(yuan + jiao / 10, 2)
    small = _SMALL.fullmatch(rest)
    return None if small is None else round(yuan + _jiao_and_fen(small), 2)


def _jiao_and_fen(match: re.Match[str]) -> float:
    jiao, fen = (stated_number(match[name] or "0") or 0 for name in ("jiao", "fen"))
    return round(jiao / 10 + fen / 100, 2)


def _checked(number: float) -> float:
    if not 0 <= number < _LARGEST_AMOUNT:
        raise BadCell("不是金额", _AMOUNT_ACCEPTED)
    return round(float(number), 2)


def _why_no_number(text: str, otherwise: str) -> str:
    if _NEGATIVE.fullmatch(text):
        return "小于零"
    return "写的是一个范围，不是一个数" if _TWO.fullmatch(text) else otherwise
