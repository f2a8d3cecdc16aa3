"""Which pairs are worth weighing: mentions that share a number, an account, a telephone, a dwelling, or a name
together with a part of any of these.

A value of more users than its bound finds nobody: pairs grow with the square of a block.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Sequence
from enum import StrEnum
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np

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


def keys_of(evidence: Evidence) -> Iterator[str]:
    """The values that find this mention, each behind the letter of its kind; some may come twice."""
    if evidence.number:
        yield f"{Block.NUMBER}{evidence.number}"
    yield from evidence.accounts
    yield from (f"{Block.TELEPHONE}{line_of(each)}" for each in evidence.telephones)
    if evidence.unit:
        yield f"{Block.UNIT}{evidence.unit}"
    yield from evidence.finding


def crowded_among(stated: Sequence[Evidence]) -> dict[str, Crowded]:
    """Values that more mentions state than may find each other, by block key; `stated` is all, as stated."""
    _, digests = _digested(stated, ())
    values, counts = np.unique(digests, return_counts=True)
    most = np.array([_BOUNDS[each] for each in Block])[values & _KIND_BITS]
    crowds = dict(zip(values[counts > most].tolist(), counts[counts > most].tolist(), strict=True))
    if not crowds:
        return {}
    keys = {key for each in stated for key in keys_of(each) if _digest(key) in crowds}
    return {key: Crowded(_ZH[Block(key[0])], _shown(key), crowds[_digest(key)]) for key in sorted(keys)}


def blocks_of(evidence: Sequence[Evidence], crowded: Container[str] = ()) -> Blocks:
    """The blocks of at least two mentions, without the keys that are `crowded`."""
    owners, digests = _digested(evidence, crowded)
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


def _digested(evidence: Sequence[Evidence], crowded: Container[str]) -> tuple[np.ndarray, np.ndarray]:
    """Each key once a mention: whose, and its digest, with the kind in the lowest bits.

    Python's own hash serves: digests are compared within one run, and never ordered by or kept.
    """
    owners, digests = array("i"), array("q")
    for place, each in enumerate(evidence):
        mine = {_digest(key) for key in keys_of(each) if key not in crowded}
        digests.extend(mine)
        owners.extend([place] * len(mine))
    return np.frombuffer(owners, np.int32) if owners else np.empty(0, np.int32), (
        np.frombuffer(digests, np.int64) if digests else np.empty(0, np.int64)
    )


_KIND_BITS = 7


def _digest(key: str) -> int:
    return (hash(key) & ~_KIND_BITS) | _LETTERS.index(key[0])


def _shown(key: str) -> str:
    return key[1:] if key[0] == Block.UNIT else mask(key[1:])
