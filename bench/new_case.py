"""`python -m bench new_case`: one new case with three parties, resolved against all the mentions that are there.

    python -m bench new_case [--people N] [--mentions M] [--cases N] [--store URL]

`--store` names a store that is loaded and resolved; it is copied first, and stays as it is.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.measuring import Figure, figure
from bench.residents.writing import SEED, made, write
from bench.tables import markdown
from graph.ids import make_id
from graph.model import Mention, StatedAt
from graph.pipeline import resolve
from graph.store import EVERYTHING, Store, open_store
from graph.store.questions import LINKS_OF_MENTIONS, MENTION_IDS
from loaders.load import load_files

_PARTIES = 3


def main(options: Sequence[str]) -> None:
    """Print the median time, and how many mentions were looked at."""
    asked = _parser().parse_args(options)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name, closing(_store(asked, Path(name))) as store:
        total = store.count("mention", scope=EVERYTHING)[None]
        print(f"{total:,} mentions; {asked.cases} new cases of {_PARTIES} parties each")
        print(markdown({"sqlite": _figures(store, asked.cases, seed=asked.seed)}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench new_case")
    parser.add_argument("--people", type=int, default=12_000)
    parser.add_argument("--mentions", type=int, default=40_000)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--store", metavar="FILE.db")
    return parser


def _store(asked: argparse.Namespace, folder: Path) -> Store:
    if asked.store:
        return open_store(f"sqlite:///{shutil.copy(asked.store, folder / 'street.db')}")
    write(made(asked.people, asked.mentions, seed=asked.seed), folder)
    store = open_store(f"sqlite:///{folder / 'street.db'}", create=True)
    load_files(store, [folder / "mentions.csv"], by="bench")
    resolve(store, by="bench")
    return store


def _figures(store: Store, cases: int, *, seed: int) -> list[Figure]:
    chance = random.Random(seed)
    ids = list(_ids(store))
    taken: list[float] = []
    looked_at: list[float] = []
    for number in range(cases):
        new = _stated_again(store, chance.sample(ids, _PARTIES), number)
        start = time.perf_counter()
        report = resolve(store, by="bench", mentions=new)
        taken.append((time.perf_counter() - start) * 1e3)
        looked_at.append(report.mentions)
    return [figure("one new case resolved", "ms", taken), figure("mentions looked at", "", looked_at)]


def _ids(store: Store) -> Iterator[str]:
    after = ""
    while page := store.ask(MENTION_IDS, after=after, first=50_000, scope=EVERYTHING):
        yield from (row.id for row in page)
        after = page[-1].id


def _stated_again(store: Store, ids: list[str], case: int) -> list[str]:
    """New mentions that state what these do: people who come again."""
    known = [each for each in store.get(ids, scope=EVERYTHING) if isinstance(each, Mention)]
    new = {each.id: make_id("mention", "bench", str(case), each.id) for each in known}
    homes = [row for row in store.ask(LINKS_OF_MENTIONS, ids=ids, scope=EVERYTHING) if row.type == "stated_at"]
    with store.change(by="bench", why="新案件") as change:
        change.put(replace(each, id=new[each.id], record=f"新{case}-{each.record}") for each in known)
        change.put(
            StatedAt(source=new[row.mention], target=row.other, tenure=row.detail, also=row.also or "") for row in homes
        )
    return list(new.values())
