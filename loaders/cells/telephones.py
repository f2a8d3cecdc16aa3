"""Telephones: every number that a cell holds, as stated, whatever stands between them.

No digit is cut: a number of ten or twelve digits is kept as it stands and said to be unlikely, and digits that
were taken for no number are said. Words around numbers stay with the row's original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.identity.numbers import telephone
from graph.masking import mask
from loaders.cells.cell import Cell, Remarks, error_value, plain, remark, shortened
from loaders.cells.damage import damage
from loaders.cells.texts import as_shown

_GAP = r"[ \-\u2010-\u2015]"
_EXTENSION = rf"(?:\s*(?:转|分机|EXT\.?|#|X|{_GAP})+\s*:?\s*\d{{1,6}}(?![\d*]))?"
_COUNTRY = rf"(?:\(?(?:\+|00)?86\)?{_GAP}*)?"
_MOBILE = rf"{_COUNTRY}1[3-9]\d(?:{_GAP}?\d){{8}}(?![\d*])"
_LANDLINE = rf"{_COUNTRY}\(?0(?:10|2\d|[3-9]\d\d)\)?{_GAP}*\d(?:{_GAP}?\d){{6,7}}(?![\d*])"
_ABROAD = rf"\+\d{{1,3}}{_GAP}?(?:\({_GAP}?\d+\))?\d(?:{_GAP}?\d){{5,11}}(?![\d*])"
_TOLL_FREE = rf"[48]00{_GAP}?\d{{3,4}}{_GAP}?\d{{3,4}}(?![\d*])"
_LOCAL = rf"[2-9]\d{{2,3}}{_GAP}?\d{{4}}(?![\d*])"
_MASKED = rf"\(?\d(?:{_GAP}?[\d)])*{_GAP}?(?:\*+|[×●•?]{{2,}}|[Xx]{{2,}})(?:{_GAP}?[\d*×●•?Xx])*|\*{{2,}}\d+"
_LONG = rf"\+?\d{{5,}}|\d+(?:{_GAP}\d+)+"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(?P<masked>{_MASKED})|(?P<known>(?:{_MOBILE}|{_LANDLINE}){_EXTENSION}|{_TOLL_FREE})"
    rf"|(?P<abroad>{_ABROAD})|(?P<local>{_LOCAL}{_EXTENSION})|(?P<long>{_LONG}))",
    re.IGNORECASE,
)
_AREA = r"0(?:(?:10|2\d)\d{8}|[3-9]\d\d\d{7,8})"
_RUN_TOGETHER = re.compile(rf"(?<!\d)(?:(?:1[3-9]\d{{9}}){{2,}}|1[3-9]\d{{9}}{_AREA}|{_AREA}1[3-9]\d{{9}})(?!\d)")
_ONE_OF_RUN = re.compile(rf"1[3-9]\d{{9}}(?=1[3-9]\d{{9}}|{_AREA}|$)|{_AREA}(?=1[3-9]\d{{9}}|$)")
_LIST_NUMBER = re.compile(
    r"[\u2460-\u249b]|(?:(?<=^)|(?<=[\s,，、;；]))\(?[1-9][.、)：:](?=\s*\(?[^\d\s]{0,6}[\d+(]{3})"
)
"""① or 1. or (2) before each of several."""
_LABEL = re.compile(
    r"(?:本人|联系|办公|家庭|住宅|固定|移动|备用|其他|紧急)*(?:电话|手机号码?|手机|号码|座机|固话|宅电|联系方式|微信同号|微信|家里|家中|家|单位|办公室)[一二三12]?"
    r"|TEL|PHONE|MOBILE",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)")
_HOLDER = re.compile(r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]+)*")
_BEHIND = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_NONE = re.compile(
    r"(?:暂|也|均)?(?:无|没有|没|未)(?:联系|留|提供|登记|预留|填写|填|有)?(?:电话|手机|号码|联系方式|座机|联系电话|手机号码?|电话号码)?[。.]?"
)


class Telephone(str):
    """A number as stated that somebody's name stands beside."""

    __slots__ = ("holder",)
    holder: str

    @classmethod
    def of(cls, holder: str, number: str) -> Telephone:
        """`number`, which is said to be `holder`'s."""
        made = cls(number)
        made.holder = holder
        return made


def read_telephones(cell: Cell, *, remarks: Remarks = None) -> tuple[str, ...] | None:
    """One or several telephones as stated, in their order; None when the cell holds no number."""
    if type(cell) is str and len(cell) == 11 and cell.isascii() and cell.isdigit() and cell[0] == "1" and cell[1] > "2":
        return (cell,)
    if harm := damage(cell):
        remark(remarks, f"{harm}，按表格显示的样子留存，不用于认人")
        return (as_shown(cell).strip(),)
    shown = as_shown(cell)
    if error_value(shown):
        return None
    text = _listed(shown)
    if not text:
        return None
    found = _numbers_in(text, remarks)
    if not found and not _NONE.fullmatch(_LABEL.sub("", text).strip(" :") or text):
        remark(remarks, f"“{shortened(text)}”里没有号码")
    return tuple(found) or None


def _listed(text: str) -> str:
    """Plain text, in which ① and 1. before each of several are separators and numbers typed together stand apart."""
    half = plain(_LIST_NUMBER.sub("、", text)) if len(text) > 11 else plain(text)
    half = _TIME_OF_DAY.sub(" ", half)
    return _RUN_TOGETHER.sub(lambda run: "、".join(_ONE_OF_RUN.findall(run[0])), half)


def _numbers_in(text: str, remarks: Remarks) -> list[str]:
    found: dict[str, str] = {}
    rest, end = [], 0
    for match in _NUMBER.finditer(text):
        before, end = text[end : match.start()], match.end()
        rest.append(before)
        stated = match[0].strip(" -")
        if match["long"] and sum(map(str.isdigit, stated)) < 5:
            rest.append(stated)
            continue
        _doubt(match, stated, remarks)
        holder = _holder(before, text[end:])
        found.setdefault(stated, Telephone.of(holder, stated) if holder else stated)
    rest.append(text[end:])
    left = [each for part in rest for each in re.findall(r"\d+", part)]
    if left and not found:
        remark(remarks, f"“{_masked(text)}”不像电话号码，按原样留存，不用于认人")
        return [" ".join(text.split())]
    for each in left:
        remark(remarks, f"“{_masked(text)}”里的“{each}”没有当作号码")
    return list(found.values())


def _doubt(match: re.Match[str], stated: str, remarks: Remarks) -> None:
    """Say of a number of no known length that it is unlikely."""
    if remarks is None or not (match["long"] or match["abroad"]) or telephone(stated) is not None:
        return
    why = "不是国内号码" if match["abroad"] else f"是 {sum(map(str.isdigit, stated))} 位，不像电话号码"
    remarks.append(f"“{mask(stated)}”{why}，按原样留存，不用于认人")


def _masked(text: str) -> str:
    """A cell's text for a remark, without its numbers."""
    return shortened(re.sub(rf"\d(?:{_GAP}?\d){{4,}}", lambda number: mask(number[0]), text))


def _holder(before: str, after: str) -> str:
    """The name beside a number: right before it or in brackets behind."""
    for each in _beside(before, after):
        words = _HOLDER.findall(_LABEL.sub(" ", each))
        if words:
            return words[-1]
    return ""


def _beside(before: str, after: str) -> Iterator[str]:
    yield re.split(r"[,、;/|\n)\]]", before)[-1] or re.split(r"[,、;/|\n]", before)[-1]
    if match := _BEHIND.match(after):
        yield match[1]
