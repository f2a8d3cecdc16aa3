"""What lies on the desk while a step is taken: the act, who is known there, and what to read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.duty.acts import Act
from graph.duty.deadlines import Timing
from graph.duty.rights import Actors
from graph.model import Matter
from graph.store import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is known while a step is taken."""

    reader: Reader
    act: Act
    now: dt.datetime
    key: str
    timing: Timing
    actors: Actors
    matter: Matter | None = None
    """None: it is taken on a case."""
