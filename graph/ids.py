"""Stable public ids: a kind, a dash, sixteen letters and digits made from what the record is known by outside."""

from __future__ import annotations

import hashlib
import re

from graph.errors import BadId

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
"""Two letters for every ten bits: an id is made for each place of each row."""
_SHIFTS = range(70, -1, -10)
_SHAPE = re.compile(r"([a-z]+)-([0-9a-hjkmnp-tv-z]{16})")
_SEPARATOR = "\x1f"


def make_id(kind: str, *parts: str) -> str:
    """The id of the record of `kind` that `parts` name, the same on every machine and for ever.

    80 bits of BLAKE2b: among a million records of a kind two share an id with odds of 1 to 10^12.
    The parts cannot be read back from it, so a telephone among them does not leak.
    """
    digest = hashlib.blake2b(_SEPARATOR.join(parts).encode(), digest_size=10, person=kind.encode()[:16]).digest()
    number = int.from_bytes(digest, "big")
    return f"{kind}-{''.join([_PAIRS[(number >> shift) & 1023] for shift in _SHIFTS])}"


def kind_of(id: str) -> str:
    """The kind that an id says it is of. Raises BadId when it does not look like an id."""
    shape = _SHAPE.fullmatch(id)
    if shape is None:
        raise BadId(id=id)
    return shape[1]
