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


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject and the ways of telling it."""

    kind: str
    weight: int
    where: str
    department: str
    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    results: tuple[str, ...]
    type: str | None = None
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A subject as one row tells it."""

    title: str
    text: str
    result: str
    amount: float | None
    """Yuan, when the text names any."""


@dataclass(frozen=True, slots=True)
class _Book:
    """The subjects of each kind, and the openings and asks that they share."""

    subjects: Mapping[str, list[Subject]]
    openings: tuple[str, ...]
    asks: tuple[str, ...]


@cache
def _book() -> _Book:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    subjects: dict[str, list[Subject]] = {}
    for each in tables["subject"]:
        subjects.setdefault(each["kind"], []).append(_subject(each))
    return _Book(subjects, tuple(tables["openings"]), tuple(tables["asks"]))


def _subject(entry: dict[str, Any]) -> Subject:
    facts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Subject(**facts)


def draw_subject(kind: str, chance: Chance) -> Subject:
    """A subject of `kind`, by weight."""
    return chance.weighted({each: each.weight for each in _book().subjects[kind]})


def tell(subject: Subject, chance: Chance, *, where: str, other: str) -> Telling:
    """`subject` in one of its wordings, about a place and another side."""
    body = chance.one(subject.bodies)
    amount = chance.number(3, 96) * 100 if "{amount}" in body else None
    words = {
        "where": where,
        "other": other,
        "days": chance.number(3, 40),
        "hour": chance.one(("十一点", "十二点", "一点")),
        "amount": amount or chance.number(3, 30) * 100,
    }
    opening, ask = chance.one(_book().openings), chance.one(_book().asks)
    return Telling(
        title=chance.one(subject.titles).format_map(words),
        text=(opening + body + ask).format_map(words),
        result=chance.one(subject.results).format_map(words),
        amount=float(amount) if amount else None,
    )
