"""How many columns `sanlian mapping guess` finds when the headers are not the known ones.

Tables of every kind of row, filled from invented people, with their usual headers, with paraphrases that no built-in
mapping knows, with English ones, and with headers that say nothing. A column counts as found when the field that is
proposed, sure enough to be used, is the right one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from graph.errors import NoMapping
from loaders.demo.chance import Chance
from loaders.demo.names import FEMALE, MALE, full_name
from loaders.demo.numbers import Numbers
from loaders.guessing import guess_file
from loaders.reading import read_file

Maker = Callable[["People", int], str]
STYLES = ("usual", "paraphrase", "english", "nonsense")


class People:
    """Invented people, one at a time, and what a row says of them."""

    def __init__(self, seed: int) -> None:
        self.chance = Chance(seed, "guessing")
        self.numbers = Numbers(Chance(seed, "numbers"))
        self.next()

    def next(self) -> None:
        """Someone else."""
        self.sex = self.chance.one((MALE, FEMALE))
        self.born = self.chance.day(dt.date(1945, 1, 1), dt.date(2003, 12, 31))
        self.name = str(full_name(self.chance, sex=self.sex, born=self.born.year))
        self.other = str(full_name(self.chance, sex=MALE, born=1975))
        self.day = self.chance.day(dt.date(2023, 1, 2), dt.date(2024, 11, 30))
        self.home = (
            self.chance.number(1, 12),
            self.chance.number(1, 3),
            self.chance.number(1, 6) * 100 + self.chance.number(1, 4),
        )
        self.estate = self.chance.one(("锦澜苑", "东篱小区", "听松花园", "望湖新村"))
        self.subject = self.chance.one(_SUBJECTS)


_SUBJECTS = ("楼上漏水", "烧烤店油烟", "拖欠工资", "占道停车", "夜间施工噪音", "物业费争议", "楼道堆物", "宠物扰民")
_COMMUNITIES = ("打铜社区", "三民社区", "多闻社区", "清芬社区")
_OFFICES = ("民权街道城管执法中心", "打铜社区居委会", "民权街道司法所", "江汉区市场监管局", "三民社区居委会")
_COUNTED = "甲乙丙丁戊己庚辛壬癸"
_TRADES = ("物业服务有限公司", "餐饮管理有限公司", "超市", "建筑工程有限公司")
_MEASURES = ("已上门劝导双方，约定下周再谈", "已请物业整改并复查")
_STATUSES = ("办理中", "已办结", "已受理", "已化解")
_DISPUTES = ("邻里纠纷", "物业纠纷", "房屋漏水纠纷", "拖欠工资纠纷", "消费纠纷")


def _address(people: People, row: int) -> str:
    building, entrance, unit = people.home
    return f"{people.estate}{building}栋{entrance}单元{unit}室"


def _title(people: People, row: int) -> str:
    return f"{people.estate}{people.home[0]}栋{people.subject}{'问题' if row % 2 else '一事'}"


def _text(people: People, row: int) -> str:
    since = f"居民反映{people.estate}{people.subject}已有{row % 9 + 2}个月"
    return f"{since}，多次与对方协商没有结果，请相关部门尽快到现场查看并答复处理。"


def _number(prefix: str) -> Maker:
    return lambda people, row: f"{prefix}{people.day:%Y%m}{row + 1:05d}"


def _company(people: People, row: int) -> str:
    own = _COUNTED[row % 10] + _COUNTED[row // 10 % 10]
    return f"武汉{people.estate[:2]}{own}{people.chance.one(_TRADES)}"


def _one(*of: str) -> Maker:
    return lambda people, row: people.chance.one(of)


def _later(days: int) -> Maker:
    return lambda people, row: (people.day + dt.timedelta(days=days + row % 5)).isoformat()


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table."""

    path: str
    usual: str
    paraphrase: str
    """Unknown to every built-in mapping."""
    english: str
    make: Maker


def _fields(*rows: tuple[str, str, str, str, Maker]) -> tuple[Field, ...]:
    return tuple(Field(*row) for row in rows)


_NAME: Maker = lambda people, row: people.name  # noqa: E731
_OTHER: Maker = lambda people, row: people.other  # noqa: E731
_PHONE: Maker = lambda people, row: people.numbers.telephone()  # noqa: E731
_IDENTITY: Maker = lambda people, row: people.numbers.identity_number(people.born, people.sex)  # noqa: E731
_SEX: Maker = lambda people, row: "男" if people.sex == MALE else "女"  # noqa: E731
_DAY: Maker = lambda people, row: f"{people.day:%Y-%m-%d} {8 + row % 9:02d}:{row % 60:02d}"  # noqa: E731
_PLAIN_DAY: Maker = lambda people, row: people.day.isoformat()  # noqa: E731
_ESTATE: Maker = lambda people, row: people.estate  # noqa: E731

TABLES: Mapping[str, tuple[Field, ...]] = {
    "grid": _fields(
        ("case.number", "事件编号", "事件代号", "event_no", _number("WG")),
        ("case.received_at", "上报时间", "网格员上报的时间", "report_time", _DAY),
        ("case.title", "事件标题", "事件概述标题", "event_title", _title),
        ("case.text", "事件描述", "事件来龙去脉", "event_description", _text),
        ("case.dispute_type", "纠纷类别", "属哪类纠纷", "dispute_type", _one(*_DISPUTES)),
        ("case.status", "办理状态", "目前办理到哪一步", "status", _one(*_STATUSES)),
        ("case.received_by", "首接单位", "最先接手的单位", "first_dept", _one(*_OFFICES)),
        ("place.community", "所属社区", "所归社区", "community", _one(*_COMMUNITIES)),
        ("place.grid", "所属网格", "落在哪个网格", "grid", _one("第一网格", "第二网格", "3网格")),
        ("place.address", "发生地点", "出事的地点", "event_address", _address),
        ("applicant.name", "申请人", "提出申请的人", "applicant_name", _NAME),
        ("applicant.telephones", "申请人电话", "申请者手机", "applicant_phone", _PHONE),
        ("respondent.name", "被申请人", "被申请一方姓名", "respondent_name", _OTHER),
        ("case.participants", "涉及人数", "牵涉人数", "people_count", _one("2人", "3人", "12人")),
    ),
    "12345": _fields(
        ("case.number", "工单编号", "工单代码", "ticket_no", _number("HX")),
        ("case.received_at", "受理时间", "热线受理的时刻", "accept_time", _DAY),
        ("case.title", "标题", "诉求一句话标题", "title", _title),
        ("case.text", "诉求内容", "市民诉求原文内容", "content", _text),
        ("reporter.name", "来电人", "打来电话的人姓名", "caller_name", _NAME),
        ("reporter.telephones", "联系电话", "市民回电号码", "caller_phone", _PHONE),
        ("place.address", "事发地址", "诉求所涉地址", "address", _address),
        ("case.received_by", "承办单位", "本单承办的单位", "handler", _one(*_OFFICES)),
        ("case.status", "办理状态", "工单现状态", "ticket_status", _one(*_STATUSES)),
        ("case.closed_on", "办结时间", "工单办结于", "close_time", _later(6)),
    ),
    "petition": _fields(
        ("case.number", "信访件编号", "信访件代码", "petition_id", _number("XF")),
        ("case.received_at", "信访日期", "信访人来的日期", "date", _PLAIN_DAY),
        ("applicant.name", "信访人", "信访者本人姓名", "petitioner_name", _NAME),
        ("applicant.identity_number", "证件号码", "信访者证件", "id_card", _IDENTITY),
        ("applicant.telephones", "联系电话", "信访者联络电话", "mobile", _PHONE),
        ("applicant.address", "住址", "信访者家住址", "home_address", _address),
        ("case.title", "概况", "信访件概况标题", "subject", _title),
        ("case.text", "信访内容", "信访诉说内容", "description", _text),
        ("case.received_by", "受理单位", "信访受理的单位", "department", _one(*_OFFICES)),
        ("case.status", "办理状态", "信访件办理现状", "state", _one(*_STATUSES)),
    ),
    "gbt31000": _fields(
        ("case.title", "纠纷名称", "纠纷叫什么名称", "title", _title),
        ("case.received_at", "发生日期", "纠纷发生在哪天", "date", _PLAIN_DAY),
        ("place.address", "发生地点", "纠纷发生在何处地点", "location", _address),
        ("case.dispute_type", "纠纷类别", "归入纠纷类别", "category", _one(*_DISPUTES)),
        ("case.text", "事件简述", "纠纷来由简述", "detail", _text),
        ("case.participants", "涉及人数", "牵涉到的人数", "people_count", _one("2人", "3人", "5人")),
        ("party.name", "当事人姓名", "当事者名姓", "party_name", _NAME),
        ("party.identity_number", "证件号码", "当事者证件", "id_number", _IDENTITY),
        ("case.due_on", "化解时限", "最迟化解时限", "deadline", _later(30)),
        ("case.received_by", "化解组织", "负责化解的组织", "org", _one("打铜社区人民调解委员会", "三民社区调委会")),
        ("case.status", "化解是否成功", "有没有化解成功", "status", _one("是", "否")),
    ),
    "weekly_list": _fields(
        ("case.title", "矛盾隐患事项", "本周所列矛盾隐患事项名", "title", _title),
        ("case.kind", "类别", "属矛盾还是隐患类别", "type", _one("矛盾纠纷", "安全隐患")),
        ("case.received_at", "发现时间", "最早发现的时间", "date", _PLAIN_DAY),
        ("place.community", "所属社区", "报这项的社区", "community", _one(*_COMMUNITIES)),
        ("place.address", "地点", "所在的地点", "location", _address),
        ("party.name", "当事人", "牵涉的当事人", "party", _NAME),
        ("case.status", "办理状态", "目前办理状态", "status", _one("新增", "在办", "化解")),
        ("case.result", "化解措施", "已用的化解措施", "result", _one(*_MEASURES)),
        ("case.received_by", "责任单位", "该负责任的单位", "department", _one(*_OFFICES)),
    ),
    "mentions": _fields(
        ("party.record", "记录编号", "记录代码", "record_no", _number("R")),
        ("case.number", "案件编号", "所涉案件代号", "case_no", lambda people, row: f"AJ2024{row // 2 + 1:04d}"),
        ("case.received_at", "受理日期", "案件受理的日期", "accept_date", _PLAIN_DAY),
        ("party.name", "姓名", "此人姓名", "name", _NAME),
        ("party.sex", "性别", "男女性别", "gender", _SEX),
        ("party.identity_number", "身份证号", "身份证上号码", "id_card", _IDENTITY),
        ("party.telephones", "联系电话", "能联系上的电话", "phone", _PHONE),
        ("party.address", "住址", "人住在哪里住址", "address", _address),
        ("party.role", "角色", "在案中的角色", "role", _one("申请人", "被申请人", "第三人")),
    ),
    "residents": _fields(
        ("resident.name", "姓名", "居民名姓", "name", _NAME),
        ("resident.sex", "性别", "男女性别", "sex", _SEX),
        ("resident.identity_number", "身份证号", "身份证上号码", "id_card", _IDENTITY),
        ("resident.birth_date", "出生日期", "哪天出生日期", "birthday", lambda people, row: people.born.isoformat()),
        ("resident.telephones", "联系电话", "能联系上的电话", "mobile", _PHONE),
        ("place.community", "所属社区", "所归社区", "community", _one(*_COMMUNITIES)),
        ("place.estate", "小区", "小区叫什么", "estate", _ESTATE),
        ("place.building", "楼栋", "住第几栋", "building", lambda people, row: f"{people.home[0]}栋"),
        ("place.entrance", "单元", "住第几单元", "unit", lambda people, row: f"{people.home[1]}单元"),
        ("place.unit", "房号", "房号是多少", "room_no", lambda people, row: str(people.home[2])),
        ("resident.tenure", "居住关系", "居住属何种关系", "relation", _one("自有", "租户", "常住")),
    ),
    "housing": _fields(
        ("place.code", "房屋编码", "房屋代码编号", "house_code", _number("F")),
        ("place.community", "所属社区", "所归社区", "community", _one(*_COMMUNITIES)),
        ("place.address", "房屋地址", "房屋在哪地址", "house_address", _address),
        ("owner.name", "产权人", "有产权的人", "owner_name", _NAME),
        ("owner.telephones", "产权人电话", "有产权者电话", "owner_phone", _PHONE),
        ("owner.identity_number", "产权人身份证号", "有产权者身份证", "owner_id_card", _IDENTITY),
        ("tenant.name", "承租人", "来承租的人", "tenant_name", _OTHER),
        ("tenant.telephones", "承租人电话", "来承租者电话", "tenant_phone", _PHONE),
        ("tenant.since", "起租日期", "哪天起租日期", "tenant_start_date", _PLAIN_DAY),
    ),
    "buildings": _fields(
        ("place.code", "楼栋编码", "楼栋代码编号", "building_code", _number("B")),
        ("place.community", "所属社区", "所归社区", "community", _one(*_COMMUNITIES)),
        ("place.grid", "所属网格", "落在哪个网格", "grid", _one("第一网格", "第二网格", "3网格")),
        ("place.estate", "小区", "小区叫什么", "estate", _ESTATE),
        ("place.building", "楼栋", "是第几栋楼栋", "building", lambda people, row: f"{row % 30 + 1}栋"),
        ("officer.name", "楼栋长", "谁当楼栋长", "contact_name", _NAME),
        ("officer.telephones", "楼栋长电话", "该楼栋长手机", "contact_phone", _PHONE),
    ),
    "organisations": _fields(
        ("organisation.name", "单位名称", "单位叫什么名称", "company_name", _company),
        ("organisation.kind", "单位类别", "属何种单位类别", "company_type", _one("企业", "物业公司", "商户")),
        ("officer.name", "联系人", "可联系的人", "contact_name", _NAME),
        ("officer.telephones", "联系电话", "能联系上的电话", "contact_phone", _PHONE),
        ("place.address", "地址", "单位在哪地址", "address", _address),
        ("place.community", "所属社区", "所归社区", "community", _one(*_COMMUNITIES)),
    ),
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What became of the columns of some tables."""

    columns: int = 0
    right: int = 0
    wrong: int = 0
    """Proposed, sure enough to be used, and not the right field."""
    kinds: int = 0
    kinds_right: int = 0
    """Tables whose built-in mapping was found; the headers that say nothing leave some alike."""

    @property
    def recall(self) -> float:
        return self.right / self.columns

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def rows_of(fields: Sequence[Field], *, rows: int, seed: int) -> Iterator[list[str]]:
    """Rows of a table with one cell in twelve left empty, the first column's never."""
    people = People(seed)
    for row in range(rows):
        people.next()
        cells = [each.make(people, row) for each in fields]
        yield [each if at == 0 or not people.chance.happens(1 / 12) else "" for at, each in enumerate(cells)]


def headers_of(fields: Sequence[Field], style: str) -> list[str]:
    """The headers of a table in a style."""
    if style == "nonsense":
        return [f"F{at + 1}" for at in range(len(fields))]
    return [getattr(each, style) for each in fields]


def measure(style: str, *, rows: int = 40, seed: int = 1) -> Tally:
    """Guess every table with headers of a style."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for name, fields in TABLES.items():
            path = Path(folder) / "file.xlsx"
            _write(path, [headers_of(fields, style), *rows_of(fields, rows=rows, seed=seed)])
            _count(tally, name, fields, path, headers_of(fields, style))
    return tally


def _count(tally: Tally, name: str, fields: Sequence[Field], path: Path, headers: Sequence[str]) -> None:
    tally.columns += len(fields)
    tally.kinds += 1
    try:
        guess = guess_file(read_file(path))
    except NoMapping:
        return
    found = {each.header: each.target.path for each in guess.used if each.target}
    right = sum(found.get(header) == each.path for header, each in zip(headers, fields, strict=True))
    tally.right += right
    tally.wrong += len(found) - right
    tally.kinds_right += guess.base.name == name


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print, for each style of headers, the share of columns found and of proposals that are right."""
    parser = argparse.ArgumentParser(prog="bench guessing", description=__doc__)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    print(
        "| headers | columns | found | proposals that are right | kind of table |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for style in STYLES:
        tally = measure(style, rows=options.rows, seed=options.seed)
        print(
            f"| {style} | {tally.columns} | {tally.recall:.1%} | {tally.precision:.1%}"
            f" | {tally.kinds_right} of {tally.kinds} |"
        )
