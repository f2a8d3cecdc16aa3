"""Digests of what mentions state, by which those that may be the same are found without comparing all.

A key says its kind by its first letter. Equal keys are a reason to compare, no more; a value that is missing or a
placeholder makes none, and a masked or damaged one only together with a name. A digest finds, it does not conceal:
short numbers can be guessed from theirs, so keys are hidden like the values themselves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum

from graph.identity.compared.blocking import LETTER, keys_of_facts
from graph.identity.compared.facts import facts_of
from graph.identity.names import NameCell, full_name, organisation_name, read_cell
from graph.identity.numbers import credit_code
from graph.identity.partial import PartialTelephone, birth_shown, read_number, read_telephone
from graph.identity.patterns import UNKNOWN
from graph.identity.places import flat_of
from graph.identity.sounds import loose_sound_of
from graph.model import Mention

_SEPARATOR = "\x1f"


class KeyKind(StrEnum):
    """The first letter of a key."""

    IDENTITY = "i"
    """A valid identity number."""
    ACCOUNT = "a"
    """The account by which a source's platform knows who reports (反映人编号)."""
    NAME = "n"
    """A full name as it sounds, with the last four of a telephone or identity number, masked ones too, or with the
    birth date."""
    TELEPHONE = "t"
    """A full telephone alone, without its extension."""
    DOOR = "d"
    """A full name as it sounds, with building and room: one dwelling's two forms (estate, road and number) agree in
    these. An entrance is left out, as often as not nobody states it."""
    COMPARED = LETTER
    """Values of the columns by which a mapping lets its mentions be compared: see `compared`."""
    CREDIT_CODE = "u"
    ORGANISATION = "o"
    """An organisation's normalised name."""


_HANDED_ON = (KeyKind.ACCOUNT, KeyKind.DOOR)
"""Kinds that no field of a mention tells: its loader made them, from the account and from the place."""

_LAST = 4


def make_key(kind: KeyKind, *parts: str) -> str:
    """The key of `kind` for these normalised values."""
    return kind + hashlib.blake2b(_SEPARATOR.join(parts).encode(), digest_size=10, person=kind.encode()).hexdigest()


def account_key(source: str, account: str) -> str:
    """The key of an account of a source's own platform: equal within one source, letter by letter."""
    return make_key(KeyKind.ACCOUNT, source, account.strip())


def door_keys(name: str, door: str) -> tuple[str, ...]:
    """The keys of a person's name and `PlaceFacts.door`; none where one of them is not known."""
    flat = flat_of(door)
    return tuple(make_key(KeyKind.DOOR, sound, flat) for sound in _sounds(read_cell(name))) if flat else ()


def with_handed_on(stated: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The keys that are `stated`, and of the `known` ones those of kinds that nothing tells anew, sorted."""
    stated = set(stated)
    told = {each[0] for each in stated}
    return tuple(sorted(stated.union(each for each in known if each[0] in _HANDED_ON and each[0] not in told)))


def keys_of(mention: Mention, *, door: str | None = None) -> tuple[str, ...]:
    """The keys of what `mention` states, sorted, and those that its loader gave it.

    `door`: as in `PlaceFacts`; empty: its address has none; None: not known here, the present key stays.
    """
    if mention.profile and mention.kind == "person":
        return compared_keys(mention.profile, mention.original)
    known = tuple(each for each in mention.keys if each[0] in _HANDED_ON)
    if door is not None:
        doors = door_keys(mention.name, door) if mention.kind == "person" else ()
        known = (*(each for each in known if each[0] != KeyKind.DOOR), *doors)
    return keys_from(
        mention.kind,
        mention.name,
        mention.identity_number,
        mention.telephones,
        birth=mention.birth_date,
        handed_on=known,
    )


def compared_keys(profile: str, original: str) -> tuple[str, ...]:
    """The keys of a mention that is compared by columns of its source row, sorted: it has no others."""
    return keys_of_facts(facts_of(profile, original))


def keys_from(
    kind: str,
    name: str,
    number: str,
    telephones: Iterable[str],
    *,
    birth: dt.date | None = None,
    handed_on: Iterable[str] = (),
) -> tuple[str, ...]:
    """The keys of a mention that states this, sorted: before there is a record. `handed_on`: of accounts and doors."""
    if kind == "organisation":
        stated: Iterable[str] = _organisation_keys(name, number)
    else:
        stated = _person_keys(name, number, [read_telephone(each) for each in telephones], birth)
    return tuple(sorted({*stated, *(each for each in handed_on if each[0] in _HANDED_ON)}))


def accounts_of(mention: Mention) -> tuple[str, ...]:
    """The account keys among a mention's keys: no field states them, so they are handed on."""
    return tuple(each for each in mention.keys if each.startswith(KeyKind.ACCOUNT))


def _person_keys(name: str, number: str, telephones: list[PartialTelephone], birth: dt.date | None) -> Iterator[str]:
    read = read_number(number)
    if read.valid is not None:
        yield make_key(KeyKind.IDENTITY, read.valid)
    lines = [line_of(each.full or each.pattern) for each in telephones]
    for each, line in zip(telephones, lines, strict=True):
        if each.full:
            yield make_key(KeyKind.TELEPHONE, line)
    sounds = _sounds(read_cell(name))
    if not sounds:
        return
    known = read.valid or read.pattern
    beside = {f"t{tail}" for line in lines if (tail := _tail(line))}
    if tail := _tail(known):
        beside.add(f"i{tail}")
    beside.update(f"b{day}" for day in (birth_shown(known), birth.isoformat() if birth else "") if day)
    for sound in sounds:
        for each in beside:
            yield make_key(KeyKind.NAME, sound, each)


def line_of(telephone: str) -> str:
    """A telephone without its extension."""
    return telephone.partition("-")[0]


def _sounds(cell: NameCell) -> tuple[str, ...]:
    """How the full names of a cell sound."""
    if cell.others:
        return tuple(dict.fromkeys(filter(None, map(loose_sound_of, (cell.name, *map(full_name, cell.others))))))
    sound = loose_sound_of(cell.name)
    return (sound,) if sound else ()


def _tail(value: str) -> str:
    """The last four characters of a number, whole or a pattern; empty when one of them is not known."""
    tail = value[-_LAST:]
    return "" if UNKNOWN in tail else tail


def _organisation_keys(name: str, number: str) -> list[str]:
    keys: list[str] = []
    if (code := credit_code(number)) is not None:
        keys.append(make_key(KeyKind.CREDIT_CODE, code))
    if normal := organisation_name(name):
        keys.append(make_key(KeyKind.ORGANISATION, normal))
    return keys
