"""One signal's word about two cases."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What a signal says of two cases."""

    signal: str
    weight: float
    """Bits; below 0 it speaks against."""
    left: str
    """The smaller case's value."""
    right: str
    sentence: str
    """Chinese, numbers masked; empty: it only moves the sum, and there is nothing to show."""
