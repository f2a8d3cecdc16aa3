"""One file that shows a scene to a meeting.

It opens from a disk, asks no host for anything, and runs no script but those whose hashes it names itself.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from graph.errors import OutputUnwritable, system_says
from viz.assets import NETWORK_SCRIPT, text
from viz.layout import Point, coordinates
from viz.network import network_of
from viz.scene import Scene, SceneEdge, SceneNode
from viz.style import glyph_url, kind_zh

BROWSER = Path(__file__).parent / "browser"
_SCRIPTS = ("dom.js", "drawing.js", "panel.js", "page.js")
_STYLES = ("shared.css", "page.css")
_ADDRESS = re.compile(r"https?://[^\s\"'*)]+")
_UNSAFE = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def write_page(scene: Scene, path: Path, *, note: str = "", points: Mapping[str, Point] | None = None) -> None:
    """Write the page to `path`, in place of what is there; arguments as in `page_of`. Raises OutputUnwritable,
    AssetsMissing.
    """
    html = page_of(scene, note=note, points=points)
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error


def page_of(scene: Scene, *, note: str = "", points: Mapping[str, Point] | None = None) -> str:
    """The page's HTML; `note` is a line of the caller's under the title, as when and from which store it was drawn.

    `points`: where each node stands; None: by the layout of networks.
    """
    library, own = without_addresses(text(NETWORK_SCRIPT)), "\n".join(map(_source, _SCRIPTS))
    style = "\n".join(map(_source, _STYLES))
    return Template(_source("page.html")).substitute(
        policy=escape(_policy(library, own)),
        title=escape(scene.title),
        note=escape(note),
        summary=escape(summary(scene)),
        legend=_legend(scene),
        nodes=_node_rows(scene),
        edges=_edge_rows(scene),
        node_count=len(scene.nodes),
        edge_count=len(scene.edges),
        scene=embedded(_drawing(scene, points or coordinates(scene))),
        style=style,
        library=library,
        own=own,
    )


def summary(scene: Scene) -> str:
    """What is drawn and what is not, in a sentence."""
    kinds = "，".join(f"{kind_zh(kind)} {count}" for kind, count in scene.kinds.items())
    left = f"；它们另有 {scene.cut} 条联系没有画出" if scene.cut else ""
    unseen = f"；还有 {scene.hidden} 条联系不在查看范围内" if scene.hidden else ""
    return f"共 {len(scene.nodes)} 个对象、{len(scene.edges)} 条联系（{kinds}）{left}{unseen}。"


def embedded(value: Any) -> str:
    """JSON that stays JSON inside an HTML element, whatever texts it holds."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda found: _UNSAFE[found[0]], plain)


def without_addresses(script: str) -> str:
    """A library's source without the addresses in its notices; they are words there, but a page should name no host."""
    return _ADDRESS.sub("", script)


def _source(name: str) -> str:
    return (BROWSER / name).read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """Styles are open because vis-network writes them on the elements that it makes; they can fetch nothing."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _drawing(scene: Scene, points: Mapping[str, Point]) -> dict[str, Any]:
    network = network_of(scene, points)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def _legend(scene: Scene) -> str:
    return "".join(
        f'<li><button type="button" aria-pressed="true" data-kind="{escape(kind)}">'
        f'<img src="{glyph_url(kind)}" alt="" width="22" height="22"><span>{escape(kind_zh(kind))}</span>'
        f"<b>{count}</b></button></li>"
        for kind, count in scene.kinds.items()
    )


def _node_rows(scene: Scene) -> str:
    links = Counter(end for edge in scene.edges for end in (edge.source, edge.target))
    return "".join(_node_row(node, links[node.id]) for node in scene.nodes)


def _node_row(node: SceneNode, links: int) -> str:
    facts = "；".join(f"{fact.name}：{fact.value}" for fact in node.facts)
    return _row(
        escape(node.kind_zh),
        f'<button type="button" data-node="{escape(node.id)}">{escape(node.label)}</button>'
        + ("<em>未确认</em>" if node.provisional else ""),
        escape(facts),
        str(links),
        str(node.cut or ""),
        str(node.hidden or ""),
    )


def _edge_rows(scene: Scene) -> str:
    labels = {node.id: node.label for node in scene.nodes}
    return "".join(_edge_row(edge, labels) for edge in scene.edges)


def _edge_row(edge: SceneEdge, labels: dict[str, str]) -> str:
    facts = "；".join(f"{fact.name}：{fact.value}" for fact in edge.facts)
    return _row(
        escape(labels[edge.source]),
        escape(edge.says) + ("<em>未确认</em>" if edge.provisional else ""),
        escape(labels[edge.target]),
        escape(facts),
    )


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
