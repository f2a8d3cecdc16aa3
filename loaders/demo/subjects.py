"""What cases are about: subjects and their words, from `subjects.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


@cache
def _book() -> Mapping[str, list[Subject] | tuple[str, ...]]:
    """The subjects of each kind, and the openings and asks that they share."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    subjects = [
        Subject(**{name: tuple(value) if isinstance(value, list) else value for name, value in each.items()})
        for each in tables["subject"]
    ]
    of_kind = {kind: [each for each in subjects if each.kind == kind] for kind in ("dispute", "request", "hazard")}
    return {**of_kind, "openings": tuple(tables["openings"]), "asks": tuple(tables["asks"])}


def draw_subject(kind: str, chance: Chance) -> Subject:
    """A subject of `kind`, by weight."""
    subjects = [each for each in _book()[kind] if isinstance(each, Subject)]
    return chance.weighted({each: each.weight for each in subjects})


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
    opening, ask = (chance.one([str(each) for each in _book()[part]]) for part in ("openings", "asks"))
    return Telling(
        title=chance.one(subject.titles).format_map(words),
        text=(opening + body + ask).format_map(words),
        result=chance.one(subject.results).format_map(words),
        amount=float(amount) if amount else None,
    )
