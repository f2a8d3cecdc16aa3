"""`python -m bench duty [--cases N] [--budget S] [--store FILE] [--name NAME]`: findings, inboxes, what is due.

A made-up street of 30,000 cases with their whole histories (`bench/histories`) on SQLite. `--store` keeps the file and
takes it as it is the next time. Each finding is asked twice: as users ask it who say nothing (what was done in the last
year, what is open now), and over everything that ever was.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.histories import END, SEED, Histories
from bench.measuring import Figure, figure
from graph.duty.findings import FINDINGS, Wanted
from graph.pipeline.cross_department import cross_department
from graph.pipeline.findings import Page, find
from graph.pipeline.inbox import DUE, due_list, inbox
from graph.store import EVERYTHING, Store, open_store

_PAGE = 50
_FEWEST = 3


def main(options: Sequence[str]) -> None:
    """Print the median and the worst of each."""
    asked = _parser().parse_args(options)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as folder:
        path = asked.store or Path(folder) / "street.db"
        with closing(filled(path, asked.cases)) as store:
            print(_title(store))
            print("| | median | processor | p90 | worst | runs |\n| --- | ---: | ---: | ---: | ---: | ---: |")
            for each in _measured(store, asked):
                print(each, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench duty")
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--budget", type=float, default=3.0, help="seconds for each figure")
    parser.add_argument("--store", type=Path, help="file that keeps the street")
    parser.add_argument("--name", help="only what has this in its name")
    return parser


def filled(path: Path, cases: int) -> Store:
    """The street in a store; one that is there already is taken as it is."""
    url = f"sqlite:///{path}"
    if path.exists():
        return open_store(url)
    print(f"writing {cases:,} cases …", file=sys.stderr)
    store = open_store(url, create=True)
    with store.change(by="bench", why="histories") as change:
        change.put(Histories(cases).records())
    return store


def _title(store: Store) -> str:
    counts = {kind: store.count(kind, scope=EVERYTHING).get(None, 0) for kind in ("case", "step", "task", "whistle")}
    return ", ".join(f"{count:,} {kind}s" for kind, count in counts.items())


@dataclass(frozen=True)
class _Row:
    """A figure with its worst, and the processor time of the median."""

    figure: Figure
    worst: float
    processor: float

    def __str__(self) -> str:
        each = self.figure
        times = (each.median, self.processor, each.p90, self.worst)
        return f"| {each.name} | {' | '.join(f'{time:.1f} ms' for time in times)} | {each.runs} |"


def _measured(store: Store, asked: argparse.Namespace) -> Iterator[_Row]:
    for name, call in calls_of(store).items():
        if asked.name is None or asked.name in name:
            yield _row(name, call, asked.budget)


def _row(name: str, call: Callable[[], object], budget: float) -> _Row:
    """The first run is among them: whoever asks first waits for the file too. Processor time is the median of what the
    calls used themselves: on a machine that others share the rest is waiting.
    """
    taken: list[float] = []
    used: list[float] = []
    end = time.perf_counter() + budget
    while len(taken) < _FEWEST or time.perf_counter() < end:
        start, used_before = time.perf_counter(), time.process_time()
        call()
        used.append((time.process_time() - used_before) * 1e3)
        taken.append((time.perf_counter() - start) * 1e3)
    return _Row(figure(name, "ms", taken), max(taken), statistics.median(used))


def calls_of(store: Store) -> dict[str, Callable[[], object]]:
    """What is timed, by name."""
    chance = random.Random(SEED)
    whose = [each.id for each in store.scan("organisation", scope=EVERYTHING) if getattr(each, "tier", None)]
    matters = [each.id for each in store.find("matter", first=1_000, scope=EVERYTHING).nodes]
    calls: dict[str, Callable[[], object]] = {}
    for way, wanted in (("", Wanted(now=END)), (", of all times", Wanted(now=END, whole=True, open=False))):
        for name in FINDINGS:
            calls[f"{name}{way}"] = lambda name=name, wanted=wanted: find(
                store, name, wanted, Page(_PAGE), scope=EVERYTHING
            )
    calls["one matter across departments"] = lambda: cross_department(
        store, [chance.choice(matters)], now=END, scope=EVERYTHING
    )
    calls["an inbox"] = lambda: inbox(store, chance.choice(whose), now=END, first=_PAGE)
    for which in DUE:
        calls[f"tasks: {which}"] = lambda which=which: due_list(store, which, now=END, first=_PAGE, total=True)
        calls[f"tasks of one: {which}"] = lambda which=which: due_list(
            store, which, now=END, organisation=chance.choice(whose), first=_PAGE, total=True
        )
    return calls
