"""`python -m bench links_speed`: fictional complaints linked all at once, then new ones one by one.

    python -m bench links_speed [--cases N] [--new N] [--keep FILE.db [--linked]]

Prints seconds and peak memory of the full run, and milliseconds of a new case with its links, reasons and matters.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.complaints import Complaints
from bench.measuring import Figure, figure, peak_memory_mb
from bench.tables import markdown
from graph.model import Case, Edge, Node
from graph.pipeline import link
from graph.store import Change, Store, open_store

_PORTION = 50_000
_STAGES = {"阅读事件": "reading and keys", "查找关联": "couples, comparing, links", "归并事项": "the last of them"}


def main(options: Sequence[str]) -> None:
    """Print the figures."""
    asked = _parser().parse_args(options)
    told = Complaints(asked.cases)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        path = Path(asked.keep or Path(name) / "street.db")
        with closing(_loaded(path, told)) as store:
            found = [*([] if asked.linked else _all(store)), *_new(store, told, asked.new)]
    print(f"{asked.cases:,} cases")
    print(markdown({"sqlite": found}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench links_speed")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--new", type=int, default=60, help="at least 2")
    parser.add_argument("--keep", metavar="FILE.db", help="where the store is made, and stays; loaded when it is there")
    parser.add_argument("--linked", action="store_true", help="FILE.db is linked already: new cases alone")
    return parser


def _loaded(path: Path, told: Complaints) -> Store:
    if path.exists():
        return open_store(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}", create=True)
    with store.change(by="bench", why="载入") as change:
        _put(change, told.records())
    return store


def _put(change: Change, records: Iterator[Node | Edge]) -> None:
    nodes: list[Node] = []
    edges: list[Edge] = []
    for each in records:
        nodes.append(each) if isinstance(each, Node) else edges.append(each)
        if len(nodes) >= _PORTION:
            change.put([*nodes, *edges])
            nodes, edges = [], []
    change.put([*nodes, *edges])


def _all(store: Store) -> Iterator[Figure]:
    stages: dict[str, float] = {}
    start = last = time.perf_counter()

    def note(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = time.perf_counter()
        stages[stage] = stages.get(stage, 0.0) + now - last
        last = now

    busy = _processor_s()
    report = link(store, by="bench", progress=note)
    yield figure("all linked", "s", [time.perf_counter() - start])
    for stage, took in stages.items():
        yield figure(f"of which {_STAGES.get(stage, stage)}", "s", [took])
    for who, before, after in zip(("this process", "those beside"), busy, _processor_s(), strict=True):
        yield figure(f"processor time, {who}", "s", [after - before])
    yield figure("links", "", [float(sum(report.links.values()))])
    yield figure("matters", "", [float(report.matters)])
    yield figure("peak memory, this process", "MB", [peak_memory_mb()])
    beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield figure("peak memory, the larger beside", "MB", [beside])


def _processor_s() -> tuple[float, float]:
    """Of this process, and of those beside it that have ended."""
    own, beside = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime, beside.ru_utime + beside.ru_stime


def _new(store: Store, told: Complaints, count: int) -> Iterator[Figure]:
    taken: list[float] = []
    busy: list[float] = []
    links: list[float] = []
    for records in told.more(count):
        (case,) = (each.id for each in records if isinstance(each, Case))
        with store.change(by="bench", why="新事件") as change:
            _put(change, iter(records))
        start, before = time.perf_counter(), time.process_time()
        report = link(store, by="bench", cases=[case])
        taken.append((time.perf_counter() - start) * 1e3)
        busy.append((time.process_time() - before) * 1e3)
        links.append(float(sum(report.links.values())))
    yield figure("one new case linked", "ms", taken)
    yield figure("of which processor time", "ms", busy)
    yield figure("the slowest of them", "ms", [max(taken)])
    yield figure("links of a new case", "", links)
    yield figure("peak memory, this process", "MB", [peak_memory_mb()])
