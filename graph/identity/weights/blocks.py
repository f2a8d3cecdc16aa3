"""Which pairs are worth weighing: mentions that share a number, an account, a telephone, a dwelling, or a name
together with a part of any of these.

A value of more users than its bound finds nobody: pairs grow with the square of a block.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Container, Iterable, Iterator
from enum import StrEnum
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.identity.evidence import Evidence
from graph.identity.keys import KeyKind, line_of
from graph.masking import mask


class Block(StrEnum):
    """The first letter of what finds a pair; the letter of the mention's key where it has one."""

    NUMBER = KeyKind.IDENTITY
    ACCOUNT = KeyKind.ACCOUNT
    TELEPHONE = KeyKind.TELEPHONE
    NAME = KeyKind.NAME
    DOOR = KeyKind.DOOR
    COMPARED = KeyKind.COMPARED
    UNIT = "h"


_BOUNDS = {
    Block.NUMBER: 200,
    Block.ACCOUNT: 200,
    Block.TELEPHONE: 200,
    Block.NAME: 200,
    Block.DOOR: 200,
    Block.COMPARED: 100,
    Block.UNIT: 100,
}
_ZH = {
    Block.NUMBER: "身份证号",
    Block.ACCOUNT: "账号",
    Block.TELEPHONE: "电话",
    Block.NAME: "姓名及号码尾数",
    Block.DOOR: "姓名及楼栋房号",
    Block.COMPARED: "对照的各列",
    Block.UNIT: "户室",
}
_LETTERS = "".join(Block)


def bound_of(kind: str) -> int | None:
    """How many mentions may share a value of this kind that finds pairs; None: it is none that does."""
    return _BOUNDS[Block(kind)] if kind in _LETTERS else None


class Crowded(NamedTuple):
    """A value that finds nobody, since too many share it."""

    kind: str
    """Chinese: 身份证号, 账号, 电话, 户室, 姓名及号码尾数."""
    value: str
    """Masked."""
    mentions: int


class Blocks(NamedTuple):
    """Who shares what: mention `owners[i]` (its place in the evidence) is in block `blocks[i]`."""

    owners: np.ndarray
    blocks: np.ndarray
    """From 0; one block's owners stand together, in rising order."""


class Keys:
    """Each key once a mention: whose, by its place, and its digest, with the kind in the lowest bits.

    Python's own hash serves: digests are compared within one run, and never ordered by or kept.
    """

    def __init__(self) -> None:
        self._count = 0
        self._owners, self._digests = array("i"), array("q")

    def note(self, evidence: Evidence, crowded: Container[str] = ()) -> None:
        """The next one's, without those that are `crowded`."""
        mine = {_digest(key) for key in keys_of(evidence) if key not in crowded}
        self._digests.extend(mine)
        self._owners.extend([self._count] * len(mine))
        self._count += 1

    def digests(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Owners and digests."""
        return np.array(self._owners, np.int32), np.array(self._digests, np.int64)


def keys_of(evidence: Evidence) -> Iterator[str]:
    """The values that find this mention, each behind the letter of its kind; some may come twice."""
    if evidence.number:
        yield f"{Block.NUMBER}{evidence.number}"
    yield from evidence.accounts
    yield from (f"{Block.TELEPHONE}{line_of(each)}" for each in evidence.telephones)
    if evidence.unit:
        yield f"{Block.UNIT}{evidence.unit}"
    yield from evidence.finding


def crowded_among(stated: Collection[Evidence]) -> dict[str, Crowded]:
    """Values that more mentions state than may find each other, by block key; `stated` is all, as stated."""
    keys = Keys()
    for each in stated:
        keys.note(each)
    return crowded_of(keys, stated)


def crowded_of(keys: Keys, stated: Iterable[Evidence]) -> dict[str, Crowded]:
    """The same, where the keys of `stated` were noted already."""
    _, digests = keys.digests()
    values, counts = np.unique(digests, return_counts=True)
    most = np.array([_BOUNDS[each] for each in Block])[values & _KIND_BITS]
    crowds = dict(zip(values[counts > most].tolist(), counts[counts > most].tolist(), strict=True))
    if not crowds:
        return {}
    found = {key for each in stated for key in keys_of(each) if _digest(key) in crowds}
    return {key: Crowded(_ZH[Block(key[0])], _shown(key), crowds[_digest(key)]) for key in sorted(found)}


def blocks_of(evidence: Iterable[Evidence], crowded: Container[str] = ()) -> Blocks:
    """The blocks of at least two mentions, without the keys that are `crowded`."""
    keys = Keys()
    for each in evidence:
        keys.note(each, crowded)
    owners, digests = keys.digests()
    _, inverse, counts = np.unique(digests, return_inverse=True, return_counts=True)
    kept = (counts > 1)[inverse]
    order = np.lexsort((owners[kept], inverse[kept]))
    _, dense = np.unique(inverse[kept][order], return_inverse=True)
    return Blocks(owners[kept][order], dense)


def candidates(blocks: Blocks) -> Iterator[tuple[int, int]]:
    """The pairs, as places in the evidence, the smaller first, each once and in rising order."""
    ends = np.flatnonzero(np.diff(blocks.blocks)) + 1
    shared = (combinations(each.tolist(), 2) for each in np.split(blocks.owners, ends))
    yield from sorted(set(chain.from_iterable(shared)))


_KIND_BITS = 7


def _digest(key: str) -> int:
    return (hash(key) & ~_KIND_BITS) | _LETTERS.index(key[0])


def _shown(key: str) -> str:
    return key[1:] if key[0] == Block.UNIT else mask(key[1:])
