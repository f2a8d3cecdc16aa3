"""The rows that tell of a person: one is right, the others are copies of it that went wrong here and there."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import NamedTuple

from bench.historical.names import COUNTIES, OCCUPATIONS, SHORT
from bench.historical.people import Person, people, postcode

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SIZES = tuple(range(1, 26))
_SIZE_WEIGHTS = tuple(1.0 if each < 5 else 2.2 if each < 15 else 1.0 / (each - 13) for each in _SIZES)


class Row(NamedTuple):
    """One row, with the columns of its file in their order."""

    unique_id: str
    cluster: str
    full_name: str
    first_and_surname: str
    first_name: str
    surname: str
    dob: str
    birth_place: str
    postcode_fake: str
    gender: str
    occupation: str


class Name(NamedTuple):
    """How one row calls a person."""

    given: str
    middle: tuple[str, ...]
    surname: str
    title: str


def rows(count: int, *, seed: int, noise: float = 1.0) -> list[Row]:
    """The rows of `count` people in no order; `noise`: how many times as often as usual something goes wrong."""
    chance = random.Random(seed)
    found = [row for person in people(count, chance) for row in _of(person, chance, noise)]
    chance.shuffle(found)
    return [each._replace(unique_id=f"R{number:06d}") for number, each in enumerate(found)]


def _of(person: Person, chance: random.Random, noise: float) -> Iterator[Row]:
    size = chance.choices(_SIZES, _SIZE_WEIGHTS)[0]
    for number in range(size):
        wrong = 0.0 if number == 0 else noise * chance.uniform(0.3, 1.7)
        yield _row(person, chance, wrong)


def _row(person: Person, chance: random.Random, wrong: float) -> Row:
    def happens(share: float) -> bool:
        return chance.random() < share * wrong

    name = _called(person, chance, wrong)
    gone = chance.random()
    given = "" if happens(0.03) else name.given
    surname = "" if happens(0.03) else name.surname
    full = " ".join(each for each in (given, *name.middle, surname, name.title) if each)
    short = " ".join(each for each in (given, surname) if each)
    return Row(
        unique_id="",
        cluster=person.key,
        full_name=full,
        first_and_surname=short,
        first_name=given,
        surname=surname,
        dob=_born(person, chance, wrong),
        birth_place=_birth_place(person, chance, wrong),
        postcode_fake=_postcode(person, chance, wrong),
        gender="" if gone < 0.15 * wrong else person.sex,
        occupation=_occupation(person, chance, wrong),
    )


def _called(person: Person, chance: random.Random, wrong: float) -> Name:
    given, middle, surname, title = person.given, person.middle, person.surname, person.title
    slip = chance.random() / (wrong or 1e-9)
    if slip < 0.13:
        given = SHORT.get(given, given)
    elif slip < 0.16:
        given = given[0]
    elif slip < 0.20 and middle:
        given, middle = middle[0], middle[1:]
    elif slip < 0.27:
        given = _mistyped(given, chance)
    if person.seat and chance.random() < 0.35:
        surname = person.seat
    elif person.married and chance.random() < 0.4:
        surname = person.married
    slip = chance.random() / (wrong or 1e-9)
    if slip < 0.14:
        surname = _mistyped(surname, chance)
    elif slip < 0.16:
        surname = _mistyped(_mistyped(surname, chance), chance)
    elif slip < 0.19:
        given, surname = surname, given
    if chance.random() < 0.45 * wrong:
        middle = ()
    elif chance.random() < 0.2 * wrong:
        middle = tuple(each[0] for each in middle)
    if chance.random() < 0.4 * wrong:
        title = ""
    return Name(given, middle, surname, title)


def _mistyped(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word))
    match chance.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + chance.choice(_LETTERS) + word[at:]
        case 2:
            return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]
        case _:
            return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _born(person: Person, chance: random.Random, wrong: float) -> str:
    born = person.born if person.knows_day else dt.date(person.born.year, 1, 1)
    slip = chance.random() / (wrong or 1e-9)
    if slip < 0.12:
        return ""
    if slip < 0.24:
        return f"{born.year}-01-01"
    if slip < 0.34:
        at = chance.choice((2, 3, 5, 6, 8, 9))
        text = born.isoformat()
        changed = f"{text[:at]}{chance.randrange(10)}{text[at + 1 :]}"
        return changed if _is_day(changed) else text
    if slip < 0.40:
        return (born + dt.timedelta(days=chance.randint(-25, 25))).isoformat()
    if slip < 0.46:
        return f"{born.year + chance.choice((-4, -2, -1, 1, 2, 3))}-01-01"
    if slip < 0.48 and born.day <= 12:
        return f"{born.year}-{born.day:02d}-{born.month:02d}"
    return born.isoformat()


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _birth_place(person: Person, chance: random.Random, wrong: float) -> str:
    slip = chance.random() / (wrong or 1e-9)
    if slip < 0.12:
        return ""
    if slip < 0.27:
        return person.county
    if slip < 0.32:
        return chance.choice(COUNTIES)
    return person.place if slip > 0.36 else _mistyped(person.place, chance)


def _postcode(person: Person, chance: random.Random, wrong: float) -> str:
    slip = chance.random() / (wrong or 1e-9)
    if slip < 0.15:
        return ""
    if slip < 0.32:
        return f"{person.postcode[:-2]}{chance.choice(_LETTERS)}{chance.choice(_LETTERS)}"
    if slip < 0.45:
        return postcode(person.place, chance, near=person.postcode)
    return postcode(person.place, chance) if slip < 0.55 else person.postcode


def _occupation(person: Person, chance: random.Random, wrong: float) -> str:
    slip = chance.random() / (wrong or 1e-9)
    if slip < 0.25:
        return ""
    return chance.choice(OCCUPATIONS) if slip < 0.35 else person.occupation
