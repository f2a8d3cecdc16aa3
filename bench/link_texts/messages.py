"""Cases as messages under an account: from a table, or of a fictional city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.disputes.making import Disputes
from bench.disputes.telling import MESSAGE
from graph.errors import BadTruth
from graph.model import Case
from graph.pipeline import Limits
from loaders.cells import Cell, as_text, read_datetime
from loaders.reading import read_file
from loaders.truths import CASE

_ACCOUNT = ("反映人编号", "用户编号", "留言用户", "account", "user_id", "user")
_TIME = ("受理时间", "留言时间", "时间", "created_at", "received_at", "time")
_TITLE = ("标题", "留言主题", "主题", "title", "subject")
_TEXT = ("诉求内容", "留言详情", "内容", "text", "content")
_PLACE = ("地址", "地点", "place", "address")


@dataclass(frozen=True, slots=True)
class Message:
    """A case, under the number that labels name it by, and who brought it."""

    case: Case
    account: str
    """Empty: not told."""


def read_messages(path: Path) -> list[Message]:
    """The rows of a table, by number, each once. Raises BadTruth, BadCell or a LoadError."""
    sheet = next((each for each in read_file(path).sheets if not each.hidden and each.height), None)
    rows = iter(()) if sheet is None else sheet.rows()
    header = [as_text(each).strip().lower() for each in next(rows, ())]
    number, title, text = (_required(path, header, names) for names in (CASE, _TITLE, _TEXT))
    account, time, place = (_column(header, names) for names in (_ACCOUNT, _TIME, _PLACE))
    found: dict[str, Message] = {}
    for row in rows:
        if not (id := _at(row, number)):
            continue
        received = None if time is None else read_datetime(row[time])
        case = Case(
            id=id,
            source="message",
            kind="request",
            number=id,
            title=_at(row, title),
            text=_at(row, text),
            place=_at(row, place),
            received_at=received,
        )
        found.setdefault(id, Message(case, _at(row, account)))
    return [found[each] for each in sorted(found)]


def fictional(disputes: Disputes) -> tuple[list[Message], dict[str, str], dict[str, str]]:
    """The cases of a made-up city, the matter of each and its chain: what belongs together without being one."""
    messages = [
        Message(
            Case(
                id=each.number,
                source=each.channel,
                kind="dispute",
                number=each.number,
                title=each.title,
                text=each.text,
                place="" if each.channel == MESSAGE else each.matter.place,
                received_at=each.at,
            ),
            each.by.account,
        )
        for each in disputes.cases
    ]
    matters = {each.number: each.matter.key for each in disputes.cases}
    return messages, matters, {each.number: each.matter.chain for each in disputes.cases}


def prolific(messages: Sequence[Message]) -> frozenset[str]:
    """The accounts that wrote so much that a common one links nothing."""
    counts = Counter(each.account for each in messages if each.account)
    return frozenset(account for account, count in counts.items() if count > Limits().person)


def _required(path: Path, header: Sequence[str], names: Sequence[str]) -> int:
    if (at := _column(header, names)) is None:
        raise BadTruth(path=path, reason=f"没有这一列：{'、'.join(names[:3])}")
    return at


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(each) for each in names if each in header), None)


def _at(row: Sequence[Cell], column: int | None) -> str:
    return "" if column is None or column >= len(row) else as_text(row[column]).strip()
