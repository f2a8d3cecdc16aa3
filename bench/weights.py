"""`python -m bench weights`: all candidate pairs of a set weighed at once, and one pair alone."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

_MENTIONS = 40_000
_PAIRS = 10_000
_IMPORT = "from graph.identity.weights.batch import weigh_all"


def main(options: Sequence[str]) -> None:
    """Print the seconds of loading, blocking and weighing, the pairs, the peak of memory, and the time of one pair."""
    parser = argparse.ArgumentParser(prog="python -m bench weights")
    parser.add_argument("--mentions", type=int, default=_MENTIONS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(options)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _IMPORT], check=True)
    print(f"starting Python with Splink and DuckDB: {time.perf_counter() - start:.1f} s")
    _whole_set(given.mentions, given.seed)


def _whole_set(mentions: int, seed: int) -> None:
    from bench.evidence import messy
    from graph.identity.weights import SHIPPED, blocks_of, weigh
    from graph.identity.weights.batch import weigh_all

    evidence = messy(mentions, seed=seed)
    before = _peak_mb()
    start = time.perf_counter()
    blocks = blocks_of(evidence)
    blocked = time.perf_counter()
    pairs = list(weigh_all(evidence, SHIPPED, float("-inf"), blocks=blocks))
    weighed = time.perf_counter()
    print(f"{mentions:,} mentions, {len(pairs):,} pairs (seed {seed}, all kept)")
    print(f"blocks: {blocked - start:.1f} s, weights: {weighed - blocked:.1f} s")
    print(f"peak of memory: {_peak_mb():,.0f} MB, of it {before:,.0f} MB before")
    by_id = {each.mention: each for each in evidence}
    some = [(by_id[each.a], by_id[each.b]) for each in pairs[:_PAIRS]]
    start = time.perf_counter()
    for one, other in some:
        weigh(one, other, SHIPPED)
    print(f"one pair alone: {(time.perf_counter() - start) / len(some) * 1e6:.0f} µs")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
