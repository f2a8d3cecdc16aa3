"""The named question of an inbox: what others did about the cases that an organisation received first."""

from __future__ import annotations

from typing import NamedTuple

from graph.store.question import Question


class ToldStep(NamedTuple):
    """A step that the first receiver of its case is told of."""

    step: str
    receiver: str


TOLD_STEPS = Question("told_steps", ToldStep, ("ids", "start", "first", "skip"))
"""Steps that were taken, or entered late, from `start` on (ISO time; None: all), on cases that one of `ids` received
first, taken by anybody but it, newest first, then by (step, receiver); `first` rows after `skip`.
"""
