"""Why a pair that is compared by columns weighs what it weighs, in sentences that users read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from graph.identity.compared.facts import Facts
from graph.identity.compared.profile import Comparator, profile_of_text
from graph.identity.weights.compared.comparisons import Compared, compared_of
from graph.identity.weights.compared.model import compare, model_of
from graph.identity.weights.levels import Level
from graph.identity.weights.settings import Settings
from graph.masking import mask


class Told(NamedTuple):
    """One comparison of a pair, where neither is silent."""

    signal: str
    level: Level
    left: str
    """Numbers masked."""
    right: str
    weight: float
    sentence: str


def told_of(one: Facts, other: Facts, settings: Settings, *, shown: Callable[[str], str] = mask) -> Iterator[Told]:
    """What each comparison says, in their order; nothing of mentions of different profiles.

    `shown`: how a number leaves.
    """
    if one.profile != other.profile:
        return
    found = compare(one, other, model_of(one.profile, settings))
    for compared, level, weight in zip(compared_of(one.profile), found.levels, found.parts, strict=True):
        if level.key != "silent":
            key, zh = compared.comparison.key, compared.comparison.zh
            left, right = (_shown(each, compared, shown) for each in (one, other))
            values = left if left == right else f"{left}、{right}"
            yield Told(f"{key}.{level.key}", level, left, right, weight, f"{zh}{level.zh}（{values}）")


def _shown(facts: Facts, compared: Compared, shown: Callable[[str], str]) -> str:
    value = facts.values[compared.field]
    text = " ".join(value) if isinstance(value, tuple) else str(value)
    return shown(text) if compared.field in _numbers(facts.profile) else text


def _numbers(profile: str) -> set[str]:
    comparators = profile_of_text(profile).values()
    return {f"c{at}" for at, each in enumerate(comparators) if each is Comparator.IDENTIFIER}
