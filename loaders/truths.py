"""Truth files: whose each record is, which matter each case is of, and judged pairs of either; any table that can be
loaded.

Columns are found by their headers; where none is known, the first ones are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadTruth
from graph.identity.measuring import JudgedPair, Truth
from graph.linkage.measuring import JudgedPair as JudgedCases
from loaders.cells import Cell, as_text
from loaders.reading import read_file

RECORD = ("记录编号", "record", "记录")
PERSON = ("person", "人员", "当事人编号")
OTHER = ("另一记录编号", "other", "另一记录", "记录编号2", "record2")
SAME = ("same", "同一人", "是否同一人")
GROUP = ("group", "组")
KIND = ("kind", "难点", "类型")
CASE = (
    "工单编号", "事件编号", "案件编号", "信访件编号", "接待编号", "来访编号", "留言编号", "工单号", "编号", "事件",
    "case", "case_id", "case_number", "message_id", "number", "id",
)  # fmt: skip
MATTER = ("matter", "issue", "事项", "事项编号", "matter_id", "label", "标签", "标注", "cluster", "group", "组")
CHAIN = ("chain", "关联组")
ONE_CASE = ("a", "case_a", "甲", "事件甲", "one", *CASE)
OTHER_CASE = (
    "b", "case_b", "乙", "事件乙", "other", "另一工单编号", "另一事件编号", "另一编号", "另一事件",
    "case2", "other_case",
)  # fmt: skip
SAME_MATTER = ("same", "是否同一", "同一", "同一事项", "是否同一事项")
VERDICT = ("label", "verdict", "match", "判定", "标签", "标注")
"""What the verdict may be called too, where there are two columns of cases."""
_YES = frozenset({"yes", "y", "true", "1", "是", "同一人", "同一事项", "对"})
_NO = frozenset({"no", "n", "false", "0", "否", "不是", "不是同一人", "不是同一事项", "错"})
_SEPARATORS = re.compile(r"[;；|]")


@dataclass(frozen=True, slots=True)
class TruthTable:
    """A truth file as it was read."""

    truth: Truth
    columns: dict[str, dict[str, tuple[str, ...]]]
    """Of each further column the values by record; a cell may hold several, parted by semicolons."""


@dataclass(frozen=True, slots=True)
class CaseTruth:
    """Which matter cases are of, by the number or id that the file names them by: the one or the other."""

    matter: dict[str, str]
    """The matter of each case; those with none are left out."""
    chain: dict[str, str] | None
    """What belongs together whatever the kind of link, recurrences too; None: the file does not say."""
    judged: list[JudgedCases]
    """Pairs with a verdict."""


def read_truth(path: Path) -> TruthTable:
    """Whose each record is. Raises BadTruth or a LoadError."""
    header, rows = _table(path, least=2)
    record, person = _column(header, RECORD, 0), _column(header, PERSON, 1)
    group = _named(header, GROUP)
    people: dict[str, str] = {}
    groups: dict[str, str] = {}
    others = [at for at, name in enumerate(header) if name and at not in (record, person, group)]
    columns: dict[str, dict[str, tuple[str, ...]]] = {header[at]: {} for at in others}
    for line, row in rows:
        key, whose = row[record], row[person]
        if not key or not whose:
            raise BadTruth(path=path, reason=f"第 {line} 行没有记录编号或人员编号")
        if people.setdefault(key, whose) != whose:
            raise BadTruth(path=path, reason=f"第 {line} 行的记录 {key} 前面写的是另一个人")
        if group is not None:
            groups[key] = row[group]
        for at in others:
            columns[header[at]][key] = tuple(filter(None, map(str.strip, _SEPARATORS.split(row[at]))))
    return TruthTable(Truth(people, None if group is None else groups), columns)


def read_judged_pairs(path: Path) -> list[JudgedPair]:
    """Pairs with a verdict, in the order of the file. Raises BadTruth or a LoadError."""
    header, rows = _table(path, least=3)
    one, other = _column(header, RECORD, 0), _column(header, OTHER, 1)
    same, kind = _column(header, SAME, 2), _named(header, KIND)
    if kind is None and len(header) > 3:
        kind = 3
    found: list[JudgedPair] = []
    for line, row in rows:
        verdict = _verdict(path, line, row[same])
        found.append(JudgedPair(row[one], row[other], verdict, "" if kind is None else row[kind]))
    return found


def read_case_truth(path: Path) -> CaseTruth:
    """A table of cases and their matters, or of pairs of cases and whether they are one. Raises BadTruth or a
    LoadError.
    """
    header, rows = _table(path, least=2)
    same, other = _named(header, SAME_MATTER), _named(header, OTHER_CASE)
    if same is None and other is not None:
        same = _named(header, VERDICT)
    if same is not None and (other is not None or _named(header, MATTER) is None):
        columns = _column(header, ONE_CASE, 0), _column(header, OTHER_CASE, 1), same
        return CaseTruth({}, None, [*_judged_cases(path, rows, columns)])
    matter, chain = _column(header, MATTER, 1), _named(header, CHAIN)
    case = _column(header, CASE, 0)
    matters, chains = _labels(path, rows, case, matter, chain)
    return CaseTruth(matters, None if chain is None else chains, [])


def _judged_cases(
    path: Path, rows: Iterator[tuple[int, list[str]]], columns: tuple[int, int, int]
) -> Iterator[JudgedCases]:
    before: dict[frozenset[str], bool] = {}
    for line, row in rows:
        one, other, said = (row[each] for each in columns)
        if not one or not other or one == other:
            raise BadTruth(path=path, reason=f"第 {line} 行没有写两件不同的事件")
        verdict = _verdict(path, line, said)
        if before.setdefault(frozenset((one, other)), verdict) is not verdict:
            raise BadTruth(path=path, reason=f"第 {line} 行的 {one} 和 {other} 前面判的相反")
        yield JudgedCases(one, other, verdict)


def _labels(
    path: Path, rows: Iterator[tuple[int, list[str]]], case: int, matter: int, chain: int | None
) -> tuple[dict[str, str], dict[str, str]]:
    matters: dict[str, str] = {}
    chains: dict[str, str] = {}
    for line, row in rows:
        key, label = row[case], row[matter]
        if not key:
            raise BadTruth(path=path, reason=f"第 {line} 行没有事件编号")
        if label and matters.setdefault(key, label) != label:
            raise BadTruth(path=path, reason=f"第 {line} 行的事件 {key} 前面写的是另一个事项")
        if label and chain is not None and row[chain]:
            chains[key] = row[chain]
    return matters, chains


def _verdict(path: Path, line: int, said: str) -> bool:
    if said.lower() not in _YES | _NO:
        raise BadTruth(path=path, reason=f"第 {line} 行“{said}”不是 yes 或 no")
    return said.lower() in _YES


def _table(path: Path, *, least: int) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header, and the filled rows with their line, each as long as the header."""
    sheet = next((each for each in read_file(path).sheets if not each.hidden and each.height), None)
    rows = iter(()) if sheet is None else sheet.rows()
    header = _texts(next(rows, ()))
    if len(header) < least:
        raise BadTruth(path=path, reason=f"至少要有 {least} 列")
    return header, _filled(rows, len(header))


def _filled(rows: Iterator[Sequence[Cell]], width: int) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(rows, 2):
        texts = _texts(row)
        if any(texts):
            yield line, (texts + [""] * width)[:width]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [as_text(each).strip() for each in row]


def _column(header: Sequence[str], names: Sequence[str], otherwise: int) -> int:
    found = _named(header, names)
    return otherwise if found is None else found


def _named(header: Sequence[str], names: Sequence[str]) -> int | None:
    lower = [each.lower() for each in header]
    return next((lower.index(each) for each in names if each in lower), None)
