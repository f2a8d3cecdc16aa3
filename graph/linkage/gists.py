"""The gist of a case's text: keys by which cases that say the like find each other, with weights that add up exactly.

A key carries its weight, in eighths of a bit, in its first two characters: what two cases share is then a sum of whole
numbers of their own keys alone, the same in whatever order it is made and whoever makes it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from graph.ids import make_id
from graph.linkage.references import plain_number, references_of, text_of
from graph.linkage.texts.keys import VERSION, keys_of
from graph.linkage.texts.rarity import Rarity
from graph.model import Case, Gist

ENOUGH = 144
"""Eighths of a bit that two cases must share to be compared: 18 bits, a name of three or four characters."""
_EIGHTHS = 8
_HEAVIEST = 254
_NUMBER = "ff#"
"""How the key of a case's number begins, its own or another's that it names: one is enough."""
_LONG = 6
"""Characters beyond which a key is digested: most words are shorter."""
_TELLING_NUMBER = 5
"""Characters; shorter numbers count rows, and every source has them."""
_SEPARATOR = "\x1f"


def gist_id(case: str) -> str:
    """The id of the gist of a case."""
    return make_id("gist", case)


def gist_of(case: Case, rarity: Rarity | None = None) -> Gist:
    """The gist of a case as it is; by the shipped counts, where none are given."""
    return Gist(
        id=gist_id(case.id),
        visible_to=case.visible_to,
        case=case.id,
        version=VERSION,
        digest=_digest(case),
        received_at=case.received_at,
        keys=tuple(dict.fromkeys((*_numbers(case), *_words(case, rarity)))),
    )


def is_current(gist: Gist, case: Case) -> bool:
    """Whether a gist is that of the case as it is; much quicker than to make it."""
    told = (gist.received_at, gist.visible_to) == (case.received_at, case.visible_to)
    return told and gist.version == VERSION and gist.digest == _digest(case)


def weight_of(key: str) -> int:
    """Eighths of a bit."""
    return int(key[:2], 16)


def says_enough(gist: Gist) -> bool:
    """Whether its words alone are enough to find another by."""
    return sum(weight_of(each) for each in gist.keys if not each.startswith(_NUMBER)) >= ENOUGH


def _digest(case: Case) -> str:
    said = _SEPARATOR.join((str(VERSION), case.title, case.text, case.place))
    return hashlib.blake2b(said.encode(), digest_size=12, person=b"gist").hexdigest()


def _words(case: Case, rarity: Rarity | None) -> Iterator[str]:
    for key, bits in keys_of(case.title, case.text, case.place, rarity):
        yield f"{min(max(round(bits * _EIGHTHS), 0), _HEAVIEST):02x}{_short(key)}"


def _numbers(case: Case) -> Iterator[str]:
    stated = (plain_number(case.number), *(each.number for each in references_of(text_of(case))))
    return (_NUMBER + _short(each) for each in stated if len(each) >= _TELLING_NUMBER)


def _short(key: str) -> str:
    """The key itself, or fifty bits of it that no short key looks like."""
    if len(key) <= _LONG:
        return key
    digest = hashlib.blake2b(key.encode(), digest_size=7, person=b"key").digest()
    return base64.b32encode(digest).decode()[:10]
