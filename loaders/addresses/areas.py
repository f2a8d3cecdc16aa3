"""What stands above a road or an estate: province, city, district; street office; community; grid."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from loaders.addresses.plain import HAN, NUMERAL, plain
from loaders.addresses.spots import Spot, spot
from loaders.numerals import chinese_number, in_chinese

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    "陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_DISTRICTS = (
    "江岸|江汉|硚口|汉阳|武昌|青山|洪山|东西湖|汉南|蔡甸|江夏|黄陂|新洲|武汉经济技术开发|经济技术开发|东湖高新|"
    "东湖新技术开发|东湖生态旅游风景|东湖风景|长江新|临空港经济技术开发"
)
_FOLLOWS = rf"(?={HAN}{{1,8}}?(?:街道|街{HAN}|社区|居委会|路|大道|镇|乡|村|区|县)|$)"
_NO_DISTRICT = "小社园片校厂库街院景新军发务业范税流游活学属宅城东西南北中一二三四五六七八九十期"
PREFIX = re.compile(
    rf"(?:中国)?(?:{HAN}{{2,3}}省(?={HAN}{{2,4}}市)|(?:{_PROVINCES})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)|(?:湖北)(?=武汉|省|$))?"
    rf"(?:武汉市(?!场)|武汉(?={HAN}{{2,5}}?街道(?![口路]))|武汉(?=(?:{_DISTRICTS})(?:区|{HAN}{{1,8}}?街道|{HAN}{{2,8}}?社区))|{HAN}{{2,3}}(?<![超菜夜城都])市(?=(?:{HAN}{{1,4}}[区县市]|$)(?!场))"
    rf"|{HAN}{{2}}(?<![超菜夜城都])市(?!场){_FOLLOWS})?"
    rf"(?:(?:{_DISTRICTS})区(?!街道(?!口))|(?<=武汉)(?:{_DISTRICTS})(?={HAN}{{2,5}}?街道(?![口路])|{HAN}{{2,5}}?社区)"
    rf"|(?<=市){HAN}{{1,3}}(?<![{_NO_DISTRICT}])[区县](?!{HAN}?场)"
    rf"|{HAN}{{2,3}}(?<![{_NO_DISTRICT}])[区县]{_FOLLOWS})?"
)
"""Province, city and district, each there or not; what follows must look like an area or a road."""
_OLD_TOWN = re.compile(
    rf"(?:武汉|汉口|武昌|汉阳)(?!{HAN}{{0,6}}(?:社区|居委会))(?={HAN}{{2,6}}(?:路|大道|街)(?:[0-9{NUMERAL}]|$))"
)
"""The three towns before a road: 汉口中山大道; 武昌大道 keeps its name."""

_OFFICE = (
    r"街道办事处|街街道办事处|街街道|街道办|办事处街道|街道(?![口路])|街办事处|街办(?!公)|办事处"
    rf"|(?<!大)街(?={HAN}{{2,8}}?社区)"
)
STREET = re.compile(rf"({HAN}{{1,14}}?)(?:{_OFFICE})")
_NO_TOWN = "路|街|大道|巷|道|花园|小区|家园|苑|公寓|新村|大厦|广场|府|湾|邸"
"""What goes on with a name: 水乡花园, 景德镇路."""
TOWN = re.compile(
    rf"({HAN}{{1,6}}?(?<![小集市城古水故名])(?:镇|乡)(?!社区|居委会|居民委|村委会|{_NO_TOWN})(?=(?:人民政府)?(?:{HAN}|$))(?![村下里邻]))(?:人民政府)?"
    rf"|({HAN}{{2,10}}?(?:管理处|管委会|管理委员会))"
    rf"|({HAN}{{2,18}}?(?:经济开发区|示范城|产业园|风景区|片区)){_FOLLOWS}"
)
"""A town or township, or what stands in a street office's place: a zone with an administration of its own."""
_COMMITTEE = (
    "社区居民委员会|社区委员会|社区居民居委会|社会居委会|社区居委会|社区居委|社区党群服务中心"
    "|社区(?!小区|[0-9一二三四五六七八九]期)|居委会|居民委员会"
)
COMMUNITY = re.compile(rf"((?:[0-9]{{2,4}})?{HAN}{{0,16}}?)(?:{_COMMITTEE})")
_NUMBERED = re.compile(rf"[0-9{NUMERAL}](?:号(?!社)|[室房户栋幢]|单元)")
"""A number within what would be a community's name: the name begins behind it."""
_VILLAGE = re.compile(rf"({HAN}{{1,8}}?村)(?:村民委员会|村委会|委会|民委员会)")
_OTHER = re.compile(rf"{HAN}{{2,12}}?(?:生产队|队村|虚拟生活区|生活区|管理区|大队)")
_GOES_ON = re.compile(rf"(?!小区){HAN}")
"""A name behind such an area; without one, 中央生活区6栋 is an estate."""
_ROAD_BEFORE = re.compile(rf"{HAN}{{2,}}(?:大道|大街|路|街|道)(?={HAN}{{2}})")
_INSIDE = re.compile(
    rf"({HAN}{{2,8}}?(?:大道|大街|路|街|道|苑|园|小区|公寓|大厦))({HAN}{{2,10}}?)(?:社区居民委员会|社区居委会|社区)(?!.?[医卫服])"
)
GRID = re.compile(rf"第?([0-9]{{1,3}}|[{NUMERAL}]{{1,3}})号?网格|网格([0-9]{{1,2}})号?(?![0-9])")


class Area(NamedTuple):
    """One area at the front of a text."""

    spot: Spot | None
    """None: a province, a city or a district, which have no place of their own."""
    level: str
    end: int


class Inside(NamedTuple):
    """An area that stands behind a name: 中山大道打铜社区15号."""

    spot: Spot | None
    level: str
    start: int
    end: int


def area_inside(text: str, *, community: Spot | None) -> Inside | None:
    """The first community or grid behind the name of a road or an estate; None when there is none."""
    if "社" in text and (match := _INSIDE.match(text)) and not _NUMBERED.search(match[2]):
        return Inside(_committee(match[2]), "community", match.start(2), match.end())
    if "网格" in text and (match := GRID.search(text)) and match.start() > 1:
        own = _grid_name(match[1] or match[2])
        found = spot("grid", community.name + own) if community else None
        return Inside(found, "grid", match.start(), match.end())
    return None


def area_at(text: str, *, community: Spot | None) -> Area | None:
    """The area at the front of `text`; None when there is none. A grid needs the community that it belongs to."""
    return _prefix(text) or _street(text) or _community(text) or _grid(text, community)


def _prefix(text: str) -> Area | None:
    match = PREFIX.match(text)
    if match and match[0]:
        return Area(None, "district", match.end())
    match = _OLD_TOWN.match(text)
    return Area(None, "district", match.end()) if match else None


def _street(text: str) -> Area | None:
    if ("街" in text or "办" in text) and (match := STREET.match(text)) and not _ROAD_BEFORE.match(match[1]):
        return Area(_office(match[1]), "street", match.end())
    if match := TOWN.match(text):
        name = match[1] or match[2] or match[3]
        return Area(spot("street", name), "street", match.end())
    return None


def _community(text: str) -> Area | None:
    if ("社" in text or "委" in text) and (match := COMMUNITY.match(text)):
        short = match[1]
        if short and not _ROAD_BEFORE.match(short) and not _NUMBERED.search(short):
            return Area(_committee(short), "community", match.end())
    if "村" in text and "委" in text and (match := _VILLAGE.match(text)):
        return Area(_village(match[1]), "community", match.end())
    if (match := _OTHER.match(text)) and _GOES_ON.match(text, match.end()):
        return Area(spot("community", match[0]), "community", match.end())
    return None


def _grid(text: str, community: Spot | None) -> Area | None:
    if "网格" not in text or (match := GRID.match(text)) is None:
        return None
    own = _grid_name(match[1] or match[2])
    found = spot("grid", community.name + own, "") if community else None
    return Area(found, "grid", match.end())


def _committee(short: str) -> Spot:
    return spot("community", f"{short}社区")


def _village(name: str) -> Spot:
    """A village committee; its id is that of the community which the village became."""
    return Spot(_committee(name).id, "community", name, name)


def _office(short: str) -> Spot:
    return spot("street", f"{short}街道")


def _grid_name(number: str) -> str:
    value = int(number) if number.isdecimal() else chinese_number(number)
    return f"第{in_chinese(value)}网格" if value is not None and value < 100 else f"第{number}网格"


# -- a column of its own ---------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def community_spot(name: str) -> Spot | None:
    """The community that `name` means, with or without its suffix: 打铜社区居委会, 打铜社区, 打铜."""
    text = _without_prefix(plain(name).text)
    if (match := STREET.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    if match := _VILLAGE.fullmatch(text):
        return _village(match[1])
    if match := _OTHER.fullmatch(text):
        return spot("community", match[0])
    match = COMMUNITY.fullmatch(text)
    short = match[1] if match else text
    if match is None and re.fullmatch(rf"{HAN}{{1,7}}村", short):
        return _village(short)
    return _committee(short) if re.fullmatch(rf"[0-9]{{0,4}}{HAN}{{{0 if match else 2},16}}", short) and short else None


@lru_cache(maxsize=16384)
def grid_spot(name: str, community: Spot | None) -> Spot | None:
    """The grid that `name` means; without a community of its own it needs one beside it."""
    text = plain(name).text
    if match := COMMUNITY.match(text):
        community, text = _committee(match[1]), text[match.end() :]
    if community is None or not text:
        return None
    match = GRID.fullmatch(text)
    number = (match[1] or match[2]) if match else text.removeprefix("第")
    own = _grid_name(number) if match or re.fullmatch(r"[0-9]{1,2}", number) else text
    return spot("grid", community.name + own)


@lru_cache(maxsize=1024)
def street_spot(name: str) -> Spot | None:
    """The street office that `name` means: 民权街, 民权街道, 民权街街道办事处 are one."""
    text = _without_prefix(plain(name).text)
    if match := TOWN.fullmatch(text):
        return spot("street", match[1] or match[2] or match[3])
    match = STREET.fullmatch(text)
    short = match[1] if match else text.removesuffix("街")
    return _office(short) if re.fullmatch(rf"{HAN}{{1,14}}", short) else None


def _without_prefix(text: str) -> str:
    match = PREFIX.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text
