"""Where each node stands: computed beforehand, from a seed, so that a page moves nothing and two runs look alike.

Each connected part is laid out by itself (Kamada–Kawai, which spaces by distance in hops, or Fruchterman–Reingold for
the large), the least cluttered of a few attempts is taken, turned so that it lies wide rather than tall, freed of
labels that cover one another, and packed beside the others.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import igraph
import numpy as np
from numpy.typing import NDArray

from viz.clutter import Boxes, Ends, clutter, tidied
from viz.labels import width_of, wrapped
from viz.scene import Scene, SceneNode

HOP = 150
"""Pixels between neighbours before labels are spread."""
GLYPH = 44
"""Height and least width of a node's sign, with its margin."""
_COLUMN, _ROW, _MARGIN = 7.4, 18, 18
_SPREAD_UP_TO = 400
"""Nodes of a part; beyond it a screen cannot show all labels at once, pairs are many, and Kamada–Kawai takes long."""
_ATTEMPTED_UP_TO, _ATTEMPTS = 150, 4
_TIDIED_UP_TO = 150
_PASSES = 120
_GROWTH = 1.012
_GAP = 90
_WIDE = 1.7
"""Width to height of the whole, as of a screen beside a panel."""


class Point(NamedTuple):
    """Pixels at zoom 1, x to the right, y downwards."""

    x: int
    y: int


def coordinates(scene: Scene, *, seed: int = 1) -> dict[str, Point]:
    """A place for every node of the scene, by id; the same scene and seed give the same."""
    if not scene.nodes:
        return {}
    graph = _graph_of(scene)
    sizes = np.array([box_of(node) for node in scene.nodes], dtype=float)
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
    with _seeded(seed):
        laid = [_laid_out(graph.induced_subgraph(part), sizes[part]) for part in parts]
    points = np.zeros_like(sizes)
    for part, at in zip(parts, _packed(laid, [sizes[part] for part in parts]), strict=True):
        points[part] = at
    return {node.id: Point(round(x), round(y)) for node, (x, y) in zip(scene.nodes, points.tolist(), strict=True)}


def box_of(node: SceneNode) -> tuple[float, float]:
    """Width and height that a node needs with its label under it."""
    rows = wrapped(node.label).split("\n")
    return (
        max(GLYPH, _COLUMN * max(map(width_of, rows))) + _MARGIN,
        GLYPH + _ROW * len(rows) + _MARGIN,
    )


def _graph_of(scene: Scene) -> igraph.Graph:
    """The scene without directions and repeated edges; vertices in the order of its nodes."""
    position = {node.id: i for i, node in enumerate(scene.nodes)}
    pairs = {
        tuple(sorted((position[edge.source], position[edge.target])))
        for edge in scene.edges
        if edge.source != edge.target
    }
    return igraph.Graph(n=len(scene.nodes), edges=sorted(pairs))


@contextlib.contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Lend igraph, which draws from one place for the whole process, our own chances, and give back the usual ones."""
    igraph.set_random_number_generator(random.Random(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _laid_out(part: igraph.Graph, sizes: Boxes) -> Boxes:
    """One connected part: the best of several drawings where there is time for that, tidied where it is small."""
    if part.vcount() == 1:
        return np.zeros((1, 2))
    ends = np.array(part.get_edgelist())
    if part.vcount() > _SPREAD_UP_TO:
        points = _levelled(_in_hops(_large(part), ends)) * HOP
        return points * _room_needed(points, sizes, share=0.45)
    attempts = (_apart(_levelled(_in_hops(drawn, ends)) * HOP, sizes) for drawn in _drawings(part))
    points = min(attempts, key=lambda points: clutter(points, sizes, ends))
    return tidied(points, sizes, ends) if part.vcount() <= _TIDIED_UP_TO else points


def _drawings(part: igraph.Graph) -> Iterator[igraph.Layout]:
    """From a circle in the order of the nodes, then from chance."""
    yield part.layout_kamada_kawai(seed=part.layout_circle())
    for _ in range(_ATTEMPTS if part.vcount() <= _ATTEMPTED_UP_TO else 0):
        yield part.layout_kamada_kawai(seed=part.layout_random())
        yield part.layout_fruchterman_reingold(niter=1000, seed=part.layout_random())


def _large(part: igraph.Graph) -> igraph.Layout:
    circle = part.layout_circle()
    circle.scale(part.vcount() / 8)  # as wide as the result: the method is slow where nodes crowd in one cell
    return part.layout_fruchterman_reingold(niter=500, seed=circle, grid=True)


def _in_hops(layout: igraph.Layout, ends: Ends) -> Boxes:
    """The coordinates with the length of a usual edge as their unit."""
    points = np.array(layout.coords, dtype=float)
    hop = float(np.median(np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)))
    return points / (hop or 1.0)


def _apart(points: Boxes, sizes: Boxes) -> Boxes:
    return spread(points * _room_needed(points, sizes, share=0.6), sizes)


def _levelled(points: Boxes) -> Boxes:
    """`points` about their middle, turned so that they extend furthest from left to right."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    along = axes[0] if axes[0][0] >= 0 else -axes[0]
    return centred @ np.array([[along[0], -along[1]], [along[1], along[0]]])


def _room_needed(points: Boxes, sizes: Boxes, *, share: float) -> float:
    """How much to enlarge so that the boxes take `share` of the area at most; never less than 1."""
    width, height = np.ptp(points, axis=0) + sizes.mean(axis=0)
    needed = float(sizes.prod(axis=1).sum())
    return max(1.0, float(np.sqrt(needed / (share * width * height))))


def spread(points: Boxes, sizes: Boxes, *, passes: int = _PASSES) -> Boxes:
    """`points` moved as little as it takes until no two boxes of `sizes` overlap, or `passes` are over.

    Two boxes that overlap are pushed apart along the axis on which it takes less, half of it each. The whole grows a
    little with every pass, or a crowd would push its members back and forth.
    """
    points = points.copy()
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    for _ in range(passes):
        apart = points[:, None, :] - points[None, :, :]
        lacking = need - np.abs(apart)
        touching: NDArray[np.bool_] = np.all(lacking > 0.5, axis=2)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        points *= _GROWTH
        apart *= _GROWTH
        way = np.where(apart == 0, order[:, :, None], np.sign(apart))
        sideways = lacking[:, :, 0] <= lacking[:, :, 1]
        for axis, chosen in ((0, sideways), (1, ~sideways)):
            push = np.where(touching & chosen, lacking[:, :, axis] * way[:, :, axis], 0.0)
            points[:, axis] += push.sum(axis=1) / np.maximum(2, (push != 0).sum(axis=1))
    return points


def _packed(parts: Sequence[Boxes], sizes: Sequence[Boxes]) -> list[Boxes]:
    """The parts on shelves from left to right and from top to bottom, the first (largest) first."""
    corners = [(points - size / 2).min(axis=0) for points, size in zip(parts, sizes, strict=True)]
    ends = [(points + size / 2).max(axis=0) for points, size in zip(parts, sizes, strict=True)]
    extents = [end - corner + _GAP for corner, end in zip(corners, ends, strict=True)]
    area = float(sum(extent.prod() for extent in extents))
    shelf = max(float(np.sqrt(area * _WIDE)), *(float(extent[0]) for extent in extents), 1.0)
    placed, x, y, tall = [], 0.0, 0.0, 0.0
    for points, corner, extent in zip(parts, corners, extents, strict=True):
        if x > 0 and x + extent[0] > shelf:
            x, y, tall = 0.0, y + tall, 0.0
        placed.append(points - corner + (x, y))
        x, tall = x + float(extent[0]), max(tall, float(extent[1]))
    return placed
