"""`python -m bench.store`: every verb of the store on a town of 100,000 people, on either engine.

    python -m bench.store [--people N] [--cases N] [--units N] [--engine sqlite|neo4j|both] [--json]

Each engine is measured in a process of its own, so that its peak memory is its own (of Neo4j: the client's).
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.measuring import Figure, figure, peak_memory_mb, timed
from bench.places import ENGINES, Place, place_for
from bench.plain import records_a_second
from bench.tables import markdown
from bench.town import SEED, Town
from graph.model import PartyTo
from graph.store import EVERYTHING, Around, Filter, Order, Scope, Store
from graph.store.questions import CASES_OF, RECURRING_PARTIES, SHARED_PARTIES

Calls = Iterator[Callable[[], object]]
NEWEST_FIRST = (Order("received_at", descending=True),)
DISPUTES = (Filter("kind", "eq", "dispute"), Filter("received_at", "ge", dt.datetime(2024, 1, 1)))


class Verbs:
    """What is measured on a filled store: endless calls of each verb, every one on something else."""

    def __init__(self, town: Town, store: Store, place: Place) -> None:
        self.town, self.store, self.place = town, store, place
        self.chance = random.Random(SEED)
        self.number = 0

    def measured(self, budget_s: float) -> Iterator[Figure]:
        """The figure of each verb, and how much a walk of three hops finds."""
        for name, calls in self.all().items():
            yield timed(name, calls, budget_s=budget_s)
        yield figure("nodes within 3 hops", "", [float(len(self.around(3).nodes)) for _ in range(100)])

    def all(self) -> dict[str, Calls]:
        """The verbs by the name that the table gives them."""
        return {
            "open": self.each(self.open),
            "get, 1 id": self.each(lambda: self.get(1)),
            "get, 100 ids": self.each(lambda: self.get(100)),
            "page of 50, filtered, with total": self.each(lambda: self.page(EVERYTHING)),
            "the same, one community's reader": self.each(lambda: self.page(self.one_community())),
            "around, 1 hop": self.each(lambda: self.around(1)),
            "around, 2 hops": self.each(lambda: self.around(2)),
            "around, 3 hops": self.each(lambda: self.around(3)),
            "around, 3 hops, one community's reader": self.each(lambda: self.around(3, self.one_community())),
            "shortest path": self.each(self.path),
            "search, two characters": self.each(lambda: self.search("漏水")),
            "search, a name": self.each(lambda: self.search(self.chance.choice(self.town.residents).name)),
            "search, a long word": self.each(lambda: self.search("楼上卫生间漏水")),
            "question: cases of 100 people": self.each(lambda: self.ask(CASES_OF, self.town.residents, 100)),
            "question: cases that share a party with one": self.each(self.shared),
            "question: recurring parties": self.each(self.recurring),
            "write one case with its party": self.each(self.write),
            "as of some change: open and get": self.each(self.as_of),
        }

    @staticmethod
    def each(call: Callable[[], object]) -> Calls:
        while True:
            yield call

    def one_community(self) -> Scope:
        return Scope.of(self.chance.choice(self.town.communities).id)

    def open(self) -> None:
        self.place.again().close()

    def get(self, number: int) -> None:
        self.store.get([each.id for each in self.chance.sample(self.town.residents, number)], scope=EVERYTHING)

    def page(self, scope: Scope) -> None:
        self.store.find("case", DISPUTES, order=NEWEST_FIRST, total=True, scope=scope)

    def around(self, depth: int, scope: Scope = EVERYTHING) -> Around:
        return self.store.around([self.chance.choice(self.town.residents).id], depth=depth, scope=scope)

    def path(self) -> None:
        one, other = self.chance.sample(self.town.residents, 2)
        self.store.path([(one.id, other.id)], scope=EVERYTHING)

    def search(self, text: str) -> None:
        self.store.search(text, scope=EVERYTHING)

    def ask(self, question: Any, among: Sequence[Any], number: int) -> None:
        self.store.ask(question, ids=[each.id for each in self.chance.sample(among, number)], scope=EVERYTHING)

    def shared(self) -> None:
        ids = [self.chance.choice(self.town.incidents).id]
        self.store.ask(SHARED_PARTIES, ids=ids, kinds=["person"], most=50, scope=EVERYTHING)

    def recurring(self) -> None:
        page = {"least": 3, "start": "2024-01-01", "end": "2025-01-01", "first": 50, "skip": 0}
        self.store.ask(RECURRING_PARTIES, kinds=["person"], scope=EVERYTHING, **page)

    def write(self) -> None:
        self.number += 1
        case = dataclasses.replace(self.town.incidents[0], id=f"case-{self.number:016}", number=f"B{self.number}")
        party = PartyTo(source=self.chance.choice(self.town.residents).id, target=case.id)
        with self.store.change(by="bench", why="one case") as change:
            change.put([case, party])

    def as_of(self) -> None:
        with self.store.as_of(self.chance.randint(1, self.store.head()[0])) as then:
            then.get([self.chance.choice(self.town.residents).id], scope=EVERYTHING)


def measure(engine: str, town: Town, *, budget_s: float, bulk_runs: int) -> list[Figure]:
    """All figures of one engine."""
    records = list(town.records())
    told("bulk write", engine)
    with place_for(engine) as place:
        pairs = [(_plain(records), _bulk(place, records)) for _ in range(bulk_runs)]
        peak = peak_memory_mb()
        told("verbs", engine)
        with closing(place.again()) as store:
            size = place.bytes_on_disk()
            figures = list(Verbs(town, store, place).measured(budget_s))
    return [
        *figures,
        figure("bulk write", "records/s", [rate for _, rate in pairs]),
        figure("plain inserts of the same", "records/s", [bare for bare, _ in pairs]),
        figure("bulk write, of plain inserts", "%", [100 * rate / bare for bare, rate in pairs]),
        figure("records", "", [float(len(records))]),
        *([] if size is None else [figure("bytes on disk", "MB", [size / 1e6])]),
        figure("peak memory while writing", "MB", [peak]),
    ]


def _bulk(place: Place, records: Sequence[Any]) -> float:
    """Write them into an empty store, in one change; records a second."""
    with closing(place.empty()) as store:
        start = time.perf_counter()
        with store.change(by="bench", why="a town") as change:
            change.put(records)
        return len(records) / (time.perf_counter() - start)


def _plain(records: Sequence[Any]) -> float:
    """The same by bare inserts; records a second."""
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as folder:
        return records_a_second(Path(folder) / "plain.db", records)


def told(what: str, engine: str) -> None:
    """A word to whoever waits."""
    print(f"{engine}: {what} …", file=sys.stderr, flush=True)


def in_own_process(engine: str, options: argparse.Namespace) -> list[Figure]:
    """The figures of an engine, measured by another process."""
    sizes = [f"--{name}={getattr(options, name)}" for name in ("people", "cases", "units")]
    ways = [f"--bulk-runs={options.bulk_runs}", f"--budget={options.budget}", "--json", f"--engine={engine}"]
    command = [sys.executable, "-m", "bench.store", *sizes, *ways]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [Figure(**each) for each in json.loads(done.stdout)[engine]]


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description="The store's verbs, timed.")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--bulk-runs", type=int, default=3, help="how often the whole town is written")
    parser.add_argument("--budget", type=float, default=2.0, help="seconds for each verb")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = parsed(sys.argv[1:] if arguments is None else arguments)
    if options.engine == "both":
        figures = {engine: in_own_process(engine, options) for engine in ENGINES}
    else:
        town = Town(options.people, options.cases, options.units)
        found = measure(options.engine, town, budget_s=options.budget, bulk_runs=options.bulk_runs)
        figures = {options.engine: found}
    if options.json:
        print(json.dumps({engine: [each.as_json() for each in some] for engine, some in figures.items()}, indent=1))
    else:
        print(markdown(figures))


if __name__ == "__main__":
    main()
