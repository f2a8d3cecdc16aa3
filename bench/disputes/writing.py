"""The files of a set: the cases by channel, truth.csv, pairs.csv."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby
from pathlib import Path

from bench.disputes.making import Disputes
from bench.disputes.telling import HOTLINE, MESSAGE, NETWORK, VISIT, Person, Told

TRUTH, PAIRS = "truth.csv", "pairs.csv"
FILES = {MESSAGE: "留言.csv", HOTLINE: "12345工单.csv", NETWORK: "网格上报.csv", VISIT: "来访接待登记.csv"}
"""By channel, in the order in which they are loaded; each is recognised without a mapping being named."""
_BACKGROUND = "background"
Row = Sequence[str]


def write(disputes: Disputes, folder: Path) -> list[Path]:
    """The set into `folder`, which is made; the files of cases, in the order of their channels."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for channel, (header, row) in _TABLES.items():
        some = [each for each in disputes.cases if each.channel == channel]
        if some:
            written.append(_table(folder / FILES[channel], header, map(row, some)))
    _table(folder / TRUTH, ("工单编号", "事项", "关联组", "场景", "陷阱"), map(_truth, disputes.cases))
    _table(folder / PAIRS, ("工单编号", "另一工单编号", "是否同一", "陷阱"), _pairs(disputes.cases))
    return written


def trap_of(case: Told) -> str:
    """What makes it hard; of no scene: background."""
    return case.matter.scene.rpartition("-")[0] or _BACKGROUND


# -- the truth -----------------------------------------------------------------------------------


def _truth(case: Told) -> Row:
    return case.number, case.matter.key, case.matter.chain, case.matter.scene, trap_of(case)


def _pairs(cases: Iterable[Told]) -> Iterator[Row]:
    """The pairs of each scene that are one matter, and those that have nothing to do with each other."""
    some = sorted((each for each in cases if each.matter.scene), key=lambda each: (each.matter.scene, each.number))
    for _, scene in groupby(some, key=lambda each: each.matter.scene):
        for one, other in combinations(scene, 2):
            same = one.matter.key == other.matter.key
            if same or one.matter.chain != other.matter.chain:
                yield one.number, other.number, "是" if same else "否", trap_of(one)


# -- the cases -----------------------------------------------------------------------------------


def _message(case: Told) -> Row:
    return case.number, case.by.account, f"{case.at:%Y-%m-%d %H:%M:%S}", case.title, case.text


def _call(case: Told) -> Row:
    return (
        case.number, f"{case.at:%Y-%m-%d %H:%M}", case.title, case.text, case.matter.theme.kind, case.matter.place,
        case.by.name, case.by.telephone, case.by.home, _name(case.matter.against), _telephone(case.matter.against),
        *_settled(case),
    )  # fmt: skip


def _reported(case: Told) -> Row:
    against = case.matter.against
    return (
        case.number, f"{case.at:%Y-%m-%d %H:%M}", case.title, case.text, case.matter.theme.kind, case.matter.place,
        case.by.name, case.by.telephone, case.by.home, _name(against), _telephone(against), _home(against),
        *_settled(case),
    )  # fmt: skip


def _visit(case: Told) -> Row:
    against = case.matter.against
    return (
        case.number, f"{case.at:%Y-%m-%d}", case.by.name, case.by.telephone, case.by.home, case.title, case.text,
        case.matter.theme.kind, _name(against), _telephone(against), *_settled(case),
    )  # fmt: skip


def _columns(names: str) -> Row:
    return names.split()


_TABLES: dict[str, tuple[Row, Callable[[Told], Row]]] = {
    MESSAGE: (_columns("工单编号 反映人编号 受理时间 标题 诉求内容"), _message),
    HOTLINE: (
        _columns(
            "工单编号 受理时间 标题 诉求内容 纠纷类别 事发地址 反映人 联系电话 家庭住址 被反映人 被反映人电话 化解日期"
        ),
        _call,
    ),
    NETWORK: (
        _columns(
            "事件编号 上报时间 事件标题 事件描述 纠纷类别 发生地点 申请人 申请人电话 申请人住址 "
            "被申请人 被申请人电话 被申请人住址 化解日期 化解结果"
        ),
        _reported,
    ),
    VISIT: (
        _columns(
            "接待编号 来访时间 来访人 联系电话 家庭住址 来访事由 来访内容 纠纷类别 被申请人 被申请人电话 "
            "化解日期 化解结果"
        ),
        _visit,
    ),
}
"""By channel: the columns, and what a case has in them."""


def _name(whom: Person | str) -> str:
    return whom if isinstance(whom, str) else whom.name


def _telephone(whom: Person | str) -> str:
    return "" if isinstance(whom, str) else whom.telephone


def _home(whom: Person | str) -> str:
    return "" if isinstance(whom, str) else whom.home


def _settled(case: Told) -> Row:
    if case.channel == HOTLINE:
        return ("" if case.settled_on is None else case.settled_on.isoformat(),)
    return ("", "") if case.settled_on is None else (case.settled_on.isoformat(), "达成协议")


def _table(path: Path, header: Row, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path
