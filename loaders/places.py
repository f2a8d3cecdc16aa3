"""One address text to the levels of the place tree, so that equal dwellings get equal ids.

Read from the left: street, community and grid; then a road, lane or estate; then number, building, entrance,
floor and unit. What a place is called in full leaves out street and community, as the demo street does: an
address names them or not, and the dwelling is the same. Nothing is guessed: what fits no form stays in `left`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.ids import make_id
from loaders.numerals import NUMERALS, chinese_number, in_chinese


@dataclass(frozen=True, slots=True)
class Spot:
    """One level of an address."""

    id: str
    """Of its place."""
    level: str
    name: str
    full_name: str


def _spot(level: str, name: str, full_name: str) -> Spot:
    return Spot(make_id("place", level, full_name), level, name, full_name)


@dataclass(frozen=True, slots=True)
class Address:
    """What an address text says."""

    street: Spot | None
    community: Spot | None
    grid: Spot | None
    spots: tuple[Spot, ...]
    """From the road, lane or estate down."""
    left: str
    """What was not recognised."""

    @property
    def deepest(self) -> Spot | None:
        """The finest level that is known."""
        return self.spots[-1] if self.spots else self.grid or self.community or self.street


NOWHERE = Address(None, None, None, (), "")

_HAN = r"[\u3400-\u9fff]"
_SPOKEN = re.compile(
    rf"[{NUMERALS}]+(?=号|栋|幢|座|单元|层|楼|室|户|门|附|-|排)|(?<=附)[{NUMERALS}]+|(?<=-)[{NUMERALS}]+"
)
_DASHES = re.compile(r"[—–‐‑﹣－~～_]+")
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
_IGNORED = re.compile(r"[\s,，。.;；、:：'\"“”]+")
_DISTRICT = re.compile(
    rf"(?:中国)?(?:{_HAN}{{2,3}}省|{_HAN}{{2,3}}自治区)?(?:{_HAN}{{2,3}}(?<![超菜夜])市(?!场))?(?:{_HAN}{{2,3}}(?<![小社园片校厂库街院景新])区)?"
)
_STREET = re.compile(rf"({_HAN}{{2,5}}?)(?:街道办事处|街街道办事处|街街道|街道|街(?={_HAN}{{2,6}}?社区))")
_COMMUNITY = re.compile(rf"({_HAN}{{2,6}}?)(?:社区居民委员会|社区居委会|社区|居委会|居民委员会)")
_GRID = re.compile(rf"第?(\d{{1,2}}|[{NUMERALS}]{{1,3}})号?网格")
_ROAD = re.compile(rf"{_HAN}{{1,8}}?(?:大道|大街|路|街|道|胡同)(?:[东西南北中]{{1,2}}[段路])?(?!口)")
_LANE = re.compile(rf"({_HAN}{{1,6}}?(?:里|巷|弄|坊))份?(?=附|\d|[甲乙丙丁]\d|$)")
_NUMBER = re.compile(r"([甲乙丙丁]?\d+(?:-\d+)?[甲乙丙丁]?)号(?!楼|栋|幢|座|房|室|商铺|铺)院?内?(?:-?附(\d+)号?)?")
_BUILDING = re.compile(r"第?([A-Z]?\d+|[A-Z]|[东南西北甲乙丙丁])(?:号楼|号栋|栋楼?|幢|座|#楼?)")
_ENTRANCE = re.compile(r"第?(\d+|[A-Z甲乙丙丁])(?:单元|门(?!面|口|市|店)|梯)")
_FLOOR = re.compile(r"第?(\d+)(?:层|楼|F(?![A-Z\d]))")
_UNIT = re.compile(r"-?((?:[A-Z]-?)?\d+[A-Z]?)(?:号?室|号?房|户|号?商?铺|号?门面|号)?(?=$|\D)")
_DASHED = re.compile(r"-?(\d+)-(\d+)(?:-(\d+))?(?:-(\d+))?(?:号?室|号?房|户|号)?(?=$|\D)")
_ESTATE_SUFFIX = r"小区|花园|家园|公寓|新村|大厦|大楼|宿舍|广场|名邸|名居|雅居|新居|雅苑|佳苑|苑|府|邸|庭|湾|郡|轩|阁"
_WEAK_SUFFIX = r"园|居|城|台|楼|院|中心|村|寓"
_PHASE = r"(?:[一二三四五六七八九十\d]期)?"
_ESTATE_BEFORE_NUMBERS = re.compile(
    rf"(({_HAN}|[A-Z·]){{1,15}}?{_HAN}{_PHASE})(?=第?[A-Z]?\d+(?:号|栋|幢|座|#|-|单元)|第?[A-Z东南西北甲乙丙丁](?:栋|幢|座))"
)
_ESTATE_NAMED = re.compile(
    rf"(?:{_HAN}|[A-Z·]){{1,12}}?(?:(?:{_ESTATE_SUFFIX}){_PHASE}(?:小区)?|(?:{_WEAK_SUFFIX}){_PHASE}$)"
)
_SHORTENED = re.compile(rf"(.+(?:{_ESTATE_SUFFIX}|{_WEAK_SUFFIX})){_PHASE}小区$")
_PHASED = re.compile(r"(\d)(?=期)")
_NO_NAME = re.compile(
    r"门口|附近|旁边|对面|楼下|路边|马路|人行道|过道|走道|通道|交叉|路口|隔壁|后面|前面|里面|位于|一楼"
)
_LONGEST = 200


@lru_cache(maxsize=100_000)
def read_address(text: str) -> Address:
    """The levels that `text` names; `NOWHERE` with everything left for a text that names none."""
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        return Address(None, None, None, (), plain)
    return _Reading(plain).read()


@lru_cache(maxsize=16384)
def community_spot(name: str) -> Spot | None:
    """The community that `name` means, with or without its suffix: 打铜社区居委会, 打铜社区, 打铜."""
    plain = _STREET.sub("", _DISTRICT.sub("", _plain(name), count=1), count=1)
    match = _COMMUNITY.fullmatch(plain)
    short = match[1] if match else plain
    return _community(short) if re.fullmatch(rf"{_HAN}{{2,8}}", short) else None


@lru_cache(maxsize=16384)
def grid_spot(name: str, community: Spot | None) -> Spot | None:
    """The grid that `name` means; without a community of its own it needs one beside it."""
    plain = _plain(name)
    if match := _COMMUNITY.match(plain):
        community, plain = _community(match[1]), plain[match.end() :]
    if community is None or not plain:
        return None
    match = _GRID.fullmatch(plain) or re.fullmatch(r"第?(\d{1,2})", plain)
    own = _grid_name(match[1]) if match else plain
    return _spot("grid", community.name + own, community.name + own)


@lru_cache(maxsize=1024)
def street_spot(name: str) -> Spot | None:
    """The street office that `name` means: 民权街, 民权街道, 民权街街道办事处 are one."""
    plain = _DISTRICT.sub("", _plain(name), count=1)
    match = _STREET.fullmatch(plain)
    short = match[1] if match else plain.removesuffix("街")
    return _street(short) if re.fullmatch(rf"{_HAN}{{2,6}}", short) else None


def _plain(text: str) -> str:
    half = unicodedata.normalize("NFKC", text).upper()
    half = _IGNORED.sub("", _BRACKETS.sub("", _DASHES.sub("-", half)))
    return _SPOKEN.sub(lambda found: _digits(found[0]), half)


def _digits(spoken: str) -> str:
    number = chinese_number(spoken)
    return spoken if number is None else str(number)


def _community(short: str) -> Spot:
    return _spot("community", f"{short}社区", f"{short}社区")


def _street(short: str) -> Spot:
    return _spot("street", f"{short}街道", f"{short}街道")


def _grid_name(number: str) -> str:
    value = int(number) if number.isdigit() else chinese_number(number)
    return f"第{in_chinese(value)}网格" if value is not None and value < 100 else f"第{number}网格"


class _Reading:
    """One address while it is read."""

    def __init__(self, text: str) -> None:
        self.rest = text
        self.spots: list[Spot] = []

    def read(self) -> Address:
        self._take(_DISTRICT)
        street = self._take(_STREET)
        community = self._take(_COMMUNITY)
        area = _community(community[1]) if community else None
        grid = self._take(_GRID) if area else None
        own = _grid_name(grid[1]) if grid else ""
        self._read_whole()
        self._read_parts()
        return Address(
            street=_street(street[1]) if street else None,
            community=area,
            grid=_spot("grid", area.name + own, area.name + own) if area and own else None,
            spots=tuple(self.spots),
            left=self.rest,
        )

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match at the front, taken off the rest; None when there is none or it is empty."""
        match = pattern.match(self.rest)
        if match is None or not match[0]:
            return None
        self.rest = self.rest[match.end() :]
        return match

    def _add(self, level: str, name: str) -> None:
        above = self.spots[-1].full_name if self.spots else ""
        self.spots.append(_spot(level, name, above + name))

    def _above(self) -> str:
        return self.spots[-1].level if self.spots else ""

    def _has(self, *levels: str) -> bool:
        return any(each.level in levels for each in self.spots)

    # -- road, lane, estate ------------------------------------------------------------------

    def _read_whole(self) -> None:
        """The place that numbers are counted in; an estate after a road and number is the finer name."""
        for pattern, level in ((_LANE, "lane"), (_ROAD, "road")):
            match = pattern.match(self.rest)
            if match and not _NO_NAME.search(match[0]) and not self._is_estate(match.end()):
                self.rest = self.rest[match.end() :]
                self._add(level, match[match.re.groups])
                break
        self._read_number()
        estate = self._estate()
        if estate is not None:
            self.spots.clear()
            self._add("estate", estate)
            self._read_number()

    def _is_estate(self, end: int) -> bool:
        """Whether what looks like a road's name only begins an estate's: 大道, 路 and 街 also stand inside names."""
        named = _ESTATE_NAMED.match(self.rest)
        return bool(named and named.end() > end and re.match(rf"(?:{_ESTATE_SUFFIX})", self.rest[end:]))

    def _estate(self) -> str | None:
        match = _ESTATE_NAMED.match(self.rest) or _ESTATE_BEFORE_NUMBERS.match(self.rest)
        before_numbers = _ESTATE_BEFORE_NUMBERS.match(self.rest)
        if before_numbers and (match is None or before_numbers.end() > match.end()):
            match = before_numbers
        if match is None or _NO_NAME.search(match[0]):
            return None
        self.rest = self.rest[match.end() :]
        name = _PHASED.sub(lambda found: in_chinese(int(found[1])), match[0])
        shortened = _SHORTENED.match(name)
        return name.removesuffix("小区") if shortened else name

    def _read_number(self) -> None:
        if self.spots and (match := self._take(_NUMBER)):
            self._add("number", f"{match[1]}号" + (f"附{match[2]}号" if match[2] else ""))

    # -- number, building, entrance, floor, unit ---------------------------------------------

    def _read_parts(self) -> None:
        if not self.spots:
            return
        if match := self._take(_BUILDING):
            self._add("building", f"{_bare(match[1])}栋")
        if match := self._take(_ENTRANCE):
            self._add("entrance", f"{_bare(match[1])}单元")
        if not self._read_dashed():
            self._read_floor_and_unit()

    def _read_dashed(self) -> bool:
        """Levels written as 2-1-302: which ones they are depends on what stands before them."""
        match = _DASHED.match(self.rest)
        if match is None:
            return False
        parts = [each for each in match.groups() if each]
        levels = _dashed_levels(self._above(), len(parts))
        if levels is None:
            return False
        self.rest = self.rest[match.end() :]
        for level, part in zip(levels, parts, strict=True):
            if level:
                self._add(level, _bare(part) + _WORDS[level])
        return True

    def _read_floor_and_unit(self) -> None:
        floor = self._take(_FLOOR)
        unit = self._take(_UNIT) if floor or self._above() in ("number", "building", "entrance") else None
        if unit:
            self._add("unit", f"{_door(unit[1], floor[1] if floor else '')}室")
        elif floor and self._has("number", "building", "entrance", "estate"):
            self._add("floor", f"{_bare(floor[1])}层")


_WORDS = {"number": "号", "building": "栋", "entrance": "单元", "unit": "室"}


def _dashed_levels(above: str, count: int) -> tuple[str, ...] | None:
    """The levels of so many parts; the floor in between is in the door's number already."""
    if above in ("road", "lane"):
        return ("number", "entrance", "unit") if count == 3 else None
    if above in ("estate", "number") and count == 3:
        return ("building", "entrance", "unit")
    if above in ("estate", "number") and count == 4:
        return ("building", "entrance", "", "unit")
    if count == 2:
        return (
            ("building", "unit")
            if above == "estate"
            else ("entrance", "unit")
            if above in ("number", "building")
            else None
        )
    if above == "building" and count == 3:
        return ("entrance", "", "unit")
    return None


def _bare(part: str) -> str:
    return part.lstrip("0") or part


def _door(door: str, floor: str) -> str:
    """The door's number with its floor in it: 3层02 is 302."""
    bare = door.replace("-", "")
    if floor and bare.isdigit() and len(bare) <= 2:
        return f"{_bare(floor)}{int(bare):02d}"
    return _bare(bare)
