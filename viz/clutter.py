"""How hard a drawing is to read, as a number, and small moves that make it easier.

What hurts readers most is an edge that runs through a node that it does not touch, since it seems to; then edges that
cross, then edges of uneven length (Purchase 1997, "Which aesthetic has the greatest effect on human understanding?").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]
"""One row a node: x and y of its middle, or width and height of its box."""
Ends = NDArray[np.int64]
"""One row an edge: the positions of its two nodes."""

_COVERED = 4.0
_CROSSING = 1.0
_LENGTH = 0.4
"""For each edge that is a hop too long or too short."""
_HOP = 150.0
_SEEN = 0.42
"""Share of a box, to each side of its middle, through which no foreign edge should run."""
_MOVES = [
    (radius * np.cos(turn), radius * np.sin(turn)) for radius in (60, 130, 220) for turn in np.arange(0, 6.28, 0.7854)
]


def clutter(points: Boxes, sizes: Boxes, ends: Ends) -> float:
    """The sum of what hurts; 0 for nodes without edges."""
    if not len(ends):
        return 0.0
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1) / _HOP
    uneven = float(np.abs(lengths - 1).sum())
    return _COVERED * covered(points, sizes, ends) + _CROSSING * crossings(points, ends) + _LENGTH * uneven


def crossings(points: Boxes, ends: Ends) -> int:
    """Pairs of edges that cross, those that share a node not counted."""
    starts, stops = points[ends[:, 0]], points[ends[:, 1]]
    split = _sides(starts, stops, starts) * _sides(starts, stops, stops) < 0
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int((split & split.T & ~shared).sum()) // 2


def covered(points: Boxes, sizes: Boxes, ends: Ends) -> int:
    """Pairs of a node and an edge that runs through its box without ending there."""
    starts, ways = points[ends[:, 0]], points[ends[:, 1]] - points[ends[:, 0]]
    squares = np.maximum((ways**2).sum(axis=1), 1e-9)
    along = ((points[None] - starts[:, None]) * ways[:, None]).sum(axis=2) / squares[:, None]
    nearest = starts[:, None] + np.clip(along, 0, 1)[:, :, None] * ways[:, None]
    through = (np.abs(nearest - points[None]) < sizes[None] * _SEEN).all(axis=2)
    edges = np.arange(len(ends))
    through[edges, ends[:, 0]] = through[edges, ends[:, 1]] = False
    return int(through.sum())


def tidied(points: Boxes, sizes: Boxes, ends: Ends, *, rounds: int = 3) -> Boxes:
    """`points` after moving single nodes as long as a move makes the whole easier to read and overlaps no box."""
    points, least = points.copy(), clutter(points, sizes, ends)
    for _ in range(rounds):
        before = least
        for node in range(len(points)):
            least = _moved(points, sizes, ends, node=node, least=least)
        if least == before:
            break
    return points


def _moved(points: Boxes, sizes: Boxes, ends: Ends, *, node: int, least: float) -> float:
    """Move one node in `points` to the best of the places about it; the clutter after that."""
    best, home = points[node].copy(), points[node].copy()
    for move in _MOVES:
        points[node] = home + move
        if _overlaps(points, sizes, node):
            continue
        now = clutter(points, sizes, ends)
        if now < least - 1e-9:
            best, least = points[node].copy(), now
    points[node] = best
    return least


def _overlaps(points: Boxes, sizes: Boxes, node: int) -> bool:
    touching = (np.abs(points - points[node]) < (sizes + sizes[node]) / 2).all(axis=1)
    touching[node] = False
    return bool(touching.any())


def _sides(starts: Boxes, stops: Boxes, seen: Boxes) -> NDArray[np.float64]:
    """For each line and each point seen from it: on which side the point lies, as the sign."""
    way = stops - starts
    off = seen[None] - starts[:, None]
    return way[:, None, 0] * off[:, :, 1] - way[:, None, 1] * off[:, :, 0]
