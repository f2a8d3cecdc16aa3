"""Time and memory, with their spread: one number without its noise says nothing on a shared machine."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in `unit`: the median of `runs`, and between what most of them lay."""

    name: str
    unit: str
    median: float
    p10: float
    p90: float
    runs: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def figure(name: str, unit: str, values: list[float]) -> Figure:
    """The figure of these values, of which there is one at least."""
    if len(values) == 1:
        return Figure(name, unit, values[0], values[0], values[0], 1)
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return Figure(name, unit, statistics.median(values), tenths[0], tenths[-1], len(values))


def timed(name: str, calls: Iterable[Callable[[], object]], *, budget_s: float) -> Figure:
    """Milliseconds of each call until `budget_s` is spent; the first few warm up, where the budget allows it."""
    end = time.perf_counter() + budget_s
    taken: list[float] = []
    for call in calls:
        start = time.perf_counter()
        call()
        now = time.perf_counter()
        taken.append((now - start) * 1e3)
        if now > end:
            break
    return figure(name, "ms", taken[WARM_UP:] if len(taken) > 2 * WARM_UP else taken)


def peak_memory_mb() -> float:
    """The most memory that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
