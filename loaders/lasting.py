"""Which row of a long file stated a record last, in a few bytes a record: there may be millions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_Run = tuple[NDArray[np.int64], NDArray[np.int32]]
"""Hashes of ids, ascending, each once, and the row of each."""


class LastRows:
    """Rows by the hashes of ids, in runs of which each is longer than all that came behind it."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def note(self, ids: Iterable[str], rows: Iterable[int]) -> None:
        """Row by row: this one stated this id last."""
        keys = np.fromiter(map(hash, ids), dtype=np.int64)
        run = _once(keys, np.fromiter(rows, dtype=np.int32, count=len(keys)))
        while self._runs and len(self._runs[-1][0]) <= 2 * len(run[0]):
            before = self._runs.pop()
            run = _once(np.concatenate((before[0], run[0])), np.concatenate((before[1], run[1])))
        if len(run[0]):
            self._runs.append(run)

    def of(self, ids: Sequence[str]) -> dict[str, int]:
        """The row of each of those ids that are known."""
        if not ids or not self._runs:
            return {}
        asked = np.fromiter(map(hash, ids), dtype=np.int64, count=len(ids))
        return dict(chain.from_iterable(_found(run, asked, ids) for run in self._runs))


def _found(run: _Run, asked: NDArray[np.int64], ids: Sequence[str]) -> list[tuple[str, int]]:
    keys, rows = run
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    there = np.flatnonzero(keys[at] == asked)
    return [(ids[i], row) for i, row in zip(there.tolist(), rows[at[there]].tolist(), strict=True)]


def _once(keys: NDArray[np.int64], rows: NDArray[np.int32]) -> _Run:
    """In ascending order; of several rows of one key the last."""
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.zeros(0, dtype=bool)
    return keys[last], rows[last]
