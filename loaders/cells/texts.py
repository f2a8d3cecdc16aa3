"""Texts: what a person sees in a cell, free texts, lines, terms, lists."""

from __future__ import annotations

import datetime as dt
import math
import re

from loaders.cells.cell import BREAKS, INVISIBLE, LARGEST_EXACT, UNSTATED, Cell, Remarks, error_value, remark
from loaders.cells.damage import damage

_BLANKS = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_UNTIDY = re.compile(r"[\s\x00-\x1f\x7f-\xad\u2000-\u200f\u2028-\u202f\u205f-\u2064\ufeff\ufe0f#]|_x000")
"""What most cells hold none of, so that they are taken as they are."""
_HAN = "\u2e80-\u9fff\uff00-\uffef\uf900-\ufaff\U00020000-\U0003ffff“”‘’—…·"
_STRAY_BREAK = re.compile(rf"(?<=[{_HAN}])\n(?=[{_HAN}])")


def as_text(cell: Cell) -> str:
    """A cell as a person sees it, nothing trimmed: for reports and corrections.

    A number that a spreadsheet holds without its last digits is written as the spreadsheet shows it: 4.20103E+17.
    A day at midnight is the day.
    """
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "是" if cell else "否"
        case float():
            return _number_text(cell)
        case dt.datetime():
            midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
            return cell.date().isoformat() if midnight and cell.tzinfo is None else cell.isoformat(sep=" ")
        case dt.timedelta():
            return _duration_text(cell)
        case _:
            return str(cell)


def as_shown(cell: Cell) -> str:
    """`as_text` for provenance: of a whole number beyond what a spreadsheet keeps, no invented digit is shown."""
    if type(cell) is str:
        return cell
    if type(cell) is int and abs(cell) >= LARGEST_EXACT:
        return _scientific(cell)
    return as_text(cell)


def _number_text(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - nan
        return repr(number)
    if abs(number) >= LARGEST_EXACT:
        return _scientific(number)
    return str(int(number)) if number.is_integer() else f"{number:.15g}"


def _scientific(number: float) -> str:
    """As a cell of the general format shows it: six digits, the zeros behind the last one left out."""
    if abs(number) >= 10**300:  # a float may not hold it
        return f"{'-' if number < 0 else ''}1E+{int(math.log10(abs(number)))}"
    digits, _, exponent = f"{number:.5E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{exponent}"


def _duration_text(duration: dt.timedelta) -> str:
    """Hours, minutes and seconds, the hours beyond a day's: 26:30:00."""
    seconds = int(duration.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def read_text(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """A free text, its lines kept."""
    text = cell if type(cell) is str else _of_value(cell, remarks)
    if _UNTIDY.search(text) is None:
        return text or None
    if error_value(text):
        return None
    text = INVISIBLE.sub("", BREAKS.sub("\n", text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip() or None


def _of_value(cell: Cell, remarks: Remarks) -> str:
    if harm := damage(cell):
        remark(remarks, f"{harm}，按表格显示的样子留存")
    return as_shown(cell)


def read_line(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """A text of one line: stray line breaks become spaces, between Chinese characters nothing."""
    text = read_text(cell, remarks=remarks)
    return text if text is None or "\n" not in text else one_line(text)


def one_line(text: str) -> str:
    """A text without its line breaks."""
    return _STRAY_BREAK.sub("", re.sub(r"\n{2,}", "\n", text)).replace("\n", " ")


def read_term(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """A text of one line in which a dash or 无 says that there is none."""
    text = read_line(cell, remarks=remarks)
    return None if text is None or text.upper() in UNSTATED else text


def read_names(cell: Cell, *, remarks: Remarks = None) -> str | None:
    """Names, whose line breaks may part one from the next."""
    text = read_text(cell, remarks=remarks)
    return None if text is None or text.upper() in UNSTATED else text


def read_list(cell: Cell, *, remarks: Remarks = None) -> tuple[str, ...] | None:
    """Several terms in one cell: 综治、司法；信访, or one a line."""
    text = read_names(cell, remarks=remarks)
    if text is None:
        return None
    return tuple(dict.fromkeys(each.strip() for each in re.split(r"[、,，;；\n|]", text) if each.strip())) or None


def without_blanks(text: str) -> str:
    """A text without any blank or line break."""
    return "".join(text.split())
