"""Digests of what mentions state, by which those that may be the same are found without comparing all.

A key says its kind by its first letter. Equal keys are equal evidence; a value that is missing, masked,
damaged or a placeholder makes none. A digest finds, it does not conceal: short numbers can be guessed from
theirs, so keys are hidden like the values themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from graph.identity.names import Form, organisation_name, read_name
from graph.identity.numbers import credit_code, identity_number, telephone
from graph.model import Mention

_SEPARATOR = "\x1f"


class KeyKind(StrEnum):
    """The first letter of a key."""

    IDENTITY = "i"
    """A valid identity number."""
    ACCOUNT = "a"
    """The account by which a source's platform knows who reports (反映人编号)."""
    CONTACT = "c"
    """A full telephone together with a full name."""
    TELEPHONE = "t"
    """A full telephone alone: joins nobody, but shows by how many names it is shared."""
    CREDIT_CODE = "u"
    ORGANISATION = "o"
    """An organisation's normalised name."""


JOINING = (KeyKind.IDENTITY, KeyKind.ACCOUNT, KeyKind.CONTACT)
"""Kinds that a certain rule joins by."""


def make_key(kind: KeyKind, *parts: str) -> str:
    """The key of `kind` for these normalised values."""
    return kind + hashlib.blake2b(_SEPARATOR.join(parts).encode(), digest_size=10, person=kind.encode()).hexdigest()


def account_key(source: str, account: str) -> str:
    """The key of an account of a source's own platform: equal within one source, letter by letter."""
    return make_key(KeyKind.ACCOUNT, source, account.strip())


def keys_of(mention: Mention) -> tuple[str, ...]:
    """The keys of what `mention` states, sorted, and the account keys that its loader gave it."""
    return keys_from(
        mention.kind, mention.name, mention.identity_number, mention.telephones, accounts=accounts_of(mention)
    )


def keys_from(
    kind: str, name: str, number: str, telephones: Iterable[str], *, accounts: Iterable[str] = ()
) -> tuple[str, ...]:
    """The keys of a mention that states this, sorted: before there is a record."""
    stated = _organisation_keys(name, number) if kind == "organisation" else _person_keys(name, number, telephones)
    return tuple(sorted({*stated, *accounts}))


def accounts_of(mention: Mention) -> tuple[str, ...]:
    """The account keys among a mention's keys: no field states them, so they are handed on."""
    return tuple(each for each in mention.keys if each.startswith(KeyKind.ACCOUNT))


def _person_keys(name: str, number: str, telephones: Iterable[str]) -> list[str]:
    keys: list[str] = []
    if (valid := identity_number(number)) is not None:
        keys.append(make_key(KeyKind.IDENTITY, valid))
    read = read_name(name)
    for each in filter(None, map(telephone, telephones)):
        keys.append(make_key(KeyKind.TELEPHONE, each))
        if read.form is Form.FULL:
            keys.append(make_key(KeyKind.CONTACT, each, read.text))
    return keys


def _organisation_keys(name: str, number: str) -> list[str]:
    keys: list[str] = []
    if (code := credit_code(number)) is not None:
        keys.append(make_key(KeyKind.CREDIT_CODE, code))
    if normal := organisation_name(name):
        keys.append(make_key(KeyKind.ORGANISATION, normal))
    return keys
