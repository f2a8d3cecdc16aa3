"""What a source row says in the columns that are compared, in normal form: read once for each mention.

Everything that a condition would have to work out of two rows is worked out here once a row, in letters that are one
byte each: so that Python and a database, of which one counts letters and the other bytes, measure alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from graph.identity.compared.days import read_day
from graph.identity.compared.profile import Comparator, Profile, columns_of, profile_of_text
from graph.identity.compared.words import full_form, plain, telling

Values = Mapping[str, Any]
"""By field: text, a whole number, a tuple of texts; None: not stated."""
NAMES = (Comparator.GIVEN_NAME, Comparator.FAMILY_NAME, Comparator.FULL_NAME)
_BRITISH = re.compile(r"([a-z]{1,2})(\d[a-z\d]?)(\d)([a-z]{2})")
_LEAST_WORD = 3
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?")


class Facts(NamedTuple):
    """The values of one mention."""

    profile: str
    """As the mention keeps it: values of different profiles are never compared."""
    values: Values


@lru_cache(maxsize=1_024)
def facts_of(profile: str, original: str) -> Facts:
    """What the row `original`, a JSON object of column and cell, says under a profile. Not to be changed."""
    row: Mapping[str, Any] = orjson.loads(original) if original else {}
    return Facts(profile, dict(_read(profile_of_text(profile), row)))


@lru_cache(maxsize=256)
def fields_of(profile: str) -> Mapping[str, type]:
    """The fields of a profile, and what each holds: str, int or tuple."""
    named: dict[str, type] = {}
    stated = profile_of_text(profile)
    if columns_of(stated, *NAMES):
        named |= {"given": str, "form": str, "family": str, "words": tuple, "more": tuple}
    for at, comparator in enumerate(stated.values()):
        named |= {f"c{at}{ending}": kind for ending, kind in _FIELDS.get(comparator, {}).items()}
    return named


_FIELDS: Mapping[Comparator, Mapping[str, type]] = {
    Comparator.DATE: {"": str, "_year": int, "_day": int},
    Comparator.POSTCODE: {"": str, "_sector": str, "_district": str, "_area": str},
    Comparator.TEXT: {"": str},
    Comparator.CATEGORY: {"": str},
    Comparator.EXACT: {"": str},
    Comparator.IDENTIFIER: {"": str},
}


def _read(profile: Profile, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    cells = {column: str(row.get(column) or "") for column in profile}
    if columns_of(profile, *NAMES):
        yield from _names(profile, cells)
    for at, (column, comparator) in enumerate(profile.items()):
        if comparator is Comparator.DATE:
            day = read_day(cells[column])
            yield f"c{at}", day.isoformat() if day else None
            yield f"c{at}_year", day.year if day else None
            yield f"c{at}_day", day.toordinal() if day else None
        elif comparator is Comparator.POSTCODE:
            parts = _postcode(plain(cells[column]).replace(" ", ""))
            yield from zip((f"c{at}", f"c{at}_sector", f"c{at}_district", f"c{at}_area"), parts, strict=True)
        elif comparator is Comparator.IDENTIFIER:
            yield f"c{at}", plain(cells[column]).replace(" ", "") or None
        elif comparator not in NAMES:
            yield f"c{at}", plain(cells[column]) or None


def _names(profile: Profile, cells: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Given and family name, from the words of a full name where no column of their own has them."""
    given, family, full = (" ".join(plain(cells[each]) for each in columns_of(profile, kind)).strip() for kind in NAMES)
    words = telling(f"{given} {full} {family}")
    own = telling(full)
    if not given and own and not (family and own[0] == family):
        given = own[0]
    if not family and len(own) > 1 and own[-1] != given:
        family = own[-1]
    first = given.split()[0] if given else None
    said = {*given.split(), *family.split(), family.replace(" ", "")}
    more = tuple(
        each for each in words if each not in said and len(each) >= _LEAST_WORD and not _ORDINAL.fullmatch(each)
    )
    yield "given", first
    yield "form", full_form(first) if first else None
    yield "family", family or None
    yield "words", tuple(dict.fromkeys((*words, family))) if family else words or None
    yield "more", tuple(sorted({*more, *given.split()[1:]})) or None


def _postcode(code: str) -> tuple[str | None, str | None, str | None, str | None]:
    """The code, and the ever larger parts of the country that it lies in: tq138df, tq138, tq13, tq."""
    if not code:
        return None, None, None, None
    if found := _BRITISH.fullmatch(code):
        area, district, sector, _ = found.groups()
        return code, f"{area}{district}{sector}", f"{area}{district}", area
    return code, code[:4], code[:3], code[:2]
