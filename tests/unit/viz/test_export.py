from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import OutputUnwritable
from graph.store import Store
from viz.export import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, table, write_csv, write_gexf, write_graphml
from viz.scene import Scene, scene_of


@pytest.fixture(scope="module")
def scene(store: Store, story) -> Scene:
    return scene_of(store, [story.id("leak")], depth=2)


@pytest.mark.parametrize(("write", "read"), [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)])
def test_other_programs_read_the_same_graph(write, read, scene: Scene, story, tmp_path: Path) -> None:
    path = tmp_path / "scene.xml"
    write(scene, path)
    graph = read(path)
    assert set(graph) == {node.id for node in scene.nodes}
    assert graph.number_of_edges() == len(scene.edges)
    leak = graph.nodes[story.id("leak")]
    assert (leak["label"], leak["kind"], leak["node_kind"]) == ("302室漏水致楼下天花板发霉", "矛盾纠纷", "case")
    assert "19900001234" not in path.read_text(encoding="utf-8")


def test_characters_that_xml_cannot_hold_are_left_out(scene: Scene, tmp_path: Path) -> None:
    broken = replace(scene, nodes=(replace(scene.nodes[0], label="漏\x00水\x0b"), *scene.nodes[1:]))
    write_graphml(broken, tmp_path / "scene.graphml")
    assert nx.read_graphml(tmp_path / "scene.graphml").nodes[scene.nodes[0].id]["label"] == "漏水"


def test_tables_list_every_node_and_edge(scene: Scene, tmp_path: Path) -> None:
    write_csv(scene, tmp_path / "nodes.csv", tmp_path / "edges.csv")
    with (tmp_path / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == NODE_COLUMNS
    assert [row[0] for row in rows[1:]] == [node.id for node in scene.nodes]
    assert all(len(row) == len(EDGE_COLUMNS) for row in edge_rows(scene))


@pytest.mark.parametrize("cell", ["=1+1", "+8613", "-x", "@sum", "\tx"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    [_, [written]] = csv.reader(io.StringIO(table(["名称"], [[cell]])))
    assert written == f"'{cell}"


def test_a_file_that_cannot_be_written_says_so(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable):
        write_gexf(scene, tmp_path / "absent" / "scene.gexf")
