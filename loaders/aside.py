"""Rows of a table that are no data: totals, signatures, sub-headings, headers and titles that come again."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from loaders.cells import Cell, as_text
from loaders.headers import plain_header
from loaders.mapping import built_in, built_in_names
from loaders.sheet import BrokenLine, Merge, Uncomputed

BLANK = "空行"
TITLE = "表头上方的标题"
HEADER = "表头"
AGAIN = "重复的表头"
OTHER = "像是另一张表的表头"
"""Followed by rows that must not be read as this table's."""
BENEATH = "小标题或说明"
"""What such a row says may be of the rows beneath it."""

_RUNNING = frozenset({"序号", "序", "no"})
"""Headers of columns that count the rows, those without data too."""
_LABEL = "(?:本页|本周|本月|本季度?|本年|全部|累计|以上|各项|总)*(?:合计|总计|小计|共计|累计)"
_TOTAL = re.compile(rf"{_LABEL}(?:数|金额)?(?:[(（].{{0,4}}[)）])?[:：]?(?:共?[\d,.]+[件人户元个条项起宗万]*)?")
_TOLD_TOTAL = re.compile(rf"{_LABEL}[:：]?共?[\d,]+[件人户起宗条]")
_PROSE = re.compile(r"[，。；：！？]|[\u3400-\u9fff]{8}|第\s*\d+\s*页")
"""A sentence, which no number of a case and no day is."""
_PAGE = re.compile(
    r"[（(]?(?:过次页|转次页|转下页|接下页|承前页|承上页|接上页|接前页|续上页|续前页|续上表|接上表|续下页|续下表|续表|第?\d+\s*/\s*\d+页?"
    r"|共?第?\s*[\d一二三四五六七八九十]+\s*页(?:[,，/\s]*共\s*[\d一二三四五六七八九十]+\s*页)?)[)）]?[:：]?"
)
"""What says that a ledger goes on: on the next page, or from the one before."""
_WHOLE = re.compile(r"\d{1,6}")
_SAYS_NUMBER = re.compile(r"[\d,.]+(?:%|[件人户元个条项起宗次万]*)")
_WRITES = "填表|制表|审核|复核|审批|填报|报送|上报|经办|签发|统计|登记|联系"
_PERSON = f"(?:{_WRITES}|(?:单位|社区|部门|分管)?负责|(?:分管|主要)(?:领导|负责))"
_SIGNATURE = re.compile(
    rf"{_PERSON}(?:人|单位|日期|时间|部门|负责人|电话)?(?:[（(]?(?:签字|签名|签章|盖章|公章)[)）]?)?[:：]"
    rf"|{_PERSON}人?[（(]?(?:签字|签名|签章)[)）]?$|(?:填表|制表|审核|复核)人$"
    r"|[\u3400-\u9fff]{0,8}[（(]?(?:签字|签名|签章|盖章|公章)[)）]?[:：]"
    r"|(?:单位|日期|时间|电话|社区|书记|主任)[:：]|(?:单位)?[（(](?:盖章|公章|签章)[)）]"
    r"|(?:备\s*注|填表说明|填报说明|说\s*明|注)[:：]|(?:以下空白|以下无正文|此页无正文)"
)
_DATE = re.compile(r"(?:\d{2,4}\s*年\s*)?\d{0,2}\s*月\s*\d{0,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．\s]|[（(][一二三四五六七八九十]{1,3}[)）]")
_AREA = re.compile(r"[\u3400-\u9fff]{2,6}社区(?:居委会)?[:：]?")
_EXAMPLE = re.compile(r"[（(【]?(?:(?:填写|填表|填报|录入)?(?:示例|样例|范例)|例|举例|例如)[\d一二三]?[)）】]?[:：]?")
_SHORT_NAME = 4
_LEAST_COLUMNS = 3
"""Of a table in which a row with a single cell cannot be data that fits."""
_MOSTLY = 0.7
_LONGEST_WORD = 20
"""Characters of a header that may be another table's."""


class Asides:
    """The rows of one table beneath its header."""

    def __init__(
        self,
        *,
        block: Sequence[Sequence[Cell]],
        above: Sequence[Sequence[Cell]],
        merged: Sequence[Merge],
        header_row: int,
        width: int,
        wordy: Collection[int] = (),
    ) -> None:
        """`block` is the header, `above` what stands over it; `width` how many columns have a meaning, `wordy` those
        in which a sentence may stand.
        """
        self._wordy = frozenset(wordy)
        self._raw = {tuple(each) for each in block}
        self._block = {_plain_row(each) for each in block}
        self._words = {each for row in self._block for each in row if each}
        self._titles = {tuple(_texts(each)) for each in above} - {()}
        self._first_of_titles = {each[0] for each in self._titles}
        self._wide = {each.top for each in merged if each.right - each.left + 1 >= _LEAST_COLUMNS}
        self._header_row = header_row
        self._is_wide = width >= _LEAST_COLUMNS
        self._is_signed = False
        self._running = frozenset(
            at for row in block for at, each in enumerate(row) if plain_header(as_text(each)) in _RUNNING
        )

    def why(self, number: int, row: Sequence[Cell]) -> str | None:
        """Why a row is no data; None: it is."""
        filled = [each for each in row if each is not None and (type(each) is not str or (each and not each.isspace()))]
        if not filled:
            return BLANK
        if type(filled[0]) is BrokenLine:
            return None
        if len(filled) > 1 and (tuple(row) in self._raw or self._is_again(row, filled)):
            return AGAIN
        if number <= self._header_row + 2 and _is_numbering(filled):
            return "栏号"
        if is_other_header(filled):
            return OTHER
        if _is_total(filled) or (len(filled) == 1 and self._is_wide and _is_told_total(filled[0])):
            return "合计行"
        if type(filled[0]) is str and _EXAMPLE.fullmatch(filled[0].strip()):
            return "填写示例"
        if _is_page_mark(filled):
            return "换页的行"
        if self._running and len(filled) == 1 and _stands_in(row, self._running):
            return "只有序号的空行"
        return self._why_of_texts(number, row, filled)

    def _is_again(self, row: Sequence[Cell], filled: Sequence[Cell]) -> bool:
        first = filled[0]
        return (
            type(first) is str and plain_header(first[:_LONGEST_WORD]) in self._words and _plain_row(row) in self._block
        )

    def _why_of_texts(self, number: int, row: Sequence[Cell], filled: Sequence[Cell]) -> str | None:
        """Why a row is a title, a signature or a sub-heading."""
        first = filled[0]
        if not isinstance(first, str):
            return None
        first = first.strip()
        if first in self._first_of_titles and tuple(as_text(each).strip() for each in filled) in self._titles:
            return "重复的标题"
        is_alone = len(filled) == 1 and self._is_wide
        if is_alone and _PROSE.search(first) and not _stands_at(row, self._wordy):
            return "落款或说明"
        if (_SIGNATURE.match(first) and _is_signature([as_text(each).strip() for each in filled])) or (
            self._is_signed and is_alone
        ):
            self._is_signed = True
            return "落款或说明"
        if is_alone and (number in self._wide or _NUMBERED.match(first) or self._names_area(first, row)):
            return BENEATH
        return None

    def _names_area(self, text: str, row: Sequence[Cell]) -> bool:
        return _AREA.fullmatch(text) is not None and not _stands_at(row, self._wordy)


def numbered_alike(one: str, other: str) -> bool:
    """Whether two headings are numbered in the same manner, 一、 and 二、 but not （二）, so that the later ends the
    earlier one's part.
    """
    return all(map(_NUMBERED.match, (one, other))) and (one[0] in "（(") == (other[0] in "（(")


def is_blank(row: Sequence[Cell]) -> bool:
    return all(each is None or (isinstance(each, str) and not each.strip()) for each in row)


def is_other_header(filled: Sequence[Cell]) -> bool:
    """Whether the filled cells of a row are words that are headers of some table."""
    if len(filled) < 2:
        return False
    unknown = 0
    for each in filled:
        if type(each) is not str or len(each) > _LONGEST_WORD:
            return False
        unknown += plain_header(each) not in _known_headers()
        if unknown > (1 - _MOSTLY) * len(filled):
            return False
    return unknown == 0 or len(filled) - unknown >= _LEAST_COLUMNS


@cache
def _known_headers() -> frozenset[str]:
    return frozenset(h for name in built_in_names() for column in built_in(name).columns for h in column.headers)


def _texts(row: Sequence[Cell]) -> list[str]:
    """The filled cells."""
    texts = (as_text(each).strip() for each in row)
    return [each for each in texts if each]


def _plain_row(row: Sequence[Cell]) -> tuple[str, ...]:
    plain = [plain_header(as_text(each)) for each in row]
    while plain and not plain[-1]:
        plain.pop()
    return tuple(plain)


def _is_numbering(filled: Sequence[Cell]) -> bool:
    """A row such as 1, 2, 3 or (1), (2), (3) beneath the header."""
    texts = [as_text(each).strip("()（）栏 ") for each in filled]
    return len(texts) >= _LEAST_COLUMNS and texts == [str(each) for each in range(1, len(texts) + 1)]


def _is_total(filled: Sequence[Cell]) -> bool:
    if not isinstance(filled[0], str) or "计" not in filled[0]:
        return False
    first = "".join(filled[0].split())
    return _TOTAL.fullmatch(first) is not None and all(map(_is_number, filled[1:]))


def _is_told_total(cell: Cell) -> bool:
    """Whether a cell that stands alone sums up in words: 合计：3件，其中已化解1件."""
    return isinstance(cell, str) and _TOLD_TOTAL.match("".join(cell.split())) is not None


def _is_page_mark(filled: Sequence[Cell]) -> bool:
    """Whether a row says that the ledger goes on, with nothing but sums behind it: 过次页, 承前页."""
    first = filled[0]
    return type(first) is str and _PAGE.fullmatch(first.strip()) is not None and all(map(_is_number, filled[1:]))


def _stands_at(row: Sequence[Cell], positions: Collection[int]) -> bool:
    """Whether the first filled cell of a row is in one of these columns."""
    return next((at for at, each in enumerate(row) if each is not None and as_text(each).strip()), -1) in positions


def _stands_in(row: Sequence[Cell], positions: Collection[int]) -> bool:
    """Whether what is filled of a row are whole numbers in these columns."""
    return all(
        at in positions and _WHOLE.fullmatch(as_text(each).strip()) is not None
        for at, each in enumerate(row)
        if each is not None and as_text(each).strip()
    )


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, int | float | Uncomputed):
        return True
    text = as_text(cell).strip()
    return text in ("-", "—", "/") or _SAYS_NUMBER.fullmatch(text) is not None


def _is_signature(texts: Sequence[str]) -> bool:
    """Whether every cell is a label of a signature, what stands behind one, or a date."""
    if not _SIGNATURE.match(texts[0]):
        return False
    before = ""
    for each in texts:
        is_answer = before.endswith((":", "：")) or (_SIGNATURE.match(before) is not None and len(each) <= _SHORT_NAME)
        if not (_SIGNATURE.match(each) or is_answer or _DATE.fullmatch(each)):
            return False
        before = each
    return True
