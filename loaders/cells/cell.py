"""What a cell is, and what every reader of one shares."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
"""What readers of files give: calamine's values, or the text of a CSV."""

Remarks = list[str] | None
"""Where a reader puts what it read but a clerk should look at; None: nobody asks."""

UNSTATED = frozenset(
    [
        *("", "-", "--", "—", "——", "/", "\\", "N/A", "NA", "NULL"),
        *("无", "不详", "未知", "暂无", "未填", "未填写", "未提供", "空"),
        *("無", "不詳", "暫無", "未填寫"),
    ]
)
"""What a form's cell holds when it holds nothing; free texts and names are kept as they are."""

LARGEST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; what follows them is not what somebody typed."""

INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0f\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
"""Characters that nobody sees and that change what a text equals."""
BREAKS = re.compile(r"_x000[dD]_\n?|\r\n|[\r\x0b\x0c\x85\u2028\u2029]|_x000[aA]_")
"""Every way of ending a line but the usual: `_x000D_` is how a workbook writes a carriage return."""

_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)|#{3,}")
"""The values of a formula that failed, and the fence of a column that was too narrow when it was copied."""


class BadCell(Exception):
    """A value that cannot be read: why, and what would be accepted."""

    def __init__(self, reason: str, accepted: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.accepted = accepted


def error_value(cell: Cell) -> str | None:
    """The error that stands in a cell instead of a formula's value (#N/A, #REF!), or None."""
    if type(cell) is not str or "#" not in cell:
        return None
    text = cell.strip().upper()
    return text if _ERROR.fullmatch(text) else None


def remark(remarks: Remarks, text: str) -> None:
    """Add a remark where somebody asks for them."""
    if remarks is not None:
        remarks.append(text)


def plain(text: str) -> str:
    """Half-width, its lines ended in one way, without invisible characters; empty for what states nothing."""
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", BREAKS.sub("\n", text)))
    elif "_x000" in text:
        text = BREAKS.sub("\n", text)
    text = text.strip()
    return "" if text.upper() in UNSTATED or error_value(text) else text


def shortened(text: str) -> str:
    """A cell's text for a remark: one line, not long."""
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"
