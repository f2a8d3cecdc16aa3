"""What a file must give: records as flat facts, rows sent back, columns refused, sentences in the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class OneOf:
    """A fact that may be told in several sensible ways; None among them: it may also be left out."""

    def __init__(self, *values: Any) -> None:
        self.values = tuple(plain(each) for each in values)

    def __repr__(self) -> str:
        return " 或 ".join("（不写）" if each is None else each for each in self.values)


class Record(NamedTuple):
    """One record as facts: field to values."""

    kind: str
    key: str
    facts: Mapping[str, tuple[Any, ...]]
    """Values as plain texts or `OneOf`; an empty tuple: the field must stay empty."""
    also: tuple[str, ...] = ()
    """Other keys by which it may be found."""
    optional: bool = False
    """It may be absent; where it is present it must be right."""


class BadRow(NamedTuple):
    """A row that must be sent back."""

    row: int
    column: str
    word: str
    """Stands in the reason or in what would be accepted."""
    sheet: str = ""
    """Empty: whichever."""


class Said(NamedTuple):
    """A row of which the report must say something, whether it is loaded or sent back."""

    row: int
    words: tuple[str, ...]
    """Any one of them."""
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A file that is loaded before the one that is measured."""

    name: str
    content: bytes
    mapping: str | None = None


@dataclass(frozen=True, kw_only=True)
class CorpusFile:
    """One file and what it must give."""

    name: str
    content: bytes
    records: Sequence[Record] = ()
    mapping: str | None = None
    """As `--mapping`; None: the loader finds it."""
    own_mapping: str = ""
    """The TOML of a mapping that the office wrote; it is put beside the file and named by `--mapping`."""
    before: Sequence[Step] = ()
    correct: Callable[[Any], None] | None = None
    """Corrects the workbook of rejects (openpyxl's), which is then loaded; facts are compared after that."""
    loaded: int | None = None
    """Rows loaded; None: not looked at."""
    rejected: Sequence[BadRow] = ()
    may_reject: Sequence[int] = ()
    """Rows that may be loaded or sent back."""
    said: Sequence[Said] = ()
    aside: Sequence[int | tuple[str, int]] = ()
    """Rows that must be listed as no data: a number, or sheet and number."""
    refused: Sequence[str] = ()
    """Words of columns that must be reported as refused."""
    mentions: Sequence[str] = ()
    """What must stand somewhere in the report; `甲|乙`: any of the two."""
    keeps: Sequence[str] = ()
    """Texts that the provenance of some record must hold."""
    never: Sequence[str] = ()
    """Texts that must be nowhere in the store."""
    error: Sequence[str] = ()
    """Codes of the errors with which the whole file must be refused, any of them."""
    may_fail: Sequence[str] = ()
    """Codes of errors that are as good as the facts."""
    error_says: str = ""
    """A word of the error's sentence."""
    changes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Kind of record to how many are new and how many updated."""
    within_s: float = 10.0
    at_most_mb: int = 400
    """Memory that loading it may take on top."""
    measured: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Kind of record to fields measured besides the usual ones."""


# -- records -------------------------------------------------------------------------------------


def case(number: str, **facts: Any) -> Record:
    """A case by its number, or by its title where the office gave none."""
    if "title" not in facts and not any(each.isdigit() for each in number):
        facts["title"] = number
    return _record("case", number, facts)


def maybe(record: Record) -> Record:
    """The same, which may also be absent."""
    return record._replace(optional=True)


def party(of: str, role: str, name: str | OneOf, **facts: Any) -> Record:
    """A party of the case `of`; a natural person unless `kind` says otherwise."""
    names = name.values if isinstance(name, OneOf) else (name,)
    keys = tuple(f"{of}/{role}/{each or ''}" for each in names)
    return _record("party", keys[0], {"kind": "person", "name": name or (), **facts})._replace(also=keys[1:])


def resident(name: str | OneOf, tenure: str = "lives", *, nth: int = 1, **facts: Any) -> Record:
    """Someone of a register; `nth` of that name and tenure, in the order of their places."""
    names = name.values if isinstance(name, OneOf) else (name,)
    keys = tuple(f"{each}/{tenure}" + (f"#{nth}" if nth > 1 else "") for each in names)
    return _record("resident", keys[0], {"kind": "person", "name": name or (), **facts})._replace(also=keys[1:])


def place(full_name: str, **facts: Any) -> Record:
    """A place at the end of the tree."""
    return _record("place", full_name, {"full_name": full_name, **facts})


def organisation(name: str | OneOf, **facts: Any) -> Record:
    """An organisation by its full name."""
    names = name.values if isinstance(name, OneOf) else (name,)
    return _record("organisation", names[0], {"name": name, **facts})._replace(also=names[1:])


def officer(of: str, name: str, **facts: Any) -> Record:
    """Someone who acts for an organisation."""
    return _record("officer", f"{of}/{name}", {"name": name, **facts})


def listed(community: str, monday: str, title: str, status: str) -> Record:
    """A line in a community's list of a week."""
    return _record("weekly", f"{community}/{monday}/{title}", {"status": status})


def _record(kind: str, key: str, facts: Mapping[str, Any]) -> Record:
    return Record(kind, key, {name: _values(stated) for name, stated in facts.items()})


def _values(stated: Any) -> tuple[Any, ...]:
    if stated is None:
        return ()
    each = stated if isinstance(stated, list | tuple) else (stated,)
    return tuple(one if isinstance(one, OneOf) else plain(one) for one in each)


def plain(value: Any) -> Any:
    """A value as the text in which facts are compared: 3000.0 is 3000, a midnight is its day; None stays."""
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case float():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case dt.datetime():
            told = value.isoformat(sep=" ", timespec="seconds")
            return told.removesuffix(" 00:00:00").removesuffix(":00") if ":" in told else told
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)
