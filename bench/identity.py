"""`python -m bench.identity`: fictional residents, loaded and resolved as users do it, measured against the truth.

    python -m bench.identity [--people N] [--mentions M] [--seed S] [--engine sqlite|neo4j] [--certain]
                             [--reuse FOLDER [--reload]] [--errors FILE.csv] [--json]

`--reuse FOLDER` keeps the set, and on SQLite the loaded store, for the next run: then only resolving is done again.
After a change of what loading keeps (keys, addresses) say `--reload`. A folder with a set of another's making serves
as well: mentions.csv, truth.csv and, if there is one, pairs.csv. Memory is that of this process alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from api.cli.identity import lines, write_errors
from bench.measuring import peak_memory_mb
from bench.places import ENGINES, place_for
from bench.residents.writing import SEED, made, write
from graph.pipeline import resolve
from graph.pipeline.measuring import found_in
from graph.store import Store, open_store
from loaders.evaluating import evaluate
from loaders.load import load_files
from loaders.truths import read_judged_pairs, read_truth

T = TypeVar("T")
_WHO = "bench"


class Stages:
    """How long each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """What `work` gives; what it took is noted."""
        start = time.perf_counter()
        given = work()
        self.seconds[stage] = time.perf_counter() - start
        return given


def main(options: Sequence[str] | None = None) -> None:
    """Print the measures, the times and the memory."""
    asked = _parser().parse_args(options)
    stages = Stages()
    with _folder(asked.reuse) as folder:
        if not (folder / "mentions.csv").exists():
            stages.time("generate", lambda: write(made(asked.people, asked.mentions, seed=asked.seed), folder))
        with _store(asked, folder, stages) as store:
            report = stages.time("resolve", lambda: resolve(store, by=_WHO))
            found = stages.time("read back", lambda: found_in(store, certain=asked.certain))
            pairs = folder / "pairs.csv"
            evaluation = evaluate(
                found, read_truth(folder / "truth.csv"), read_judged_pairs(pairs) if pairs.exists() else []
            )
            if asked.errors is not None:
                write_errors(asked.errors, store, found, evaluation)
    memory = peak_memory_mb()
    if asked.json:
        print(json.dumps({**evaluation.as_json(), "seconds": stages.seconds, "peak_mb": memory}, ensure_ascii=False))
        return
    print("\n".join(lines(evaluation)))
    print(report)
    print(
        "，".join(f"{stage} {seconds:.1f} s" for stage, seconds in stages.seconds.items()) + f"；peak {memory:.0f} MB"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.identity")
    parser.add_argument("--people", type=int, default=12_000)
    parser.add_argument("--mentions", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--certain", action="store_true", help="count certain joins alone")
    parser.add_argument("--reuse", type=Path, metavar="FOLDER")
    parser.add_argument("--reload", action="store_true", help="load again what FOLDER holds loaded")
    parser.add_argument("--errors", type=Path, metavar="FILE.csv")
    parser.add_argument("--json", action="store_true")
    return parser


@contextmanager
def _folder(reuse: Path | None) -> Iterator[Path]:
    if reuse is not None:
        reuse.mkdir(parents=True, exist_ok=True)
        yield reuse
        return
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        yield Path(name)


@contextmanager
def _store(asked: argparse.Namespace, folder: Path, stages: Stages) -> Iterator[Store]:
    """A store with the set loaded and nothing resolved."""
    if asked.engine != "sqlite":
        with place_for(asked.engine) as place, closing(place.empty()) as store:
            _load(store, folder, stages)
            yield store
        return
    loaded = folder / "loaded.db"
    if asked.reload or not loaded.exists():
        _load_afresh(loaded, folder, stages)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        copy = shutil.copy(loaded, Path(name) / "street.db")
        with closing(open_store(f"sqlite:///{copy}")) as store:
            yield store


def _load_afresh(loaded: Path, folder: Path, stages: Stages) -> None:
    """The loaded store appears only when it is whole."""
    part = loaded.with_suffix(".part.db")
    part.unlink(missing_ok=True)
    with closing(open_store(f"sqlite:///{part}", create=True)) as store:
        _load(store, folder, stages)
        whole = folder / "loaded.whole.db"
        whole.unlink(missing_ok=True)
        store.backup(whole)
    for each in folder.glob("loaded.part.db*"):
        each.unlink()
    whole.replace(loaded)


def _load(store: Store, folder: Path, stages: Stages) -> None:
    report = stages.time("load", lambda: load_files(store, [folder / "mentions.csv"], by=_WHO))
    if report.rejected:
        print(f"{report.rejected:,} rows were rejected", file=sys.stderr)


if __name__ == "__main__":
    main()
