"""What a mention states, read once: the values that the rules compare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.identity.compared.facts import Facts, facts_of
from graph.identity.keys import KeyKind, accounts_of
from graph.identity.names import Form, StatedName, read_cell
from graph.identity.partial import PartialNumber, birth_shown, read_number, read_telephone, sex_shown
from graph.identity.places import NOWHERE, PlaceFacts
from graph.identity.shapes import shapes_of
from graph.identity.sounds import loose_sound_of, sound_of
from graph.model import Mention


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention's values in normal form."""

    mention: str
    name: StatedName
    other_names: tuple[str, ...] = ()
    """Full names that are stated as former or other ones with it (曾用名, 又名), sorted."""
    sound: str = ""
    """Of a full name: its syllables without tones, joined by spaces."""
    loose: str = ""
    """The sound with what dictation confuses made one: z and zh, n and l, in and ing …"""
    shapes: tuple[str, ...] = ()
    """Of a full name: patterns, of which two names that look alike share one."""
    sex: str | None = None
    """From a valid number, else as stated, else from what a masked number shows or a title says."""
    birth: str | None = None
    """ISO date: from a valid number, else from what another shows, else as stated; stated before a mistyped one's."""
    number: str | None = None
    """A valid identity number; None: none stated, or one that does not count."""
    number_pattern: str = ""
    """18 characters, `*` for unknown, of a masked, damaged or mistyped number; empty beside a valid one."""
    number_stated: str = ""
    """The 18 characters of a mistyped number: nothing is hidden, but the check character or the date is wrong."""
    number_contradicted: bool = False
    """The sex or birth date stated beside a valid number is not the number's: it may be someone else's."""
    telephones: tuple[str, ...] = ()
    """Full ones."""
    telephone_patterns: tuple[str, ...] = ()
    """Masked ones: 11 characters, `*` for unknown."""
    accounts: tuple[str, ...] = ()
    """Keys of accounts."""
    unit: str = ""
    building: str = ""
    door: str = ""
    stem: str = ""
    """As in `PlaceFacts`."""
    stem_kind: str = ""
    homes: tuple[str, ...] = ()
    """As `kind` and `homes` in `PlaceFacts`."""
    stated_on: dt.date | None = None
    stated_sex: str | None = None
    """As stated, or as a title says: for when the number turns out to be somebody else's."""
    stated_birth: str | None = None
    facts: Facts | None = None
    """Of a mention that is compared by columns of its source row: their values. It states nothing else."""
    finding: tuple[str, ...] = ()
    """Keys of a name together with a part of something else: see `keys.py`."""


_SEXES = {"1": "male", "2": "female"}
"""The codes of GB/T 2261.1 that say one."""


_FINDING = (KeyKind.NAME, KeyKind.DOOR, KeyKind.COMPARED)


def evidence_of(mention: Mention, place: PlaceFacts = NOWHERE) -> Evidence:
    """What `mention` states, and the place that its address was read to."""
    if mention.profile:
        return _compared(mention)
    cell = read_cell(mention.name)
    name = cell.name
    full = name.form is Form.FULL
    number = read_number(mention.identity_number)
    sex = _SEXES.get(mention.sex or "")
    telephones = _telephones(mention.telephones)
    return Evidence(
        mention.id,
        name,
        cell.others,
        sound_of(name) if full else "",
        loose_sound_of(name) if full else "",
        shapes_of(name.text) if full else (),
        _sex(number, sex, cell.sex),
        _birth(number, mention.birth_date),
        number.valid,
        number.pattern,
        number.mistyped,
        number.valid is not None and _contradicted(number.valid, sex or cell.sex, mention.birth_date),
        *telephones,
        accounts_of(mention),
        place.unit,
        place.building,
        place.door,
        place.stem,
        place.kind,
        place.homes,
        mention.stated_on,
        sex or cell.sex,
        mention.birth_date.isoformat() if mention.birth_date else None,
        finding=tuple(each for each in mention.keys if each[0] in _FINDING),
    )


def _compared(mention: Mention) -> Evidence:
    return Evidence(
        mention.id,
        StatedName("", Form.NONE, ""),
        stated_on=mention.stated_on,
        facts=facts_of(mention.profile, mention.original),
        finding=mention.keys,
    )


def _sex(number: PartialNumber, stated: str | None, titled: str | None) -> str | None:
    if number.valid is not None:
        return sex_shown(number.valid)
    return stated or (None if number.mistyped else sex_shown(number.pattern)) or titled


def _birth(number: PartialNumber, stated: dt.date | None) -> str | None:
    if number.valid is not None:
        return birth_shown(number.valid)
    if number.mistyped and stated is not None:
        return stated.isoformat()
    return birth_shown(number.pattern) or (stated.isoformat() if stated else None)


def _contradicted(number: str, sex: str | None, birth: dt.date | None) -> bool:
    if sex is not None and sex != sex_shown(number):
        return True
    return birth is not None and birth.isoformat() != birth_shown(number)


def _telephones(stated: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The full ones and the patterns, each once, in their order."""
    if not stated:
        return (), ()
    read = [read_telephone(each) for each in stated]
    full = tuple(dict.fromkeys(each.full for each in read if each.full))
    return full, tuple(dict.fromkeys(each.pattern for each in read if each.pattern))
