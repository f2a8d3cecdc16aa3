from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from viz.clutter import _about, clutter, covered, crossings, tidied
from viz.layout import Point, box_of, coordinates
from viz.scene import Scene, SceneEdge, SceneNode

_WORDS = "民权街道花楼水塔社区居民委员会漏水纠纷物业"


def _scene(size: int, *, more: int = 0, seed: int = 1) -> Scene:
    """A scene of about that shape which a street gives: trees with a few cycles, some parts apart."""
    chance = random.Random(seed)
    labels = ["".join(chance.choices(_WORDS, k=chance.randint(2, 16))) for _ in range(size)]
    nodes = tuple(
        SceneNode(id=f"n{i:04}", kind="case", kind_zh="事件", label=label, facts=()) for i, label in enumerate(labels)
    )
    pairs = [(i, chance.randrange(max(0, i - 30), i)) for i in range(1, size) if chance.random() < 0.93]
    pairs += [tuple(chance.sample(range(size), 2)) for _ in range(more)]
    edges = tuple(
        SceneEdge(source=nodes[a].id, target=nodes[b].id, type="linked", says="关联", facts=()) for a, b in pairs
    )
    return Scene(title="", nodes=nodes, edges=edges)


def _overlapping(scene: Scene, points: dict[str, Point]) -> list[tuple[str, str]]:
    boxes = {node.id: box_of(node) for node in scene.nodes}

    def touch(a: str, b: str) -> bool:
        return all(
            abs(points[a][axis] - points[b][axis]) < (boxes[a][axis] + boxes[b][axis]) / 2 - 2 for axis in (0, 1)
        )

    return [(a, b) for a, b in itertools.combinations(points, 2) if touch(a, b)]


def test_nothing_has_no_coordinates() -> None:
    assert coordinates(_scene(0)) == {}


@pytest.mark.parametrize("size", [1, 2, 3, 40, 150])
def test_no_label_covers_another(size: int) -> None:
    scene = _scene(size, more=size // 6 if size > 3 else 0)
    points = coordinates(scene)
    assert set(points) == {node.id for node in scene.nodes}
    assert _overlapping(scene, points) == []


def test_the_same_scene_and_seed_give_the_same_places_and_chance_is_left_as_it_was() -> None:
    scene = _scene(60, more=10)
    random.seed(5)
    expected = random.Random(5).random()
    first = coordinates(scene)
    assert random.random() == expected
    assert first == coordinates(scene)
    assert first != coordinates(scene, seed=2)


def test_nodes_without_edges_are_packed_and_not_strewn() -> None:
    points = coordinates(Scene(title="", nodes=_scene(50).nodes, edges=()))
    assert max(point.x for point in points.values()) < 3000
    assert max(point.y for point in points.values()) < 3000


def test_two_thousand_nodes_each_get_a_place_of_their_own() -> None:
    scene = _scene(2000, more=500)
    places = coordinates(scene)
    assert len(places) == 2000
    assert len(set(places.values())) == 2000


SQUARE = np.array([[0.0, 0.0], [300.0, 0.0], [300.0, 300.0], [0.0, 300.0]])
SMALL = np.full((4, 2), 40.0)


@pytest.mark.parametrize(
    ("ends", "count", "why"),
    [
        ([[0, 1], [2, 3]], 0, "two sides"),
        ([[0, 2], [1, 3]], 1, "the diagonals"),
        ([[0, 2], [0, 1], [1, 3]], 1, "edges that share a node do not cross"),
        ([[0, 2], [2, 0]], 0, "the same way there and back"),
    ],
)
def test_crossings_are_counted(ends: list[list[int]], count: int, why: str) -> None:
    assert crossings(SQUARE, np.array(ends)) == count, why


def test_an_edge_through_a_foreign_node_is_counted_and_moved_out_of_its_way() -> None:
    points = np.array([[0.0, 0.0], [150.0, 4.0], [300.0, 0.0]])
    sizes, ends = np.full((3, 2), 60.0), np.array([[0, 2], [0, 1]])
    assert covered(points, sizes, ends) == 1
    better = tidied(points, sizes, ends)
    assert covered(better, sizes, ends) == 0
    assert clutter(better, sizes, ends) < clutter(points, sizes, ends)


def test_a_move_is_judged_by_what_it_changes_in_the_whole() -> None:
    """Moving reckons with one node's share alone; the whole must fall by as much."""
    chance = np.random.default_rng(3)
    points, sizes = chance.uniform(0, 900, (14, 2)), np.full((14, 2), 50.0)
    ends = np.array(
        sorted({tuple(sorted(pair)) for pair in chance.integers(0, 14, (26, 2)).tolist() if pair[0] != pair[1]})
    )
    for node in range(14):
        places = points[node] + chance.uniform(-200, 200, (6, 2))
        shares = _about(points, sizes, ends, node=node, places=places)
        wholes = []
        for place in places:
            moved = points.copy()
            moved[node] = place
            wholes.append(clutter(moved, sizes, ends))
        assert np.allclose(np.diff(shares), np.diff(wholes))
