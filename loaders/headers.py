"""Headers as they are compared: 姓名（必填）, * 姓 名 and 姓名： are one; and headers of several rows as one.

A header over two or three rows says “申请人” over “姓名” and “电话”: each column has its levels, from the top.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.characters import simplified
from loaders.cells import Cell, read_line
from loaders.sheet import Merge

_NOISE = re.compile(r"[\s*＊★※:：_\-—.。、,，;；?？!！\"“”'‘’\u200b\ufeff]+")
_REMARK = re.compile(r"[(\[【〔{<].*?[)\]】〕}>]?$")
_ONLY_REMARK = re.compile(r"[(（\[【][^()（）]{1,8}[)）\]】]")
_UNIT_BEHIND = re.compile(r"/?(?:万元|千元|百元|亿元|元)$")
_COLLECTIVE = re.compile(r"(?:的)?(?:基本|主要|详细|登记)?(?:信息|情况|资料)$")
"""What stands above columns without adding to their names: 当事人基本信息 over 姓名."""
_UNIT = re.compile(r"(?<![\d.])(亿|千万|百万|十万|万|千|百)元")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_UNIT_IN_TITLE = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*(亿|千万|百万|十万|万|千|百)?元")


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """Half-width, in simplified characters, without blanks and punctuation, a remark in brackets at the end cut off."""
    half = simplified(unicodedata.normalize("NFKC", text))
    bare = _NOISE.sub("", half)
    return (_REMARK.sub("", bare) or bare).lower()


def unnamed(position: int) -> str:
    """What a column without a header is called in a mapping; positions count from 0."""
    return f"第{position + 1}列"


def without_unit(plain: str) -> str:
    """A plain header without the unit that stands behind it: 涉及金额万元 is 涉及金额."""
    return _UNIT_BEHIND.sub("", plain) or plain


def without_collective(plain: str) -> str:
    """A plain header without what it says of the columns beneath it: 当事人信息 is 当事人."""
    return _COLLECTIVE.sub("", plain) or plain


def scale_of(header: str, titles: Sequence[str]) -> int:
    """Yuan in one unit of a column of amounts: by its header, 涉及金额（万元）, or a title, 单位：万元; else 1."""
    if match := _UNIT.search(unicodedata.normalize("NFKC", header)):
        return _SCALES[match[1]]
    if "元" in header:
        return 1
    found = next((match for each in titles if (match := _UNIT_IN_TITLE.search(each))), None)
    return _SCALES.get(found[1], 1) if found else 1


def unit_of(scale: int) -> str:
    """The unit that stands in a header for a scale: 万元 for 10,000."""
    return next((f"{name}元" for name, value in _SCALES.items() if value == scale), "元")


def levels_of(block: Sequence[Sequence[Cell]], *, top: int, merged: Sequence[Merge]) -> list[tuple[str, ...]]:
    """For each column of a header its texts from the top, blanks and repetitions left out; `top` is the first row.

    Where cells are merged, a merged cell stands above all the columns that it covers; where the file does not
    say what is merged, a cell stands above the blank ones to its right under which there is something.
    """
    width = max(map(len, block), default=0)
    texts = [[_text(row[at]) if at < len(row) else "" for at in range(width)] for row in block]
    if len(texts) > 1:
        inside = [each for each in merged if each.top < top + len(block) and each.bottom >= top]
        if inside:
            _spread_merged(texts, inside, top)
        else:
            _spread_right(texts)
    return [_distinct(texts[level][at] for level in range(len(texts))) for at in range(width)]


def _text(cell: Cell) -> str:
    return read_line(cell) or ""


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    levels: list[str] = []
    for each in dict.fromkeys(each for each in texts if each):
        if levels and _ONLY_REMARK.fullmatch(each):  # a unit in a row of its own
            levels[-1] += each
        else:
            levels.append(each)
    return tuple(levels)


def _spread_merged(texts: list[list[str]], inside: Sequence[Merge], top: int) -> None:
    width = len(texts[0])
    for each in inside:
        if each.top < top:
            continue
        text = texts[each.top - top][each.left] if each.left < width else ""
        for level in range(each.top - top, min(each.bottom - top + 1, len(texts))):
            for at in range(each.left, min(each.right + 1, width)):
                texts[level][at] = text


def _spread_right(texts: list[list[str]]) -> None:
    for level in range(len(texts) - 1):
        row, beneath = texts[level], texts[level + 1 :]
        for at in range(1, len(row)):
            has_fellow = any(each[at] for each in beneath) and any(each[at - 1] for each in beneath)
            if not row[at] and row[at - 1] and has_fellow:
                row[at] = row[at - 1]
