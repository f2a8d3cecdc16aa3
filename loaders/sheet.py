"""What every kind of file is read into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; row n of the file is `rows[n - 1]`."""

    name: str
    """Empty: a file of text has no sheets."""
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    """Its rows were not read."""
