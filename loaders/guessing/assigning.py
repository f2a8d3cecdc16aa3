"""The best one-to-one assignment of columns to fields."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def assign(scores: Scores) -> list[int]:
    """For each row of `scores` the column of its own that makes the sum greatest; -1: none, its score would be 0.

    The Hungarian method with potentials (Kuhn 1955; Jonker and Volgenant 1987); scores are not negative. Of equal
    assignments the one that prefers earlier columns is taken, so the same scores give the same answer.
    """
    rows, columns = scores.shape
    if rows == 0:
        return []
    # As many empty fields as rows, so that every row may go without.
    costs = np.concatenate([-scores, np.zeros((rows, rows))], axis=1)
    width = columns + rows
    row_potential, column_potential = np.zeros(rows + 1), np.zeros(width + 1)
    owner = np.zeros(width + 1, dtype=np.int64)  # by column, counted from 1: its row, 0 for none
    for row in range(1, rows + 1):
        _augment(row, costs, row_potential, column_potential, owner)
    found = [-1] * rows
    for column in range(1, columns + 1):
        if owner[column] and scores[owner[column] - 1, column - 1] > 0:
            found[owner[column] - 1] = column - 1
    return found


def _augment(
    row: int, costs: Scores, row_potential: Scores, column_potential: Scores, owner: NDArray[np.int64]
) -> None:
    """Give `row` a column, moving others along the shortest path."""
    width = costs.shape[1]
    owner[0] = row
    least = np.full(width + 1, np.inf)
    before = np.zeros(width + 1, dtype=np.int64)
    used = np.zeros(width + 1, dtype=bool)
    at = 0
    while True:
        used[at] = True
        current = owner[at]
        reduced = costs[current - 1] - row_potential[current] - column_potential[1:]
        better = ~used[1:] & (reduced < least[1:])
        least[1:][better] = reduced[better]
        before[1:][better] = at
        free = np.where(used[1:], np.inf, least[1:])
        following = int(np.argmin(free)) + 1
        delta = least[following]
        row_potential[owner[used]] += delta
        column_potential[used] -= delta
        least[~used] -= delta
        at = following
        if owner[at] == 0:
            break
    while at:
        owner[at] = owner[before[at]]
        at = before[at]
