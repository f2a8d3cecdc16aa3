"""What a column can fill: a path such as `case.title` or `applicant.telephones`, and how its cells are read.

Paths are a subject and a field. The fields are derived from the records, so a new field of a record can be
mapped the day that it exists; the few that stand for an edge or a place are listed here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

from graph.model import Case, Mention, Organisation, StatedAt, WeeklyList
from graph.model.record import Edge, Node
from graph.schema.shape import Field, Type, shape_of
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders import cells
from loaders.cells import Cell

Reader = Callable[..., Any]
"""Takes a cell, and as `remarks` a list for what a clerk should look at."""

PARTIES = ("applicant", "respondent", "party", "third_party", "agent", "witness", "reporter")
"""Subjects that are a party of the row's case in the role of that name."""

TENANCIES = ("resident", "owner", "tenant")
"""Subjects that live in, own or rent the row's place."""

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "case": ("case", "place", *PARTIES),
    "weekly": ("case", "place", "weekly", *PARTIES),
    "mention": ("case", "party"),
    "resident": ("resident", "place"),
    "housing": ("place", "owner", "tenant"),
    "building": ("place", "officer"),
    "organisation": ("organisation", "officer", "place"),
}
"""The kinds of row, and the subjects that each may speak of."""


@dataclass(frozen=True)
class Target:
    """One path."""

    path: str
    zh: str
    type: Type
    code: str | None = None
    sealed: bool = False
    reader: Reader | None = None
    """A reader of its own; None: the type's."""

    @cached_property
    def subject(self) -> str:
        return self.path.partition(".")[0]

    @cached_property
    def field(self) -> str:
        return self.path.partition(".")[2]

    @cached_property
    def many(self) -> bool:
        """Whether several columns may fill it together."""
        return self.type is Type.STRS

    def reads(self, vocabulary: Vocabulary, *, translations: Mapping[str, str], year: int | None = None) -> Reader:
        """The reader of its cells; `year` serves dates that have none."""
        if self.reader is not None:
            return self.reader
        if self.code is not None:
            read = (
                cells.read_codes if self.many else cells.read_code_of_each if self.field == "sex" else cells.read_code
            )
            return partial(read, codes=vocabulary[self.code], translations=translations)
        if self.type in (Type.DATE, Type.DATETIME):
            return partial(self._reads_time(), year=year)
        return _READERS[self.type]

    def _reads_time(self) -> Reader:
        if self.type is Type.DATETIME:
            return cells.read_datetime
        if self.field == "until":
            return cells.read_end
        return cells.read_birth_date if self.field == "birth_date" else cells.read_date


_READERS: Mapping[Type, Reader] = {
    Type.STR: cells.read_term,
    Type.INT: cells.read_count,
    Type.FLOAT: cells.read_amount,
    Type.BOOL: cells.read_yes_no,
    Type.STRS: cells.read_list,
}


@cache
def all_targets() -> Mapping[str, Target]:
    """Every path that a mapping may name."""
    made = [
        *_of(Case, "case", leave={"community", "place"}),
        *_extra("case", received_by="首接单位", handed_to="移交单位"),
        Target("case.handed_at", "移交时间", Type.DATETIME),
        *_of(WeeklyList, "weekly", leave={"title", "community"}),
        Target("weekly.status", "清单状态", Type.STR, code="weekly_status"),
        *_of(Organisation, "organisation", leave=set()),
        *_extra("organisation", member_of="上级单位", reports_to="上报单位"),
        Target("organisation.term", "任期", Type.STR, reader=cells.read_period),
        Target("organisation.covers", "负责社区", Type.STRS),
        *_extra("officer", name="联系人", post="职务", person="姓名（一行一人）"),
        Target("officer.telephones", "联系人电话", Type.STRS, sealed=True, reader=cells.read_telephones),
        *_extra("place", address="地址", code="编码"),
        Target("place.aliases", "别名", Type.STRS),
        *(Target(f"place.{level}", zh, Type.STR) for level, zh in VOCABULARY["place_level"].labels.items()),
    ]
    for subject in (*PARTIES, *TENANCIES):
        made += _of_party(subject)
    return {each.path: each for each in made}


def _of(record: type[Node] | type[Edge], subject: str, *, leave: set[str]) -> list[Target]:
    """The paths of a record's own fields, but the machinery's."""
    fields = [each for each in shape_of(record).properties if not each.hidden and each.name not in leave]
    return [_target(subject, each, each.zh) for each in fields if each.name != "visible_to"]


def _of_party(subject: str) -> list[Target]:
    role = {"owner": "产权人", "tenant": "承租人"}.get(subject) or VOCABULARY.label("party_role", subject)
    made = [_target(subject, each, role + each.zh) for each in shape_of(Mention).properties if not each.hidden]
    made += [_target(subject, each, role + each.zh) for each in shape_of(StatedAt).properties if each.name != "also"]
    return [*made, Target(f"{subject}.account", f"{role}平台账号", Type.STR, reader=cells.read_account)]


def _target(subject: str, field: Field, zh: str) -> Target:
    return Target(
        path=f"{subject}.{field.name}",
        zh=zh,
        type=field.type,
        code=field.code,
        sealed=field.sealed,
        reader=_own_reader(subject, field),
    )


def _own_reader(subject: str, field: Field) -> Reader | None:
    match field.name:
        case "number" | "record":
            return cells.read_identifier
        case "code":
            return cells.read_account
        case "name" if subject in (*PARTIES, *TENANCIES):
            return cells.read_names
        case "identity_number":
            return cells.read_identity_number
        case "telephones":
            return cells.read_telephones
        case "telephone":
            return _first_telephone
        case "text" | "result":
            return cells.read_text
        case "title":
            return cells.read_line
    return None


def _first_telephone(cell: Cell, *, remarks: list[str] | None = None) -> str | None:
    """For a record that keeps one telephone: the cell's, several joined."""
    return "、".join(cells.read_telephones(cell, remarks=remarks) or ()) or None


def _extra(subject: str, **fields: str) -> list[Target]:
    return [Target(f"{subject}.{name}", zh, Type.STR) for name, zh in fields.items()]


def day_of(value: dt.date | dt.datetime | None) -> dt.date | None:
    """The day of a moment."""
    return value.date() if isinstance(value, dt.datetime) else value
