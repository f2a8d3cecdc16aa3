"""Facts first, spelling after: cases of a made-up street, and the ways in which twenty hands write them down."""
# ruff: noqa: E501 - the ways of writing one thing stay on one line

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.corpus.expected import Record, case, party
from tests.corpus.making import identity, mobile

_SURNAMES = "周何曾宋郝江秦邹熊龚谭廖贺尹"
_GIVEN = ("德海", "桂兰", "庆云", "长贵", "大成", "秀英", "建军", "丽", "志强", "小梅", "国栋", "春花")
_ESTATES = ("澄湖花园", "听涛苑", "云栖家园", "锦江名邸")
_ROADS = ("长风路", "望江路")
_TITLES = ("楼上漏水", "装修噪声", "占道停车", "欠付租金", "物业费纠纷", "空调滴水", "宠物伤人", "拖欠工钱")
_COMMUNITIES = ("槐荫社区", "双井社区", "望江社区")
_OFFICES = ("街道网格中心", "司法所", "街道信访办")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Truth:
    """One case as it is, before anybody writes it down."""

    number: str
    title: str
    day: dt.date
    community: str
    place: tuple[str, int, int, int]
    """Estate, or road; building, or number; entrance; door."""
    applicant: str
    born: str
    telephones: tuple[str, ...]
    respondent: str
    amount: int
    people: int
    status: str
    receiver: str
    sequence: int

    @property
    def identity(self) -> str:
        return identity(self.born, self.sequence % 900 + 1)

    @property
    def full_place(self) -> str:
        whole, first, entrance, door = self.place
        word = "号" if whole.endswith("路") else "栋"
        return f"{whole}{first}{word}{entrance}单元{door}室"


def truths(prefix: str, count: int, *, seed: int) -> list[Truth]:
    """So many cases, the same for the same seed."""
    chance = random.Random(seed)
    return [_truth(chance, f"{prefix}{seed}-{i:03d}", i) for i in range(1, count + 1)]


def _truth(chance: random.Random, number: str, i: int) -> Truth:
    name, other = (chance.choice(_SURNAMES) + chance.choice(_GIVEN) for _ in range(2))
    phones = tuple(mobile(chance.randrange(1000, 9999)) for _ in range(chance.choice((1, 1, 1, 2))))
    return Truth(
        number=number, title=f"{chance.choice(_TITLES)}{i}", day=dt.date(2024, chance.randrange(1, 7), chance.randrange(1, 29)),
        community=chance.choice(_COMMUNITIES), place=(chance.choice((*_ESTATES, *_ROADS)), chance.randrange(1, 30), chance.randrange(1, 5), chance.randrange(1, 19) * 100 + chance.randrange(1, 5)),
        applicant=name, born=f"{chance.randrange(1945, 2005)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}", telephones=tuple(dict.fromkeys(phones)),
        respondent=other if other != name else "匡某", amount=chance.randrange(1, 400) * 100, people=chance.randrange(1, 60),
        status=chance.choice(("in_progress", "settled", "closed", "received")), receiver=chance.choice(_OFFICES), sequence=i,
    )  # fmt: skip


def facts_of(
    truth: Truth, *, without: tuple[str, ...] = (), roles: tuple[str, str] = ("applicant", "respondent")
) -> list[Record]:
    """What a file that holds everything must give; `without` names what its table has no column for."""
    facts = {
        "title": truth.title, "received_at": truth.day, "community": truth.community, "place": truth.full_place,
        "amount": truth.amount, "participants": truth.people, "status": truth.status, "receiver": truth.receiver,
    }  # fmt: skip
    own = {"telephones": truth.telephones, "identity": truth.identity}
    records = [
        case(truth.number, **{name: value for name, value in facts.items() if name not in without}),
        party(truth.number, roles[0], truth.applicant, **{n: v for n, v in own.items() if n not in without}),
    ]
    return records if "respondent" in without else [*records, party(truth.number, roles[1], truth.respondent)]


# -- hands ---------------------------------------------------------------------------------------


class Hand:
    """Somebody who never writes a thing twice in the same way."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def _any(self, *ways: Callable[[], Any]) -> Any:
        return self.chance.choice(ways)()

    def day(self, day: dt.date) -> Any:
        y, m, d = day.year, day.month, day.day
        return self._any(
            lambda: f"{y}-{m:02d}-{d:02d}", lambda: f"{y}年{m}月{d}日", lambda: f"{y}/{m}/{d}", lambda: f"{y}.{m:02d}.{d:02d}",
            lambda: f"{y % 100}.{m}.{d}", lambda: f"{spelled(y)}年{counted(m)}月{counted(d)}日", lambda: f"{y}{m:02d}{d:02d}",
            lambda: str((day - dt.date(1899, 12, 30)).days), lambda: f" {y}年{m:02d}月{d:02d}日\n",
        )  # fmt: skip

    def place(self, place: tuple[str, int, int, int]) -> str:
        whole, first, entrance, door = place
        word = "号" if whole.endswith("路") else "栋"
        area = self._any(lambda: "", lambda: "民权街道", lambda: "武汉市江汉区", lambda: "武汉市江汉区民权街")
        return area + self._any(
            lambda: f"{whole}{first}{word}{entrance}单元{door}室", lambda: f"{whole}{first}{word}{entrance}单元{door}",
            lambda: f"{whole}{counted(first)}{word}{counted(entrance)}单元{door}室",
            lambda: f"{whole}{first}{word}{entrance}单元{door // 100}楼{door}室", lambda: f"{whole}{first}-{entrance}-{door}",
            lambda: f"{whole} {first}{word} {entrance}单元 {door}室", lambda: _wide(f"{whole}{first}{word}{entrance}单元{door}室"),
        )  # fmt: skip

    def telephones(self, telephones: tuple[str, ...]) -> str:
        between = self.chance.choice(("、", "/", "，", "\n", "；"))
        return between.join(
            self._any(lambda t=t: t, lambda t=t: f"{t[:3]} {t[3:7]} {t[7:]}", lambda t=t: f"{t[:3]}-{t[3:7]}-{t[7:]}", lambda t=t: f"电话：{t}", lambda t=t: _wide(t))
            for t in telephones
        )  # fmt: skip

    def identity(self, number: str) -> str:
        return self._any(lambda: number, lambda: f"'{number}", number.lower, lambda: _wide(number), lambda: f"{number[:6]} {number[6:14]} {number[14:]}")  # fmt: skip

    def amount(self, amount: int) -> Any:
        return self._any(lambda: amount, lambda: f"{amount:,}元", lambda: f"{amount / 10000:g}万元", lambda: f"¥{amount:.2f}", lambda: f"{counted(amount)}元", lambda: f"约{amount}元")  # fmt: skip

    def people(self, people: int) -> Any:
        return self._any(lambda: people, lambda: f"{people}人", lambda: f"{counted(people)}人", lambda: f"{people}.0")

    def status(self, status: str) -> str:
        words = {"in_progress": ("办理中", "处理中", "正在办理", "化解中"), "settled": ("已化解", "调解成功", "化解成功"), "closed": ("已办结", "办结", "结案"), "received": ("已受理", "待处理")}  # fmt: skip
        return self.chance.choice(words[status])

    def name(self, name: str) -> str:
        return self._any(lambda: name, lambda: f" {name}", lambda: f"{name}\u3000", lambda: f"{name}\n", lambda: name)


def spelled(year: int) -> str:
    """A year digit by digit: 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(each)] for each in str(year))


def counted(number: int) -> str:
    """A number below ten million in words: 一万零五百, 十二."""
    if number >= 10_000:
        rest = number % 10_000
        between = "零" if 0 < rest < 1000 else ""
        return f"{counted(number // 10_000)}万{between}{counted(rest) if rest else ''}"
    words, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words or "零"


def _wide(text: str) -> str:
    """Full-width digits and letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
