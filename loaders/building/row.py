"""One row while it is built into records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.table import TitleFacts


class BadRow(Exception):
    """A row that cannot become records although each of its cells can be read."""

    def __init__(self, column: str, reason: str, accepted: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason
        self.accepted = accepted


@dataclass(slots=True)
class Row:
    """One row while it is built: what it states, by subject and field."""

    values: Mapping[str, Mapping[str, Any]]
    source: str
    defaults: Mapping[str, Any]
    facts: TitleFacts
    original: str
    batch: str
    today: dt.date
    """Days of what has happened that lie far ahead of it are remarked on."""
    remarks: list[str] = field(default_factory=list)
    leader: Row | None = None
    """The first of several rows that are one case; None: the row itself is."""
    profile: str = ""
    """The columns by which identity compares its person, and how; empty: by the rules of residents."""

    def of(self, subject: str) -> Mapping[str, Any]:
        """The fields that the row states of a subject."""
        return self.values.get(subject, {})

    def default(self, path: str) -> Any:
        return self.defaults.get(path)
