"""What cases are about: subjects and their words, from `subjects.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders.demo.chance import Chance

_FILE = Path(__file__).with_name("subjects.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A subject as one row tells it, and how it ends."""

    title: str
    text: str
    result: str
    amount: float | None = None
    """Yuan, when the text names any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One subject and the ways of telling it; `subjects.toml` says what its fields mean."""

    kind: str
    weight: int
    where: str
    department: str
    tellings: tuple[Telling, ...]
    type: str | None = None
    against: str | None = None


@dataclass(frozen=True, slots=True)
class _Book:
    """By kind of case: its subjects, and the openings and asks that they share."""

    subjects: Mapping[str, list[Subject]]
    openings: Mapping[str, list[str]]
    asks: Mapping[str, list[str]]


@cache
def _book() -> _Book:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    subjects: dict[str, list[Subject]] = {}
    for each in tables["subject"]:
        subjects.setdefault(each["kind"], []).append(_subject(each))
    return _Book(subjects, tables["openings"], tables["asks"])


def _subject(entry: dict[str, Any]) -> Subject:
    tellings = tuple(Telling(**each) for each in entry.pop("tellings"))
    return Subject(**entry, tellings=tellings)


def draw_subject(kind: str, chance: Chance) -> Subject:
    """A subject of `kind`, by weight."""
    return chance.weighted({each: each.weight for each in _book().subjects[kind]})


def tell(subject: Subject, chance: Chance, *, home: str, where: str, other: str) -> Telling:
    """`subject` in one of its wordings, about a place and another side."""
    telling = chance.one(subject.tellings)
    amount = chance.number(3, 96) * 100 if "{amount}" in telling.text else None
    words = {
        "home": home,
        "where": where,
        "other": other,
        "days": chance.number(3, 40),
        "hour": chance.one(("十一点", "十二点", "一点")),
        "amount": amount or chance.number(3, 30) * 100,
    }
    opening, ask = chance.one(_book().openings[subject.kind]), chance.one(_book().asks[subject.kind])
    return Telling(
        title=telling.title.format_map(words),
        text=(opening + telling.text + ask).format_map(words),
        result=telling.result.format_map(words),
        amount=float(amount) if amount else None,
    )
