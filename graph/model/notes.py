"""What a field's annotation may say beside its type and its description."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Code:
    """The field holds a code of this list in `graph/vocabulary.py`."""

    list: str


@dataclass(frozen=True, slots=True)
class Zh:
    """The field's name as users read it: column heading, table of a page, filter."""

    label: str


class Mark(Enum):
    """How stores and faces treat a field."""

    TITLE = auto()
    """The record's name in lists, pictures and search; one field of a record."""
    TEXT = auto()
    """Found by full-text search."""
    INDEXED = auto()
    """Stores keep an index on it; on a tuple, on each of its values."""
    SEALED = auto()
    """An identity number or a telephone: masked wherever it leaves the store."""
    REFERENCE = auto()
    """A number that a source or an authority gave the record itself: shown as it is, never taken for a telephone."""
    HIDDEN = auto()
    """For the machinery: kept, journalled and copied, but shown by no face."""


TITLE, TEXT, INDEXED, SEALED = Mark.TITLE, Mark.TEXT, Mark.INDEXED, Mark.SEALED
REFERENCE, HIDDEN = Mark.REFERENCE, Mark.HIDDEN
