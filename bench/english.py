"""`python -m bench.english`: English rows through the same door as everything else, beside Splink's own settings.

    python -m bench.english [--people N] [--noise TIMES] [--seed S] [--alone] [--out FOLDER] [--json]

The rows are loaded with the built-in mapping `historical`, resolved, and measured against the truth; then Splink alone
clusters the same rows with the settings of its documentation. `--alone` leaves Splink out; `--out` keeps the files.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bench.historical.rows import Row, rows
from graph.identity.measuring import Truth, count_pairs
from graph.measures import Pairs
from graph.pipeline import resolve
from graph.pipeline.measuring import found_in
from graph.store import open_store
from loaders.load import load_files

SEED = 7
NOISE = 1.3
"""At which Splink's documented settings come to .825 here, as they do with real people of that kind."""
_THRESHOLD = 0.95
_WHO = "bench"


def main(options: Sequence[str] | None = None) -> None:
    """Print precision, recall, F1 and the seconds of both."""
    asked = _parser().parse_args(options)
    stated = rows(asked.people, seed=asked.seed, noise=asked.noise)
    truth = Truth({each.unique_id: each.cluster for each in stated})
    with _folder(asked.out) as folder:
        write(stated, folder)
        found, seconds = _resolved(folder)
        figures = {"sanlian": _figures(found, truth, seconds["resolve"])}
    if not asked.alone:
        figures["splink"] = _splinked(stated, truth)
    if asked.json:
        print(json.dumps({"rows": len(stated), "load_s": seconds["load"], **figures}))
        return
    print(f"{len(stated):,} rows of {asked.people:,} people, noise {asked.noise}, seed {asked.seed}")
    print(f"loaded in {seconds['load']:.1f} s")
    for name, each in figures.items():
        print(
            f"{name:8} precision {each['precision']:.4f}  recall {each['recall']:.4f}  F1 {each['f1']:.4f}"
            f"  in {each['seconds']:.1f} s"
        )


def write(stated: Sequence[Row], folder: Path) -> None:
    """people.csv, which does not say whose a row is, and truth.csv, which does."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = [each for each in Row._fields if each != "cluster"]
    _table(folder / "people.csv", columns, ([getattr(each, name) for name in columns] for each in stated))
    _table(folder / "truth.csv", ("unique_id", "cluster"), ((each.unique_id, each.cluster) for each in stated))


def _table(path: Path, header: Sequence[str], lines: Iterator[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(lines)


def _resolved(folder: Path) -> tuple[Mapping[str, str], dict[str, float]]:
    """The person of each row by its number, and how long loading and resolving took."""
    with (
        tempfile.TemporaryDirectory(prefix="sanlian-bench-") as place,
        closing(open_store(f"sqlite:///{place}/people.db", create=True)) as store,
    ):
        start = time.perf_counter()
        load_files(store, [folder / "people.csv"], mapping="historical", by=_WHO)
        loaded = time.perf_counter()
        resolve(store, by=_WHO)
        done = time.perf_counter()
        return found_in(store).cluster, {"load": loaded - start, "resolve": done - loaded}


def _splinked(stated: Sequence[Row], truth: Truth) -> dict[str, float]:
    from bench.historical.reference import splinked

    logging.getLogger("splink").setLevel(logging.ERROR)
    start = time.perf_counter()
    found = splinked(stated, threshold=_THRESHOLD)
    return _figures(found, truth, time.perf_counter() - start)


def _figures(found: Mapping[str, str], truth: Truth, seconds: float) -> dict[str, float]:
    pairs: Pairs = count_pairs(found, truth)
    return {"precision": pairs.precision, "recall": pairs.recall, "f1": pairs.f1, "seconds": seconds}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.english")
    parser.add_argument("--people", type=int, default=5_200)
    parser.add_argument("--noise", type=float, default=NOISE, metavar="TIMES")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--alone", action="store_true", help="without Splink")
    parser.add_argument("--out", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    return parser


@contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name:
        yield Path(name)


if __name__ == "__main__":
    main()
