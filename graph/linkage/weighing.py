"""What the signals of two cases come to by the numbers in force."""

from __future__ import annotations

from dataclasses import replace

from graph.linkage.pairs import Pair
from graph.linkage.signals import Reason, reasons_of
from graph.linkage.weights import LinkSettings


def weighed(pair: Pair, settings: LinkSettings) -> tuple[Reason, ...]:
    """Every signal of the two at its weight by `settings`, the strongest first; one that weighs nothing is left out."""
    found = (replace(each, weight=each.weight * settings.coefficient(each.signal)) for each in reasons_of(pair))
    return tuple(sorted((each for each in found if each.weight), key=lambda each: (-each.weight, each.sentence)))


def weigh(pair: Pair, settings: LinkSettings) -> float:
    """In bits: the offset, and what each signal weighs."""
    return settings.total(each.weight for each in weighed(pair, settings))
