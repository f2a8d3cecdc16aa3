"""Codes of a vocabulary, and yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.characters import simplified
from graph.vocabulary import CodeList
from loaders.cells.cell import UNSTATED, BadCell, Cell, Remarks, plain, remark, shortened
from loaders.cells.texts import as_text, read_line, read_list, without_blanks

_SEVERAL = re.compile(r"[、,;；/|\s]+")
_ENDINGS = ("类", "纠纷", "类纠纷")
"""What offices add to a label or leave off: 房屋漏水 for 房屋漏水纠纷, 隐患类 for 隐患."""


def read_code(cell: Cell, codes: CodeList, *, translations: Mapping[str, str], remarks: Remarks = None) -> str | None:
    """The code that a cell stands for: by the mapping's own translations, then by the vocabulary."""
    text = read_line(cell, remarks=remarks)
    if text is None or text.upper() in UNSTATED:
        return None
    bare = without_blanks(plain(text))
    forms = dict.fromkeys((text, bare, without_blanks(text), simplified(bare)))
    for each in forms:
        if each in translations:
            return translations[each] or None
    plainest = simplified(bare)
    for each in (*forms, *(plainest.removesuffix(end) for end in _ENDINGS), f"{plainest}纠纷"):
        if (code := codes.find(each)) is not None:
            return code
    if not any(each.isalnum() for each in bare):  # √, ○, ---: it says nothing, and there is nothing to correct
        remark(remarks, f"写的“{shortened(text)}”看不出是哪一种，没有采用")
        return None
    raise BadCell(f"不在“{codes.zh}”代码表里", "、".join(codes.labels.values()))


def read_code_of_each(
    cell: Cell, codes: CodeList, *, translations: Mapping[str, str], remarks: Remarks = None
) -> str | tuple[str, ...] | None:
    """The code of a cell, or the codes of several parties in their order: 男/女."""
    try:
        return read_code(cell, codes, translations=translations, remarks=remarks)
    except BadCell:
        parts = _SEVERAL.split(plain(as_text(cell)))
        if len(parts) < 2 or not all(parts):
            raise
        read = [read_code(each, codes, translations=translations) for each in parts]
        return tuple(each for each in read if each is not None)


def read_codes(
    cell: Cell, codes: CodeList, *, translations: Mapping[str, str], remarks: Remarks = None
) -> tuple[str, ...] | None:
    """Several codes in one cell; where one is known, the others are said and left out. Raises BadCell if none is."""
    read: list[str | None] = []
    unknown: dict[str, BadCell] = {}
    for each in read_list(cell, remarks=remarks) or ():
        try:
            read.append(read_code(each, codes, translations=translations, remarks=remarks))
        except BadCell as bad:
            unknown[each] = bad
    known = tuple(dict.fromkeys(each for each in read if each))
    if unknown and not known:
        raise next(iter(unknown.values()))
    for each, bad in unknown.items():
        remark(remarks, f"里的“{shortened(each)}”{bad.reason}，没有采用")
    return known or None


_YES = frozenset(["是", "有", "真", "1", "Y", "YES", "TRUE", "√", "✓", "✔", "☑", "对"])
_NO = frozenset(["否", "没有", "假", "0", "N", "NO", "FALSE", "×", "X", "✗", "✘", "错", "不是"])


def read_yes_no(cell: Cell, *, remarks: Remarks = None) -> bool | None:
    """是 or 否, and what forms write for them."""
    shown = as_text(cell)
    if shown.strip() in ("无", "無"):
        return False
    text = without_blanks(simplified(plain(shown))).upper()
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise BadCell("看不出是或否", "是、否")
