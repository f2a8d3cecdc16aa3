"""What the comparisons compare: the columns of a mention, for the Python scorer and for a database alike.

Everything that a condition would have to work out of two rows is worked out here once a row, so that conditions
are plain enough for every engine: a masked value becomes a LIKE pattern with `_` for what it hides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graph.identity.evidence import Evidence
from graph.identity.names import Form
from graph.identity.numbers import identity_number
from graph.identity.patterns import UNKNOWN
from graph.identity.places import entrance_of, flat_of

LEAST_FIGURES = 8
"""A number that shows fewer is taken for silent: 4201 alone is true of nearly everyone here."""
LEAST_DIGITS = 7
"""Of a telephone: the usual mask shows the first three and the last four."""
_FORMS = {"estate": "estate", "lane": "street", "road": "street"}
_FULL = 18
_MODULUS = 11
_WEIGHTS = tuple(pow(2, _FULL - 1 - place, _MODULUS) for place in range(_FULL))
"""ISO 7064 MOD 11-2: the weighted sum of a valid number leaves 1."""


class Columns(NamedTuple):
    """A mention as it is compared. None: it says nothing on this."""

    name: str | None
    """A full name."""
    surname: str | None
    """Of a full name or a title form."""
    title: str | None
    """The surname of a title form (王女士)."""
    sound: str | None
    loose: str | None
    shapes: tuple[str, ...] | None
    wild: tuple[str, ...] | None
    """A full name with one character of two or more given ones left open."""
    shorter: tuple[str, ...] | None
    """A full name of three or four characters with one of the given name left out."""
    other_names: tuple[str, ...] | None
    sex: str | None
    birth: str | None
    number: str | None
    """A valid identity number."""
    doubtful: bool
    """Sex or birth date are stated otherwise than in the valid number."""
    figures: str | None
    """The valid number, else its pattern of 18 with `*`."""
    figures_like: str | None
    figures_shown: int | None
    """How many characters are shown."""
    figures_places: int | None
    """Which are shown, a bit each."""
    repairs: tuple[str, ...] | None
    """Of a number whose check digit fails: the valid ones that are one wrong or two swapped characters away."""
    telephones: tuple[str, ...] | None
    telephone_text: str | None
    """All telephones, masked ones too, each between commas."""
    telephone_like: str | None
    """Matches the text of whoever has a telephone that the first masked one may be."""
    mobile: str | None
    """The first full mobile number."""
    unit: str | None
    building: str | None
    homes: tuple[str, ...] | None
    """Building, entrance and room under each stem that is stated."""
    flats: tuple[str, ...] | None
    """The same without the entrance, where a building is stated."""
    flat: str | None
    """Building and room."""
    entrance: str | None
    one_form: str | None
    """The kind of the stem, where only one is stated, to compare with another kind's: estate, or street."""
    accounts: tuple[str, ...] | None


@lru_cache(maxsize=16384)
def columns_of(evidence: Evidence) -> Columns:
    """The columns of `evidence`."""
    name = evidence.name
    full = name.form is Form.FULL
    figures = _figures(evidence)
    shown = [each != UNKNOWN for each in figures or ""]
    texts = _telephone_texts(evidence)
    patterns = [each for each in evidence.telephone_patterns if each in texts]
    flat = flat_of(evidence.door) or None
    return Columns(
        name=name.text if full else None,
        surname=name.surname or None,
        title=name.surname or None if name.form is Form.TITLE else None,
        sound=evidence.sound or None,
        loose=evidence.loose or None,
        shapes=evidence.shapes or None,
        wild=_wild(name.text, name.surname) if full else None,
        shorter=_shorter(name.text, name.surname) if full else None,
        other_names=evidence.other_names or None,
        sex=evidence.sex or None,
        birth=evidence.birth or None,
        number=evidence.number,
        doubtful=evidence.number_contradicted,
        figures=figures,
        figures_like=figures and figures.replace(UNKNOWN, "_"),
        figures_shown=sum(shown) if figures else None,
        figures_places=sum(1 << place for place, each in enumerate(shown) if each) if figures else None,
        repairs=_repairs(evidence.number_stated) if evidence.number_stated else None,
        telephones=evidence.telephones or None,
        telephone_text=f",{','.join(texts)}," if texts else None,
        telephone_like=f"%,{patterns[0].replace(UNKNOWN, '_')},%" if patterns else None,
        mobile=next((each for each in evidence.telephones if len(each) == 11 and each[0] == "1"), None),
        unit=evidence.unit or None,
        building=evidence.building or None,
        homes=evidence.homes or None,
        flats=tuple(f"{each.partition('|')[0]}|{flat}" for each in evidence.homes) or None if flat else None,
        flat=flat,
        entrance=entrance_of(evidence.door) or None,
        one_form=_FORMS.get(evidence.stem_kind) if len(evidence.homes) == 1 else None,
        accounts=evidence.accounts or None,
    )


def fits(text: str, like: str) -> bool:
    """SQL's `text LIKE like`, of two equally long texts without `%`."""
    return len(text) == len(like) and all(b in ("_", a) for a, b in zip(text, like, strict=True))


def holds_one(text: str, like: str) -> bool:
    """SQL's `text LIKE like`, where `text` is telephones between commas and `like` is `%,one,%`."""
    return any(fits(each, like[2:-2]) for each in text[1:-1].split(","))


def _wild(name: str, surname: str) -> tuple[str, ...] | None:
    if not surname or len(name) - len(surname) < 2:
        return None
    return tuple(f"{name[:at]}?{name[at + 1 :]}" for at in range(len(surname), len(name)))


def _shorter(name: str, surname: str) -> tuple[str, ...] | None:
    if not surname or len(name) not in (3, 4):
        return None
    left = {name[:at] + name[at + 1 :] for at in range(len(surname), len(name))}
    return tuple(sorted(each for each in left if len(each) > len(surname))) or None


def _figures(evidence: Evidence) -> str | None:
    if evidence.number:
        return evidence.number
    pattern = evidence.number_pattern
    return pattern if len(pattern.replace(UNKNOWN, "")) >= LEAST_FIGURES else None


def _telephone_texts(evidence: Evidence) -> tuple[str, ...]:
    masked = (each for each in evidence.telephone_patterns if len(each.replace(UNKNOWN, "")) >= LEAST_DIGITS)
    return (*evidence.telephones, *masked)


def _repairs(figures: str) -> tuple[str, ...] | None:
    values = [10 if each == "X" else int(each) for each in figures]
    excess = (sum(map(int.__mul__, values, _WEIGHTS)) - 1) % _MODULUS
    changed = (_substituted(values, place, excess) for place in range(_FULL))
    swapped = (_swapped(values, place, excess) for place in range(_FULL - 1))
    near = {"".join("X" if each == 10 else str(each) for each in made) for made in (*changed, *swapped) if made}
    return tuple(sorted(each for each in near if identity_number(each) == each)) or None


def _substituted(values: list[int], place: int, excess: int) -> list[int] | None:
    """The one value at `place` that makes the check digit right."""
    value = (values[place] - excess * pow(_WEIGHTS[place], -1, _MODULUS)) % _MODULUS
    return [*values[:place], value, *values[place + 1 :]] if _possible(value, place) else None


def _swapped(values: list[int], place: int, excess: int) -> list[int] | None:
    one, other = values[place], values[place + 1]
    change = (other - one) * (_WEIGHTS[place] - _WEIGHTS[place + 1])
    if (excess + change) % _MODULUS or not _possible(other, place):
        return None
    return [*values[:place], other, one, *values[place + 2 :]]


def _possible(value: int, place: int) -> bool:
    return value < 10 or place == _FULL - 1
