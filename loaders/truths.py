"""Truth files: whose each record is, and pairs of records that somebody judged; any table that can be loaded.

Columns are found by their headers; where none is known, the first ones are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadTruth
from graph.identity.measuring import JudgedPair, Truth
from loaders.cells import Cell, as_text
from loaders.reading import read_file

RECORD = ("记录编号", "record", "记录")
PERSON = ("person", "人员", "当事人编号")
OTHER = ("另一记录编号", "other", "另一记录", "记录编号2", "record2")
SAME = ("same", "同一人", "是否同一人")
GROUP = ("group", "组")
KIND = ("kind", "难点", "类型")
_YES = frozenset({"yes", "y", "true", "1", "是", "同一人", "对"})
_NO = frozenset({"no", "n", "false", "0", "否", "不是", "不是同一人", "错"})
_SEPARATORS = re.compile(r"[;；|]")


@dataclass(frozen=True, slots=True)
class TruthTable:
    """A truth file as it was read."""

    truth: Truth
    columns: dict[str, dict[str, tuple[str, ...]]]
    """Of each further column the values by record; a cell may hold several, parted by semicolons."""


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
        said = row[same].lower()
        if said not in _YES | _NO:
            raise BadTruth(path=path, reason=f"第 {line} 行“{row[same]}”不是 yes 或 no")
        found.append(JudgedPair(row[one], row[other], said in _YES, "" if kind is None else row[kind]))
    return found


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
