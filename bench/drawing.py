"""`python -m bench.drawing`: a picture of 2,000 nodes, placed and written as one page; no browser draws it here."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

from bench.measuring import figure, timed
from bench.tables import markdown
from viz.layout import coordinates
from viz.page import write_page
from viz.scene import Scene, SceneEdge, SceneNode

_KINDS = ("case", "person", "place")


def scene_of(count: int) -> Scene:
    """A tree of so many nodes, each with up to three below it."""
    nodes = tuple(
        SceneNode(id=f"n{i:05}", kind=_KINDS[i % 3], kind_zh="", label=f"对象{i}", facts=()) for i in range(count)
    )
    edges = tuple(
        SceneEdge(source=nodes[i].id, target=nodes[i // 3].id, type="linked", says="关联", facts=())
        for i in range(1, count)
    )
    return Scene(title="测量", nodes=nodes, edges=edges)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.drawing", description="A large picture.")
    parser.add_argument("--nodes", type=int, default=2_000)
    parser.add_argument("--budget", type=float, default=5.0, help="seconds for each figure")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    scene = scene_of(options.nodes)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as folder:
        page = Path(folder) / "page.html"
        figures = [
            timed("coordinates", repeat(lambda: coordinates(scene)), budget_s=options.budget),
            timed("coordinates and page", repeat(lambda: write_page(scene, page)), budget_s=options.budget),
            figure("page", "kB", [page.stat().st_size / 1e3]),
        ]
    if options.json:
        print(json.dumps([each.as_json() for each in figures], indent=1))
    else:
        print(markdown({f"{options.nodes:,} nodes": figures}))


if __name__ == "__main__":
    main()
