"""`python -m bench.loading`: `sanlian load` of long tables as a process of its own: its time, that of each stage,
and its peak memory.

    python -m bench.loading [--rows N] [--table grid|mentions] [--format xlsx|csv] [--engine sqlite|neo4j] [--runs N]
                            [--no-resolve] [--json]

Without options: 100,000 rows of XLSX and 1,000,000 of CSV on SQLite.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psutil

from api.cli.session import REJECTED
from bench.measuring import Figure, figure
from bench.offices import Office, write_table
from bench.places import ENGINES, Server, place_for
from bench.tables import markdown

_COMMAND = "from api.cli.main import run; run()"
_SAMPLE_S = 0.25


class Task(NamedTuple):
    """What is loaded."""

    rows: int
    table: str
    format: str

    def __str__(self) -> str:
        return f"{self.rows:,} rows of {self.table}, {self.format}"


class Run(NamedTuple):
    """One run of the command."""

    seconds: float
    processor_s: float
    peak_mb: float
    """Of the largest process."""
    together_mb: float
    """Of all processes at one time, what they share counted once."""
    stages: dict[str, float]
    """Seconds of loading, resolving and linking, as the command says them."""


USUAL = (Task(100_000, "grid", "xlsx"), Task(1_000_000, "mentions", "csv"))


def main(options: Sequence[str] = ()) -> None:
    """Print the figures."""
    asked = _parser().parse_args(options)
    tasks = [Task(asked.rows, asked.table, asked.format)] if asked.rows else USUAL
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as name, _place(asked.engine, Path(name)) as place:
        for task in tasks:
            path = write_table(Path(name) / f"office.{task.format}", getattr(Office(task.rows), task.table)())
            found += _figures(task, [_loaded(path, next(place), resolve=asked.resolve) for _ in range(asked.runs)])
    if asked.json:
        print(json.dumps([each.as_json() for each in found]))
    else:
        print(markdown({asked.engine: found}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.loading")
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--table", choices=("grid", "mentions"), default="grid")
    parser.add_argument("--format", choices=("xlsx", "csv"), default="xlsx")
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--resolve", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", action="store_true")
    return parser


@contextmanager
def _place(engine: str, folder: Path) -> Iterator[Iterator[dict[str, str]]]:
    """The environments that name one empty store after the other."""
    if engine == "sqlite":
        yield ({"SANLIAN_STORE": f"sqlite:///{folder / f'run-{each}.db'}"} for each in count())
        return
    with place_for(engine) as server:
        assert isinstance(server, Server)
        yield (_emptied(server) for _ in count())


def _emptied(server: Server) -> dict[str, str]:
    server.clear()
    return {
        "SANLIAN_STORE": server.url,
        "SANLIAN_STORE_USER": server.user,
        "SANLIAN_STORE_PASSWORD": server.password,
    }


def _loaded(path: Path, store: dict[str, str], *, resolve: bool) -> Run:
    """Load `path` with the command that users call."""
    command = [sys.executable, "-c", _COMMAND, "load", str(path), "--json", "--resolve" if resolve else "--no-resolve"]
    start = time.perf_counter()
    answer = path.with_suffix(".json")
    with answer.open("wb") as out:
        child = subprocess.Popen(command, env={**os.environ, **store}, stdout=out)
    together_mb = 0.0
    while not (ended := os.wait4(child.pid, os.WNOHANG))[0]:
        together_mb = max(together_mb, _memory_of(child.pid))
        time.sleep(_SAMPLE_S)
    _, status, used = ended
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, REJECTED):
        raise SystemExit(f"sanlian load left with {child.returncode}")
    seconds = time.perf_counter() - start
    stages = json.loads(answer.read_text("utf-8"))["seconds"]
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, together_mb, stages)


def _memory_of(pid: int) -> float:
    """Of a process and all that it started, in MB; what several share counts once, where the system tells."""
    total = 0
    with suppress(psutil.Error):
        whole = psutil.Process(pid)
        for each in (whole, *whole.children(recursive=True)):
            with suppress(psutil.Error):
                memory = each.memory_full_info()
                total += getattr(memory, "pss", memory.uss)
    return total / (1 << 20)


def _figures(task: Task, runs: Sequence[Run]) -> Iterator[Figure]:
    yield figure(f"{task}: time", "s", [each.seconds for each in runs])
    for stage in runs[0].stages:
        yield figure(f"{task}: {stage}", "s", [each.stages[stage] for each in runs])
    yield figure(f"{task}: processor time", "s", [each.processor_s for each in runs])
    yield figure(f"{task}: peak memory", "MB", [each.peak_mb for each in runs])
    yield figure(f"{task}: peak memory of all processes", "MB", [each.together_mb for each in runs])


if __name__ == "__main__":
    main(sys.argv[1:])
