"""How long the stages of a load took."""

from __future__ import annotations

import time
from collections.abc import Callable

_ZH = {"load": "载入", "resolve": "认人", "link": "关联", "tasks": "待办", "warn": "预警"}


class Watch:
    """Seconds by stage, in the order in which the stages ended; it runs from its making on."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._last = clock()
        self._seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """`stage` has ended: `load`, `resolve`, `link`, `tasks` or `warn`."""
        now = self._clock()
        self._seconds[stage] = now - self._last
        self._last = now

    def as_json(self) -> dict[str, float]:
        """Seconds by stage, to the millisecond."""
        return {stage: round(seconds, 3) for stage, seconds in self._seconds.items()}

    def __str__(self) -> str:
        return "，".join(f"{_ZH[stage]} {seconds:,.1f} 秒" for stage, seconds in self._seconds.items())
