"""What stands in a column: the share of its cells that look like a date, a telephone, a name, an address …

Nothing here raises, whatever a cell holds: a cell that no detector knows is a text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from graph.identity.name_words import COMPOUND_SURNAMES, NOBODY
from graph.identity.names import Form, read_name
from graph.identity.numbers import credit_code, identity_number, telephone
from graph.vocabulary import CodeList
from loaders.cells import (
    UNSTATED,
    BadCell,
    Cell,
    read_amount,
    read_code,
    read_count,
    read_datetime,
    read_line,
    read_list,
)
from loaders.offices import kind_of_office
from loaders.parties import kind_of_name
from loaders.places import read_address
from loaders.refused import trait_in

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐尚梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏"
    "宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薛皮"
)
_ID_LIKE = re.compile(r"\d{15}|\d{17}[\dX]|\d{3,10}\*{4,12}[\dX]{0,4}|\d(?:\.\d+)?E\+1[47]", re.IGNORECASE)
_TELEPHONE_LIKE = re.compile(
    r"1\d{2}\*{4}\d{4}|(?:0\d{2,3}[- ]?)?[2-8]\d{6,7}(?:转\d+)?|1[3-9]\d{9}|\+86[- ]?1[3-9]\d{9}"
)
_BETWEEN = re.compile(r"[,，、;；/|\n]|或者?|和")
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d{5})|[月]|^\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}|〇|二[○零]")
_TIME = re.compile(r"\d\s*[:时点]\s*\d|\d[时点]|[上下]午")
_MONEY = re.compile(r"[元万亿¥￥]|\d\.\d{1,2}$|\d,\d{3}")
_PEOPLE_COUNT = re.compile(r"[人户名]")
_PERSON = re.compile(r"[\u3400-\u9fff·*＊某ＸX]{2,5}")
_PERSON_TITLED = re.compile(r"(?P<surname>[\u3400-\u9fff]{1,2})(?:女士|先生|某|某某|\*{1,2}|小姐|阿姨|师傅|老师)")
_OTHERS = re.compile(r"等(?:共)?\s*[\d一二三四五六七八九十]*余?(?:人|户|名|业主|居民)?$")
_COMMUNITY = re.compile(r"[\u3400-\u9fff]{1,8}(?:社区|居委会|居民委员会|村|村委会)")
_STREET = re.compile(r"[\u3400-\u9fff]{1,8}(?:街道|街道办|街道办事处|镇|乡|街)")
_GRID = re.compile(r".{0,12}网格|[A-Za-z]?\d{1,4}号?网格")
_ESTATE = re.compile(
    r"[\u3400-\u9fffA-Z·]{1,12}(?:小区|花园|家园|公寓|新村|苑|里|府|城|园|院|庭|居|巷|宿舍|大厦|广场)(?:[一二三四五六七八九十\d]期)?"
)
_ROAD = re.compile(r"[\u3400-\u9fff]{1,8}(?:路|街|大道|巷|道|里)")
_BUILDING = re.compile(r"第?[A-Z]?[\d一二三四五六七八九十]{1,3}(?:栋|幢|号楼|座|#)|[A-Z东南西北](?:栋|幢|座)")
_ENTRANCE = re.compile(r"第?[\d一二三四五六七八九十]{1,2}(?:单元|门)")
_FLOOR = re.compile(r"第?[\d一二三四五六七八九十]{1,2}(?:层|楼|F)")
_UNIT = re.compile(r"[A-Z]?\d{3,4}(?:室|房|号)?")
_NUMBER = re.compile(r"\d{1,4}(?:-\d+)?号(?:附\d+)?")
_NAMES_A_PLACE = re.compile(r"[\u3400-\u9fff].*[\d号栋路街里]")
_LIKE_A_RECORD = re.compile(r"\d{6}|[〔\[(（](?:19|20)\d{2}|(?:19|20)\d{2}(?:-\d|[年第字])")
"""The number of a record, WG20240300012 or 民信〔2024〕12号, which the reader of addresses takes for a place."""
_SURE_OF_ADDRESS = 0.7
_IDENTIFIER = re.compile(r"(?=.*\d)[A-Za-z0-9\u3400-\u9fff\-_/〔〕\[\]()（）.#]{2,32}")
_ACCOUNT = re.compile(r"[A-Za-z]{1,4}\d{2,}")
_FOLDED = re.compile(r"\d+")
_MOSTLY = 0.6
"""A share of cells above which a column holds what they are."""
_LONGEST_CODE = 20
"""Characters of a cell, on the average, above which it is no code."""


def _plain(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", read_line(cell) or "").strip().lstrip("'‘’`")


def looks_like_a_value(cell: Cell) -> bool:
    """Whether a cell can be no header: a number, a day, a telephone, a long text."""
    if cell is None:
        return False
    if not isinstance(cell, str):
        return True
    text = _plain(cell)
    return len(text) > 30 or any(_all(text)[name] for name in ("identity", "telephone", "date")) or text.isdigit()


@dataclass(frozen=True)
class Contents:
    """One column's cells, looked at."""

    cells: tuple[Cell, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The cells that state something, half-width."""
        return tuple(text for each in self.stated if (text := _plain(each)))

    @cached_property
    def stated(self) -> tuple[Cell, ...]:
        return tuple(each for each in self.cells if _plain(each).upper() not in UNSTATED)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.texts)

    @property
    def filled(self) -> float:
        """The share of rows that state something."""
        return len(self.texts) / len(self.cells) if self.cells else 0.0

    @cached_property
    def distinct(self) -> float:
        """Different texts for each stated one."""
        return len(self.counts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def length(self) -> float:
        """Characters of a cell, on the average."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def wordy(self) -> float:
        """The share of cells with at least four Chinese characters."""
        return self._share(len(re.findall(r"[\u3400-\u9fff]", each)) >= 4 for each in self.texts)

    def share(self, detector: str) -> float:
        """The share of stated cells that look like what `detector` names (see `DETECTORS`, and `date`, `time`)."""
        return self._shares.get(detector, 0.0)

    @cached_property
    def _shares(self) -> Mapping[str, float]:
        found: Counter[str] = Counter()
        for cell in self.stated:
            text = _plain(cell)
            native = isinstance(cell, dt.datetime | dt.date)
            for name, hit in _all(text).items():
                found[name] += (hit and not native) or (native and name == "date")
            if isinstance(cell, dt.datetime) and (cell.hour or cell.minute):
                found["time"] += 1
        return {name: count / len(self.stated) for name, count in found.items()} if self.stated else {}

    @cached_property
    def typed(self) -> bool:
        """Whether most cells are no words: dates, telephones, numbers."""
        return any(self.share(each) > _MOSTLY for each in ("identity", "telephone", "date", "amount", "credit"))

    @cached_property
    def pieces(self) -> Contents:
        """The terms of all cells, where a cell may list several."""
        return Contents(tuple(piece for each in self.stated for piece in read_list(each) or ()))

    def coded(self, codes: CodeList, translations: Mapping[str, str]) -> float:
        """The share of stated cells that name a code."""
        if self.length > _LONGEST_CODE:
            return 0.0
        unknown = {each for each, _ in self.unknown(codes, translations)}
        return self._share(each not in unknown for each in self.texts)

    def unknown(self, codes: CodeList, translations: Mapping[str, str]) -> list[tuple[str, int]]:
        """The words that name no code and how often each stands, the most frequent first."""
        foreign = self._foreign.get(codes.name)
        if foreign is None:
            foreign = self._foreign[codes.name] = [
                each for each in self.counts.most_common() if not _reads(each[0], codes)
            ]
        return [each for each in foreign if each[0] not in translations]

    @cached_property
    def _foreign(self) -> dict[str, list[tuple[str, int]]]:
        """By code list: the words that it does not know, as far as it was asked."""
        return {}

    @cached_property
    def identifier(self) -> float:
        """How much the column looks like the numbers of records: each once, all of a few shapes."""
        if not self.texts or self.share("identity") > 0.3 or self.share("telephone") > 0.3 or self.share("date") > 0.5:
            return 0.0
        shapes = Counter(_FOLDED.sub("0", each) for each in self.texts if _IDENTIFIER.fullmatch(each))
        regular = sum(count for _, count in shapes.most_common(3)) / len(self.texts)
        long_enough = self.length >= 3
        named = self.share("address") > 0.3 or self.share("building") > 0.5 or self.share("unit") > 0.8
        return regular * max(0.0, self.distinct - 0.5) * 2 * long_enough * (0.3 if named else 1.0)

    @cached_property
    def numbered(self) -> float:
        """The same for numbers that may stand in several rows: of the cases that people belong to."""
        if self.typed or self.length < 5 or len(self.counts) < 2:
            return 0.0
        shapes = Counter(_FOLDED.sub("0", each) for each in self.texts if re.search(r"\d{3}", each))
        return shapes.most_common(1)[0][1] / len(self.texts) if shapes else 0.0

    @cached_property
    def running(self) -> bool:
        """Whether it counts the rows: 1, 2, 3 …"""
        numbers = [int(each) for each in self.texts if each.isdigit() and len(each) < 7]
        steps = {later - earlier for earlier, later in pairwise(numbers)}
        return len(numbers) == len(self.texts) > 1 and steps == {1}

    @cached_property
    def born(self) -> float:
        """The share of dates that are of another age than files are: birthdays."""
        return self._share("2012" > each[:4] > "1900" for each in self.texts if each[:4].isdigit())

    @cached_property
    def usual_day(self) -> float:
        """The mean of the days of a column that holds days, counted from the year 1; 0: it holds others than days."""
        if self.share("date") <= _MOSTLY:
            return 0.0
        days = [found.toordinal() for each in self.stated[:100] if (found := _moment(each)) is not None]
        return sum(days) / len(days) if days else 0.0

    @cached_property
    def traits(self) -> str | None:
        """The word that shows that the column holds a personal trait which is never loaded; None: it does not."""
        return trait_in(self.counts, rows=len(self.cells))

    def _share(self, hits: Iterable[bool]) -> float:
        found = list(hits)
        return sum(found) / len(found) if found else 0.0


# -- one cell ------------------------------------------------------------------------------------


def _is_identity(text: str) -> bool:
    return identity_number(text) is not None or bool(_ID_LIKE.fullmatch(text.upper()))


def _is_telephone(text: str) -> bool:
    pieces = [each.strip() for each in _BETWEEN.split(text) if each.strip()]
    return bool(pieces) and len(text) <= 60 and all(
        telephone(each) or _TELEPHONE_LIKE.fullmatch(each) for each in pieces
    )  # fmt: skip


def _is_date(text: str) -> bool:
    return len(text) <= 30 and bool(_YEAR.search(text)) and _moment(text) is not None


def _moment(cell: Cell) -> dt.datetime | None:
    try:
        return read_datetime(cell, year=2024)
    except BadCell:
        return None


def _is_person(text: str) -> bool:
    pieces = [each.strip() for each in _BETWEEN.split(_OTHERS.sub("", text)) if each.strip()]
    return bool(pieces) and len(text) <= 60 and all(map(_is_one_person, pieces))


def _is_one_person(text: str) -> bool:
    bare = re.sub(r"[(（].*?[)）]|1[3-9]\d{9}", "", text).strip()
    if bare in NOBODY or not _PERSON.fullmatch(bare):
        return False
    if _PERSON_TITLED.fullmatch(bare):
        return True
    named = read_name(bare).form is not Form.NONE
    return named and (bare[:2] in COMPOUND_SURNAMES or (bare[0] in _SURNAMES and len(bare) <= 4 and "社区" not in bare))


def _is_organisation(text: str) -> bool:
    if not 3 <= len(text) <= 40 or any(each in text for each in "，。；！？"):
        return False
    return kind_of_name(text) == "organisation" or kind_of_office(text) != "other"


def _is_address(text: str) -> bool:
    if not 3 <= len(text) <= 60 or _is_date(text) or text.isdigit():
        return False
    if not _NAMES_A_PLACE.search(text) or _LIKE_A_RECORD.search(text):
        return False
    found = read_address(text)
    return bool(found.spots) and len(found.left) <= 4 and found.sure >= _SURE_OF_ADDRESS


def _is_count(text: str) -> bool:
    try:
        return len(text) <= 10 and (read_count(text) or -1) >= 0
    except BadCell:
        return False


def _is_amount(text: str) -> bool:
    try:
        return len(text) <= 20 and read_amount(text) is not None
    except BadCell:
        return False


def _reads(text: str, codes: CodeList) -> bool:
    if len(text) > _LONGEST_CODE:
        return False
    try:
        read_code(text, codes, translations={})
    except BadCell:
        return False
    return True


def _matcher(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


DETECTORS: Mapping[str, Callable[[str], bool]] = {
    "identity": _is_identity,
    "credit": lambda text: credit_code(text) is not None,
    "telephone": _is_telephone,
    "date": _is_date,
    "time": lambda text: bool(_TIME.search(text)) and _is_date(text),
    "person": _is_person,
    "organisation": _is_organisation,
    "address": _is_address,
    "community": _matcher(_COMMUNITY),
    "street": _matcher(_STREET),
    "grid": _matcher(_GRID),
    "estate": _matcher(_ESTATE),
    "road": _matcher(_ROAD),
    "building": _matcher(_BUILDING),
    "entrance": _matcher(_ENTRANCE),
    "floor": _matcher(_FLOOR),
    "unit": _matcher(_UNIT),
    "number": _matcher(_NUMBER),
    "count": _is_count,
    "people": lambda text: bool(_PEOPLE_COUNT.search(text)) and _is_count(text),
    "amount": _is_amount,
    "money": lambda text: bool(_MONEY.search(text)) and _is_amount(text),
    "account": _matcher(_ACCOUNT),
    "yes_no": lambda text: text in ("是", "否", "有", "无", "√", "×", "Y", "N", "true", "false"),
}
"""What a half-width text can look like."""


@lru_cache(maxsize=32768)
def _all(text: str) -> Mapping[str, bool]:
    return {name: detect(text) for name, detect in DETECTORS.items()}
