"""Those who work on a case, its parties, and how whistles and attempts to mediate are answered and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Mention, Organisation, Place


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is who among those that work on cases."""

    homes: Mapping[str, str] = field(default_factory=dict)
    """By officer: the organisation."""
    above: Mapping[str, str] = field(default_factory=dict)
    """By organisation: whom it reports to."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the case's row states it, and the unit that its address names."""

    mention: Mention
    unit: Place | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One called department's answer to a whistle; `reported_at` None: it did not come."""

    organisation: Organisation
    reported_at: dt.datetime | None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt to mediate ended."""

    at: dt.datetime
    result: str
    agreement: str = ""
