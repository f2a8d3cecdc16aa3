"""A scene for other programs: GraphML (yEd, Cytoscape), GEXF (Gephi), CSV (a spreadsheet); masked as the scene is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import OutputUnwritable, system_says
from viz.scene import Scene, SceneEdge, SceneNode

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold; a cell pasted from elsewhere may."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

NODE_COLUMNS = ("编号", "类别", "名称", "要点", "未确认", "未画出", "无权查看")
EDGE_COLUMNS = ("起点", "起点名称", "联系", "终点", "终点名称", "要点", "未确认")


def graph_of(scene: Scene) -> nx.MultiDiGraph:
    """The scene as a networkx graph: facts as attributes by their field's name, `label` and `says` beside them."""
    graph = nx.MultiDiGraph(name=xml_text(scene.title))
    for node in scene.nodes:
        graph.add_node(node.id, **_node_attributes(node))
    for edge in scene.edges:
        graph.add_edge(edge.source, edge.target, **_edge_attributes(edge))
    return graph


def write_graphml(scene: Scene, path: Path) -> None:
    """Raises OutputUnwritable."""
    _write(path, lambda: "\n".join(nx.generate_graphml(graph_of(scene), named_key_ids=True)) + "\n")


def write_gexf(scene: Scene, path: Path) -> None:
    """Raises OutputUnwritable."""
    _write(path, lambda: "\n".join(nx.generate_gexf(graph_of(scene))) + "\n")


def write_csv(scene: Scene, nodes: Path, edges: Path) -> None:
    """Two tables, with a mark by which spreadsheets know UTF-8. Raises OutputUnwritable."""
    _write(nodes, lambda: table(NODE_COLUMNS, node_rows(scene)))
    _write(edges, lambda: table(EDGE_COLUMNS, edge_rows(scene)))


def node_rows(scene: Scene) -> list[tuple[str, ...]]:
    """A row of `NODE_COLUMNS` for each node."""
    return [
        (n.id, n.kind_zh, n.label, _facts(n), _yes(n.provisional), str(n.cut or ""), str(n.hidden or ""))
        for n in scene.nodes
    ]


def edge_rows(scene: Scene) -> list[tuple[str, ...]]:
    """A row of `EDGE_COLUMNS` for each edge."""
    labels = {node.id: node.label for node in scene.nodes}
    return [
        (e.source, labels[e.source], e.says, e.target, labels[e.target], _facts(e), _yes(e.provisional))
        for e in scene.edges
    ]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV whose cells no spreadsheet runs: what looks like a formula is led by an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def _node_attributes(node: SceneNode) -> Mapping[str, Any]:
    facts = {fact.field: xml_text(fact.value) for fact in node.facts}
    # `kind` of a case is its own field: the kind of the node must not be taken for it.
    return {**facts, "label": xml_text(node.label), "node_kind": node.kind, "node_kind_zh": node.kind_zh,
            "provisional": node.provisional, "cut": node.cut, "hidden": node.hidden}  # fmt: skip


def _edge_attributes(edge: SceneEdge) -> Mapping[str, Any]:
    facts = {fact.field: xml_text(fact.value) for fact in edge.facts}
    return {**facts, "edge_type": edge.type, "says": xml_text(edge.says), "provisional": edge.provisional}


def _facts(drawn: SceneNode | SceneEdge) -> str:
    return "；".join(f"{fact.name}：{fact.value}" for fact in drawn.facts)


def _yes(flag: bool) -> str:
    return "是" if flag else ""


def xml_text(text: str) -> str:
    """`text` without what XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe leads what looks like one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write(path: Path, made: Callable[[], str]) -> None:
    text = made()
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error
