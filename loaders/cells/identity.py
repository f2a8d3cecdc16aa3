"""Numbers that name somebody or something: identity numbers, accounts, the numbers of cases and records.

An identity number that cannot count stays as stated and is remarked. What a spreadsheet damaged is kept only
as the spreadsheet shows it (4.20103E+17): no digit is made up, and no record is known by such a number.
"""

from __future__ import annotations

import re

from graph.identity.numbers import credit_code, identity_number
from loaders.cells.cell import BadCell, Cell, Remarks, error_value, plain, remark
from loaders.cells.damage import damage
from loaders.cells.texts import as_shown, read_names

_QUOTES = "'‘’`\"“”′＇"
_SEVERAL = re.compile(r"(?<![\dA-Z])(?:\d{17}[\dX]|\d{15})(?![\dA-Z])")
_NOISE = re.compile(r"[\s\-\u2010-\u2015_.]+")
_FORM = re.compile(r"\d{17}[\dX]|\d{15}")
_LABEL = re.compile(r"^(?:居民|公民)?(?:身份证?号?码?|证件号?码?|身份证明|ID)(?:号码|号)?[::]?\s*")
_NO_NUMBER = re.compile(r"(?:无|没有|未|没)(?:带|提供|登记|留|办理?|有)?(?:身份证件?|证件|身份证号码?)?")
_AS_STATED = "按原样留存，不用于认人"
_IDENTIFIER_ACCEPTED = "完整的编号（把这一列的单元格设为文本后重新填写或导出）"


def read_identity_number(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """As stated, without blanks and apostrophes; several are parted by 、; of a damaged one what the cell shows."""
    if (
        type(cell) is str
        and len(cell) == 18
        and identity_number(cell) is not None
        and cell.isalnum()
        and cell.isascii()
    ):
        return cell
    if harm := damage(cell):
        remark(remarks, f"{harm}，按表格显示的样子留存，不用于认人")
        return as_shown(cell).strip().strip(_QUOTES)
    text = plain(as_shown(cell)).strip(_QUOTES)
    if not text:
        return None
    number = _number_in(text)
    if number is None:
        if not _NO_NUMBER.fullmatch(text):
            remark(remarks, "里没有号码，没有采用")
        return None
    for each in number.split("、"):
        if doubt := _doubt(each):
            remark(remarks, f"{doubt}，{_AS_STATED}")
    return number


def _number_in(text: str) -> str | None:
    """The number or numbers that `text` states; all of it where it is of no known form; None without any digit."""
    if not any(each.isdigit() or each == "*" for each in text):
        return None
    bare = _LABEL.sub("", text).strip(f" {_QUOTES}")
    compact = _NOISE.sub("", bare)
    if _FORM.fullmatch(compact.upper()):
        return compact
    parts = [_NOISE.sub("", each).strip(_QUOTES) for each in re.split(r"[、,;/|\n]+", bare)]
    if len(parts) > 1 and all(parts):
        return "、".join(dict.fromkeys(parts))
    several = list(dict.fromkeys(_SEVERAL.findall(bare.upper())))
    beside = _SEVERAL.sub("", bare.upper())
    if several and not any(each.isdigit() for each in beside):
        return "、".join(several)
    return "".join(bare.split())


def _doubt(number: str) -> str | None:
    """Why an identity number does not count; None: it counts, is masked, or is of another kind of paper."""
    upper = number.upper()
    if _FORM.fullmatch(upper):
        if identity_number(upper) is not None or credit_code(upper) is not None:
            return None
        if upper.endswith("000"):
            return "末三位是 000，可能被表格软件改过"
        return "不是有效的身份证号（校验码、生日或地区不对）"
    if upper.isdigit() and len(upper) >= 10:
        return f"是 {len(upper)} 位，位数不对"
    if len(upper) == 18 and upper.isascii() and upper.isalnum() and credit_code(upper) is None:
        return "不是有效的证件号（校验码不对）"
    return None


def read_identifier(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """The number that a case or record is known by; a damaged one is refused, as several would share it."""
    if harm := damage(cell):
        raise BadCell(f"{harm}，认不出是哪一件", _IDENTIFIER_ACCEPTED)
    if error_value(cell):
        return None
    text = read_names(cell, remarks=remarks)
    if text is None:
        return None
    text = text.replace("\n", "")
    if not text.isascii():
        text = "".join(chr(ord(each) - 0xFEE0) if "\uff10" <= each <= "\uff5a" else each for each in text)
    return text.strip(f"{_QUOTES} ") or None


def read_account(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """A number that somebody is known by at a source; a damaged one is said and left out, for others share it."""
    if harm := damage(cell):
        remark(remarks, f"{harm}，没有采用")
        return None
    return read_identifier(cell, remarks=remarks)
