"""The numbered parts of an address, one by one: 15号, 附2号, 3栋, 2单元, 3楼, 302室, and bare numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from loaders.addresses.plain import HAN, NUMERAL
from loaders.numerals import chinese_number

_N = rf"(?:[0-9]{{1,5}}(?![0-9])|[{NUMERAL}]{{1,7}})"
_NUMBER_WORD = (
    r"号(?:(?:职工|单位|居民|住宅)?(?:大?院|小区(?!路)|宿舍楼?|家属[院楼区]|住宅楼|居民楼)?内?)(?![线路公馆府寓])"
)
_BUILDING_WORD = r"号楼(?![上下])栋?|号栋楼?|号幢|号座|[栋幢](?!公寓|小区|花园)楼?|座(?!落)|\#[楼栋]?"
_ENTRANCE_WORD = r"号?单元(?:楼?门栋?|楼)?|门[栋洞]|号门(?![面市店])|号梯|梯|门(?![面口市店诊头前卫外内])"
_UNIT_WORD = r"号?(?:商铺|铺面|铺|门面房?|门店|店面|房间|房|室|车库|档口|摊位)内?|户(?!口|籍|主)|号[商]户"
_FLOOR_WORD = r"层(?:楼)?|楼(?![下上道梯顶栋])层?|F(?![A-Z])"
_SIDE = r"[东西南北中左右前后](?:户|室|边|首|侧|手|间)|[东西南北中左右前后]$"
_WING = r"[东西南北前后主副裙配新老]楼(?![上下道梯])"
_SHOP = r"(?:临街|沿街)?(?:门面房?|商铺|铺面|店面|底商|门店)"
_LOW = r"半?地下室|顶楼|顶层|底楼|底层|阁楼|夹层"

TOKEN = re.compile(
    rf"""-?(?:
    (?P<low>{_LOW})|(?P<wing>{_WING})|(?P<side>{_SIDE})|(?P<shop>{_SHOP})(?P<shopn>{_N}?)(?P<shopw>号?(?:室|房)?|号)
    |(?P<lone>[A-Z])(?=-[0-9])(?!-[0-9]{{1,3}}(?:号楼|号栋|栋|幢|座|\#|单元))
    |第?(?P<fu>附|之)?(?P<pre>[A-Z甲乙丙丁东西南北中特临]-?)?(?P<n>{_N})?(?P<post>[甲乙丙丁]|[A-EGH-Z](?![A-Z0-9])|F(?=室|房|号|栋|座))?
     (?:(?P<building>{_BUILDING_WORD})|(?P<entrance>{_ENTRANCE_WORD})|(?P<unit>{_UNIT_WORD})|(?P<floor>{_FLOOR_WORD})
     |(?P<number>{_NUMBER_WORD})(?P<after>[甲乙丙丁](?![栋幢座单0-9]))?)?
    )""",
    re.X,
)

_ESTATE_AFTER = "公寓|小区|花园|家园|宿舍|别墅|新村|村|路|街|里"
"""八栋公寓 and 十八栋小区 are names."""
_LETTER = "(?<![A-Z])[A-Z]"
"""One that stands alone: of SOHO3栋 the O belongs to the name."""
START = re.compile(
    rf"""-?第?(?:
      [0-9]{{1,5}}(?:-?[A-Z])?(?:号(?![线路公府])|栋|幢|座|单元|门|梯|层|楼|室|户|房|商?铺|\#|附|-[0-9A-Z{NUMERAL}]|[甲乙丙丁]?号|F)
    | [0-9]{{1,5}}[A-Z]?$
    | [0-9]{{3,5}}(?={HAN}{{2,7}}(?:区|街道|社区)$)
    | [{NUMERAL}]{{3,7}}[室户房]
    | (?!(?<![路街道里巷弄坊村])壹号)[{NUMERAL}]{{1,7}}
      (?:号(?![线路公府])|[栋幢](?!{_ESTATE_AFTER})|单元|\#|附[0-9{NUMERAL}]|-[0-9{NUMERAL}])
    | [{NUMERAL}]{{1,7}}(?:座|门|梯|层|楼|室|户|房)(?=$|[0-9{NUMERAL}第附门商东西南北左右中A-Z-])
    | [特临][0-9]{{1,4}}号
    | [东西南北前后主副裙配]楼(?=$|[0-9A-Z{NUMERAL}第])
    | (?:(?:{_LETTER}|[甲乙丙丁])-?(?:[0-9]{{1,4}}|[{NUMERAL}]{{1,3}})|[A-Z甲乙丙丁东西南北](?!(?<=[A-Z]{{2}})-))
      (?:号楼|号|栋|幢|座|单元|\#|层|楼|室|房|-)
    | {_LETTER}[0-9]{{2,5}}$
    | 附[0-9{NUMERAL}]
    | {_LOW}
    )""",
    re.X,
)
"""Where names end and numbered parts begin."""


class Token(NamedTuple):
    """One part."""

    kind: str
    """number, attached (附号), building, entrance, floor, unit, bare; storey: a floor with a name; side; shop."""
    label: str
    """Its number with the letters around it, without leading zeros; as written for what has no number."""
    value: int | None
    text: str
    word: str


def tokens_of(text: str) -> tuple[list[Token], int]:
    """The parts at the front of `text`, and where they end."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or match.end() == at:
            break
        token = _token(match)
        if token is None:
            break
        found += _parted(token) if "附" in token.text or "之" in token.text else (token,)
        at = match.end()
    return found, at


def _token(match: re.Match[str]) -> Token | None:
    """What was matched; None when it is no part: a letter or a direction without a word."""
    text = match[0]
    last = match.lastgroup
    if last == "low":
        return Token("storey", text.lstrip("-").removeprefix("半"), None, text, "")
    if last == "wing":
        return Token("wing", text.lstrip("-"), None, text, "")
    if last == "side":
        return Token("side", match["side"], None, text, "")
    if last == "lone":
        return Token("bare", match["lone"], None, text, "")
    if match["shop"]:
        label, value = figure(match["shopn"] or "")
        return Token("shop", label, value, text, match["shop"])
    kind = "number" if last == "after" else last if last in _KINDS else "bare"
    number, letter = match["n"], (match["pre"] or "").rstrip("-")
    if number is None and (not letter or kind not in ("building", "entrance") or match[kind].startswith("门")):
        return None
    if number and kind == "bare" and not number.isascii() and not _stands_alone(match):
        return None
    label, value = figure(number or "")
    label = letter + label + (match["post"] or match["after"] or "")
    if match["fu"] and kind in ("bare", "number"):
        kind = "attached"
    elif match["fu"]:
        label = f"附{label}"
    return Token(kind, label, value, text, match[last] if last in _KINDS and last else "")


_KINDS = frozenset({"building", "entrance", "unit", "floor", "number"})


def _parted(token: Token) -> tuple[Token, ...]:
    """An 附号 without its 号, apart from the part that it ran into: 附2302室 is 附2 and 302室."""
    match = _RUN_INTO.match(token.text)
    if match is None:
        return (token,)
    kind = (
        "floor"
        if match[3].startswith("楼")
        else "number"
        if match[3] == "号"
        else _WORD_KIND.get(match[3][-1:], "bare")
    )
    if kind in ("bare", "unit", "number") and len(match[2]) < 3:
        return (token,)
    value = int(match[2])
    attached = Token("attached", match[1][-1], int(match[1][-1]), match[1], "号?")
    return attached, Token(kind, str(value), value, match[2] + match[3], match[3])


_RUN_INTO = re.compile(r"(-?[附之][1-9])([0-9]{1,4})([^0-9号].*|号[楼栋室房].*|号|)$")
_WORD_KIND = {
    **dict.fromkeys("栋幢座楼#", "building"), **dict.fromkeys("元门梯洞", "entrance"), **dict.fromkeys("层F", "floor"),
    **dict.fromkeys("室房户铺间面店", "unit"),
}  # fmt: skip


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a bare Chinese number is one: a name may begin with a numeral."""
    rest = match.string[match.end() : match.end() + 1]
    return not rest or rest == "-" or match[0].startswith("-") or match["fu"] is not None


@lru_cache(maxsize=8192)
def figure(text: str) -> tuple[str, int | None]:
    """A number as written to its digits and its value; empty and None for what is none."""
    if not text:
        return "", None
    if text.isdecimal() and text.isascii():
        return text.lstrip("0") or "0", int(text)
    value = chinese_number(text)
    return (text, None) if value is None else (str(value), value)
