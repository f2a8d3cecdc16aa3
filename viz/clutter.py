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
_TURNS = np.arange(0, 2 * np.pi, np.pi / 4)
_MOVES = np.array([(r * np.cos(turn), r * np.sin(turn)) for r in (60, 130, 220) for turn in _TURNS])


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
    line = starts[:, None], stops[:, None]
    split = _side(*line, starts) * _side(*line, stops) < 0
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int((split & split.T & ~shared).sum()) // 2


def covered(points: Boxes, sizes: Boxes, ends: Ends) -> int:
    """Pairs of a node and an edge that runs through its box without ending there."""
    through = _runs_through(points[ends[:, 0], None], points[ends[:, 1], None], points, sizes)
    edges = np.arange(len(ends))
    through[edges, ends[:, 0]] = through[edges, ends[:, 1]] = False
    return int(through.sum())


def tidied(points: Boxes, sizes: Boxes, ends: Ends, *, rounds: int = 3) -> Boxes:
    """`points` after moving single nodes as long as a move makes the whole easier to read and overlaps no box."""
    points = points.copy()
    for _ in range(rounds):
        moved = [_move(points, sizes, ends, node=node) for node in range(len(points))]
        if not any(moved):
            break
    return points


def _move(points: Boxes, sizes: Boxes, ends: Ends, *, node: int) -> bool:
    """Put one node of `points` on the best of the free places about it; whether one is better than its own."""
    places = points[node] + _MOVES
    free = ~_overlapping(points, sizes, places, node=node)
    candidates = np.vstack([points[node], places[free]])
    cost = _about(points, sizes, ends, node=node, places=candidates)
    best = int(cost.argmin())
    if cost[best] >= cost[0] - 1e-9:
        return False
    points[node] = candidates[best]
    return True


def _about(points: Boxes, sizes: Boxes, ends: Ends, *, node: int, places: Boxes) -> NDArray[np.float64]:
    """The part of `clutter` that `node` would cause on each of `places`: that of its edges, and that of its box."""
    own = (ends == node).any(axis=1)
    far, rest = ends[own].sum(axis=1) - node, ends[~own]
    stops, starts, others = points[far], points[rest[:, 0]], points[rest[:, 1]]
    shared = (rest[None] == far[:, None, None]).any(axis=2)
    crossed = (
        (
            _side(places[:, None, None], stops[None, :, None], starts)
            * _side(places[:, None, None], stops[None, :, None], others)
            < 0
        )
        & (_side(starts, others, places[:, None])[:, None] * _side(starts, others, stops[:, None])[None] < 0)
        & ~shared
    )
    by_its_edges = _runs_through(places[:, None, None], stops[None, :, None], points, sizes)
    by_its_edges[:, :, node] = False
    by_its_edges[:, np.arange(len(far)), far] = False
    over_it = _runs_through(starts, others, places[:, None], sizes[node])
    uneven = np.abs(np.linalg.norm(places[:, None] - stops[None], axis=2) / _HOP - 1)
    covering = by_its_edges.sum(axis=(1, 2)) + over_it.sum(axis=1)
    return _COVERED * covering + _CROSSING * crossed.sum(axis=(1, 2)) + _LENGTH * uneven.sum(axis=1)


def _overlapping(points: Boxes, sizes: Boxes, places: Boxes, *, node: int) -> NDArray[np.bool_]:
    """For each place whether the node's box would overlap another there."""
    touching = (np.abs(points[None] - places[:, None]) < (sizes + sizes[node]) / 2).all(axis=2)
    touching[:, node] = False
    return touching.any(axis=1)


def _runs_through(starts: Boxes, stops: Boxes, middles: Boxes, sizes: Boxes) -> NDArray[np.bool_]:
    """Whether a straight line comes into the inner part of a box; arrays of points, broadcast against one another."""
    ways = stops - starts
    along = ((middles - starts) * ways).sum(axis=-1) / np.maximum((ways**2).sum(axis=-1), 1e-9)
    nearest = starts + np.clip(along, 0, 1)[..., None] * ways
    return (np.abs(nearest - middles) < sizes * _SEEN).all(axis=-1)


def _side(starts: Boxes, stops: Boxes, seen: Boxes) -> NDArray[np.float64]:
    """On which side of a line a point lies, as the sign; arrays of points, broadcast against one another."""
    way, off = stops - starts, seen - starts
    return way[..., 0] * off[..., 1] - way[..., 1] * off[..., 0]
