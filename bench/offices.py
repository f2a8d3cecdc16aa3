"""Tables as an office's system exports them, of any length: seeded, streamed row by row, nobody in them real.

Two kinds: `grid`, twenty columns with two parties a row (applicant with number, telephone and home; respondent a person
or a company), and `mentions`, nine columns with one party a row. People come back, dwellings have several, companies
many; every two hundredth row is one that a loader has to send back.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

SEED = 20241105
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文志海云春生梅琴松柏"
_COMMUNITIES = ("打铜社区", "多福社区", "积庆社区", "前进社区", "江汉社区", "统一社区", "循礼社区", "三民社区")
_ESTATES = ("锦澜苑", "云栖花园", "汉润里小区", "望江公寓", "福安新村", "民意家园", "清芬苑", "长堤雅居")
_TROUBLES = (
    ("楼上卫生间漏水", "邻里纠纷"),
    ("拖欠物业费", "物业纠纷"),
    ("拖欠工资", "劳动争议"),
    ("楼道堆放杂物", "邻里纠纷"),
    ("租房押金不退", "房屋租赁纠纷"),
    ("夜间噪声扰民", "邻里纠纷"),
    ("购物退款争议", "消费纠纷"),
)
_OFFICES = ("民权街道网格中心", "民权街道平安建设办", "民权街派出所", "民权街司法所")
_FIRST_DAY = dt.datetime(2023, 1, 1, 8)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_BAD_EVERY = 200

GRID = (
    "事件编号", "上报时间", "事件类型", "事件标题", "事件描述", "纠纷类别", "办理状态", "首接单位", "所属社区",
    "所属网格", "发生地点", "涉及人数", "申请人", "申请人身份证号", "申请人电话", "申请人住址", "被申请人",
    "被申请人电话", "化解日期", "处置结果",
)  # fmt: skip
MENTIONS = (
    "记录编号", "来源", "受理日期", "案件编号", "案由", "姓名", "身份证号", "联系电话", "住址",
)  # fmt: skip

Cells = Sequence[str | int]


class Office:
    """So many rows; the same for the same number and seed."""

    def __init__(self, rows: int, *, seed: int = SEED) -> None:
        self.rows = rows
        self._chance = random.Random(seed)
        self._people = max(rows * 4 // 5, 10)

    def grid(self) -> Iterator[Cells]:
        """The header, then the rows."""
        yield GRID
        for number in range(self.rows):
            yield self._grid_row(number)

    def mentions(self) -> Iterator[Cells]:
        """The header, then the rows."""
        yield MENTIONS
        for number in range(self.rows):
            who = self._someone()
            trouble, _ = self._chance.choice(_TROUBLES)
            day = f"{self._moment(number):%Y-%m-%d}" if number % _BAD_EVERY else "去年夏天"
            channel = self._chance.choice(("12345热线", "网格", "智慧信访"))
            yield (
                f"R{number:08}", channel, day, f"A{number * 2 // 3:08}", trouble, self._name(who), self._identity(who),
                self._telephone(who), self._home(who),
            )  # fmt: skip

    def _grid_row(self, number: int) -> Cells:
        chance, who = self._chance, self._someone()
        trouble, kind = chance.choice(_TROUBLES)
        home, when = self._home(who), self._moment(number)
        day = f"{when:%Y-%m-%d %H:%M:%S}" if number % _BAD_EVERY else "2024年2月30日"
        other = f"武汉{chance.choice(_GIVEN)}{chance.choice(_GIVEN)}物业管理有限公司" if chance.random() < 0.3 else None
        opponent = self._someone()
        settled = chance.random() < 0.7
        return (
            f"WG{number:08}", day, "矛盾纠纷", f"{self._name(who)}反映{trouble}",
            f"居民{self._name(who)}反映{home}{trouble}，多次协商没有结果，希望社区上门处理，第 {number} 次走访记录。",
            kind, "已化解" if settled else "办理中", chance.choice(_OFFICES), self._community(who),
            f"第{chance.randint(1, 9)}网格", home, chance.randint(1, 12), self._name(who), self._identity(who),
            self._telephone(who), home, other or self._name(opponent), "" if other else self._telephone(opponent),
            f"{when + dt.timedelta(days=9):%Y/%m/%d}" if settled else "", "双方达成协议" if settled else "",
        )  # fmt: skip

    # -- people ------------------------------------------------------------------------------

    def _someone(self) -> int:
        return self._chance.randrange(self._people)

    @staticmethod
    def _name(who: int) -> str:
        first, second, third = who % 30, who // 30 % 36, who // 1080 % 37
        return _SURNAMES[first] + _GIVEN[second % len(_GIVEN)] + (_GIVEN[third] if third < len(_GIVEN) else "")

    @staticmethod
    def _identity(who: int) -> str:
        born = dt.date(1945, 1, 1) + dt.timedelta(days=who * 7919 % 22000)
        body = f"420000{born:%Y%m%d}{128 + who // 22000 % 800:03d}"
        return body + _CHECK[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]

    @staticmethod
    def _telephone(who: int) -> str:
        return f"1990{who * 7_919_317 % 10_000_000:07}"

    @staticmethod
    def _home(who: int) -> str:
        dwelling = who // 3
        estate = _ESTATES[dwelling % len(_ESTATES)]
        building, entrance, floor = dwelling // 640 + 1, dwelling // 160 % 4 + 1, dwelling // 8 % 20 + 1
        return f"{estate}{building}栋{entrance}单元{floor}{dwelling % 4 + 1:02}室"

    @staticmethod
    def _community(who: int) -> str:
        return _COMMUNITIES[who // 3 % len(_COMMUNITIES)]

    @staticmethod
    def _moment(number: int) -> dt.datetime:
        return _FIRST_DAY + dt.timedelta(minutes=number * 7 % (3 * 365 * 24 * 60))


def write_table(path: Path, rows: Iterator[Cells]) -> Path:
    """The rows as .xlsx or .csv, by the ending of `path`."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return path
