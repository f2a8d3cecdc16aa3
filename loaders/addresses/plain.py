"""An address text in one form: width, characters, blanks, dashes and brackets. No word is read here."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from graph.characters import simplified

HAN = r"[\u3400-\u9fff〇]"
NUMERAL = "零〇○一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖拾佰廿卅幺"
"""Characters of a number in an address; thousands and ten thousands stand in names only."""

_FIGURE = rf"[0-9{NUMERAL}]"
_CLEAN = re.compile(r"[\u3400-\u9fff0-9A-Z]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
_DASHES = re.compile(r"[—–‐‑‒―−﹣－~〜～_ー-]+")
_ONE_AS_DASH = re.compile(r"(?<=[0-9])一(?=[0-9])")
"""Some hands type the numeral for one where they mean a dash: 3一2一302."""
_SEPARATORS = re.compile(r"[\s,，。.;；、:：'\"“”‘’`/\\|·•・*!?！？…《》〈〉「」『』<>^+=&@]+")
_NUMERO = re.compile(
    r"(?<![A-Z])NO(?=[\x1f]?[0-9])|(?<![0-9A-Z\u3400-\u9fff])#|#(?=[0-9])(?<![0-9〇零一二两三四五六七八九十百]#)"
)
"""A word or a sign for number, before it."""
_LEAD = re.compile(
    r"(?:(?:家庭|居住|户籍|户口|联系|房屋|现居住?|现住|实际居住|身份证|经营|收货|单位|详细)?(?:地址|住址|住地|所在地)"
    r"|户籍地|现居住?于?|现住于?|家住|暂住于?|居住地|居住[在于]|住在|地点|位于)[:\x1f]*"
)
"""What leads to an address and is none."""
_BETWEEN = re.compile(
    rf"(?<={_FIGURE})\x1f+(?=[0-9]|[{NUMERAL}]{{1,7}}(?:号|栋|幢|座|单元|门|梯|层|楼|室|户|房|附|#|-|\x1f|$))"
)
"""Numerals also stand in names (八一花园): a blank before one keeps numbers apart where a part follows."""
_BRACKETS = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_LONE_BRACKETS = re.compile(r"[()\[\]【】〔〕{}]")
_STRAY_DASH = re.compile(rf"(?<![0-9A-Z{NUMERAL}])-+|-+(?![0-9A-Z{NUMERAL}])|(?<=-)-+")
_ZERO = re.compile(r"(?<=[0-9])[〇○零O](?=[0-9])")
_BELOW = re.compile(rf"(?:负|地下)(?:第)?({_FIGURE}{{1,2}})(?:层|楼|F)")
_MINUS = re.compile(r"(?<=[号栋幢座楼元门厦场心城#])-([1-4])(?:层|楼|F)(?!-?\1[0-9]{2})")
_DASHED_ATTACHED = re.compile(rf"号-+(?={_FIGURE}{{1,3}}号(?![楼栋幢座室房门商铺]))")
_WORDED_DASH = re.compile(r"[\u3400-\u9fff#]-[0-9A-Z]")
_PART = re.compile(
    rf"(?:第?(?:附?[A-Z甲乙丙丁]?{_FIGURE}{{1,5}}[A-Z]?|[A-Z甲乙丙丁东西南北])"
    r"(?:号楼?|栋|幢|座|单元|门|梯|层|楼|室|户|房|#|期|区|号?商?铺|号?门面)?-?)+|附.{1,4}"
)
_AREA = re.compile(r".*(?:街道|街道办事处|社区|居委会|居民委员会|网格|区|镇)")
_FORMER = ("原", "旧", "曾", "现", "老")


class Plain(NamedTuple):
    """A text in one form."""

    text: str
    aside: tuple[str, ...]
    """What stood in brackets and is no part of an address."""


def plain(text: str) -> Plain:
    """`text` with half-width capitals and simplified characters, without blanks and marks.

    Marks and blanks between two numbers become a dash, since they keep the numbers apart; elsewhere they say nothing.
    """
    if _CLEAN.fullmatch(text):
        same = simplified(text)
        lead = _LEAD.match(same)
        return Plain(_figures(same[lead.end() :] if lead else same), ())
    half = simplified(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).upper())
    half = _INVISIBLE.sub("", half)
    aside: list[str] = []
    if _LONE_BRACKETS.search(half):
        half = _LONE_BRACKETS.sub("\x1f", _BRACKETS.sub(lambda found: _opened(found[1], aside), half))
    if _is_spaced_out(half):
        half = "".join(half.split())
    half = _SEPARATORS.sub("\x1f", half)
    half = _BETWEEN.sub("-", _DASHES.sub("-", half)).replace("\x1f", "")
    half = _NUMERO.sub("", half)
    if lead := _LEAD.match(half):
        half = half[lead.end() :]
    if "-" in half:
        half = _without_stray_dashes(half)
    return Plain(_figures(half), tuple(aside))


def _figures(text: str) -> str:
    if "一" in text:
        text = _ONE_AS_DASH.sub("-", text)
    text = _ZERO.sub("0", text)
    return _BELOW.sub(lambda found: f"B{found[1]}层", text) if "负" in text or "地下" in text else text


def _opened(inside: str, aside: list[str]) -> str:
    """What brackets hold, where it is a part of the address; otherwise it is put aside."""
    bare = "".join(inside.split())
    if not bare:
        return ""
    if not bare.startswith(_FORMER) and (_PART.fullmatch(bare) or _AREA.fullmatch(bare)):
        return f"\x1f{inside}\x1f"
    aside.append(bare)
    return "\x1f"


def _is_spaced_out(text: str) -> bool:
    """Whether every single character stands apart, as in a justified cell: then blanks keep nothing apart."""
    words = text.split()
    return len(words) > 3 and all(len(each) == 1 for each in words)


def _without_stray_dashes(text: str) -> str:
    """Dashes only where they keep two parts apart; one before a low floor is a minus, unless dashes join all parts."""
    if len(_WORDED_DASH.findall(text)) == 1:
        text = _MINUS.sub(lambda found: f"B{found[1]}层", text)
    return _STRAY_DASH.sub("", _DASHED_ATTACHED.sub("号附", text))
