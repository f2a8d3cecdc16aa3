"""Who the rows are about."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.historical.names import (
    COUNTIES,
    ENDS,
    MEN,
    OCCUPATIONS,
    PLACES,
    STARTS,
    SURNAMES,
    WOMEN,
    falling,
)  # fmt: skip

_MEN, _WOMEN, _SURNAMES = falling(MEN, by=1.0), falling(WOMEN, by=1.0), falling(SURNAMES, by=0.6)
_PLACES, _OCCUPATIONS = falling(PLACES, by=0.9), falling(OCCUPATIONS, by=0.9)
_RANKS = ("baronet", "baron", "viscount", "earl")
_FAMILY = 0.12
"""Share of people who are a child, brother or grandson of the one before, with his surname and home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person, as a careful biographer would state him."""

    key: str
    given: str
    middle: tuple[str, ...]
    surname: str
    title: str
    """As `2nd baron stanhope of ashford`; empty: none."""
    seat: str
    """The place of the title; empty: none."""
    married: str
    """A second surname; empty: none."""
    born: dt.date
    knows_day: bool
    """False: only the year is known, and written as its first of January."""
    place: str
    county: str
    postcode: str
    sex: str
    occupation: str


def people(count: int, chance: random.Random) -> Iterator[Person]:
    """So many people, some of them of one family."""
    before: Person | None = None
    for number in range(count):
        kin = before if before is not None and chance.random() < _FAMILY else None
        before = _person(f"P{number:05d}", chance, kin)
        yield before


def _person(key: str, chance: random.Random, kin: Person | None) -> Person:
    woman = chance.random() < 0.17
    names = _WOMEN if woman else _MEN
    surname = kin.surname if kin else _surname(chance)
    given = kin.given if kin and kin.sex == ("female" if woman else "male") and chance.random() < 0.35 else None
    titled = not woman and chance.random() < 0.1
    seat = f"{chance.choice(STARTS)}{chance.choice(ENDS)}"
    rank = chance.choice(_RANKS)
    ordinal = chance.choice(("1st", "1st", "2nd", "3rd", "4th", "5th"))
    place = kin.place if kin else _PLACES.draw(chance)
    return Person(
        key=key,
        given=given or names.draw(chance),
        middle=tuple(names.draw(chance) for _ in range(chance.choices((0, 1, 2), (55, 38, 7))[0])),
        surname=surname,
        title="" if not titled else f"{ordinal} {rank}" + ("" if rank == "baronet" else f" {seat}"),
        seat=seat if titled and rank != "baronet" else "",
        married=_surname(chance) if woman and chance.random() < 0.5 else "",
        born=_day(chance, kin),
        knows_day=chance.random() < 0.82,
        place=place,
        county=COUNTIES[sum(map(ord, place)) % len(COUNTIES)],
        postcode=postcode(place, chance),
        sex="female" if woman else "male",
        occupation=_OCCUPATIONS.draw(chance),
    )


def _surname(chance: random.Random) -> str:
    if chance.random() < 0.55:
        return _SURNAMES.draw(chance)
    return f"{chance.choice(STARTS)}{chance.choice(ENDS)}"


def _day(chance: random.Random, kin: Person | None) -> dt.date:
    if kin is not None:
        year = kin.born.year + chance.choice((2, 3, 5, 8, 25, 31, 36, 58))
    else:
        year = 1500 + round(400 * max(chance.random(), chance.random()))
    return dt.date(year, 1, 1) + dt.timedelta(days=chance.randrange(365))


def postcode(place: str, chance: random.Random, *, near: str = "") -> str:
    """A made-up postcode of a place; `near`: one that it shares the district with."""
    digest = sum(map(ord, place))
    area = "abcdeghklmnoprstuw"[digest % 18] + "abdehlnprst"[digest % 11]
    district = near.split(maxsplit=1)[0] if near else f"{area}{chance.randrange(1, 24)}"
    letters = "abdefghjlnpqrstuwxyz"
    return f"{district} {chance.randrange(1, 10)}{chance.choice(letters)}{chance.choice(letters)}"
