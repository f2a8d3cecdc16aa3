"""The picture of a scene, built with pyvis: nodes, edges and options as vis-network takes them.

Only pyvis's Network object is used. The page that it would write names foreign hosts, so ours is `viz/page.py`; and its
`set_options` drops every space, so the options are set whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.schema import edge_shape
from viz.labels import wrapped
from viz.layout import Point
from viz.scene import Scene, SceneEdge, SceneNode
from viz.style import CERTAIN, FONT, INK, LOOKS, PAPER, PROVISIONAL, glyph_url

if TYPE_CHECKING:
    from pyvis.network import Network

_BEND = 0.18
"""How much the second of two edges between the same nodes is bent, the third twice as much."""


def network_of(scene: Scene, points: Mapping[str, Point]) -> Network:
    """The scene at these points."""
    from pyvis.network import Network  # takes a second: it brings all of IPython with it

    network = Network(directed=True)
    network.options = options()
    for node in scene.nodes:
        network.add_node(node.id, **_node(node, points[node.id]))
    for position, (edge, bend) in enumerate(_bent(scene.edges)):
        network.add_edge(edge.source, edge.target, id=f"e{position}", **_edge(edge, bend))
    return network


def options() -> dict[str, Any]:
    """How vis-network draws every picture of ours, the explorer's too: nothing moves by itself."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "tooltipDelay": 200, "keyboard": {"enabled": True, "bindToWindow": False}},
        "groups": {**_groups(provisional=False), **_groups(provisional=True)},
        "nodes": {
            "shape": "image",
            "size": 20,
            "font": {"face": FONT, "size": 14, "color": INK, "strokeWidth": 4, "strokeColor": PAPER, "vadjust": -2},
        },
        "edges": {
            "width": 1.4,
            "selectionWidth": 1.2,
            "hoverWidth": 0.6,
            "smooth": False,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
            "color": {"color": CERTAIN, "highlight": INK, "hover": INK},
            "font": {"face": FONT, "size": 11, "color": "#475569", "strokeWidth": 3, "strokeColor": PAPER},
        },
    }


def group_of(kind: str, *, provisional: bool) -> str:
    """The name under which `options` keeps the look of a node."""
    return f"{kind}?" if provisional else kind


def _groups(*, provisional: bool) -> dict[str, Any]:
    return {
        group_of(kind, provisional=provisional): {
            "shape": "image",
            "image": glyph_url(kind, provisional=provisional),
            "color": {"background": look.colour, "border": look.colour},
        }
        for kind, look in LOOKS.items()
    }


def _node(node: SceneNode, point: Point) -> dict[str, Any]:
    """What vis-network draws, and beside it what the page's panel shows."""
    return {
        "label": wrapped(node.label),
        "shape": "image",
        "group": group_of(node.kind, provisional=node.provisional),
        "x": point.x,
        "y": point.y,
        "title": f"{node.kind_zh}：{node.label}",
        "name": node.label,
        "kind": node.kind,
        "kindZh": node.kind_zh,
        "provisional": node.provisional,
        "asked": node.distance == 0,
        "cut": node.cut,
        "unseen": node.hidden,
        "facts": [[fact.name, fact.value] for fact in node.facts],
    }


def _edge(edge: SceneEdge, bend: float) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "title": edge.says + ("（未确认）" if edge.provisional else ""),
        "says": edge.says,
        "provisional": edge.provisional,
        "facts": [[fact.name, fact.value] for fact in edge.facts],
    }
    if edge.provisional:
        drawn |= {"dashes": [7, 5], "color": {"color": PROVISIONAL, "highlight": PROVISIONAL, "hover": PROVISIONAL}}
    if getattr(edge_shape(edge.type).record, "SYMMETRIC", False):
        drawn["arrows"] = ""
    if bend:
        drawn["smooth"] = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return drawn


def _bent(edges: Iterable[SceneEdge]) -> Iterable[tuple[SceneEdge, float]]:
    """Each edge with its bend: straight when it is alone between its ends, else to either side in turn.

    The sign is seen from the smaller id, or two edges that run against each other would bend onto one line.
    """
    between: defaultdict[tuple[str, str], list[SceneEdge]] = defaultdict(list)
    for edge in edges:
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    for (first, _), together in between.items():
        for position, edge in enumerate(together):
            side = 1 if position % 2 else -1
            turned = 1 if edge.source == first else -1
            yield edge, side * turned * _BEND * ((position + 1) // 2)
