"""`python -m bench warnings`: how rightly threats are read, and how long the rules take over a town.

    python -m bench warnings [--cases N] [--one N] [--keep FILE.db] [--words]

Prints precision and recall of each set of sentences in `bench/threats` (`--words`: that alone), then seconds for all
open cases, a second time with nothing new, and milliseconds for one case with its matter.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.measuring import Figure, figure, peak_memory_mb
from bench.tables import markdown
from bench.threats import SETS, sentences, total
from bench.town import SEED, Town
from graph.duty.warnings.wording import shipped_wording
from graph.ids import make_id
from graph.model import About, Case, Edge, HandedTo, Linked, Matter, Mediation, Node, PartOf
from graph.pipeline.warning import warn
from graph.store import EVERYTHING, Store, open_store

NOW = dt.datetime(2025, 1, 10, 9)
_TOGETHER = 3
"""Cases of a matter; a third of all cases are in one."""


def main(options: Sequence[str]) -> None:
    """Print the figures."""
    asked = _parser().parse_args(options)
    print(_words())
    if asked.words:
        return
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        path = Path(asked.keep or Path(name) / "town.db")
        with closing(_made(path, asked.cases)) as store:
            found = list(_measured(store, asked.one))
    print(f"\n{asked.cases:,} cases, all open")
    print(markdown({"sqlite": found}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench warnings")
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--one", type=int, default=100, help="how many single cases are measured")
    parser.add_argument("--keep", metavar="FILE.db", help="where the store is made, and stays; used when it is there")
    parser.add_argument("--words", action="store_true", help="how rightly threats are read, alone")
    return parser


def _words() -> str:
    lines = ["| sentences | | right | wrong | missed | precision | recall |", "|---|---|---|---|---|---|---|"]
    for name in SETS:
        some = sentences(name)
        found = total(some, shipped_wording())
        shares = f"{found.precision:.2f} | {found.recall:.2f}"
        lines.append(f"| {name} | {len(some)} | {found.right} | {found.wrong} | {found.missed} | {shares} |")
    return "\n".join(lines)


# -- a town with something to warn of --------------------------------------------------------------


def _made(path: Path, cases: int) -> Store:
    if path.exists():
        return open_store(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}", create=True)
    records = list(_records(cases))
    with store.change(by="bench", why="a town") as change:
        change.put(each for each in records if isinstance(each, Node))
        change.put(each for each in records if isinstance(each, Edge))
    return store


def _records(cases: int) -> Iterator[Node | Edge]:
    town = Town(2 * cases, cases, max(100, cases // 3))
    chance = random.Random(SEED)
    told = [_told(each, chance) for each in town.incidents]
    yield from (each for each in town.nodes if not isinstance(each, Case))
    yield from told
    yield from town.edges
    for number in range(0, len(told) // 3, _TOGETHER):
        yield from _matter(told[number : number + _TOGETHER])
    departments = town.departments
    for each in told[::4]:
        yield HandedTo(source=each.id, target=chance.choice(departments).id, at=each.received_at or NOW)
        mediation = Mediation(id=make_id("mediation", each.id), route="people", started_on=NOW.date(), result="failed")
        yield mediation
        yield About(source=mediation.id, target=each.id)
    for first, then in zip(told[1::9], told[2::9], strict=False):
        yield Linked(source=first.id, target=then.id, kind="recurrence")


def _told(case: Case, chance: random.Random) -> Case:
    """One in ten says something of what is threatened or is not."""
    if chance.random() > 0.1:
        return case
    said = chance.choice([each.text for name in SETS for each in sentences(name)])
    return replace(case, text=f"{case.text}{said}。", amount=chance.choice([None, 5e3, 3e5, 2e6]))


def _matter(cases: Sequence[Case]) -> Iterator[Node | Edge]:
    matter = Matter(id=make_id("matter", cases[0].id), title=cases[0].title, cases=len(cases))
    yield matter
    yield from (PartOf(source=each.id, target=matter.id) for each in cases)


# -- how long it takes -----------------------------------------------------------------------------


def _measured(store: Store, single: int) -> Iterator[Figure]:
    ids = [each.id for each in store.find("case", first=single, scope=EVERYTHING).nodes]
    for name, day in (("all, the first time", 0), ("all, the next day", 1)):
        start = time.perf_counter()
        report = warn(store, by="bench", now=NOW + dt.timedelta(days=day))
        yield figure(name, "s", [time.perf_counter() - start])
        yield figure(f"{name}: warnings written", "", [float(len(report.moves))])
    taken: list[float] = []
    for each in ids:
        start = time.perf_counter()
        warn(store, by="bench", now=NOW + dt.timedelta(days=2), cases=[each])
        taken.append((time.perf_counter() - start) * 1e3)
    yield figure("one case with its matter", "ms", taken)
    yield figure("peak memory", "MB", [peak_memory_mb()])
